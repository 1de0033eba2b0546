"""The second sheet: how to fill in, the grades that the first sheet reads, each KPI's rule in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from jdstudio.export.excel_cells import Sheet
from jdstudio.export.excel_text import height, pieces
from jdstudio.export.excel_words import SheetWords
from jdstudio.i18n import Language
from jdstudio.model.kinds import Kpi
from jdstudio.model.values import show_number
from jdstudio.scoring.curve import problem, way_of
from jdstudio.scoring.total import GRADES

GRADE_NAMES, GRADE_LEAST = "JD_GRADE", "JD_GRADE_MIN"
_WIDTHS = {"A": 2, "B": 9, "C": 28, "D": 76}


def write_help(
    book: Workbook, words: SheetWords, language: Language, kpis: Sequence[Kpi], long: dict[str, str]
) -> Sheet:
    """Append the sheet. `long` holds the texts that no cell can hold whole, by the cell that shows their beginning."""
    sheet = Sheet(book, words.help, "")
    sheet.widths(_WIDTHS)
    sheet.text("B1", words.help, "title")
    sheet.height(1, 38)
    row = _steps(sheet, words, 3)
    row = _grades(sheet, book, words, language, row + 1)
    if kpis:
        row = _rules(sheet, words, kpis, row + 1)
    _long_texts(sheet, words, long, row + 1)
    return sheet


def _steps(sheet: Sheet, words: SheetWords, row: int) -> int:
    for number, step in enumerate(words.steps, 1):
        sheet.text(f"B{row}", str(number), "number")
        sheet.text(sheet.band(row, "C", "D", "step"), step, "step")
        sheet.height(row, height([(step, _WIDTHS["C"] + _WIDTHS["D"])], 15, 5))
        row += 1
    return row


def _grades(sheet: Sheet, book: Workbook, words: SheetWords, language: Language, row: int) -> int:
    row = _heading(sheet, words.grades, words.grade_heads, row)
    first = row
    for grade in GRADES:
        sheet.text(f"B{row}", grade.name, "points")
        sheet.number(f"C{row}", grade.least, "text")
        sheet.text(f"D{row}", grade.zh if language == "zh" else grade.en, "text")
        sheet.height(row, 20)
        row += 1
    for name, column in ((GRADE_NAMES, "B"), (GRADE_LEAST, "C")):
        area = f"'{words.help}'!${column}${first}:${column}${row - 1}"
        book.defined_names[name] = DefinedName(name, attr_text=area)
    sheet.text(sheet.band(row, "B", "D", "small print"), words.grade_note, "small print")
    sheet.height(row, 22)
    return row + 1


def _rules(sheet: Sheet, words: SheetWords, kpis: Sequence[Kpi], row: int) -> int:
    row = _heading(sheet, words.rules, words.rule_heads, row)
    for number, kpi in enumerate(kpis, 1):
        rule = rule_in_words(kpi, words)
        sheet.number(f"B{row}", Decimal(number), "middle")
        sheet.text(f"C{row}", kpi.name, "name")
        sheet.text(f"D{row}", rule, "text")
        sheet.height(row, height([(kpi.name, _WIDTHS["C"]), (rule, _WIDTHS["D"])], 14.5, 8))
        row += 1
    return row


def rule_in_words(kpi: Kpi, words: SheetWords) -> str:
    """How the KPI is scored, for people."""
    if way_of(kpi) == "manual":
        rule = words.rule_levels if problem(kpi) else words.rule_hand
        return f"{rule}\n{kpi.rule}" if kpi.rule else rule
    unit = "%" if kpi.in_percent else f" {kpi.unit.strip()}".rstrip()
    levels = {name: show_number(getattr(kpi, name)) + unit for name in ("floor", "target", "stretch")}
    rises = kpi.stretch is not None and kpi.stretch != kpi.target
    return words.rule_curve[kpi.direction, rises].format(**levels)


def _heading(sheet: Sheet, title: str, heads: tuple[str, str, str], row: int) -> int:
    sheet.text(f"B{row}", title, "heading")
    sheet.height(row, 26)
    for column, head in zip("BCD", heads, strict=True):
        sheet.text(f"{column}{row + 1}", head, "head" if column == "B" else "head text")
    sheet.height(row + 1, 22)
    return row + 2


def _long_texts(sheet: Sheet, words: SheetWords, long: dict[str, str], row: int) -> None:
    for cell, text in long.items():
        sheet.text(f"B{row}", words.whole_text.format(cell=cell), "heading")
        for piece in pieces(text):
            row += 1
            sheet.text(sheet.band(row, "B", "D", "step"), piece, "step")
            sheet.height(row, height([(piece, sum(_WIDTHS.values()))], 14.5, 8))
        row += 1
