"""Starting: what is loaded, in which language, and what happens when something unforeseen goes wrong."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from people import Person
from PySide6.QtWidgets import QApplication

from jdstudio.gui import theme
from jdstudio.gui.main import Program, application
from jdstudio.gui.qt_words import QtInChinese
from jdstudio.gui.settings import Settings
from jdstudio.model.place import Place
from jdstudio.session import Session

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "ecommerce-team.json"
HEAVY = ("docx", "openpyxl", "lxml", "jdstudio.export.word", "jdstudio.export.excel")
START = """
import sys
from PySide6.QtCore import QTimer
from jdstudio.gui import main
app = main.application()
QTimer.singleShot(0, app.quit)
status = main.run(sys.argv[1] if len(sys.argv) > 1 else None)
print("\\n".join(sys.modules))
sys.exit(status)
"""


@pytest.fixture
def program(qapp: QApplication) -> Iterator[Program]:
    palette, style, font = qapp.palette(), qapp.style().name(), qapp.font()
    program = Program(application(), Settings(language="en", theme="light"))
    yield program
    program.window.files.leave()
    program.window.deleteLater()
    program.deleteLater()
    theme.apply("light")
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
    qapp.setStyle(style)
    qapp.setFont(font)


def start(*arguments: str) -> set[str]:
    run = subprocess.run(
        [sys.executable, "-c", START, *arguments], capture_output=True, encoding="utf-8", cwd=ROOT, check=False
    )
    assert run.returncode == 0, run.stderr
    return set(run.stdout.split())


def test_the_window_starts_and_ends_without_the_office_libraries() -> None:
    assert not start() & set(HEAVY)


def test_the_window_starts_with_a_project_and_still_without_them(tmp_path: Path) -> None:
    copy = tmp_path / "team.json"
    copy.write_bytes(SAMPLE.read_bytes())
    assert not start(str(copy)) & set(HEAVY)
    assert [path.name for path in tmp_path.iterdir()] == ["team.json"]


def test_another_language_takes_the_project_along(program: Program) -> None:
    old = program.window
    old.ask = Person()
    old.files.take(Session.from_sample(SAMPLE))
    assert old.store
    project = replace(old.store.project, title="Changed")
    old.store.commit(project, "Rename")
    place = Place(project.positions[1].id, project.positions[1].sections[2].id)
    old.show_place(place)
    old.choose_language("zh")
    assert program.window is not old
    assert program.window.store
    assert program.window.store.project is project
    assert program.window.tree.place == place
    assert program.window.isWindowModified()
    assert program.window.actions_by_name["save"].text() != "&Save"
    program.window.choose_language("en")
    assert program.window.actions_by_name["save"].text() == "&Save"


def test_each_unforeseen_error_is_shown_once_and_logged(program: Program, logged: list[logging.LogRecord]) -> None:
    person = Person()
    program.window.ask = person

    def fail(words: str) -> tuple[Any, ...]:
        try:
            raise RuntimeError(words)
        except RuntimeError:
            return sys.exc_info()

    for words in ("first", "first", "second"):
        program.on_error(*fail(words))
    assert person.heard == [("unexpected", "RuntimeError: first"), ("unexpected", "RuntimeError: second")]
    assert len(logged) == 3


def test_the_font_has_chinese_characters_to_fall_back_on(program: Program) -> None:
    del program
    assert {"Noto Sans CJK SC", "Microsoft YaHei UI", "PingFang SC"} <= set(QApplication.font().families())


def test_file_dialogs_and_keys_of_qt_itself_are_chinese(qapp: QApplication) -> None:
    words = QtInChinese(qapp)
    assert words.translate("QFileDialog", "&Look in:") == "位置(&L)："
    assert words.translate("QFileDialog", "&Save") == "保存(&S)"
    assert words.translate("QShortcut", "Up") == "↑"
    assert words.translate("QFileDialog", "no such words") is None
