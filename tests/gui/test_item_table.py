"""The item table: what each change of the project tells the view, and the manners of a spreadsheet."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QMimeData, QModelIndex, QPoint, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QInputMethodEvent, QShortcut
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from small import DUTIES, GOALS, KPIS, OWN, TASKS, kpi, small_project

from jdstudio.gui.cell_delegate import PAD_X
from jdstudio.gui.cell_editors import ChoiceCell, LineCell, LinesCell
from jdstudio.gui.column_widths import Layouts
from jdstudio.gui.item_table import ItemTable, row_steps
from jdstudio.gui.item_view import ItemView
from jdstudio.gui.own_columns import OwnColumns
from jdstudio.model import edits
from jdstudio.model.kinds import Table, items_of, value_of
from jdstudio.model.place import Place
from jdstudio.model.walk import section_at
from jdstudio.store import Store

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform says of windows

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
Key = Qt.Key


class Bench:
    """A view on a section of a store, with what it said."""

    def __init__(self, qtbot: QtBot, place: Place, store: Store | None = None) -> None:
        self.bot = qtbot
        self.store = store or Store(small_project())
        self.place = place
        self.view = ItemView()
        qtbot.addWidget(self.view)
        self.view.resize(900, 500)
        self.view.show_section(self.store, place)
        self.store.subscribe(self.view.on_change)
        self.problems: list[str] = []
        self.view.problem.connect(self.problems.append)
        with qtbot.waitActive(self.view):
            self.view.show()
        self.view.setFocus()

    @property
    def items(self) -> tuple[Any, ...]:
        section = section_at(self.store.project, self.place)
        assert section is not None
        return items_of(section)

    def values(self, name: str) -> list[Any]:
        return [value_of(item, name) for item in self.items]

    def index(self, row: int, name: str) -> QModelIndex:
        assert self.view.table.sheet is not None
        return self.view.table.index(row, self.view.table.sheet.names.index(name))

    def at(self, row: int, name: str) -> None:
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.view.selectionModel().setCurrentIndex(self.index(row, name), flag)

    @property
    def cell(self) -> tuple[int, str]:
        assert self.view.table.sheet is not None
        index = self.view.currentIndex()
        return index.row(), self.view.table.sheet.names[index.column()]

    def select(self, top: int, left: str, bottom: int, right: str) -> None:
        self.at(top, left)
        chosen = QItemSelection(self.index(top, left), self.index(bottom, right))
        self.view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.bot.keyClick(self.view.cells.editor or self.view, key, modifiers)

    def type(self, text: str) -> None:
        for letter in text:
            self.bot.keyClicks(self.view.cells.editor or self.view, letter)


@pytest.fixture
def kpis(qtbot: QtBot) -> Bench:
    return Bench(qtbot, KPIS)


def clip(text: str = "", html: str = "") -> None:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


# --- what the view is told -------------------------------------------------------------------------------------------


@settings(max_examples=300)
@given(st.permutations(list("abcdefgh")), st.permutations(list("abcdefgh")), st.integers(0, 8), st.integers(0, 8))
def test_row_steps_lead_from_one_order_to_the_other(old: list[str], new: list[str], first: int, second: int) -> None:
    old, new = old[:first], new[:second]
    now = list(old)
    for kind, start, last, before in row_steps(old, new):
        run = now[start : last + 1]
        if kind == "insert":
            now[start:start] = new[start : last + 1]
            continue
        del now[start : last + 1]
        if kind == "move":
            assert not start <= before <= last + 1, "Qt refuses to move rows onto themselves"
            put = before if before < start else before - len(run)
            now[put:put] = run
    assert now == new


@pytest.mark.parametrize("order", ["bcdefa", "fabcde", "cdabef", "efabcd"])
def test_a_run_of_rows_moves_in_one_step(order: str) -> None:
    assert [step[0] for step in row_steps("abcdef", order)] == ["move"]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.usefixtures("qapp")
def test_random_edits_keep_the_table_and_the_project_the_same(seed: int) -> None:
    """Row and cell signals only, checked by Qt's own tester; undo and redo among them."""
    rng = random.Random(seed)  # noqa: S311  a test's choice
    store = Store(small_project())
    table = ItemTable()
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal, table)
    table.show_section(store, KPIS)
    resets: list[int] = []
    table.modelReset.connect(lambda: resets.append(1))
    seen = _mirror(table)
    store.subscribe(table.on_change)
    for step in range(30):
        _edit_at_random(store, rng, step)
        section = section_at(store.project, KPIS)
        assert section is not None
        assert [table.item(row) for row in range(table.item_count)] == list(items_of(section))
        assert seen == _texts(table), "what the signals told is what the table shows"
    assert resets == []
    table.deleteLater()


