"""A person's own structures, made from the outline of a position."""

from __future__ import annotations

from collections.abc import Collection

from jdstudio.i18n import Language
from jdstudio.library.structure import Outline, OutlineColumn, Structure
from jdstudio.library.words import NOTHING, Words
from jdstudio.model.kinds import UNSORTED, AnySection, Column, Table, kind_of
from jdstudio.model.project import Position
from jdstudio.model.values import one_line

LONGEST_ID = 40
_NO_FILE_NAMES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10)),
}
"""What Windows takes for a device."""


def structure_from(position: Position, name: str, language: Language, taken: Collection[str]) -> Structure:
    """The outline of a position as a structure: its titles and kinds of section, nothing that stands in them.

    `taken` are the ids of the structures there are. A section without a slot, or with one that stands twice, gets one
    of its own. What is unsorted is no part of an outline.
    """
    slots: set[str] = set()
    sections = tuple(_outline(each, language, slots) for each in position.sections if each.slot != UNSORTED)
    title = one_line(name)
    return Structure(free_id(title, taken), title, title, NOTHING, sections)


def free_id(name: str, taken: Collection[str]) -> str:
    """An id that says the name, can stand in a file name, and is none of those taken; case makes no difference."""
    words = "".join(each if each.isalnum() else " " for each in name.casefold()).split()
    plain = "-".join(words)[:LONGEST_ID].strip("-") or "own"
    used = {each.casefold() for each in taken} | _NO_FILE_NAMES
    found, number = plain, 1
    while found.casefold() in used:
        number += 1
        found = f"{plain}-{number}"
    return found


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, with a number behind it where another structure has it already."""
    found, number = name, 1
    while found.casefold() in {each.casefold() for each in taken}:
        number += 1
        found = f"{name} ({number})"
    return found


def _outline(section: AnySection, language: Language, slots: set[str]) -> Outline:
    slot = section.slot if section.slot and section.slot not in slots else f"own-{section.id}"
    slots.add(slot)
    about = section.about
    title = _both(section, language, Words(about.zh, about.en))
    kind = type(section)
    faces = tuple(face for face in section.faces if face in about.faces)
    return Outline(
        zh=title.zh,
        en=title.en,
        slot=slot,
        kind=kind_of(section),
        faces=() if faces == kind(id="").faces else faces,
        numbered=section.numbered,
        columns=tuple(_column(it, language) for it in section.columns) if isinstance(section, Table) else (),
        sections=tuple(_outline(each, language, slots) for each in section.sections if each.slot != UNSORTED),
    )


def _column(column: Column, language: Language) -> OutlineColumn:
    return OutlineColumn(_both(column, language, NOTHING), column.width)


def _both(titled: AnySection | Column, language: Language, otherwise: Words) -> Words:
    """A title in both languages: the same in both where there is no translation."""
    main = one_line(titled.title)
    other = next((one_line(it.text) for it in titled.other if it.field == "title"), "") or main
    if not main:
        return otherwise
    return Words(main, other) if language == "zh" else Words(other, main)
