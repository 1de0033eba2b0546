"""The preview as the window uses it: a store's position, its faces and languages, and no fault that stops the typing."""

from __future__ import annotations

import logging

import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from jdstudio.gui.preview.panel import Preview
from jdstudio.model.edits import insert_position, set_fact, set_text, set_title
from jdstudio.model.place import Place
from jdstudio.model.project import Project
from jdstudio.store import Store
from preview.documents import SAMPLES, sample

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the screenless platform cannot do it, and says so


@pytest.fixture
def store() -> Store:
    return Store(sample(next(path for path in SAMPLES if path.stem == "ecommerce-team")))


@pytest.fixture
def preview(qtbot: QtBot, store: Store) -> Preview:
    made = Preview()
    qtbot.addWidget(made)
    made.resize(600, 800)
    made.show_store(store)
    made.show_position(store.project.positions[0].id)
    made.show()
    qtbot.waitUntil(lambda: bool(made.paper.sheets.pages))
    return made


def text_of(preview: Preview) -> str:
    pieces = preview.paper.sheets.pieces
    return "\n".join(line for piece in pieces for line in piece.texts(0, len(piece.measure.strips)))


def tab(preview: Preview, words: str) -> QToolButton:
    return next(button for button in preview.findChildren(QToolButton) if button.text() == words)


def test_an_edit_is_shown(preview: Preview, store: Store, qtbot: QtBot) -> None:
    position = store.project.positions[0].id
    store.commit(set_fact(store.project, position, "location", "浙江省宁波市"), "Typing")
    qtbot.waitUntil(lambda: "浙江省宁波市" in text_of(preview))
    store.undo()
    qtbot.waitUntil(lambda: "浙江省宁波市" not in text_of(preview))


def test_many_edits_at_once_are_drawn_once(preview: Preview, store: Store, qtbot: QtBot) -> None:
    drawn: list[str] = []
    preview._timer.timeout.connect(lambda: drawn.append(text_of(preview)))
    for at in range(20):
        store.commit(set_fact(store.project, store.project.positions[0].id, "location", f"杭州 {at}"), "Typing")
    qtbot.waitUntil(lambda: "杭州 19" in text_of(preview))
    assert len(drawn) == 1


def test_a_section_that_did_not_change_keeps_its_pieces(preview: Preview, store: Store, qtbot: QtBot) -> None:
    before = set(preview.paper.sheets.pieces)
    position = store.project.positions[0]
    place = Place(position.id, position.sections[-1].id)
    store.commit(set_title(store.project, place, "新的标题"), "Rename")
    qtbot.waitUntil(lambda: "新的标题" in text_of(preview))
    assert len(set(preview.paper.sheets.pieces) - before) <= 2  # the heading, and the table that is named after it


def test_the_tabs_switch_the_face(preview: Preview, qtbot: QtBot) -> None:
    assert "关键绩效指标" in text_of(preview)
    faces: list[str] = []
    preview.face_changed.connect(faces.append)
    tab(preview, "Job posting").click()
    qtbot.waitUntil(lambda: "招聘 JD" in text_of(preview))
    assert "关键绩效指标" not in text_of(preview)
    preview.set_face("description")
    assert tab(preview, "Job description").isChecked()
    assert faces == ["posting", "description"]
    qtbot.waitUntil(lambda: "关键绩效指标" in text_of(preview))


def test_the_language_is_the_projects_unless_another_is_chosen(preview: Preview, qtbot: QtBot) -> None:
    assert preview.language == "zh"
    preview.set_language("en")
    qtbot.waitUntil(lambda: "Job description" in text_of(preview))
    preview.set_language(None)
    qtbot.waitUntil(lambda: "岗位说明书" in text_of(preview))


def test_without_a_position_the_paper_says_what_to_do(preview: Preview, store: Store, qtbot: QtBot) -> None:
    preview.show_position("")
    qtbot.waitUntil(lambda: not preview.paper.sheets.pages)
    assert preview.paper.message == "Choose a position to see it as pages."
    preview.show_store(Store(Project(id="new")))
    qtbot.waitUntil(lambda: preview.paper.message == "Add a position, and its pages appear here.")
    preview.show_store(store)
    preview.show_position(store.project.positions[1].id)
    qtbot.waitUntil(lambda: bool(preview.paper.sheets.pages))


