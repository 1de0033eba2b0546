"""A document as one HTML page: no script, nothing loaded from elsewhere, and on paper the same measures as Word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import assert_never

from jdstudio.blocks.style import HOUSE
from jdstudio.blocks.types import (
    Align,
    Block,
    Bullets,
    Cell,
    Document,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Row,
    Run,
    Signatures,
    Table,
    Title,
)
from jdstudio.export.html_style import stylesheet

_LONG_WORD = re.compile(r"[!-~]{24}(?=[!-~])")
_LANGUAGES = {"zh": "zh-CN", "en": "en"}


def write_html(document: Document) -> bytes:
    """The document as one UTF-8 page that prints on A4. All text is escaped; the page forbids scripts and loading."""
    head = " · ".join(filter(None, (document.head_left, document.head_right)))
    lines = (
        "<!DOCTYPE html>",
        f'<html lang="{_LANGUAGES[document.language]}">',
        "<head>",
        '<meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta name="author" content="{escape(document.author)}">',
        f"<title>{escape(document.title)}</title>",
        f"<style>\n{stylesheet(document, HOUSE)}\n</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<header>{_text(head)}</header>",
        *(line for block in document.blocks for line in _block(block)),
        f"<footer>{_text(document.foot_left)}</footer>",
        "</main>",
        "</body>",
        "</html>",
        "",
    )
    return "\n".join(lines).encode("utf-8", "replace")


def _block(block: Block) -> Iterator[str]:
    match block:
        case Title():
            if block.overline:
                yield f'<p class="overline">{_text(block.overline)}</p>'
            yield f"<h1>{_text(block.text)}</h1>"
        case Heading():
            level = min(block.level + 1, 6)
            kind = ' class="new-page"' if block.new_page else ""
            yield f"<h{level}{kind}>{_text(block.line)}</h{level}>"
        case Paragraph():
            yield f'<p class="{block.style}">{_runs(block.runs)}</p>'
        case Bullets():
            yield from _entries(block)
        case Facts():
            yield '<table class="facts">\n<tbody>'
            yield from (_facts_row(row) for row in block.rows)
            yield "</tbody>\n</table>"
        case Table():
            yield from _table(block)
        case Signatures():
            people = (f"<div><p>{_text(who)}</p><p>{_text(block.date)}</p></div>" for who in block.who)
            yield f'<div class="signatures">{"".join(people)}</div>'
        case _:
            assert_never(block)


def _entries(block: Bullets) -> Iterator[str]:
    """Lists inside lists by depth; an entry without label continues the one before."""
    tag = "ol" if block.ordered else "ul"
    depths: list[int] = []
    for entry in block.entries:
        while depths and depths[-1] > entry.depth:
            depths.pop()
            yield f"</li>\n</{tag}>"
        if depths and not entry.label:
            yield f"<br>{_runs(entry.runs)}"
            continue
        if depths and depths[-1] == entry.depth:
            yield "</li>"
        else:
            depths.append(entry.depth)
            yield f"<{tag}>"
        label = f'<span class="label">{_text(entry.label)}</span>' if entry.label else ""
        yield f"<li>{label}{_runs(entry.runs)}"
    yield from (f"</li>\n</{tag}>" for _ in depths)


def _facts_row(row: tuple[Fact, ...]) -> str:
    span = ' colspan="3"' if len(row) == 1 else ""
    cells = (f'<th scope="row">{_text(fact.label)}</th><td{span}>{_text(fact.text)}</td>' for fact in row)
    return f"<tr>{''.join(cells)}</tr>"


def _table(table: Table) -> Iterator[str]:
    aligns = [column.align for column in table.columns]
    label = f' aria-label="{escape(table.caption)}"' if table.caption else ""
    yield f'<table class="items"{label}>'
    widths = (f'<col style="width:{column.share:.2%}">' for column in table.columns)
    yield f"<colgroup>{''.join(widths)}</colgroup>"
    heads = (f'<th scope="col"{_class(column.align)}>{_text(column.title)}</th>' for column in table.columns)
    if table.has_head:
        yield f"<thead><tr>{''.join(heads)}</tr></thead>"
    detailed = any(row.detail for row in table.rows)
    for rows in [[row] for row in table.rows] if detailed else [table.rows]:
        yield "<tbody>"
        yield from (line for row in rows for line in _row(row, aligns, table.detail_column))
        yield "</tbody>"
    yield "</table>"


def _row(row: Row, aligns: Sequence[Align], detail_column: int) -> Iterator[str]:
    """A row; with a detail it is a body of its own of two rows, over both of which the cells before the detail reach."""
    cells = (
        _cell(cell, align, "row" if not row.detail else "rowgroup", 2 if row.detail and at < detail_column else 1)
        for at, (cell, align) in enumerate(zip(row.cells, aligns, strict=False))
    )
    kinds = " ".join(filter(None, ("total" if row.total else "", "detailed" if row.detail else "")))
    kind = f' class="{kinds}"' if kinds else ""
    yield f"<tr{kind}>{''.join(cells)}</tr>"
    if row.detail:
        lines = "<br>".join(_run(line) for line in row.detail)
        yield f'<tr class="detail"><td colspan="{len(aligns) - detail_column}">{lines}</td></tr>'


def _cell(cell: Cell, align: Align, scope: str, rows: int) -> str:
    tag = "th" if cell.strong and cell.runs else "td"
    names = f' scope="{scope}"' if tag == "th" else ""
    span = f' rowspan="{rows}"' if rows > 1 else ""
    return f"<{tag}{names}{span}{_class(align)}>{_runs(cell.runs)}</{tag}>"


def _class(align: Align) -> str:
    return "" if align == "left" else f' class="{align}"'


def _runs(runs: Iterable[Run]) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = _text(run.text)
    if run.italic:
        text = f"<em>{text}</em>"
    if run.bold:
        text = f"<strong>{text}</strong>"
    return f'<a href="{escape(run.link)}" rel="noopener noreferrer">{text}</a>' if run.link else text


def _text(text: str) -> str:
    """Escaped; a word longer than any column, such as an address, may break."""
    broken = _LONG_WORD.sub("\\g<0>\0", text)
    return escape(broken, quote=False).replace("\n", "<br>").replace("\0", "<wbr>")
