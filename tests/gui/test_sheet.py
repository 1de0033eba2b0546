"""What may be typed into the cells of a kind: figures as people write them, within what makes sense."""

from __future__ import annotations

from decimal import Decimal

import pytest
from small import TASKS, small_project

from jdstudio.errors import EditError
from jdstudio.gui.sheet import Sheet, sheet_at
from jdstudio.model.kinds import Budget, ProjectRow, Projects
from jdstudio.model.place import Place
from jdstudio.model.project import Facts, Position, Project


def sheet(section: str) -> Sheet:
    sections = (Budget("budget"), Projects("projects", items=(ProjectRow("r1", "New shop"),)))
    project = Project("p", positions=(Position("pos", Facts(), sections),))
    found = sheet_at(project, Place("pos", section), "en")
    assert found
    return found


def tasks() -> Sheet:
    found = sheet_at(small_project(), TASKS, "en")
    assert found
    return found


@pytest.mark.parametrize(("text", "number"), [("1,200", "1200"), ("１２００．５", "1200.5"), ("-300", "-300")])
def test_money_as_people_write_it(text: str, number: str) -> None:
    assert sheet("budget").parse("budget", text) == Decimal(number)


@pytest.mark.parametrize(("text", "number"), [("40", "40"), ("４０％", "40"), ("0", "0"), ("100%", "100")])
def test_progress_in_percent(text: str, number: str) -> None:
    assert sheet("projects").parse("progress", text) == Decimal(number)


@pytest.mark.parametrize("text", ["101", "-1"])
def test_progress_lies_between_nothing_and_all(text: str) -> None:
    with pytest.raises(EditError, match="does not lie between 0 and 100 %"):
        sheet("projects").parse("progress", text)


def test_hours_are_never_less_than_none() -> None:
    assert tasks().parse("duration", "0") == 0
    assert tasks().parse("duration", "") is None
    with pytest.raises(EditError, match=r"“-2” is too small: 0 is the least. Type a figure of 0 or more."):
        tasks().parse("duration", " -2 ")
