"""The person's own library folder in any state: what is broken is left out and named, the rest is offered."""

from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from jdstudio.cli import main
from jdstudio.library import kpis, new_position
from jdstudio.library.kpi import library
from jdstudio.library.own import own_folder
from jdstudio.library.role import own_roles, role
from jdstudio.library.structure import own_structures, structure


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JDSTUDIO_LIBRARY", str(tmp_path / "mine"))
    return tmp_path / "mine"


def put(shelf: Any, name: str, content: object) -> Path:
    path = own_folder(shelf) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode())
    return path


def plain_role(**changes: object) -> dict[str, Any]:
    """One of the roles that ship, under a name of its own."""
    return {**msgspec.to_builtins(role("ecom")), "id": "mine", "code": "mine", **changes}


def plain_structure(**changes: object) -> dict[str, Any]:
    sections = [{"zh": "目标", "en": "Goals", "slot": "goals", "kind": "goals"}]
    return {"id": "my", "zh": "我的", "en": "Mine", "summary": {"zh": "", "en": ""}, "sections": sections, **changes}


def plain_kpi(**changes: object) -> dict[str, Any]:
    return {**msgspec.to_builtins(kpis()[0]), "id": "OWN-1", **changes}


def problems() -> list[str]:
    return [str(each) for each in (*own_structures()[1], *own_roles().problems, *library().problems)]


# --- the folder --------------------------------------------------------------------------------------------------------


def test_without_a_folder_nothing_is_amiss() -> None:
    assert problems() == []


@pytest.mark.parametrize("command", ["structures", "roles", "kpis"])
def test_a_file_where_the_folder_should_be_is_named(command: str, folder: Path, capsys: Any) -> None:
    folder.write_text("in the way", "utf-8")

    assert main([command]) == 0
    said = capsys.readouterr()
    assert str(folder) in said.err
    assert said.out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes among files")
def test_a_pipe_among_the_files_keeps_nobody_waiting() -> None:
    put("structures", "good.json", plain_structure())
    os.mkfifo(own_folder("structures") / "pipe.json")

    found, left_out = own_structures()

    assert [own.id for _file, own in found] == ["my"]
    assert "pipe.json" in str(left_out[0])


@pytest.mark.skipif(os.name == "nt", reason="links need a permission there")
def test_links_that_lead_in_a_circle_and_folders_are_named() -> None:
    put("kpis", "good.json", plain_kpi())
    loop = own_folder("kpis") / "loop.json"
    loop.symlink_to(loop)
    (own_folder("kpis") / "folder.json").mkdir()

    assert "OWN-1" in library().own
    assert [Path(text.split(": ")[0]).name for text in problems()] == ["folder.json", "loop.json"]


# --- what the files hold ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "figure"),
    [
        ("kpis", {"weight": "1e30"}),
        ("kpis", {"target": "NaN"}),
        ("tasks", {"duration": 1e20}),
        ("duties", {"share": "1e-30"}),
    ],
)
def test_a_role_with_a_figure_that_no_position_can_hold_is_left_out(part: str, figure: dict[str, object]) -> None:
    given = plain_role()
    given[part] = [{**given[part][0], **figure}]
    put("roles", "wild.json", given)
    put("roles", "good.json", plain_role(id="good", code="good"))

    assert [each.code for each in own_roles().roles] == ["good"]
    assert ["wild.json" in text for text in problems()] == [True]


def test_a_role_whose_goals_share_an_id_is_left_out() -> None:
    given = plain_role()
    put("roles", "twice.json", {**given, "goals": [given["goals"][0], given["goals"][0]]})

    assert own_roles().roles == ()
    assert "twice.json" in problems()[0]
    assert given["goals"][0]["id"] in problems()[0]


def test_a_figure_of_a_role_arrives_as_it_was_written() -> None:
    given = plain_role()
    given["duties"] = [{**given["duties"][0], "share": 12.3}]
    put("roles", "mine.json", given)

    assert own_roles().roles[0].duties[0].share == Decimal("12.3")


def test_a_file_from_an_editor_that_marks_utf8_is_read() -> None:
    put("structures", "my.json", b"\xef\xbb\xbf" + json.dumps(plain_structure()).encode())

    assert structure("my").zh == "我的"


def test_what_documents_cannot_hold_does_not_get_into_a_position() -> None:
    put("roles", "mine.json", plain_role(title={"zh": "运\x00营\x1b[31m", "en": "Operations\r\n"}))
    put("structures", "my.json", plain_structure(id="m\x00y"))

    assert new_position("mine", "my").title == "运营[31m"
    assert structure("my").id == "my"


@pytest.mark.parametrize("name", ["m\ny", " ", "m\x85y"])
def test_an_id_is_one_line(name: str) -> None:
    put("structures", "odd.json", plain_structure(id=name))

    assert own_structures()[0] == ()
    assert "odd.json" in problems()[0]


@pytest.mark.parametrize("nameless", [{"id": ""}, {"id": " "}, {"name": {"zh": "", "en": " "}}])
def test_a_kpi_without_id_or_name_is_left_out(nameless: dict[str, object]) -> None:
    put("kpis", "list.json", [plain_kpi(**nameless), plain_kpi(id="OWN-2")])

    assert list(library().own) == ["OWN-2"]
    assert "list.json" in problems()[0]


@pytest.mark.parametrize(
    ("shelf", "content"),
    [
        ("structures", plain_structure(sections=[{"zh": "目", "en": "G", "kind": "x" * 100_000}])),
        ("structures", plain_structure(**{"x" * 100_000: 1})),
        ("kpis", plain_kpi(direction="x" * 100_000)),
        ("roles", plain_role(kpis=[{**plain_role()["kpis"][0], "kpi": "x" * 100_000}])),
    ],
)
def test_a_message_stays_short_whatever_the_file_holds(shelf: str, content: object) -> None:
    put(shelf, "long.json", content)

    assert ["long.json" in text and len(text) < 1_000 for text in problems()] == [True]
