"""What a person types in a cell, the value behind it, and how it is shown again."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import value_for

from jdstudio.errors import EditError
from jdstudio.model.fields import Field, fields_of
from jdstudio.model.kinds import KINDS, Goal, Goals, Item, Kpi, Table, TableRow, Task, with_value
from jdstudio.model.numbers import LARGEST, are_usable, check_number
from jdstudio.model.values import clean_text, main_text, parse_number, parse_value, show_number, show_value

FIELDS = [
    (kind.item_type, name)
    for kind in KINDS.values()
    if kind.item_type
    for name, field in fields_of(kind.item_type).items()
    if field.input != "reference"
]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("20", "20"),
        (" 20 % ", "20"),
        ("２０％", "20"),
        ("1,200.5", "1200.5"),
        ("1，200", "1200"),
        ("-3", "-3"),
        ("−3.25", "-3.25"),
        ("+.5", "0.5"),
        ("007", "7"),
        ("999,999,999,999,999", "999999999999999"),
    ],
)
def test_numbers_as_people_type_them(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "  ", "-", "—", "%", "\t"])
def test_a_blank_cell_is_no_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "1e5",
        "1,2345",
        "1,20",
        "1.",
        ".",
        "+",
        "20%%",
        "NaN",
        "Infinity",
        "1_000",
        "½",
        "=1+1",
        "9" * 16,
        "0.0000000001",
    ],
)
def test_what_is_no_number_is_refused_in_words(text: str) -> None:
    with pytest.raises(EditError) as caught:
        parse_number(text)
    assert str(caught.value) == f"“{text}” is not a number. Type a figure such as 20, 20% or 1,200.5."


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1E+15", "-1E+15", "1E-10", "0.1234567891"])
def test_numbers_no_sheet_can_hold(number: str) -> None:
    assert not are_usable(Decimal(1), Decimal(number), None)
    with pytest.raises(ValueError, match="weight: "):
        check_number("weight", Decimal(number))


@pytest.mark.parametrize(
    "number", [LARGEST - Decimal("1E-9"), Decimal("-0"), Decimal("1E-9"), Decimal("5.0000000000000")]
)
def test_numbers_a_sheet_can_hold(number: Decimal) -> None:
    check_number("weight", number)


@given(st.decimals(-LARGEST + 1, LARGEST - 1, places=9, allow_nan=False))
def test_a_number_is_shown_so_that_it_can_be_typed_again(number: Decimal) -> None:
    text = show_number(number)
    assert "E" not in text
    assert not text.endswith(".")
    assert parse_number(text) == number


@pytest.mark.parametrize(("struct", "name"), FIELDS, ids=[f"{struct.__name__}.{name}" for struct, name in FIELDS])
@given(data=st.data())
def test_what_a_cell_shows_can_be_pasted_into_it_in_either_language(
    struct: type[Item], name: str, data: st.DataObject
) -> None:
    field = fields_of(struct)[name]
    value: Any = data.draw(value_for(field, get_type_hints(struct)[name]).filter(lambda each: each != ""))
    item = with_value(struct(id="x"), name, value)
    for language in ("zh", "en"):
        shown = show_value(item, name, field, language, {})
        again = parse_value(field, shown)
        if field.input in ("line", "date"):
            assert again == " ".join(value.split("\n")).strip()
        else:
            assert again == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("weekly", "weekly"),
        ("每周", "weekly"),
        ("Weekly", "weekly"),
        (" 周 ", "weekly"),
        ("季", "quarterly"),
        ("按", "on_demand"),
    ],
)
def test_a_choice_is_known_by_its_words_or_a_part_of_them(typed: str, value: str) -> None:
    assert parse_value(fields_of(Task)["cadence"], typed) == value


@pytest.mark.parametrize("typed", ["hourly", "", "？"])
def test_a_word_that_is_no_choice_is_refused_with_the_choices(typed: str) -> None:
    with pytest.raises(EditError, match=r"is none of the choices\. Choose one of: Daily / Weekly"):
        parse_value(fields_of(Task)["cadence"], typed)


def test_a_percent_sign_stands_where_the_unit_is_percent() -> None:
    target = fields_of(Kpi)["target"]
    assert show_value(Kpi(id="k", target=Decimal("27.50"), unit=" ％"), "target", target, "zh", {}) == "27.5%"
    assert show_value(Kpi(id="k", target=Decimal("27.50"), unit="小时"), "target", target, "zh", {}) == "27.5"
    assert show_value(Kpi(id="k"), "target", target, "zh", {}) == ""


def test_a_reference_reads_as_the_label_of_what_it_points_to() -> None:
    strategy = fields_of(Goal)["strategy"]
    assert show_value(Goal(id="g", strategy="s1"), "strategy", strategy, "zh", {"s1": "S1"}) == "S1"
    assert show_value(Goal(id="g", strategy="gone"), "strategy", strategy, "zh", {"s1": "S1"}) == "?"
    assert show_value(Goal(id="g"), "strategy", strategy, "zh", {}) == ""


def test_text_loses_only_what_no_document_can_hold() -> None:
    text = "=1+1\t<b>&]]> é e\u0301 𠮷 😀\u200b\u00a0\x7f\x85\u2028\ufffd"
    assert clean_text(text) == text
    assert clean_text("a\r\nb\rc\n") == "a\nb\nc\n"
    assert clean_text("a\x00b\x0bc\x1f\ud800d\ufffe\uffff") == "abcd"


def test_a_line_stays_one_line_and_a_text_keeps_its_lines() -> None:
    assert parse_value(Field("", "", "line", ()), " a\r\nb ") == "a b"
    assert parse_value(Field("", "", "text", ()), " a\r\nb ") == " a\nb "


def test_the_words_that_stand_for_an_item() -> None:
    assert main_text(Goal(id="g", text="留存", measure="x"), Goals(id="s")) == "留存"
    assert main_text(TableRow(id="r", cells=("1.0", "首次")), Table(id="t")) == ""
