"""A person's own structures on the disk: what one does to them stays, and one broken file never stops the others."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from jdstudio.cli import main
from jdstudio.errors import ReadError, UsageError, WriteError
from jdstudio.files.codec import decode
from jdstudio.files.own_structures import (
    delete_structure,
    export_structure,
    import_structure,
    keep_structure,
    rename_structure,
)
from jdstudio.library import new_project, structures
from jdstudio.library.own import own_folder
from jdstudio.library.own_structures import structure_from
from jdstudio.library.structure import Structure, own_structures, structure

SHIPPED = ["standard", "A1", "A2", "A3", "A4"]


def kept(name: str = "大促结构") -> Structure:
    position = new_project(None, "A2").positions[0]
    own = structure_from(position, name, "zh", [each.id for each in structures()])
    keep_structure(own)
    return own


def plain(**changes: Any) -> dict[str, Any]:
    """A structure as a file holds it."""
    section = {"zh": "目标", "en": "Goals", "slot": "goals", "kind": "goals"}
    return {
        "id": "mine",
        "zh": "我的",
        "en": "Mine",
        "summary": {"zh": "", "en": ""},
        "sections": [section],
        **changes,
    }


def put(name: str, content: object) -> Path:
    folder = own_folder("structures")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def nested(levels: int) -> dict[str, Any]:
    section: dict[str, Any] = {"zh": "层", "en": "Level"}
    for _ in range(levels - 1):
        section = {"zh": "层", "en": "Level", "sections": [section]}
    return section


# --- kept, renamed, deleted ------------------------------------------------------------------------------------------


def test_a_structure_that_was_kept_is_offered_after_those_that_ship() -> None:
    own = kept()

    assert [each.id for each in structures()] == [*SHIPPED, "大促结构"]
    assert structure("大促结构") == own
    assert new_project("ecom", own.id).positions[0].sections[0].title == "引言"


def test_renaming_keeps_the_id() -> None:
    own = kept()

    rename_structure(own.id, " 双十一\n结构 ")

    assert structure(own.id).zh == structure(own.id).en == "双十一 结构"
    assert structure("双十一 结构").id == own.id


def test_a_structure_needs_a_name() -> None:
    own = kept()

    with pytest.raises(UsageError, match="name"):
        rename_structure(own.id, " \n ")

    assert structure(own.id) == own


def test_a_deleted_structure_is_gone_and_positions_that_follow_it_stay_as_they_are() -> None:
    own = kept()
    project = new_project("ecom", own.id)

    delete_structure(own.id)

    assert [each.id for each in structures()] == SHIPPED
    assert project.positions[0].structure == own.id
    with pytest.raises(UsageError, match="not there any more"):
        delete_structure(own.id)


def test_keeping_a_structure_writes_over_no_file() -> None:
    broken = put("大促结构.json", b"{")

    kept()

    assert broken.read_bytes() == b"{"
    assert structures()[-1].zh == "大促结构"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a folder that refuses")
def test_a_file_that_cannot_be_deleted_says_so() -> None:
    own = kept()
    own_folder("structures").chmod(0o500)
    try:
        with pytest.raises(WriteError, match="cannot be deleted"):
            delete_structure(own.id)
    finally:
        own_folder("structures").chmod(0o700)


# --- handed on -------------------------------------------------------------------------------------------------------


def test_what_was_exported_can_be_imported_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = kept()
    export_structure(own, tmp_path / "for-you.json")
    monkeypatch.setenv("JDSTUDIO_LIBRARY", str(tmp_path / "elsewhere"))

    assert import_structure(tmp_path / "for-you.json") == own
    assert structures()[-1] == own


def test_an_id_or_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    own = kept()
    export_structure(own, tmp_path / "again.json")
    export_structure(structure("A1"), tmp_path / "a1.json")

    again, from_the_article = import_structure(tmp_path / "again.json"), import_structure(tmp_path / "a1.json")

    assert (again.id, again.zh) == ("大促结构-2", "大促结构 (2)")
    assert (from_the_article.id, from_the_article.zh) == ("a1-2", f"{structure('A1').zh} (2)")
    assert len(structures()) == len(SHIPPED) + 3


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"[]", b'{"format": "jdstudio"}', json.dumps(plain(id="")).encode()]
)
def test_a_file_that_is_no_structure_is_refused_and_nothing_is_kept(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_bytes(content)

    with pytest.raises(ReadError) as caught:
        import_structure(tmp_path / "other.json")

    assert "other.json" in str(caught.value)
    assert "exported as a structure" in str(caught.value)
    assert own_structures() == ((), ())


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        import_structure(tmp_path / "gone.json")


# --- what is wrong with a file in the folder ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "not what the library reads"),
        (b'{"id": "mine"}', "missing required field"),
        (plain(sections=[]), "no sections"),
        (plain(id=" "), "no id"),
        (plain(en=""), "no name"),
        (plain(id="a1"), "already"),
        (plain(sections=[{"zh": "目标", "en": "Goals", "kind": "dreams"}]), "no kind of section “dreams”"),
        (plain(sections=[{"zh": "战略", "en": "Strategy", "kind": "strategy"}]), "no kind of section “strategy”"),
        (plain(sections=[{"zh": "", "en": "Goals"}]), "no title"),
        (plain(sections=[{"zh": "目\n标", "en": "Goals"}]), "no title"),
        (
            plain(sections=[{"zh": "一", "en": "One", "slot": "x"}, {"zh": "二", "en": "Two", "slot": "x"}]),
            "second time",
        ),
        (plain(sections=[{"zh": "一", "en": "One", "slot": "unsorted"}]), "is kept for"),
        (plain(sections=[{"zh": "目标", "en": "Goals", "kind": "goals", "faces": ["posting"]}]), "cannot show"),
        (plain(sections=[{"zh": "一", "en": "One", "columns": [{"title": {"zh": "列", "en": "Column"}}]}]), "columns"),
        (
            plain(
                sections=[
                    {"zh": "一", "en": "One", "kind": "table", "columns": [{"title": {"zh": "", "en": ""}, "width": 0}]}
                ]
            ),
            "width",
        ),
        (plain(sections=[{"zh": "目标", "en": "Goals", "kind": "goals", "suggestions": [{"nope": "x"}]}]), "nope"),
        (plain(sections=[nested(60)]), "nested"),
        (plain(sections=[{"zh": "一", "en": "One"}] * 501), "more than 500"),
        (b'{"id":"x","zh":"' + b"x" * 10_000_000 + b'"}', "too large"),
        (b'{"id":"x","sections":' + b"[" * 100_000, "not what the library reads"),
    ],
)
def test_a_broken_file_is_left_out_with_a_message_that_names_it(content: object, words: str) -> None:
    own = kept()
    put("broken.json", content)

    found, problems = own_structures()

    assert [each.id for _file, each in found] == [own.id]
    assert len(problems) == 1
    assert "broken.json" in str(problems[0])
    assert words in str(problems[0])


def test_of_two_files_with_one_id_the_first_holds() -> None:
    put("a.json", plain())
    put("b.json", plain(zh="另一个"))

    found, problems = own_structures()

    assert [each.zh for _file, each in found] == ["我的"]
    assert "b.json" in str(problems[0])


# --- the command line --------------------------------------------------------------------------------------------------


def test_the_list_marks_own_structures_and_names_broken_files(capsys: pytest.CaptureFixture[str]) -> None:
    own = kept()
    put("broken.json", b"{")

    assert main(["structures"]) == 0

    out, err = capsys.readouterr()
    assert [line.split("\t")[0] for line in out.splitlines()] == [*SHIPPED, own.id]
    assert out.splitlines()[-1].endswith("own")
    assert "broken.json" in err


def test_a_new_project_can_have_an_own_structure_by_name(tmp_path: Path) -> None:
    own = kept("店铺 结构")

    assert main(["new", "-o", str(tmp_path / "new.json"), "--role", "ecom", "--structure", "店铺 结构"]) == 0

    project = decode((tmp_path / "new.json").read_bytes(), tmp_path / "new.json").project
    assert project.positions[0].structure == own.id == "店铺-结构"
