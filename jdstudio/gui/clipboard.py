"""Blocks of cells as Excel, WPS and LibreOffice put them on the clipboard: tab-separated text and an HTML table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from html.parser import HTMLParser

from jdstudio.model.values import clean_text

Block = tuple[tuple[str, ...], ...]

MOST_COLUMNS = 200
MOST_ROWS = 20_000

_CELL = re.compile(r'"((?:[^"]|"")*+)"(?=[\t\n]|$)|([^\t\n]*)')


def block_in(html: str, text: str) -> Block | None:
    """The cells on a clipboard that holds this HTML and this plain text; None where it holds nothing to read."""
    return (parse_html(html) if html else None) or (parse_tsv(text) if text else None)


def parse_tsv(text: str) -> Block:
    """The cells of tab-separated text. A cell in quotes may hold tabs, line ends and doubled quotes.

    One line end at the end closes the last row; rows are as long as they were.
    """
    text = clean_text(text).removesuffix("\n")
    rows: list[tuple[str, ...]] = []
    row: list[str] = []
    at = 0
    while True:
        match = _CELL.match(text, at)
        assert match  # noqa: S101  the second branch matches anything, also nothing
        quoted = match.group(1)
        row.append(match.group(2) if quoted is None else quoted.replace('""', '"'))
        at = match.end()
        if at == len(text) or text[at] == "\n":
            rows.append(tuple(row))
            row = []
        if at == len(text) or len(rows) == MOST_ROWS:
            return tuple(rows)
        at += 1


def to_tsv(block: Sequence[Sequence[str]]) -> str:
    """Tab-separated text that `parse_tsv` and spreadsheets read back; one row alone ends without a line end."""
    lines = ["\t".join(_quoted(cell) for cell in row) for row in block]
    return lines[0] if len(lines) == 1 else "".join(f"{line}\n" for line in lines)


def _quoted(cell: str) -> str:
    special = cell.startswith('"') or "\t" in cell or "\n" in cell
    return '"' + cell.replace('"', '""') + '"' if special else cell


def to_html(block: Sequence[Sequence[str]]) -> str:
    """An HTML table; line ends stay inside their cell when Excel reads it."""
    line_end = '<br style="mso-data-placement:same-cell">'
    rows = (
        "<tr>" + "".join(f"<td>{escape(cell).replace(chr(10), line_end)}</td>" for cell in row) + "</tr>"
        for row in block
    )
    return f'<html><head><meta charset="utf-8"></head><body><table>{"".join(rows)}</table></body></html>'


def parse_html(html: str) -> Block | None:
    """The cells of the tables in a piece of HTML; None where it holds none.

    Merged cells give their text once, with blank cells beside and below it.
    """
    reader = _TableReader()
    reader.feed(html)
    reader.close()
    return tuple(_placed(reader.rows)) or None


def _placed(rows: list[list[tuple[str, int, int]]]) -> Iterator[tuple[str, ...]]:
    """Rows of (text, columns, rows) as plain rows, spans laid out."""
    left = [0] * MOST_COLUMNS  # how many further rows each column is covered from above
    for row in rows:
        covered, left = left, [max(0, count - 1) for count in left]
        cells: list[str] = []
        for text, across, down in (*row, ("", 0, 1)):  # the last one only fills what is covered at the row's end
            while len(cells) < MOST_COLUMNS and covered[len(cells)]:
                cells.append("")
            first = len(cells)
            cells = [*cells, text, *[""] * (across - 1)][: min(first + across, MOST_COLUMNS)]
            left[first : len(cells)] = [down - 1] * (len(cells) - first)
        yield tuple(cells)


class _TableReader(HTMLParser):
    """Gathers the cells of all tables; what stands in a table inside a cell counts as text of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[tuple[str, int, int]]] = []
        self._depth = 0
        self._silent = 0
        self._cell: list[str] | None = None
        self._spans = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        match tag:
            case "table":
                self._depth += 1
            case "style" | "script" | "title":
                self._silent += 1
            case "tr" if self._depth == 1:
                self._end_cell()
                if len(self.rows) < MOST_ROWS:
                    self.rows.append([])
            case "td" | "th" if self._depth == 1:
                self._end_cell()
                self._cell = []
                named = dict(attrs)
                self._spans = (_span(named.get("colspan")), _span(named.get("rowspan")))
            case "br":
                self._say("\n")
            case "p" | "div" | "li" | "tr" if self._cell:
                self._say("\n")

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "table":
                if self._depth == 1:
                    self._end_cell()
                self._depth = max(0, self._depth - 1)
            case "style" | "script" | "title":
                self._silent = max(0, self._silent - 1)
            case "td" | "th" | "tr" if self._depth == 1:
                self._end_cell()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._say(re.sub(r"[ \t\r\n\f]+", " ", data))

    def _say(self, text: str) -> None:
        if self._cell is not None:
            self._cell.append(text)

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        lines = "".join(self._cell).replace("\u00a0", " ").split("\n")
        text = "\n".join(re.sub(" +", " ", line).strip() for line in lines).strip("\n")
        if not self.rows:
            self.rows.append([])
        self.rows[-1].append((clean_text(text), *self._spans))
        self._cell = None


def _span(value: str | None) -> int:
    return max(1, min(int(value), MOST_COLUMNS)) if value and value.isascii() and value.isdigit() else 1
