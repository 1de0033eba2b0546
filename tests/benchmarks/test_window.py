"""How long the window takes to go to another section, and to follow a key; beside painting it whole. Prints ratios.

The position is one that the program proposes itself: the structure with the most sections, in both languages.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from jdstudio.gui.settings import Settings
from jdstudio.gui.window import MainWindow
from jdstudio.library import new_project
from jdstudio.model.edits import set_value
from jdstudio.model.kinds import AnySection, Tasks
from jdstudio.model.languages import Reading
from jdstudio.model.place import Place
from jdstudio.model.walk import walk
from jdstudio.session import Session

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform says of windows

KEYS = 40
PROJECT = new_project("ecom", "A4", "zh", bilingual=True)
POSITION = PROJECT.positions[0]


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow(Settings())
    qtbot.addWidget(made, before_close_func=lambda each: each.files.leave())
    made.resize(1480, 920)
    made.show_session(Session.new(PROJECT))
    made.show()
    QApplication.processEvents()
    return made


def taken(act: Callable[[], object]) -> float:
    """Milliseconds of an act and of all the painting it asks for."""
    start = time.perf_counter()
    act()
    for _ in range(3):  # what is laid out late asks for painting late
        QApplication.processEvents()
    return (time.perf_counter() - start) * 1000


def keys(window: MainWindow, place: Place, value: Callable[[int], object]) -> float:
    """The median of keys typed at a place, from the store to everything painted."""

    def key(at: int) -> None:
        assert window.store
        window.store.commit(set_value(window.store.project, place, value(at)), "Edit cell", place=place)

    return statistics.median(taken(lambda at=at: key(at)) for at in range(KEYS))  # type: ignore[misc]


def say(title: str, times: dict[str, float], base: float) -> None:
    lines = [f"  {name:<38}{each:8.1f} ms   x {each / base:.2f}" for name, each in times.items()]
    sys.stderr.write("\n".join(["", title, *lines, ""]))


def whole(window: MainWindow) -> float:
    """Painting all of the window, nothing else."""
    return statistics.median(taken(window.repaint) for _ in range(9))


def place_of(section: AnySection) -> Place:
    return Place(POSITION.id, section.id)


def test_going_from_section_to_section(window: MainWindow) -> None:
    sections = list(walk(POSITION.sections))
    rounds = [[taken(lambda to=each: window.show_place(place_of(to))) for each in sections] for _ in range(4)]  # type: ignore[misc]
    again = [min(times) for times in zip(*rounds[1:], strict=True)]
    times = {
        "paint the window": whole(window),
        "a section for the first time, median": statistics.median(rounds[0]),
        "first time, the slowest": max(rounds[0]),
        "a section seen before, median": statistics.median(again),
        "seen before, the slowest": max(again),
    }
    say(f"going through {len(sections)} sections", times, times["paint the window"])
    assert window.editor.place == place_of(sections[-1])


def test_a_key_in_a_task(window: MainWindow) -> None:
    section = next(each for each in walk(POSITION.sections) if isinstance(each, Tasks) and each.items)
    text, hours = (Place(POSITION.id, section.id, section.items[0].id, name) for name in ("text", "duration"))
    window.show_place(text)
    QApplication.processEvents()
    times = {"paint the window": whole(window)}
    times["its text"] = keys(window, text, lambda at: f"核对昨日数据 {at}")
    times["its hours, with the workload"] = keys(window, hours, Decimal)
    readings: dict[str, Reading] = {"its text, paper in English": "en", "its text, paper in both": "both"}
    for name, reading in readings.items():
        window.preview.set_language(reading)
        times[name] = keys(window, text, lambda at: f"核对今日数据 {at}")
    window.show_languages()
    QApplication.processEvents()
    times["  and the table of both open"] = keys(window, text, lambda at: f"核对本周数据 {at}")
    window.languages.close()
    say("a key in a task, to painted", times, times["paint the window"])
    assert window.store
    assert window.store.undo_label == "Edit cell"


def test_finding_a_kpi(window: MainWindow) -> None:
    base = whole(window)
    opening = taken(window.actions_by_name["kpi_library"].trigger)
    field = window.kpi_shelf.panel.search
    assert isinstance(field, QLineEdit)
    words = {"first word": "转化", "another word": "复购", "first pinyin": "fgl", "more pinyin": "zhl"}
    times = {"paint the window": base, "open the KPI library": opening}
    times |= {name: taken(lambda query=query: field.setText(query)) for name, query in words.items()}  # type: ignore[misc]
    say("the KPI library", times, base)
    assert window.kpi_shelf.panel.list.selected()
