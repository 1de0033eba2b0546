"""What a person does to the outline of a project, as pure functions: where a section stands, where it may go."""

from __future__ import annotations

from dataclasses import dataclass

from jdstudio.gui.clip import Clip, fresh_for
from jdstudio.model.edits import (
    insert_position,
    insert_section,
    move_position,
    move_section,
    remove_position,
    remove_section,
)
from jdstudio.model.ids import new_id
from jdstudio.model.kinds import KINDS, AnySection, Column, Table
from jdstudio.model.place import Place
from jdstudio.model.project import Project
from jdstudio.model.walk import position_at


@dataclass(frozen=True, slots=True)
class Spot:
    """A gap between rows: before `row` of the position's own sections, or of the section `parent`."""

    position: str
    parent: str
    row: int


def new_section(kind: str, language: str) -> AnySection:
    """An empty section of a kind; a table of the user's own starts with two columns to rename."""
    if KINDS[kind] is Table:
        titles = ("项目", "说明") if language == "zh" else ("Item", "Notes")
        return Table(id=new_id(), columns=(Column(titles[0], 10), Column(titles[1], 30)))
    return KINDS[kind](id=new_id())


def spot_of(project: Project, place: Place) -> Spot | None:
    """Where a section stands now."""
    position = position_at(project, place)
    return _find(position.sections, place, "") if position else None


def spot_for_new(project: Project, place: Place) -> Spot | None:
    """Where something added at `place` goes: after a section, at the end of a position."""
    position = position_at(project, place)
    if not position:
        return None
    here = spot_of(project, place)
    return Spot(here.position, here.parent, here.row + 1) if here else Spot(position.id, "", len(position.sections))


def children_of(project: Project, position_id: str, parent_id: str) -> tuple[AnySection, ...]:
    """The sections right under a position, or under one of its sections."""
    position = position_at(project, Place(position_id))
    sections = position.sections if position else ()
    return _children(sections, parent_id) or () if parent_id else sections


def position_row(project: Project, position_id: str) -> int:
    """The position's row, or how many there are where it is not among them."""
    return next((row for row, one in enumerate(project.positions) if one.id == position_id), len(project.positions))


def put(project: Project, clip: Clip, spot: Spot) -> tuple[Project, Place]:
    """Insert a copy; a position goes before `spot.row` of the positions. Raises EditError where it gets too deep."""
    fresh = fresh_for(project, clip)
    if fresh.position:
        return insert_position(project, spot.row, fresh.position), Place(fresh.position.id)
    if fresh.section:
        new = insert_section(project, spot.position, spot.parent, spot.row, fresh.section)
        return new, Place(spot.position, fresh.section.id)
    return project, clip.place


def moved(project: Project, place: Place, spot: Spot) -> tuple[Project, Place]:
    """Move a position or a section to a spot, and say where it is then. Raises EditError where it gets too deep."""
    if not place.section:
        return move_position(project, place.position, spot.row), place
    new = move_section(project, place, spot.position, spot.parent, spot.row)
    return new, place if new is project else Place(spot.position, place.section)


def removed(project: Project, place: Place) -> tuple[Project, Place]:
    """Take out a position or a section, and say what stands beside it: the next row, the one before, or the parent."""
    if not place.section:
        row = position_row(project, place.position)
        others = [one for one in project.positions if one.id != place.position]
        beside = Place(others[min(row, len(others) - 1)].id) if others else Place()
        return remove_position(project, place.position), beside
    here = spot_of(project, place)
    if not here:
        return project, place
    others_here = [one for one in children_of(project, here.position, here.parent) if one.id != place.section]
    section = others_here[min(here.row, len(others_here) - 1)].id if others_here else here.parent
    return remove_section(project, place), Place(here.position, section)


def step(project: Project, place: Place, direction: str) -> tuple[Project, Place]:
    """Move one step `up`, `down`, `in` (under the section before) or `out` (after its parent); the edge stops it."""
    if not place.section:
        row = position_row(project, place.position)
        target = {"up": row - 1, "down": row + 2}.get(direction, row)
        fits = 0 <= target <= len(project.positions)
        return moved(project, place, Spot("", "", target)) if fits else (project, place)
    here = spot_of(project, place)
    spot = here and _step_spot(project, here, direction)
    return moved(project, place, spot) if spot else (project, place)


def _step_spot(project: Project, here: Spot, direction: str) -> Spot | None:
    siblings = children_of(project, here.position, here.parent)
    match direction:
        case "up" if here.row:
            return Spot(here.position, here.parent, here.row - 1)
        case "down" if here.row + 1 < len(siblings):
            return Spot(here.position, here.parent, here.row + 2)
        case "in" if here.row:
            before = siblings[here.row - 1]
            return Spot(here.position, before.id, len(before.sections))
        case "out" if here.parent:
            parent = spot_of(project, Place(here.position, here.parent))
            return parent and Spot(parent.position, parent.parent, parent.row + 1)
    return None


def _find(sections: tuple[AnySection, ...], place: Place, parent: str) -> Spot | None:
    for row, section in enumerate(sections):
        if section.id == place.section:
            return Spot(place.position, parent, row)
        if section.sections and (found := _find(section.sections, place, section.id)):
            return found
    return None


def _children(sections: tuple[AnySection, ...], parent_id: str) -> tuple[AnySection, ...] | None:
    for section in sections:
        if section.id == parent_id:
            return section.sections
        if section.sections and (found := _children(section.sections, parent_id)) is not None:
            return found
    return None