def _texts(table: ItemTable) -> list[list[str]]:
    return [[table.index(row, at).data() for at in range(table.columnCount())] for row in range(table.rowCount())]


def _mirror(table: ItemTable) -> list[list[str]]:
    """A copy of the table's texts that only follows its signals."""
    seen = _texts(table)

    def read(row: int) -> list[str]:
        return [table.index(row, at).data() for at in range(table.columnCount())]

    def changed(top: QModelIndex, bottom: QModelIndex) -> None:
        for row in range(top.row(), bottom.row() + 1):
            for at in range(top.column(), bottom.column() + 1):
                seen[row][at] = table.index(row, at).data()

    def inserted(_parent: QModelIndex, first: int, last: int) -> None:
        seen[first:first] = [read(row) for row in range(first, last + 1)]

    def removed(_parent: QModelIndex, first: int, last: int) -> None:
        del seen[first : last + 1]

    def moved(_from: QModelIndex, first: int, last: int, _to: QModelIndex, before: int) -> None:
        run = seen[first : last + 1]
        del seen[first : last + 1]
        put = before if before < first else before - len(run)
        seen[put:put] = run

    table.dataChanged.connect(changed)
    table.rowsInserted.connect(inserted)
    table.rowsRemoved.connect(removed)
    table.rowsMoved.connect(moved)
    return seen


def _edit_at_random(store: Store, rng: random.Random, step: int) -> None:
    section = section_at(store.project, KPIS)
    assert section is not None
    ids = [item.id for item in items_of(section)]
    some = rng.sample(ids, rng.randint(0, len(ids)))
    project = store.project
    match rng.choice(["value", "unit", "insert", "remove", "move", "goal", "undo", "redo"]):
        case "value" if ids:
            values = {(item_id, rng.choice(["weight", "floor"])): Decimal(rng.randint(0, 9)) for item_id in some}
            store.commit(edits.set_values(project, KPIS, values), "values")
        case "unit" if ids:
            place = Place(KPIS.position, KPIS.section, rng.choice(ids), "unit")
            store.commit(edits.set_value(project, place, rng.choice(["%", "days"])), "unit")
        case "insert":
            new = [kpi(1000 * (step + 1) + at, f"new {step}", at) for at in range(rng.randint(1, 3))]
            store.commit(edits.insert_items(project, KPIS, rng.randint(0, len(ids)), new), "insert")
        case "remove" if len(ids) > 1:
            store.commit(edits.remove_items(project, KPIS, some), "remove")
        case "move":
            store.commit(edits.move_items(project, KPIS, some, rng.randint(0, len(ids))), "move")
        case "goal":  # labels here count what stands elsewhere
            store.commit(edits.move_items(project, GOALS, ["g2"], rng.randint(0, 2)), "goal")
        case "undo":
            store.undo()
        case "redo":
            store.redo()


def test_an_open_cell_keeps_what_is_typed_while_others_change_its_row(kpis: Bench) -> None:
    kpis.at(1, "name")
    kpis.type("Gro")
    editor = kpis.view.cells.editor
    kpis.store.commit(edits.set_value(kpis.store.project, Place("pos", "kpis", "k2", "name"), "Other"), "elsewhere")
    kpis.store.commit(edits.insert_items(kpis.store.project, KPIS, 0, [kpi(9, "Above", 1)]), "elsewhere")
    assert kpis.view.cells.editor is editor
    assert editor is not None
    assert editor.text() == "Gro"
    kpis.type("ss")
    kpis.press(Key.Key_Return)
    assert kpis.values("name") == ["Above", "Sales", "Gross", "Returns"]


