"""From a structure and a role to a position that can be edited at once."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from jdstudio.i18n import Language
from jdstudio.library.kpi import LibraryKpi, kpi
from jdstudio.library.role import Role, role
from jdstudio.library.structure import Outline, structure
from jdstudio.library.words import Words
from jdstudio.model.ids import new_id
from jdstudio.model.kinds import (
    KINDS,
    AnySection,
    Authority,
    Collaboration,
    Column,
    Duty,
    Goal,
    Kpi,
    Qualification,
    TableRow,
    Task,
)
from jdstudio.model.project import Facts, Position, Project

_NEW = Words("新岗位", "New position")
_FIRST = Words("初次编制", "First issue")
_VETO = Words("否决项", "Veto")
_BONUS = Words("加分项", "Bonus")
_VERSION = "V1.0"


def new_project(
    role_id: str | None, structure_id: str = "standard", language: Language = "zh", title: str = ""
) -> Project:
    """A project with one position. Raises UsageError for a role or structure that does not exist."""
    position = new_position(role_id, structure_id, language)
    return Project(id=new_id(), title=title or position.title, language=language, positions=(position,))


def new_position(role_id: str | None, structure_id: str = "standard", language: Language = "zh") -> Position:
    """A position with the sections of a structure, filled from a role where one is named.

    `role_id` may be a role's id, code or title. Raises UsageError for a role or structure that does not exist.
    """
    found = structure(structure_id)
    template = role(role_id) if role_id else None
    content = _content(template, language) if template else {}
    content["revisions"] = {"items": _rows([(_VERSION, "", _FIRST.in_language(language), "")])}
    sections = tuple(_section(outline, content, language) for outline in found.sections)
    return Position(id=new_id(), structure=found.id, facts=_facts(template, language), sections=sections)


def new_kpi(known: LibraryKpi, language: Language = "zh") -> Kpi:
    """A KPI of the library as a row of a position, still without weight and figures.

    What no straight line can score (a range, a yes or no, a deduction) is scored by hand.
    """
    straight = known.method == "linear" and known.direction in ("higher", "lower")
    return Kpi(
        id=new_id(),
        name=known.name.in_language(language),
        dimension=known.dimension.in_language(language),
        direction="lower" if known.direction == "lower" else "higher",
        unit=known.unit.in_language(language),
        source=known.source.in_language(language),
        definition=known.definition.in_language(language),
        formula=known.formula.in_language(language),
        period=known.period.in_language(language),
        method="linear" if straight else "manual",
        pitfall=known.pitfall.in_language(language),
        library=known.id,
    )


def _section(outline: Outline, content: dict[str, dict[str, Any]], language: Language) -> AnySection:
    fields = dict(content.get(outline.slot, {}))
    if outline.faces:
        fields["faces"] = outline.faces
    if outline.columns:
        fields["columns"] = tuple(Column(it.title.in_language(language), it.width) for it in outline.columns)
    return KINDS[outline.kind](
        id=new_id(),
        slot=outline.slot,
        title=outline.zh if language == "zh" else outline.en,
        numbered=outline.numbered,
        sections=tuple(_section(child, content, language) for child in outline.sections),
        **fields,
    )


def _facts(template: Role | None, language: Language) -> Facts:
    if not template:
        return Facts(title=_NEW.in_language(language), version=_VERSION)
    given = template.facts
    return Facts(
        title=template.title.in_language(language),
        department=given.department.in_language(language),
        reports_to=given.reports_to.in_language(language),
        direct_reports=given.direct_reports.in_language(language),
        headcount=given.headcount.in_language(language),
        hours=given.hours.in_language(language),
        pay=given.pay.in_language(language),
        version=_VERSION,
    )


def _content(template: Role, language: Language) -> dict[str, dict[str, Any]]:
    """What the role has to say, by the name an outline holds it under: the fields of the section that takes it up."""

    def say(words: Words) -> str:
        return words.in_language(language)

    names = [*(goal.id for goal in template.goals), *(duty.id for duty in template.duties)]
    ids = {name: new_id() for name in names}
    return {
        "purpose": {"text": say(template.purpose)},
        "goals": {"items": _goals(template, ids, language)},
        "duties": {"items": _duties(template, ids, language)},
        "areas": {"text": _bullets([say(duty.area) for duty in template.duties])},
        "tasks": {"items": _tasks(template, ids, language)},
        "kpis": {"items": _kpis(template, ids, language)},
        "extras": {"text": _extras(template, language)},
        "collaboration": {"items": _relations(template, language)},
        "authority": {"items": _authority(template, language)},
        "qualifications": {"items": _qualifications(template, language)},
        "skills": {"items": _rows([(say(it.name), say(it.text)) for it in template.skills])},
        "onboarding": {"items": _rows([(say(it.name), say(it.text)) for it in template.onboarding])},
        "growth": {"text": _bullets([say(it) for it in template.growth])},
        "conditions": {"text": say(template.conditions)},
        "summary": {"text": say(template.summary)},
        "offer": {"text": _bullets([say(it) for it in template.offer])},
    }


def _goals(template: Role, ids: dict[str, str], language: Language) -> tuple[Goal, ...]:
    comma = "、" if language == "zh" else ", "
    measures = {
        goal.id: comma.join(kpi(it.kpi).name.in_language(language) for it in template.kpis if it.goal == goal.id)
        for goal in template.goals
    }
    return tuple(
        Goal(
            id=ids[goal.id],
            text=goal.text.in_language(language),
            measure=measures[goal.id],
            due=goal.due.in_language(language),
        )
        for goal in template.goals
    )


def _duties(template: Role, ids: dict[str, str], language: Language) -> tuple[Duty, ...]:
    return tuple(
        Duty(
            id=ids[duty.id],
            area=duty.area.in_language(language),
            text=duty.text.in_language(language),
            standard=duty.standard.in_language(language),
            share=duty.share,
            goal=ids.get(duty.goal, ""),
        )
        for duty in template.duties
    )


def _tasks(template: Role, ids: dict[str, str], language: Language) -> tuple[Task, ...]:
    return tuple(
        Task(
            id=new_id(),
            text=task.text.in_language(language),
            cadence=task.cadence,
            standard=task.standard.in_language(language),
            deliverable=task.deliverable.in_language(language),
            duty=ids[task.duty],
        )
        for task in template.tasks
    )


def _kpis(template: Role, ids: dict[str, str], language: Language) -> tuple[Kpi, ...]:
    return tuple(
        replace(
            new_kpi(kpi(given.kpi), language),
            weight=given.weight,
            floor=given.floor,
            target=given.target,
            stretch=given.stretch,
            goal=ids[given.goal],
            period=given.period.in_language(language),
            method="linear" if given.method == "linear" else "manual",
            rule=given.rule.in_language(language),
        )
        for given in template.kpis
    )


def _relations(template: Role, language: Language) -> tuple[Collaboration, ...]:
    return tuple(
        Collaboration(
            id=new_id(),
            party=given.party.in_language(language),
            matter=given.matter.in_language(language),
            rhythm=given.rhythm.in_language(language),
        )
        for given in template.collaboration
    )


def _authority(template: Role, language: Language) -> tuple[Authority, ...]:
    return tuple(
        Authority(
            id=new_id(),
            category=given.category,
            text=given.text.in_language(language),
            limit=given.limit.in_language(language),
        )
        for given in template.authority
    )


def _qualifications(template: Role, language: Language) -> tuple[Qualification, ...]:
    return tuple(
        Qualification(id=new_id(), level=given.level, category=given.category, text=given.text.in_language(language))
        for given in template.qualifications
    )


def _extras(template: Role, language: Language) -> str:
    """The rules beside the scores: what caps the grade, and what adds points."""
    colon = "：" if language == "zh" else ": "
    vetoes = [f"**{_VETO.in_language(language)}**{colon}{it.in_language(language)}" for it in template.vetoes]
    bonuses = [f"**{_BONUS.in_language(language)}**{colon}{it.in_language(language)}" for it in template.bonuses]
    return _bullets([*vetoes, *bonuses])


def _rows(rows: list[tuple[str, ...]]) -> tuple[TableRow, ...]:
    return tuple(TableRow(id=new_id(), cells=cells) for cells in rows)


def _bullets(lines: list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
