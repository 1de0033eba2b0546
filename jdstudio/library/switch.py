"""From one structure to another, so that nothing is lost.

A section takes the place that stands for the same content in the new structure, with its id, its items and its words.
What has no such place gives its items to the first section of their kind; an author's own words go along as a section
below it. The rest goes, whole, to a section 未归类. The position remembers what it had: when it comes back to a
structure, its sections are those it had there, and every item is where it was.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

import msgspec
from msgspec.structs import replace

from jdstudio.errors import EditError
from jdstudio.i18n import N_, Language
from jdstudio.library.pen import Pen
from jdstudio.library.skeleton import (
    Given,
    former_of,
    has_words,
    hollow_of,
    hollows_in,
    retitled,
    section_of,
    sound,
    unsorted_hollow,
)
from jdstudio.library.structure import Structure, structures
from jdstudio.library.words import NOTHING
from jdstudio.model.kinds import UNSORTED, AnySection, Item, Table, Text, items_of, kind_of
from jdstudio.model.languages import is_translated
from jdstudio.model.place import Place
from jdstudio.model.project import Hollow, Position, Project
from jdstudio.model.walk import MAX_DEPTH, all_ids, position_at, walk


class Move(msgspec.Struct, frozen=True):
    """From which section to which how many things go: its items, and its prose as one more.

    Sections are given by id and title; `placed` is False for what goes to 未归类.
    """

    section: str
    title: str
    to_section: str
    to_title: str
    number: int
    placed: bool


class Switch(msgspec.Struct, frozen=True):
    """The project after a change of structure, and what went where. `returns`: the position had the structure before."""

    project: Project
    moves: tuple[Move, ...] = ()
    returns: bool = False

    @property
    def moved(self) -> int:
        """Things that have a place in the structure."""
        return sum(move.number for move in self.moves if move.placed)

    @property
    def unplaced(self) -> int:
        """Things that go to 未归类."""
        return sum(move.number for move in self.moves if not move.placed)


def choices(position: Position) -> tuple[Structure, ...]:
    """The structures a position may change to: all there are, and outlines of its own that no structure names."""
    known = structures()
    ids = {each.id for each in known} | {position.structure}
    earlier = (former.structure for former in position.former if former.structure not in ids)
    return (*known, *(Structure(name, name, name, NOTHING, ()) for name in dict.fromkeys(earlier)))


def switched(project: Project, position_id: str, to: Structure) -> Switch:
    """Let a position follow another structure.

    Nothing changes where it follows that one already, or is not there. Raises EditError where the sections would be
    nested deeper than MAX_DEPTH.
    """
    position = position_at(project, Place(position_id))
    if position is None or position.structure == to.id:
        return Switch(project)
    former = next((each for each in position.former if each.structure == to.id), None)
    given = Given((*structures(), to))
    pen = Pen(project.language, is_translated(position))
    sections = None
    if former and _depth(former.sections) <= MAX_DEPTH:
        taken = {known for known, _path in all_ids(project)} - {section.id for section in walk(position.sections)}
        skeleton = sound(former.sections, position, taken)
        sections = _Switching(position, skeleton, given, pen).sections()
    returns = sections is not None and _depth(sections) <= MAX_DEPTH
    if sections is None or not returns:
        skeleton = tuple(hollow_of(outline, pen) for outline in to.sections)
        sections = _Switching(position, skeleton, given, pen).sections()
    if _depth(sections) > MAX_DEPTH:
        raise EditError(
            N_("Sections can be nested {depth} levels deep at most."), remedy=N_("Put it higher up."), depth=MAX_DEPTH
        )
    others = (each for each in position.former if each.structure not in (to.id, position.structure))
    new = replace(position, structure=to.id, sections=sections, former=(*others, former_of(position)))
    positions = tuple(new if each is position else each for each in project.positions)
    return Switch(replace(project, positions=positions), tuple(_moves(position, new, given, project.language)), returns)


# --- who goes where --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Room:
    """A place of the new structure, and what comes into it."""

    hollow: Hollow
    taker: AnySection | None = None
    back: list[tuple[str, Item]] = field(default_factory=list)  # items that were here before, and where they come from
    new: dict[str, list[Item]] = field(default_factory=dict)  # items that came since, by the item they follow
    merged: list[Item] = field(default_factory=list)  # items of other sections of the kind
    below: list[AnySection] = field(default_factory=list)  # sections that stay with this one, or come under it


class _Switching:
    """One change of structure: first who takes which place, then where everything goes, then the sections."""

    def __init__(self, position: Position, skeleton: tuple[Hollow, ...], given: Given, pen: Pen) -> None:
        self._given = given
        before = next((each for each in hollows_in(skeleton) if each.kind == "text" and each.slot == UNSORTED), None)
        self._unsorted = before or unsorted_hollow(pen)
        self._keeps_unsorted = before is not None and not before.sections  # it stood there empty, and may do so again
        self._skeleton = skeleton if before else (*skeleton, self._unsorted)
        self._rooms = {each.section: _Room(each) for each in hollows_in(self._skeleton)}
        self._taken: dict[str, _Room] = {}
        self._take_places(position.sections)
        self._homes = self._homes_of_items()
        self._holders = self._first_of_each_kind()
        self._before = position.sections

    def sections(self) -> tuple[AnySection, ...]:
        for section in self._before:
            self._pour(section, None)
        return self._built(self._skeleton)

    def _take_places(self, sections: tuple[AnySection, ...]) -> None:
        """A section takes the place it had; else the first free one that stands for the same content."""
        free: dict[tuple[str, str], deque[_Room]] = {}
        for section in walk(sections):
            room = self._rooms.get(section.id)
            if room and room.hollow.kind == kind_of(section):
                room.taker, self._taken[section.id] = section, room
        for room in self._rooms.values():
            if room.hollow.slot and room.taker is None:
                free.setdefault((room.hollow.kind, room.hollow.slot), deque()).append(room)
        for section in walk(sections):
            rooms = free.get((kind_of(section), self._given.slot_of(section)))
            if rooms and section.id not in self._taken:
                room = rooms.popleft()
                room.taker, self._taken[section.id] = section, room

    def _homes_of_items(self) -> dict[tuple[str, str], _Room]:
        """Where items were when the position had this structure, by kind and id."""
        homes: dict[tuple[str, str], _Room] = {}
        for room in self._rooms.values():
            if room.hollow.kind not in ("text", "table"):  # rows belong to the columns of their table
                for item_id in room.hollow.items:
                    homes.setdefault((room.hollow.kind, item_id), room)
        return homes

    def _first_of_each_kind(self) -> dict[str, _Room]:
        holders: dict[str, _Room] = {}
        for room in self._rooms.values():
            if room.hollow.kind not in ("text", "table") and not self._is_gone(room):
                holders.setdefault(room.hollow.kind, room)
        return holders

    def _is_gone(self, room: _Room) -> bool:
        """A section of the author's own goes along at every change: one that is not here was deleted meanwhile."""
        return room.taker is None and self._given.is_own(room.hollow)

    # --- pouring -------------------------------------------------------------------------------------------------------------

    def _pour(self, section: AnySection, stay: list[AnySection] | None) -> None:
        """Give a section's items, and the sections below it, to their places. `stay`: beside what it may be left."""
        room = self._taken.get(section.id)
        left: dict[str, list[Item]] = {}
        last = ""
        for item in items_of(section):
            home = self._homes.get((kind_of(section), item.id))
            if home is None:
                left.setdefault(last, []).append(item)
            else:
                home.back.append((section.id, item))
                last = item.id if home is room else last
        if room is None:
            self._pour_homeless(section, tuple(chain.from_iterable(left.values())), stay)
            return
        room.new = left
        beside = None if room.hollow is self._unsorted else room.below
        for child in section.sections:
            self._pour(child, beside if self._is_authors(child) else None)

    def _pour_homeless(self, section: AnySection, left: tuple[Item, ...], stay: list[AnySection] | None) -> None:
        below: list[AnySection] = []
        for child in section.sections:
            if self._is_authors(child):
                self._pour(child, below)
        stays = stay is not None and self._is_authors(section)
        holder = None if stays else self._holders.get(kind_of(section))
        has_own = bool(below) or has_words(section) or self._given.is_own(section)
        is_kept = has_own or (bool(left) and holder is None)
        if holder and not is_kept:
            holder.merged.extend(left)
        beside = stay
        if is_kept:  # with what has no place either, unless a section of its kind takes it up
            beside = below if holder is None else None
        for child in section.sections:
            if not self._is_authors(child):
                self._pour(child, beside)
        if is_kept:
            unsorted = self._rooms[self._unsorted.section].below
            target = holder.below if holder else unsorted if stay is None else stay
            target.append(_with_content(section, left, _in_order(section, below)))

    def _is_authors(self, section: AnySection) -> bool:
        """Whether no structure knows a place for the section, nor did the position have one for it."""
        return not self._given.slot_of(section) and section.id not in self._taken

    # --- the sections ------------------------------------------------------------------------------------------------------

    def _built(self, hollows: Iterable[Hollow]) -> tuple[AnySection, ...]:
        return tuple(section for hollow in hollows if (section := self._section(self._rooms[hollow.section])))

    def _section(self, room: _Room) -> AnySection | None:
        below = (*self._built(room.hollow.sections), *room.below)
        items = tuple(_items(room))
        if room.taker is None:
            if self._is_gone(room) and not items and not any(map(self._has_content, walk(below))):
                return None
            section = section_of(room.hollow, below, items)
        else:
            section = self._dressed(room.taker, room.hollow)
            section = _with_content(section, items, below)
        return None if room.hollow is self._unsorted and self._is_idle(section) else section

    def _dressed(self, section: AnySection, hollow: Hollow) -> AnySection:
        """The section as the structure wants it, save for what its author decided."""
        if not self._given.is_own_title(section):
            section = retitled(section, hollow.title, hollow.other)
        if not self._given.are_own_faces(section):
            section = replace(section, faces=hollow.faces)
        if isinstance(section, Table) and not section.items and not self._given.is_own(section):
            section = replace(section, columns=hollow.columns)
        return replace(section, slot=hollow.slot, numbered=hollow.numbered)

    def _is_idle(self, section: AnySection) -> bool:
        return not (section.sections or self._has_content(section) or self._keeps_unsorted)

    def _has_content(self, section: AnySection) -> bool:
        return bool(items_of(section)) or has_words(section) or self._given.is_own(section)


