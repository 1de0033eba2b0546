"""The export dialog by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from small import POSITION, small_project

from jdstudio.gui.export_dialog import ExportChoice, ExportDialog
from jdstudio.library import new_project

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform says of windows


def test_enter_exports_also_from_the_field_of_the_folder(qtbot: QtBot, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ExportDialog(parent, small_project(), ExportChoice((POSITION,), ("word",), ("en",), tmp_path))
    with qtbot.waitActive(dialog):
        dialog.show()
    dialog.folder.setFocus()
    dialog.folder.selectAll()
    qtbot.keyClicks(dialog.folder, str(tmp_path / "out"))
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.folder, Qt.Key.Key_Return)
    assert dialog.choice() == ExportChoice((POSITION,), ("word",), ("en",), tmp_path / "out")


def test_a_task_calendar_can_be_asked_for_where_there_is_a_description(qtbot: QtBot, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    proposal = ExportChoice((POSITION,), ("excel",), ("en",), tmp_path, calendar=True)
    dialog = ExportDialog(parent, small_project(), proposal)
    assert not dialog.calendar.isEnabled()
    dialog.formats["word"].click()
    assert dialog.calendar.isEnabled()
    assert dialog.choice().calendar
    dialog.calendar.click()
    assert not dialog.choice().calendar


def test_example_values_left_are_named_before_they_go_out(qtbot: QtBot, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    clean = ExportDialog(parent, small_project(), ExportChoice((POSITION,), ("word",), ("en",), tmp_path))
    assert clean.examples.isHidden()
    project = new_project("ecom", "A1", "en")
    dialog = ExportDialog(parent, project, ExportChoice((project.positions[0].id,), ("word",), ("en",), tmp_path))
    assert not dialog.examples.isHidden()
    assert "example values are left" in dialog.examples.text()
    dialog.choose_all()  # none
    assert dialog.examples.isHidden()
