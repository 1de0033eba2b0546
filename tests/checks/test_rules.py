"""Each rule about the article's advice fires on what it is for, and is silent beside it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from jdstudio.checks import chain, parts, practice, wording
from jdstudio.checks.engine import Finding, run
from jdstudio.model.kinds import (
    AnySection,
    Area,
    Areas,
    Budget,
    Collaboration,
    Collaborations,
    Communication,
    Communications,
    Compliance,
    Compliances,
    Dataset,
    Datasets,
    Deviation,
    Deviations,
    Duties,
    Duty,
    Expense,
    Goal,
    Goals,
    Kpi,
    Kpis,
    Market,
    Matrix,
    Meeting,
    Meetings,
    Part,
    Problem,
    Problems,
    Processes,
    Resource,
    Resources,
    Retrospective,
    Retrospectives,
    Step,
    Strategies,
    Strategy,
    Task,
    Tasks,
    Text,
    Watch,
)
from jdstudio.model.project import Facts, Position, Project

Sections = tuple[AnySection, ...]
GOAL = Goal(id="g", text="把 30 日留存率由 22% 提升至 27%", due="2999-12-31", strategy="s1")


def goals(*items: Goal) -> Goals:
    return Goals(id="goals", items=items)


def duties(*items: Duty) -> Duties:
    return Duties(id="duties", items=items)


def tasks(*items: Task) -> Tasks:
    return Tasks(id="tasks", items=items)


def process(*items: Step) -> Processes:
    return Processes(id="process", items=items)


def matrix(*letters: str) -> Matrix:
    items = (
        Part(id=f"p{at}", matter="新品上线", department=f"部门{at}", raci=letter, responsibility="对结果负责")  # type: ignore[arg-type]
        for at, letter in enumerate(letters)
    )
    return Matrix(id="matrix", items=tuple(items))


def findings(sections: Iterable[AnySection], structure: str = "", **facts: Any) -> list[Finding]:
    strategy = Strategies(id="strategy", items=(Strategy(id="s1", text="增长"),))
    position = Position("p", Facts(title="运营主管", **facts), tuple(sections), structure)
    return list(run(Project("x", strategy=strategy, positions=(position,))))


CASES: dict[str, tuple[Sections, Sections]] = {
    "goal-specific": ((goals(Goal(id="g", text="提升销售")),), (goals(GOAL),)),
    "goal-measurable": ((goals(Goal(id="g", text="让用户更满意，愿意推荐")),), (goals(GOAL),)),
    "goal-achievable": ((goals(Goal(id="g", text="留存率达到 27%")),), (goals(GOAL),)),
    "goal-relevant": ((goals(Goal(id="g", text="留存率达到 27%")),), (goals(GOAL),)),
    "goal-timely": ((goals(Goal(id="g", text="留存率达到 27%")),), (goals(Goal(id="g", text="三季度留存率达到 27%")),)),
    "goal-past": ((goals(Goal(id="g", text="留存率", due="1999-12-31")),), (goals(GOAL),)),
    "goal-without-means": ((goals(GOAL),), (goals(GOAL), duties(Duty(id="d", text="管留存", goal="g")))),
    "duty-without-goal": (
        (goals(GOAL), duties(Duty(id="d", text="管留存"))),
        (goals(GOAL), duties(Duty(id="d", text="管留存", goal="g"))),
    ),
    "duty-without-standard": ((duties(Duty(id="d")),), (duties(Duty(id="d", standard="差错为 0")),)),
    "duty-without-outcome": ((duties(Duty(id="d")),), (duties(Duty(id="d", outcome="周报")),)),
    "duty-without-result": (
        (duties(Duty(id="d", text="分析市场变化")),),
        (duties(Duty(id="d", text="分析市场变化，提出改进建议")),),
    ),
    "duplicate-duty": (
        (duties(Duty(id="d", text="审核活动方案。"), Duty(id="e", text="审核 活动方案")),),
        (duties(Duty(id="d", text="审核活动方案"), Duty(id="e", text="复盘活动")),),
    ),
    "duty-outside-areas": (
        (Areas(id="a", items=(Area(id="a1", name="货品"),)), duties(Duty(id="d", area="流量"))),
        (Areas(id="a", items=(Area(id="a1", name="货品"),)), duties(Duty(id="d", area="货品"))),
    ),
    "task-without-duty": (
        (goals(GOAL), tasks(Task(id="t", text="出周报"))),
        (goals(GOAL), tasks(Task(id="t", text="出周报", duty="g"))),
    ),
    "task-without-cadence": (
        (tasks(Task(id="t", text="出周报")),),
        (tasks(Task(id="t", text="出周报", cadence="weekly")),),
    ),
    "key-task-without-kpi": (
        (tasks(Task(id="t", priority="high")),),
        (tasks(Task(id="t", priority="high", kpi="k"), Task(id="u", priority="low")),),
    ),
    "steps-without-check": (
        (tasks(Task(id="t", steps="1. 收集数据\n2. 写方案")),),
        (tasks(Task(id="t", steps="1. 收集数据\n2. 写方案\n3. 评估效果")),),
    ),
    "all-high-priority": (
        (tasks(*(Task(id=f"t{at}", priority="high") for at in range(3))),),
        (tasks(*(Task(id=f"t{at}", priority="high") for at in range(2)), Task(id="t3")),),
    ),
    "long-without-milestone": (
        (tasks(Task(id="t", term="long")),),
        (tasks(Task(id="t", term="long", milestone="6 月完成首批"), Task(id="u", term="short")),),
    ),
    "kpi-without-goal": (
        (goals(GOAL), Kpis(id="k", items=(Kpi(id="k1", name="留存率"),))),
        (goals(GOAL), Kpis(id="k", items=(Kpi(id="k1", name="留存率", goal="g"),))),
    ),
    "kpi-count": (
        (Kpis(id="k", items=tuple(Kpi(id=f"k{at}", name="x") for at in range(9))),),
        (Kpis(id="k", items=(*(Kpi(id=f"k{at}", name="x") for at in range(8)), Kpi(id="w", counted="no"))),),
    ),
    "one-accountable": ((matrix("A", "A", "R"),), (matrix("A", "R", ""),)),
    "part-without-responsibility": (
        (Matrix(id="m", items=(Part(id="p1", matter="上线", department="市场"),)),),
        (Matrix(id="m", items=(Part(id="p1", matter="上线", department="市场", raci="I"),)),),
    ),
    "matrix-without-meeting": (
        (matrix("A"),),
        (matrix("A"), Meetings(id="me", items=(Meeting(id="m1", name="周会", cadence="weekly"),))),
    ),
    "one-way-exchange": (
        (Collaborations(id="c", items=(Collaboration(id="c1", party="客服", ours="活动说明"),)),),
        (Collaborations(id="c", items=(Collaboration(id="c1", party="客服", ours="活动说明", theirs="反馈汇总"),)),),
    ),
    "area-unconnected": (
        (Areas(id="a", items=(Area(id="a1", name="货品"),)),),
        (Areas(id="a", items=(Area(id="a1", name="货品", downstream="流量"),)),),
    ),
    "area-without-duty": (
        (Areas(id="a", items=(Area(id="a1", name="货品"),)), duties(Duty(id="d", area="流量"))),
        (Areas(id="a", items=(Area(id="a1", name="货品"),)), duties(Duty(id="d", area="货品"))),
    ),
    "step-without-owner": ((process(Step(id="s", name="选品")),), (process(Step(id="s", name="选品", owner="货品")),)),
    "step-input-unknown": (
        (process(Step(id="s", name="提报", output="候选款清单"), Step(id="t", name="定价", input="财务审批单")),),
        (process(Step(id="s", name="提报", output="候选款清单"), Step(id="t", name="选品", input="候选清单")),),
    ),
    "standardised-without-sop": (
        (process(Step(id="s", standardised="yes")),),
        (process(Step(id="s", standardised="yes", sop="SOP-1"), Step(id="t", standardised="no")),),
    ),
    "process-without-compliance": (
        (process(Step(id="s", name="上架")),),
        (process(Step(id="s", name="上架")), Compliances(id="c", items=(Compliance(id="c1", text="广告法"),))),
    ),
    "dataset-without-check": (
        (Datasets(id="d", items=(Dataset(id="d1", name="订单"),)), Kpis(id="k", items=(Kpi(id="k1", dataset="d1"),))),
        (Datasets(id="d", items=(Dataset(id="d1", name="订单"),)), Kpis(id="k", items=(Kpi(id="k1"),))),
    ),
    "risk-without-response": (
        (Market(id="m", items=(Watch(id="w", name="降价", chance="risk"),)),),
        (Market(id="m", items=(Watch(id="w", name="降价", chance="risk", response="补款"),)),),
    ),
    "resource-late": (
        (Resources(id="r", items=(Resource(id="r1", name="设计", needed="2027-06-02", begins="2027-06-01"),)),),
        (Resources(id="r", items=(Resource(id="r1", name="设计", needed="2027-06-01", begins="2027-06-01"),)),),
    ),
    "resource-priority": (
        (
            Resources(
                id="r",
                items=(
                    Resource(id="r1", type="people", priority="low", covered="yes"),
                    Resource(id="r2", type="people", priority="high", covered="no"),
                ),
            ),
        ),
        (
            Resources(
                id="r",
                items=(
                    Resource(id="r1", type="people", priority="low", covered="yes"),
                    Resource(id="r2", type="money", priority="high", covered="no"),
                ),
            ),
        ),
    ),
    "over-budget": (
        (Budget(id="b", items=(Expense(id="b1", budget=Decimal(10), actual=Decimal(11)),)),),
        (
            Budget(
                id="b",
                items=(Expense(id="b1", budget=Decimal(10), actual=Decimal(10)), Expense(id="b2", actual=Decimal(5))),
            ),
        ),
    ),
    "deviation-incomplete": (
        (Deviations(id="d", items=(Deviation(id="d1", cause="缺货"),)),),
        (Deviations(id="d", items=(Deviation(id="d1", cause="缺货", action="补货"),)),),
    ),
    "problem-unverified": (
        (Problems(id="p", items=(Problem(id="p1", text="超时", state="done"),)),),
        (
            Problems(
                id="p",
                items=(Problem(id="p1", text="超时", state="doing"), Problem(id="p2", state="done", verified="3%")),
            ),
        ),
    ),
    "lesson-missing": (
        (Retrospectives(id="r", items=(Retrospective(id="r1", name="双 11"),)),),
        (Retrospectives(id="r", items=(Retrospective(id="r1", name="双 11", works="分层"),)),),
    ),
    "vague-wording": (
        (duties(Duty(id="d", text="负责店铺相关工作")), Text(id="x", text="尽快完成")),
        (duties(Duty(id="d", text="统筹店铺货品计划"), Duty(id="e", text="负责工作流搭建")),),
    ),
    "catch-all": (
        (duties(Duty(id="d", text="完成领导交办的其他工作")),),
        (duties(Duty(id="d", text="完成其他部门的需求对接")),),
    ),
    "two-actions": ((tasks(Task(id="t", text="制定并执行营销策略")),), (tasks(Task(id="t", text="制定营销策略")),)),
    "long-sentence": ((Text(id="x", text="运营" * 41),), (Text(id="x", text="运营。" * 100),)),
    "unordered-prose": ((Text(id="x", text="运营。" * 101),), (Text(id="x", text="运营。\n" * 101),)),
}


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_fires_on_what_it_is_for_and_is_silent_beside_it(rule: str) -> None:
    fires, is_silent = CASES[rule]
    found = [finding for finding in findings(fires) if finding.rule == rule]
    assert found
    assert all(finding.message and "{" not in finding.message for finding in found)
    assert [finding for finding in findings(is_silent) if finding.rule == rule] == []


def test_no_rule_is_without_a_case() -> None:
    elsewhere = {
        *("part-required", "part-missing", "part-recommended", "cadence-without-task"),
        *("over-capacity", "review-due", "no-review-date"),
    }
    rules = {rule.id for module in (chain, parts, practice, wording) for rule in module.RULES}
    assert rules - elsewhere == set(CASES)


@pytest.mark.parametrize("last", ["3. 7 天后回看转化率", "3. Call back after 3 days", "3. See that it holds"])
def test_many_words_say_that_the_result_is_looked_at(last: str) -> None:
    found = findings((tasks(Task(id="t", steps=f"1. 收集数据\n2. 写方案\n{last}")),))
    assert "steps-without-check" not in {finding.rule for finding in found}


def test_a_recurring_exchange_is_a_meeting_too() -> None:
    exchange = Communication(id="x", party="客服部", cadence="weekly")
    for sections, count in (((exchange,), 0), ((replace(exchange, cadence=""),), 1)):
        found = findings((matrix("A"), Communications(id="c", items=sections)))
        assert [finding.rule for finding in found].count("matrix-without-meeting") == count


# --- what depends on more than the sections --------------------------------------------------------------------------


def test_the_adopted_answer_asks_for_four_parts_and_recommends_a_fifth() -> None:
    found = findings((goals(GOAL),), "A1")
    required = [finding.message for finding in found if finding.rule == "part-required"]
    assert required == [f"“运营主管” says nothing on {part}." for part in ("tasks", "KPIs", "collaboration")]
    assert [finding.level for finding in found if finding.rule == "part-missing"] == ["warning"]


def test_a_structure_names_each_part_that_holds_nothing() -> None:
    filled = (duties(Duty(id="d", text="管留存")), tasks(Task(id="t", text="出周报")))
    missing = [finding for finding in findings(filled, "A2") if finding.rule == "part-missing"]
    assert sorted(finding.message.rpartition("on ")[2] for finding in missing) == [
        "areas of work.",
        "collaboration.",
        "goals.",
    ]
    assert len([finding for finding in findings(filled, "A3") if finding.rule == "part-recommended"]) == 5
    assert len([finding for finding in findings(filled, "A4") if finding.rule == "part-missing"]) == 3


def test_a_part_is_there_by_its_slot_too() -> None:
    text = Text(id="x", slot="efficiency", text="每月复盘一次流程。")
    assert len([finding for finding in findings((text,), "A4") if finding.rule == "part-missing"]) == 3


def test_a_position_in_which_nothing_was_written_yet_is_left_alone() -> None:
    assert [finding.rule for finding in findings((goals(),), "A1") if finding.rule.startswith("part")] == []


def test_the_fourth_answer_wants_tasks_of_each_day_week_and_month() -> None:
    section = tasks(Task(id="t", text="出周报", cadence="weekly"))
    found = [finding.message for finding in findings((section,), "A4") if finding.rule == "cadence-without-task"]
    assert [message.rpartition("every ")[2] for message in found] == ["day.", "month."]
    assert [finding for finding in findings((section,), "A1") if finding.rule == "cadence-without-task"] == []


def test_a_description_is_revised_in_time() -> None:
    filled = (goals(GOAL),)
    assert "review-due" in {finding.rule for finding in findings(filled, review_by="1999-01-01")}
    assert "review-due" not in {finding.rule for finding in findings(filled, review_by="2999-01-01")}
    assert "no-review-date" in {finding.rule for finding in findings(filled, effective="2027-01-01")}


def test_wording_names_the_stretch_it_means() -> None:
    (found,) = (it for it in findings((duties(Duty(id="d", text="按需处理等工作")),)) if it.rule == "vague-wording")
    assert (found.start, found.end, found.quote, found.field) == (4, 7, "等工作", "text")


@pytest.mark.parametrize(("hours", "is_over"), [("8", False), ("8.01", True)])
def test_the_tasks_must_fit_into_the_week(hours: str, is_over: bool) -> None:  # noqa: FBT001  a parameter of the test
    section = tasks(Task(id="t", text="客服值班", cadence="daily", duration=Decimal(hours)))
    assert ("over-capacity" in {finding.rule for finding in findings((section,))}) == is_over


@pytest.mark.parametrize("capacity", ["0", "-1"])
def test_a_position_without_hours_has_too_many_tasks_only_where_it_has_any(capacity: str) -> None:
    def rules(*sections: Tasks) -> set[str]:
        position = Position("p", sections=sections, capacity=Decimal(capacity))
        return {finding.rule for finding in run(Project("x", positions=(position,)), "en")}

    assert "over-capacity" not in rules()
    assert "over-capacity" in rules(tasks(Task(id="t", text="客服值班", cadence="daily", duration=Decimal(1))))
