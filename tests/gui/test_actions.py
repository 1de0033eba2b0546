"""The table of actions: complete, without clashes, and each wired to something that works."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from people import Person
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton

from jdstudio.gui.actions import ACTIONS, MENUS, TOOLBAR, Action
from jdstudio.gui.icons import icon
from jdstudio.gui.main import make_window
from jdstudio.gui.window import MainWindow
from jdstudio.model.kind_groups import KIND_GROUPS
from jdstudio.model.kinds import KINDS, Matrix
from jdstudio.model.place import Place
from jdstudio.model.walk import section_at
from jdstudio.resources import resource
from jdstudio.session import Session

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SAMPLE = Path(__file__).parents[2] / "samples" / "ecommerce-team.json"
NAMES = [each.name for each in ACTIONS]
WITH_SLOT = [each for each in ACTIONS if each.slot]
WITHOUT_SLOT = [each for each in ACTIONS if not each.slot]


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(saves_first="discard", saves_to=tmp_path / "saved.json")


@pytest.fixture
def window(qtbot: Any, person: Person) -> Iterator[MainWindow]:
    window = make_window(Session.from_sample(SAMPLE), ask=person)
    qtbot.addWidget(window)
    position = window.tree.view.model().index(1, 0)
    window.tree.select_and_tell(Place(window.store.project.positions[0].id))  # type: ignore[union-attr]
    assert position.isValid()
    yield window
    window.files.leave()


def test_no_name_stands_twice() -> None:
    assert len(set(NAMES)) == len(NAMES)


def test_no_shortcut_is_used_twice() -> None:
    keys = [QKeySequence(key).toString() for each in ACTIONS if each.scope != "focus" for key in each.keys]
    assert all(keys)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("menu", MENUS)
def test_no_letter_opens_two_entries_of_a_menu(menu: str) -> None:
    letters = [each.text[each.text.index("&") + 1].lower() for each in ACTIONS if each.menu == menu]
    assert len(set(letters)) == len(letters)


def test_every_icon_exists_and_draws_something(qapp: object) -> None:
    del qapp
    names = {each.icon for each in ACTIONS if each.icon} | {kind.about.icon for kind in KINDS.values()}
    for name in names:
        assert resource(f"icons/{name}.svg").is_file()
        picture = icon(name).pixmap(20, 20).toImage()
        assert any(picture.pixelColor(x, y).alpha() for x in range(20) for y in range(20)), name


def test_every_icon_is_drawn_in_the_one_style() -> None:
    for path in resource("icons").glob("*.svg"):
        head = path.read_text("utf-8").split(">", 1)[0]
        assert 'viewBox="0 0 24 24"' in head, path.name
        assert 'stroke="currentColor" stroke-width="1.6"' in head, path.name


def test_the_toolbar_shows_actions_of_the_table(window: MainWindow) -> None:
    assert {name for name in TOOLBAR if name.strip()} <= set(NAMES)
    buttons = window.findChildren(QToolButton, "primary")
    assert [button.text() for button in buttons] == ["Export Word"]


@pytest.mark.parametrize("action", WITH_SLOT, ids=[each.name for each in WITH_SLOT])
def test_each_action_does_its_work_on_a_sample(window: MainWindow, action: Action) -> None:
    made = window.actions_by_name[action.name]
    made.setEnabled(True)
    made.trigger()
    window.tasks.wait()


@pytest.mark.parametrize("action", WITHOUT_SLOT, ids=[each.name for each in WITHOUT_SLOT])
def test_what_has_no_slot_opens_a_menu_whose_entries_work(window: MainWindow, action: Action) -> None:
    window.show_place(Place(window.tree.place.position, window.store.project.positions[0].sections[0].id))  # type: ignore[union-attr]
    menu = window.submenus.menus[action.name]
    menu.aboutToShow.emit()
    entries = menu.actions()
    assert entries
    if action.name not in ("theme", "language"):  # what these do to the whole application has its own test
        for entry in entries:
            if entry.isEnabled():
                entry.trigger()


def test_adding_a_section_offers_every_kind_but_the_projects_own(window: MainWindow) -> None:
    menu = window.submenus.menus["add_section"]
    menu.aboutToShow.emit()
    groups = [entry.menu() for entry in menu.actions()]
    entries = [entry for group in groups if isinstance(group, QMenu) for entry in group.actions()]
    assert len(entries) == len(KINDS) - 1
    assert all("\t" in entry.text() for entry in entries)  # each with a line that helps to choose


def test_a_section_is_added_from_the_menu_of_its_group(window: MainWindow) -> None:
    menu = window.submenus.menus["add_section"]
    for _time in range(2):  # each opening fills it anew
        menu.aboutToShow.emit()
    groups = [entry.menu() for entry in menu.actions()]
    assert len(groups) == len(KIND_GROUPS)
    together = groups[2]
    assert isinstance(together, QMenu)
    matrix = next(entry for entry in together.actions() if entry.text().startswith("Collaboration matrix\t"))
    matrix.trigger()
    assert window.store is not None
    section = section_at(window.store.project, window.tree.place)
    assert isinstance(section, Matrix)


def test_keys_of_the_outline_leave_other_widgets_alone(window: MainWindow) -> None:
    for each in ACTIONS:
        action = window.actions_by_name[each.name]
        assert (window.tree.view in action.associatedObjects()) is (each.scope == "tree")
