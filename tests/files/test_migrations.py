"""Files of older versions are brought up; each older schema leaves a sample here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jdstudio.errors import Damaged
from jdstudio.files.codec import decode
from jdstudio.files.form import SCHEMA
from jdstudio.files.migrations import MIGRATIONS, migrate

SAMPLES = Path(__file__).parent.parent / "data" / "projects"


def from_zero(plain: dict[str, Any]) -> dict[str, Any]:
    """A form that never was: the title was called `name`."""
    return {key if key != "name" else "title": value for key, value in plain.items()}


def test_an_older_file_is_brought_up_and_said_so() -> None:
    old = json.dumps({"format": "jdstudio", "schema": 0, "id": "p", "name": "运营部"}).encode()
    loaded = decode(old, "old.json", migrations={0: from_zero})
    assert loaded.project.title == "运营部"
    assert [str(note) for note in loaded.notes] == [
        "The file was in an older form (schema 0); saving writes the new one."
    ]


def test_a_step_that_is_missing_refuses_the_file() -> None:
    old = json.dumps({"format": "jdstudio", "schema": -1, "id": "p"}).encode()
    with pytest.raises(Damaged, match="There is no schema -1"):
        decode(old, "old.json", migrations={0: from_zero})


def test_steps_are_taken_in_order() -> None:
    steps = {number: lambda plain: {**plain, "seen": [*plain.get("seen", []), plain["schema"]]} for number in range(4)}
    assert migrate({"schema": 1}, 1, 4, steps) == {"schema": 4, "seen": [1, 2, 3]}


@pytest.mark.parametrize("schema", range(1, SCHEMA + 1))
def test_every_schema_has_a_sample_that_still_opens(schema: int) -> None:
    assert schema == SCHEMA or schema in MIGRATIONS
    loaded = decode((SAMPLES / f"schema-{schema}.json").read_bytes(), "sample")
    assert all(note.level == "info" for note in loaded.notes)
    assert loaded.project.positions
