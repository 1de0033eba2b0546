"""Rules about how the work is done: collaboration, processes, data, risks, resources, records; and about dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial

from jdstudio.checks.places import each_item, hit, is_blank, items_in, position_name, section_name
from jdstudio.checks.rule import Hit, Rule, each_position
from jdstudio.i18n import N_
from jdstudio.model.kinds import (
    Area,
    Collaboration,
    Communication,
    Dataset,
    Deviation,
    Kpi,
    Meeting,
    Part,
    Problem,
    Resource,
    Retrospective,
    Step,
    Watch,
    items_of,
)
from jdstudio.model.place import Place
from jdstudio.model.project import Position, Project
from jdstudio.model.values import show_number
from jdstudio.model.walk import sections_of

_BETWEEN = re.compile(r"[、，,;；/\n]|\band\b|[及和与]")


# --- working with others ---------------------------------------------------------------------------------------------


def accountable(project: Project, position: Position) -> Iterator[Hit]:
    """A1-23: exactly one A in every matter that uses letters."""
    for section in sections_of(position, "matrix"):
        matters: dict[str, list[Part]] = {}
        for item in items_of(section):
            if isinstance(item, Part):
                matters.setdefault(item.matter.strip(), []).append(item)
        for matter, parts in matters.items():
            count = sum(part.raci == "A" for part in parts)
            if count != 1 and any(part.raci for part in parts):
                yield hit(project, position, section, parts[0], "raci", matter=matter or "–", count=str(count))


def matrix_without_meeting(_: Project, position: Position) -> Iterator[Hit]:
    """A1-22; where a structure has no meetings, the recurring exchange of A3-14 is one too."""
    matrix = next(sections_of(position, "matrix"), None)
    recurring = [meeting.cadence for _section, meeting in items_in(position, Meeting)]
    recurring += [exchange.cadence for _section, exchange in items_in(position, Communication)]
    if matrix and items_of(matrix) and not any(recurring):
        yield Hit(Place(position.id, matrix.id), {"title": position_name(position)})


def _is_one_way(relation: Collaboration) -> bool:
    gives, takes = relation.ours.strip() or relation.needs.strip(), relation.theirs.strip()
    return bool(gives) != bool(takes)


# --- areas and processes ---------------------------------------------------------------------------------------------


def _is_unconnected(area: Area) -> bool:
    return bool(area.name.strip()) and not (area.upstream.strip() or area.downstream.strip())


def area_without_duty(project: Project, position: Position) -> Iterator[Hit]:
    """A2-10: an area in which nobody does anything."""
    names = {
        "".join(str(getattr(item, "area", "")).casefold().split())
        for section in sections_of(position, "duties")
        for item in items_of(section)
    }
    if names:
        for section, area in items_in(position, Area):
            if area.name.strip() and "".join(area.name.casefold().split()) not in names:
                yield hit(project, position, section, area, "name")


def unknown_inputs(project: Project, position: Position) -> Iterator[Hit]:
    """A4-23: what a step needs must come from a step before it; only the first step's comes from outside."""
    for section in sections_of(position, "process"):
        outputs = ""
        for at, step in enumerate(item for item in items_of(section) if isinstance(item, Step)):
            wanted = [part.strip() for part in _BETWEEN.split(step.input) if part.strip()]
            if at and wanted and outputs and not any(part in outputs or _overlaps(part, outputs) for part in wanted):
                yield hit(project, position, section, step, "input", input=step.input.strip())
            outputs += f"\n{step.output}"


def _overlaps(part: str, outputs: str) -> bool:
    """Whether an output is named in other words: `候选清单` where `候选款清单` was handed over."""
    return any(
        line.strip() and (line.strip() in part or len(set(line) & set(part)) * 2 >= len(set(part)))
        for line in _BETWEEN.split(outputs)
    )


def process_without_compliance(_: Project, position: Position) -> Iterator[Hit]:
    """A4-28: even “none” is an answer."""
    if any(items_of(section) for section in sections_of(position, "compliance")):
        return
    for section in sections_of(position, "process"):
        steps = items_of(section)
        if steps and not any(isinstance(step, Step) and step.compliance.strip() for step in steps):
            yield Hit(Place(position.id, section.id), {"section": section_name(section)})


# --- data ------------------------------------------------------------------------------------------------------------


