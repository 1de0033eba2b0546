"""What a role has to say, by the slots of a structure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from jdstudio.library.kpi import LibraryKpi, kpi
from jdstudio.library.pen import Pen, bullets, enumeration
from jdstudio.library.role import Role
from jdstudio.library.role_rows import fits
from jdstudio.library.words import Row, Words
from jdstudio.model.examples import example_fields, with_examples
from jdstudio.model.fields import Field, fields_of
from jdstudio.model.ids import new_id
from jdstudio.model.items.base import Item
from jdstudio.model.kinds import (
    Area,
    Authority,
    Career,
    Collaboration,
    Duty,
    Goal,
    Kpi,
    Qualification,
    Revision,
    Signature,
    Skill,
    Task,
)
from jdstudio.model.project import Facts
from jdstudio.model.values import parse_value

Content = dict[str, Any]
"""Fields of a section: `text`, `items`, `other`."""

VERSION = "V1.0"
_NEW = Words("新岗位", "New position")
_FIRST = Words("初次编制", "First issue")
_VETO = Words("否决项", "Veto")
_BONUS = Words("加分项", "Bonus")
_STAGES = ("day30", "day60", "day90")

_SIGNERS = (
    (
        Words("任职者", "Position holder"),
        Words(
            "已阅读本说明书，清楚岗位职责、指标与考核方式",
            "Has read this description and knows the duties, KPIs and review",
        ),
    ),
    (
        Words("直接上级", "Line manager"),
        Words(
            "已与任职者逐项沟通目标、指标与权限，双方理解一致",
            "Has gone through goals, KPIs and authority with the holder",
        ),
    ),
    (
        Words("人力资源", "Human Resources"),
        Words(
            "任职资格与用工条款符合法律和公司制度，本版本已归档",
            "Terms comply with law and company rules; this version is on file",
        ),
    ),
)

_STANDS_IN = frozenset({"areas", "career", "conditions", "signoff", "revisions"})
"""Slots where a role's own rows replace what follows from the rest of it; elsewhere they come on top."""


def facts_of(template: Role | None, pen: Pen) -> Facts:
    """The facts a role proposes; without one, those of an empty position."""
    if not template:
        return Facts(**pen.fields({"title": _NEW, "version": VERSION}))
    given = template.facts
    proposed = {name: getattr(given, name) for name in given.__struct_fields__}
    facts = Facts(**pen.fields({"title": template.title, **proposed, "version": VERSION}))
    return replace(facts, examples=example_fields(facts))


def formalities(pen: Pen) -> dict[str, Content]:
    """What every new position has, also an empty one: the first version, and who signs."""
    return {
        "revisions": {"items": (pen.item(Revision, version=VERSION, text=_FIRST),)},
        "signoff": {"items": tuple(pen.item(Signature, who=who, text=text) for who, text in _SIGNERS)},
    }


def content_of(template: Role, pen: Pen, ids: Mapping[str, str]) -> dict[str, Content]:
    """What the role says in each slot. `ids` are those of its goals and duties in the position."""
    rows: dict[str, Iterable[Item]] = {
        "goals": _goals(template, pen, ids),
        "duties": _duties(template, pen, ids),
        "areas": (pen.item(Area, name=area) for area in dict.fromkeys(duty.area for duty in template.duties)),
        "tasks": _tasks(template, pen, ids),
        "kpis": _kpis(template, pen, ids),
        "collaboration": (
            pen.item(Collaboration, party=it.party, matter=it.matter, rhythm=it.rhythm, ours=it.ours, theirs=it.theirs)
            for it in template.collaboration
        ),
        "authority": (
            pen.item(Authority, category=it.category, text=it.text, limit=it.limit) for it in template.authority
        ),
        "qualifications": (
            pen.item(Qualification, level=it.level, category=it.category, text=it.text)
            for it in template.qualifications
        ),
        "skills": (pen.item(Skill, name=it.name, level=it.text) for it in template.skills),
        "career": _career(template, pen),
    }
    texts = {
        "purpose": template.purpose,
        "summary": template.summary,
        "extras": _extras(template),
        "conditions": template.conditions,
        "offer": bullets(template.offer),
    }
    marked = {slot: {"items": tuple(_marked(item) for item in items)} for slot, items in rows.items()}
    said = {slot: pen.fields({"text": text}) for slot, text in texts.items()}
    return {slot: content for slot, content in {**marked, **said}.items() if any(content.values())}


def ids_of(template: Role) -> dict[str, str]:
    """New ids for the goals and duties of a role, by the names its other rows call them."""
    names = [*(goal.id for goal in template.goals), *(duty.id for duty in template.duties)]
    return {name: new_id() for name in names}


