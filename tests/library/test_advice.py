"""Advice for a place of a structure: found by slot, with items to take over in one language or two."""

from __future__ import annotations

from itertools import product

import msgspec
import pytest

from jdstudio.checks.engine import run
from jdstudio.i18n import Language
from jdstudio.library import new_position, new_project, structures
from jdstudio.library.advice import help_of, in_full, in_one_line, is_taken, place_of, suggested_items
from jdstudio.library.help import kind_help
from jdstudio.library.kpi import kpi
from jdstudio.library.structure import Outline
from jdstudio.library.words import Words
from jdstudio.model.kinds import KINDS, AnySection, Goal, Goals, Kpi, Kpis, Matrix, Part, Task, Tasks, Text, kind_of
from jdstudio.model.languages import pairs_in
from jdstudio.model.walk import sections_of

STRUCTURES = [each.id for each in structures()]
GOALS = Outline(
    zh="目标",
    en="Goals",
    slot="goals",
    kind="goals",
    suggestions=(
        {"text": Words("销售额提升至 __ 万元", "Sales to ¥__"), "due": Words("年底", "Year's end"), "aim": "growth"},
        {"text": Words("流程顺畅", "Smooth processes"), "aim": "流程顺畅"},
    ),
)


# --- the place of a section ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("structure_id", STRUCTURES)
def test_every_section_of_a_new_position_finds_its_place(structure_id: str) -> None:
    for section in sections_of(new_position(None, structure_id)):
        place = place_of(structure_id, section)

        assert place is not None
        assert (place.slot, place.kind, place.zh) == (section.slot, kind_of(section), section.title)


def test_a_section_from_another_structure_brings_its_advice_along() -> None:
    section = KINDS["dispatch"](id="d", slot="dispatch")

    place = place_of("A1", section)

    assert place is not None
    assert place.zh == "资源调度"


def test_a_structure_that_is_gone_leaves_the_advice_of_the_others() -> None:
    place = place_of("my-own", Goals(id="g", slot="goals"))

    assert place is not None
    assert place.kind == "goals"


@pytest.mark.parametrize(
    "section",
    [Goals(id="g"), Text(id="t", slot="unsorted"), Text(id="t", slot="goals")],
    ids=["no slot", "unsorted", "another kind"],
)
def test_a_section_that_fills_no_place_has_none(section: Goals | Text) -> None:
    assert place_of("A1", section) is None


def test_where_the_place_says_nothing_its_kind_does() -> None:
    bare = msgspec.structs.replace(GOALS, help=Words("写三条", "Write three"))
    kind = kind_help("goals")

    assert help_of(None, "goals") == (kind.help, kind.example)
    assert help_of(bare, "goals") == (Words("写三条", "Write three"), kind.example)


# --- suggested items -------------------------------------------------------------------------------------------------


def test_a_suggestion_is_an_item_in_the_language_of_the_project() -> None:
    chinese, smooth = suggested_items(GOALS, "zh")
    english, _ = suggested_items(GOALS, "en")

    assert isinstance(chinese, Goal)
    assert isinstance(smooth, Goal)
    assert isinstance(english, Goal)
    assert (chinese.text, chinese.due, chinese.aim) == ("销售额提升至 __ 万元", "年底", "growth")
    assert smooth.aim == "flow"
    assert english.text == "Sales to ¥__"
    assert chinese.other == ()
    assert chinese.id != suggested_items(GOALS, "zh")[0].id


def test_figures_and_blanks_of_a_suggestion_are_marked_as_examples() -> None:
    first, second = suggested_items(GOALS, "zh")

    assert first.examples == ("text",)
    assert second.examples == ()


@pytest.mark.parametrize(("structure_id", "language"), list(product(STRUCTURES, ("zh", "en"))))
def test_in_two_languages_every_text_has_its_translation(structure_id: str, language: Language) -> None:
    for section in sections_of(new_position(None, structure_id, language, bilingual=True)):
        place = place_of(structure_id, section)
        assert place is not None
        if items := suggested_items(place, language, both=True):
            filled = msgspec.structs.replace(section, items=items)
            assert {pair.state for pair in pairs_in(filled, "p", language)} <= {"agreed", "alike"}
            assert len(items) == len(place.suggestions)


