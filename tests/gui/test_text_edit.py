"""Fields to write in: composition, undo left to the window, and writes that touch only what differs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QShortcut, QTextCursor
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from jdstudio.gui.text_edit import LineEdit, TextEdit, differing, units

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen platform says of every window

TEXTS = st.text(alphabet="ab𠮷😀\n 中文\u00a0", max_size=12)
LINES = st.text(alphabet="ab𠮷😀 中文\u00a0", max_size=12)
Field = TextEdit | LineEdit


def compose(widget: QWidget, preedit: str, commit: str = "") -> None:
    """What an input method sends: the words being composed, and what was settled."""
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(widget, event)


@pytest.fixture(params=[TextEdit, LineEdit])
def field(request: pytest.FixtureRequest, qtbot: QtBot) -> Field:
    make: Callable[[], Field] = request.param
    made = make()
    qtbot.addWidget(made)
    made.show()
    return made


def sent_by(field: Field) -> list[str]:
    sent: list[str] = []
    field.edited.connect(sent.append)
    return sent


def test_typing_sends_each_state(field: Field, qtbot: QtBot) -> None:
    sent = sent_by(field)
    qtbot.keyClicks(field, "ab")
    assert sent == ["a", "ab"]


def test_a_composition_is_sent_once_when_it_is_settled(field: Field) -> None:
    field.show_text("前后")
    sent = sent_by(field)
    for preedit in ("n", "ni", "ni'h", "ni'hao"):
        compose(field, preedit)
    assert field.is_composing
    assert sent == []
    compose(field, "", "你好")
    assert not field.is_composing
    assert len(sent) == 1
    assert "你好" in sent[0]


def test_a_write_from_elsewhere_does_not_destroy_a_composition(field: Field) -> None:
    sent = sent_by(field)
    compose(field, "shi'jie")
    field.show_text("written elsewhere")
    assert field.is_composing
    compose(field, "", "世界")
    assert sent == ["世界"]
    assert field.text() == "世界"


def test_a_composition_given_up_shows_what_was_written_meanwhile(field: Field) -> None:
    sent = sent_by(field)
    compose(field, "shi")
    field.show_text("elsewhere")
    compose(field, "")
    assert field.text() == "elsewhere"
    assert sent == []


@pytest.mark.parametrize("keys", ["Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y"])
def test_undo_and_redo_go_to_the_window(qtbot: QtBot, keys: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    text, line = TextEdit(), LineEdit()
    down = QVBoxLayout(window)
    down.addWidget(text)
    down.addWidget(line)
    pressed: list[str] = []
    QShortcut(keys, window).activated.connect(lambda: pressed.append(keys))
    with qtbot.waitActive(window):
        window.show()
    shift = Qt.KeyboardModifier.ShiftModifier if "Shift" in keys else Qt.KeyboardModifier.NoModifier
    for widget in (text, line):
        widget.setFocus()
        qtbot.keyClicks(widget, "abc")
        key = Qt.Key.Key_Y if keys.endswith("Y") else Qt.Key.Key_Z
        qtbot.keyClick(widget, key, Qt.KeyboardModifier.ControlModifier | shift)
        assert widget.text() == "abc"
    assert pressed == [keys, keys]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_any_texts_are_shown_one_after_the_other(qtbot: QtBot, texts: list[str]) -> None:
    edit = TextEdit()
    qtbot.addWidget(edit)
    sent = sent_by(edit)
    for text in texts:
        edit.show_text(text)
        assert edit.text() == text
    assert sent == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(TEXTS, TEXTS, TEXTS)
def test_the_cursor_stays_by_its_text(qtbot: QtBot, before: str, after: str, new: str) -> None:
    """What others put before or behind the cursor does not tear it from the character it stood at."""
    edit = TextEdit()
    qtbot.addWidget(edit)
    edit.show_text(f"{before}|{after}")
    cursor = QTextCursor(edit.document())
    cursor.setPosition(units(before))
    edit.setTextCursor(cursor)
    edit.show_text(f"{before}|{new}{after}")
    assert edit.textCursor().position() == units(before)


def test_the_cursor_of_a_line_stays_by_its_text(qtbot: QtBot) -> None:
    edit = LineEdit()
    qtbot.addWidget(edit)
    with qtbot.waitActive(edit):
        edit.show()
    edit.setFocus()

    @settings(max_examples=100)
    @given(LINES, LINES, LINES)
    def law(before: str, new: str, after: str) -> None:
        edit.show_text(f"{before}|{after}")
        edit.setCursorPosition(units(before))
        edit.show_text(f"{before}|{new}#{after}")
        assert edit.text() == f"{before}|{new}#{after}"
        assert edit.cursorPosition() == units(before)

    law()


def test_a_line_nobody_writes_in_shows_its_beginning(qtbot: QtBot) -> None:
    edit = LineEdit()
    qtbot.addWidget(edit)
    edit.show_text("a long address")
    assert edit.cursorPosition() == 0


@given(TEXTS, TEXTS)
def test_the_differing_middle_leads_from_one_text_to_the_other(old: str, new: str) -> None:
    start, end, stop = differing(old, new)
    assert old[:start] + new[start:stop] + old[end:] == new
    assert old[:start] == new[:start]


def test_pasted_text_loses_control_characters(field: Field, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setText("a\x07b\x00c")
    QGuiApplication.clipboard().setMimeData(data)
    sent = sent_by(field)
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "abc"
    assert sent[-1] == "abc"


def test_line_ends_pasted_into_a_line_become_spaces(qtbot: QtBot) -> None:
    line = LineEdit()
    qtbot.addWidget(line)
    QGuiApplication.clipboard().setText("one\r\ntwo")
    sent = sent_by(line)
    qtbot.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == sent[-1] == "one two"


def test_markup_is_pasted_as_the_text_it_is(qtbot: QtBot) -> None:
    edit = TextEdit()
    qtbot.addWidget(edit)
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("<b>bold</b>")
    edit.insertFromMimeData(data)
    assert edit.text() == "<b>bold</b>"


def test_a_growing_field_is_as_high_as_its_lines(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    edit = TextEdit(lines=(1, 4))
    QVBoxLayout(window).addWidget(edit)
    window.show()
    heights = []
    for count in (1, 2, 4, 9):
        edit.show_text("\n".join("x" * count))
        heights.append(edit.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]