def with_more(
    content: Mapping[str, Content],
    template: Role,
    slot: str,
    item_type: type[Item] | None,
    pen: Pen,
    ids: Mapping[str, str],
) -> Content:
    """The content of a slot together with the role's own rows for it, where they fit the items of the section."""
    known = content.get(slot, {})
    rows = _more(template.more.get(slot, ()), item_type, pen, ids)
    if not rows:
        return known
    return {"items": rows} if slot in _STANDS_IN else {**known, "items": (*known.get("items", ()), *rows)}


def new_kpi(known: LibraryKpi, pen: Pen) -> Kpi:
    """A KPI of the library as a row of a position, still without weight and figures.

    What no straight line can score (a range, a yes or no, a deduction) is scored by hand.
    """
    straight = known.method == "linear" and known.direction in ("higher", "lower")
    return pen.item(
        Kpi,
        name=known.name,
        dimension=known.dimension,
        direction="lower" if known.direction == "lower" else "higher",
        unit=known.unit,
        source=known.source,
        definition=known.definition,
        formula=known.formula,
        period=known.period,
        method="linear" if straight else "manual",
        pitfall=known.pitfall,
        library=known.id,
    )


# --- the chain -------------------------------------------------------------------------------------------------------


def _goals(template: Role, pen: Pen, ids: Mapping[str, str]) -> Iterator[Goal]:
    """Goals, each measured by the KPIs that name it."""
    for goal in template.goals:
        names = [known.name for given in template.kpis if given.goal == goal.id and (known := _known(given.kpi))]
        yield pen.item(Goal, ids[goal.id], text=goal.text, measure=enumeration(names), due=goal.due)


def _duties(template: Role, pen: Pen, ids: Mapping[str, str]) -> Iterator[Duty]:
    for it in template.duties:
        goal = ids.get(it.goal, "")
        yield pen.item(
            Duty,
            ids[it.id],
            area=it.area,
            text=it.text,
            standard=it.standard,
            outcome=it.outcome,
            share=it.share,
            goal=goal,
        )


def _tasks(template: Role, pen: Pen, ids: Mapping[str, str]) -> Iterator[Task]:
    for it in template.tasks:
        yield pen.item(
            Task,
            text=it.text,
            cadence=it.cadence,
            duration=it.duration,
            standard=it.standard,
            deliverable=it.deliverable,
            tools=it.tools,
            due=it.due,
            duty=ids.get(it.duty, ""),
            steps=it.steps,
            skills=it.skills,
        )


def _kpis(template: Role, pen: Pen, ids: Mapping[str, str]) -> Iterator[Kpi]:
    """KPIs with the library's words and the role's figures; one that the library does not have is left out."""
    for given in template.kpis:
        if known := _known(given.kpi):
            own = {"period": given.period, "rule": given.rule}
            row = new_kpi(known, pen)
            said = pen.fields(own)
            others = tuple(it for it in row.other if it.field not in own)
            yield replace(
                row,
                weight=given.weight,
                floor=given.floor,
                target=given.target,
                stretch=given.stretch,
                goal=ids.get(given.goal, ""),
                method="linear" if given.method == "linear" else "manual",
                **{**said, "other": (*others, *said["other"])},
            )


def _known(kpi_id: str) -> LibraryKpi | None:
    try:
        return kpi(kpi_id)
    except KeyError:
        return None


# --- the rest --------------------------------------------------------------------------------------------------------


def _career(template: Role, pen: Pen) -> Iterator[Career]:
    """The first three steps are those to 30, 60 and 90 days; where the way leads then comes after them."""
    for at, step in enumerate(template.onboarding):
        stage = _STAGES[at] if at < len(_STAGES) else "year"
        yield pen.item(Career, stage=stage, text=step.text)
    for way in template.growth:
        yield pen.item(Career, stage="next", text=way)


def _extras(template: Role) -> Words:
    """The rules beside the scores: what caps the grade, and what adds points."""
    rules = [(_VETO, it) for it in template.vetoes] + [(_BONUS, it) for it in template.bonuses]
    return bullets(Words(f"**{name.zh}**：{it.zh}", f"**{name.en}**: {it.en}") for name, it in rules)


def _more(rows: tuple[Row, ...], item_type: type[Item] | None, pen: Pen, ids: Mapping[str, str]) -> tuple[Item, ...]:
    """A role's further rows as items of a section; none at all unless every one of them fits it."""
    if item_type is None or not fits(rows, item_type):
        return ()
    known = fields_of(item_type)
    values = [{name: _value(known[name], value, ids) for name, value in row.items()} for row in rows]
    return tuple(_marked(item_type(id=new_id(), **pen.fields(row))) for row in values)


def _value(field: Field, value: Words | str, ids: Mapping[str, str]) -> object:
    """A value as it is typed, read as the field reads it; a link names a goal or duty of the role."""
    if isinstance(value, Words):
        return value
    return ids.get(value, "") if field.input == "reference" else parse_value(field, value)


def _marked(item: Item) -> Item:
    """The item with its made-up quantities marked; what measures a goal are names of KPIs, and none of them."""
    return with_examples(item, but=("measure",) if isinstance(item, Goal) else ())
