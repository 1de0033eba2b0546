"""Sections without their content: what a structure proposes, and what a position had when it followed one before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from jdstudio.i18n import Language
from jdstudio.library.pen import Pen
from jdstudio.library.structure import Outline, Structure
from jdstudio.library.words import Words
from jdstudio.model.fields import EVERYWHERE, Face
from jdstudio.model.ids import new_id
from jdstudio.model.kinds import (
    KINDS,
    UNSORTED,
    AnySection,
    Column,
    Strategies,
    Table,
    Translation,
    items_of,
    kind_of,
)
from jdstudio.model.project import Former, Hollow, Position
from jdstudio.model.walk import walk

_KINDS_OF_POSITIONS = {name for name, kind in KINDS.items() if kind is not Strategies}
UNSORTED_TITLE = Words("未归类", "Unsorted")


# --- from structures to hollows and sections -----------------------------------------------------------------------------


def hollow_of(outline: Outline, pen: Pen) -> Hollow:
    """The section an outline proposes, with a new id, and with all below it."""
    title = Words(outline.zh, outline.en)
    return Hollow(
        section=new_id(),
        kind=outline.kind,
        slot=outline.slot,
        title=pen.say(title),
        other=pen.translations({"title": title}),
        faces=outline.faces or usual_faces(outline.kind),
        numbered=outline.numbered,
        columns=tuple(
            Column(pen.say(it.title), it.width, pen.translations({"title": it.title})) for it in outline.columns
        ),
        sections=tuple(hollow_of(child, pen) for child in outline.sections),
    )


def unsorted_hollow(pen: Pen) -> Hollow:
    """The section for what has no place. It is in nobody's way: each section in it shows where it showed before."""
    other = pen.translations({"title": UNSORTED_TITLE})
    return Hollow(new_id(), "text", UNSORTED, pen.say(UNSORTED_TITLE), other, EVERYWHERE, numbered=False)


def section_of(hollow: Hollow, sections: Iterable[AnySection] = (), items: Iterable[Any] = ()) -> AnySection:
    """A section as a hollow describes it, with this content."""
    fields: dict[str, Any] = {"items": tuple(items)} if hollow.kind != "text" else {}
    if hollow.kind == "table":
        fields["columns"] = hollow.columns
    return KINDS[hollow.kind](
        id=hollow.section,
        title=hollow.title,
        faces=hollow.faces,
        numbered=hollow.numbered,
        slot=hollow.slot,
        other=hollow.other,
        sections=tuple(sections),
        **fields,
    )


def empty_section(outline: Outline, language: Language, *, bilingual: bool, taken: Collection[str] = ()) -> AnySection:
    """A section of a structure as one may add it to any position; slots that are `taken` stay with who has them."""

    def made(hollow: Hollow) -> AnySection:
        free = hollow if hollow.slot not in taken else replace(hollow, slot="")
        return section_of(free, map(made, hollow.sections))

    return made(hollow_of(outline, Pen(language, bilingual)))


def usual_faces(kind: str) -> tuple[Face, ...]:
    """The faces that show a section of that kind unless somebody says otherwise."""
    return KINDS[kind](id="").faces


# --- what a position had before -------------------------------------------------------------------------------------------


def former_of(position: Position) -> Former:
    """What to remember of a position that is about to follow another structure."""
    return Former(position.structure, tuple(map(_emptied, position.sections)))


def _emptied(section: AnySection) -> Hollow:
    return Hollow(
        section=section.id,
        kind=kind_of(section),
        slot=section.slot,
        title=section.title,
        other=tuple(it for it in section.other if it.field == "title"),
        faces=section.faces,
        numbered=section.numbered,
        columns=section.columns if isinstance(section, Table) else (),
        items=() if isinstance(section, Table) else tuple(item.id for item in items_of(section)),
        sections=tuple(map(_emptied, section.sections)),
    )


