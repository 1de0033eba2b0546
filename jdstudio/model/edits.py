"""Every change a person can make, as pure functions Project -> Project.

Each rebuilds only the path it changes; everything else stays the very same object, and an edit that changes nothing
returns the project it was given. A place that no longer exists changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from msgspec.structs import replace

from jdstudio.errors import EditError
from jdstudio.i18n import N_
from jdstudio.model.fields import Face, fields_of
from jdstudio.model.ids import new_id
from jdstudio.model.kinds import AnySection, Item, Table, TableRow, Text, items_of, with_value
from jdstudio.model.place import Place
from jdstudio.model.project import Position, Project
from jdstudio.model.walk import MAX_DEPTH, find_section, position_at


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_HasId)

HOURS_OF_A_WEEK = 168
"""Nobody has more."""

# --- the project -----------------------------------------------------------------------------------------------------


def set_project_field(project: Project, name: str, value: Any) -> Project:
    """Change `title` or `language` of the project."""
    return project if getattr(project, name) == value else replace(project, **{name: value})


def set_company_field(project: Project, name: str, value: str) -> Project:
    if getattr(project.company, name) == value:
        return project
    return replace(project, company=replace(project.company, **{name: value}))


# --- positions -------------------------------------------------------------------------------------------------------


def insert_position(project: Project, row: int, position: Position) -> Project:
    return replace(project, positions=(*project.positions[:row], position, *project.positions[row:]))


def remove_position(project: Project, position_id: str) -> Project:
    return _in_position(project, position_id, lambda _: None)


def move_position(project: Project, position_id: str, row: int) -> Project:
    """Move a position so that it stands before what is now at `row`."""
    positions = _moved(project.positions, (position_id,), row)
    return project if positions is project.positions else replace(project, positions=positions)


def set_fact(project: Project, position_id: str, name: str, value: str) -> Project:
    def change(position: Position) -> Position:
        if getattr(position.facts, name) == value:
            return position
        examples = tuple(field for field in position.facts.examples if field != name)
        return replace(position, facts=replace(position.facts, **{name: value}, examples=examples))

    return _in_position(project, position_id, change)


def set_capacity(project: Project, position_id: str, hours: Decimal | None) -> Project:
    """Change how many working hours a week the tasks of a position may fill. Raises EditError beyond 0–168."""
    if hours is None or not hours.is_finite() or not 0 < hours <= HOURS_OF_A_WEEK:
        raise EditError(
            N_("A week has between 0 and {most} working hours."), remedy=N_("Type such as 40."), most=HOURS_OF_A_WEEK
        )

    def change(position: Position) -> Position:
        return position if position.capacity == hours else replace(position, capacity=hours)

    return _in_position(project, position_id, change)


# --- sections --------------------------------------------------------------------------------------------------------


def insert_section(project: Project, position_id: str, parent_id: str, row: int, new: AnySection) -> Project:
    """Put a section, with all below it, at `row` under a parent; an empty parent id is the position itself.

    Raises EditError where the tree would become deeper than MAX_DEPTH.
    """

    def put(sections: tuple[AnySection, ...]) -> tuple[AnySection, ...]:
        return (*sections[:row], new, *sections[row:])

    if not parent_id:
        _check_depth(0, new)
        return _in_position(project, position_id, lambda p: replace(p, sections=put(p.sections)))
    position = position_at(project, Place(position_id))
    if position:
        _check_depth(_level_of(position.sections, parent_id), new)
    return _in_section(project, Place(position_id, parent_id), lambda s: replace(s, sections=put(s.sections)))


def remove_section(project: Project, place: Place) -> Project:
    return _in_section(project, place, lambda _: None)


def move_section(project: Project, place: Place, position_id: str, parent_id: str, row: int) -> Project:
    """Move a section before what is now at `row` of the parent, in its own position or another.

    A section cannot go under itself, nor to a place that is gone; such a move changes nothing.
    """
    position = position_at(project, place)
    moved = position and find_section(position.sections, place.section)
    if not position or not moved or find_section((moved,), parent_id):
        return project
    siblings = _siblings(project, position_id, parent_id)
    at = next((at for at, section in enumerate(siblings) if section is moved), None)
    if at is not None and at in (row, row - 1):
        return project
    if at is not None and at < row:
        row -= 1
    without = remove_section(project, place)
    after = insert_section(without, position_id, parent_id, row, moved)
    return project if after is without else after


def set_title(project: Project, place: Place, title: str) -> Project:
    return _in_section(project, place, lambda section: _set(section, "title", title))


def set_text(project: Project, place: Place, text: str) -> Project:
    return _in_section(project, place, lambda section: _set(section, "text", text))


def set_faces(project: Project, place: Place, faces: tuple[Face, ...]) -> Project:
    """Choose which faces show the section; the order of the faces carries no meaning."""
    return _in_section(project, place, lambda section: _set(section, "faces", tuple(sorted(faces))))


def set_columns(project: Project, place: Place, columns: tuple[Any, ...], cells_from: Sequence[int | None]) -> Project:
    """Change the columns of the user's own table; `cells_from[new]` is the old column its cells come from, or None."""

    def change(section: AnySection) -> AnySection:
        if not isinstance(section, Table):
            return section
        rows = tuple(_with_columns(row, cells_from) for row in section.items)
        same = columns == section.columns and rows == section.items
        return section if same else replace(section, columns=columns, items=rows)

    return _in_section(project, place, change)


