"""Whether a structure from a file can be worked with: what its form alone does not say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from jdstudio.errors import ReadError
from jdstudio.i18n import N_
from jdstudio.library.own import in_short
from jdstudio.model.fields import fields_of
from jdstudio.model.kinds import KINDS, UNSORTED, Strategies
from jdstudio.model.values import clean_text
from jdstudio.model.walk import MAX_DEPTH

if TYPE_CHECKING:
    from jdstudio.library.structure import Outline, Structure

MOST_SECTIONS = 500
WIDEST = 1000


def refuse_unsound(structure: Structure, path: Path) -> None:
    """Raise ReadError that names the file, the section and what is wrong with it, where a structure cannot be used."""
    if not is_title(structure.id):
        raise _refused(path, "id", N_("The structure has no id."))
    if not (is_title(structure.zh) and is_title(structure.en)):
        raise _refused(path, "zh", N_("The structure has no name, or only in one language."))
    if not structure.sections:
        raise _refused(path, "sections", N_("The structure has no sections."))
    slots: set[str] = set()
    for number, (where, outline) in enumerate(_each(path, "sections", structure.sections, 1), 1):
        if number > MOST_SECTIONS:
            raise _refused(path, where, N_("The structure has more than {most} sections."), most=MOST_SECTIONS)
        _refuse_section(path, where, outline)
        if outline.slot == UNSORTED:
            raise _refused(path, where, N_("The slot “{name}” is kept for what has no place."), name=UNSORTED)
        if outline.slot and outline.slot in slots:
            raise _refused(
                path, where, N_("The slot “{name}” stands there a second time."), name=in_short(outline.slot)
            )
        slots.add(outline.slot)


def is_title(text: str) -> bool:
    """Whether a text can stand as a title: one line with something on it."""
    return bool(text.strip()) and clean_text(text) == text and len(text.splitlines()) == 1


def _each(path: Path, where: str, outlines: tuple[Outline, ...], level: int) -> Iterator[tuple[str, Outline]]:
    for row, outline in enumerate(outlines):
        here = f"{where}[{row}]"
        if level > MAX_DEPTH:
            message = N_("Sections can be nested {depth} levels deep at most.")
            raise _refused(path, here, message, depth=MAX_DEPTH)
        yield here, outline
        yield from _each(path, f"{here}.sections", outline.sections, level + 1)


def _refuse_section(path: Path, where: str, outline: Outline) -> None:
    kind = KINDS.get(outline.kind)
    if kind is None or kind is Strategies:
        raise _refused(path, where, N_("There is no kind of section “{name}”."), name=in_short(outline.kind))
    if not (is_title(outline.zh) and is_title(outline.en)):
        raise _refused(path, where, N_("The section has no title, or only in one language."))
    for face in outline.faces:
        if face not in kind.about.faces:
            message = N_("A section of the kind “{name}” cannot show on “{face}”.")
            raise _refused(path, where, message, name=outline.kind, face=face)
    if outline.columns and outline.kind != "table":
        raise _refused(path, where, N_("Only a table has columns of its own."))
    if any(not 1 <= column.width <= WIDEST for column in outline.columns):
        raise _refused(path, where, N_("The width of a column lies between 1 and {most}."), most=WIDEST)
    known = fields_of(kind.item_type) if kind.item_type else {}
    for name in (name for row in outline.suggestions for name in row):
        if name not in known:
            raise _refused(path, where, N_("A section of this kind has no field “{name}”."), name=in_short(name))


def _refused(path: Path, where: str, message: str, **values: object) -> ReadError:
    remedy = N_("Correct the file or take it out of the folder; everything else works.")
    return ReadError(message, path=path, where=where, remedy=remedy, **values)
