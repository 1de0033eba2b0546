"""The collaboration matrix as a grid: read from the flat list and written back without losing a part."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from jdstudio.model import matrix
from jdstudio.model.edits import insert_items, move_items, remove_items, set_values
from jdstudio.model.kinds import Matrix, Part, Table, TableRow, Translation
from jdstudio.model.matrix import accountable, grid_of, has_content, parts_of
from jdstudio.model.place import Place
from jdstudio.model.project import Position, Project
from jdstudio.model.walk import section_at

HERE = Place("pos", "matrix")

words = st.sampled_from(["", "a", "b", " a", "a (2)", "上线"])
contents = st.builds(
    Part,
    id=st.just(""),
    matter=words,
    department=words,
    raci=st.sampled_from(["", "R", "A"]),
    responsibility=st.sampled_from(["", "plans", " "]),
    task=st.sampled_from(["", "does"]),
    other=st.sampled_from([(), (Translation("task", "做"),), (Translation("matter", "事"),)]),
)
lists = st.lists(contents, max_size=9).map(
    lambda parts: tuple(replace(part, id=f"p{at}") for at, part in enumerate(parts))
)


def project(*parts: Part) -> Project:
    return Project("p", positions=(Position("pos", sections=(Matrix("matrix", items=parts),)),))


def section(now: Project) -> Matrix:
    found = section_at(now, HERE)
    assert isinstance(found, Matrix)
    return found


def picture(now: Project) -> list[list[str]]:
    """The matrix as people see it: the head, then each row."""
    table = matrix.table_of(section(now), "Matter")
    return [[column.title for column in table.columns], *(list(row.cells) for row in table.items)]


def shape(parts: tuple[Part, ...]) -> Any:
    grid = grid_of(parts)
    return grid.departments, [(row.id, dict(row.cells)) for row in grid.rows]


def launch() -> Project:
    return project(
        Part("1", "Launch", "Marketing", "A", "plans it", "writes the brief"),
        Part("2", "Launch", "Service", "R", "answers customers"),
        Part("3", "Recall", "Service", "I", "is told"),
    )


# --- laws ------------------------------------------------------------------------------------------------------------


@given(lists)
def test_no_part_with_content_is_lost_or_changed(parts: tuple[Part, ...]) -> None:
    kept = {part.id: part for part in parts_of(grid_of(parts))}
    assert all(kept[part.id] is part for part in parts if has_content(part))


@given(lists)
def test_what_is_written_reads_as_the_same_grid(parts: tuple[Part, ...]) -> None:
    assert shape(parts_of(grid_of(parts))) == shape(parts)


@given(lists)
def test_a_table_that_nobody_changed_changes_nothing_people_see(parts: tuple[Part, ...]) -> None:
    before = project(*parts)
    after = matrix.taken(before, HERE, section(before), matrix.table_of(section(before), "Matter"))
    assert picture(after) == picture(before)
    assert {part for part in section(after).items if has_content(part)} == {part for part in parts if has_content(part)}


@given(lists, st.data())
def test_a_cell_that_is_typed_reads_so_and_no_other_changes(parts: tuple[Part, ...], data: st.DataObject) -> None:
    before = project(*parts)
    table = matrix.table_of(section(before), "Matter")
    if not table.items or len(table.columns) < 2:
        return
    row, column = data.draw(st.integers(0, len(table.items) - 1)), data.draw(st.integers(1, len(table.columns) - 1))
    cells = [*table.items[row].cells]
    cells[column] = "new"
    rows = (*table.items[:row], replace(table.items[row], cells=tuple(cells)), *table.items[row + 1 :])
    after = matrix.taken(before, HERE, section(before), replace(table, items=rows))
    expected = picture(before)
    grid = grid_of(parts)
    while grid.rows[row].number > 1 and grid.departments[column - 1] not in grid.rows[row - 1].cells:
        row -= 1  # a further row of a matter holds only what found its cell taken above
    expected[row + 1][column] = "new"
    assert picture(after) == expected


@given(lists, words, words)
def test_renaming_a_department_loses_no_part(parts: tuple[Part, ...], old: str, new: str) -> None:
    before = project(*parts)
    after = matrix.rename_department(before, HERE, section(before), old.strip(), new)
    ids = {part.id for part in section(after).items}
    assert {part.id for part in parts if has_content(part)} <= ids


@given(lists, st.integers(0, 3), st.integers(0, 3))
def test_moving_a_department_changes_only_the_order(parts: tuple[Part, ...], old: int, new: int) -> None:
    before = project(*parts)
    after = matrix.move_department(before, HERE, section(before), old, new)
    names = [name for name in grid_of(parts).departments if name]
    if old < len(names) and new < len(names):
        names.insert(new, names.pop(old))
    assert [name for name in grid_of(section(after).items).departments if name] == names
    assert {part for part in section(after).items if has_content(part)} == {part for part in parts if has_content(part)}


@given(lists, words)
def test_a_removed_department_is_gone_and_the_others_stay(parts: tuple[Part, ...], name: str) -> None:
    before = project(*parts)
    after = matrix.remove_department(before, HERE, section(before), name.strip())
    assert name.strip() not in grid_of(section(after).items).departments
    left = {part for part in parts if has_content(part) and part.department.strip() != name.strip()}
    assert {part for part in section(after).items if has_content(part)} == left
    assert {row.matter for row in grid_of(parts).rows} == {row.matter for row in grid_of(section(after).items).rows}


# --- what people do --------------------------------------------------------------------------------------------------


def test_matters_are_rows_and_departments_columns() -> None:
    assert picture(launch()) == [
        ["Matter", "Marketing", "Service"],
        ["Launch", "plans it", "answers customers"],
        ["Recall", "", "is told"],
    ]


def test_two_parts_of_one_cell_are_both_shown() -> None:
    now = project(*section(launch()).items, Part("4", "Launch", "Service", "C", "second opinion"))
    assert picture(now)[2] == ["Launch (2)", "", "second opinion"]


def test_a_new_column_stays_until_something_stands_in_it() -> None:
    now = matrix.add_department(launch(), HERE, section(launch()), "Finance", 0)
    assert picture(now)[0] == ["Matter", "Finance", "Marketing", "Service"]
    assert matrix.add_department(now, HERE, section(now), "Finance") is now
    filled = matrix.set_cells(now, HERE, section(now), [("1:Launch", "Finance")], {"responsibility": "pays"})
    assert picture(filled)[1] == ["Launch", "pays", "plans it", "answers customers"]
    assert all(has_content(part) for part in section(filled).items), "what held the empty column is gone again"


def test_departments_can_come_before_the_first_matter() -> None:
    now = project()
    for name in ("Marketing", "Service"):
        now = matrix.add_department(now, HERE, section(now), name)
    assert picture(now) == [["Matter", "Marketing", "Service"]]


def test_a_cell_whose_last_field_is_cleared_has_no_part_but_its_matter_stays() -> None:
    now = matrix.set_cells(launch(), HERE, section(launch()), [("1:Recall", "Service")], {"responsibility": ""})
    assert len(section(now).items) == 3, "the letter is still there"
    now = matrix.set_cells(now, HERE, section(now), [("1:Recall", "Service")], {"raci": ""})
    assert picture(now)[2] == ["Recall", "", ""]
    assert [part for part in section(now).items if part.matter == "Recall" and has_content(part)] == []


def test_cells_are_removed_with_all_they_hold() -> None:
    now = matrix.remove_cells(launch(), HERE, section(launch()), [("1:Launch", "Marketing"), ("1:Recall", "Service")])
    assert picture(now) == [["Matter", "Marketing", "Service"], ["Launch", "", "answers customers"], ["Recall", "", ""]]


def test_a_letter_is_set_in_many_cells_at_once() -> None:
    cells = [("1:Launch", "Service"), ("1:Recall", "Marketing")]
    now = matrix.set_cells(launch(), HERE, section(launch()), cells, {"raci": "C"})
    assert [part.raci for part in section(now).items] == ["A", "C", "C", "I"]


def test_renaming_a_department_to_another_joins_them() -> None:
    now = matrix.rename_department(launch(), HERE, section(launch()), "Marketing", "Service")
    assert picture(now) == [
        ["Matter", "Service"],
        ["Launch", "plans it"],
        ["Launch (2)", "answers customers"],
        ["Recall", "is told"],
    ]


def test_a_duplicated_row_has_all_that_its_cells_hold() -> None:
    now, at = matrix.duplicate_rows(launch(), HERE, section(launch()), ["1:Launch"])
    assert at == 1
    assert picture(now)[2] == ["Launch (2)", "plans it", "answers customers"]
    copy = section(now).items[2]
    assert (copy.matter, copy.raci, copy.task) == ("Launch (2)", "A", "writes the brief")
    assert copy.id != "1"


def test_a_new_cell_is_named_in_the_other_language_as_its_row_and_column_are() -> None:
    before = project(
        Part("1", "Launch", "Marketing", responsibility="plans", other=(Translation("matter", "上线"),)),
        Part("2", "Recall", "Service", responsibility="is told", other=(Translation("department", "客服"),)),
    )
    now = matrix.set_cells(before, HERE, section(before), [("1:Launch", "Service")], {"task": "answers"})
    new = next(part for part in section(now).items if part.task)
    assert new.other == (Translation("matter", "上线"), Translation("department", "客服"))


def test_every_matter_with_letters_has_its_count_of_the_accountable() -> None:
    now = project(*section(launch()).items, Part("4", "Price", "Sales", "", "asks"), Part("5", "Launch", "Sales", "A"))
    assert accountable(section(now)) == {"Launch": 2, "Recall": 0}


# --- as a table ------------------------------------------------------------------------------------------------------


def through_table(now: Project, change: Any) -> Project:
    """The project after an edit of the matrix as a table, made with the edits of tables."""
    table = matrix.table_of(section(now), "Matter")
    as_table = replace(now, positions=(replace(now.positions[0], sections=(table,)),))
    edited = section_at(change(as_table), HERE)
    assert isinstance(edited, Table)
    return matrix.taken(now, HERE, section(now), edited)


def test_rows_are_renamed_moved_added_and_removed_as_in_any_table() -> None:
    now = through_table(launch(), lambda p: set_values(p, HERE, {("1:Launch", "0"): "Go-live"}))
    assert {part.matter for part in section(now).items if part.id in "12"} == {"Go-live"}
    now = through_table(now, lambda p: move_items(p, HERE, ["1:Recall"], 0))
    assert [row[0] for row in picture(now)] == ["Matter", "Recall", "Go-live"]
    assert picture(now)[0] == ["Matter", "Marketing", "Service"], "columns stay where they were"
    now = through_table(now, lambda p: insert_items(p, HERE, 1, [TableRow("new", ("Pricing",))]))
    assert [row[0] for row in picture(now)] == ["Matter", "Recall", "Pricing", "Go-live"]
    now = through_table(now, lambda p: remove_items(p, HERE, ["1:Go-live"]))
    assert [row[0] for row in picture(now)] == ["Matter", "Recall", "Pricing"]
    assert picture(now)[0] == ["Matter", "Marketing", "Service"], "a column that became empty stays"


def test_a_row_can_be_empty_at_first() -> None:
    now = through_table(launch(), lambda p: insert_items(p, HERE, 2, [TableRow("new")]))
    assert picture(now)[3] == ["", "", ""]
    now = through_table(now, lambda p: set_values(p, HERE, {("1:", "2"): "helps"}))
    now = through_table(now, lambda p: set_values(p, HERE, {("1:", "0"): "Audit\nyearly"}))
    assert picture(now)[3] == ["Audit yearly", "", "helps"]
    assert len(section(now).items) == 4