def sound(hollows: tuple[Hollow, ...], position: Position, taken: Collection[str]) -> tuple[Hollow, ...]:
    """Remembered sections as they may be made: of known kinds, and with ids that nothing else has.

    A file may come from anywhere, and sections may have moved to another position since. `taken` are the ids in use
    beside those of the position's sections; a hollow that names one of these stands for it if it is of its kind.
    """
    here = {section.id: kind_of(section) for section in walk(position.sections)}
    seen = set(taken)

    def checked(some: tuple[Hollow, ...]) -> Iterator[Hollow]:
        for hollow in some:
            if hollow.kind in _KINDS_OF_POSITIONS:
                free = hollow.section not in seen and here.get(hollow.section, hollow.kind) == hollow.kind
                own_id = hollow.section if hollow.section and free else new_id()
                seen.add(own_id)
                other = tuple(it for it in hollow.other if it.field == "title")
                yield replace(hollow, section=own_id, other=other, sections=tuple(checked(hollow.sections)))

    return tuple(checked(hollows))


def hollows_in(hollows: Iterable[Hollow]) -> Iterator[Hollow]:
    """All of a tree, parents before children."""
    for hollow in hollows:
        yield hollow
        yield from hollows_in(hollow.sections)


# --- whose words ------------------------------------------------------------------------------------------------------------


class _Given(msgspec.Struct, frozen=True):
    """What the structures give to one place."""

    words: set[str]
    columns: set[str]
    faces: set[tuple[Face, ...]]


class Given:
    """Tells what structures gave to a section from what its author made of it.

    It asks all structures, not only the one the position follows: an author who was given a title by one structure
    does not come to own it by going to another.
    """

    def __init__(self, structures: Iterable[Structure]) -> None:
        self._places: dict[str, _Given] = {}
        self._slots: dict[tuple[str, str], str] = {}
        self._note("text", UNSORTED, UNSORTED_TITLE, EVERYWHERE)
        for structure in structures:
            self._note_all(structure.sections)

    def slot_of(self, section: AnySection | Hollow) -> str:
        """The place a section stands for; one without a slot, as in older files, by its kind and title."""
        return section.slot or self._slots.get((_kind(section), section.title), "")

    def is_own_title(self, section: AnySection | Hollow) -> bool:
        """Whether the author chose the title, in one language or the other."""
        words = {section.title, *(it.text for it in section.other if it.field == "title")} - {""}
        return not words <= self._at(section).words

    def is_own(self, section: AnySection | Hollow) -> bool:
        """Whether title or columns are the author's: then the section is kept even with nothing in it."""
        columns = section.columns if isinstance(section, Table | Hollow) else ()
        heads = {words for each in columns for words in (each.title, *(it.text for it in each.other))} - {""}
        return self.is_own_title(section) or not heads <= self._at(section).columns

    def are_own_faces(self, section: AnySection) -> bool:
        """Whether the author chose where the section shows."""
        return section.faces not in (self._at(section).faces | {usual_faces(kind_of(section))})

    def _at(self, section: AnySection | Hollow) -> _Given:
        return self._places.get(self.slot_of(section), _NOTHING_GIVEN)

    def _note_all(self, outlines: Iterable[Outline]) -> None:
        for each in outlines:
            self._note(each.kind, each.slot, Words(each.zh, each.en), each.faces or usual_faces(each.kind))
            if each.slot:
                heads = {words for it in each.columns for words in (it.title.zh, it.title.en)}
                self._places[each.slot].columns.update(heads)
            self._note_all(each.sections)

    def _note(self, kind: str, slot: str, title: Words, faces: tuple[Face, ...]) -> None:
        if slot:
            place = self._places.setdefault(slot, _Given(set(), set(), set()))
            place.words.update((title.zh, title.en))
            place.faces.add(faces)
            for words in (title.zh, title.en):
                self._slots.setdefault((kind, words), slot)


_NOTHING_GIVEN = _Given(set(), set(), set())


def _kind(section: AnySection | Hollow) -> str:
    return section.kind if isinstance(section, Hollow) else kind_of(section)


def has_words(section: AnySection) -> bool:
    """Whether there is prose in it, in one language or the other."""
    return bool(section.text) or any(it.field != "title" for it in section.other)


def retitled(section: AnySection, title: str, other: tuple[Translation, ...]) -> AnySection:
    """The section under another title, its translation in the place of the one before."""
    titles = [at for at, it in enumerate(section.other) if it.field == "title"]
    at = titles[0] if titles else len(section.other)
    before = tuple(it for it in section.other[:at] if it.field != "title")
    after = tuple(it for it in section.other[at:] if it.field != "title")
    return replace(section, title=title, other=(*before, *other, *after))
