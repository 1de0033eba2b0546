"""Tables of a document as WordprocessingML: the facts, tables with a repeated header row, lines to sign on.

Widths are fixed and add up to the text width; Word reads them from the cells, LibreOffice from the grid. No row splits
over pages unless it could not stand on one, and no header or first row stays behind alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Literal

from jdstudio.blocks.style import HOUSE
from jdstudio.blocks.types import Fact, Facts, Row, Runs, Signatures, Table
from jdstudio.export.word_styles import TEXT_WIDTH
from jdstudio.export.word_xml import Xml, element, paragraph_start, properties, run, twips

Inline = Callable[[Runs], str]
"""Turns runs into XML; the body's, since links need the document's relationships."""

_LONGEST_ALT_TEXT = 255
_FACTS = {"zh": "基本信息", "en": "Key facts"}
_LOOKS = {
    head: Xml(
        f'<w:tblLook w:val="{"0620" if head else "0600"}" w:firstRow="{int(head)}" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )
    for head in (False, True)
}
_RULES = {
    "head": element("bottom", val="single", sz=8, space=0, color=HOUSE.rule_strong),
    "sign": element("bottom", val="single", sz=4, space=0, color=HOUSE.note.colour),
    "open": element("bottom", val="nil"),
    "below": element("top", val="nil"),
}
_MARGINS = {
    "open": element("bottom", w=twips(HOUSE.detail_gap), type="dxa"),
    "below": element("top", w=0, type="dxa"),
}
_FLUSH = element("tblCellMar", element("left", w=0, type="dxa") + element("right", w=0, type="dxa"))


def widths(shares: Sequence[float]) -> list[int]:
    """Column widths in twips for shares of the text width; they add up to it exactly, to the largest remainder."""
    whole = sum(shares)
    exact = [TEXT_WIDTH * share / whole for share in shares]
    found = [int(width) for width in exact]
    by_remainder = sorted(range(len(found)), key=lambda at: found[at] - exact[at])
    for at in by_remainder[: TEXT_WIDTH - sum(found)]:
        found[at] += 1
    return found


def facts_xml(block: Facts, language: str, *, keep: bool = False) -> str:
    """Four columns, label and value twice; a fact alone in its row takes the whole width. `keep`: with what follows."""
    columns = widths(HOUSE.fact_shares)
    filled = [row for row in block.rows if row]
    rows = []
    for at, facts in enumerate(filled, 1):
        together = keep or at < len(filled)
        if len(facts) == 1:
            cells = [*_fact(facts[0], columns[0], sum(columns[1:]), keep=together, span=3)]
        else:
            cells = [
                cell
                for side, fact in enumerate(facts)
                for cell in _fact(fact, columns[2 * side], columns[2 * side + 1], keep=together)
            ]
        whole = all(_lines(fact.text, columns[1], HOUSE.cell.size) <= HOUSE.whole_row_lines for fact in facts)
        rows.append(_row(cells, whole=whole))
    labels = "、" if language == "zh" else ", "
    return _table(columns, rows, _FACTS[language], labels.join(fact.label for facts in block.rows for fact in facts))


def _fact(fact: Fact, label_width: int, width: int, *, keep: bool, span: int = 1) -> tuple[str, str]:
    label = paragraph_start("TableHead", keepNext=keep) + run(fact.label) + "</w:p>"
    value = paragraph_start("TableText", keepNext=keep) + run(fact.text) + "</w:p>"
    return (
        _cell_start(label_width, fill=HOUSE.head_fill, middle=True) + label + "</w:tc>",
        _cell_start(width, span=span, middle=True) + value + "</w:tc>",
    )


def table_xml(block: Table, caption: str, inline: Inline, *, keep: bool = False) -> str:
    """A header row that repeats on every page, if there is one, then the rows; a screen reader says the `caption`.

    `keep`: the last row stays with what follows.
    """
    columns = widths([column.share for column in block.columns])
    aligns = [None if column.align == "left" else column.align for column in block.columns]
    heights = [_row_lines(row, block, columns) for row in block.rows]
    head = [
        _cell_start(width, fill=HOUSE.head_fill, rule="head", bottom=True)
        + paragraph_start("TableHead", keepNext=bool(block.rows), jc=align)
        + run(column.title)
        + "</w:p></w:tc>"
        for column, width, align in zip(block.columns, columns, aligns, strict=True)
    ]
    rows = [_row(head, head=True)] if block.has_head else []
    last = len(block.rows) - 1
    small = sum(heights) <= HOUSE.small_table_lines
    lonely = last > 0 and heights[last] <= HOUSE.low_row_lines
    for at, row in enumerate(block.rows):
        together = keep if at == last else small or (lonely and at == last - 1)
        whole = heights[at] <= HOUSE.whole_row_lines
        cells = _cells(row, columns, aligns, inline, keep=(whole if row.detail else together))
        rows.append(_row(cells, whole=whole))
        if row.detail:
            rows.append(_row(_detail(row, block, columns, inline, keep=together), whole=whole))
    return _table(columns, rows, caption, " | ".join(column.title for column in block.columns), head=block.has_head)


def _cells(row: Row, columns: Sequence[int], aligns: Sequence[str | None], inline: Inline, *, keep: bool) -> list[str]:
    fill = HOUSE.total_fill if row.total else ""
    rule = "open" if row.detail else ""
    return [
        _cell_start(width, fill=fill, rule=rule)
        + paragraph_start("TableStrong" if cell.strong or row.total else "TableText", keepNext=keep, jc=align)
        + inline(cell.runs)
        + "</w:p></w:tc>"
        for cell, width, align in zip(row.cells, columns, aligns, strict=True)
    ]


def _detail(row: Row, block: Table, columns: Sequence[int], inline: Inline, *, keep: bool) -> list[str]:
    """The cells of a row that continues the one above it: the lines of its detail, behind nothing."""
    fill = HOUSE.total_fill if row.total else ""
    start = paragraph_start("TableDetail", keepNext=keep)
    at = block.detail_column
    before = [f"{_cell_start(width, fill=fill, rule='below')}{start}</w:p></w:tc>" for width in columns[:at]]
    lines = "".join(f"{start}{inline((line,))}</w:p>" for line in row.detail)
    spanning = _cell_start(sum(columns[at:]), span=len(columns) - at, fill=fill, rule="below")
    return [*before, f"{spanning}{lines}</w:tc>"]


def signatures_xml(block: Signatures, *, keep: bool = False) -> str:
    """One row for each who signs: a line for the name, a line for the date, room above both.

    `keep`: the last row stays with what follows.
    """
    columns = widths(HOUSE.sign_shares)
    rows = []
    for at, who in enumerate(block.who, 1):
        start = paragraph_start("TableText", keepNext=keep or at < len(block.who))
        texts = (who, "", "", block.date, "")
        cells = (
            f"{_cell_start(width, bottom=True, rule='sign' if place in (1, 4) else '')}{start}{run(text)}</w:p></w:tc>"
            for place, (width, text) in enumerate(zip(columns, texts, strict=True))
        )
        rows.append(_row(cells, height=HOUSE.sign_height))
    return _table(columns, rows, "、".join(block.who), block.date, style=None, margins=_FLUSH)


def _table(  # noqa: PLR0913
    columns: Sequence[int],
    rows: Iterable[str],
    caption: str,
    description: str,
    *,
    head: bool = False,
    style: str | None = "JDTable",
    margins: Xml | None = None,
) -> str:
    about = properties(
        "tblPr",
        tblStyle=style,
        tblW=element("tblW", w=TEXT_WIDTH, type="dxa"),
        tblLayout=element("tblLayout", type="fixed"),
        tblCellMar=margins,
        tblLook=_LOOKS[head],
        tblCaption=caption[:_LONGEST_ALT_TEXT] or None,
        tblDescription=description[:_LONGEST_ALT_TEXT] or None,
    )
    grid = element("tblGrid", "".join(f'<w:gridCol w:w="{width}"/>' for width in columns))
    return f"<w:tbl>{about}{grid}{''.join(rows)}</w:tbl>"


def _row(cells: Iterable[str], *, whole: bool = True, head: bool = False, height: float = 0) -> str:
    return f"<w:tr>{_row_properties(whole, head, height)}{''.join(cells)}</w:tr>"


@lru_cache
def _row_properties(whole: bool, head: bool, height: float) -> Xml:  # noqa: FBT001
    tall = element("trHeight", val=twips(height), hRule="atLeast") if height else None
    return properties("trPr", cantSplit=whole, trHeight=tall, tblHeader=head)


@lru_cache(maxsize=1024)
def _cell_start(
    width: int,
    *,
    span: int = 1,
    fill: str = "",
    middle: bool = False,
    bottom: bool = False,
    rule: Literal["", "head", "sign", "open", "below"] = "",
) -> str:
    """`rule`: the line below a table's head, or one to sign on; `open`: none, since the detail follows `below`."""
    return "<w:tc>" + properties(
        "tcPr",
        tcW=element("tcW", w=width, type="dxa"),
        gridSpan=span if span > 1 else None,
        tcBorders=element("tcBorders", _RULES[rule]) if rule else None,
        shd=element("shd", val="clear", color="auto", fill=fill) if fill else None,
        tcMar=element("tcMar", _MARGINS[rule]) if rule in _MARGINS else None,
        vAlign="center" if middle else "bottom" if bottom else None,
    )


def _row_lines(row: Row, block: Table, columns: Sequence[int]) -> int:
    """About how many lines the row takes."""
    detail = sum(columns[block.detail_column :])
    return max(
        (_lines(cell.text, width, HOUSE.cell.size) for cell, width in zip(row.cells, columns, strict=True)), default=0
    ) + sum(_lines(line.text, detail, HOUSE.cell_detail.size) for line in row.detail)


def _lines(text: str, width: int, size: float) -> int:
    """About how many lines a text takes in a column of that width; wide characters are as wide as the font is high."""
    room = max(1, int((width / 20 - 2 * HOUSE.cell_pad[1]) / size))
    most = len(text) // room + 1 + text.count("\n")
    if most <= HOUSE.whole_row_lines:
        return most  # even if all characters were wide
    return sum(
        sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in line) // (2 * room) + 1
        for line in text.split("\n")
    )
