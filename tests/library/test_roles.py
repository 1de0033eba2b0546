"""What the roles say: a week that can be worked, rows that fit their sections, processes and matters that hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

import pytest

from jdstudio.i18n import Language
from jdstudio.library.role import ORDER, Role, role, roles
from jdstudio.library.structure import structures, walk_outlines
from jdstudio.library.words import Row, Words
from jdstudio.model.fields import Field, fields_of
from jdstudio.model.kinds import KINDS
from jdstudio.model.values import parse_value

LANGUAGES: tuple[Language, ...] = ("zh", "en")
EXTERNAL: Mapping[Language, str] = {"zh": "（外部）", "en": " (external)"}
BETWEEN: Mapping[Language, str] = {"zh": "；", "en": "; "}
WEEKS_A_YEAR = 52
TIMES_A_YEAR = {"daily": 5 * WEEKS_A_YEAR, "weekly": WEEKS_A_YEAR, "monthly": 12, "quarterly": 4, "yearly": 1}

every_role = pytest.mark.parametrize("code", ORDER)


def test_fifteen_roles_are_offered_in_their_order() -> None:
    assert [each.code for each in roles()] == list(ORDER)
    assert len(ORDER) == len(set(ORDER)) == 15
    assert {"store", "saas", "game"} <= set(ORDER)


# --- the chain -------------------------------------------------------------------------------------------------------


@every_role
def test_shares_and_weights_add_up_to_a_hundred(code: str) -> None:
    assert sum(each.share for each in role(code).duties) == 100
    assert sum(each.weight for each in role(code).kpis) == 100


@every_role
def test_what_a_role_refers_to_is_there(code: str) -> None:
    found = role(code)
    goals, duties = {each.id for each in found.goals}, {each.id for each in found.duties}

    assert {each.goal for each in found.duties if each.goal} <= goals
    assert {each.duty for each in found.tasks} <= duties
    assert {each.goal for each in found.kpis} <= goals | duties


@every_role
def test_every_duty_is_done_in_some_task(code: str) -> None:
    assert {each.id for each in role(code).duties} == {each.duty for each in role(code).tasks}


@every_role
def test_the_tasks_fill_a_week_and_no_more(code: str) -> None:
    assert 30 <= sum(_hours_a_week(role(code)).values()) <= 40


@every_role
def test_the_hours_of_a_duty_come_near_its_share_of_the_time(code: str) -> None:
    hours = _hours_a_week(role(code))
    week = sum(hours.values())

    for duty in role(code).duties:
        assert abs(100 * hours[duty.id] / week - duty.share) <= 8, duty.id


@every_role
def test_every_task_says_how_long_it_takes_and_when_with_what(code: str) -> None:
    for task in role(code).tasks:
        assert task.duration, task.text
        for words in (task.due, task.tools, task.skills):
            assert words.zh, task.text


@every_role
def test_some_tasks_are_told_in_numbered_steps_of_both_languages(code: str) -> None:
    told = [task.steps for task in role(code).tasks if task.steps.zh]

    assert 2 <= len(told) <= 5
    for steps in told:
        zh, en = steps.zh.splitlines(), steps.en.splitlines()
        assert len(zh) == len(en) >= 3
        for lines in (zh, en):
            assert [line.split(". ")[0] for line in lines] == [str(at) for at in range(1, len(lines) + 1)]


# --- rows for further places of a structure --------------------------------------------------------------------------


@every_role
def test_every_row_fits_a_section_of_some_structure(code: str) -> None:
    fields = _fields_by_slot()

    for slot, rows in role(code).more.items():
        assert rows, slot
        for row in rows:
            assert row.keys() <= fields[slot].keys(), slot
            for name, value in row.items():
                _check(fields[slot][name], value)


@every_role
def test_a_role_has_something_for_the_places_of_all_four_answers(code: str) -> None:
    wanted = "matrix meetings communication learning areas datasets improvements customers market process sops"
    further = "compliance career projects technology monitoring dispatch"

    assert {*wanted.split(), *further.split()} <= role(code).more.keys()


@every_role
def test_each_row_is_there_once(code: str) -> None:
    for slot, rows in role(code).more.items():
        told = [tuple(sorted((name, str(value)) for name, value in row.items())) for row in rows]
        assert len(told) == len(set(told)), slot


@every_role
def test_a_matter_has_exactly_one_who_is_accountable(code: str) -> None:
    rows = role(code).more["matrix"]
    accountable = [_words(row, "matter") for row in rows if row["raci"] == "A"]

    assert len(accountable) == len(set(accountable))
    assert set(accountable) == {_words(row, "matter") for row in rows}
    for row in rows:
        assert _words(row, "responsibility").zh
        assert _words(row, "task").zh


@every_role
def test_a_department_has_one_part_in_a_matter(code: str) -> None:
    parts = [(_words(row, "matter").zh, _words(row, "department").zh) for row in role(code).more["matrix"]]

    assert len(parts) == len(set(parts))


@every_role
def test_the_areas_of_work_are_those_of_the_duties(code: str) -> None:
    areas = [_words(row, "name") for row in role(code).more["areas"]]

    assert areas == [duty.area for duty in role(code).duties]


@pytest.mark.parametrize("language", LANGUAGES)
@every_role
def test_a_step_takes_what_an_earlier_one_gives_or_what_comes_from_outside(code: str, language: Language) -> None:
    given: set[str] = set()

    for row in role(code).more["process"]:
        for taken in _words(row, "input").in_language(language).split(BETWEEN[language]):
            assert taken.endswith(EXTERNAL[language]) or taken in given
        given |= set(_words(row, "output").in_language(language).split(BETWEEN[language]))


@every_role
def test_procedures_and_rules_apply_to_steps_that_exist(code: str) -> None:
    more = role(code).more
    steps = {_words(row, "name") for row in more["process"]}

    assert {_words(row, "process") for slot in ("sops", "compliance") for row in more[slot]} <= steps


@every_role
def test_every_data_set_has_both_checks_of_its_quality(code: str) -> None:
    for row in role(code).more["datasets"]:
        assert _words(row, "accuracy").zh
        assert _words(row, "reliability").zh


@every_role
def test_the_career_tells_the_first_ninety_days_and_the_next_position(code: str) -> None:
    found = role(code)
    stages = [row["stage"] for row in found.more["career"]]
    reached = [row["text"] for row in found.more["career"] if row["stage"] != "next"]

    assert stages == ["day30", "day60", "day90", "next"]
    assert reached == [each.text for each in found.onboarding]


def test_numbers_of_procedures_are_given_once() -> None:
    numbers = [row["number"] for each in roles() for row in each.more["sops"]]

    assert len(numbers) == len(set(numbers))


# --- helpers ---------------------------------------------------------------------------------------------------------


def _hours_a_week(found: Role) -> dict[str, Decimal]:
    hours: defaultdict[str, Decimal] = defaultdict(Decimal)
    for task in found.tasks:
        hours[task.duty] += (task.duration or Decimal()) * TIMES_A_YEAR.get(task.cadence, 0) / WEEKS_A_YEAR
    return hours


def _fields_by_slot() -> dict[str, dict[str, Field]]:
    return {
        outline.slot: fields_of(item)
        for found in structures()
        for outline in walk_outlines(found.sections)
        if (item := KINDS[outline.kind].item_type) is not None
    }


def _check(field: Field, value: Words | str) -> None:
    """Words where people read words, in both languages; a choice or a number as it is typed."""
    if isinstance(value, Words):
        assert field.input in ("text", "line", "date"), field.zh
        for language in LANGUAGES:
            text = value.in_language(language)
            assert text.strip()
            assert parse_value(field, text) == text, text
        return
    parsed = parse_value(field, value)
    if field.input == "choice":
        assert value in {choice.value for choice in field.choices}
        assert parsed == value
    elif field.input in ("number", "percent", "amount"):
        assert parsed is not None
    else:
        assert re.fullmatch(r"[A-Z\d.-]+", value), f"{field.zh}: {value} needs both languages"


def _words(row: Row, name: str) -> Words:
    found = row[name]
    assert isinstance(found, Words)
    return found