def _with_columns(row: TableRow, cells_from: Sequence[int | None]) -> TableRow:
    """The row with its cells, and what stands of them in the other language, in their new columns."""
    cells = tuple(row.cells[at] if at is not None and at < len(row.cells) else "" for at in cells_from)
    if not row.other:
        return replace(row, cells=cells)
    moved = [(str(new), str(old)) for new, old in enumerate(cells_from) if old is not None]
    other = tuple(replace(each, field=new) for new, old in moved for each in row.other if each.field == old)
    return replace(row, cells=cells, other=other)


# --- items -----------------------------------------------------------------------------------------------------------


def set_value(project: Project, place: Place, value: object) -> Project:
    """Change the field `place.field` of the item `place.item`."""
    return set_values(project, place, {(place.item, place.field): value})


def set_values(project: Project, place: Place, values: Mapping[tuple[str, str], object]) -> Project:
    """Change many cells of one section at once: (item id, field name) -> value."""
    by_item: dict[str, list[tuple[str, object]]] = {}
    for (item_id, name), value in values.items():
        by_item.setdefault(item_id, []).append((name, value))

    def change(item: Item) -> Item:
        for name, value in by_item.get(item.id, ()):
            item = with_value(item, name, value)
        return item

    return _in_items(project, place, lambda items: tuple(change(item) for item in items))


def keep_examples(project: Project, place: Place, cells: Iterable[tuple[str, str]]) -> Project:
    """Take example values as they are, which makes them the person's own: (item id, field name) of one section.

    A place without a section means the facts of its position; their item id is empty.
    """
    by_item: dict[str, set[str]] = {}
    for item_id, name in cells:
        by_item.setdefault(item_id, set()).add(name)

    def left(examples: tuple[str, ...], item_id: str) -> tuple[str, ...]:
        return tuple(name for name in examples if name not in by_item.get(item_id, ()))

    def in_facts(position: Position) -> Position:
        rest = left(position.facts.examples, "")
        same = len(rest) == len(position.facts.examples)
        return position if same else replace(position, facts=replace(position.facts, examples=rest))

    def in_item(item: Item) -> Item:
        rest = left(item.examples, item.id)
        return item if len(rest) == len(item.examples) else replace(item, examples=rest)

    if place.position and not place.section:
        return _in_position(project, place.position, in_facts)
    return _in_items(project, place, lambda items: tuple(in_item(item) for item in items))


def insert_items(project: Project, place: Place, row: int, new: Iterable[Item]) -> Project:
    added = tuple(new)
    return _in_items(project, place, lambda items: (*items[:row], *added, *items[row:]))


