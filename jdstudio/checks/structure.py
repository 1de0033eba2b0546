"""Rules about how a project holds together: sums, references, ids, levels of KPIs, what is empty or buried too deep."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial

from jdstudio.blocks.words import WORDS
from jdstudio.checks.rule import Find, Hit, Rule, Words, each_position
from jdstudio.i18n import N_
from jdstudio.model.kinds import (
    AnySection,
    Duties,
    Duty,
    Goals,
    Item,
    Kpi,
    Kpis,
    Table,
    columns_of,
    is_counted,
    items_of,
    kind_of,
    value_of,
)
from jdstudio.model.place import Place
from jdstudio.model.project import Position, Project
from jdstudio.model.values import main_text, show_number
from jdstudio.model.walk import item_labels, sections_of, walk

FULL = Decimal(100)
DEEPEST = 5
"""Levels of sections people can follow: as many as HTML has headings below a title."""

MOST_COLUMNS = 63
"""Columns a table of Word can have."""


# --- weights and shares ----------------------------------------------------------------------------------------------


def weights_total(_: Project, position: Position) -> Iterator[Hit]:
    weights = [(section, kpi.weight) for section, kpi in _counted(position) if kpi.weight is not None]
    total = sum((weight for _section, weight in weights), Decimal(0))
    if weights and total != FULL:
        place = Place(position.id, weights[0][0].id, field="weight")
        yield Hit(place, {"title": _name(position), "total": show_number(total)})


def no_weights(_: Project, position: Position) -> Iterator[Hit]:
    kpis = list(_counted(position))
    if kpis and all(kpi.weight is None for _section, kpi in kpis):
        yield Hit(Place(position.id, kpis[0][0].id, field="weight"), {"title": _name(position)})


def weight_missing(project: Project, position: Position) -> Iterator[Hit]:
    kpis = list(_counted(position))
    if any(kpi.weight is not None for _section, kpi in kpis):
        for section, kpi in kpis:
            if kpi.weight is None:
                yield _hit(project, position, section, kpi, "weight")


def shares_total(_: Project, position: Position) -> Iterator[Hit]:
    shares = [(section, duty.share) for section, duty in _duties(position) if duty.share is not None]
    total = sum((share for _section, share in shares), Decimal(0))
    if shares and total != FULL:
        place = Place(position.id, shares[0][0].id, field="share")
        yield Hit(place, {"title": _name(position), "total": show_number(total)})


def share_range(project: Project, position: Position) -> Iterator[Hit]:
    for section, duty in _duties(position):
        if _beyond_percent(duty.share):
            yield _hit(project, position, section, duty, "share", share=show_number(duty.share))


def _beyond_percent(value: Decimal | None) -> bool:
    return value is not None and not 0 <= value <= FULL


# --- one KPI ---------------------------------------------------------------------------------------------------------


def each_kpi(field: str, is_wrong: Callable[[Kpi], bool]) -> Find:
    """A rule about single KPIs, from the question what is wrong with one; its sentences may name all its numbers."""

    def find(project: Project, position: Position) -> Iterator[Hit]:
        for section, kpi in _kpis(position):
            if is_wrong(kpi):
                numbers = {name: show_number(getattr(kpi, name)) for name in ("weight", "floor", "target", "stretch")}
                yield _hit(project, position, section, kpi, field, **numbers)

    return each_position(find)


def _lacks_levels(kpi: Kpi) -> bool:
    return is_counted(kpi) and kpi.method == "linear" and (kpi.floor is None or kpi.target is None)


def _has_flat_levels(kpi: Kpi) -> bool:
    return kpi.floor is not None and kpi.floor == kpi.target


def _is_worse(kpi: Kpi, value: Decimal | None, than: Decimal | None) -> bool:
    if value is None or than is None:
        return False
    return value < than if kpi.direction == "higher" else value > than


def _has_easy_stretch(kpi: Kpi) -> bool:
    return _is_worse(kpi, kpi.stretch, kpi.floor if kpi.target is None else kpi.target)


# --- references and ids ----------------------------------------------------------------------------------------------


def broken_references(project: Project, position: Position) -> Iterator[Hit]:
    kinds = {item.id: kind_of(section) for section in _all_sections(project, position) for item in items_of(section)}
    for section in walk(position.sections):
        for name, column in columns_of(section).items():
            if column.input == "reference":
                for item in items_of(section):
                    target = str(value_of(item, name))
                    if target and kinds.get(target) not in column.to:
                        yield _hit(project, position, section, item, name, target=target)


def _all_sections(project: Project, position: Position) -> tuple[AnySection, ...]:
    return (project.strategy, *walk(position.sections))


def duplicate_ids(project: Project) -> Iterator[Hit]:
    seen: set[str] = set()

    def found(id_: str, place: Place) -> Iterator[Hit]:
        if id_ in seen:
            yield Hit(place, {"id": id_})
        seen.add(id_)

    def inside(position_id: str, sections: tuple[AnySection, ...]) -> Iterator[Hit]:
        for section in walk(sections):
            yield from found(section.id, Place(position_id, section.id))
            for item in items_of(section):
                yield from found(item.id, Place(position_id, section.id, item.id))

    yield from inside("", (project.strategy,))
    for position in project.positions:
        yield from found(position.id, Place(position.id))
        yield from inside(position.id, position.sections)


def goal_without_kpi(project: Project, position: Position) -> Iterator[Hit]:
    """A goal counts as measured when a KPI points to it, or to a duty that serves it."""
    pointed_at = {kpi.goal for _section, kpi in _kpis(position)}
    if not pointed_at:
        return
    measured = pointed_at | {duty.goal for _section, duty in _duties(position) if duty.id in pointed_at}
    for section in sections_of(position, "goals"):
        for goal in items_of(section):
            if isinstance(section, Goals) and goal.id not in measured:
                yield _hit(project, position, section, goal, "text")


# --- what is missing -------------------------------------------------------------------------------------------------


def untitled(_: Project, position: Position) -> Iterator[Hit]:
    if not position.title.strip():
        yield Hit(Place(position.id, field="title"))


def no_kpis(_: Project, position: Position) -> Iterator[Hit]:
    if not any(True for _kpi in _kpis(position)):
        yield Hit(Place(position.id), {"title": _name(position)})


def empty_section(_: Project, position: Position) -> Iterator[Hit]:
    for section in walk(position.sections):
        if not section.text.strip() and not items_of(section) and not section.sections:
            yield Hit(Place(position.id, section.id), {"section": _title(section)})


def too_deep(_: Project, position: Position) -> Iterator[Hit]:
    def inside(sections: tuple[AnySection, ...], level: int) -> Iterator[Hit]:
        for section in sections:
            if level > DEEPEST:
                values = {"section": _title(section), "level": str(level), "most": str(DEEPEST)}
                yield Hit(Place(position.id, section.id), values)
            else:
                yield from inside(section.sections, level + 1)

    yield from inside(position.sections, 1)


def too_many_columns(_: Project, position: Position) -> Iterator[Hit]:
    for section in sections_of(position, "table"):
        if isinstance(section, Table) and len(section.columns) > MOST_COLUMNS:
            values = {"section": _title(section), "count": str(len(section.columns)), "most": str(MOST_COLUMNS)}
            yield Hit(Place(position.id, section.id), values)


def cells_without_column(_: Project, position: Position) -> Iterator[Hit]:
    for section in sections_of(position, "table"):
        if isinstance(section, Table):
            for row in section.items:
                beyond = " ".join(cell for cell in row.cells[len(section.columns) :] if cell.strip())
                if beyond:
                    values = {"section": _title(section), "text": beyond[:40]}
                    yield Hit(Place(position.id, section.id, row.id), values)


# --- what the rules share --------------------------------------------------------------------------------------------


def _name(position: Position) -> Words:
    return position.title or {"zh": WORDS["zh"].untitled, "en": WORDS["en"].untitled}


def _title(section: AnySection) -> Words:
    return section.title or {"zh": section.about.zh, "en": section.about.en}


def _kpis(position: Position) -> Iterator[tuple[Kpis, Kpi]]:
    for section in sections_of(position, "kpis"):
        if isinstance(section, Kpis):
            yield from ((section, kpi) for kpi in section.items)


def _counted(position: Position) -> Iterator[tuple[Kpis, Kpi]]:
    return ((section, kpi) for section, kpi in _kpis(position) if is_counted(kpi))


def _duties(position: Position) -> Iterator[tuple[Duties, Duty]]:
    for section in sections_of(position, "duties"):
        if isinstance(section, Duties):
            yield from ((section, duty) for duty in section.items)


def _hit(project: Project, position: Position, section: AnySection, item: Item, field: str, **values: str) -> Hit:
    """A hit at one field of an item; `{name}` is the item's first words, or its label where it has none."""
    words = " ".join(main_text(item, section).split())[:40]
    name = words or item_labels(project, position).get(item.id, "")
    return Hit(Place(position.id, section.id, item.id, field), {"name": name, **values})