def test_a_change_of_another_section_tells_the_view_nothing(kpis: Bench) -> None:
    told: list[object] = []
    kpis.view.table.dataChanged.connect(lambda *_: told.append(1))
    kpis.store.commit(edits.set_value(kpis.store.project, Place("pos", "goals", "g1", "text"), "Sell"), "elsewhere")
    assert told == []


# --- typing ----------------------------------------------------------------------------------------------------------


def test_typing_replaces_and_enter_goes_down(kpis: Bench) -> None:
    kpis.at(0, "weight")
    kpis.type("20%")
    kpis.press(Key.Key_Return)
    assert kpis.values("weight")[0] == 20
    assert kpis.cell == (1, "weight")
    assert kpis.view.cells.editor is None


def test_tab_goes_to_the_next_cell_and_back(kpis: Bench) -> None:
    kpis.at(0, "name")
    kpis.type("Turnover")
    kpis.press(Key.Key_Tab)
    assert kpis.cell == (0, "direction")
    kpis.press(Key.Key_Backtab)
    assert kpis.cell == (0, "name")
    assert kpis.values("name")[0] == "Turnover"


def test_tab_behind_the_last_cell_leads_to_a_new_row(kpis: Bench) -> None:
    kpis.at(2, "goal")
    kpis.press(Key.Key_Tab)
    assert kpis.cell == (3, "name")
    kpis.type("Speed")
    kpis.press(Key.Key_Tab)
    assert kpis.values("name") == ["Sales", "Margin", "Returns", "Speed"]
    assert kpis.cell == (3, "direction")


def test_f2_goes_on_with_what_the_cell_holds(kpis: Bench) -> None:
    kpis.at(0, "name")
    kpis.press(Key.Key_F2)
    kpis.type("!")
    kpis.press(Key.Key_Return)
    assert kpis.values("name")[0] == "Sales!"


def test_escape_gives_up_what_was_typed(kpis: Bench) -> None:
    kpis.at(0, "name")
    kpis.type("x")
    kpis.press(Key.Key_Escape)
    assert kpis.values("name")[0] == "Sales"
    assert kpis.store.undo_label is None


def test_one_cell_is_one_step_and_undo_restores_the_exact_value(kpis: Bench) -> None:
    before = kpis.store.project
    kpis.at(0, "name")
    kpis.type("abc")
    kpis.press(Key.Key_Return)
    kpis.store.undo()
    assert kpis.store.project is before
    assert kpis.index(0, "name").data() == "Sales"


def test_opening_and_leaving_a_cell_changes_nothing(kpis: Bench) -> None:
    for name in ("name", "direction", "weight", "floor", "goal"):
        kpis.at(0, name)
        kpis.press(Key.Key_F2)
        kpis.press(Key.Key_Return)
    assert kpis.store.undo_label is None
    assert kpis.problems == []


def test_wrong_input_keeps_the_editor_open_and_says_why(kpis: Bench) -> None:
    kpis.at(0, "weight")
    kpis.type("2x")
    kpis.press(Key.Key_Return)
    assert isinstance(kpis.view.cells.editor, LineCell)
    assert kpis.view.cells.editor.text() == "2x"
    assert kpis.problems == ["Weight: “2x” is not a number. Type a figure such as 20, 20% or 1,200.5."]
    kpis.press(Key.Key_Escape)
    assert kpis.values("weight")[0] == 50


def test_wrong_input_that_loses_the_focus_goes_back_and_says_why(kpis: Bench) -> None:
    kpis.at(0, "weight")
    kpis.type("200")
    assert not kpis.view.commit_pending()
    assert kpis.values("weight")[0] == 50
    assert len(kpis.problems) == 1


def test_a_choice_takes_any_part_of_its_words(kpis: Bench) -> None:
    kpis.at(0, "direction")
    kpis.type("low")
    assert isinstance(kpis.view.cells.editor, ChoiceCell)
    kpis.press(Key.Key_Return)
    assert kpis.values("direction")[0] == "lower"