def remove_items(project: Project, place: Place, item_ids: Iterable[str]) -> Project:
    gone = set(item_ids)
    return _in_items(project, place, lambda items: tuple(item for item in items if item.id not in gone))


def move_items(project: Project, place: Place, item_ids: Iterable[str], row: int) -> Project:
    """Move items so that they stand, in their present order, before what is now at `row`."""
    return _in_items(project, place, lambda items: _moved(items, tuple(item_ids), row))


# --- weights ---------------------------------------------------------------------------------------------------------


def balanced(weights: Sequence[Decimal], total: Decimal = Decimal(100)) -> tuple[Decimal, ...]:
    """Bring weights to `total` in proportion, in whole percent points, by largest remainder (Hamilton's method).

    All zero: equal shares. Ties go to the earlier weight. Fails with EditError on a negative weight.
    """
    if any(weight < 0 for weight in weights):
        raise EditError(N_("A weight below zero cannot be balanced."), remedy=N_("Correct it first."))
    if not weights:
        return ()
    whole = sum(weights, Decimal(0))
    shares = [weight * total / whole if whole else total / len(weights) for weight in weights]
    parts = [share.to_integral_value(rounding="ROUND_FLOOR") for share in shares]
    missing = int((total - sum(parts, Decimal(0))).to_integral_value())
    order = sorted(range(len(shares)), key=lambda at: (parts[at] - shares[at], at))
    for at in order[:missing]:
        parts[at] += 1
    return tuple(parts)


# --- copies ----------------------------------------------------------------------------------------------------------


def fresh_section(section: AnySection, renamed: dict[str, str] | None = None) -> AnySection:
    """A copy with new ids throughout; references between the copied items point to the copies."""
    names = {} if renamed is None else renamed
    return linked(_fresh_ids(section, names), names)


def fresh_position(position: Position) -> Position:
    """A copy of a position with new ids throughout; its links stay inside it. It remembers no earlier structures."""
    names: dict[str, str] = {}
    sections = [_fresh_ids(section, names) for section in position.sections]
    return replace(position, id=new_id(), sections=tuple(linked(section, names) for section in sections), former=())


def _fresh_ids(section: AnySection, names: dict[str, str]) -> AnySection:
    names[section.id] = new_id()
    children = tuple(_fresh_ids(child, names) for child in section.sections)
    if isinstance(section, Text):
        return replace(section, id=names[section.id], sections=children)
    for item in section.items:
        names[item.id] = new_id()
    items = tuple(replace(item, id=names[item.id]) for item in section.items)
    return replace(section, id=names[section.id], sections=children, items=items)


def linked(section: AnySection, names: Mapping[str, str]) -> AnySection:
    """The section with its references, and those of all below it, led from old ids to new ones."""
    children = tuple(linked(child, names) for child in section.sections)
    if isinstance(section, Text):
        return replace(section, sections=children)
    items = tuple(_item_pointing_to(item, names) for item in section.items)
    return replace(section, sections=children, items=items)


def _item_pointing_to(item: Item, names: Mapping[str, str]) -> Item:
    for name, field in fields_of(type(item)).items():
        if field.input == "reference" and getattr(item, name) in names:
            item = replace(item, **{name: names[getattr(item, name)]})
    return item


# --- whatever holds a text -------------------------------------------------------------------------------------------


def change_holder(project: Project, place: Place, change: Callable[[Any], Any]) -> Project:
    """Change what holds the text at a place: an item, a section or a column of one, facts, the company, the project.

    A section's field that is a number names the column of the user's own table.
    """
    if place.item:
        return _in_items(project, place, lambda items: _swap(items, place.item, change))
    if place.section and place.field.isdecimal():
        return _in_section(project, place, lambda section: _in_column(section, int(place.field), change))
    if place.section:
        return _in_section(project, place, change)
    if place.position:
        return _in_position(project, place.position, lambda position: _with(position, "facts", change(position.facts)))
    whole: Project = change(project) if place.field == "title" else _with(project, "company", change(project.company))
    return whole