def dataset_without_check(project: Project, position: Position) -> Iterator[Hit]:
    """A3-19: data that a KPI is computed from."""
    used = {kpi.dataset for _section, kpi in items_in(position, Kpi)}
    for section, data in items_in(position, Dataset):
        if data.id in used and not (data.accuracy.strip() or data.reliability.strip()):
            yield hit(project, position, section, data, "accuracy")


# --- resources -------------------------------------------------------------------------------------------------------


def _comes_late(resource: Resource) -> bool:
    """A4-11: needed before the project begins."""
    try:
        return date.fromisoformat(resource.needed.strip()) > date.fromisoformat(resource.begins.strip())
    except ValueError:
        return False


def wrong_priority(project: Project, position: Position) -> Iterator[Hit]:
    """A4-12: something unimportant is provided while something important of the same type is not."""
    resources = list(items_in(position, Resource))
    short = {
        it.type for _section, it in resources if it.covered == "no" and (it.priority == "high" or it.urgent == "yes")
    }
    for section, it in resources:
        if it.covered == "yes" and it.priority == "low" and it.urgent != "yes" and it.type and it.type in short:
            yield hit(project, position, section, it, "priority")


def over_budget(_: Project, position: Position) -> Iterator[Hit]:
    """A4-9."""
    for section in sections_of(position, "budget"):
        pairs = [(getattr(it, "budget", None), getattr(it, "actual", None)) for it in items_of(section)]
        whole = [(plan, actual) for plan, actual in pairs if plan is not None and actual is not None]
        plan, actual = sum(plan for plan, _actual in whole), sum(actual for _plan, actual in whole)
        if actual > plan:
            values = {"section": section_name(section), "actual": show_number(actual), "plan": show_number(plan)}
            yield Hit(Place(position.id, section.id), values)


# --- dates -----------------------------------------------------------------------------------------------------------


def review_due(_: Project, position: Position) -> Iterator[Hit]:
    """A1-31."""
    try:
        due = date.fromisoformat(position.facts.review_by.strip())
    except ValueError:
        return
    if due < date.today():  # noqa: DTZ011  the calendar on the wall
        place = Place(position.id, field="review_by")
        yield Hit(place, {"title": position_name(position), "date": position.facts.review_by.strip()})


def no_review_date(_: Project, position: Position) -> Iterator[Hit]:
    """A1-31."""
    if position.facts.effective.strip() and not position.facts.review_by.strip() and not is_blank(position):
        yield Hit(Place(position.id, field="review_by"), {"title": position_name(position)})


_rule = partial(Rule, family="structure")

