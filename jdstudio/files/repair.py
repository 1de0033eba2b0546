"""Ids that stand twice in a file: the later one gets a new id, and its references follow."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import cast

from msgspec.structs import replace

from jdstudio.files.form import Note, brief
from jdstudio.i18n import N_
from jdstudio.model.edits import linked
from jdstudio.model.ids import new_id
from jdstudio.model.kinds import AnySection, Strategies, Text, items_of
from jdstudio.model.project import Hollow, Position, Project


def depth_and_ids(project: Project) -> tuple[int, list[str]]:
    """How deep the sections of a project nest, also those it remembers, and the ids of all it holds, in reading order."""
    ids = [project.strategy.id, *(item.id for item in project.strategy.items)]
    depth = _collect(project.strategy.sections, ids, 0)
    for position in project.positions:
        ids.append(position.id)
        depth = max(depth, _collect(position.sections, ids, 0))
        for former in position.former:
            depth = max(depth, _depth(former.sections))
    return depth, ids


def _depth(level: tuple[Hollow, ...]) -> int:
    """A loop, as what is remembered may nest deeper than Python recurses."""
    depth = 0
    while level:
        depth += 1
        level = tuple(chain.from_iterable(hollow.sections for hollow in level))
    return depth


def _collect(sections: Iterable[AnySection], ids: list[str], level: int) -> int:
    deepest = level
    for section in sections:
        ids.append(section.id)
        if not isinstance(section, Text):
            ids.extend([item.id for item in section.items])
        deepest = max(deepest, _collect(section.sections, ids, level + 1) if section.sections else level + 1)
    return deepest


def with_unique_ids(project: Project) -> tuple[Project, tuple[Note, ...]]:
    """The project with every id once, and a note for each that had to change.

    The first keeps the id. A whole position or section that was copied in a text editor keeps its links inside the
    copy: they follow the new ids.
    """
    renaming = _Renaming()
    own_id = project.id or renaming.new("", "")
    strategy = cast("Strategies", renaming.section(project.strategy, "strategy"))
    positions = tuple(renaming.position(each, f"positions[{at}]") for at, each in enumerate(project.positions))
    if not renaming.notes:
        return project, ()
    return replace(project, id=own_id, strategy=strategy, positions=positions), tuple(renaming.notes)


class _Renaming:
    """One walk over a project in reading order."""

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self._seen: dict[str, str] = {}  # ids, and where each stands
        self._kept: set[str] = set()  # in this position
        self._renamed: dict[str, str] = {}  # in this position

    def position(self, position: Position, where: str) -> Position:
        self._kept, self._renamed = set(), {}
        own_id = self._free(position.id, where)
        sections = tuple(self.section(each, f"{where}.sections[{at}]") for at, each in enumerate(position.sections))
        links = {old: new for old, new in self._renamed.items() if old and old not in self._kept}
        return replace(position, id=own_id, sections=tuple(linked(section, links) for section in sections))

    def section(self, section: AnySection, where: str) -> AnySection:
        own_id = self._free(section.id, where)
        items = tuple(
            replace(item, id=self._free(item.id, f"{where}.items[{at}]")) for at, item in enumerate(items_of(section))
        )
        children = tuple(self.section(each, f"{where}.sections[{at}]") for at, each in enumerate(section.sections))
        if isinstance(section, Text):
            return replace(section, id=own_id, sections=children)
        return replace(section, id=own_id, sections=children, items=items)

    def new(self, old: str, where: str) -> str:
        fresh = new_id()
        place = f"{where}.id".removeprefix(".")
        if old:
            message = N_("The id “{old}” stands at {first} already; here it is now “{fresh}”.")
            remedy = N_("Save the file to keep it so, or give one of the two another id.")
            args = {"old": brief(old), "first": self._seen[old], "fresh": fresh}
            self.notes.append(Note(place, message, remedy, "error", args, "duplicate-id"))
        else:
            message = N_("The id was empty; it is now “{fresh}”.")
            self.notes.append(Note(place, message, args={"fresh": fresh}))
        return fresh

    def _free(self, old: str, where: str) -> str:
        if old and old not in self._seen:
            self._seen[old] = f"{where}.id"
            self._kept.add(old)
            return old
        fresh = self.new(old, where)
        self._renamed.setdefault(old, fresh)
        return fresh
