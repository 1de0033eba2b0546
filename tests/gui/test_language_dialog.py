"""Two languages in the window: the table of both, what it edits, and the marks of what is out of date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from people import Person
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from small import DUTIES, GOALS, POSITION, PURPOSE, small_project

from jdstudio.gui.cell_editors import LinesCell
from jdstudio.gui.item_view import ItemView
from jdstudio.gui.language_dialog import LanguageDialog
from jdstudio.gui.language_table import MAIN, OTHER, STATE, WHERE, LanguageTable
from jdstudio.gui.main import make_window
from jdstudio.gui.theme import colours
from jdstudio.gui.window import MainWindow
from jdstudio.i18n import use_language
from jdstudio.model import edits
from jdstudio.model.languages import Pair, pairs_of
from jdstudio.model.place import Place
from jdstudio.model.project import Project
from jdstudio.model.translation_edits import set_translation
from jdstudio.session import Session
from jdstudio.store import Store

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform says of windows

GOAL = Place(POSITION, "goals", "g1", "text")
DUTY = Place(POSITION, "duties", "d1", "text")
TITLE = Place(POSITION, field="title")
TEXT = Place(POSITION, "purpose", field="text")


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


def translated() -> Project:
    project = small_project()
    for place, text in ((GOAL, "多卖"), (DUTY, "管店"), (TITLE, "店长"), (TEXT, "管好店铺。")):
        project = set_translation(project, place, text)
    return project


def stale() -> Project:
    return edits.set_text(edits.set_value(translated(), GOAL, "Sell much more"), PURPOSE, "Runs two shops.")


@pytest.fixture
def dialog(qtbot: Any) -> Iterator[LanguageDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = LanguageDialog(parent)
    dialog.show_store(Store(stale()), POSITION)
    with qtbot.waitExposed(dialog):
        dialog.show()
    yield dialog
    dialog.forget()


def row(dialog: LanguageDialog, place: Place) -> list[str]:
    at = dialog.table.row_of(place)
    return [str(dialog.table.index(at, column).data()) for column in (WHERE, MAIN, OTHER, STATE)]


def pair_of(project: Project, place: Place) -> Pair:
    return next(pair for pair in pairs_of(project, project.positions[0]) if pair.place == place)


def go(dialog: LanguageDialog, place: Place, column: int = OTHER) -> None:
    dialog.view.setCurrentIndex(dialog.table.index(dialog.table.row_of(place), column))


def type_over(qtbot: Any, dialog: LanguageDialog, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    qtbot.keyClick(dialog.view, Qt.Key.Key_F2)
    editor = dialog.view.findChild(LinesCell)
    assert editor
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, key)


def project_of(dialog: LanguageDialog) -> Project:
    assert dialog._store
    return dialog._store.project


# --- the table ---------------------------------------------------------------------------------------------------------


def test_the_table_says_where_what_in_both_languages_and_how_they_stand(dialog: LanguageDialog) -> None:
    header = [dialog.table.headerData(at, Qt.Orientation.Horizontal) for at in range(4)]
    assert header == ["Where", "English", "中文", "State"]
    assert row(dialog, GOAL) == ["G1 · Goal", "Sell much more", "多卖", "Chinese out of date"]
    assert row(dialog, DUTY) == ["D1 · Duty", "Runs the shop", "管店", "In step"]
    assert row(dialog, Place(POSITION, "goals", "g2", "text")) == ["G2 · Goal", "Keep customers", "", "Not translated"]
    assert row(dialog, Place(POSITION, "own", field="1")) == ["Column 2", "Change", "", "Not translated"]
    assert [dialog.table.index(at, WHERE).data() for at in dialog.table.heads()] == [
        "Facts", "Purpose", "Goals", "Duties", "Tasks", "KPIs", "History",
    ]  # fmt: skip


def test_it_opens_at_the_section_however_long_the_texts_before_it_are(dialog: LanguageDialog, qtbot: Any) -> None:
    project = edits.set_value(translated(), GOAL, "Sell more of everything in the shop. " * 40)
    dialog.close()
    dialog.resize(760, 420)
    dialog.open_at(Store(project), DUTIES, "all")
    view = dialog.view
    head = dialog.table.index(dialog.table.row_of(Place(POSITION, "duties", field="title")) - 1, WHERE)
    assert str(head.data()) == "Duties"
    qtbot.waitUntil(lambda: view.rowHeight(dialog.table.row_of(GOAL)) > 4 * view.fontMetrics().height())
    assert view.viewport().rect().contains(view.visualRect(head).center())


def test_the_filters_count_and_choose(dialog: LanguageDialog) -> None:
    assert dialog.chips["stale"].text() == "Out of date 2"
    dialog.chips["stale"].click()
    shown = [pair.place for at in range(dialog.table.rowCount()) if (pair := dialog.table.pair(at))]
    assert shown == [TEXT, GOAL]
    dialog.chips["missing"].click()
    assert dialog.table.row_of(GOAL) == -1
    assert dialog.chips["missing"].isChecked()
    assert dialog.table.row_of(Place(POSITION, "goals", "g2", "text")) > 0


def test_a_text_that_is_done_stays_in_sight_until_the_list_is_chosen_anew(dialog: LanguageDialog, qtbot: Any) -> None:
    dialog.choose("stale")
    go(dialog, GOAL)
    type_over(qtbot, dialog, "more", Qt.Key.Key_Return)
    assert row(dialog, GOAL)[STATE] == "In step"
    assert dialog.chips["stale"].text() == "Out of date 1"
    dialog.choose("stale")
    assert dialog.table.row_of(GOAL) == -1


def test_enter_takes_the_text_and_opens_the_next_one_past_the_names_of_sections(
    dialog: LanguageDialog, qtbot: Any
) -> None:
    dialog.choose("stale")
    go(dialog, TEXT)
    type_over(qtbot, dialog, "shops")
    assert dialog.view.currentIndex().row() == dialog.table.row_of(GOAL)
    assert dialog.view.findChildren(LinesCell)[-1].text() == "多卖"
    dialog.commit_pending()
    assert [
        pair.other for pair in pairs_of(project_of(dialog), project_of(dialog).positions[0]) if pair.place == TEXT
    ] == ["shops"]


def test_tab_goes_to_the_other_language_of_the_same_text(dialog: LanguageDialog, qtbot: Any) -> None:
    go(dialog, GOAL, MAIN)
    type_over(qtbot, dialog, "Sell even more", Qt.Key.Key_Tab)
    assert dialog.view.currentIndex() == dialog.table.index(dialog.table.row_of(GOAL), OTHER)
    assert row(dialog, GOAL)[MAIN] == "Sell even more"


def test_escape_takes_nothing(dialog: LanguageDialog, qtbot: Any) -> None:
    before = project_of(dialog)
    go(dialog, GOAL)
    type_over(qtbot, dialog, "never", Qt.Key.Key_Escape)
    assert project_of(dialog) is before


def test_an_edited_translation_marks_the_text(dialog: LanguageDialog) -> None:
    dialog.table.put(dialog.table.row_of(DUTY), OTHER, "管理两家店")
    assert row(dialog, DUTY)[STATE] == "English out of date"
    assert "changed last" in dialog.table.detail(dialog.table.row_of(DUTY))


def test_what_the_text_said_before_is_told(dialog: LanguageDialog) -> None:
    go(dialog, GOAL)
    assert dialog.detail.text() == "When it was translated, the text said: Sell more"


def test_confirming_several_rows_is_one_step(dialog: LanguageDialog) -> None:
    dialog.choose("stale")
    go(dialog, TEXT)
    select = QItemSelectionModel.SelectionFlag.Select
    dialog.view.selectionModel().select(dialog.table.index(dialog.table.row_of(GOAL), OTHER), select)
    assert dialog.confirm.isEnabled()
    dialog.confirm.click()
    assert dialog.chips["stale"].text() == "Out of date 0"
    assert not dialog.confirm.isEnabled()
    dialog.undo()
    assert dialog.chips["stale"].text() == "Out of date 2"


def test_an_edit_elsewhere_shows_and_leaves_the_rows_in_place(dialog: LanguageDialog, qtbot: Any) -> None:
    store = dialog._store
    assert store
    with qtbot.assertNotEmitted(dialog.table.modelReset), qtbot.waitSignal(dialog.table.dataChanged):
        store.commit(edits.set_value(store.project, DUTY, "Runs both shops"), "Typing")
    assert row(dialog, DUTY)[STATE] == "Chinese out of date"
    with qtbot.waitSignal(dialog.table.modelReset):
        store.commit(edits.remove_items(store.project, DUTIES, ["d1"]), "Delete")
    assert dialog.table.row_of(DUTY) == -1


def test_a_removed_position_gives_way_to_the_project(dialog: LanguageDialog) -> None:
    store = dialog._store
    assert store
    store.commit(edits.remove_position(store.project, POSITION), "Delete")
    assert dialog.table.position == ""
    assert row(dialog, Place(field="name"))[MAIN] == "Shop Ltd."


def test_the_other_language_becomes_the_main_one_and_pairs_change_places(dialog: LanguageDialog) -> None:
    dialog.swap.click()
    assert project_of(dialog).language == "zh"
    assert row(dialog, DUTY)[1:] == ["管店", "Runs the shop", "In step"]
    assert dialog.table.headerData(MAIN, Qt.Orientation.Horizontal) == "中文"


def test_a_line_takes_no_line_breaks(dialog: LanguageDialog) -> None:
    dialog.table.put(dialog.table.row_of(TITLE), OTHER, "店\n长 ")
    assert row(dialog, TITLE)[OTHER] == "店 长"


@pytest.mark.usefixtures("qapp")
def test_the_project_itself_is_listed_too() -> None:
    table = LanguageTable()
    table.show(Store(small_project()), "", "all")
    assert [table.index(at, WHERE).data() for at in range(table.rowCount())] == [
        "Project and company", "Title", "Company", "Strategy", "S1 · Strategy",
    ]  # fmt: skip


def test_the_librarys_own_words_fill_in_what_is_missing_in_one_step(dialog: LanguageDialog) -> None:
    store = dialog._store
    assert store
    title = Place(POSITION, "kpis", "k1", "name")
    store.commit(edits.set_value(store.project, title, "Repeat purchase rate"), "Typing")
    before = store.project
    dialog.fill.click()
    assert row(dialog, title)[OTHER:] == ["复购率", "In step"]
    assert row(dialog, GOAL)[OTHER:] == ["多卖", "Chinese out of date"]  # what has a translation keeps it
    assert row(dialog, Place(POSITION, "goals", "g2", "text"))[OTHER:] == ["", "Not translated"]
    assert dialog.detail.text().startswith("Filled in: ")
    dialog.undo()
    assert store.project is before


def test_closed_it_follows_nobody_and_what_was_typed_is_taken(dialog: LanguageDialog, qtbot: Any) -> None:
    store = dialog._store
    assert store
    go(dialog, GOAL)
    qtbot.keyClick(dialog.view, Qt.Key.Key_F2)
    editor = dialog.view.findChild(LinesCell)
    assert editor
    editor.selectAll()
    qtbot.keyClicks(editor, "more")
    dialog.close()
    assert pair_of(store.project, GOAL).other == "more"
    with qtbot.assertNotEmitted(dialog.table.dataChanged):
        store.commit(edits.set_value(store.project, DUTY, "Runs both shops"), "Typing")


# --- the window --------------------------------------------------------------------------------------------------------


@pytest.fixture
def window(qtbot: Any) -> Iterator[MainWindow]:
    window = make_window(None, ask=Person())
    qtbot.addWidget(window, before_close_func=lambda window: window.files.leave())
    window.show()
    window.show_session(Session.new(stale()))
    yield window
    window.files.leave()


def test_the_line_at_the_foot_counts_and_opens_the_list(window: MainWindow, qtbot: Any) -> None:
    assert window.stale.text() == "2 out of date"
    qtbot.mouseClick(window.stale, Qt.MouseButton.LeftButton)
    assert window.languages.isVisible()
    assert window.languages.table.wanted == "stale"
    assert window.languages.table.position == POSITION
    window.languages.view.setCurrentIndex(window.languages.table.index(window.languages.table.row_of(GOAL), OTHER))
    window.languages.show_it.click()
    assert window.tree.place == GOALS
    window.show_languages()
    here = window.languages.table.pair(window.languages.view.currentIndex().row())
    assert here
    assert here.place.section == "goals"
    window.close_project()
    assert not window.languages.isVisible()


def test_without_translations_nothing_is_marked(window: MainWindow) -> None:
    window.show_session(Session.new(small_project()))
    assert window.stale.isHidden()
    window.tree.select_and_tell(PURPOSE)
    assert window.editor.section.stale.isHidden()


def test_the_editor_names_titles_texts_and_facts_that_are_out_of_date(window: MainWindow) -> None:
    window.tree.select_and_tell(PURPOSE)
    assert window.editor.section.stale.text() == "Chinese out of date: Text"
    assert window.store
    window.store.commit(edits.set_fact(window.store.project, POSITION, "title", "Shop head"), "Typing")
    window.tree.select_and_tell(Place(POSITION))
    assert window.editor.position.stale.text() == "Chinese out of date: Title"
    project = set_translation(window.store.project, Place(POSITION, field="department"), "销售部")
    window.store.commit(edits.set_fact(project, POSITION, "department", "Sales and service"), "Typing")
    fields = window.editor.position.form.inputs
    assert [name for name, field in fields.items() if field.property("stale")] == ["department"]
    assert "Chinese out of date" in fields["department"].toolTip()


def test_choosing_the_projects_language_lets_pairs_change_places(window: MainWindow) -> None:
    window.tree.select_and_tell(Place())
    page = window.editor.project
    page.language.setCurrentIndex(page.language.findData("zh"))
    page.language.activated.emit(page.language.currentIndex())
    assert window.store
    assert window.store.project.positions[0].title == "店长"


# --- marks in the item table -------------------------------------------------------------------------------------------


def corner_colour(view: ItemView, row: int, column: int) -> str:
    rect = view.visualRect(view.table.index(row, column))
    image: QImage = view.viewport().grab(rect).toImage()
    return image.pixelColor(image.width() - 4, 2).name().upper()


def test_a_cell_that_is_out_of_date_bears_a_corner_and_says_why(qtbot: Any) -> None:
    view = ItemView()
    qtbot.addWidget(view)
    view.resize(700, 300)
    store = Store(stale())
    store.subscribe(view.on_change)
    view.show_section(store, GOALS)
    with qtbot.waitExposed(view):
        view.show()
    assert corner_colour(view, 0, 0) == colours().warn
    assert corner_colour(view, 1, 0) != colours().warn
    assert "Chinese out of date" in str(view.table.index(0, 0).data(Qt.ItemDataRole.ToolTipRole))
    with qtbot.waitSignal(view.table.dataChanged):
        store.commit(set_translation(store.project, GOAL, "卖得更多"), "Edit translation")
    assert corner_colour(view, 0, 0) != colours().warn