def test_enter_after_tabs_goes_below_where_they_began(kpis: Bench) -> None:
    kpis.at(0, "weight")
    kpis.type("5")
    kpis.press(Key.Key_Tab)
    kpis.type("6")
    kpis.press(Key.Key_Tab)
    kpis.press(Key.Key_Tab)
    kpis.type("8")
    kpis.press(Key.Key_Return)
    assert kpis.cell == (1, "weight")
    kpis.press(Key.Key_Tab)
    kpis.at(1, "target")
    kpis.press(Key.Key_Return)
    assert kpis.cell == (2, "target"), "who went elsewhere in between means the cell below"


def test_going_from_section_to_section_counts_no_width_as_dragged(qtbot: QtBot) -> None:
    layouts = Layouts()
    view = ItemView(layouts)
    qtbot.addWidget(view)
    view.resize(700, 400)
    view.show()
    store = Store(small_project())
    for place in (TASKS, KPIS, DUTIES, GOALS, TASKS, DUTIES):
        view.show_section(store, place)
    assert layouts.widths == {}
    view.horizontalHeader().resizeSection(view.visible_columns()[0], 222)
    assert list(layouts.widths) == ["duties"]


def test_all_choices_are_in_sight_when_the_cell_opens(kpis: Bench) -> None:
    kpis.at(1, "direction")
    kpis.press(Key.Key_F2)
    editor = kpis.view.cells.editor
    assert isinstance(editor, ChoiceCell)
    shown = editor.completer().popup()
    kpis.bot.waitUntil(shown.isVisible)
    assert shown.model().rowCount() > 1
    assert shown.verticalScrollBar().maximum() == 0
    assert editor.selectedText() == editor.text() == kpis.index(1, "direction").data()


def test_a_reference_takes_a_label_or_words_of_the_item(qtbot: QtBot) -> None:
    bench = Bench(qtbot, TASKS)
    bench.at(0, "duty")
    bench.type("D2")
    bench.press(Key.Key_Return)
    assert bench.values("duty") == ["d2"]
    bench.at(0, "duty")
    bench.type("runs the")
    bench.press(Key.Key_Return)
    assert bench.values("duty") == ["d1"]
    bench.at(0, "duty")
    bench.type("D9")
    bench.press(Key.Key_Return)
    assert "D9" in bench.problems[0]


def test_several_lines_are_typed_with_shift_enter(qtbot: QtBot) -> None:
    bench = Bench(qtbot, GOALS)
    bench.at(0, "text")
    bench.type("one")
    assert isinstance(bench.view.cells.editor, LinesCell)
    bench.press(Key.Key_Return, SHIFT)
    bench.type("two")
    bench.press(Key.Key_Return)
    assert bench.values("text")[0] == "one\ntwo"


@pytest.mark.parametrize(("place", "name"), [(GOALS, "text"), (KPIS, "name")])
def test_a_composition_in_a_cell_is_not_cut_off(qtbot: QtBot, place: Place, name: str) -> None:
    bench = Bench(qtbot, place)
    bench.at(0, name)
    bench.press(Key.Key_F2)
    editor = bench.view.cells.editor
    assert editor is not None
    editor.selectAll()
    QApplication.sendEvent(editor, QInputMethodEvent("mu'biao", []))
    bench.press(Key.Key_Return)  # the input method's own Enter
    assert bench.view.cells.editor is editor
    assert bench.store.undo_label is None
    settled = QInputMethodEvent("", [])
    settled.setCommitString("目标")
    QApplication.sendEvent(editor, settled)
    bench.press(Key.Key_Return)
    assert bench.values(name)[0] == "目标"


def test_a_composition_may_begin_on_a_closed_cell(kpis: Bench) -> None:
    kpis.at(0, "name")
    assert kpis.view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    QApplication.sendEvent(kpis.view, QInputMethodEvent("xiao'shou", []))
    assert kpis.view.cells.editor is not None
    settled = QInputMethodEvent("", [])
    settled.setCommitString("销售额")
    QApplication.sendEvent(kpis.view, settled)
    kpis.press(Key.Key_Return)
    assert kpis.values("name")[0] == "销售额"