def _items(room: _Room) -> Iterator[Item]:
    """What comes back in its old order; what stood together changes its order only as its author did meanwhile.

    What is new stays behind what it followed, and what is merged comes last.
    """
    queues: dict[str, deque[Item]] = {}
    came_from = {}
    for source, item in room.back:
        queues.setdefault(source, deque()).append(item)
        came_from[item.id] = source
    old = [queues[came_from[each]].popleft() for each in dict.fromkeys(room.hollow.items) if each in came_from]
    yield from room.new.get("", ())
    for item in old:
        yield item
        yield from room.new.get(item.id, ())
    yield from room.merged


def _with_content(section: AnySection, items: tuple[Item, ...], below: Iterable[AnySection]) -> AnySection:
    if isinstance(section, Text):
        return replace(section, sections=tuple(below))
    return replace(section, items=items, sections=tuple(below))


def _in_order(section: AnySection, below: list[AnySection]) -> list[AnySection]:
    rows = {child.id: row for row, child in enumerate(section.sections)}
    return sorted(below, key=lambda child: rows.get(child.id, len(rows)))


def _depth(sections: tuple[AnySection, ...] | tuple[Hollow, ...]) -> int:
    """How many levels there are; a loop, as a file may nest what a position remembers deeper than Python recurses."""
    depth, level = 0, list(sections)
    while level:
        depth += 1
        level = list(chain.from_iterable(each.sections for each in level))
    return depth


# --- what went where --------------------------------------------------------------------------------------------------------


def _moves(before: Position, after: Position, given: Given, language: Language) -> Iterator[Move]:
    """What went where, read off the result."""
    goals: dict[str, tuple[AnySection, bool]] = {}
    unsorted = next((each for each in walk(after.sections) if each.slot == UNSORTED and isinstance(each, Text)), None)
    lost = {section.id for section in walk((unsorted,))} if unsorted else set()
    for section in walk(after.sections):
        for name in (section.id, *(item.id for item in items_of(section))):
            goals[name] = (section, section.id not in lost)
    for section in walk(before.sections):
        numbers: dict[str, int] = {}
        items = items_of(section)
        words = has_words(section) or (given.is_own(section) and not items)
        for name in (*([section.id] if words else ()), *(item.id for item in items)):
            goal, _placed = goals[name]
            numbers[goal.id] = numbers.get(goal.id, 0) + 1
        for goal_id, number in numbers.items():
            goal, placed = goals[goal_id]
            title, to_title = (each.title or each.about.name(language) for each in (section, goal))
            if not placed and unsorted:
                to_title = unsorted.title
            yield Move(section.id, title, goal_id, to_title, number, placed)
