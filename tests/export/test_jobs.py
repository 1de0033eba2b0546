"""The plan of an export: a file for each position, format and language, named so that no two meet."""

from __future__ import annotations

import pickle

import pytest

from jdstudio.errors import UsageError
from jdstudio.export.jobs import plan
from jdstudio.export.registry import render
from jdstudio.model.project import Facts, Position, Project

POSITIONS = (Position("a", Facts(title="主管")), Position("b", Facts(title="主管")), Position("c", Facts(title="客服")))
PROJECT = Project("x", "团队", positions=POSITIONS)


def test_a_file_for_each_position_format_and_language_in_that_order() -> None:
    jobs = plan(PROJECT, POSITIONS[:2], ("markdown", "html"), ("zh", "en"))
    assert [job.file_name for job in jobs] == [
        "主管-岗位说明书.md",
        "主管 - Job description.md",
        "主管-岗位说明书.html",
        "主管 - Job description.html",
        "主管 (2)-岗位说明书.md",
        "主管 (2) - Job description.md",
        "主管 (2)-岗位说明书.html",
        "主管 (2) - Job description.html",
    ]


def test_a_job_carries_one_position_and_makes_the_same_file_in_another_process() -> None:
    job = plan(PROJECT, POSITIONS[2:], ("markdown",), ("zh",))[0]
    assert job.project.positions == (job.position,) == POSITIONS[2:]
    sent = pickle.loads(pickle.dumps(job))  # noqa: S301  our own bytes
    assert sent.render() == render(PROJECT, POSITIONS[2], "markdown", "zh")


def test_an_unknown_format_stops_the_plan() -> None:
    with pytest.raises(UsageError):
        plan(PROJECT, POSITIONS, ("markdown", "papyrus"), ("zh",))