def test_click_on_the_row_below_the_items_adds_one(qtbot: QtBot) -> None:
    bench = Bench(qtbot, GOALS)
    at = bench.view.visualRect(bench.index(2, "text")).center()
    qtbot.mouseClick(bench.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    bench.type("Third")
    bench.press(Key.Key_Return)
    assert bench.values("text") == ["Sell more", "Keep customers", "Third"]
    assert bench.cell == (3, "text")


# --- blocks ----------------------------------------------------------------------------------------------------------

TWO_ROWS = "Clicks\thigher\t%\t3%\t1\t2\t3\tG2\r\nCosts\tLower\tCNY\t2\t9\t8\t7\t\r\n"


def test_pasting_below_the_items_adds_rows_in_one_step(kpis: Bench) -> None:
    before = kpis.store.project
    clip(TWO_ROWS)
    kpis.at(3, "name")
    kpis.press(Key.Key_V, CTRL)
    assert kpis.problems == []
    assert kpis.values("name")[3:] == ["Clicks", "Costs"]
    assert kpis.values("direction")[3:] == ["higher", "lower"]
    assert kpis.values("weight")[3:] == [3, 2]
    assert kpis.values("goal")[3:] == ["g2", ""]
    assert kpis.store.undo_label == "Paste cells"
    kpis.store.undo()
    assert kpis.store.project is before


def test_a_table_from_excel_is_taken_rather_than_its_text(kpis: Bench) -> None:
    clip("wrong", "<table><tr><td>40%</td><td>30</td></tr><tr><td>60%</td><td>31</td></tr></table>")
    kpis.at(0, "weight")
    kpis.press(Key.Key_V, CTRL)
    assert kpis.values("weight") == [40, 60, 20]
    assert kpis.values("floor") == [30, 31, 34]


def test_a_row_of_titles_says_which_columns_are_meant(kpis: Bench) -> None:
    """Also columns that the table does not show just now."""
    clip("Weight\tKPI\tDefinition\n10\tSpeed\tDays to ship")
    kpis.at(3, "goal")
    kpis.press(Key.Key_V, CTRL)
    assert (kpis.values("name")[3], kpis.values("weight")[3]) == ("Speed", 10)
    chosen = kpis.view.selectionModel().selectedIndexes()
    assert {index.row() for index in chosen} == {3}
    assert kpis.values("definition")[3] == "Days to ship"


def test_what_does_not_fit_is_reported_and_the_rest_taken(kpis: Bench) -> None:
    clip("10\t1\nabc\t2\n")
    kpis.at(0, "weight")
    kpis.press(Key.Key_V, CTRL)
    assert kpis.values("weight") == [10, 25, 20]
    assert kpis.values("floor") == [1, 2, 34]
    assert len(kpis.problems) == 1
    assert "row 2, Weight: “abc” is not a number." in kpis.problems[0]


def test_cells_pasted_into_a_cell_that_was_only_opened_become_rows(kpis: Bench) -> None:
    """A click on the inviting row opens its cell; who pastes then means rows, not one long text."""
    clip("甲\t越高越好\n乙\t越低越好\n")
    kpis.at(3, "name")
    kpis.press(Key.Key_F2)
    kpis.press(Key.Key_V, CTRL)
    assert kpis.values("name")[3:] == ["甲", "乙"]
    assert kpis.values("direction")[3:] == ["higher", "lower"]


def test_what_is_refused_as_a_whole_adds_no_row(kpis: Bench) -> None:
    clip("no such goal\nG1")
    kpis.at(3, "goal")
    kpis.press(Key.Key_V, CTRL)
    assert len(kpis.items) == 4
    assert kpis.values("goal")[3] == "g1"
    assert len(kpis.problems) == 1


def test_cells_pasted_behind_typed_text_stay_text(kpis: Bench) -> None:
    clip("甲\t乙")
    kpis.at(0, "name")
    kpis.press(Key.Key_F2)
    kpis.type("x")
    kpis.press(Key.Key_V, CTRL)
    kpis.press(Key.Key_Return)
    assert len(kpis.items) == 3
    assert kpis.values("name")[0].startswith("Salesx")


def test_one_value_fills_all_selected_cells(kpis: Bench) -> None:
    clip("5")
    kpis.select(0, "weight", 2, "floor")
    kpis.press(Key.Key_V, CTRL)
    assert kpis.values("weight") == kpis.values("floor") == [5, 5, 5]


def test_copied_cells_paste_back_as_they_were(kpis: Bench) -> None:
    kpis.select(0, "name", 1, "goal")
    kpis.press(Key.Key_C, CTRL)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == ("Sales\t↑ Higher\t%\t50%\t34%\t38%\t41%\tG1\nMargin\t↑ Higher\t%\t25%\t34%\t38%\t41%\tG1\n")
    assert "<td>Margin</td>" in data.html()
    kpis.at(3, "name")
    kpis.press(Key.Key_V, CTRL)
    for name in ("name", "direction", "unit", "weight", "floor", "target", "stretch", "goal"):
        assert kpis.values(name)[3:] == kpis.values(name)[:2]


def test_cut_takes_the_cells_away_in_one_step(kpis: Bench) -> None:
    kpis.select(0, "weight", 1, "weight")
    kpis.press(Key.Key_X, CTRL)
    assert kpis.values("weight") == [None, None, 20]
    assert kpis.store.undo_label == "Cut cells"
    kpis.press(Key.Key_V, CTRL)
    assert kpis.values("weight") == [50, 25, 20]


def test_the_keys_of_the_table_come_before_those_of_the_window(kpis: Bench) -> None:
    taken: list[str] = []
    QShortcut("Ctrl+C", kpis.view).activated.connect(lambda: taken.append("copy"))
    kpis.at(1, "name")
    kpis.press(Key.Key_C, CTRL)
    assert taken == []
    assert QGuiApplication.clipboard().text() == "Margin"


def test_delete_clears_the_selected_cells(kpis: Bench) -> None:
    kpis.select(0, "direction", 1, "weight")
    kpis.press(Key.Key_Delete)
    assert kpis.values("weight") == [None, None, 20]
    assert kpis.values("direction") == ["higher", "higher", "higher"]


def test_fill_down_repeats_the_topmost_cell(kpis: Bench) -> None:
    kpis.select(0, "weight", 2, "weight")
    kpis.press(Key.Key_D, CTRL)
    assert kpis.values("weight") == [50, 50, 50]
    kpis.store.undo()
    kpis.at(1, "weight")
    kpis.press(Key.Key_D, CTRL)
    assert kpis.values("weight") == [50, 50, 20]


# --- rows ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "modifiers", "names", "row"),
    [
        (Key.Key_Return, CTRL, ["Sales", "Margin", "", "Returns"], 2),
        (Key.Key_Return, CTRL | SHIFT, ["Sales", "", "Margin", "Returns"], 1),
        (Key.Key_D, CTRL | SHIFT, ["Sales", "Margin", "Margin", "Returns"], 2),
        (Key.Key_Minus, CTRL, ["Sales", "Returns"], 1),
        (Key.Key_Up, ALT, ["Margin", "Sales", "Returns"], 0),
        (Key.Key_Down, ALT, ["Sales", "Returns", "Margin"], 2),
    ],
)
def test_keys_for_rows(kpis: Bench, key: Qt.Key, modifiers: Qt.KeyboardModifier, names: list[str], row: int) -> None:
    before = kpis.store.project
    kpis.at(1, "name")
    kpis.press(key, modifiers)
    assert kpis.values("name") == names
    assert kpis.view.currentIndex().row() == row
    assert len({item.id for item in kpis.items}) == len(names)
    kpis.store.undo()
    assert kpis.store.project is before


