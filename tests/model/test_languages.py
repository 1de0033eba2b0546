"""Two languages in one record: staleness follows from the texts, and nothing is lost on the way to either language."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from jdstudio.files.codec import decode, encode
from jdstudio.model.edits import set_columns, set_fact, set_title, set_value
from jdstudio.model.items.base import Translation
from jdstudio.model.kinds import Column, Goal, Goals, Kpi, Kpis, Table, TableRow, Text
from jdstudio.model.languages import (
    Pair,
    filled,
    in_language,
    is_stale,
    is_translated,
    needs_translation,
    pairs_of,
    settled,
    stacked,
    stale_in,
    swapped,
)
from jdstudio.model.place import Place
from jdstudio.model.project import Company, Facts, Language, Position, Project
from jdstudio.model.translation_edits import confirm, set_main, set_main_language, set_translation
from tests.strategies import projects, texts

GOAL = Place("p", "s", "g", "text")
words = texts.filter(str.strip)


def a_project(*, language: Language = "zh") -> Project:
    table = Table(
        id="t",
        title="渠道",
        columns=(Column("渠道名称"), Column("预算")),
        items=(TableRow("r", cells=("直播", "三成")),),
    )
    goals = Goals(
        id="s",
        title="工作目标",
        items=(Goal(id="g", text="提升复购率", due="2026 年 6 月"), Goal(id="h", text="降低退货率")),
    )
    position = Position("p", Facts(title="店铺主管", code="OP-01"), (goals, table))
    return Project("project", "电商部", language, Company("青禾商贸"), positions=(position,))


def all_pairs(project: Project) -> list[Pair]:
    return [pair for position in (None, *project.positions) for pair in pairs_of(project, position)]


def pair_at(project: Project, place: Place) -> Pair:
    return next(pair for pair in all_pairs(project) if pair.place == place)


def translated(project: Project, text: str = "Raise the repeat rate") -> Project:
    return set_translation(project, GOAL, text)


# --- how a pair stands -------------------------------------------------------------------------------------------------


def test_a_text_without_translation_is_missing_one_and_a_code_needs_none() -> None:
    project = a_project()
    assert pair_at(project, GOAL).state == "missing"
    assert pair_at(project, Place("p", field="code")).state == "alike"
    assert pair_at(project, Place("p", "s", field="title")).state == "alike"  # 工作目标 is Goals by its kind
    assert pair_at(project, Place("p", "t", field="0")) == Pair(Place("p", "t", field="0"), "渠道名称", "", "missing")


def test_editing_the_main_text_marks_its_translation_and_keeps_what_it_was_made_from() -> None:
    project = set_value(translated(a_project()), GOAL, "提升老客复购率")
    pair = pair_at(project, GOAL)
    assert (pair.state, pair.was, pair.other) == ("stale", "提升复购率", "Raise the repeat rate")
    assert stale_in(project.positions[0].sections[0], "zh") == 1


def test_a_main_text_changed_back_agrees_again() -> None:
    project = set_value(set_value(translated(a_project()), GOAL, "另一个目标"), GOAL, "提升复购率")
    assert pair_at(project, GOAL).state == "agreed"


def test_a_caught_up_main_text_is_marked_again_once_it_was_settled() -> None:
    project = set_translation(translated(a_project()), GOAL, "Raise the repeat rate to 35%")
    assert pair_at(project, GOAL).state == "main_stale"
    caught_up = set_value(project, GOAL, "把复购率提升到 35%")
    assert pair_at(set_value(caught_up, GOAL, "把复购率提升到 40%"), GOAL).state == "agreed"  # still being written
    assert pair_at(set_value(settled(caught_up), GOAL, "把复购率提升到 40%"), GOAL).state == "stale"


@given(words, words, words)
def test_who_edits_one_text_marks_the_other_and_who_brings_that_up_to_date_takes_the_mark_away(
    one: str, two: str, three: str
) -> None:
    assume(len({one, two, three}) == 3)
    agreed = translated(a_project(), one)
    assert pair_at(agreed, GOAL).state == "agreed"
    stale = set_main(agreed, GOAL, two)
    assert pair_at(stale, GOAL).state == ("stale" if two != "提升复购率" else "agreed")
    assert pair_at(set_translation(set_main(agreed, GOAL, "改过的目标"), GOAL, three), GOAL).state == "agreed"
    behind = set_translation(agreed, GOAL, two)
    assert pair_at(behind, GOAL).state == "main_stale"
    caught_up = set_main(behind, GOAL, "改过的目标")
    assert pair_at(caught_up, GOAL).state == "agreed"
    assert pair_at(set_main(caught_up, GOAL, "又改过的目标"), GOAL).state == "stale"
    for project in (stale, behind):
        confirmed = confirm(project, [GOAL])
        assert pair_at(confirmed, GOAL).state == "agreed"
        assert in_language(confirmed, "en").positions == in_language(project, "en").positions


@settings(max_examples=30)
@given(projects())
def test_confirming_every_pair_leaves_none_stale_and_no_text_changed(project: Project) -> None:
    confirmed = confirm(project, [pair.place for pair in all_pairs(project)])
    assert not any(is_stale(pair.state) for pair in all_pairs(confirmed))
    assert [(pair.main, pair.other) for pair in all_pairs(confirmed)] == [
        (pair.main, pair.other) for pair in all_pairs(project)
    ]


@settings(max_examples=30)
@given(projects())
def test_settling_changes_no_state(project: Project) -> None:
    before, after = all_pairs(project), all_pairs(settled(project))
    assert [(pair.place, pair.main, pair.other, pair.state) for pair in before] == [
        (pair.place, pair.main, pair.other, pair.state) for pair in after
    ]
    assert settled(settled(project)) == settled(project)


def test_a_cleared_translation_is_not_stored() -> None:
    assert translated(translated(a_project()), " ") == a_project()


def test_a_translation_before_its_main_text_waits_for_it() -> None:
    place = Place("p", "s", "g", "measure")
    project = set_translation(a_project(), place, "Repeat buyers / buyers")
    assert pair_at(project, place).state == "main_stale"
    assert pair_at(set_main(project, place, "复购买家 ÷ 买家"), place).state == "agreed"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place(field="title"), "E-commerce"),
        (Place(field="name"), "Qinghe Trading"),
        (Place("p", field="title"), "Store lead"),
        (Place("p", "t", field="title"), "Channels"),
        (Place("p", "t", field="1"), "Budget"),
        (Place("p", "t", "r", "1"), "A third"),
        (GOAL, "Raise the repeat rate"),
    ],
)
def test_every_kind_of_text_takes_a_translation_and_reads_in_it(place: Place, text: str) -> None:
    project = set_translation(a_project(), place, text)
    assert pair_at(project, place).other == text
    assert [pair.main for pair in all_pairs(in_language(project, "en"))].count(text) == 1


def test_a_field_that_holds_no_words_takes_no_translation() -> None:
    kpi = Kpis(id="k", items=(Kpi(id="one"),))
    project = Project("project", positions=(Position("p", sections=(kpi,)),))
    assert set_translation(project, Place("p", "k", "one", "weight"), "heavy") is project
    assert set_main(project, Place("p", "k", "gone", "name"), "x") is project


@pytest.mark.parametrize(
    ("text", "language", "needed"),
    [
        ("提升 GMV", "zh", True),
        ("GMV 3.5%", "zh", False),
        ("2026-06-30", "zh", False),
        ("2026 年 6 月", "zh", True),
        ("Raise GMV", "en", True),
        ("JD-OP-01", "en", False),
        ("hr@example.com", "en", False),
        ("https://example.com/jobs", "en", False),
    ],
)
def test_only_words_need_a_translation(text: str, language: Language, *, needed: bool) -> None:
    assert needs_translation(text, language) is needed


# --- reading in one language -------------------------------------------------------------------------------------------


@settings(max_examples=30)
@given(projects())
def test_in_its_own_language_a_project_is_itself(project: Project) -> None:
    assert in_language(project, project.language) is project


@settings(max_examples=30)
@given(projects())
def test_in_the_other_language_every_text_is_its_translation_or_stays(project: Project) -> None:
    language: Language = "en" if project.language == "zh" else "zh"
    read = in_language(project, language)
    now = {pair.place: pair for pair in all_pairs(read)}
    for pair in all_pairs(project):
        if pair.other or pair.place.field != "title" or pair.place.item:  # a kind's own title reads as the kind does
            assert now[pair.place].main == (pair.other or pair.main)
    assert not any(pair.other for pair in now.values())
    assert in_language(read, language) is read


def test_the_title_a_kind_came_with_reads_as_the_kind_is_called() -> None:
    section = in_language(a_project(), "en").positions[0].sections[0]
    assert section.title == "Goals"


def test_what_did_not_change_reads_as_the_very_same_object() -> None:
    known: dict[str, tuple[object, object]] = {}
    project = translated(a_project())
    before = in_language(project, "en", known).positions[0]
    after = in_language(set_value(project, Place("p", "s", "h", "text"), "降低退款率"), "en", known).positions[0]
    assert after.facts is before.facts
    assert after.sections[1] is before.sections[1]
    assert after.sections[0].items[0] is before.sections[0].items[0]  # type: ignore[union-attr]
    assert before.sections[1] is project.positions[0].sections[1]  # no translation in it: nothing was made


@settings(max_examples=30)
@given(projects())
def test_filling_takes_translations_only_where_there_is_no_main_text(project: Project) -> None:
    now = {pair.place: pair for pair in all_pairs(filled(project))}
    for pair in all_pairs(project):
        assert now[pair.place].main == (pair.main if pair.main.strip() else pair.other or pair.main)


def test_stacked_both_languages_stand_in_each_text() -> None:
    project = set_translation(translated(a_project()), Place("p", field="title"), "Store lead")
    read = stacked(project)
    assert read.positions[0].title == "店铺主管 / Store lead"
    assert pair_at(read, GOAL).main == "提升复购率\nRaise the repeat rate"
    assert stacked(a_project()) == a_project()


# --- the main language -------------------------------------------------------------------------------------------------


def test_with_another_main_language_every_pair_changes_places() -> None:
    project = set_main_language(translated(a_project()), "en")
    assert project.language == "en"
    pair = pair_at(project, GOAL)
    assert (pair.main, pair.other, pair.state) == ("Raise the repeat rate", "提升复购率", "agreed")
    assert pair_at(project, Place("p", "s", "h", "text")).main == "降低退货率"
    assert set_main_language(project, "en") is project


@settings(max_examples=30)
@given(projects())
def test_changing_places_twice_brings_texts_and_states_back(project: Project) -> None:
    project = filled(project)  # a text that stands in one language only cannot say in which
    twice = swapped(swapped(project))
    assert [(p.place, p.main, p.other, p.state) for p in all_pairs(twice)] == [
        (p.place, p.main, p.other, p.state) for p in all_pairs(project)
    ]


# --- edits and files ---------------------------------------------------------------------------------------------------


def test_translations_of_cells_go_with_their_columns() -> None:
    project = set_translation(a_project(), Place("p", "t", "r", "1"), "A third")
    section = project.positions[0].sections[1]
    assert isinstance(section, Table)
    columns = (Column("新列"), section.columns[1])
    moved = set_columns(project, Place("p", "t"), columns, [None, 1])
    assert pair_at(moved, Place("p", "t", "r", "1")).other == "A third"
    gone = set_columns(moved, Place("p", "t"), (columns[0],), [0])
    assert not is_translated(gone.positions[0])


def test_renaming_a_section_and_a_position_marks_their_translations() -> None:
    project = set_translation(a_project(), Place("p", "t", field="title"), "Channels")
    project = set_translation(project, Place("p", field="title"), "Store lead")
    project = set_fact(set_title(project, Place("p", "t"), "渠道分工"), "p", "title", "店铺运营主管")
    assert [pair.place.section for pair in all_pairs(project) if is_stale(pair.state)] == ["", "t"]


def test_a_file_keeps_translations_as_they_are(tmp_path: Path) -> None:
    project = set_translation(translated(a_project()), Place("p", "t", field="0"), "Channel")
    assert decode(encode(project), tmp_path / "x.json").project == project
    assert b'"leads"' not in encode(project)


def test_a_translation_of_something_that_is_no_text_is_left_alone() -> None:
    stray = Translation("weight", "heavy", "")
    kpi = Kpis(id="k", items=(Kpi(id="one", name="复购率", other=(stray,)),))
    project = Project("project", positions=(Position("p", sections=(kpi, Text(id="x"))),))
    named = set_translation(project, Place("p", "k", "one", "name"), "Repeat rate")
    (item,) = named.positions[0].sections[0].items  # type: ignore[union-attr]
    assert item.other == (Translation("name", "Repeat rate", "复购率"), stray)
    assert in_language(replace(named), "en").positions[0].sections[0].items[0].name == "Repeat rate"  # type: ignore[union-attr]


@given(st.data())
def test_unknown_places_change_nothing(data: st.DataObject) -> None:
    project = a_project()
    place = data.draw(
        st.sampled_from([Place("gone", field="title"), Place("p", "gone", field="text"), Place("p", "t", field="9")])
    )
    assert set_translation(project, place, "x") is project
    assert set_main(project, place, "x") is project
    assert confirm(project, [place]) is project
    assert msgspec.json.encode(project) == msgspec.json.encode(a_project())


def test_a_translation_of_a_field_that_is_none_outlives_the_change_of_language() -> None:
    strange = Translation("nope", "Somebody's words")
    goal = Goal(id="g", text="提升复购率", other=(Translation("text", "Raise repeat purchases", "提升复购率"), strange))
    project = Project("x", positions=(Position("p", sections=(Goals(id="s", items=(goal,)),)),))

    (section,) = swapped(project).positions[0].sections

    assert strange in section.items[0].other
    assert swapped(swapped(project)) == project