@pytest.mark.parametrize("structure_id", STRUCTURES)
def test_a_suggested_kpi_comes_as_the_library_has_it(structure_id: str) -> None:
    (section,) = [each for each in sections_of(new_position(None, structure_id)) if isinstance(each, Kpis)]
    place = place_of(structure_id, section)
    assert place is not None
    suggested = [item for item in suggested_items(place, "zh") if isinstance(item, Kpi)]

    assert suggested
    for item in suggested:
        assert item.formula
        assert item.source
        if item.name != "流程节点及时率":
            assert item.library
            assert item.definition == kpi(item.library).definition.zh


def test_what_no_item_can_hold_is_left_out() -> None:
    broken = msgspec.structs.replace(
        GOALS, suggestions=({"colour": "red"}, {"text": Words("好", "Good"), "aim": "red"}, *GOALS.suggestions)
    )

    assert [item.text for item in suggested_items(broken, "en") if isinstance(item, Goal)] == [
        "Sales to ¥__",
        "Smooth processes",
    ]


def test_prose_and_own_tables_suggest_no_items() -> None:
    for kind in ("text", "table"):
        place = msgspec.structs.replace(GOALS, kind=kind)
        assert suggested_items(place, "zh") == ()


# --- how they read ---------------------------------------------------------------------------------------------------


def test_an_item_with_the_same_main_text_is_there_already() -> None:
    first, second = suggested_items(GOALS, "zh")
    edited = Goals(id="g", items=(Goal(id="1", text="销售额提升至 __ 万元", due="明年"),))

    assert is_taken(edited, first)
    assert not is_taken(edited, second)


def test_a_part_in_a_matter_is_there_when_matter_and_department_are() -> None:
    matrix = Matrix(id="m", items=(Part(id="1", matter="上线", department="市场"),))

    assert is_taken(matrix, Part(id="x", matter="上线", department="市场", raci="R"))
    assert not is_taken(matrix, Part(id="x", matter="上线", department="产品"))


def test_a_line_ends_with_the_main_text() -> None:
    item = suggested_items(GOALS, "zh")[0]

    assert in_one_line(item, "zh") == "销售额提升至 __ 万元"
    assert in_one_line(Part(id="x", matter="上线", department="市场", task="写\n文案"), "zh") == "上线 · 市场"


def test_in_full_every_field_has_its_label() -> None:
    item = suggested_items(GOALS, "en")[0]

    assert in_full(item, "en") == "Goal: Sales to ¥__\nDue: Year's end\nKind of goal: Growth"


@pytest.mark.parametrize("structure_id", STRUCTURES)
def test_no_two_suggestions_of_a_place_say_the_same(structure_id: str) -> None:
    for section in sections_of(new_position(None, structure_id)):
        place = place_of(structure_id, section)
        items = suggested_items(place, "zh") if place else ()
        lines = [in_one_line(item, "zh") for item in items]

        assert all(lines)
        for at, item in enumerate(items):
            others = (*items[:at], *items[at + 1 :])
            assert not is_taken(msgspec.structs.replace(section, items=others), item), lines[at]


def test_tasks_of_the_first_answer_come_with_cadence_and_hours() -> None:
    (section,) = [each for each in sections_of(new_position(None, "A1")) if isinstance(each, Tasks)]
    place = place_of("A1", section)
    assert place is not None

    tasks = [item for item in suggested_items(place, "zh") if isinstance(item, Task)]
    assert len(tasks) == len(place.suggestions)
    assert all(task.cadence and task.duration for task in tasks)


@pytest.mark.parametrize(("structure_id", "language"), list(product(STRUCTURES, ("zh", "en"))))
def test_suggestions_keep_the_rules_of_good_wording(structure_id: str, language: Language) -> None:
    project = new_project(None, structure_id, language)

    def filled(section: AnySection) -> AnySection:
        place = place_of(structure_id, section)
        items = suggested_items(place, language) if place else ()
        children = tuple(map(filled, section.sections))
        return msgspec.structs.replace(section, sections=children, **({"items": items} if items else {}))

    (position,) = project.positions
    whole = msgspec.structs.replace(position, sections=tuple(map(filled, position.sections)))
    findings = run(msgspec.structs.replace(project, positions=(whole,)))

    assert [each.message for each in findings if each.level == "error" or each.family == "wording"] == []
    assert [each for each in findings if each.rule == "example-left"]
