"""Advice on the page of a section: help, an example to unfold, and suggestions that become items in one step."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from jdstudio.gui.advice import Suggestions
from jdstudio.gui.column_widths import Layouts
from jdstudio.gui.section_page import SectionPage
from jdstudio.library import new_project
from jdstudio.library.advice import place_of
from jdstudio.library.help import kind_help
from jdstudio.model.kinds import items_of
from jdstudio.model.place import Place
from jdstudio.model.walk import section_at, sections_of
from jdstudio.store import Store

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform says of windows


@pytest.fixture
def store() -> Store:
    return Store(new_project(None, "A1", "en"))


@pytest.fixture
def page(qtbot: QtBot, store: Store) -> SectionPage:
    made = SectionPage(Layouts())
    qtbot.addWidget(made)
    made.resize(800, 800)
    store.subscribe(made.on_change)
    made.show_place(store, at(store, "goals"))
    with qtbot.waitActive(made):
        made.show()
    return made


def at(store: Store, slot: str) -> Place:
    (position,) = store.project.positions
    (section,) = [each for each in sections_of(position) if each.slot == slot]
    return Place(position.id, section.id)


def items(store: Store, slot: str) -> tuple[Any, ...]:
    section = section_at(store.project, at(store, slot))
    assert section is not None
    return items_of(section)


def opened(page: SectionPage) -> Suggestions:
    popup = page.advice.open_suggestions()
    assert popup is not None
    return popup


# --- words -----------------------------------------------------------------------------------------------------------


def test_a_section_is_explained_by_its_place(page: SectionPage, store: Store) -> None:
    section = section_at(store.project, at(store, "goals"))
    assert section is not None
    place = place_of("A1", section)
    assert place is not None

    assert page.advice.help.text() == place.help.en
    assert page.advice.example.text() == place.example.en
    assert page.advice.help.textFormat() == page.advice.example.textFormat() == Qt.TextFormat.PlainText


def test_a_section_without_a_place_is_explained_by_its_kind(page: SectionPage, store: Store) -> None:
    (position,) = store.project.positions
    sections = tuple(replace(each, slot="") if each.slot == "goals" else each for each in position.sections)
    goals = at(store, "goals")

    store.commit(replace(store.project, positions=(replace(position, sections=sections),)), "Edit")

    assert page.advice.help.text() == kind_help("goals").help.en
    assert section_at(store.project, goals) is not None
    assert page.advice.suggest.isHidden()


def test_the_example_unfolds_and_stays_so_from_section_to_section(
    page: SectionPage, store: Store, qtbot: QtBot
) -> None:
    assert not page.advice.example.isVisible()

    qtbot.mouseClick(page.advice.unfold, Qt.MouseButton.LeftButton)
    assert page.advice.example.isVisible()

    page.show_place(store, at(store, "kpis"))
    assert page.advice.example.isVisible()

    qtbot.mouseClick(page.advice.unfold, Qt.MouseButton.LeftButton)
    page.show_place(store, at(store, "tasks"))
    assert not page.advice.example.isVisible()


def test_a_section_with_content_has_its_advice_in_one_line(page: SectionPage, qtbot: QtBot) -> None:
    advice = page.advice
    assert advice.help.isVisible()
    assert not advice.brief.isVisible()

    popup = opened(page)
    popup.boxes[0].click()
    popup.add.click()
    assert advice.brief.isVisible()
    assert not advice.help.isVisible()
    assert advice.brief.accessibleName() == advice.help.text()

    qtbot.mouseClick(advice.unfold, Qt.MouseButton.LeftButton)
    assert advice.help.isVisible()
    assert not advice.brief.isVisible()


def test_what_the_article_lacks_is_marked(page: SectionPage, store: Store) -> None:
    assert not page.advice.badge.isVisible()

    page.show_place(store, at(store, "qualifications"))

    assert page.advice.badge.isVisible()


# --- suggestions -----------------------------------------------------------------------------------------------------


def test_the_button_counts_what_is_suggested(page: SectionPage, store: Store) -> None:
    assert page.advice.suggest.text() == "Suggestions (5)"

    page.show_place(store, at(store, "closing"))

    assert page.advice.suggest.isHidden()


def test_ticked_suggestions_become_items_in_one_step(page: SectionPage, store: Store, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.advice.suggest, Qt.MouseButton.LeftButton)
    popup = page.findChild(Suggestions)
    assert popup is not None
    assert not popup.add.isEnabled()
    popup.boxes[0].click()
    popup.boxes[2].click()
    assert popup.add.text() == "Add 2"

    with qtbot.waitSignal(page.place_selected):
        popup.add.click()

    first, second = items(store, "goals")
    assert first.text.startswith("Raise sales")
    assert second.text.startswith("Keep more customers")
    assert "text" in first.examples
    assert page.items.view.current_item == first.id

    store.undo()
    assert items(store, "goals") == ()


def test_suggestions_come_behind_what_is_there(page: SectionPage, store: Store) -> None:
    for box in (1, 0):
        popup = opened(page)
        popup.boxes[box].click()
        popup.add.click()

    assert [item.text.split(":")[0] for item in items(store, "goals")] == [
        "Improve the experience",
        "Raise sales",
    ]


def test_what_is_there_already_cannot_be_taken_again(page: SectionPage) -> None:
    popup = opened(page)
    popup.boxes[0].click()
    popup.add.click()

    again = opened(page)

    assert not again.boxes[0].isEnabled()
    assert again.boxes[0].text().endswith(("(there already)", "…"))
    again.all.click()
    assert again.add.text() == "Add 4"


def test_enter_takes_over_and_escape_leaves_all_as_it_is(page: SectionPage, store: Store, qtbot: QtBot) -> None:
    popup = opened(page)
    qtbot.keyClick(popup.boxes[0], Qt.Key.Key_Return)
    assert items(store, "goals") == ()

    popup.boxes[0].click()
    qtbot.keyClick(popup.boxes[0], Qt.Key.Key_Return)
    assert len(items(store, "goals")) == 1

    again = opened(page)
    again.boxes[1].click()
    qtbot.keyClick(again, Qt.Key.Key_Escape)
    assert len(items(store, "goals")) == 1


def test_a_project_in_two_languages_gets_both(qtbot: QtBot) -> None:
    store = Store(new_project(None, "A1", "zh", bilingual=True))
    page = SectionPage(Layouts())
    qtbot.addWidget(page)
    page.show_place(store, at(store, "learning"))

    popup = opened(page)
    popup.boxes[0].click()
    popup.add.click()

    (item,) = items(store, "learning")
    assert item.theme.startswith("行业培训")
    assert {each.field for each in item.other} >= {"theme", "skill"}
