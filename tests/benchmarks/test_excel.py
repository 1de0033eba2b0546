"""How fast a review sheet is written, against the plain openpyxl way: style objects on every cell. Prints the ratio."""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from decimal import Decimal

import openpyxl
import pytest
from export.sample_review import kpi, review
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from jdstudio.export.excel import write_excel

TWENTY = review(
    *(
        kpi(
            at, f"指标 {at}", "80 90 95", dimension="经营", weight=Decimal(5), source="店铺后台", definition="口径" * 20
        )
        for at in range(20)
    )
)


@dataclass(frozen=True)
class Written:
    """A cell as the plain way needs it, read once before anything is measured."""

    sheet: int
    ref: str
    value: object
    size: float
    bold: bool
    colour: str
    fill: bool
    align: str
    locked: bool
    shown: str


def _read(like: openpyxl.Workbook) -> list[Written]:
    return [
        Written(
            number,
            cell.coordinate,
            cell.value,
            cell.font.sz,
            cell.font.b,
            cell.font.color.rgb,
            bool(cell.fill.fill_type),
            cell.alignment.horizontal,
            cell.protection.locked,
            cell.number_format,
        )
        for number, sheet in enumerate(like.worksheets)
        for row in sheet.iter_rows()
        for cell in row
        if cell.has_style and type(cell) is Cell
    ]


def _plain(cells: list[Written], like: openpyxl.Workbook) -> bytes:
    """The way of the openpyxl manual: font, fill, border, alignment and protection made for each cell."""
    book = openpyxl.Workbook()
    book.create_sheet()
    for written in cells:
        cell = book.worksheets[written.sheet][written.ref]
        cell.value = written.value
        cell.font = Font(name="微软雅黑", sz=written.size, b=written.bold, color=written.colour)
        cell.fill = PatternFill("solid", fgColor="FFEAF0F7") if written.fill else PatternFill()
        cell.border = Border(bottom=Side("thin", "FFC9D3DE"), top=Side("thin", "FFC9D3DE"))
        cell.alignment = Alignment(horizontal=written.align, vertical="center", wrap_text=True)
        cell.protection = Protection(locked=written.locked)
        cell.number_format = written.shown
    for made, ours in zip(book.worksheets, like.worksheets, strict=True):
        for area in ours.merged_cells.ranges:
            made.merge_cells(area.coord)
        for rule in ours.data_validations.dataValidation:
            made.add_data_validation(copy(rule))
        for area in ours.conditional_formatting:
            for rule in area.rules:
                made.conditional_formatting.add(str(area.sqref), copy(rule))
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _seconds(job: Callable[[], object], times: int) -> float:
    job()
    measured = []
    for _ in range(times):
        start = time.perf_counter()
        job()
        measured.append(time.perf_counter() - start)
    return statistics.median(measured)


def test_review_sheet_against_the_plain_way(capsys: pytest.CaptureFixture[str]) -> None:
    written = write_excel(TWENTY, TWENTY.positions[0], "zh")
    like = openpyxl.load_workbook(io.BytesIO(written))
    cells = _read(like)
    ours = _seconds(lambda: write_excel(TWENTY, TWENTY.positions[0], "zh"), 15)
    plain = _seconds(lambda: _plain(cells, like), 7)
    with capsys.disabled():
        sys.stdout.write(
            f"\nReview sheet of 20 KPIs: {ours * 1000:.1f} ms with values,"
            f" {ours / plain:.2f} × plain openpyxl without (aim ≤ 0.4)\n"
        )
    again = openpyxl.load_workbook(io.BytesIO(_plain(cells, like)))
    assert again.worksheets[0]["N9"].value == like.worksheets[0]["N9"].value
