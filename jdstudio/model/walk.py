"""Finding things in a project by id, and walking over all of them."""

from __future__ import annotations

from collections.abc import Iterator

from jdstudio.model.kinds import AnySection, Item, items_of, kind_of
from jdstudio.model.place import Place
from jdstudio.model.project import Position, Project

MAX_DEPTH = 50
"""Levels of sections a project may have; deeper ones are refused at the border."""


def position_at(project: Project, place: Place) -> Position | None:
    return next((position for position in project.positions if position.id == place.position), None)


def find_section(sections: tuple[AnySection, ...], section_id: str) -> AnySection | None:
    for section in sections:
        if section.id == section_id:
            return section
        if section.sections and (found := find_section(section.sections, section_id)):
            return found
    return None


def section_at(project: Project, place: Place) -> AnySection | None:
    """The section a place names; without a position, the project's strategy section."""
    if not place.position:
        return project.strategy if place.section == project.strategy.id else None
    position = position_at(project, place)
    return find_section(position.sections, place.section) if position else None


def item_at(project: Project, place: Place) -> Item | None:
    section = section_at(project, place)
    return next((item for item in items_of(section) if item.id == place.item), None) if section else None


def walk(sections: tuple[AnySection, ...]) -> Iterator[AnySection]:
    """All sections of a tree, parents before children, in reading order."""
    for section in sections:
        yield section
        yield from walk(section.sections)


def sections_of(position: Position, *kinds: str) -> Iterator[AnySection]:
    """The position's sections in reading order; only those of the kinds named, where any is."""
    for section in walk(position.sections):
        if not kinds or kind_of(section) in kinds:
            yield section


def item_labels(project: Project, position: Position) -> dict[str, str]:
    """Short labels of the items other items may refer to, by id: `G1`, `D3`, `S2`; counted through the position."""
    labels: dict[str, str] = {}
    counts: dict[str, int] = {}
    for section in (project.strategy, *walk(position.sections)):
        code = section.about.code
        if code:
            for item in items_of(section):
                counts[code] = counts.get(code, 0) + 1
                labels[item.id] = f"{code}{counts[code]}"
    return labels


def all_ids(project: Project) -> Iterator[tuple[str, str]]:
    """Every id of the project with its path in the file, such as `positions[2].sections[0].items[3]`."""

    def inside(section: AnySection, path: str) -> Iterator[tuple[str, str]]:
        yield section.id, path
        for at, item in enumerate(items_of(section)):
            yield item.id, f"{path}.items[{at}]"
        for at, child in enumerate(section.sections):
            yield from inside(child, f"{path}.sections[{at}]")

    yield from inside(project.strategy, "strategy")
    for at, position in enumerate(project.positions):
        yield position.id, f"positions[{at}]"
        for row, section in enumerate(position.sections):
            yield from inside(section, f"positions[{at}].sections[{row}]")