def test_another_store_is_shown_and_the_first_no_longer_listened_to(
    preview: Preview, store: Store, qtbot: QtBot
) -> None:
    other = Store(store.project)
    preview.show_store(other)
    preview.show_position(other.project.positions[0].id)
    other.commit(set_fact(other.project, other.project.positions[0].id, "location", "新店"), "Typing")
    qtbot.waitUntil(lambda: "新店" in text_of(preview))
    assert store._listeners == []


def test_a_place_of_what_is_just_being_drawn_is_followed(preview: Preview, store: Store, qtbot: QtBot) -> None:
    position = store.project.positions[1]
    preview.show_position(position.id)
    place = Place(position.id, position.sections[-1].id)
    preview.follow(place)
    qtbot.waitUntil(lambda: preview.paper.marked == place)
    assert preview.paper.verticalScrollBar().value() > 0


def test_nothing_is_drawn_for_nobody_to_see(preview: Preview, store: Store, qtbot: QtBot) -> None:
    preview.hide()
    store.commit(set_fact(store.project, store.project.positions[0].id, "location", "看不见"), "Typing")
    qtbot.wait(1)
    assert "看不见" not in text_of(preview)
    preview.show()
    qtbot.waitUntil(lambda: "看不见" in text_of(preview))


def test_a_click_on_the_paper_is_passed_on(preview: Preview, qtbot: QtBot) -> None:
    place = Place("p", "s")
    with qtbot.waitSignal(preview.place_clicked) as clicked:
        preview.paper.place_clicked.emit(place)
    assert clicked.args == [place]


def test_a_fault_is_said_once_and_the_next_edit_is_shown(
    preview: Preview, store: Store, qtbot: QtBot, logged: list[logging.LogRecord]
) -> None:
    problems: list[str] = []
    preview.problem.connect(problems.append)
    good = store.project
    place = Place(good.positions[0].id, good.positions[0].sections[0].id)
    for broken in (None, 5):  # no text at all: what no file and no editor gives
        store.commit(set_text(good, place, broken), "Typing")  # type: ignore[arg-type]
        qtbot.waitUntil(lambda: not preview._stale)
    assert problems[0].startswith("The preview could not be made. ")
    assert preview.paper.message == problems[-1]
    assert len(logged) == len(problems) <= 2
    store.commit(set_text(good, place, "好了"), "Typing")
    qtbot.waitUntil(lambda: "好了" in text_of(preview))
    assert preview.paper.message == ""


def test_an_empty_position_is_shown_too(preview: Preview, store: Store, qtbot: QtBot) -> None:
    empty = type(store.project.positions[0])(id="empty")
    store.commit(insert_position(store.project, 0, empty), "Add position")
    preview.show_position("empty")
    qtbot.waitUntil(lambda: "未命名岗位" in text_of(preview))
    assert len(preview.paper.sheets.pages) == 1


def test_the_task_calendar_comes_and_goes_at_the_end_of_the_description(
    preview: Preview, store: Store, qtbot: QtBot
) -> None:
    pages = len(preview.paper.sheets.pages)
    tab(preview, "Job posting").click()
    preview.calendar.click()
    qtbot.waitUntil(lambda: "任务日历" in text_of(preview))
    assert preview.face == "description"
    assert len(preview.paper.sheets.pages) == pages + 1
    position = store.project.positions[0]
    before = set(preview.paper.sheets.pieces)
    store.commit(set_title(store.project, Place(position.id, position.sections[0].id), "新的标题"), "Rename")
    qtbot.waitUntil(lambda: "新的标题" in text_of(preview))
    assert len(set(preview.paper.sheets.pieces) - before) <= 2  # those of the calendar are the same
    preview.calendar.click()
    qtbot.waitUntil(lambda: "任务日历" not in text_of(preview))


@pytest.mark.parametrize("width", [370, 420, 480, 600])
def test_no_word_of_the_bar_is_cut_short_in_a_narrow_panel(preview: Preview, qtbot: QtBot, width: int) -> None:
    preview.resize(width, 800)
    for button in preview.findChildren(QToolButton):
        if button.isVisible():
            qtbot.waitUntil(lambda button=button: button.width() >= button.sizeHint().width())  # type: ignore[misc]
    assert tab(preview, "Job posting").isVisible()
    preview.resize(700, 800)
    assert all(button.isVisible() for button in preview.findChildren(QToolButton))
