"""The pass over the finished package: every formula gets its value, or the pass refuses."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText
from openpyxl.worksheet.formula import ArrayFormula

from jdstudio.export.excel_package import Value, complete

PART = "xl/worksheets/sheet1.xml"


def saved(cells: dict[str, object]) -> bytes:
    book = openpyxl.Workbook()
    for ref, value in cells.items():
        book.worksheets[0][ref] = value
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize("value", [108.5, 0.0, -1e-7, "达标", "<&>", " blanks "])
def test_a_formula_gets_its_value_and_keeps_its_formula(value: Value) -> None:
    done = complete(saved({"B2": "=A1&A1"}), {PART: {"B2": value}})
    assert openpyxl.load_workbook(io.BytesIO(done), data_only=True).worksheets[0]["B2"].value == value
    assert openpyxl.load_workbook(io.BytesIO(done)).worksheets[0]["B2"].value == "=A1&A1"


def test_a_blank_stays_a_blank_and_is_no_empty_text() -> None:
    done = complete(saved({"A1": '=""'}), {PART: {"A1": ""}})
    with zipfile.ZipFile(io.BytesIO(done)) as package:
        assert b't="str"' not in package.read(PART)


def test_equal_texts_are_stored_once_and_counted_each_time() -> None:
    done = complete(saved({"A1": "同", "A2": "同", "A3": "异"}), {})
    with zipfile.ZipFile(io.BytesIO(done)) as package:
        strings = package.read("xl/sharedStrings.xml")
        assert b"inlineStr" not in package.read(PART)
    assert b'count="3" uniqueCount="2"' in strings
    sheet = openpyxl.load_workbook(io.BytesIO(done)).worksheets[0]
    assert [sheet[ref].value for ref in ("A1", "A2", "A3")] == ["同", "同", "异"]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ({"A1": 1}, {"A1": 1.0}),
        ({"A1": ArrayFormula("A1:A2", "=B1:B2")}, {"A1": 1.0}),
        ({"A1": CellRichText("rich ", "text")}, {}),
    ],
    ids=["a value without a formula", "an array formula", "rich text"],
)
def test_what_the_pass_does_not_know_it_refuses(cells: dict[str, object], values: dict[str, Value]) -> None:
    with pytest.raises(ValueError, match="formulas completed"):
        complete(saved(cells), {PART: values})


def test_a_formula_without_a_value_is_refused() -> None:
    with pytest.raises(ValueError, match="A1"):
        complete(saved({"A1": "=1+1"}), {})
