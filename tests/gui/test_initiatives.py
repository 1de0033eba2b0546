"""A goal's initiatives become tasks: one a line, linked to the goal, never twice."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from small import GOALS, TASKS, small_project

from jdstudio.gui.column_widths import Layouts
from jdstudio.gui.initiatives import lines_of, tasks_section, turned
from jdstudio.gui.item_page import ItemPage
from jdstudio.model.edits import remove_section, set_values
from jdstudio.model.kinds import Goal, Tasks
from jdstudio.model.place import Place
from jdstudio.model.project import Project
from jdstudio.model.walk import section_at
from jdstudio.store import Store

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

GOAL = Place(GOALS.position, GOALS.section, "g1")


def with_initiatives(text: str) -> Project:
    return set_values(small_project(), GOALS, {("g1", "initiatives"): text})


def tasks_of(project: Project) -> list[tuple[str, str]]:
    section = tasks_section(project, GOALS)
    return [(task.text, task.duty) for task in section.items] if section else []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Member day\nNew pages", ("Member day", "New pages")),
        (
            "1. Member day\n2、New pages\n（3）Calls\n- SMS\n• Flyers",
            ("Member day", "New pages", "Calls", "SMS", "Flyers"),
        ),
        ("\n  \nMember day\nMember day\n", ("Member day",)),
        ("30% off on Mondays", ("30% off on Mondays",)),
        ("618 大促\n3.5 小时培训\n-5% 退货", ("618 大促", "3.5 小时培训", "-5% 退货")),
        ("", ()),
    ],
)
def test_each_line_is_an_initiative(text: str, lines: tuple[str, ...]) -> None:
    assert lines_of(Goal("g", initiatives=text)) == lines


def test_lines_become_tasks_of_the_goal() -> None:
    before = with_initiatives("- Member day\n- New pages")
    done = turned(before, GOAL)
    assert done is not None
    assert (done.added, done.known) == (2, 0)
    assert tasks_of(done.project) == [("Check stock", "d1"), ("Member day", "g1"), ("New pages", "g1")]
    section = section_at(done.project, done.place)
    assert isinstance(section, Tasks)
    assert section.items[1].id == done.place.item


def test_what_is_a_task_already_is_not_added_again() -> None:
    once = turned(with_initiatives("Member day\nCheck stock"), GOAL)
    assert once is not None
    assert (once.added, once.known) == (1, 1)
    twice = turned(once.project, GOAL)
    assert twice is not None
    assert (twice.added, twice.known) == (0, 2)
    assert twice.project is once.project


def test_a_goal_without_initiatives_and_what_is_no_goal_turn_into_nothing() -> None:
    assert turned(small_project(), GOAL) is None
    assert turned(small_project(), Place(TASKS.position, TASKS.section, "t1")) is None


def test_without_a_tasks_section_one_is_added_behind_the_goals() -> None:
    done = turned(remove_section(with_initiatives("Member day"), TASKS), GOAL)
    assert done is not None
    assert [type(section).__name__ for section in done.project.positions[0].sections][1:3] == ["Goals", "Tasks"]
    assert tasks_of(done.project) == [("Member day", "g1")]


# --- in the window ---------------------------------------------------------------------------------------------------


@pytest.fixture
def store() -> Store:
    return Store(with_initiatives("Member day\nNew pages"))


@pytest.fixture
def page(qtbot: QtBot, store: Store) -> ItemPage:
    made = ItemPage(Layouts())
    qtbot.addWidget(made)
    qtbot.addWidget(made.head)
    made.resize(900, 800)
    made.show_section(store, GOALS)
    store.subscribe(made.on_change)
    with qtbot.waitActive(made):
        made.show()
    return made


def test_the_button_makes_tasks_in_one_step_says_so_and_leads_there(page: ItemPage, store: Store, qtbot: QtBot) -> None:
    before = store.project
    qtbot.mouseClick(page.initiatives.button, Qt.MouseButton.LeftButton)
    assert page.initiatives.words.text() == "2 tasks added."
    with qtbot.waitSignal(page.place_wanted) as said:
        page.initiatives.go_there.click()
    (place,) = said.args or ()
    assert (place.section, place.field) == (TASKS.section, "text")
    page.initiatives.turn()
    assert page.initiatives.words.text() == "All of them are tasks already."
    store.undo()
    assert store.project is before
    assert not page.initiatives.isVisible()


def test_a_missing_section_is_offered(page: ItemPage, store: Store, qtbot: QtBot) -> None:
    store.commit(remove_section(store.project, TASKS), "remove")
    before = store.project
    qtbot.mouseClick(page.initiatives.button, Qt.MouseButton.LeftButton)
    assert store.project is before, "first the question"
    qtbot.mouseClick(page.initiatives.add_section, Qt.MouseButton.LeftButton)
    assert tasks_of(store.project) == [("Member day", "g1"), ("New pages", "g1")]
    store.undo()
    assert store.project is before


def test_the_button_is_there_for_goals_and_can_be_pressed_where_there_are_initiatives(
    page: ItemPage, store: Store
) -> None:
    assert page.initiatives.button.isEnabled()
    page.view.go(1, 0)
    assert not page.initiatives.button.isEnabled()
    store.commit(set_values(store.project, GOALS, {("g2", "initiatives"): "Calls"}), "x")
    assert page.initiatives.button.isEnabled()
    page.show_section(store, TASKS)
    assert not page.initiatives.button.isVisible()
