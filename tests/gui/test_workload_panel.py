"""What the window says of a position's hours, and what a person can do about them there."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from small import DUTIES, GOALS, POSITION, TASKS, small_project

from jdstudio.gui.column_widths import Layouts
from jdstudio.gui.item_page import ItemPage
from jdstudio.gui.workload_bars import HoursBar, MonthStrip
from jdstudio.model import edits
from jdstudio.model.kinds import Duties, Task
from jdstudio.model.place import Place
from jdstudio.model.walk import section_at
from jdstudio.model.workload import workload
from jdstudio.store import Store

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform says of windows

WORK = (
    Task(id="t2", text="Weekly report", cadence="weekly", duration=Decimal("2.5"), due="Friday", duty="d1"),
    Task(id="t3", text="Close the month", cadence="monthly", duration=Decimal(26), due="month end", duty="d2"),
    Task(id="t4", text="Support", cadence="on_demand"),
    Task(id="t5", text="Tidy up", duration=Decimal(1)),
)


@pytest.fixture
def store() -> Store:
    return Store(edits.insert_items(small_project(), TASKS, 1, WORK))


@pytest.fixture
def page(qtbot: QtBot, store: Store) -> ItemPage:
    made = ItemPage(Layouts())
    qtbot.addWidget(made)
    qtbot.addWidget(made.head)
    made.resize(900, 800)
    made.show_section(store, TASKS)
    store.subscribe(made.on_change)
    with qtbot.waitActive(made):
        made.show()
    return made


def capacity(store: Store) -> Decimal:
    return store.project.positions[0].capacity


def shares(store: Store) -> list[Decimal | None]:
    section = section_at(store.project, DUTIES)
    assert isinstance(section, Duties)
    return [duty.share for duty in section.items]


def change(store: Store, item: str, field: str, value: object) -> None:
    store.commit(edits.set_value(store.project, Place(POSITION, "tasks", item, field), value), "edit")


def test_the_hours_of_a_week_stand_against_those_there_are_and_follow_every_edit(page: ItemPage, store: Store) -> None:
    panel = page.workload.hours
    assert panel.isVisible()
    assert panel.week.text() == "8.5 h a week of"  # 2.5 and 26 × 12 ÷ 52
    assert panel.capacity.text() == "40"
    assert (panel.standing.text(), panel.standing.property("level")) == ("31.5 h free", "good")
    change(store, "t1", "duration", Decimal(7))
    assert panel.week.text() == "43.5 h a week of"
    assert (panel.standing.text(), panel.standing.property("level")) == ("3.5 h too much", "bad")


def test_the_busiest_day_is_named_and_every_day_tells_its_hours(page: ItemPage) -> None:
    panel = page.workload.hours
    assert "day 30 of the month, 26 h" in panel.peak.text()
    assert panel.month.words_at(panel.month.width() - 1) == "Day 30 of the month (Tue): 26 h"
    assert panel.bar.words_at(1) == "Weekly: 2.5 h a week, 1 tasks"


def test_tasks_without_hours_or_cadence_are_counted_and_one_click_away(page: ItemPage, store: Store) -> None:
    panel = page.workload.hours
    wanted: list[Place] = []
    page.place_wanted.connect(wanted.append)
    assert panel.links["unknown"].text() == "1 without hours"
    panel.links["unknown"].click()
    panel.links["undecided"].click()
    assert wanted == [Place(POSITION, "tasks", "t1", "duration"), Place(POSITION, "tasks", "t5", "cadence")]
    change(store, "t1", "duration", Decimal(1))
    assert panel.links["unknown"].isHidden()
    assert "1 on demand" in panel.parts.accessibleName()


def test_the_hours_there_are_can_be_typed_and_taken_back(qtbot: QtBot, page: ItemPage, store: Store) -> None:
    field = page.workload.hours.capacity
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "37.5")
    assert capacity(store) == Decimal("37.5")
    assert page.workload.hours.standing.text() == "29 h free"
    store.undo()
    assert capacity(store) == 40


@pytest.mark.parametrize("typed", ["0", "-3", "169", "many"])
def test_hours_no_week_has_are_refused_in_words_and_gone_when_the_field_is_left(
    qtbot: QtBot, page: ItemPage, store: Store, typed: str
) -> None:
    said: list[str] = []
    page.problem.connect(said.append)
    field = page.workload.hours.capacity
    field.setFocus()
    field.selectAll()
    with qtbot.waitSignal(page.problem):
        qtbot.keyClicks(field, typed)
    assert said
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == str(capacity(store))


def test_the_duties_show_the_shares_their_tasks_make_and_take_them_over_in_one_step(
    qtbot: QtBot, page: ItemPage, store: Store
) -> None:
    page.show_section(store, DUTIES)
    line = page.workload.shares
    assert line.isVisible()
    assert not page.workload.hours.isVisible()
    assert line.words.accessibleName() == "From tasks: D1 29%  ·  D2 71%"
    assert shares(store) == [60, 30]
    qtbot.mouseClick(line.adopt, Qt.MouseButton.LeftButton)
    assert shares(store) == [29, 71]
    assert line.note.text() == "Changed: D1 60→29%  ·  D2 30→71%"
    assert not line.adopt.isEnabled()
    store.undo()
    assert shares(store) == [60, 30]
    assert line.note.isHidden()


def test_hours_that_belong_to_no_duty_are_said(page: ItemPage, store: Store) -> None:
    change(store, "t2", "duty", "g1")
    page.show_section(store, DUTIES)
    assert (
        page.workload.shares.words.accessibleName() == "From tasks: D1 0%  ·  D2 100%  (2.5 h a week belong to no duty)"
    )


def test_nothing_stands_above_other_tables_nor_above_duties_without_hours(page: ItemPage, store: Store) -> None:
    page.show_section(store, GOALS)
    assert page.workload.isHidden()
    bare = Store(small_project())
    page.show_section(bare, DUTIES)
    assert page.workload.isHidden()


def test_a_narrow_window_keeps_the_words_and_leaves_the_month_out(page: ItemPage) -> None:
    panel = page.workload.hours
    assert panel.right.isVisible()
    page.resize(500, 800)
    assert panel.right.isHidden()
    assert panel.week.isVisible()


@pytest.mark.parametrize("capacity", ["0", "-1", "999999999999999"])
def test_any_capacity_of_a_file_can_be_drawn(qtbot: QtBot, capacity: str) -> None:
    bar, month = HoursBar(), MonthStrip()
    for picture in (bar, month):
        qtbot.addWidget(picture)
        picture.resize(200, 40)
        for task in (Task(id="t"), Task(id="t", cadence="daily", duration=Decimal(0)), WORK[0]):
            picture.show_load(workload([task], [], Decimal(capacity)))
            assert not picture.grab().isNull()
            assert picture.words_at(1) is not None
