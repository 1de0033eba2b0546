"""The file format: what is written can be read, and what is read is never guessed at."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import projects

from jdstudio.errors import Damaged, ReadError
from jdstudio.files.codec import decode, encode, encode_compact, encode_in_pieces, refuse_newer, schema
from jdstudio.files.form import SCHEMA, Loaded
from jdstudio.model.kinds import KINDS, Goal, Goals, Kpi, Kpis, Text
from jdstudio.model.project import Former, Hollow, Position, Project
from jdstudio.model.walk import MAX_DEPTH, walk

SAMPLES = Path(__file__).parent.parent / "data" / "projects"


@given(projects())
def test_what_is_written_is_read_back_equal_and_without_notes(project: Project) -> None:
    loaded = decode(encode(project), "a.json")
    assert loaded.project == project
    assert loaded.notes == ()


@given(projects())
def test_the_form_of_the_json_does_not_matter(project: Project) -> None:
    """Whatever another program makes of the spaces and escapes, the content is the same."""
    assert encode_in_pieces(project) == encode_compact(project)
    assert decode(encode_compact(project), "a.json").project == project
    as_others_write = json.dumps(json.loads(encode(project)), indent=1, sort_keys=True)
    assert decode(as_others_write.replace("\n", "\r\n").encode(), "a.json").project == project


@given(projects(), st.data())
def test_a_file_damaged_anywhere_gives_a_project_or_one_clear_error(project: Project, data: st.DataObject) -> None:
    whole = encode(project)
    at = data.draw(st.integers(0, len(whole)))
    to = data.draw(st.integers(at, min(len(whole), at + 20)))
    damaged = whole[:at] + data.draw(st.binary(max_size=5) | st.sampled_from(_SPLINTERS)) + whole[to:]
    _reads_or_refuses(damaged)


@given(st.binary(max_size=200) | st.text().map(str.encode))
def test_random_bytes_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data, "some.json")
    assert str(caught.value).startswith("some.json: ")
    assert caught.value.remedy


_anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(projects(), st.data())
def test_any_value_anywhere_gives_a_project_or_one_clear_error(project: Project, data: st.DataObject) -> None:
    plain = json.loads(encode(project))
    place = data.draw(st.sampled_from(list(_containers(plain))))
    key = data.draw(st.sampled_from([*place, "new"] if isinstance(place, dict) else [*range(len(place)), None]))
    value = data.draw(_anything)
    if key is None:
        place.append(value)
    else:
        place[key] = value
    _reads_or_refuses(json.dumps(plain).encode())


def test_a_file_of_this_schema_stays_as_it_is() -> None:
    """The sample holds every kind of section; opening and saving it again changes no byte."""
    data = (SAMPLES / f"schema-{SCHEMA}.json").read_bytes()
    project = decode(data, "sample").project
    kinds = {
        str(section.__struct_config__.tag) for position in project.positions for section in walk(position.sections)
    }
    assert kinds | {"strategy"} == set(KINDS)
    assert encode(project) == data


def test_the_file_reads_well_in_a_diff() -> None:
    lines = encode(Project(id="p", title="运营部")).decode().splitlines(keepends=True)
    assert lines == [
        "{\n",
        '  "format": "jdstudio",\n',
        '  "schema": 1,\n',
        '  "id": "p",\n',
        '  "title": "运营部"\n',
        "}\n",
    ]


def test_numbers_are_exact_json_numbers() -> None:
    kpi = Kpi(id="k", weight=Decimal("0.10"), target=Decimal("123456789012345.123456789"))
    project = Project(id="p", positions=(Position(id="a", sections=(Kpis(id="s", items=(kpi,)),)),))
    data = encode(project)
    assert b'"weight": 0.10' in data
    assert b'"target": 123456789012345.123456789' in data
    back = decode(data, "a.json").project.positions[0].sections[0]
    assert isinstance(back, Kpis)
    assert str(back.items[0].weight) == "0.10"


def test_a_figure_that_stands_as_text_stays_text_and_a_number_in_quotes_is_noticed() -> None:
    """The baseline of a goal is words, that of a KPI a number; both are called the same in the file."""
    goals = Goals(id="g", items=(Goal(id="g1", baseline="22"), Goal(id="g2", baseline="22%")))
    kpis = Kpis(id="k", items=(Kpi(id="k1", baseline=Decimal(22)),))
    project = Project(id="p", positions=(Position(id="a", sections=(goals, kpis)),))
    assert decode(encode(project), "a.json") == Loaded(project)
    with pytest.raises(Damaged) as caught:
        decode(encode(project).replace(b'"baseline": 22\n', b'"baseline": "22"\n'), "a.json")
    assert caught.value.where == "positions[0].sections[1].items[0].baseline"


def test_texts_come_back_as_they_were_typed() -> None:
    text = '=1+1 <b>&]]> e\u0301 é 𠮷 😀\u200b\u00a0 “q” \\ " / \t\n'
    assert decode(encode(Project(id="p", title=text)), "a.json").project.title == text


def test_a_lone_surrogate_that_slipped_in_does_not_keep_the_work_from_being_saved() -> None:
    kpis = Kpis(id="s", items=(Kpi(id="k", name="a\ud800b", weight=Decimal("0.10")),))
    project = Project(id="p", title="运营", positions=(Position(id="a", sections=(kpis,)),))
    for data in (encode(project), encode_in_pieces(project)):
        back = decode(data, "a.json")
        assert back.notes == ()
        assert encode(back.project) == encode(project)
        assert '"name": "ab"' in encode(project).decode()


def test_sections_as_deep_as_the_model_allows_are_read_and_one_more_is_refused() -> None:
    def nested(levels: int) -> Project:
        section = Text(id="0")
        for level in range(1, levels):
            section = Text(id=str(level), sections=(section,))
        return Project(id="p", positions=(Position(id="a", sections=(section,)),))

    assert decode(encode(nested(MAX_DEPTH)), "a.json").project == nested(MAX_DEPTH)
    with pytest.raises(Damaged) as caught:
        decode(encode(nested(MAX_DEPTH + 1)), "a.json")
    assert caught.value.where == "positions[0].sections[0]"


@pytest.mark.parametrize(
    "newer", ['{"format": "jdstudio", "schema": 2}', '{"new": [1], "schema": 99, "format": "jdstudio"}']
)
def test_a_newer_project_is_not_to_be_written_over(newer: str) -> None:
    with pytest.raises(ReadError, match="newer version"):
        refuse_newer(newer.encode(), "a.json")


@pytest.mark.parametrize(
    "other", ['{"schema": 2}', '{"format": "jdstudio", "schema": 1}', "not JSON", "[" * 5000, "\xff"]
)
def test_anything_else_may_be_written_over(other: str) -> None:
    refuse_newer(other.encode("latin-1"), "a.json")


def test_the_schema_describes_every_kind_and_field_of_the_file() -> None:
    described = json.loads(schema())
    assert list(described["properties"])[:3] == ["format", "schema", "id"]
    assert set(described["required"]) == {"format", "schema", "id"}
    assert described["additionalProperties"] is False
    kinds = {name: part for name, part in described["$defs"].items() if "kind" in part.get("properties", {})}
    tags = [part["properties"]["kind"].get("enum", []) for part in kinds.values()]
    assert {tag for each in tags for tag in each} == set(KINDS)
    weight = described["$defs"]["Kpi"]["properties"]["weight"]
    assert {"type": "number"} in weight["anyOf"]
    assert weight["title"] == "Weight / 权重"


def test_any_json_reader_finds_the_numbers_as_numbers() -> None:
    plain = json.loads((SAMPLES / f"schema-{SCHEMA}.json").read_bytes())
    weights = [part["weight"] for part in _containers(plain) if isinstance(part, dict) and "weight" in part]
    assert weights == [60, 40]


_SPLINTERS = [b'"', b"{", b"]", b",", b"NaN", b"1e400", b"\\ud800", b"\\u0000", b"null", b"\x00", b"\xff", b"9" * 5000]


def _reads_or_refuses(data: bytes) -> None:
    try:
        loaded = decode(data, "some.json")
    except ReadError as error:
        said = str(error)
    else:
        said = "some.json: read"
        assert decode(encode(loaded.project), "some.json") == msgspec.structs.replace(loaded, notes=())
    assert said.startswith("some.json: ")
    assert "\n" not in said


def _containers(plain: Any) -> list[Any]:
    if isinstance(plain, dict):
        return [plain, *(found for value in plain.values() for found in _containers(value))]
    if isinstance(plain, list):
        return [plain, *(found for value in plain for found in _containers(value))]
    return []


def test_what_a_position_remembers_nests_no_deeper_than_its_sections() -> None:
    def remembering(depth: int) -> Project:
        hollow = Hollow(section="h0", kind="text")
        for level in range(1, depth):
            hollow = Hollow(section=f"h{level}", kind="text", sections=(hollow,))
        return Project(id="p", positions=(Position("a", former=(Former("A1", (hollow,)),)),))

    assert decode(encode(remembering(MAX_DEPTH)), "a.json").project == remembering(MAX_DEPTH)
    with pytest.raises(Damaged, match="deeper than 50 levels"):
        decode(encode(remembering(MAX_DEPTH + 1)), "a.json")
