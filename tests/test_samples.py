"""The samples are what people see first: they load as they stand, they are complete, and the checks agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from jdstudio.blocks.build import build
from jdstudio.checks.engine import run
from jdstudio.files.codec import decode, encode
from jdstudio.model.examples import position_examples
from jdstudio.model.kinds import Duties, Kpi, Kpis, items_of, kind_of
from jdstudio.model.languages import is_translated, pairs_of
from jdstudio.model.project import Position, Project
from jdstudio.model.walk import sections_of

FOLDER = Path(__file__).parent.parent / "samples"
GOOD = ("ecommerce-team", "store-lead-en")
WEAK = "weak-example"


def sample(name: str) -> Project:
    path = FOLDER / f"{name}.json"
    loaded = decode(path.read_bytes(), path)
    assert loaded.notes == ()
    return loaded.project


def kpis(position: Position) -> list[Kpi]:
    return [item for section in sections_of(position) if isinstance(section, Kpis) for item in section.items]


def test_every_file_in_the_folder_is_tested() -> None:
    assert {path.stem for path in FOLDER.glob("*")} == {*GOOD, WEAK}


@pytest.mark.parametrize("name", [*GOOD, WEAK])
def test_a_sample_loads_without_notes_and_saves_to_the_same_bytes(name: str) -> None:
    assert encode(sample(name)) == (FOLDER / f"{name}.json").read_bytes()


def test_the_team_has_three_positions_and_the_english_sample_one() -> None:
    assert [position.title for position in sample("ecommerce-team").positions] == [
        "电商运营主管",
        "直播运营专员",
        "客服主管",
    ]
    assert [position.title for position in sample("store-lead-en").positions] == ["E-commerce Store Lead"]
    assert sample("store-lead-en").language == "en"


@pytest.mark.parametrize("name", GOOD)
def test_a_position_of_a_good_sample_is_complete(name: str) -> None:
    project = sample(name)
    assert project.company.name
    assert 4 <= len(project.strategy.items) <= 5
    for position in project.positions:
        kinds = {kind_of(section) for section in sections_of(position)}
        assert kinds >= {
            *("text", "goals", "duties", "tasks", "kpis", "collaboration", "authority", "qualifications"),
            *("skills", "conditions", "career", "signoff", "revisions"),
        }
        assert "table" not in kinds
        assert position.structure == "standard"
        assert all(section.slot for section in sections_of(position))
        assert all(task.duration for section in sections_of(position, "tasks") for task in items_of(section))
        duties = [item for section in sections_of(position) if isinstance(section, Duties) for item in section.items]
        assert 5 <= len(duties) <= 7
        assert sum(duty.share or 0 for duty in duties) == 100
        assert 6 <= len(kpis(position)) <= 8
        assert sum(kpi.weight or 0 for kpi in kpis(position)) == 100
        assert all(kpi.goal and kpi.source and kpi.formula and kpi.method == "linear" for kpi in kpis(position))
        assert position.facts.pay


@pytest.mark.parametrize("name", GOOD)
def test_the_checks_find_nothing_in_a_good_sample(name: str) -> None:
    assert [finding.message for finding in run(sample(name), "en")] == []


def test_the_team_shows_matrix_meetings_data_and_process() -> None:
    kinds = {kind_of(section) for position in sample("ecommerce-team").positions for section in sections_of(position)}

    assert kinds >= {"matrix", "meetings", "datasets", "process"}


def test_one_position_of_the_team_stands_in_both_languages() -> None:
    project = sample("ecommerce-team")
    care = next(position for position in project.positions if position.title == "客服主管")

    assert {pair.state for pair in (*pairs_of(project), *pairs_of(project, care))} == {"agreed", "alike"}
    assert [is_translated(position) for position in project.positions] == [False, False, True]


@pytest.mark.parametrize("name", [*GOOD, WEAK])
def test_a_sample_holds_no_example_values(name: str) -> None:
    assert [place for position in sample(name).positions for place in position_examples(position)] == []


def test_the_weak_sample_shows_what_the_checks_find() -> None:
    found = {finding.rule for finding in run(sample(WEAK), "en")}

    assert found >= {
        *("weights-total", "shares-total", "broken-reference", "goal-unmeasured"),
        *("kpi-direction", "kpi-stretch", "kpi-levels-missing"),
    }


@pytest.mark.parametrize("name", GOOD)
def test_a_posting_of_a_sample_names_no_kpi_and_no_superior(name: str) -> None:
    project = sample(name)
    for position in project.positions:
        seen = repr(build(project, position, "posting").blocks)

        assert position.facts.pay in seen
        assert position.facts.reports_to.split()[-1] not in seen
        for kpi in kpis(position):
            assert f"“{kpi.name}”" not in seen
            assert kpi.formula not in seen
