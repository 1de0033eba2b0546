"""The editor on its real widgets: what it shows for each place, and how it stays in step with the store."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot
from small import DUTIES, GOALS, KPIS, POSITION, PURPOSE, TASKS, small_project

from jdstudio.gui import theme
from jdstudio.gui.editor import Editor
from jdstudio.gui.text_edit import LineEdit
from jdstudio.model import edits
from jdstudio.model.kinds import KINDS
from jdstudio.model.place import Place
from jdstudio.model.walk import item_at, position_at, section_at
from jdstudio.store import Store

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform says of windows


@pytest.fixture
def store() -> Store:
    return Store(small_project())


@pytest.fixture
def editor(qtbot: QtBot, store: Store) -> Editor:
    made = Editor()
    qtbot.addWidget(made)
    made.resize(800, 900)
    made.show_store(store)
    with qtbot.waitActive(made):
        made.show()
    return made


def section(store: Store, place: Place) -> Any:
    found = section_at(store.project, place)
    assert found is not None
    return found


# --- the project and its positions -----------------------------------------------------------------------------------


def test_a_store_is_shown_from_its_project(editor: Editor, store: Store, qtbot: QtBot) -> None:
    page = editor.project
    assert page.isVisible()
    assert page.title.text() == "Team"
    page.title.selectAll()
    qtbot.keyClicks(page.title, "Crew")
    assert store.project.title == "Crew"
    company = page.company.inputs["name"]
    assert isinstance(company, LineEdit)
    company.setFocus()
    company.end(False)  # noqa: FBT003  Qt's signature
    qtbot.keyClicks(company, " & Co")
    assert store.project.company.name == "Shop Ltd. & Co"
    page.language.setCurrentIndex(0)
    page.language.activated.emit(0)
    assert store.project.language == "zh"


def test_the_strategy_is_a_table_of_the_project(editor: Editor, store: Store, qtbot: QtBot) -> None:
    view = editor.project.strategy.view
    editor.show_place(Place("", "strategy", "s1", "text"))
    view.setFocus()
    qtbot.keyClicks(view, "W")
    qtbot.keyClicks(view.cells.editor, "in")
    qtbot.keyClick(view.cells.editor, Qt.Key.Key_Return)
    assert store.project.strategy.items[0].text == "Win"


def test_facts_are_written_while_they_are_typed_and_merge_into_one_step(
    editor: Editor, store: Store, qtbot: QtBot
) -> None:
    before = store.project
    editor.show_place(Place(POSITION))
    field = editor.position.form.inputs["location"]
    said: list[Place] = []
    editor.place_selected.connect(said.append)
    field.setFocus()
    qtbot.keyClicks(field, "Hangzhou")
    position = position_at(store.project, Place(POSITION))
    assert position is not None
    assert position.facts.location == "Hangzhou"
    assert said[-1] == Place(POSITION, field="location")
    store.undo()
    assert store.project is before
    assert field.text() == ""  # type: ignore[union-attr]


def test_a_place_with_a_fact_puts_the_cursor_there(editor: Editor) -> None:
    editor.show_place(Place(POSITION, field="grade"))
    assert editor.position.form.inputs["grade"].hasFocus()


# --- sections --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"strategy"}))
def test_every_kind_of_section_can_be_edited(editor: Editor, store: Store, kind: str) -> None:
    new = KINDS[kind](id="new", title="New one")
    store.commit(edits.insert_section(store.project, POSITION, "", 0, new), "insert")
    editor.show_place(Place(POSITION, "new"))
    assert editor.section.isVisible()
    assert editor.section.title.text() == "New one"
    assert "Shop lead" in editor.section.trail.text()
    target = editor.section.focusProxy()
    assert isinstance(target, QWidget)
    assert target.isVisible()


def test_the_title_is_changed_in_place(editor: Editor, store: Store, qtbot: QtBot) -> None:
    editor.show_place(GOALS)
    editor.section.title.selectAll()
    qtbot.keyClicks(editor.section.title, "Aims")
    assert section(store, GOALS).title == "Aims"
    assert "Aims" in editor.section.trail.text()
    store.undo()
    assert editor.section.title.text() == "Goals"


def test_the_trail_names_all_sections_above(editor: Editor) -> None:
    editor.show_place(TASKS)
    assert editor.section.trail.text() == "Shop lead  ›  Duties  ›  Tasks"


def test_faces_are_chosen_among_those_the_kind_allows(editor: Editor, store: Store, qtbot: QtBot) -> None:
    editor.show_place(KPIS)
    chips = editor.section.faces
    assert [face for face, chip in chips.items() if chip.isVisible()] == ["description", "review"]
    qtbot.mouseClick(chips["review"], Qt.MouseButton.LeftButton)
    assert section(store, KPIS).faces == ("description",)
    store.undo()
    assert chips["review"].isChecked()


def test_running_text_is_written_while_it_is_typed(editor: Editor, store: Store, qtbot: QtBot) -> None:
    before = store.project
    editor.show_place(PURPOSE)
    text = editor.section.prose.text
    text.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(text, " Always.")
    assert section(store, PURPOSE).text == "Runs the **shop**. Always."
    store.undo()
    assert store.project is before
    assert text.text() == "Runs the **shop**."


def test_a_write_from_elsewhere_keeps_the_cursor(editor: Editor, store: Store) -> None:
    editor.show_place(PURPOSE)
    text = editor.section.prose.text
    text.moveCursor(QTextCursor.MoveOperation.End)
    store.commit(edits.set_text(store.project, PURPOSE, "He runs the **shop**."), "elsewhere")
    assert text.text() == "He runs the **shop**."
    assert text.textCursor().atEnd()


def test_what_is_composed_wins_over_an_undo_of_others(editor: Editor, store: Store) -> None:
    editor.show_place(PURPOSE)
    text = editor.section.prose.text
    store.commit(edits.set_text(store.project, PURPOSE, "A"), "elsewhere")
    text.selectAll()
    QApplication.sendEvent(text, QInputMethodEvent("nei'rong", []))
    store.undo()
    event = QInputMethodEvent("", [])
    event.setCommitString("内容")
    QApplication.sendEvent(text, event)
    assert section(store, PURPOSE).text == "内容"


@pytest.mark.parametrize(
    ("button", "expected"),
    [("_bold", "**word**"), ("_italic", "*word*")],
)
def test_the_bar_marks_words_and_takes_the_marks_away(editor: Editor, store: Store, button: str, expected: str) -> None:
    editor.show_place(PURPOSE)
    prose = editor.section.prose
    store.commit(edits.set_text(store.project, PURPOSE, "word"), "elsewhere")
    prose.text.selectAll()
    getattr(prose, button)()
    assert section(store, PURPOSE).text == expected
    prose.text.selectAll()
    getattr(prose, button)()
    assert section(store, PURPOSE).text == "word"


def test_over_several_lines_each_gets_its_own_marks(editor: Editor, store: Store) -> None:
    """Markdown ends bold with its paragraph: one pair around all of them would print as asterisks."""
    editor.show_place(PURPOSE)
    prose = editor.section.prose
    store.commit(edits.set_text(store.project, PURPOSE, "one\n\n- two\n- **three**"), "elsewhere")
    prose.text.selectAll()
    prose.text.surround("**")
    assert section(store, PURPOSE).text == "**one**\n\n- **two**\n- **three**"
    prose.text.selectAll()
    prose.text.surround("**")
    assert section(store, PURPOSE).text == "one\n\n- two\n- three"


def test_italic_is_added_to_bold(editor: Editor, store: Store) -> None:
    editor.show_place(PURPOSE)
    prose = editor.section.prose
    store.commit(edits.set_text(store.project, PURPOSE, "**word**"), "elsewhere")
    prose.text.selectAll()
    prose.text.surround("*")
    assert section(store, PURPOSE).text == "***word***"


def test_what_is_pasted_or_formatted_is_undone_without_what_was_typed(
    editor: Editor, store: Store, qtbot: QtBot
) -> None:
    editor.show_place(PURPOSE)
    text = editor.section.prose.text
    store.commit(edits.set_text(store.project, PURPOSE, ""), "elsewhere")
    qtbot.keyClicks(text, "ab")
    data = QMimeData()
    data.setText(" pasted")
    text.insertFromMimeData(data)
    qtbot.keyClicks(text, " cd")
    text.selectAll()
    text.surround("**")
    undone = []
    for _step in range(4):
        store.undo()
        undone.append(section(store, PURPOSE).text)
    assert undone == ["ab pasted cd", "ab pasted", "ab", ""]


def test_lists_are_made_continued_and_ended(editor: Editor, store: Store, qtbot: QtBot) -> None:
    editor.show_place(PURPOSE)
    text = editor.section.prose.text
    store.commit(edits.set_text(store.project, PURPOSE, "one\ntwo"), "elsewhere")
    text.selectAll()
    text.make_list()
    assert section(store, PURPOSE).text == "- one\n- two"
    text.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(text, Qt.Key.Key_Return)
    qtbot.keyClicks(text, "three")
    assert section(store, PURPOSE).text == "- one\n- two\n- three"
    qtbot.keyClick(text, Qt.Key.Key_Return)
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert section(store, PURPOSE).text == "- one\n- two\n- three\n"


def test_a_link_has_its_address_marked_to_be_typed(editor: Editor, store: Store, qtbot: QtBot) -> None:
    editor.show_place(PURPOSE)
    text = editor.section.prose.text
    store.commit(edits.set_text(store.project, PURPOSE, "shop"), "elsewhere")
    text.selectAll()
    text.make_link()
    qtbot.keyClicks(text, "https://a.example")
    assert section(store, PURPOSE).text == "[shop](https://a.example)"


# --- items -----------------------------------------------------------------------------------------------------------


def test_a_place_leads_to_its_cell_and_the_cell_tells_its_place(editor: Editor) -> None:
    said: list[Place] = []
    editor.place_selected.connect(said.append)
    editor.show_place(Place(POSITION, "goals", "g2", "due"))
    view = editor.section.items.view
    assert view.current_item == "g2"
    assert said == [], "what was asked for from outside is not told back"
    view.setCurrentIndex(view.table.index(0, 0))
    assert said == [Place(POSITION, "goals", "g1", "text")]


def test_a_field_without_a_column_is_edited_below_the_table(editor: Editor, store: Store, qtbot: QtBot) -> None:
    editor.show_place(Place(POSITION, "duties", "d2", "standard"))
    field = editor.section.items.details.inputs["standard"]
    assert field.hasFocus()
    qtbot.keyClicks(field, "Twice a week ")
    duty: Any = item_at(store.project, Place(POSITION, "duties", "d2"))
    assert duty.standard == "Twice a week "
    store.undo()
    assert field.text() == ""  # type: ignore[union-attr]


def test_the_fields_below_the_table_begin_at_the_first_when_another_section_is_shown(
    editor: Editor, qtbot: QtBot
) -> None:
    editor.resize(800, 620)
    editor.show_place(GOALS)
    bar = editor.section.items.details_area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    editor.show_place(TASKS)
    assert bar.value() == 0


def test_a_choice_without_a_column(editor: Editor, store: Store) -> None:
    editor.show_place(Place(POSITION, "kpis", "k1", "method"))
    field = editor.section.kpis.details.inputs["method"]
    assert isinstance(field, QComboBox)
    assert field.currentText() == "Linear"
    field.textActivated.emit("By hand")
    kpi: Any = item_at(store.project, Place(POSITION, "kpis", "k1"))
    assert kpi.method == "manual"


def test_commit_pending_takes_what_is_typed_in_a_cell(editor: Editor, store: Store, qtbot: QtBot) -> None:
    editor.show_place(Place(POSITION, "goals", "g1", "text"))
    view = editor.section.items.view
    view.setFocus()
    qtbot.keyClicks(view, "N")
    editor.commit_pending()
    goal: Any = item_at(store.project, Place(POSITION, "goals", "g1"))
    assert goal.text == "N"
    assert view.cells.editor is None


def test_going_elsewhere_takes_what_is_typed_in_a_cell(editor: Editor, store: Store, qtbot: QtBot) -> None:
    editor.show_place(Place(POSITION, "goals", "g1", "text"))
    view = editor.section.items.view
    view.setFocus()
    qtbot.keyClicks(view, "N")
    editor.show_place(DUTIES)
    goal: Any = item_at(store.project, Place(POSITION, "goals", "g1"))
    assert goal.text == "N"


def test_problems_reach_the_window(editor: Editor, qtbot: QtBot) -> None:
    editor.show_place(Place(POSITION, "duties", "d1", "share"))
    view = editor.section.items.view
    view.setFocus()
    qtbot.keyClicks(view, "x")
    with qtbot.waitSignal(editor.problem) as said:
        qtbot.keyClick(view.cells.editor, Qt.Key.Key_Return)
    assert "Share of time" in str(said.args)


def test_the_share_bar_of_the_duties(editor: Editor) -> None:
    editor.show_place(DUTIES)
    assert editor.section.items.badge.text() == "Share of time total 90%, 10% to go"
    editor.show_place(GOALS)
    assert not editor.section.items.bar.isVisible()


# --- what is gone ----------------------------------------------------------------------------------------------------


def test_a_section_that_goes_leaves_its_position(editor: Editor, store: Store) -> None:
    editor.show_place(GOALS)
    store.commit(edits.remove_section(store.project, GOALS), "remove")
    assert editor.place == Place(POSITION)
    assert editor.position.isVisible()
    store.commit(edits.remove_position(store.project, POSITION), "remove")
    assert editor.project.isVisible()


def test_another_store_takes_the_place_of_the_first(editor: Editor, store: Store) -> None:
    editor.show_place(GOALS)
    editor.show_store(Store(small_project()))
    store.commit(edits.set_project_field(store.project, "title", "Old"), "old store")
    assert editor.project.title.text() == "Team"
    editor.show_place(GOALS)
    assert editor.section.items.view.table.item_count == 2


def test_the_look_follows_the_theme(editor: Editor) -> None:
    light = editor.styleSheet()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    sheet, palette = app.styleSheet(), app.palette()
    try:
        theme.apply("dark")
        assert theme.colours().surface in editor.styleSheet()
        assert editor.styleSheet() != light
    finally:
        theme.apply("light")
        app.setStyleSheet(sheet)
        app.setPalette(palette)


def test_a_low_window_scrolls_the_page_instead_of_growing(editor: Editor) -> None:
    for place in (Place(POSITION), PURPOSE, KPIS, DUTIES):
        editor.show_place(place)
        editor.resize(800, 300)
        assert editor.height() == 300
        assert editor.minimumSizeHint().height() < 300
