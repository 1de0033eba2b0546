"""Each structure rule finds what it is for, at its place, and is silent where all is well."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdstudio.checks.engine import Finding, run
from jdstudio.model.kinds import (
    AnySection,
    Column,
    Duties,
    Duty,
    Goal,
    Goals,
    Kpi,
    Kpis,
    Strategies,
    Strategy,
    Table,
    TableRow,
    Task,
    Tasks,
    Text,
)
from jdstudio.model.project import Facts, Position, Project
from jdstudio.scoring.linear import problem


def found(rule: str, *sections: AnySection, title: str = "主管") -> list[Finding]:
    project = Project(
        "x",
        strategy=Strategies(id="s", items=(Strategy(id="s1", text="增长"),)),
        positions=(Position("p", Facts(title=title), sections),),
    )
    return [finding for finding in run(project) if finding.rule == rule]


def kpis(*weights: int | str | None, id_: str = "k") -> Kpis:
    items = (
        Kpi(id=f"{id_}{at}", name=f"指标{at}", weight=None if weight is None else Decimal(weight), method="manual")
        for at, weight in enumerate(weights)
    )
    return Kpis(id=id_, items=tuple(items))


def duties(*shares: int | None) -> Duties:
    items = (
        Duty(id=f"d{at}", text=f"职责{at}", share=None if s is None else Decimal(s)) for at, s in enumerate(shares)
    )
    return Duties(id="d", items=tuple(items))


# --- weights and shares ----------------------------------------------------------------------------------------------


def test_weights_that_do_not_make_100() -> None:
    (finding,) = found("weights-total", kpis(60, 30))
    assert (finding.level, finding.section, finding.field) == ("error", "k", "weight")
    assert finding.message == "The KPI weights of “主管” add up to 90 %, not to 100 %."
    assert not found("weights-total", kpis(60, "39.5", "0.5"))


def test_the_weights_of_all_kpi_sections_of_a_position_count_together() -> None:
    assert not found("weights-total", kpis(60, id_="a"), Text(id="t", sections=(kpis(40, id_="b"),)))
    assert found("weights-total", kpis(60, id_="a"), Text(id="t", sections=(kpis(60, id_="b"),)))


def test_no_weights_at_all_is_one_warning_not_one_error() -> None:
    assert [finding.level for finding in found("no-weights", kpis(None, None))] == ["warning"]
    assert not found("weights-total", kpis(None, None))
    assert not found("weight-missing", kpis(None, None))


def test_a_weight_missing_among_others() -> None:
    (finding,) = found("weight-missing", kpis(100, None))
    assert (finding.level, finding.item, finding.message) == ("warning", "k1", "“指标1” has no weight.")


@pytest.mark.parametrize(("weight", "wrong"), [(-1, True), (0, False), (100, False), ("100.01", True)])
def test_weights_lie_between_0_and_100(weight: int | str, *, wrong: bool) -> None:
    assert [(finding.level, finding.item) for finding in found("weight-range", kpis(weight))] == [
        ("error", "k0")
    ] * wrong


def test_a_kpi_that_is_only_watched_needs_neither_weight_nor_levels() -> None:
    def watched(weight: str | None) -> Kpis:
        given = None if weight is None else Decimal(weight)
        return Kpis(id="w", items=(Kpi(id="w1", name="跟踪", weight=given, counted="no"),))

    for rule in ("weights-total", "weight-missing", "weight-range", "kpi-levels-missing"):
        assert not found(rule, kpis(60, 40), watched(None)), rule
        assert not found(rule, kpis(60, 40), watched("130")), rule
    assert found("weights-total", kpis(60), watched("40"))
    assert not found("no-weights", watched(None))


def test_shares_of_time_that_do_not_make_100() -> None:
    (finding,) = found("shares-total", duties(50, 40, None))
    assert (finding.level, finding.section, finding.field) == ("warning", "d", "share")
    assert "take 90 % of the time" in finding.message
    assert not found("shares-total", duties(60, 40))
    assert not found("shares-total", duties(None, None))


def test_shares_of_time_lie_between_0_and_100() -> None:
    assert [finding.item for finding in found("share-range", duties(120, -20))] == ["d0", "d1"]


# --- levels ----------------------------------------------------------------------------------------------------------


def levels(
    floor: str | None,
    target: str | None,
    stretch: str | None = None,
    direction: Literal["higher", "lower"] = "higher",
) -> Kpis:
    low, full, more = (None if text is None else Decimal(text) for text in (floor, target, stretch))
    kpi = Kpi(id="k1", name="转化率", direction=direction, weight=Decimal(100), floor=low, target=full, stretch=more)
    return Kpis(id="k", items=(kpi,))


def test_linear_scoring_needs_floor_and_target() -> None:
    assert [finding.level for finding in found("kpi-levels-missing", levels(None, "3"))] == ["warning"]
    assert found("kpi-levels-missing", levels("2", None))
    assert not found("kpi-levels-missing", levels("2", "3"))
    assert not found("kpi-levels-missing", kpis(100))


def test_floor_and_target_that_are_the_same() -> None:
    (finding,) = found("kpi-levels-equal", levels("3", "3.0"))
    assert finding.message == "Floor and target of “转化率” are both 3."


def test_levels_that_run_against_the_direction() -> None:
    (higher,) = found("kpi-direction", levels("3", "2"))
    (lower,) = found("kpi-direction", levels("2", "3", direction="lower"))
    assert higher.message == "“转化率”: higher is better, but the target 2 lies below the floor 3."
    assert lower.message == "“转化率”: lower is better, but the target 3 lies above the floor 2."
    assert not found("kpi-direction", levels("3", "2", direction="lower"))


def test_a_stretch_on_the_wrong_side_of_the_target() -> None:
    assert found("kpi-stretch", levels("2", "3", "2.5"))
    assert found("kpi-stretch", levels("9", "7", "8", "lower"))
    assert found("kpi-stretch", levels("2", None, "1"))
    assert not found("kpi-stretch", levels("2", "3", "3"))
    assert not found("kpi-stretch", levels("9", "7", "6", "lower"))


LEVELS = st.none() | st.integers(0, 4).map(str)


@given(LEVELS, LEVELS, LEVELS, st.sampled_from(("higher", "lower")))
def test_the_rules_complain_wherever_scoring_cannot_draw_a_curve(
    floor: str | None, target: str | None, stretch: str | None, direction: Literal["higher", "lower"]
) -> None:
    section = levels(floor, target, stretch, direction)
    rules = ("kpi-levels-missing", "kpi-levels-equal", "kpi-direction", "kpi-stretch")
    complaints = [finding for rule in rules for finding in found(rule, section)]
    assert bool(complaints) == (problem(section.items[0]) is not None)


def test_a_kpi_without_name() -> None:
    section = Kpis(id="k", items=(Kpi(id="a", name="转化率"), Kpi(id="b", name="  ")))
    assert [(finding.item, finding.message) for finding in found("kpi-unnamed", section)] == [
        ("b", "KPI K2 has no name.")
    ]


# --- references and ids ----------------------------------------------------------------------------------------------


def test_references_to_nothing() -> None:
    section = Tasks(id="t", items=(Task(id="t1", text="日报", duty="gone"), Task(id="t2", text="周报", duty="d0")))
    (finding,) = found("broken-reference", duties(100), section)
    assert (finding.level, finding.item, finding.field) == ("error", "t1", "duty")
    assert "(gone)" in finding.message


def test_a_reference_to_an_item_of_the_wrong_kind_is_one_to_nothing() -> None:
    goals = Goals(id="g", items=(Goal(id="g1", text="增长", strategy="d0"), Goal(id="g2", text="增长", strategy="s1")))
    assert [finding.item for finding in found("broken-reference", duties(100), goals)] == ["g1"]


def test_ids_used_twice() -> None:
    first = Position("p", Facts(title="甲"), (Text(id="a", sections=(Text(id="a"),)), duties(100)))
    second = Position("p", Facts(title="乙"), (duties(100),))
    project = Project("x", strategy=Strategies(id="s", items=(Strategy(id="d0"),)), positions=(first, second))
    places = [
        (finding.position, finding.section, finding.item) for finding in run(project) if finding.rule == "duplicate-id"
    ]
    assert sorted(places) == [("p", "", ""), ("p", "a", ""), ("p", "d", ""), ("p", "d", "d0"), ("p", "d", "d0")]


def test_goals_nobody_measures() -> None:
    goals = Goals(id="g", items=(Goal(id="g1", text="留存"), Goal(id="g2", text="续费"), Goal(id="g3", text="召回")))
    duty = Duties(id="d", items=(Duty(id="d1", text="会员", goal="g2"),))
    section = Kpis(id="k", items=(Kpi(id="k1", name="留存率", goal="g1"), Kpi(id="k2", name="续费率", goal="d1")))
    assert [finding.item for finding in found("goal-unmeasured", goals, duty, section)] == ["g3"]
    assert not found("goal-unmeasured", goals)  # no KPIs at all is one finding of its own
    assert [finding.level for finding in found("no-kpis", goals)] == ["info"]


# --- what is missing -------------------------------------------------------------------------------------------------


def test_a_position_without_title() -> None:
    (finding,) = found("untitled", title=" ")
    assert (finding.level, finding.position, finding.field) == ("warning", "p", "title")
    (finding,) = found("no-kpis", title="")
    assert finding.message == "“Untitled position” has no KPIs."


def test_sections_without_anything() -> None:
    sections = (Text(id="a", title="目的"), Text(id="b", text="有"), Text(id="c", sections=(Text(id="d", text="有"),)))
    assert [(finding.level, finding.section) for finding in found("empty-section", *sections)] == [("info", "a")]


def test_sections_buried_too_deep_are_said_once_a_branch() -> None:
    section: AnySection = Text(id="7", text="x")
    for level in range(6, 0, -1):
        section = Text(id=str(level), text="x", sections=(section,))
    assert [finding.section for finding in found("too-deep", section)] == ["6"]


def test_a_table_word_cannot_hold() -> None:
    def table(count: int) -> Table:
        return Table(id="t", title="排班", columns=tuple(Column(str(at)) for at in range(count)))

    (finding,) = found("too-many-columns", table(64))
    assert (finding.level, finding.section) == ("error", "t")
    assert finding.message == "The table “排班” has 64 columns."
    assert found("too-many-columns", table(63)) == []


def test_cells_that_stand_in_no_column() -> None:
    rows = (TableRow("r1", ("a", "b", "", "lost")), TableRow("r2", ("a", "b", " ")), TableRow("r3", ("a",)))
    (finding,) = found(
        "cells-without-column", Table(id="t", title="排班", columns=(Column("x"), Column("y")), items=rows)
    )
    assert (finding.level, finding.section, finding.item) == ("warning", "t", "r1")
    assert "“lost”" in finding.message
