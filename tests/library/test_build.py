"""New positions: every role goes into every structure without loss, in one language or two, its made-up figures marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from typing import Any, TypeVar

import msgspec
import pytest
from msgspec.structs import replace

from jdstudio.blocks.build import build
from jdstudio.checks.engine import run
from jdstudio.i18n import Language
from jdstudio.library import new_position, new_project, roles, structures
from jdstudio.library.build import position_from
from jdstudio.library.role import role
from jdstudio.library.structure import Outline, Structure, structure
from jdstudio.library.words import Words
from jdstudio.model.examples import position_examples
from jdstudio.model.fields import fields_of
from jdstudio.model.kinds import (
    Career,
    Duty,
    Goals,
    Item,
    Kpi,
    Learning,
    Revision,
    Signature,
    Skill,
    Table,
    Task,
    items_of,
    kind_of,
)
from jdstudio.model.project import Position
from jdstudio.model.values import show_number
from jdstudio.model.walk import all_ids, sections_of
from tests.library.words_in import pairs, strings

T = TypeVar("T", bound=Item)

LANGUAGES: tuple[Language, ...] = ("zh", "en")
ROLES = [role.code for role in roles()]
STRUCTURES = [structure.id for structure in structures()]
EVERYTHING = list(product(ROLES, STRUCTURES, LANGUAGES))


# --- every role in every structure -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "structure_id", "language"), EVERYTHING)
def test_a_new_project_is_sound(code: str, structure_id: str, language: Language) -> None:
    project = new_project(code, structure_id, language)
    (position,) = project.positions
    ids = [found for found, _ in all_ids(project)]
    items = {item.id for section in sections_of(position) for item in items_of(section)}
    references = list(_references(position))

    assert len(ids) == len(set(ids))
    assert references
    assert set(references) <= items
    assert sum(item.weight or 0 for item in _items(position, Kpi)) == 100
    assert sum(item.share or 0 for item in _items(position, Duty)) == 100
    assert project.title == position.title == role(code).title.in_language(language)
    assert [finding.message for finding in run(project) if finding.level == "error"] == []


@pytest.mark.parametrize(("code", "structure_id"), list(product(ROLES, STRUCTURES)))
def test_no_structure_loses_a_row_of_the_role(code: str, structure_id: str) -> None:
    template, position = role(code), new_position(code, structure_id)
    rows = {kind: [i for s in sections_of(position, kind) for i in items_of(s)] for kind in _KINDS_OF_ROLES}

    assert {kind: len(found) for kind, found in rows.items() if kind != "career"} == {
        kind: len(getattr(template, kind)) + len(template.more.get(kind, ()))
        for kind in _KINDS_OF_ROLES
        if kind != "career"
    }
    assert rows["career"]


@pytest.mark.parametrize(("code", "structure_id", "language"), EVERYTHING)
def test_no_structure_loses_a_word_of_the_role(code: str, structure_id: str, language: Language) -> None:
    template = role(code)
    position = new_position(code, structure_id, language)
    written = "\n".join(strings(msgspec.to_builtins(position)))
    said = msgspec.to_builtins(template)
    del said["onboarding"], said["growth"], said["conditions"]  # more of the role's own rows may stand for them
    said.pop("more", None)  # goes where a structure has a place for it

    for pair in pairs(said):
        assert pair[LANGUAGES.index(language)] in written


@pytest.mark.parametrize(("code", "language"), list(product(ROLES, LANGUAGES)))
def test_a_posting_tells_no_figure_of_a_kpi(code: str, language: Language) -> None:
    project = new_project(code, "standard", language)
    (position,) = project.positions
    seen = "\n".join(strings(msgspec.to_builtins(build(project, position, "posting").blocks)))

    assert position.title in seen
    for item in _items(position, Kpi):
        for figure in _figures(item):
            assert not re.search(rf"(?<![\d.,]){re.escape(figure)}", seen), f"{item.name}: {figure}"
    for duty in _items(position, Duty):
        assert duty.text in seen
        assert not duty.standard or duty.standard not in seen


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("structure_id", STRUCTURES)
def test_an_empty_position_has_the_same_sections_with_nothing_but_its_formalities(
    structure_id: str, language: Language
) -> None:
    empty, filled = new_position(None, structure_id, language), new_position("user", structure_id, language)

    assert [s.title for s in sections_of(empty)] == [s.title for s in sections_of(filled)]
    assert {s.slot for s in sections_of(empty) if s.text or items_of(s)} == {"signoff", "revisions"}
    assert empty.title


# --- what goes where -------------------------------------------------------------------------------------------------


def test_the_first_ninety_days_and_the_way_beyond_are_stages_of_a_career() -> None:
    template = replace(role("ecom"), more={})
    position = position_from(template, structure("standard"), "en")

    assert [(it.stage, it.text) for it in _items(position, Career)] == [
        *zip(("day30", "day60", "day90"), (it.text.en for it in template.onboarding), strict=True),
        *(("next", it.en) for it in template.growth),
    ]


def test_skills_say_how_well_they_are_mastered() -> None:
    position = new_position("ecom", "standard", "en")

    assert ("Advertising console", "Sets up campaigns, bids, reads attribution") in [
        (it.name, it.level) for it in _items(position, Skill)
    ]


def test_a_goal_is_measured_by_the_kpis_that_name_it() -> None:
    position = new_position("ecom", "standard", "zh")
    (goals,) = (section for section in sections_of(position) if isinstance(section, Goals))
    kpis = {kpi.name for kpi in _items(position, Kpi) if kpi.goal == goals.items[1].id}

    assert set(goals.items[1].measure.split("、")) == kpis
    assert len(kpis) > 1


def test_a_kpi_remembers_where_it_came_from() -> None:
    assert {kpi.library for kpi in _items(new_position("ecom"), Kpi)} == {it.kpi for it in role("ecom").kpis}


@pytest.mark.parametrize(("language", "signers"), [("zh", ["任职者", "直接上级", "人力资源"]), ("en", None)])
def test_who_signs_stands_in_the_language_of_the_document(language: Language, signers: list[str] | None) -> None:
    position = new_position(None, "standard", language)

    assert [it.who for it in _items(position, Signature)] == (
        signers or ["Position holder", "Line manager", "Human Resources"]
    )
    assert all(it.text for it in _items(position, Signature))
    assert [it.version for it in _items(position, Revision)] == [position.facts.version]


def test_more_rows_of_a_role_fill_the_places_that_can_hold_them() -> None:
    rows = {
        "learning": (
            {
                "theme": Words("直播复盘方法", "Reviewing streams"),
                "form": "course",
                "when": Words("每季度", "Quarterly"),
            },
        ),
        "budget": ({"name": Words("样品", "Samples")},),  # the standard structure has no such place
    }
    template = replace(role("live"), more=rows)

    position = position_from(template, _structure("learning", "learning"), "en")

    (item,) = _items(position, Learning)
    assert (item.theme, item.form, item.when) == ("Reviewing streams", "course", "Quarterly")


@pytest.mark.parametrize("code", ROLES)
def test_what_a_role_says_beyond_the_core_has_a_place_that_can_hold_it(code: str) -> None:
    template = role(code)
    placed = {
        section.slot
        for structure_id in STRUCTURES
        for section in sections_of(position_from(template, structure(structure_id)))
        if len(items_of(section)) >= len(template.more.get(section.slot, ())) > 0
    }

    assert placed == set(template.more)


@pytest.mark.parametrize(
    "row", [{"no such field": Words("甲", "A")}, {"form": "by telepathy"}], ids=["unknown field", "unknown choice"]
)
def test_rows_that_do_not_fit_the_section_are_not_used(row: dict[str, Words | str]) -> None:
    template = replace(role("live"), more={"learning": (row,)})

    position = position_from(template, _structure("learning", "learning"), "zh")

    assert _items(position, Learning) == []


def test_a_row_may_refer_to_a_goal_of_the_role() -> None:
    template = role("live")
    rows = (
        {"text": Words("月底前完成样品盘点", "Count the samples"), "cadence": "monthly", "duty": template.duties[1].id},
    )

    position = position_from(replace(template, more={"tasks": rows}), structure("standard"), "zh")

    duties = _items(position, Duty)
    assert _items(position, Task)[-1].duty == duties[1].id


def test_what_an_own_structure_has_no_place_for_comes_behind_its_sections() -> None:
    position = position_from(role("ecom"), _structure("duties", "duties"), "zh")

    assert [section.title for section in position.sections][:3] == ["duties", "岗位目的", "职位亮点"]
    assert {"goals", "tasks", "kpis", "collaboration", "qualifications", "offer"} <= {s.slot for s in position.sections}
    assert len({s.slot for s in sections_of(position)}) == len(list(sections_of(position)))


def test_a_place_of_the_wrong_kind_takes_nothing_and_loses_nothing() -> None:
    position = position_from(role("ecom"), _structure("goals", "text"), "zh")

    assert [kind_of(section) for section in sections_of(position) if section.slot == "goals"] == ["text", "goals"]


@pytest.mark.parametrize("structure_id", STRUCTURES)
def test_every_table_has_titled_columns_that_its_rows_fill(structure_id: str) -> None:
    for section in sections_of(new_position("ecom", structure_id), "table"):
        assert isinstance(section, Table)
        assert len(section.columns) > 1
        assert all(column.title for column in section.columns)
        assert all(len(row.cells) == len(section.columns) for row in section.items)


# --- both languages --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("structure_id", STRUCTURES)
@pytest.mark.parametrize(("language", "other"), [("zh", "en"), ("en", "zh")])
def test_a_bilingual_position_says_in_the_other_language_what_one_written_in_it_says(
    structure_id: str, language: Language, other: Language
) -> None:
    both = new_position("user", structure_id, language, bilingual=True)
    alone = new_position("user", structure_id, other)

    assert _translated(both) == _plain(alone)


def test_a_new_translation_is_of_the_text_beside_it_and_so_not_stale() -> None:
    project = new_project("user", "A4", "zh", bilingual=True)
    (position,) = project.positions
    holders = [project, position.facts, *sections_of(position), *_all_items(position)]

    pairs = [(getattr(holder, it.field), it) for holder in holders for it in holder.other]

    assert len(pairs) > 100
    assert all(it.of == main and it.text and not it.leads for main, it in pairs)


def test_one_language_leaves_no_translation() -> None:
    position = new_position("user", "A2", "zh")

    assert not any(holder.other for holder in (position.facts, *sections_of(position), *_all_items(position)))


# --- examples --------------------------------------------------------------------------------------------------------


def test_the_figures_a_role_makes_up_are_marked() -> None:
    position = new_position("ecom", "standard", "zh")
    marked = {(place.section and _kind(position, place.section), place.field) for place in position_examples(position)}

    assert {("", "headcount"), ("", "pay"), ("", "hours")} <= marked
    assert {
        ("kpis", "floor"),
        ("kpis", "target"),
        ("kpis", "stretch"),
        ("goals", "text"),
        ("tasks", "standard"),
    } <= marked
    assert not marked & {("kpis", "weight"), ("duties", "share"), ("kpis", "formula"), ("kpis", "name")}
    assert not any(kind in ("revisions", "signoff") for kind, _field in marked)


def test_what_measures_a_goal_is_a_name_and_no_example() -> None:
    for code in ROLES:
        (goals,) = (section for section in sections_of(new_position(code)) if isinstance(section, Goals))
        assert not any("measure" in goal.examples for goal in goals.items)


def test_an_empty_position_holds_no_examples() -> None:
    assert list(position_examples(new_position(None, "A4"))) == []


# --- helpers ---------------------------------------------------------------------------------------------------------

_KINDS_OF_ROLES = (
    *("goals", "duties", "tasks", "kpis", "collaboration", "authority", "qualifications", "skills"),
    "career",
)


def _structure(slot: str, kind: str) -> Structure:
    """A structure with one place of a kind."""
    return Structure("own", slot, slot, Words("", ""), (Outline(slot, slot, slot, kind),))


def _items(position: Position, type_: type[T]) -> list[T]:
    return [item for item in _all_items(position) if isinstance(item, type_)]


def _all_items(position: Position) -> list[Item]:
    return [item for section in sections_of(position) for item in items_of(section)]


def _kind(position: Position, section_id: str) -> str:
    return next(kind_of(section) for section in sections_of(position) if section.id == section_id)


def _translated(position: Position) -> list[str]:
    """What the position says in its other language, in reading order."""

    def said(holder: Any, name: str) -> str:
        return next((it.text for it in holder.other if it.field == name), str(getattr(holder, name)))

    return [said(holder, name) for holder, name in _texts(position)]


def _plain(position: Position) -> list[str]:
    """What the position says, in reading order."""
    return [str(getattr(holder, name)) for holder, name in _texts(position)]


def _texts(position: Position) -> Iterator[tuple[Any, str]]:
    """Everything that holds words, and the name of each of its texts."""
    holders: list[Any] = [position.facts, *_all_items(position)]
    for holder in holders:
        for name, field in fields_of(type(holder)).items():
            if field.input in ("line", "text", "date"):
                yield holder, name
    for section in sections_of(position):
        yield section, "title"
        yield section, "text"


def _references(position: Position) -> Iterator[str]:
    for item in _all_items(position):
        for name, field in fields_of(type(item)).items():
            if field.input == "reference" and getattr(item, name):
                yield getattr(item, name)


def _figures(item: Kpi) -> Iterator[str]:
    """How a reader would see a KPI's points: with the unit, in full and in the short Chinese way (180 万)."""
    for point in (item.floor, item.target, item.stretch):
        if point:
            yield f"{show_number(point)}{item.unit}" if item.unit == "%" else f"{show_number(point)} {item.unit}"
            if point >= 10000:
                yield f"{show_number(point / Decimal(10000))} 万"
                yield f"{point:,}"
