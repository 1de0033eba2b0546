"""Switching structure loses nothing: every item and every word stands in the position afterwards, and going back restores it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from jdstudio.errors import EditError
from jdstudio.files.codec import decode, encode
from jdstudio.library import new_project, roles, structures
from jdstudio.library.own_structures import structure_from
from jdstudio.library.skeleton import empty_section
from jdstudio.library.soundness import refuse_unsound
from jdstudio.library.structure import Outline, Structure, structure
from jdstudio.library.switch import Switch, choices, switched
from jdstudio.library.words import NOTHING
from jdstudio.model.edits import (
    fresh_position,
    insert_items,
    insert_section,
    move_items,
    remove_items,
    remove_section,
    set_text,
    set_title,
)
from jdstudio.model.kinds import (
    KINDS,
    Column,
    Goal,
    Goals,
    Kpi,
    Kpis,
    Problem,
    Problems,
    Table,
    TableRow,
    Task,
    Tasks,
    Text,
    Translation,
    items_of,
    kind_of,
)
from jdstudio.model.place import Place
from jdstudio.model.project import Former, Hollow, Position, Project
from jdstudio.model.walk import MAX_DEPTH, all_ids, find_section, walk
from jdstudio.store import Store
from tests.strategies import projects, texts

OWN = Structure(
    "own",
    "我的结构",
    "My structure",
    NOTHING,
    (
        Outline("先说清楚", "First of all", "own-first"),
        Outline("目标", "Goals", "goals", "goals"),
        Outline(
            "怎么考核", "How it is measured", "kpis", "kpis", sections=(Outline("任务", "Tasks", "tasks", "tasks"),)
        ),
    ),
)
SHIPPED = structures()
ALL = (*SHIPPED, OWN)
BY_ID = {each.id: each for each in ALL}
PAIRS = list(permutations(BY_ID, 2))


@pytest.fixture(autouse=True, scope="module")
def _own_structure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The own structure stands in the person's library."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "structures").mkdir()
    (folder / "structures" / "own.json").write_bytes(msgspec.json.encode(OWN))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JDSTUDIO_LIBRARY", str(folder))
        yield


def project_with(*sections: Any, structure_id: str = "A1", former: tuple[Former, ...] = ()) -> Project:
    position = Position("pos", sections=sections, structure=structure_id, former=former)
    return Project("project", positions=(position,))


def go(project: Project, *path: str) -> Project:
    for name in path:
        project = switched(project, project.positions[0].id, BY_ID[name]).project
    return project


def sections(project: Project) -> tuple[Any, ...]:
    return project.positions[0].sections


def section(project: Project, slot: str) -> Any:
    (found,) = (each for each in walk(sections(project)) if each.slot == slot)
    return found


def slots(project: Project) -> list[str]:
    return [each.slot for each in sections(project)]


def moves(switch: Switch) -> list[tuple[str, str, int]]:
    return [(move.title, move.to_title, move.number) for move in switch.moves]


# --- what goes where -------------------------------------------------------------------------------------------------


def test_a_section_takes_the_place_of_the_same_content_under_the_new_title() -> None:
    goals = Goals("s1", "工作目标的明确化", slot="goals", items=(Goal("g1", "提高销售额"),))

    after = go(project_with(goals), "A2")

    assert section(after, "goals") == replace(goals, title="展示成果预期和目标")
    assert slots(after) == [each.slot for each in structure("A2").sections]
    assert after.positions[0].structure == "A2"


def test_a_title_of_the_authors_own_goes_along() -> None:
    goals = Goals("s1", "今年要拿下的三件事", slot="goals", items=(Goal("g1"),))

    assert section(go(project_with(goals), "A2"), "goals").title == "今年要拿下的三件事"


def test_faces_of_the_authors_own_go_along_and_others_follow_the_structure() -> None:
    hidden = Text("s1", "引言", "做什么", faces=(), slot="purpose")
    usual = Goals("s2", "工作目标的明确化", slot="goals", items=(Goal("g1"),))

    after = go(project_with(hidden, usual), "A3")

    assert section(after, "purpose").faces == ()
    assert section(after, "goals").faces == ("description",)


def test_items_of_a_place_the_structure_lacks_join_the_first_section_of_their_kind() -> None:
    tasks = Tasks("s1", "日常任务的细化", slot="tasks", items=(Task("t1"),))
    more = Tasks("s2", slot="more-tasks", items=(Task("t2"), Task("t3")))

    after = go(project_with(tasks, more), "A2")

    assert [item.id for item in section(after, "tasks").items] == ["t1", "t2", "t3"]
    assert find_section(sections(after), "s2") is None


@pytest.mark.parametrize(
    "more",
    [
        Tasks("s2", "大促期间", items=(Task("t2"),)),
        Tasks("s2", text="只在大促期间。", items=(Task("t2"),)),
        Tasks("s2", items=(Task("t2"),), sections=(Text("s3", "说明", "谁来做"),)),
    ],
)
def test_a_section_with_words_of_its_own_comes_whole_below_the_first_of_its_kind(more: Tasks) -> None:
    tasks = Tasks("s1", "日常任务的细化", slot="tasks", items=(Task("t1"),))

    after = go(project_with(tasks, more), "A2")

    assert section(after, "tasks").items == tasks.items
    assert section(after, "tasks").sections == (more,)


def test_what_no_section_holds_goes_whole_to_the_unsorted_section_at_the_end() -> None:
    problems = Problems("s1", "问题解决", slot="problems", items=(Problem("p1"),))
    notes = Text("s2", "备忘", "年底再看")
    table = Table("s3", columns=(Column("渠道"),), items=(TableRow("r1", ("直播",)),))

    switch = switched(project_with(problems, notes, table), "pos", OWN)
    unsorted = sections(switch.project)[-1]

    assert (unsorted.slot, unsorted.title) == ("unsorted", "未归类")
    assert unsorted.sections == (problems, notes, table)
    assert (switch.moved, switch.unplaced) == (0, 3)


def test_what_was_unsorted_finds_its_place_in_the_next_structure() -> None:
    problems = Problems("s1", "问题解决", slot="problems", items=(Problem("p1"),))

    after = go(project_with(problems, structure_id="A3"), "own", "A4")

    assert section(after, "problems").items == problems.items
    assert "unsorted" not in [each.slot for each in walk(sections(after))]


def test_words_written_into_the_unsorted_section_stay_there() -> None:
    unsorted = Text("u", "未归类", "周五前整理", slot="unsorted")

    after = go(project_with(unsorted), "A2")

    assert sections(after)[-1].text == "周五前整理"
    assert sections(after)[-1].id == "u"


def test_an_authors_section_stays_with_the_one_above_it() -> None:
    note = Text("note", "口径", "以财务数据为准")
    kpis = Kpis("s1", "绩效指标的设定", slot="kpis", items=(Kpi("k1"),), sections=(note,))

    after = go(project_with(kpis), "A4")

    assert note in section(after, "kpis").sections


def test_empty_sections_of_the_old_structure_go_and_those_of_the_new_one_come() -> None:
    after = go(project_with(Text("s1", "结语", slot="closing"), structure_id="A3"), "A2")

    assert "closing" not in slots(after)
    assert "duties" in slots(after)


def test_a_section_without_a_slot_is_known_by_its_kind_and_title() -> None:
    """Older files have no slots."""
    after = go(project_with(Text("s1", "岗位目的", "管好店铺"), structure_id=""), "A1")

    assert section(after, "purpose").text == "管好店铺"
    assert section(after, "purpose").title == "引言"


def test_titles_come_in_both_languages_where_the_position_stands_in_both() -> None:
    one, two = (next(it for it in structure(name).sections if it.slot == "goals") for name in ("A1", "A2"))
    other = (Translation("title", one.en, of=one.zh),)
    goals = Goals("s1", "工作目标的明确化", slot="goals", items=(Goal("g1"),), other=other)

    after = go(project_with(goals), "A2")

    assert section(after, "goals").title == two.zh
    assert section(after, "goals").other == (Translation("title", two.en, of=two.zh),)
    assert section(after, "duties").other
    assert not section(go(project_with(replace(goals, other=())), "A2"), "duties").other


def test_a_move_counts_items_and_prose() -> None:
    goals = Goals("s1", "工作目标的明确化", "先看这里", slot="goals", items=(Goal("g1"), Goal("g2")))
    notes = Text("s2", "备忘", "年底再看")

    switch = switched(project_with(goals, notes), "pos", BY_ID["A2"])

    assert moves(switch) == [("工作目标的明确化", "展示成果预期和目标", 3), ("备忘", "未归类", 1)]
    assert (switch.moved, switch.unplaced) == (3, 1)


def test_the_structure_it_has_changes_nothing() -> None:
    project = new_project("ecom", "A1")

    assert switched(project, project.positions[0].id, BY_ID["A1"]).project is project
    assert switched(project, "gone", BY_ID["A2"]).project is project


def test_what_would_get_too_deep_is_refused_in_words() -> None:
    deep = Text("0", "顶层", "x")
    for level in range(1, MAX_DEPTH):
        deep = Text(str(level), f"第 {level} 层", "x", sections=(deep,))

    with pytest.raises(EditError, match="nested"):
        switched(project_with(deep), "pos", BY_ID["A2"])


# --- coming back -----------------------------------------------------------------------------------------------------


def test_coming_back_keeps_what_was_done_meanwhile() -> None:
    before = new_project("ecom", "A1")
    position = before.positions[0].id
    there = go(before, "A4")
    goals, kpis = section(there, "goals"), section(there, "kpis")
    there = remove_items(there, Place(position, goals.id), [goals.items[0].id])
    there = insert_items(there, Place(position, kpis.id), 1, [Kpi("new", "新指标")])
    there = set_text(there, Place(position, goals.id), "今年只看两件事")
    there = set_title(there, Place(position, kpis.id), "怎么算好")

    back = go(there, "A1")

    assert section(back, "goals").items == goals.items[1:]
    assert section(back, "goals").text == "今年只看两件事"
    assert section(back, "goals").title == "工作目标的明确化"
    assert section(back, "kpis").items == (kpis.items[0], Kpi("new", "新指标"), *kpis.items[1:])
    assert section(back, "kpis").title == "怎么算好"


def test_coming_back_keeps_the_order_a_person_gave_the_items_meanwhile() -> None:
    goals = Goals("s1", "工作目标的明确化", slot="goals", items=(Goal("g1"), Goal("g2"), Goal("g3")))
    there = go(project_with(goals), "A2")
    there = move_items(move_items(there, Place("pos", "s1"), ["g1"], 3), Place("pos", "s1"), ["g3"], 0)

    assert [item.id for item in section(go(there, "A1"), "goals").items] == ["g3", "g2", "g1"]


def test_a_section_deleted_meanwhile_stays_deleted() -> None:
    there = go(project_with(Text("s1", "备忘", "年底再看"), Goals("s2", slot="goals", items=(Goal("g1"),))), "A2")
    there = remove_section(there, Place("pos", "s1"))

    assert find_section(sections(go(there, "A1")), "s1") is None


def test_a_section_that_moved_to_another_position_is_not_made_a_second_time() -> None:
    before = project_with(Problems("s1", slot="problems"), structure_id="A4")
    before = replace(before, positions=(*before.positions, Position("two", sections=(Text("s1", "x", "y"),))))
    there = replace(before, positions=(before.positions[0], Position("two")))
    there = go(there, "A2")
    there = replace(there, positions=(there.positions[0], before.positions[1]))

    ids = [known for known, _path in all_ids(go(there, "A4"))]

    assert len(ids) == len(set(ids))


def test_a_position_without_a_structure_can_come_back_to_its_own_outline() -> None:
    before = project_with(Text("s1", "我们是谁", "一家小店"), Goals("s2", "方向"), structure_id="")
    there = go(before, "A1")
    (earlier,) = (each for each in choices(there.positions[0]) if each.id == "")

    assert sections(switched(there, "pos", earlier).project) == sections(before)


def test_one_outline_is_remembered_for_each_structure_it_had() -> None:
    project = go(new_project("ecom", "A1"), *["A2", "A3", "A1"] * 3, "A4")

    assert sorted(each.structure for each in project.positions[0].former) == ["A1", "A2", "A3"]


def test_a_copy_of_a_position_remembers_nothing() -> None:
    """Its ids are new, so what is remembered would find nothing."""
    assert fresh_position(go(new_project("ecom", "A1"), "A2").positions[0]).former == ()


def test_one_undo_takes_it_back() -> None:
    before = new_project("ecom", "A1")
    store = Store(before)
    store.commit(go(before, "A4"), "Switch structure")

    store.undo()

    assert store.project is before


# --- laws ------------------------------------------------------------------------------------------------------------


def content(project: Project) -> Counter[Any]:
    """All that a person put in: items with their kinds and values, prose, own titles, columns, in both languages."""
    found: Counter[Any] = Counter()
    words = _given_titles()
    for each in walk(sections(project)):
        for item in items_of(each):
            found[(kind_of(each), item, each.columns if isinstance(each, Table) else ())] += 1
        titles = (each.title, *(it.text for it in each.other if it.field == "title"))
        found[("text", each.text)] += bool(each.text)
        found.update(("translation", it) for it in each.other if it.field != "title")
        found.update(("title", title) for title in titles if title not in words)
    return +found


@cache
def _given_titles() -> frozenset[str]:
    def titles(outlines: tuple[Outline, ...]) -> Iterator[str]:
        for each in outlines:
            yield from (each.zh, each.en, *titles(each.sections))

    return frozenset({"", "未归类", "Unsorted", *(title for each in ALL for title in titles(each.sections))})


def assert_sound(project: Project) -> None:
    ids = [known for known, _path in all_ids(project)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_no_role_loses_anything_in_any_change(one: str, other: str) -> None:
    for number, role in enumerate(roles()):
        before = new_project(role.code, one, "en" if number % 3 else "zh", bilingual=number % 2 == 0)
        there = go(before, other)

        assert content(there) == content(before)
        assert_sound(there)
        assert sections(go(there, one)) == sections(before)


@settings(max_examples=40)
@given(projects(positions=1), st.sampled_from(PAIRS))
def test_nothing_is_lost_and_everything_comes_back(project: Project, pair: tuple[str, str]) -> None:
    if not project.positions:
        return
    project = _following(project, pair[0])
    there = go(project, pair[1])
    back = go(there, pair[0])

    assert content(there) == content(project)
    assert_sound(there)
    assert sections(back) == sections(project)
    assert msgspec.json.encode(sections(back)) == msgspec.json.encode(sections(project))


@settings(max_examples=30)
@given(projects(positions=1), st.lists(st.sampled_from(list(BY_ID)), min_size=2, max_size=6))
def test_a_long_way_round_keeps_everything(project: Project, path: list[str]) -> None:
    if not project.positions:
        return
    project = _following(project, "A1")

    after = go(project, *path, "A1")

    assert content(after) == content(project)
    assert_sound(after)


@st.composite
def hollows(draw: st.DrawFn, depth: int = 2) -> Hollow:
    return Hollow(
        draw(st.sampled_from(["", "pos", "gone", *(f"id{number}" for number in range(12))])),
        draw(st.sampled_from(["nonsense", "strategy", *list(KINDS)[:8], "table"])),
        draw(st.sampled_from(["", "goals", "purpose", "unsorted"])),
        draw(texts),
        items=tuple(draw(st.lists(st.sampled_from([f"id{number}" for number in range(30)]), max_size=4))),
        sections=tuple(draw(hollows(depth=depth - 1)) for _ in range(draw(st.integers(0, 2)))) if depth else (),
    )


@settings(max_examples=40)
@given(projects(positions=2), st.lists(hollows(), max_size=4).map(tuple))
def test_what_a_file_claims_to_remember_never_loses_anything(project: Project, claimed: tuple[Hollow, ...]) -> None:
    if not project.positions:
        return
    project = _following(project, "A1", (Former("A2", claimed), Former("A2", claimed), Former("A1", claimed)))

    after = go(project, "A2")

    assert not content(project) - content(after)
    assert_sound(after)
    assert not content(project) - content(go(after, "A1"))


def test_a_memory_nested_beyond_reason_is_not_believed() -> None:
    claimed = Hollow("h", "text")
    for _ in range(5000):
        claimed = Hollow("h", "text", sections=(claimed,))
    project = project_with(Goals("s1", slot="goals", items=(Goal("g1"),)), former=(Former("A2", (claimed,)),))

    assert [each.id for each in section(go(project, "A2"), "goals").items] == ["g1"]


def _following(project: Project, name: str, former: tuple[Former, ...] = ()) -> Project:
    first, *others = project.positions
    return replace(project, positions=(replace(first, structure=name, former=former), *others))


# --- single sections of other structures, own structures --------------------------------------------------------------


def test_a_section_of_another_structure_can_be_added_empty_with_its_place() -> None:
    (customers,) = (each for each in structure("A3").sections if each.slot == "customers")
    project = new_project("ecom", "A1")
    taken = {each.slot for each in walk(sections(project))} - {"customers"}

    new = empty_section(customers, "zh", bilingual=False, taken=taken)
    after = insert_section(project, project.positions[0].id, "", 2, new)

    assert (new.title, new.slot, items_of(new)) == (customers.zh, "customers", ())
    assert sections(after)[2] is new
    assert empty_section(customers, "zh", bilingual=False, taken={"customers"}).slot == ""


@pytest.mark.parametrize("name", [each.id for each in SHIPPED])
def test_an_outline_saved_as_a_structure_makes_the_same_outline_again(name: str) -> None:
    project = new_project(None, name, "zh", bilingual=True)
    own = structure_from(project.positions[0], "我的", "zh", BY_ID)

    def shape(outlines: tuple[Outline, ...]) -> list[Any]:
        return [
            (each.zh, each.en, each.slot, each.kind, each.numbered, each.columns, shape(each.sections))
            for each in outlines
        ]

    assert shape(own.sections) == shape(BY_ID[name].sections)
    assert (own.id, own.zh, own.en) == ("我的", "我的", "我的")


@settings(max_examples=20)
@given(projects(positions=1), texts)
def test_any_outline_can_become_a_structure(project: Project, name: str) -> None:
    for position in project.positions:
        if position.sections and name.strip():
            own = structure_from(position, f"x{name}", project.language, BY_ID)
            refuse_unsound(own, Path("own.json"))
            assert own.id.casefold() not in {each.casefold() for each in BY_ID}


def test_ids_of_own_structures_never_meet_those_that_ship() -> None:
    position = new_project(None).positions[0]
    made = [structure_from(position, name, "zh", ["A1", "大促"]).id for name in ("a1", "大促", "CON", "…", "a/b: c")]

    assert made == ["a1-2", "大促-2", "con-2", "own", "a-b-c"]


def test_what_a_file_remembers_gives_no_section_that_a_position_cannot_have() -> None:
    former = Former("A2", (Hollow("h1", "strategy"), Hollow("h2", "nope"), Hollow("h3", "tasks")))

    project = go(project_with(Text("t", text="Words"), former=(former,)), "A2")

    assert {"h3", "t"} <= {each.id for each in walk(sections(project))}
    assert not {"h1", "h2"} & {each.id for each in walk(sections(project))}
    assert decode(encode(project), "a.json").project == project