RULES = (
    _rule(
        "one-accountable",
        "warning",
        each_position(accountable),
        N_("“{matter}” has {count} accountable departments."),
        N_("In every matter exactly one answers for the result."),
        N_("Give one department the A, and only one."),
        source="A1-23",
    ),
    _rule(
        "part-without-responsibility",
        "warning",
        each_item(Part, "responsibility", lambda part: not part.responsibility.strip() and part.raci in ("", "R", "A")),
        N_("A department in “{name}” has no responsibility."),
        N_("A place in the matrix without a responsibility is a name on a list."),
        N_("Write what it answers for, or take it out."),
        source="A1-23",
    ),
    _rule(
        "matrix-without-meeting",
        "info",
        each_position(matrix_without_meeting),
        N_("“{title}” works with several departments, but no meeting recurs."),
        N_("Responsibilities drift apart where nobody meets."),
        N_("Add a meeting with its cadence."),
        source="A1-22",
    ),
    _rule(
        "one-way-exchange",
        "info",
        each_item(Collaboration, "theirs", _is_one_way),
        N_("The exchange “{name}” goes one way only."),
        N_("Who only gives or only takes has not asked the other side."),
        N_("Write what we give and what we need."),
        source="A3-15",
    ),
    _rule(
        "area-unconnected",
        "info",
        each_item(Area, "downstream", _is_unconnected),
        N_("The area “{name}” comes from nowhere and goes on to nothing."),
        N_("Areas are links of a chain; a loose one is work nobody uses."),
        N_("Name what it takes up and who goes on with it."),
        source="A2-12",
    ),
    _rule(
        "area-without-duty",
        "info",
        each_position(area_without_duty),
        N_("The area “{name}” has no duty."),
        N_("An area in which nobody does anything is a heading only."),
        N_("Add its duty, or take the area out."),
        source="A2-10",
    ),
    _rule(
        "step-without-owner",
        "warning",
        each_item(Step, "owner", lambda step: bool(step.name.strip()) and not step.owner.strip()),
        N_("The step “{name}” has no owner."),
        N_("A step that is everybody's is done by nobody."),
        N_("Name one person or department."),
        source="A4-23",
    ),
    _rule(
        "step-input-unknown",
        "info",
        each_position(unknown_inputs),
        N_("No earlier step hands over “{input}”, which “{name}” needs."),
        N_("Where input and output do not meet, the process waits."),
        N_("Let an earlier step hand it over, or say where it comes from."),
        source="A4-23",
    ),
    _rule(
        "standardised-without-sop",
        "warning",
        each_item(Step, "sop", lambda step: step.standardised == "yes" and not step.sop.strip()),
        N_("“{name}” is said to be standardised, but no SOP is named."),
        N_("A standard that nobody can find is none."),
        N_("Name the SOP."),
        source="A4-27",
    ),
    _rule(
        "process-without-compliance",
        "info",
        each_position(process_without_compliance),
        N_("“{section}” does not say which rules it must keep."),
        N_("Even “none” is an answer; silence is not."),
        N_("Fill in compliance for its steps, or a section of requirements."),
        source="A4-28",
    ),
    _rule(
        "dataset-without-check",
        "warning",
        each_position(dataset_without_check),
        N_("The data set “{name}” behind a KPI has no quality check."),
        N_("A score is as good as its data."),
        N_("Write how its accuracy or reliability is checked."),
        source="A3-19",
    ),
    _rule(
        "risk-without-response",
        "warning",
        each_item(Watch, "response", lambda watch: watch.chance == "risk" and not watch.response.strip()),
        N_("The risk “{name}” has no response."),
        N_("Seeing a risk helps only who has an answer to it."),
        N_("Write what will be done."),
        source="A3-27",
    ),
    _rule(
        "resource-late",
        "warning",
        each_item(Resource, "needed", _comes_late),
        N_("“{name}” comes after the project begins."),
        N_("Resources are planned before the start."),
        N_("Set an earlier date, or a later beginning."),
        source="A4-11",
    ),
    _rule(
        "resource-priority",
        "warning",
        each_position(wrong_priority),
        N_("“{name}” is provided although it has low priority, while something urgent of its type is short."),
        N_("Key projects and urgent tasks come first."),
        N_("Look at how the resources are given out."),
        source="A4-12",
    ),
    _rule(
        "over-budget",
        "info",
        each_position(over_budget),
        N_("“{section}” spent {actual} of a planned {plan}."),
        N_("Where plan and actual part, the reason belongs beside them."),
        N_("Write the reason and what is done."),
        source="A4-9",
    ),
    _rule(
        "deviation-incomplete",
        "warning",
        each_item(Deviation, "cause", lambda it: not (it.cause.strip() and it.action.strip())),
        N_("A deviation is recorded without its cause or what was changed."),
        N_("A record of a miss is worth what one does about it."),
        N_("Fill in cause and change."),
        source="A1-18, A3-12",
    ),
    _rule(
        "problem-unverified",
        "warning",
        each_item(Problem, "verified", lambda problem: problem.state == "done" and not problem.verified.strip()),
        N_("The problem “{name}” is closed, but its effect was not verified."),
        N_("Verifying is the fifth step; without it the problem may come back."),
        N_("Write what was measured, or open it again."),
        source="A4-25",
    ),
    _rule(
        "lesson-missing",
        "info",
        each_item(Retrospective, "change", lambda case: not (case.works.strip() or case.change.strip())),
        N_("Looking back at “{name}” led to nothing."),
        N_("A look back should say what to keep and what to change."),
        N_("Write at least one of the two."),
        source="A1-29",
    ),
    _rule(
        "review-due",
        "warning",
        each_position(review_due),
        N_("“{title}” was to be revised by {date}."),
        N_("A description nobody revises describes another job after a year."),
        N_("Look it through and set the next date."),
        source="A1-31",
    ),
    _rule(
        "no-review-date",
        "info",
        each_position(no_review_date),
        N_("“{title}” does not say when it is revised next."),
        N_("A description nobody revises describes another job after a year."),
        N_("Enter the next revision in the facts."),
        source="A1-31",
    ),
)
