"""Files that are wrong: one clear message that names the file, the place in it and what to do. Nothing is dropped unsaid."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jdstudio.errors import Damaged, NewerSchema, NotAProject, ReadError
from jdstudio.files.codec import decode, encode
from jdstudio.files.form import Loaded

SAMPLE = (Path(__file__).parent.parent / "data" / "projects" / "schema-1.json").read_bytes()
ITEM = "positions[0].sections[4].items[1]"  # the second KPI of the sample
LINES = SAMPLE.count(b"\n")
Plain = dict[str, Any]


def changed(change: Callable[[Plain], object]) -> bytes:
    plain = json.loads(SAMPLE)
    change(plain)
    return json.dumps(plain, ensure_ascii=False).encode("utf-8", "surrogatepass")


def with_kpi(**values: object) -> bytes:
    return changed(lambda plain: plain["positions"][0]["sections"][4]["items"][1].update(values))


def with_section(**values: object) -> bytes:
    return changed(lambda plain: plain["positions"][0]["sections"][0].update(values))


def without(*path: str | int) -> bytes:
    def change(plain: Any) -> None:
        for step in path[:-1]:
            plain = plain[step]
        del plain[path[-1]]

    return changed(change)


def refused(data: bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        decode(data, "team.json")
    return caught.value


NUMBER = "Expected a number, found "
RANGE = "out of range: a number has up to 15 digits"


@pytest.mark.parametrize(
    ("data", "where", "words"),
    [
        (with_kpi(weight="twenty"), f"{ITEM}.weight", f"{NUMBER}the text “twenty”."),
        (with_kpi(weight="20"), f"{ITEM}.weight", f"{NUMBER}the text “20”."),
        (with_kpi(weight="NaN"), f"{ITEM}.weight", f"{NUMBER}the text “NaN”."),
        (with_kpi(weight=True), f"{ITEM}.weight", f"{NUMBER}true."),
        (with_kpi(weight=[1, 2]), f"{ITEM}.weight", f"{NUMBER}a list of 2."),
        (with_kpi(weight={"a": 1}), f"{ITEM}.weight", f"{NUMBER}an object with a."),
        (with_kpi(weight=float("nan")), f"{ITEM}.weight", f"NaN is {RANGE}"),
        (with_kpi(target=float("inf")), f"{ITEM}.target", f"Infinity is {RANGE}"),
        (with_kpi(floor=10**15), f"{ITEM}.floor", f"1000000000000000 is {RANGE}"),
        (with_kpi(floor=1e-10), f"{ITEM}.floor", f"1E-10 is {RANGE}"),
        (SAMPLE.replace(b'"weight": 40', b'"weight": 1e400'), f"{ITEM}.weight", f"1E+400 is {RANGE}"),
        (SAMPLE.replace(b'"weight": 40', b'"weight": 1e9999999999999999999'), f"{ITEM}.weight", RANGE),
        (SAMPLE.replace(b'"weight": 40', b'"weight": ' + b"7" * 5000), f"{ITEM}.weight", f"777… is {RANGE}"),
        (with_kpi(name=5), f"{ITEM}.name", "Expected text, found the number 5."),
        (with_kpi(name=None), f"{ITEM}.name", "Expected text, found nothing (null)."),
        (with_kpi(direction="up"), f"{ITEM}.direction", "Expected one of “higher” / “lower”, found the text “up”."),
        (with_kpi(direction=[]), f"{ITEM}.direction", "Expected one of “higher” / “lower”, found a list of 0."),
        (with_section(kind="songs"), "positions[0].sections[0].kind", "found the text “songs”."),
        (with_section(kind=["text"]), "positions[0].sections[0].kind", "found a list of 1."),
        (
            with_section(numbered="yes"),
            "positions[0].sections[0].numbered",
            "Expected true or false, found the text “yes”.",
        ),
        (with_section(faces=["wall"]), "positions[0].sections[0].faces[0]", "found the text “wall”."),
        (with_section(sections={}), "positions[0].sections[0].sections", "Expected a list, found an object"),
        (without("positions", 0, "sections", 0, "kind"), "positions[0].sections[0].kind", "This is missing."),
        (without("positions", 0, "id"), "positions[0].id", "This is missing."),
        (changed(lambda p: p["positions"][0].update(sections=[7])), "positions[0].sections[0]", "found the number 7."),
        (
            changed(lambda p: p["positions"][0]["sections"][8]["columns"][0].update(width=0)),
            "positions[0].sections[8].columns[0].width",
            "Expected a whole number from 1 to 1000, found the number 0.",
        ),
        (
            changed(lambda p: p["positions"][0]["sections"][8]["columns"][0].update(width=1.5)),
            "positions[0].sections[8].columns[0].width",
            "Expected a whole number, found the number 1.5.",
        ),
    ],
)
def test_a_fault_in_a_position_is_named_with_its_place_and_title(data: bytes, where: str, words: str) -> None:
    error = refused(data)
    assert isinstance(error, Damaged)
    assert error.where == where
    assert words in str(error)
    assert str(error).startswith(f"team.json: {where}: ")
    assert str(error).endswith(
        "It belongs to the position “用户运营专员”: correct it in a text editor, or open an earlier copy."
    )


@pytest.mark.parametrize(
    ("data", "where", "words"),
    [
        (
            changed(lambda plain: plain.update(positions={})),
            "positions",
            "Expected a list, found an object with nothing",
        ),
        (changed(lambda plain: plain.update(positions=["x"])), "positions[0]", "Expected an object in braces, found"),
        (changed(lambda plain: plain.update(language="fr")), "language", "Expected one of “en” / “zh”"),
        (changed(lambda plain: plain.update(company=None)), "company", "Expected an object in braces, found nothing"),
        (without("id"), "id", "This is missing."),
        (without("schema"), "schema", "The number of the schema is missing."),
        (changed(lambda plain: plain.update(schema="1")), "schema", "The schema is not a number."),
        (changed(lambda plain: plain.update(schema=True)), "schema", "The schema is not a number."),
        (changed(lambda plain: plain.update(schema=float("nan"))), "schema", "The schema is not a number."),
        (changed(lambda plain: plain.update(schema=0)), "schema", "There is no schema 0."),
        (changed(lambda plain: plain.update(schema=-3)), "schema", "There is no schema -3."),
        (changed(lambda plain: plain.update(schema=0.5)), "schema", "There is no schema 0.5."),
        (SAMPLE[: SAMPLE.index(b'"company"')], "line 6, column 3", "The file ends in the middle."),
        (SAMPLE.replace(b'"schema": 1,', b'"schema": 1'), "line 4, column 3", "This is not JSON"),
        (SAMPLE + b"\0" * 512, f"line {LINES + 1}, column 1", "This is not JSON"),
    ],
)
def test_a_fault_elsewhere_is_named_with_its_place(data: bytes, where: str, words: str) -> None:
    error = refused(data)
    assert isinstance(error, Damaged)
    assert (error.where, words in str(error)) == (where, True), str(error)
    assert error.remedy


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "team.json: The file is empty. Open an earlier copy, or start a new project."),
        (b" \r\n\t", "team.json: The file is empty."),
        (
            b"Dear Sir",
            "team.json: line 1, column 1: This is not JSON: what stands here cannot be read. Choose a project",
        ),
        (b"{", "team.json: line 1, column 2: The file ends in the middle."),
        (b"[1, 2]", "team.json: This is JSON, but not a JD Studio project"),
        (b'{"name": "left-pad"}', "team.json: This is JSON, but not a JD Studio project"),
        (b'{"format": ["jdstudio"], "schema": 1}', "team.json: This is JSON, but not a JD Studio project"),
        (b"PK\x03\x04\x14\0\x06\0", "team.json: line 1, column 1: This is not JSON"),
        (SAMPLE.decode().encode("utf-16"), "team.json: The file is not in UTF-8. Save it again as UTF-8."),
        (SAMPLE.decode().encode("utf-16-le"), "team.json: The file is not in UTF-8."),
        (SAMPLE.decode().encode("gb18030"), "team.json: line 5, column 13: The file is not in UTF-8."),
    ],
)
def test_what_is_no_project_at_all_is_refused(data: bytes, words: str) -> None:
    error = refused(data)
    assert isinstance(error, NotAProject)
    assert str(error).startswith(words)


@pytest.mark.parametrize("schema", [2, 10**30, 1e300])
def test_a_newer_schema_is_refused_whatever_else_it_holds(schema: float) -> None:
    error = refused(changed(lambda plain: plain.update(schema=schema, positions="another world")))
    assert isinstance(error, NewerSchema)
    assert "A newer version of JD Studio wrote this file" in str(error)


OPEN = b'{"format": "jdstudio", "schema": 1, "id": "p", "positions": [{"id": "a", "sections": '
LEVEL = b'[{"kind": "text", "id": "\\"[[", "sections": '


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b'{"format": "jdstudio", "schema": 1,\n "positions":' + b"[" * 500_000, f"line 2, column {13 + 120}"),
        (b"[" * 5_000_000, "line 1, column 121"),
        (OPEN + LEVEL * 5_000, f"line 1, column {len(OPEN) + 58 * len(LEVEL) + 2}"),
    ],
)
def test_deep_nesting_is_refused_at_once_where_it_becomes_too_deep(data: bytes, where: str) -> None:
    error = refused(data)
    assert "Sections are nested deeper than 50 levels." in str(error)
    assert error.where == where


# --- what can be repaired ---------------------------------------------------------------------------------------------


def read(data: bytes) -> Loaded:
    return decode(data, "team.json")


def test_unknown_fields_are_left_out_and_each_is_named_with_what_it_said() -> None:
    def change(plain: Plain) -> None:
        plain["mood"] = "good"
        plain["positions"][0]["facts"]["salary"] = 12000
        plain["positions"][0]["sections"][4]["items"][1]["colour"] = {"r": 1, "g": [2]}
        plain["positions"][0]["sections"][0]["items"] = []

    loaded = read(changed(change))
    assert loaded.project == read(SAMPLE).project
    assert [(note.where, note.level) for note in loaded.notes] == [
        ("mood", "warning"),
        ("positions[0].facts.salary", "warning"),
        ("positions[0].sections[0].items", "warning"),
        (f"{ITEM}.colour", "warning"),
    ]
    said = [str(note) for note in loaded.notes]
    assert said[0].startswith(
        "mood: This field is unknown and was left out; it said the text “good”. The file as it was"
    )
    assert "it said the number 12000." in said[1]
    assert "it said an object with r, g." in said[3]


@pytest.mark.parametrize(
    ("name", "lost", "where"),
    [
        ("positions", '[{"id": "lost"}]', "positions"),
        ("sections", '[{"kind": "text", "id": "lost"}]', "positions[0].sections"),
        ("items", '[{"id": "lost"}]', "strategy.items"),
    ],
)
def test_content_under_a_name_that_stands_twice_is_never_dropped_unsaid(name: str, lost: str, where: str) -> None:
    loaded = read(SAMPLE.decode().replace(f'"{name}": [', f'"{name}": {lost}, "{name}": [', 1).encode())
    assert loaded.project == read(SAMPLE).project
    assert [(note.where, note.level, note.rule) for note in loaded.notes] == [(where, "error", "duplicate-field")]


def test_a_single_value_that_stands_twice_is_noticed_by_a_close_look() -> None:
    data = SAMPLE.replace(b'"schema": 1,', b'"schema": 1,\n  "title": "lost",')
    (note,) = decode(data, "team.json", closely=True).notes
    assert str(note).startswith("title: This field stands more than once; only the last one was read.")


def test_a_strange_field_stays_on_its_line() -> None:
    loaded = read(changed(lambda plain: plain.update({"a\nb": 1, "k" * 100_000: 2})))
    assert [note.where for note in loaded.notes] == ["“a b”", f"“{'k' * 59}…”"]


def test_a_byte_order_mark_is_taken_off() -> None:
    loaded = read(b"\xef\xbb\xbf" + SAMPLE)
    assert loaded.project == read(SAMPLE).project
    assert [str(note) for note in loaded.notes] == ["The file began with a byte order mark, which is not kept."]


@pytest.mark.parametrize(
    "dirt", ["\\u0000", "\\b", "\\u001F", "\\ud800", "\\uDFFF", "\\ufffe", "\x01", "\x0b", "\uffff", "\ufffe"]
)
def test_characters_no_document_can_hold_are_taken_out_and_said(dirt: str) -> None:
    dirty = SAMPLE.decode().replace("电商运营部", f"电商{dirt}运营部", 1).encode()
    loaded = read(dirty)
    assert loaded.project == read(SAMPLE).project
    assert [note.where for note in loaded.notes] == ["title"]
    assert read(encode(loaded.project)).notes == ()


def test_line_ends_of_other_systems_become_ours_without_words() -> None:
    loaded = read(SAMPLE.decode().replace("电商运营部", "电商\\r\\n运营\\r部").encode())
    assert loaded == Loaded(read(SAMPLE.replace("电商运营部".encode(), "电商\\n运营\\n部".encode())).project)


def test_a_sign_that_only_looks_like_a_forbidden_one_stays() -> None:
    path = "C:\\\\bin\\\\u0000 徾"
    assert read(SAMPLE.replace("电商运营部".encode(), path.encode())).project.title == "C:\\bin\\u0000 徾"


def test_a_reference_to_nothing_is_kept() -> None:
    loaded = read(with_kpi(goal="gone"))
    assert loaded.notes == ()
    assert b'"goal": "gone"' in encode(loaded.project)
