"""The line under a budget: totals and differences in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from jdstudio.gui.budget_line import difference_words, in_thousands, total_words
from jdstudio.gui.column_widths import Layouts
from jdstudio.gui.item_page import ItemPage
from jdstudio.model.edits import set_values
from jdstudio.model.kinds import Budget, Expense, Goal, Goals
from jdstudio.model.place import Place
from jdstudio.model.project import Facts, Position, Project
from jdstudio.store import Store

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

HERE = Place("pos", "budget")


def expense(at: int, budget: int | None, actual: int | None) -> Expense:
    return Expense(
        f"e{at}",
        f"Item {at}",
        None if budget is None else Decimal(budget),
        None if actual is None else Decimal(actual),
    )


@pytest.fixture
def store() -> Store:
    items = (expense(1, 10_000, 12_500), expense(2, 20_000, 20_000), expense(3, 5_000, None))
    sections = (Budget("budget", items=items), Goals("goals", items=(Goal("g1", "Sell"),)))
    return Store(Project("p", "Team", "en", positions=(Position("pos", Facts(), sections),)))


@pytest.fixture
def page(qtbot: QtBot, store: Store) -> ItemPage:
    made = ItemPage(Layouts())
    qtbot.addWidget(made)
    qtbot.addWidget(made.head)
    made.resize(900, 700)
    made.show_section(store, HERE)
    store.subscribe(made.on_change)
    with qtbot.waitActive(made):
        made.show()
    return made


def test_totals_and_the_difference_stand_below_the_table(page: ItemPage) -> None:
    assert page.budget.totals.text() == "Budget 35,000 · actual 32,500"
    assert page.budget.difference.text() == "over budget by 2,500 (8.3%), of 2 of 3 items"
    assert page.budget.difference.property("level") == "bad"
    assert page.budget.current.text() == "Item 1: over budget by 2,500"


def test_the_line_follows_what_is_typed_and_where_the_caret_is(page: ItemPage, store: Store) -> None:
    store.commit(
        set_values(store.project, HERE, {("e1", "actual"): Decimal(9000), ("e3", "actual"): Decimal(5000)}), "x"
    )
    assert page.budget.difference.text() == "under budget by 1,000 (2.9%)"
    assert page.budget.difference.property("level") == "good"
    page.view.go(1, 0)
    assert page.budget.current.text() == "Item 2: as planned"
    page.view.go(3, 0)
    assert not page.budget.current.isVisible()


def test_other_kinds_have_no_such_line(page: ItemPage, store: Store) -> None:
    assert page.budget.isVisible()
    page.show_section(store, Place("pos", "goals"))
    assert not page.budget.isVisible()


def test_nothing_is_said_of_a_difference_that_nobody_can_know(page: ItemPage, store: Store) -> None:
    store.commit(set_values(store.project, HERE, {(f"e{at}", "actual"): None for at in (1, 2, 3)}), "x")
    assert page.budget.totals.text() == "Budget 35,000 · actual 0"
    assert not page.budget.difference.isVisible()


@pytest.mark.parametrize(
    ("difference", "words"),
    [("0", "as planned"), ("1234.5", "over budget by 1,234.5"), ("-0.01", "under budget by 0.01")],
)
def test_a_difference_in_words(difference: str, words: str) -> None:
    assert difference_words(Decimal(difference)) == words


def test_no_share_of_a_budget_of_nothing() -> None:
    assert total_words([expense(1, 0, 50)], 1) == ("over budget by 50", "bad")


def test_figures_of_any_size_can_be_shown() -> None:
    assert in_thousands(Decimal("1234567.80")) == "1,234,567.8"
    assert in_thousands(Decimal("-1E+6")) == "-1,000,000"
    assert in_thousands(Decimal(0)) == "0"
