"""What a change of structure left without a place is named until somebody has put it somewhere."""

from __future__ import annotations

from jdstudio.checks.engine import run
from jdstudio.library import new_project
from jdstudio.library.structure import structure
from jdstudio.library.switch import switched
from jdstudio.model.kinds import Problem, Problems, Text
from jdstudio.model.place import Place
from jdstudio.model.project import Position, Project


def _found(*sections: Text) -> list[tuple[str, Place]]:
    project = Project("project", positions=(Position("pos", sections=sections),))
    return [(each.message, each.place) for each in run(project, "en") if each.rule == "unsorted-content"]


def test_content_without_a_place_is_counted() -> None:
    problems = Problems("p", "问题", "先看这些", items=(Problem("p1"), Problem("p2")))

    found = _found(Text("u", "未归类", slot="unsorted", sections=(problems,)))

    assert found == [("Entries that still have no place: 3, in the section “未归类”.", Place("pos", "u"))]


def test_an_empty_section_and_any_other_section_say_nothing() -> None:
    assert not _found(Text("u", "未归类", slot="unsorted"), Text("t", "未归类", "文字"))


def test_a_role_in_another_structure_is_told_what_is_left() -> None:
    project = new_project("ecom", "A4")
    switch = switched(project, project.positions[0].id, structure("A2"))

    (found,) = (each for each in run(switch.project, "en") if each.rule == "unsorted-content")

    assert found.level == "info"
    assert str(switch.unplaced) in found.message
