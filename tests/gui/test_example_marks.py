"""Example values in the window: they are marked, one key leads from one to the next, and they can be kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from jdstudio.gui.cell_delegate import CellDelegate
from jdstudio.gui.editor import Editor
from jdstudio.gui.item_page import ItemPage
from jdstudio.gui.theme import colours
from jdstudio.model.examples import position_examples
from jdstudio.model.kinds import Goal, Goals, Text
from jdstudio.model.place import Place
from jdstudio.model.project import Facts, Position, Project
from jdstudio.model.walk import position_at
from jdstudio.store import Store

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform says of windows

PAY = Place("p", field="pay")
TEXT, DUE, BASELINE = (Place("p", "s", "g1", name) for name in ("text", "due", "baseline"))
LAST = Place("p", "t", "g2", "text")


@pytest.fixture
def store() -> Store:
    first = Goal(id="g1", text="Sales of 7", due="9:30", baseline="5", examples=("text", "due", "baseline"))
    second = Goal(id="g2", text="Margin of 4", measure="Margin", examples=("text",))
    sections = (
        Text(id="n", title="None"),
        Goals(id="s", title="First", items=(first,)),
        Goals(id="t", title="Second", items=(second,)),
    )
    position = Position(id="p", facts=Facts(title="Lead", pay="¥9,000", examples=("pay",)), sections=sections)
    return Store(Project(id="x", language="en", positions=(position,)))


@pytest.fixture
def editor(qtbot: QtBot, store: Store) -> Editor:
    made = Editor()
    qtbot.addWidget(made)
    made.resize(900, 900)
    made.show_store(store)
    with qtbot.waitActive(made):
        made.show()
    made.place_wanted.connect(made.go_to)
    return made


def left(store: Store) -> list[Place]:
    position = position_at(store.project, Place("p"))
    return list(position_examples(position)) if position else []


def table(editor: Editor) -> ItemPage:
    page = editor.section.body.currentWidget()
    assert isinstance(page, ItemPage)
    return page


# --- how many are left -----------------------------------------------------------------------------------------------


def test_a_section_and_the_facts_say_how_many_are_left(editor: Editor) -> None:
    editor.show_place(Place("p", "s"))
    assert editor.section.examples.words.text() == "Example values left: 3 here, 5 in the position"

    editor.show_place(Place("p"))
    assert editor.position.examples.words.text() == "Example values left: 1 here, 5 in the position"


def test_the_line_goes_with_the_last_example(editor: Editor, store: Store) -> None:
    editor.show_place(Place("p", "t"))
    line = editor.section.examples
    assert line.isVisible()

    store.commit(Project(id="x", positions=(Position(id="p", sections=(Goals(id="t"),)),)), "Edit")

    assert not line.isVisible()


# --- from one to the next --------------------------------------------------------------------------------------------


def test_a_key_leads_through_all_of_them_and_begins_anew(editor: Editor, qtbot: QtBot) -> None:
    editor.show_place(Place("p", "n"))
    seen = []
    for _ in range(6):
        with qtbot.waitSignal(editor.place_wanted) as wanted:
            QTest.keyClick(QApplication.focusWidget() or editor, Qt.Key.Key_F7)
        seen.append(wanted.args[0])

    assert seen == [TEXT, DUE, BASELINE, LAST, PAY, TEXT]


def test_the_caret_is_where_the_next_example_is(editor: Editor) -> None:
    editor.show_place(Place("p", "n"))

    editor.go_to(DUE)
    view = table(editor).view
    assert QApplication.focusWidget() is view
    assert view.table.sheet
    assert view.table.sheet.names[view.currentIndex().column()] == "due"

    editor.go_to(BASELINE)  # has no column
    assert QApplication.focusWidget() is table(editor).details.inputs["baseline"]

    editor.go_to(PAY)
    assert QApplication.focusWidget() is editor.position.form.inputs["pay"]


def test_the_next_example_comes_into_view(editor: Editor, qtbot: QtBot) -> None:
    editor.resize(900, 320)
    editor.go_to(BASELINE)

    field = table(editor).details.inputs["baseline"]
    qtbot.waitUntil(lambda: not field.visibleRegion().isEmpty())
    assert field.visibleRegion().boundingRect() == field.rect()


# --- their look ------------------------------------------------------------------------------------------------------


def test_an_example_in_a_table_is_underlined_and_says_so(editor: Editor) -> None:
    editor.show_place(Place("p", "s"))
    model, names = table(editor).view.table, list(table(editor).view.table.sheet.names)  # type: ignore[union-attr]
    text, measure = (model.index(0, names.index(name)) for name in ("text", "measure"))

    assert "Example value" in text.data(Qt.ItemDataRole.ToolTipRole)
    assert measure.data(Qt.ItemDataRole.ToolTipRole) is None
    assert has_underline(table(editor).view.cells, text)


def test_a_kept_value_loses_its_mark_at_once(editor: Editor) -> None:
    editor.show_place(Place("p", "s"))
    view = table(editor).view
    view.select("g1", "text")
    told: list[tuple[int, int]] = []
    view.table.dataChanged.connect(lambda first, last, _roles: told.append((first.column(), last.column())))

    editor.section.examples.keep.click()

    column = view.currentIndex().column()
    assert told == [(column, column)]
    assert not has_underline(view.cells, view.currentIndex())


def has_underline(cells: CellDelegate, index: object) -> bool:
    """Whether the mark's colour is among the pixels of a painted cell."""
    image = QImage(200, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    option = QStyleOptionViewItem()
    option.rect = image.rect()
    painter = QPainter(image)
    cells.paint(painter, option, index)  # type: ignore[arg-type]
    painter.end()
    mark = QColor(colours().warn).rgb()
    return any(image.pixel(x, y) == mark for x in range(image.width()) for y in range(image.height()))


def test_a_field_below_the_table_and_a_fact_are_marked_until_they_change(editor: Editor) -> None:
    editor.show_place(Place("p", "s"))
    baseline = table(editor).details.inputs["baseline"]
    assert baseline.property("example")
    assert "Example value" in baseline.toolTip()

    QTest.keyClicks(baseline, "5")
    assert not baseline.property("example")
    assert "Example value" not in baseline.toolTip()

    editor.show_place(Place("p"))
    pay = editor.position.form.inputs["pay"]
    assert pay.property("example")
    QTest.keyClicks(pay, "0")
    assert not pay.property("example")


# --- keeping them ----------------------------------------------------------------------------------------------------


def test_the_selected_values_are_kept_in_one_step(editor: Editor, store: Store) -> None:
    editor.show_place(Place("p", "s"))
    table(editor).view.selectAll()

    editor.section.examples.keep.click()

    assert left(store) == [PAY, LAST]  # a whole row means the fields below the table as well
    store.undo()
    assert left(store) == [PAY, TEXT, DUE, BASELINE, LAST]


@pytest.mark.parametrize(("place", "kept"), [(BASELINE, BASELINE), (DUE, DUE), (PAY, PAY)])
def test_the_value_with_the_caret_is_kept(editor: Editor, store: Store, place: Place, kept: Place) -> None:
    editor.go_to(place)
    page = editor.section if place.section else editor.position

    page.examples.keep.click()

    assert kept not in left(store)
    assert len(left(store)) == 4


def test_keeping_nothing_says_so(editor: Editor, store: Store, heard: Callable[[Editor], list[str]]) -> None:
    sentences = heard(editor)
    editor.show_place(Place("p", "t"))
    table(editor).view.select("g2", "measure")

    editor.section.examples.keep.click()

    assert sentences == ["None of the selected values is an example."]
    assert len(left(store)) == 5


@pytest.fixture
def heard() -> Callable[[Editor], list[str]]:
    def listen(editor: Editor) -> list[str]:
        sentences: list[str] = []
        editor.problem.connect(sentences.append)
        return sentences

    return listen
