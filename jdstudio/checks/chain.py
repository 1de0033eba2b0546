"""Rules about the chain: goals that are SMART, duties and tasks that serve one, KPIs that measure one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import groupby

from jdstudio.checks.places import each_item, hit, items_in, position_name
from jdstudio.checks.rule import Hit, Rule, each_position
from jdstudio.i18n import N_
from jdstudio.model.kinds import Duty, Goal, Kpi, Task, kind_of
from jdstudio.model.place import Place
from jdstudio.model.project import Position, Project
from jdstudio.model.values import show_number
from jdstudio.model.walk import sections_of
from jdstudio.model.workload import rounded, workload_of

_FIGURE = re.compile(
    r"[0-9０-９〇一二三四五六七八九十百千万亿两半]+\s*(?:[%％个件次元万亿天日周月年人家篇场分小倍]|[a-z])|\d",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\d{4}\s*[-/.年]|\d+\s*月|季度|年底|月底|月末|年内|半年|Q[1-4]|每[天日周月季年]|\d+\s*[天日周个]|"
    r"\b(?:by|until|within|before|every|each|daily|weekly|monthly|quarterly|quarter|month|year|week)\b",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"[由从自].{1,20}[到至]|\bfrom\b.{1,30}\bto\b|[→]|->", re.IGNORECASE)
_ANALYSIS = re.compile(r"分析|调研|研究|\banaly|\bresearch", re.IGNORECASE)
_RESULT = re.compile(
    r"建议|报告|方案|结论|清单|对策|计划|策略|看板|proposal|report|plan|recommend|conclusion|list|dashboard",
    re.IGNORECASE,
)
_CHECKING = re.compile(
    r"检查|核对|核查|复盘|评估|验证|跟踪|确认|回访|复核|校验|总结|对比|追踪|抽查|抽检|回看|观察|验收|测试|"
    r"check|review|verif|evaluat|measur|confirm|follow|compare|look back|call back|inspect|\bsee (?:that|whether|if)\b",
    re.IGNORECASE,
)


# --- goals: one rule a letter of SMART (A1-7) ------------------------------------------------------------------------


def _is_vague_goal(goal: Goal) -> bool:
    """S: what is to happen to what. Four characters name no verb and object with their scope."""
    return not goal.specific.strip() and len("".join(goal.text.split())) < 8


def unmeasurable(project: Project, position: Position) -> Iterator[Hit]:
    """M (A2-21): a figure, a way of measuring, or a KPI that points to the goal."""
    linked = {kpi.goal for _section, kpi in items_in(position, Kpi)}
    for section, goal in items_in(position, Goal):
        if goal.id not in linked and not goal.measure.strip() and not _FIGURE.search(goal.text):
            yield hit(project, position, section, goal, "text")


def _has_no_ground(goal: Goal) -> bool:
    """A (A2-20): where it starts from, or why it can be reached."""
    return not (goal.baseline.strip() or goal.achievable.strip() or _FROM_TO.search(goal.text))


def irrelevant(project: Project, position: Position) -> Iterator[Hit]:
    """R (A1-5): the strategy it serves, where the project has a list of them."""
    if project.strategy.items:
        for section, goal in items_in(position, Goal):
            if not goal.strategy and not goal.relevance.strip():
                yield hit(project, position, section, goal, "strategy")


def _has_no_date(goal: Goal) -> bool:
    """T: a date or a period, in its own field or in the sentence."""
    return not goal.due.strip() and not _PERIOD.search(goal.text)


def _is_past(goal: Goal) -> bool:
    """T: a date that lies behind us."""
    try:
        return date.fromisoformat(goal.due.strip()) < date.today()  # noqa: DTZ011  the calendar on the wall
    except ValueError:
        return False


def goal_without_means(project: Project, position: Position) -> Iterator[Hit]:
    """A1-9, A1-11: initiatives, or duties or tasks that belong to the goal."""
    served = {duty.goal for _section, duty in items_in(position, Duty)}
    served |= {task.duty for _section, task in items_in(position, Task)}
    for section, goal in items_in(position, Goal):
        if goal.id not in served and not goal.initiatives.strip():
            yield hit(project, position, section, goal, "initiatives")


# --- duties and tasks ------------------------------------------------------------------------------------------------


def duty_without_goal(project: Project, position: Position) -> Iterator[Hit]:
    """A1-3."""
    if any(True for _ in items_in(position, Goal)):
        for section, duty in items_in(position, Duty):
            if not duty.goal:
                yield hit(project, position, section, duty, "goal")


def task_without_duty(project: Project, position: Position) -> Iterator[Hit]:
    """A1-3: a task belongs to a goal through its duty, or at once."""
    if any(True for _ in sections_of(position, "duties", "goals")):
        for section, task in items_in(position, Task):
            if not task.duty:
                yield hit(project, position, section, task, "duty")


def duplicate_duties(project: Project) -> Iterator[Hit]:
    """A2-13: the same duty twice, in a position or in two of a project."""
    seen: dict[str, str] = {}
    for position in project.positions:
        for section, duty in items_in(position, Duty):
            key = "".join(ch for ch in duty.text.casefold() if ch.isalnum())
            if key and key in seen:
                yield hit(project, position, section, duty, "text", where=seen[key])
            seen.setdefault(key, position.title)


def _lacks_result(duty: Duty) -> bool:
    return bool(_ANALYSIS.search(duty.text)) and not _RESULT.search(
        f"{duty.text} {duty.outcome} {duty.activities} {duty.decision} {duty.standard}"
    )


def _ends_unchecked(task: Task) -> bool:
    steps = [line for line in task.steps.splitlines() if line.strip()]
    return len(steps) > 1 and not _CHECKING.search(steps[-1])


def all_high(_: Project, position: Position) -> Iterator[Hit]:
    """A2-16."""
    tasks = list(items_in(position, Task))
    if len(tasks) > 2 and all(task.priority == "high" for _section, task in tasks):
        yield Hit(Place(position.id, tasks[0][0].id), {"title": position_name(position), "count": str(len(tasks))})


def empty_cadences(_: Project, position: Position) -> Iterator[Hit]:
    """A4-3: what is done every day, every week and every month."""
    if position.structure != "A4":
        return
    tasks = list(items_in(position, Task))
    words = {"daily": ("每天", "day"), "weekly": ("每周", "week"), "monthly": ("每月", "month")}
    for cadence, (zh, en) in words.items():
        if tasks and all(task.cadence != cadence for _section, task in tasks):
            yield Hit(
                Place(position.id, tasks[0][0].id), {"title": position_name(position), "when": {"zh": zh, "en": en}}
            )


def over_capacity(_: Project, position: Position) -> Iterator[Hit]:
    """A1-14."""
    load = workload_of(position)
    section = next(sections_of(position, "tasks"), None)
    if section and load.is_over:
        values = {"hours": show_number(rounded(load.week)), "capacity": show_number(position.capacity)}
        yield Hit(Place(position.id, section.id), {"title": position_name(position), **values})


def duties_by_area(project: Project, position: Position) -> Iterator[Hit]:
    """A2-10: a duty whose area is none of those listed."""
    areas = _areas(position)
    if areas:
        for section, duty in items_in(position, Duty):
            if _plain(duty.area) not in areas:
                yield hit(project, position, section, duty, "area", area=duty.area.strip() or "–")


def _areas(position: Position) -> set[str]:
    return {
        _plain(getattr(item, "name", ""))
        for section in sections_of(position, "areas")
        if kind_of(section) == "areas"
        for item in getattr(section, "items", ())
    }


def _plain(text: str) -> str:
    return "".join(text.casefold().split())


# --- KPIs ------------------------------------------------------------------------------------------------------------


def kpi_without_goal(project: Project, position: Position) -> Iterator[Hit]:
    """A1-15."""
    if any(True for _ in sections_of(position, "goals", "duties")):
        for section, kpi in items_in(position, Kpi):
            if not kpi.goal:
                yield hit(project, position, section, kpi, "goal")


def kpi_count(_: Project, position: Position) -> Iterator[Hit]:
    """domain.md 5.1: four to eight that count."""
    for section, group in groupby(items_in(position, Kpi), key=lambda pair: pair[0]):
        count = sum(kpi.counted != "no" for _section, kpi in group)
        if not 4 <= count <= 8:
            yield Hit(Place(position.id, section.id), {"title": position_name(position), "count": str(count)})


_rule = partial(Rule, family="structure")
_smart = partial(Rule, family="smart")

RULES = (
    _smart(
        "goal-specific",
        "info",
        each_item(Goal, "text", _is_vague_goal),
        N_("The goal “{name}” is too short to say what happens to what."),
        N_("S of SMART: a verb, an object and its scope; otherwise everybody reads another goal."),
        N_("Write what is to change, of what, for whom."),
    ),
    _smart(
        "goal-measurable",
        "warning",
        each_position(unmeasurable),
        N_("Nothing tells when the goal “{name}” is reached."),
        N_("M of SMART: without a figure, a measure or a KPI, success is a matter of opinion."),
        N_("Give a figure, say how it is measured, or point a KPI to it."),
        source="A1-7, A2-21",
    ),
    _smart(
        "goal-achievable",
        "info",
        each_item(Goal, "baseline", _has_no_ground),
        N_("The goal “{name}” does not say where it starts from or why it can be reached."),
        N_("A of SMART: only against today's level can one see whether the step is possible."),
        N_("Enter the baseline, or the ground for believing in it."),
        source="A1-7, A2-20",
    ),
    _smart(
        "goal-relevant",
        "warning",
        each_position(irrelevant),
        N_("The goal “{name}” serves no strategy."),
        N_("R of SMART: a goal that serves nothing above it is the first to be dropped."),
        N_("Choose the strategy it serves, or say why it matters."),
        source="A1-5",
    ),
    _smart(
        "goal-timely",
        "warning",
        each_item(Goal, "due", _has_no_date),
        N_("The goal “{name}” has no date."),
        N_("T of SMART: what has no end is never late."),
        N_("Enter a date or a period."),
        source="A1-7",
    ),
    _smart(
        "goal-past",
        "warning",
        each_item(Goal, "due", _is_past),
        N_("The date of the goal “{name}” has passed."),
        N_("A goal of yesterday steers nobody."),
        N_("Set it anew, or take it out."),
    ),
    _rule(
        "goal-without-means",
        "warning",
        each_position(goal_without_means),
        N_("Nothing is done for the goal “{name}”: no initiative, no duty, no task."),
        N_("A goal becomes work through measures and tasks."),
        N_("List initiatives, or link a duty or task to it."),
        source="A1-9, A1-11",
    ),
    _rule(
        "duty-without-goal",
        "info",
        each_position(duty_without_goal),
        N_("The duty “{name}” serves no goal."),
        N_("Every duty should move a goal; one that moves none may be a habit."),
        N_("Choose the goal it serves."),
        source="A1-3, A2-4",
    ),
    _rule(
        "duty-without-standard",
        "info",
        each_item(Duty, "standard", lambda duty: not duty.standard.strip()),
        N_("The duty “{name}” has no standard."),
        N_("Without a standard nobody knows when it is done well."),
        N_("Write a figure, a point in time or a state that can be checked."),
        source="A2-5",
    ),
    _rule(
        "duty-without-outcome",
        "info",
        each_item(Duty, "outcome", lambda duty: not duty.outcome.strip()),
        N_("The duty “{name}” names no outcome."),
        N_("The outcome tells what the duty contributes."),
        N_("Write what remains when it is done well."),
        source="A2-5, A2-18",
    ),
    _rule(
        "duty-without-result",
        "info",
        each_item(Duty, "text", _lacks_result),
        N_("The duty “{name}” analyses, but hands nothing over."),
        N_("An analysis is worth what it proposes."),
        N_("Name the report or the proposal it ends in."),
        source="A2-8",
    ),
    _rule(
        "duplicate-duty",
        "warning",
        duplicate_duties,
        N_("The duty “{name}” stands in “{where}” already."),
        N_("What two are responsible for, nobody is."),
        N_("Divide the work, or leave it with one."),
        source="A2-13",
    ),
    _rule(
        "duty-outside-areas",
        "info",
        each_position(duties_by_area),
        N_("The duty “{name}” belongs to the area “{area}”, which is not in the list of areas."),
        N_("Areas and duties describe the same work and should cover each other."),
        N_("Add the area, or call it by the name of the list."),
        source="A2-10",
    ),
    _rule(
        "task-without-duty",
        "info",
        each_position(task_without_duty),
        N_("The task “{name}” belongs to no duty or goal."),
        N_("A task that serves nothing may not need doing."),
        N_("Choose the duty it belongs to."),
        source="A1-3",
    ),
    _rule(
        "task-without-cadence",
        "warning",
        each_item(Task, "cadence", lambda task: bool(task.text.strip()) and not task.cadence),
        N_("The task “{name}” has no cadence."),
        N_("A task list is read by day, week and month."),
        N_("Choose how often it is done."),
        source="A4-3",
    ),
    _rule(
        "cadence-without-task",
        "info",
        each_position(empty_cadences),
        N_("“{title}” has no task for every {when}."),
        N_("The structure asks for the tasks of each day, week and month."),
        N_("Add one, or leave it if there really is none."),
        source="A4-3",
    ),
    _rule(
        "key-task-without-kpi",
        "info",
        each_item(Task, "kpi", lambda task: task.priority == "high" and not task.kpi),
        N_("The task “{name}” has high priority, but no KPI."),
        N_("What matters most should be seen in a figure."),
        N_("Choose the KPI that shows it."),
        source="A2-6",
    ),
    _rule(
        "steps-without-check",
        "info",
        each_item(Task, "steps", _ends_unchecked),
        N_("The steps of “{name}” end without a check."),
        N_("The last step of a good procedure looks at the effect."),
        N_("Add how the result is checked."),
        source="A2-15",
    ),
    _rule(
        "all-high-priority",
        "warning",
        each_position(all_high),
        N_("All {count} tasks of “{title}” have high priority."),
        N_("If everything comes first, nothing does."),
        N_("Decide what can wait."),
        source="A2-16",
    ),
    _rule(
        "long-without-milestone",
        "info",
        each_item(Task, "milestone", lambda task: task.term == "long" and not task.milestone.strip()),
        N_("The long-term task “{name}” has no milestone."),
        N_("What ends far away needs points to see progress by."),
        N_("Name one or two milestones."),
        source="A2-17",
    ),
    _rule(
        "over-capacity",
        "warning",
        each_position(over_capacity),
        N_("The tasks of “{title}” take {hours} hours a week, more than the {capacity} there are."),
        N_("Nobody can do on time what does not fit into the week."),
        N_("Take tasks out, do them less often, or divide the position."),
        source="A1-14",
    ),
    _rule(
        "kpi-without-goal",
        "info",
        each_position(kpi_without_goal),
        N_("The KPI “{name}” measures no goal or duty."),
        N_("A KPI hangs on a goal; otherwise it is a figure without a reason."),
        N_("Choose what it measures."),
        source="A1-15",
    ),
    _rule(
        "kpi-count",
        "info",
        each_position(kpi_count),
        N_("{count} KPIs of “{title}” count in the review."),
        N_("Four to eight can be kept in mind; with fewer one weighs too much, with more none does."),
        N_("Join, drop or only watch some; or add what is missing."),
    ),
)