def test_rows_are_dragged_by_their_labels(kpis: Bench) -> None:
    header = kpis.view.verticalHeader()

    def middle(row: int) -> QPoint:
        return QPoint(10, header.sectionViewportPosition(row) + header.sectionSize(row) // 2)

    pad = header.viewport()
    kpis.bot.mousePress(pad, Qt.MouseButton.LeftButton, pos=middle(0))
    kpis.bot.mouseMove(pad, middle(1))
    kpis.bot.mouseMove(pad, middle(2) + QPoint(0, 4))
    kpis.bot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=middle(2) + QPoint(0, 4))
    assert kpis.values("name") == ["Margin", "Returns", "Sales"]
    assert kpis.store.undo_label == "Move rows"


def test_the_menu_offers_what_the_keys_do(kpis: Bench) -> None:
    menu = kpis.view.cell_actions.menu()
    offered = {action.text(): action.shortcut().toString() for action in menu.actions() if not action.isSeparator()}
    assert offered["Fill down"] == "Ctrl+D"
    assert offered["Delete rows"] == "Ctrl+-"
    assert len(offered) == 11


def test_rows_are_as_high_as_their_text(qtbot: QtBot) -> None:
    bench = Bench(qtbot, GOALS)
    low = bench.view.rowHeight(1)
    bench.store.commit(
        edits.set_value(bench.store.project, Place("pos", "goals", "g2", "text"), "long words " * 60), "typed"
    )
    qtbot.waitUntil(lambda: bench.view.rowHeight(1) > 3 * low)
    bench.store.undo()
    qtbot.waitUntil(lambda: bench.view.rowHeight(1) == low)


