"""The matrix as a person works with it: cells, letters, departments, and the current cell in full."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox, QMenu
from pytestqt.qtbot import QtBot

from jdstudio.gui.cell_editors import LinesCell
from jdstudio.gui.column_widths import Layouts
from jdstudio.gui.matrix_page import MatrixPage
from jdstudio.gui.matrix_view import Departments
from jdstudio.gui.section_page import SectionPage
from jdstudio.gui.text_edit import TextEdit
from jdstudio.model.edits import remove_items
from jdstudio.model.kinds import Matrix, Part
from jdstudio.model.matrix import grid_of
from jdstudio.model.place import Place
from jdstudio.model.project import Facts, Position, Project
from jdstudio.model.walk import section_at
from jdstudio.store import Store

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

HERE = Place("pos", "matrix")
DISPLAY = Qt.ItemDataRole.DisplayRole


@pytest.fixture
def store() -> Store:
    parts = (
        Part("1", "Launch", "Marketing", "A", "plans it", "writes the brief"),
        Part("2", "Launch", "Service", "R", "answers customers", information="questions of the day"),
        Part("3", "Recall", "Service", "", "is told"),
    )
    return Store(Project("p", "Team", "en", positions=(Position("pos", Facts(), (Matrix("matrix", items=parts),)),)))


@pytest.fixture
def page(qtbot: QtBot, store: Store) -> MatrixPage:
    made = MatrixPage(Layouts())
    qtbot.addWidget(made)
    qtbot.addWidget(made.head)
    made.resize(800, 700)
    made.show_section(store, HERE)
    store.subscribe(made.on_change)
    with qtbot.waitActive(made):
        made.show()
    made.view.setFocus()
    return made


def section(store: Store) -> Matrix:
    found = section_at(store.project, HERE)
    assert isinstance(found, Matrix)
    return found


def part(store: Store, matter: str, department: str) -> Part | None:
    rows = {row.title: row for row in grid_of(section(store).items).rows}
    return rows[matter].cells.get(department)


def shown(page: MatrixPage) -> list[list[str]]:
    """The table as it reads: the head, then each row but the one that takes a new matter."""
    table = page.view.table
    columns = range(table.columnCount())
    head = [str(table.headerData(at, Qt.Orientation.Horizontal)) for at in columns]
    return [head, *([str(table.index(row, at).data()) for at in columns] for row in range(table.item_count))]


def departments(page: MatrixPage) -> Departments:
    assert isinstance(page.own_columns, Departments)
    return page.own_columns


def choose(page: MatrixPage, column: int, words: str) -> None:
    """Pick an entry of the menu of a column."""
    menu = QMenu()
    departments(page).fill_menu(menu, column)
    next(action for action in menu.actions() if action.text() == words).trigger()


# --- cells -----------------------------------------------------------------------------------------------------------


def test_matters_are_rows_and_departments_columns(page: MatrixPage) -> None:
    assert shown(page) == [
        ["Matter", "Marketing", "Service"],
        ["Launch", "plans it", "answers customers"],
        ["Recall", "", "is told"],
    ]


def test_typing_in_an_empty_cell_makes_a_part(page: MatrixPage, store: Store, qtbot: QtBot) -> None:
    page.view.go(1, 1)
    qtbot.keyClick(page.view.viewport(), "w")
    editor = page.view.cells.editor
    assert isinstance(editor, LinesCell)
    qtbot.keyClicks(editor, "arns dealers")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    made = part(store, "Recall", "Marketing")
    assert made is not None
    assert made.responsibility == "warns dealers"
    assert (page.view.currentIndex().row(), page.view.currentIndex().column()) == (1, 2)
    store.undo()
    assert part(store, "Recall", "Marketing") is None


def test_an_input_method_composes_in_a_cell(page: MatrixPage, store: Store, qtbot: QtBot) -> None:
    page.view.go(1, 1)
    page.view.edit(page.view.currentIndex())
    editor = page.view.cells.editor
    assert isinstance(editor, LinesCell)
    composing = QInputMethodEvent("tongzhi", [])
    QApplication.sendEvent(editor, composing)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert page.view.cells.editor is editor, "Enter belongs to the input method"
    chosen = QInputMethodEvent()
    chosen.setCommitString("通知经销商")
    QApplication.sendEvent(editor, chosen)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    made = part(store, "Recall", "Marketing")
    assert made is not None
    assert made.responsibility == "通知经销商"


def test_a_new_matter_is_typed_below_the_others(page: MatrixPage, store: Store) -> None:
    page.view.go(2, 0)
    assert page.view.table.put(2, 0, "Pricing")
    assert shown(page)[3] == ["Pricing", "", ""]
    assert store.undo_label == "Add row"


def test_a_matter_is_renamed_without_its_row_going_away(page: MatrixPage, store: Store, qtbot: QtBot) -> None:
    page.view.go(0, 0)
    with qtbot.assertNotEmitted(page.view.table.rowsRemoved):
        page.view.table.put(0, 0, "Go-live")
    assert [each.matter for each in section(store).items] == ["Go-live", "Go-live", "Recall"]
    with qtbot.assertNotEmitted(page.view.table.rowsRemoved):
        store.undo()
    assert shown(page)[1][0] == "Launch"


def test_clearing_a_cell_takes_its_letter_and_details_too(page: MatrixPage, store: Store, qtbot: QtBot) -> None:
    page.view.go(0, 1)
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    assert part(store, "Launch", "Marketing") is None
    store.undo()
    assert part(store, "Launch", "Marketing") == Part("1", "Launch", "Marketing", "A", "plans it", "writes the brief")


def test_responsibilities_are_copied_and_pasted_as_a_block(page: MatrixPage, store: Store) -> None:
    page.view.select_range(0, 1, 1, 2)
    page.view.cell_actions.copy()
    assert QGuiApplication.clipboard().text() == "plans it\tanswers customers\n\tis told\n"
    page.view.go(1, 1)
    page.view.cell_actions.paste_block((("calls", "writes"), ("new", "")))
    assert shown(page)[2:] == [["Recall", "calls", "writes"], ["", "new", ""]]
    store.undo()
    assert len(shown(page)) == 3


def test_rows_move_and_go_as_in_every_table(page: MatrixPage, store: Store) -> None:
    page.view.go(1, 0)
    page.view.cell_actions.move_up()
    assert [row[0] for row in shown(page)[1:]] == ["Recall", "Launch"]
    assert shown(page)[0] == ["Matter", "Marketing", "Service"]
    page.view.go(1, 0)
    page.view.cell_actions.delete_rows()
    assert [row[0] for row in shown(page)[1:]] == ["Recall"]
    store.undo()
    store.undo()
    page.view.go(0, 0)
    page.view.cell_actions.duplicate_rows()
    assert shown(page)[2] == ["Launch (2)", "plans it", "answers customers"]
    copy = part(store, "Launch (2)", "Marketing")
    assert copy is not None
    assert (copy.raci, copy.task) == ("A", "writes the brief")


# --- letters ---------------------------------------------------------------------------------------------------------


def test_alt_and_a_letter_set_it_in_all_chosen_cells(page: MatrixPage, store: Store, qtbot: QtBot) -> None:
    page.view.select_range(1, 1, 1, 2)
    qtbot.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    letters = [part(store, "Recall", name) for name in ("Marketing", "Service")]
    assert [each.raci for each in letters if each] == ["C", "C"]
    assert store.undo_label == "RACI letter"
    qtbot.keyClick(page.view, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    assert part(store, "Recall", "Marketing") is None, "nothing else stood in it"


def test_the_context_menu_offers_the_letters(page: MatrixPage, store: Store) -> None:
    page.view.go(1, 2)
    menu = page.view.cell_actions.menu()
    letters = menu.actions()[0].menu()
    assert isinstance(letters, QMenu)
    next(action for action in letters.actions() if action.text().startswith("A ")).trigger()
    told = part(store, "Recall", "Service")
    assert told is not None
    assert told.raci == "A"


def mark(page: MatrixPage, row: int) -> str:
    header = page.view.table.headerData
    tip = header(row, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole)
    assert (tip is None) is (header(row, Qt.Orientation.Vertical, Qt.ItemDataRole.DecorationRole) is None)
    return str(tip or "")


def test_a_matter_with_letters_is_marked_unless_exactly_one_is_accountable(page: MatrixPage) -> None:
    assert mark(page, 0) == ""
    assert mark(page, 1) == "", "no letters, no question who is accountable"
    page.view.table.set_raci([(0, 2), (1, 2)], "A", "x")
    assert "2 departments are accountable" in mark(page, 0)
    assert mark(page, 1) == ""
    page.view.table.set_raci([(1, 2)], "I", "x")
    assert "Nobody is accountable" in mark(page, 1)


def test_cells_draw_letter_responsibility_and_task(page: MatrixPage, qtbot: QtBot) -> None:
    before = page.view.viewport().grab().toImage()
    page.view.table.set_raci([(0, 1)], "I", "x")
    qtbot.waitUntil(lambda: page.view.viewport().grab().toImage() != before)


# --- departments -----------------------------------------------------------------------------------------------------


def test_departments_that_are_missing_are_offered(page: MatrixPage, store: Store) -> None:
    menu = QMenu()
    departments(page).offer(menu)
    names = [action.text() for action in menu.actions() if action.text()]
    assert "Finance" in names
    assert "Marketing" not in names
    next(action for action in menu.actions() if action.text() == "Finance").trigger()
    assert shown(page)[0] == ["Matter", "Marketing", "Service", "Finance"]
    store.undo()
    assert shown(page)[0] == ["Matter", "Marketing", "Service"]


def test_a_department_of_any_name_is_typed_into_the_head(page: MatrixPage, qtbot: QtBot) -> None:
    departments(page).add()
    title = departments(page).title
    assert title.isVisible()
    qtbot.keyClicks(title, "Legal")
    qtbot.keyClick(title, Qt.Key.Key_Return)
    assert shown(page)[0][-1] == "Legal"


def test_departments_are_renamed_and_moved(page: MatrixPage, store: Store, qtbot: QtBot) -> None:
    departments(page).rename(1)
    qtbot.keyClicks(departments(page).title, "Brand")
    qtbot.keyClick(departments(page).title, Qt.Key.Key_Return)
    assert shown(page)[0] == ["Matter", "Brand", "Service"]
    choose(page, 1, "Move department right")
    assert shown(page) == [
        ["Matter", "Service", "Brand"],
        ["Launch", "answers customers", "plans it"],
        ["Recall", "is told", ""],
    ]
    assert {each.id for each in section(store).items if each.responsibility} == {"1", "2", "3"}


def test_deleting_a_department_says_what_went_and_can_be_undone(page: MatrixPage, store: Store) -> None:
    before = store.project
    choose(page, 2, "Delete department")
    assert shown(page) == [["Matter", "Marketing"], ["Launch", "plans it"], ["Recall", ""]]
    assert page.note.isVisible()
    assert page.note.text() == "Deleted “Service” with what it has in 2 matters. Undo brings it back."
    store.undo()
    assert store.project is before
    assert not page.note.isVisible()


def test_an_empty_matrix_begins_with_the_usual_departments(page: MatrixPage, store: Store, qtbot: QtBot) -> None:
    assert not page.start.isVisible()
    store.commit(remove_items(store.project, HERE, ["1", "2", "3"]), "empty")
    assert not page.details_card.isVisible()
    qtbot.mouseClick(page.start, Qt.MouseButton.LeftButton)
    assert shown(page)[0][:3] == ["Matter", "Marketing", "Product"]
    assert len(shown(page)[0]) == 8
    assert not page.start.isVisible()
    store.undo()
    assert shown(page) == [["Matter"]]


def test_an_empty_matrix_takes_departments_first(page: MatrixPage, store: Store) -> None:
    store.commit(remove_items(store.project, HERE, ["1", "2", "3"]), "empty")
    assert shown(page) == [["Matter"]]
    departments(page).add_named("Sales")
    page.view.table.put(0, 1, "sells")
    assert shown(page) == [["Matter", "Sales"], ["", "sells"]]
    page.view.table.put(0, 0, "Launch")
    assert [(each.matter, each.department, each.responsibility) for each in section(store).items] == [
        ("Launch", "Sales", "sells")
    ]


# --- the current cell in full ----------------------------------------------------------------------------------------


def test_the_form_edits_the_current_cell_and_fills_an_empty_one(page: MatrixPage, store: Store, qtbot: QtBot) -> None:
    page.view.go(1, 1)
    assert page.details_title.text() == "Recall  ×  Marketing"
    task = page.details.inputs["task"]
    assert isinstance(task, TextEdit)
    qtbot.keyClicks(task, "stops ads")
    made = part(store, "Recall", "Marketing")
    assert made is not None
    assert made.task == "stops ads"
    store.undo()
    assert part(store, "Recall", "Marketing") is None, "typing is one step"
    assert task.text() == ""


def test_the_form_chooses_the_letter(page: MatrixPage, store: Store) -> None:
    page.view.go(1, 2)
    raci = page.details.inputs["raci"]
    assert isinstance(raci, QComboBox)
    raci.textActivated.emit("C Consulted")
    told = part(store, "Recall", "Service")
    assert told is not None
    assert told.raci == "C"
    raci.textActivated.emit("")
    told = part(store, "Recall", "Service")
    assert told is not None
    assert told.raci == ""


def test_a_matter_has_no_form(page: MatrixPage) -> None:
    page.view.go(0, 0)
    assert not page.details.isEnabled()
    page.view.go(0, 1)
    assert page.details.isEnabled()


def test_a_place_from_the_preview_leads_to_its_cell(page: MatrixPage) -> None:
    for item, field, cell in (("2", "responsibility", (0, 2)), ("3", "matter", (1, 0)), ("2", "department", (0, 2))):
        page.select(Place("pos", "matrix", item, field))
        index = page.view.currentIndex()
        assert (index.row(), index.column()) == cell
    page.select(Place("pos", "matrix", "2", "information"))
    assert page.details.inputs["information"].hasFocus()


def test_a_cell_tells_which_part_it_is(page: MatrixPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.place_selected) as said:
        page.view.go(1, 2)
    assert said.args == [Place("pos", "matrix", "3", "responsibility")]
    with qtbot.waitSignal(page.place_selected) as said:
        page.view.go(1, 1)
    assert said.args == [HERE]


def test_two_parts_of_one_cell_stand_in_rows_of_their_own(page: MatrixPage, store: Store) -> None:
    page.view.table.put(1, 0, "Launch")
    assert shown(page)[2] == ["Launch (2)", "", "is told"]
    page.view.table.put(1, 0, "Recall")
    assert shown(page)[2] == ["Recall", "", "is told"]
    assert len(section(store).items) == 3


def test_the_section_page_shows_a_matrix_as_a_matrix(qtbot: QtBot, store: Store) -> None:
    whole = SectionPage(Layouts())
    qtbot.addWidget(whole)
    whole.show_place(store, Place("pos", "matrix", "3", "responsibility"))
    assert whole.body.currentWidget() is whole.matrix
    assert whole.matrix.view.current_item == "3"
