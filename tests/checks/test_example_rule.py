"""Example values left over from a template are named, section by section."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jdstudio.checks.engine import Finding, run
from jdstudio.library import new_project
from jdstudio.model import edits
from jdstudio.model.examples import position_examples
from jdstudio.model.kinds import Goal, Goals, Kpi, Kpis
from jdstudio.model.place import Place
from jdstudio.model.project import Facts, Position, Project


def project(*, goal: str = "", kpi: str = "", facts: str = "") -> Project:
    """A position whose goal, KPI and facts hold the named fields as examples."""
    goals = Goals(
        id="s1", title="Goals", items=(Goal(id="g1", text="Reach 100%\nof plan", examples=tuple(goal.split())),)
    )
    row = Kpi(id="k1", name="Margin", unit="%", floor=Decimal(34), target=Decimal(38), examples=tuple(kpi.split()))
    position = Position(
        id="p1",
        facts=Facts(title="Lead", pay="¥9,000", examples=tuple(facts.split())),
        sections=(goals, Kpis(id="s2", items=(row,))),
    )
    return Project(id="x", language="en", positions=(position,))


def left(found: Project) -> list[Finding]:
    return [finding for finding in run(found, "en") if finding.rule == "example-left"]


def test_each_section_and_the_facts_are_named_once_with_their_first_example() -> None:
    found = left(project(goal="text due", kpi="floor target", facts="pay"))

    assert [finding.message for finding in found] == [
        "Example values left here: 1. The first is Pay “¥9,000”.",
        "Example values left here: 2. The first is Goal “Reach 100% of plan”.",
        "Example values left here: 2. The first is Floor “34%”.",
    ]
    assert [finding.place for finding in found] == [
        Place("p1", field="pay"),
        Place("p1", "s1", "g1", "text"),
        Place("p1", "s2", "k1", "floor"),
    ]
    assert {(finding.level, finding.family) for finding in found} == {("warning", "structure")}


def test_chinese_findings_name_fields_in_chinese() -> None:
    (finding,) = (it for it in run(project(facts="pay"), "zh") if it.rule == "example-left")

    assert "薪酬范围" in finding.message


def test_a_changed_value_is_no_example_any_more() -> None:
    before = project(kpi="floor", facts="pay")
    after = edits.set_value(before, Place("p1", "s2", "k1", "floor"), Decimal(30))
    after = edits.set_fact(after, "p1", "pay", "¥12,000")

    assert left(after) == []


@pytest.mark.parametrize("code", ["ecom", "user"])
def test_a_role_says_how_much_of_it_is_made_up(code: str) -> None:
    made = new_project(code, "A4")

    assert {finding.section for finding in left(made)} == {
        place.section for place in position_examples(made.positions[0])
    }


def test_what_a_person_wrote_is_no_example() -> None:
    assert left(project()) == []


def test_a_name_that_no_field_has_is_no_example() -> None:
    assert left(project(goal="nope", facts="nope other")) == []
    assert [finding.field for finding in left(project(goal="nope text", facts="nope pay"))] == ["pay", "text"]
