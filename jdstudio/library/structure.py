"""Structures: named orders of sections. `standard` is the usual 岗位说明书, A1 to A4 follow the article's four answers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from jdstudio.errors import ReadError, UsageError
from jdstudio.i18n import N_
from jdstudio.library.own import in_short, read_own
from jdstudio.library.soundness import refuse_unsound
from jdstudio.library.words import NOTHING, Words, same_name
from jdstudio.model.fields import Face
from jdstudio.resources import resource

ORDER = ("standard", "A1", "A2", "A3", "A4")
"""The structures as they are offered; each is a file `resources/structures/ID.json`."""

OF_ARTICLE = ("A1", "A2", "A3", "A4")
"""Those that follow one of the article's four answers."""


class OutlineColumn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A column of a table section, with its share of the width."""

    title: Words
    width: int = 10


class Outline(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One section of a structure: its title without a number, its kind, and what it is for.

    `slot` names the place; it is unique in its structure, and places of the same name in different structures stand
    for the same content: a role fills a section by its slot, and a change of structure moves by it.
    Without `faces` the section shows where its kind does. `columns` are those of a table. `extra` marks what the
    article does not mention: the blocks that its structures need to become a description and a posting.
    `help` and `example` say what good content looks like here. `suggestions` are items a person may take over: words
    in both languages, or a value as it is typed (`daily`, `20`), by field.
    """

    zh: str
    en: str
    slot: str = ""
    kind: str = "text"
    faces: tuple[Face, ...] = ()
    numbered: bool = True
    extra: bool = False
    help: Words = NOTHING
    example: Words = NOTHING
    columns: tuple[OutlineColumn, ...] = ()
    suggestions: tuple[dict[str, Words | str], ...] = ()
    sections: tuple[Outline, ...] = ()

    def name(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


class Structure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A named order of sections, what it is good for, and where it comes from."""

    id: str
    zh: str
    en: str
    summary: Words
    sections: tuple[Outline, ...]

    def name(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


def walk_outlines(outlines: tuple[Outline, ...]) -> Iterator[Outline]:
    """All sections of a structure, parents before children, in order."""
    for outline in outlines:
        yield outline
        yield from walk_outlines(outline.sections)


@cache
def _shipped() -> tuple[Structure, ...]:
    decoder = msgspec.json.Decoder(Structure)
    return tuple(decoder.decode(resource(f"structures/{name}.json").read_bytes()) for name in ORDER)


def structures() -> tuple[Structure, ...]:
    """All structures, in the order they are offered: those that ship, then the person's own."""
    return (*_shipped(), *(own for _file, own in own_structures()[0]))


def own_structures() -> tuple[tuple[tuple[Path, Structure], ...], tuple[ReadError, ...]]:
    """The person's own structures with their files, read anew each time, and why others were left out."""
    found, left_out = read_own("structures", Structure)
    usable: list[tuple[Path, Structure]] = []
    problems = list(left_out)
    ids = {name.casefold() for name in ORDER}
    for file, own in sorted(found, key=lambda pair: pair[0].stem):
        try:
            refuse_unsound(own, file)
            _refuse_taken(own, file, ids)
        except ReadError as error:
            problems.append(error)
        else:
            usable.append((file, own))
            ids.add(own.id.casefold())
    return tuple(usable), tuple(problems)


def _refuse_taken(own: Structure, file: Path, ids: set[str]) -> None:
    if own.id.casefold() in ids:
        message = N_("There is a structure with the id “{name}” already.")
        raise ReadError(message, path=file, where="id", remedy=N_("Give this one another id."), name=in_short(own.id))


def structure(structure_id: str) -> Structure:
    """The structure of that id, or the own one of that name; upper and lower case do not matter.

    Raises UsageError where there is none.
    """
    for found in _shipped():  # without a look at the disk
        if same_name(found.id, structure_id):
            return found
    own = [found for _file, found in own_structures()[0]]
    for names in ([each.id for each in own], [each.zh for each in own], [each.en for each in own]):
        for found, name in zip(own, names, strict=True):
            if same_name(name, structure_id):
                return found
    raise UsageError(
        N_("There is no structure “{name}”."),
        remedy=N_("Choose one of: {choices}."),
        name=structure_id,
        choices=", ".join((*ORDER, *(each.id for each in own))),
    )