_rule = partial(Rule, family="structure")

RULES = (
    _rule(
        "weights-total",
        "error",
        each_position(weights_total),
        N_("The KPI weights of “{title}” add up to {total} %, not to 100 %."),
        N_("A total score only means something when the weights make up the whole."),
        N_("Change the weights, or let the KPI table bring them to 100 %."),
    ),
    _rule(
        "no-weights",
        "warning",
        each_position(no_weights),
        N_("No KPI of “{title}” has a weight."),
        N_("Without weights there is no total score, and nobody knows what counts most."),
        N_("Give each KPI a weight; together 100 %."),
    ),
    _rule(
        "weight-missing",
        "warning",
        each_position(weight_missing),
        N_("“{name}” has no weight."),
        N_("A KPI without a weight does not count towards the total score."),
        N_("Enter a weight, or delete the KPI."),
    ),
    _rule(
        "weight-range",
        "error",
        each_kpi("weight", lambda kpi: is_counted(kpi) and _beyond_percent(kpi.weight)),
        N_("“{name}” weighs {weight} %."),
        N_("A weight is a share of the whole: from 0 to 100 %."),
        N_("Enter a weight between 0 and 100 %."),
    ),
    _rule(
        "shares-total",
        "warning",
        each_position(shares_total),
        N_("The duties of “{title}” take {total} % of the time, not 100 %."),
        N_("Shares of time show at a glance what the work consists of; they must make up the whole."),
        N_("Correct the shares, or add the duty that is missing."),
    ),
    _rule(
        "share-range",
        "error",
        each_position(share_range),
        N_("“{name}” takes {share} % of the time."),
        N_("A share of time lies between 0 and 100 %."),
        N_("Enter a share between 0 and 100 %."),
    ),
    _rule(
        "kpi-levels-missing",
        "warning",
        each_kpi("target", _lacks_levels),
        N_("“{name}” has no floor or no target."),
        N_(
            "Linear scoring runs from the floor (60 points) to the target (100 points); without them a person must score."
        ),
        N_("Enter floor and target, or choose scoring by hand."),
    ),
    _rule(
        "kpi-levels-equal",
        "error",
        each_kpi("target", _has_flat_levels),
        N_("Floor and target of “{name}” are both {target}."),
        N_("The floor scores 60 and the target 100: the same value cannot score both."),
        N_("Lower the demand of the floor, or score by hand."),
    ),
    _rule(
        "kpi-direction",
        "error",
        each_kpi("direction", lambda kpi: kpi.direction == "higher" and _is_worse(kpi, kpi.target, kpi.floor)),
        N_("“{name}”: higher is better, but the target {target} lies below the floor {floor}."),
        N_("Good results would score as bad ones."),
        N_("Turn the direction round, or exchange floor and target."),
    ),
    _rule(
        "kpi-direction",
        "error",
        each_kpi("direction", lambda kpi: kpi.direction == "lower" and _is_worse(kpi, kpi.target, kpi.floor)),
        N_("“{name}”: lower is better, but the target {target} lies above the floor {floor}."),
        N_("Good results would score as bad ones."),
        N_("Turn the direction round, or exchange floor and target."),
    ),
    _rule(
        "kpi-stretch",
        "error",
        each_kpi("stretch", _has_easy_stretch),
        N_("The stretch of “{name}”, {stretch}, is easier to reach than its target."),
        N_("The stretch scores 120 points, so it must demand at least as much as the target."),
        N_("Set the stretch beyond the target, or leave it open."),
    ),
    _rule(
        "kpi-unnamed",
        "warning",
        each_kpi("name", lambda kpi: not kpi.name.strip()),
        N_("KPI {name} has no name."),
        N_("Nobody can tell what the row measures."),
        N_("Name the KPI, or delete the row."),
    ),
    _rule(
        "broken-reference",
        "error",
        each_position(broken_references),
        N_("“{name}” refers to something that is not there ({target})."),
        N_("The chain from strategy to KPI breaks here, and documents show a question mark."),
        N_("Choose what it serves anew, or clear the reference."),
    ),
    _rule(
        "duplicate-id",
        "error",
        duplicate_ids,
        N_("The id {id} is used twice."),
        N_("References, findings and edits go by id and would hit the wrong place."),
        N_("Open and save the file in JD Studio, or give one of the two another id."),
    ),
    _rule(
        "goal-unmeasured",
        "warning",
        each_position(goal_without_kpi),
        N_("No KPI measures the goal “{name}”."),
        N_("What nobody measures is forgotten at the review."),
        N_("Point a KPI, or the duty a KPI belongs to, to this goal."),
    ),
    _rule(
        "no-kpis",
        "info",
        each_position(no_kpis),
        N_("“{title}” has no KPIs."),
        N_("A review sheet has no rows without them."),
        N_("Take some from the KPI library, if the position is to be reviewed."),
    ),
    _rule(
        "untitled",
        "warning",
        each_position(untitled),
        N_("A position has no title."),
        N_("The title names the documents and their files."),
        N_("Enter the title in the facts of the position."),
    ),
    _rule(
        "empty-section",
        "info",
        each_position(empty_section),
        N_("The section “{section}” is empty."),
        N_("Documents leave empty sections out."),
        N_("Fill it, or delete it."),
    ),
    _rule(
        "too-deep",
        "warning",
        each_position(too_deep),
        N_("The section “{section}” stands {level} levels deep."),
        N_("Readers lose their way below {most} levels, and documents have no headings for them."),
        N_("Move it higher up."),
    ),
    _rule(
        "too-many-columns",
        "error",
        each_position(too_many_columns),
        N_("The table “{section}” has {count} columns."),
        N_("A table of Word has up to {most} columns; Word refuses a file with more."),
        N_("Delete columns, or divide the table into several."),
    ),
    _rule(
        "cells-without-column",
        "warning",
        each_position(cells_without_column),
        N_("A row of the table “{section}” has more cells than the table has columns: “{text}”."),
        N_("No document shows what stands in no column."),
        N_("Add a column, or take the text out in a text editor."),
    ),
)
