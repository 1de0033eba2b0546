"""Edits: pure functions that rebuild only the path they change."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import Any, get_type_hints

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import projects, value_for

from jdstudio.errors import EditError
from jdstudio.files.codec import encode
from jdstudio.model import edits
from jdstudio.model.fields import fields_of
from jdstudio.model.kinds import (
    AnySection,
    Column,
    Duties,
    Duty,
    Goal,
    Goals,
    Kpi,
    Kpis,
    Table,
    TableRow,
    Text,
    items_of,
)
from jdstudio.model.place import Place
from jdstudio.model.project import Facts, Position, Project
from jdstudio.model.walk import MAX_DEPTH, all_ids, find_section, item_at, section_at, walk

GOALS = Goals(id="goals", items=(Goal(id="g1", text="one"), Goal(id="g2", text="two"), Goal(id="g3", text="three")))
KPIS = Kpis(id="kpis", items=(Kpi(id="k1", goal="g1", weight=Decimal(60)), Kpi(id="k2", goal="elsewhere")))
TABLE = Table(
    id="table",
    columns=(Column(title="a"), Column(title="b")),
    items=(TableRow(id="r1", cells=("1", "2")), TableRow(id="r2", cells=("3", ""))),
)
TREE = (
    Text(id="t1", sections=(GOALS, Text(id="t2", sections=(KPIS,)))),
    TABLE,
)
PROJECT = Project(
    id="p",
    positions=(Position(id="a", facts=Facts(title="A"), sections=TREE), Position(id="b", sections=(Text(id="t9"),))),
)


# --- only the path is rebuilt -----------------------------------------------------------------------------------------


def test_everything_beside_the_path_stays_the_very_same_object() -> None:
    after = edits.set_value(PROJECT, Place("a", "kpis", "k1", "weight"), Decimal(40))
    item = item_at(after, Place("a", "kpis", "k1"))
    assert isinstance(item, Kpi)
    assert item.weight == 40
    assert after.positions[1] is PROJECT.positions[1]
    assert after.company is PROJECT.company
    assert after.positions[0].facts is PROJECT.positions[0].facts
    assert section_at(after, Place("a", "goals")) is GOALS
    assert section_at(after, Place("a", "table")) is TABLE
    assert item_at(after, Place("a", "kpis", "k2")) is KPIS.items[1]
    changed = {
        section.id for section in walk(after.positions[0].sections) if section is not find_section(TREE, section.id)
    }
    assert changed == {"t1", "t2", "kpis"}


NOTHING: list[Callable[[Project], Project]] = [
    lambda p: edits.set_project_field(p, "title", ""),
    lambda p: edits.set_company_field(p, "name", ""),
    lambda p: edits.set_fact(p, "a", "title", "A"),
    lambda p: edits.set_fact(p, "gone", "title", "B"),
    lambda p: edits.set_title(p, Place("a", "t1"), ""),
    lambda p: edits.set_title(p, Place("a", "gone"), "x"),
    lambda p: edits.set_text(p, Place("gone", "t1"), "x"),
    lambda p: edits.set_faces(p, Place("a", "t1"), ("description",)),
    lambda p: edits.set_value(p, Place("a", "kpis", "k1", "weight"), Decimal("60.0")),
    lambda p: edits.set_value(p, Place("a", "kpis", "gone", "weight"), Decimal(1)),
    lambda p: edits.set_value(p, Place("a", "t1", "k1", "weight"), Decimal(1)),
    lambda p: edits.set_values(p, Place("a", "kpis"), {}),
    lambda p: edits.insert_items(p, Place("a", "kpis"), 0, ()),
    lambda p: edits.remove_items(p, Place("a", "kpis"), ["gone"]),
    lambda p: edits.remove_position(p, "gone"),
    lambda p: edits.remove_section(p, Place("a", "gone")),
    lambda p: edits.remove_section(p, Place("", "strategy")),
    lambda p: edits.move_position(p, "a", 0),
    lambda p: edits.move_position(p, "a", 1),
    lambda p: edits.move_position(p, "gone", 0),
    lambda p: edits.move_items(p, Place("a", "goals"), ["g1", "g2"], 1),
    lambda p: edits.move_items(p, Place("a", "goals"), ["gone"], 3),
    lambda p: edits.move_section(p, Place("a", "t1"), "a", "", 0),
    lambda p: edits.move_section(p, Place("a", "t1"), "a", "", 1),
    lambda p: edits.move_section(p, Place("a", "t1"), "a", "t1", 0),
    lambda p: edits.move_section(p, Place("a", "t1"), "a", "kpis", 0),
    lambda p: edits.move_section(p, Place("a", "gone"), "b", "", 0),
    lambda p: edits.move_section(p, Place("a", "t1"), "gone", "", 0),
    lambda p: edits.move_section(p, Place("a", "t1"), "b", "gone", 0),
    lambda p: edits.move_section(p, Place("a", "t1"), "b", "kpis", 0),
    lambda p: edits.insert_section(p, "gone", "", 0, Text(id="new")),
    lambda p: edits.insert_section(p, "a", "gone", 0, Text(id="new")),
    lambda p: edits.set_columns(p, Place("a", "goals"), (), ()),
    lambda p: edits.set_columns(p, Place("a", "table"), TABLE.columns, (0, 1)),
]


@pytest.mark.parametrize("edit", NOTHING, ids=range(len(NOTHING)))
def test_an_edit_that_changes_nothing_gives_the_same_project(edit: Callable[[Project], Project]) -> None:
    assert edit(PROJECT) is PROJECT


@settings(max_examples=30)
@given(projects(), st.data())
def test_a_value_is_put_where_it_belongs_and_nowhere_else(project: Project, data: st.DataObject) -> None:
    places = [
        Place(position.id, section.id, item.id, name)
        for position in project.positions
        for section in walk(position.sections)
        for item in items_of(section)
        for name in fields_of(type(item))
    ]
    assume(places)
    place = data.draw(st.sampled_from(places))
    item = item_at(project, place)
    assert item is not None
    value = data.draw(value_for(fields_of(type(item))[place.field], get_type_hints(type(item))[place.field]))
    before = encode(project)
    after = edits.set_value(project, place, value)
    assert getattr(item_at(after, place), place.field) == value
    back = edits.set_value(after, place, getattr(item, place.field))
    kept = tuple(name for name in item.examples if after is project or name != place.field)
    assert item_at(back, place) == replace(item, examples=kept)
    assert (after is project) == (getattr(item, place.field) == value)
    assert encode(project) == before


# --- positions, sections and items move about -------------------------------------------------------------------------


def ids_of(things: tuple[Any, ...]) -> list[str]:
    return [thing.id for thing in things]


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.sets(st.sampled_from("abcdefx")), st.integers(0, 6))
def test_moved_items_stand_in_their_order_before_what_was_at_the_row(ids: list[str], moved: set[str], row: int) -> None:
    row = min(row, len(ids))
    project = Project(id="p", positions=(Position(id="a", sections=(Goals(id="s", items=tuple(map(Goal, ids))),)),))
    after = edits.move_items(project, Place("a", "s"), moved, row)
    kept_before = [each for each in ids[:row] if each not in moved]
    kept_after = [each for each in ids[row:] if each not in moved]
    expected = [*kept_before, *(each for each in ids if each in moved), *kept_after]
    assert ids_of(items_of(after.positions[0].sections[0])) == expected
    assert (after is project) == (expected == ids)


@pytest.mark.parametrize(("row", "expected"), [(0, "cab"), (1, "acb"), (2, "abc"), (3, "abc")])
def test_a_position_moves_before_what_is_at_the_row(row: int, expected: str) -> None:
    project = Project(id="p", positions=tuple(map(Position, "abc")))
    assert "".join(ids_of(edits.move_position(project, "c", row).positions)) == expected


@settings(max_examples=30)
@given(projects(), st.data())
def test_moving_a_section_keeps_everything_and_puts_it_where_it_was_dropped(
    project: Project, data: st.DataObject
) -> None:
    spots = [(position.id, "", len(position.sections)) for position in project.positions]
    spots += [
        (position.id, section.id, len(section.sections))
        for position in project.positions
        for section in walk(position.sections)
    ]
    places = [Place(position, section) for position, section, _ in spots if section]
    assume(places)
    place = data.draw(st.sampled_from(places))
    position_id, parent_id, size = data.draw(st.sampled_from(spots))
    row = data.draw(st.integers(0, size))
    moved = section_at(project, place)
    assert moved is not None
    siblings = _children(project, position_id, parent_id)
    after = edits.move_section(project, place, position_id, parent_id, row)
    assert sorted(all_ids_only(after)) == sorted(all_ids_only(project))
    if find_section((moved,), parent_id):
        assert after is project
        return
    assert section_at(after, Place(position_id, moved.id)) is moved
    now = _children(after, position_id, parent_id)
    following = next((s.id for s in siblings[row:] if s.id != moved.id), None)
    at = ids_of(now).index(moved.id)
    assert next(iter(ids_of(now)[at + 1 :]), None) == following


def test_a_section_moves_down_among_its_siblings_past_itself() -> None:
    project = Project(id="p", positions=(Position(id="a", sections=tuple(map(Text, "wxyz"))),))
    after = edits.move_section(project, Place("a", "w"), "a", "", 3)
    assert ids_of(after.positions[0].sections) == ["x", "y", "w", "z"]


def test_sections_cannot_become_deeper_than_the_limit() -> None:
    deep: AnySection = Text(id="0")
    for level in range(1, MAX_DEPTH):
        deep = Text(id=str(level), sections=(deep,))
    project = Project(id="p", positions=(Position(id="a", sections=(deep, Text(id="x", sections=(Text(id="y"),)))),))
    with pytest.raises(EditError, match="50 levels deep at most"):
        edits.insert_section(project, "a", "0", 0, Text(id="new"))
    with pytest.raises(EditError, match="50 levels deep at most"):
        edits.move_section(project, Place("a", "x"), "a", "1", 0)
    edits.move_section(project, Place("a", "x"), "a", "2", 0)


def test_a_section_goes_with_all_below_it() -> None:
    after = edits.remove_section(PROJECT, Place("a", "t1"))
    assert ids_of(after.positions[0].sections) == ["table"]
    assert edits.insert_section(after, "a", "", 0, TREE[0]) == PROJECT


def test_the_strategy_of_the_project_is_edited_like_a_section() -> None:
    with_one = edits.insert_items(PROJECT, Place("", "strategy"), 0, [Goal(id="s")])
    assert ids_of(with_one.strategy.items) == ["s"]
    assert with_one.positions is PROJECT.positions
    assert edits.set_title(PROJECT, Place("", "strategy"), "战略").strategy.title == "战略"


# --- many cells at once -----------------------------------------------------------------------------------------------


def test_a_block_of_cells_is_one_edit() -> None:
    values = {
        ("k1", "weight"): Decimal(50),
        ("k2", "weight"): Decimal(50),
        ("k2", "name"): "复购率",
        ("gone", "name"): "x",
    }
    after = edits.set_values(PROJECT, Place("a", "kpis"), values)
    first, second = (item for item in items_of(section_at(after, Place("a", "kpis")) or TABLE))
    assert isinstance(first, Kpi)
    assert isinstance(second, Kpi)
    assert [first.weight, second.weight, second.name] == [50, 50, "复购率"]


def test_cells_of_the_users_own_table_grow_as_needed() -> None:
    after = edits.set_value(PROJECT, Place("a", "table", "r2", "3"), "4")
    assert item_at(after, Place("a", "table", "r2")) == TableRow(id="r2", cells=("3", "", "", "4"))


def test_columns_are_taken_away_moved_and_added_with_their_cells() -> None:
    columns = (Column(title="b"), Column(title="new"), Column(title="a"))
    after = section_at(edits.set_columns(PROJECT, Place("a", "table"), columns, (1, None, 0)), Place("a", "table"))
    assert isinstance(after, Table)
    assert after.columns == columns
    assert [row.cells for row in after.items] == [("2", "", "1"), ("", "", "3")]


def test_a_number_no_sheet_can_hold_is_refused() -> None:
    for number in ("NaN", "Infinity", "1E+15", "1E-10"):
        with pytest.raises(ValueError, match="weight"):
            edits.set_value(PROJECT, Place("a", "kpis", "k1", "weight"), Decimal(number))


# --- weights ----------------------------------------------------------------------------------------------------------

weights = st.lists(st.decimals(0, 1000, places=2), min_size=1, max_size=12)


@given(weights)
def test_balanced_weights_total_exactly_100_in_whole_points(given_weights: list[Decimal]) -> None:
    after = edits.balanced(given_weights)
    assert sum(after) == 100
    assert all(weight == int(weight) and weight >= 0 for weight in after)


@given(weights)
def test_balancing_changes_no_weight_by_a_point_or_more_and_keeps_their_order(given_weights: list[Decimal]) -> None:
    whole = sum(given_weights)
    after = edits.balanced(given_weights)
    for before, now in zip(given_weights, after, strict=True):
        share = before * 100 / whole if whole else Decimal(100) / len(given_weights)
        assert abs(now - share) < 1
    pairs = sorted(zip(given_weights, after, strict=True), key=lambda pair: pair[0])
    assert all(one[1] <= two[1] for one, two in pairwise(pairs) if one[0] < two[0])


@given(weights)
def test_balanced_weights_stay_as_they_are(given_weights: list[Decimal]) -> None:
    once = edits.balanced(given_weights)
    assert edits.balanced(once) == once


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([1, 1, 1], [34, 33, 33]),
        ([0, 0, 0], [34, 33, 33]),
        ([30, 30, 30], [34, 33, 33]),
        ([40, 25, 20, 20], [38, 24, 19, 19]),
        ([50], [100]),
        ([], []),
        ([100, 0], [100, 0]),
    ],
)
def test_weights_by_largest_remainder(before: list[int], after: list[int]) -> None:
    assert edits.balanced([Decimal(weight) for weight in before]) == tuple(map(Decimal, after))


def test_a_weight_below_zero_is_not_balanced_away() -> None:
    with pytest.raises(EditError, match="below zero"):
        edits.balanced([Decimal(-1), Decimal(101)])


# --- copies -----------------------------------------------------------------------------------------------------------


def test_a_copied_position_is_its_own_and_its_links_stay_inside() -> None:
    copy = edits.fresh_position(PROJECT.positions[0])
    goals, kpis = (section for section in walk(copy.sections) if isinstance(section, Goals | Kpis))
    assert ids_of(items_of(kpis)) != ["k1", "k2"]
    linked = [getattr(kpi, "goal", "") for kpi in items_of(kpis)]
    assert linked == [items_of(goals)[0].id, "elsewhere"]


@given(projects(positions=1))
def test_copies_have_new_ids_and_the_same_content(project: Project) -> None:
    copies = tuple(edits.fresh_position(position) for position in project.positions)
    both = replace(project, positions=(*project.positions, *copies))
    ids = all_ids_only(both)
    assert len(set(ids)) == len(ids)
    for position, copy in zip(project.positions, copies, strict=True):
        assert _without_ids(encode(replace(project, positions=(copy,)))) == _without_ids(
            encode(replace(project, positions=(replace(position, former=()),)))
        )


def test_a_section_copied_alone_keeps_the_links_that_lead_out_of_it() -> None:
    copy = edits.fresh_section(KPIS)
    assert [getattr(kpi, "goal", "") for kpi in items_of(copy)] == ["g1", "elsewhere"]


def test_links_into_copied_sections_follow_when_they_are_copied_together() -> None:
    both = Text(id="x", sections=(GOALS, Duties(id="d", items=(Duty(id="d1", goal="g3"),))))
    renamed: dict[str, str] = {}
    copy = edits.fresh_section(both, renamed)
    assert getattr(items_of(copy.sections[1])[0], "goal", "") == renamed["g3"] == items_of(copy.sections[0])[2].id


def all_ids_only(project: Project) -> list[str]:
    return [found for found, _ in all_ids(project)]


def _children(project: Project, position_id: str, parent_id: str) -> tuple[AnySection, ...]:
    position = next(position for position in project.positions if position.id == position_id)
    parent = find_section(position.sections, parent_id) if parent_id else None
    return parent.sections if parent else position.sections


def _without_ids(data: bytes) -> list[str]:
    names = ('"id":', '"goal":', '"duty":', '"strategy":', '"kpi":', '"dataset":')
    return [line for line in data.decode().splitlines() if not line.strip().startswith(names)]