def _in_column(section: AnySection, at: int, change: Callable[[Any], Any]) -> AnySection:
    if not isinstance(section, Table) or at >= len(section.columns):
        return section
    new = change(section.columns[at])
    if new is section.columns[at]:
        return section
    return replace(section, columns=(*section.columns[:at], new, *section.columns[at + 1 :]))


# --- the path copy ---------------------------------------------------------------------------------------------------


def _set(section: AnySection, name: str, value: object) -> AnySection:
    return section if getattr(section, name) == value else replace(section, **{name: value})


def _with(whole: Any, name: str, part: object) -> Any:
    return whole if part is getattr(whole, name) else replace(whole, **{name: part})


def _in_position(project: Project, position_id: str, change: Callable[[Position], Position | None]) -> Project:
    positions = _swap(project.positions, position_id, change)
    return project if positions is project.positions else replace(project, positions=positions)


def _in_section(project: Project, place: Place, change: Callable[[Any], AnySection | None]) -> Project:
    if not place.position:
        new = change(project.strategy) if place.section == project.strategy.id else project.strategy
        return project if new is project.strategy or new is None else replace(project, strategy=new)

    def inside(position: Position) -> Position:
        sections = _in_tree(position.sections, place.section, change)
        return position if sections is position.sections else replace(position, sections=sections)

    return _in_position(project, place.position, inside)


def _in_items(project: Project, place: Place, change: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> Project:
    def inside(section: AnySection) -> AnySection:
        if isinstance(section, Text):
            return section
        old = items_of(section)
        new = change(old)
        same = len(new) == len(old) and all(a is b for a, b in zip(new, old, strict=True))
        return section if same else replace(section, items=new)

    return _in_section(project, place, inside)


def _in_tree(
    sections: tuple[AnySection, ...], section_id: str, change: Callable[[AnySection], AnySection | None]
) -> tuple[AnySection, ...]:
    """Rebuild only the path to one section; everything beside it stays the very same object."""
    for row, section in enumerate(sections):
        if section.id == section_id:
            return _swap(sections, section_id, change)
        if section.sections:
            inner = _in_tree(section.sections, section_id, change)
            if inner is not section.sections:
                return (*sections[:row], replace(section, sections=inner), *sections[row + 1 :])
    return sections


def _swap(things: tuple[T, ...], thing_id: str, change: Callable[[T], T | None]) -> tuple[T, ...]:
    for row, thing in enumerate(things):
        if thing.id == thing_id:
            new = change(thing)
            if new is thing:
                return things
            return (*things[:row], *(() if new is None else (new,)), *things[row + 1 :])
    return things


def _moved(things: tuple[T, ...], ids: tuple[str, ...], row: int) -> tuple[T, ...]:
    moving = [thing for thing in things if thing.id in ids]
    before = [thing for thing in things[:row] if thing.id not in ids]
    after = [thing for thing in things[row:] if thing.id not in ids]
    new = (*before, *moving, *after)
    return things if all(a is b for a, b in zip(new, things, strict=True)) else new


def _siblings(project: Project, position_id: str, parent_id: str) -> tuple[AnySection, ...]:
    position = position_at(project, Place(position_id))
    if not position or not parent_id:
        return position.sections if position else ()
    parent = find_section(position.sections, parent_id)
    return parent.sections if parent else ()


def _depth(section: AnySection) -> int:
    return 1 + max((_depth(child) for child in section.sections), default=0)


def _level_of(sections: tuple[AnySection, ...], section_id: str, level: int = 1) -> int:
    for section in sections:
        if section.id == section_id:
            return level
        if found := _level_of(section.sections, section_id, level + 1):
            return found
    return 0


def _check_depth(level: int, new: AnySection) -> None:
    if level + _depth(new) > MAX_DEPTH:
        raise EditError(
            N_("Sections can be nested {depth} levels deep at most."), remedy=N_("Put it higher up."), depth=MAX_DEPTH
        )
