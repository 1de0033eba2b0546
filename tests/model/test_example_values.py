"""Which proposed values are examples, where they are left, and how they stop being ones."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jdstudio.model import edits
from jdstudio.model.examples import example_fields, next_example, position_examples, with_examples
from jdstudio.model.kinds import Duty, Expense, Goal, Goals, Item, Kpi, Kpis, Revision, Task
from jdstudio.model.place import Place
from jdstudio.model.project import Facts, Position, Project


@pytest.mark.parametrize(
    ("item", "fields"),
    [
        (Goal(id="1", text="每月毛利率不低于 38%", due="Q4 末"), ("text",)),
        (Goal(id="1", text="Raise conversion to 3.3%", due="End of Q4"), ("text",)),
        (Duty(id="1", text="管理货品", standard="每周 8 个详情页", share=Decimal(25)), ("standard",)),
        (Task(id="1", text="核对报表", cadence="daily", duration=Decimal("0.5"), due="9:30 前"), ("duration", "due")),
        (Task(id="1", text="按《广告法》第 9 条复核双 11 与 H5 页面", steps="1. 看\n2. 改"), ()),
        (Task(id="1", text="整理 SOP-01 V2.0、3C 类目与 B2B 渠道"), ()),
        (Kpi(id="1", name="30日留存率", formula="A ÷ B × 100%", weight=Decimal(20), floor=Decimal(1)), ("floor",)),
        (
            Kpi(id="1", target=Decimal(2), stretch=Decimal(3), baseline=Decimal(1), warning=Decimal(1), rule="每高 1 点扣 2 分"),
            ("target", "stretch", "rule", "baseline", "warning"),
        ),
        (Expense(id="1", name="样品", budget=Decimal(5000)), ("budget",)),
    ],
)  # fmt: skip
def test_a_made_up_quantity_is_an_example(item: Item, fields: tuple[str, ...]) -> None:
    assert example_fields(item) == fields
    assert with_examples(item).examples == fields


def test_of_the_facts_only_what_a_role_proposes_is_an_example() -> None:
    facts = Facts(
        title="3 级店长", headcount="2 人", hours="弹性", pay="9,000 元/月", version="V1.0", effective="2027-01-01"
    )

    assert example_fields(facts) == ("headcount", "pay")


def test_what_is_known_to_be_none_is_not_marked() -> None:
    assert with_examples(Goal(id="1", measure="30日留存率"), but=("measure",)).examples == ()


# --- where they are --------------------------------------------------------------------------------------------------

GOAL = Goal(id="g", text="1", due="2", examples=("text", "due"))
PLAIN = Goal(id="h", text="x")
KPI = Kpi(id="k", floor=Decimal(1), examples=("floor",))
POSITION = Position(
    id="p",
    facts=Facts(pay="1", headcount="2", examples=("pay",)),
    sections=(Goals(id="s", items=(GOAL, PLAIN), sections=(Kpis(id="t", items=(KPI,)),)),),
)
PROJECT = Project(id="x", positions=(POSITION,))
PAY, TEXT, DUE, FLOOR = (
    Place("p", field="pay"),
    Place("p", "s", "g", "text"),
    Place("p", "s", "g", "due"),
    Place("p", "t", "k", "floor"),
)


def test_examples_are_listed_in_reading_order_facts_first() -> None:
    assert list(position_examples(POSITION)) == [PAY, TEXT, DUE, FLOOR]


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (PAY, TEXT),
        (TEXT, DUE),
        (DUE, FLOOR),
        (FLOOR, PAY),
        (Place("p"), PAY),
        (Place("p", "s"), TEXT),
        (Place("p", "s", "h", "text"), FLOOR),
        (Place("p", "t"), FLOOR),
        (Place("p", "s", "g", "measure"), TEXT),
        (Place("p", "gone"), PAY),
    ],
)
def test_the_next_example_comes_after_the_place_and_then_from_the_beginning(here: Place, there: Place) -> None:
    assert next_example(PROJECT, here) == there


def test_where_none_is_left_there_is_no_next() -> None:
    assert next_example(Project(id="x", positions=(Position(id="p"),)), Place("p")) is None
    assert next_example(PROJECT, Place("other")) is None


# --- keeping them ----------------------------------------------------------------------------------------------------


def test_kept_values_stay_and_are_no_examples_any_more() -> None:
    after = edits.keep_examples(PROJECT, Place("p", "s"), [("g", "due"), ("h", "text")])

    assert list(position_examples(after.positions[0])) == [PAY, TEXT, FLOOR]
    assert after.positions[0].sections[0].items[0].due == "2"  # type: ignore[union-attr]
    assert after.positions[0].sections[0].sections is POSITION.sections[0].sections


def test_kept_facts_are_no_examples_any_more() -> None:
    after = edits.keep_examples(PROJECT, Place("p"), [("", "pay")])

    assert list(position_examples(after.positions[0])) == [TEXT, DUE, FLOOR]
    assert after.positions[0].facts.pay == "1"


def test_keeping_what_is_no_example_changes_nothing() -> None:
    assert edits.keep_examples(PROJECT, Place("p", "s"), [("h", "text"), ("g", "measure")]) is PROJECT
    assert edits.keep_examples(PROJECT, Place("p"), [("", "headcount")]) is PROJECT


def test_revisions_are_told_by_their_own_dates() -> None:
    assert example_fields(Revision(id="1", version="V1.0", text="First issue")) == ()
