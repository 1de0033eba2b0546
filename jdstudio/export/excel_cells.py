"""Cells, each written by one of three functions: a text that stays a text, a number, a formula with its value."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from jdstudio.export.excel_package import Value
from jdstudio.export.excel_text import cell_text, pieces

_FORMULA_STARTS = ("=", "+", "-", "@")


class Sheet:
    """A worksheet being written. `values` collects what its formulas yield, `long` the texts no cell can hold whole."""

    def __init__(self, book: Workbook, title: str, more: str) -> None:
        self.cells: Worksheet = book.create_sheet(title)
        self.more = more
        self.values: dict[str, Value] = {}
        self.long: dict[str, str] = {}

    def text(self, ref: str, text: str, look: str) -> None:
        """Put a text, whatever it looks like; one too long for a cell goes on where `more` says."""
        first, *rest = pieces(text)
        if rest:
            self.long[ref] = text
            first += f"… {self.more}"
        self._put_text(ref, first, look)

    def number(self, ref: str, number: Decimal | None, look: str, number_format: str = "General") -> None:
        """Put a number, or leave the cell empty."""
        cell = self._cell(ref, look, number_format)
        if number is not None:
            cell.value = float(number)

    def formula(self, ref: str, formula: str, value: Value | Decimal | None, look: str, number_format: str) -> None:
        """Put a formula, without its `=`, and what it yields; None is a blank."""
        cell = self._cell(ref, look, number_format)
        cell.value = "=" + formula
        self.values[cell.coordinate] = float(value) if isinstance(value, Decimal) else "" if value is None else value

    def band(self, row: int, first: str, last: str, look: str) -> str:
        """Join the cells of a row from one column to another in one look; the reference of the joined cell."""
        ref = f"{first}{row}"
        for (cell,) in self.cells.iter_cols(
            min_row=row, max_row=row, min_col=self.cells[ref].column, max_col=self.cells[f"{last}{row}"].column
        ):
            cell.style = look
        if first != last:
            self.cells.merged_cells.add(f"{ref}:{last}{row}")
        return ref

    def widths(self, widths: Mapping[str, float]) -> None:
        for column, width in widths.items():
            self.cells.column_dimensions[column].width = width

    def height(self, row: int, points: float) -> None:
        self.cells.row_dimensions[row].height = points

    def _cell(self, ref: str, look: str, number_format: str) -> Cell:
        cell: Cell = self.cells[ref]
        cell.style = look
        if number_format != "General":
            cell.number_format = number_format
        return cell

    def _put_text(self, ref: str, text: str, look: str) -> None:
        cell = self._cell(ref, look, "General")
        stored = cell_text(text)
        if stored:  # an empty text would be stored as a broken inline string
            cell.value = stored
            cell.data_type = "s"  # after the value: `=1+1` stays a text, `#N/A` is no error
            cell.quotePrefix = stored.startswith(_FORMULA_STARTS)  # editing the cell does not make it a formula