def test_a_row_is_low_only_where_its_cell_has_room_for_the_text_in_one_line(qtbot: QtBot) -> None:
    bench = Bench(qtbot, GOALS)
    low, text = bench.view.rowHeight(0), "two words"
    bench.store.commit(edits.set_value(bench.store.project, Place("pos", "goals", "g2", "text"), text), "typed")
    needed = QFontMetricsF(bench.view.font()).horizontalAdvance(text) + 2 * PAD_X
    heights = []
    for width in range(int(needed) - 3, int(needed) + 5):
        bench.view.setColumnWidth(0, width)
        QApplication.processEvents()
        heights.append(bench.view.rowHeight(1))
        cell = bench.view.visualRect(bench.view.table.index(1, 0))
        assert heights[-1] > low or cell.width() >= needed, "the line of the grid takes one pixel of the column"
    assert heights[0] > low == heights[-1]


# --- columns ---------------------------------------------------------------------------------------------------------


def test_what_stands_under_the_main_cell_has_no_column_until_asked_for(kpis: Bench) -> None:
    assert "definition" in kpis.view.hidden_fields()
    menu = kpis.view.column_menu()
    next(action for action in menu.actions() if action.data() == "definition").trigger()
    assert "definition" not in kpis.view.hidden_fields()


def test_a_column_keeps_the_width_it_was_dragged_to(kpis: Bench) -> None:
    column = kpis.index(0, "unit").column()
    kpis.view.horizontalHeader().resizeSection(column, 123)
    kpis.view.show_section(kpis.store, DUTIES)
    kpis.view.show_section(kpis.store, KPIS)
    assert kpis.view.columnWidth(column) == 123


def test_columns_of_an_own_table(qtbot: QtBot) -> None:
    bench = Bench(qtbot, OWN)
    columns = OwnColumns(bench.view)

    def titles() -> list[str]:
        section = section_at(bench.store.project, OWN)
        assert isinstance(section, Table)
        return [column.title for column in section.columns]

    columns.add()
    columns.title.selectAll()
    qtbot.keyClicks(columns.title, "By")
    qtbot.keyClick(columns.title, Key.Key_Return)
    assert titles() == ["Version", "Change", "By"]
    assert bench.view.table.headerData(2, Qt.Orientation.Horizontal) == "By"
    bench.at(0, "2")
    bench.type("Ann")
    bench.press(Key.Key_Return)
    assert bench.items[0].cells == ("V1", "First", "Ann")

    def choose(words: str, column: int) -> None:
        menu = bench.view.column_menu()
        menu.clear()
        assert columns.fill_menu(menu, column)
        next(action for action in menu.actions() if action.text() == words).trigger()

    choose("Move column left", 2)
    assert titles() == ["Version", "By", "Change"]
    assert bench.items[0].cells == ("V1", "Ann", "First")
    choose("Delete column", 0)
    assert titles() == ["By", "Change"]
    assert [bench.index(0, name).data() for name in "01"] == ["Ann", "First"]
    bench.store.undo()
    assert [bench.index(0, name).data() for name in "012"] == ["V1", "Ann", "First"]
