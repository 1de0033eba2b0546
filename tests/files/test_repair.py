"""Ids that stand twice: the first keeps its id, the later one gets a new one, and links stay where they belong."""

from __future__ import annotations

from hypothesis import given
from strategies import projects

from jdstudio.files.codec import decode, encode
from jdstudio.files.repair import depth_and_ids
from jdstudio.model.kinds import Duties, Duty, Goal, Goals, Kpi, Kpis, Text, items_of
from jdstudio.model.project import Position, Project
from jdstudio.model.walk import all_ids, sections_of


def position(title: str, *, goals: tuple[str, ...] = ("g1", "g2")) -> Position:
    items = tuple(Goal(id=each) for each in goals)
    kpis = tuple(Kpi(id=f"k-{each}", goal=each) for each in goals)
    return Position(id=title, sections=(Goals(id="goals", items=items), Kpis(id="kpis", items=kpis)))


def repaired(*positions: Position) -> tuple[Project, list[str]]:
    loaded = decode(encode(Project(id="p", positions=positions)), "a.json")
    return loaded.project, [note.where for note in loaded.notes]


def test_a_position_copied_in_a_text_editor_becomes_one_of_its_own() -> None:
    project, notes = repaired(position("a"), position("a"))
    first, second = project.positions
    assert first == position("a")
    assert notes == [
        "positions[1].id",
        "positions[1].sections[0].id",
        "positions[1].sections[0].items[0].id",
        "positions[1].sections[0].items[1].id",
        "positions[1].sections[1].id",
        "positions[1].sections[1].items[0].id",
        "positions[1].sections[1].items[1].id",
    ]
    goals, kpis = second.sections
    assert isinstance(kpis, Kpis)
    assert [kpi.goal for kpi in kpis.items] == [goal.id for goal in items_of(goals)]


def test_a_row_copied_within_a_position_leaves_the_links_to_the_first() -> None:
    project, notes = repaired(position("a", goals=("g1", "g1")))
    kpis = next(sections_of(project.positions[0], "kpis"))
    assert [getattr(kpi, "goal", None) for kpi in items_of(kpis)] == ["g1", "g1"]
    assert notes == ["positions[0].sections[0].items[1].id", "positions[0].sections[1].items[1].id"]


def test_an_id_of_another_position_is_freed_and_its_links_follow() -> None:
    other = Position(
        id="b", sections=(Duties(id="d", items=(Duty(id="g1"),)), Kpis(id="k", items=(Kpi(id="x", goal="g1"),)))
    )
    project, notes = repaired(position("a"), other)
    duties, kpis = project.positions[1].sections
    assert notes == ["positions[1].sections[0].items[0].id"]
    assert getattr(items_of(kpis)[0], "goal", "") == items_of(duties)[0].id != "g1"


def test_an_empty_id_is_filled() -> None:
    project, notes = repaired(Position(id="", sections=(Text(id=""),)))
    assert notes == ["positions[0].id", "positions[0].sections[0].id"]
    assert all(found for found, _ in all_ids(project))
    loaded = decode(encode(Project(id="")), "a.json")
    assert loaded.project.id
    assert [str(note) for note in loaded.notes] == [f"id: The id was empty; it is now “{loaded.project.id}”."]


def test_the_note_names_both_places_the_old_and_the_new_id() -> None:
    loaded = decode(encode(Project(id="p", positions=(Position(id="a"), Position(id="a")))), "a.json")
    fresh = loaded.project.positions[1].id
    (note,) = loaded.notes
    assert str(note) == (
        f"positions[1].id: The id “a” stands at positions[0].id already; here it is now “{fresh}”. "
        "Save the file to keep it so, or give one of the two another id."
    )
    assert (note.level, note.rule) == ("error", "duplicate-id")


@given(projects(), projects())
def test_two_files_pasted_together_keep_all_content_under_unique_ids(one: Project, two: Project) -> None:
    mixed = Project(id="p", strategy=one.strategy, positions=(*one.positions, *two.positions))
    loaded = decode(encode(mixed), "a.json")
    ids = [found for found, _ in all_ids(loaded.project)]
    assert len(set(ids)) == len(ids) == len(list(all_ids(mixed)))
    before = [found for found, _ in all_ids(mixed)]
    assert len(loaded.notes) == len(before) - len(set(before))
    assert [position.facts for position in loaded.project.positions] == [position.facts for position in mixed.positions]


@given(projects())
def test_the_quick_list_of_ids_is_the_list_of_the_model(project: Project) -> None:
    _, ids = depth_and_ids(project)
    assert sorted(ids) == sorted(found for found, _ in all_ids(project))
