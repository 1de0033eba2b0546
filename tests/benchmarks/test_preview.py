"""How long a keystroke takes until it is painted, against QTextBrowser.setHtml of the same content. Prints ratios."""

from __future__ import annotations

import html
import statistics
import sys
import time
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QTextBrowser
from pytestqt.qtbot import QtBot

from jdstudio.blocks.types import Block, Cell, Column, Document, Heading, Paragraph, Row, Run, Table
from jdstudio.gui.preview.paper import Paper
from jdstudio.gui.preview.sheets import Sheets
from jdstudio.model.place import Place

LINE = "负责单店货品、流量与活动的日常经营，在毛利率底线之上完成年度净销售额目标 GMV 2,400 万元。"
KEYS = 60
KEYS_OF_HTML = 15
SIZE = (900, 1000)


def content(paragraphs: int) -> list[Block]:
    """A heading every 20 paragraphs, a table of 8 columns and 6 rows every 100."""
    blocks: list[Block] = []
    for at in range(paragraphs):
        place = Place("p", f"s{at // 20}")
        if at % 100 == 50:
            columns = tuple(Column(f"列 {column}", 1 / 8) for column in range(8))
            cell = Cell((Run("成交总额 20%"),), place=place)
            blocks.append(Table(columns, tuple(Row((cell,) * 8) for _ in range(6)), place=place))
        elif at % 20 == 0:
            blocks.append(Heading(1, "一、", f"第 {at} 章", place))
        else:
            blocks.append(Paragraph((Run(f"{at} " + LINE * (1 + at % 3)),), place=place))
    return blocks


def document(blocks: list[Block]) -> Document:
    return Document("description", "zh", "长文档", tuple(blocks))


def as_html(blocks: list[Block]) -> str:
    parts = []
    for block in blocks:
        match block:
            case Heading():
                parts.append(f"<h2>{html.escape(block.line)}</h2>")
            case Paragraph():
                parts.append(f"<p>{html.escape(''.join(run.text for run in block.runs))}</p>")
            case Table():
                rows = ("".join(f"<td>{html.escape(cell.text)}</td>" for cell in row.cells) for row in block.rows)
                parts.append(f"<table border=1>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    return "".join(parts)


def timed(act: Callable[[int], None], count: int) -> tuple[float, float]:
    """p50 and p95, in milliseconds, of an act and all the painting it asks for; after two runs to warm up."""
    times = []
    for at in range(count + 2):
        start = time.perf_counter()
        act(at)
        QApplication.processEvents()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[2:]), statistics.quantiles(times[2:], n=20)[-1]


def typing(paper: Paper, blocks: list[Block], row: int, text: Callable[[int], str]) -> Callable[[int], None]:
    """A key typed into the paragraph at `row`."""

    def key(at: int) -> None:
        blocks[row] = Paragraph((Run(text(at)),), place=Place("p", "typing"))
        paper.show_document(document(blocks))

    return key


def html_typing(browser: QTextBrowser, blocks: list[Block], row: int) -> Callable[[int], None]:
    """The same in the plain way: all of it again, and the scroll bar put back."""

    def key(at: int) -> None:
        blocks[row] = Paragraph((Run(LINE + str(at)),))
        value = browser.verticalScrollBar().value()
        browser.setHtml(as_html(blocks))
        browser.document().size()  # lay out all of it: else the scroll bar cannot be put back
        browser.verticalScrollBar().setValue(value)

    return key


@pytest.mark.parametrize("paragraphs", [1000, 5000])
def test_a_keystroke_against_set_html(paragraphs: int, qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
    blocks = content(paragraphs)
    middle = paragraphs // 2 + 3
    paper, browser = Paper(), QTextBrowser()
    for widget in (paper, browser):
        qtbot.addWidget(widget)
        widget.resize(*SIZE)
        widget.show()
        qtbot.waitExposed(widget)
    start = time.perf_counter()
    paper.show_document(document(blocks))
    QApplication.processEvents()
    first = (time.perf_counter() - start) * 1000
    spot = paper.sheets.spot_of(middle, 0)
    assert spot
    paper.verticalScrollBar().setValue(paper.page_rect(spot.page).top())
    before = len(paper.sheets.pages)

    same = timed(typing(paper, blocks, middle, lambda at: LINE + str(at)), KEYS)
    grows = timed(typing(paper, blocks, middle, lambda at: LINE * (1 + at % 2)), KEYS)
    paper.verticalScrollBar().setValue(0)
    worst = timed(typing(paper, blocks, 2, lambda at: LINE * (1 + at % 4)), KEYS)
    browser.setHtml(as_html(blocks))  # only now: it lays itself out in the background
    browser.document().size()
    browser.verticalScrollBar().setValue(browser.verticalScrollBar().maximum() // 2)
    plain = timed(html_typing(browser, list(blocks), middle), KEYS_OF_HTML)

    with capsys.disabled():
        sys.stdout.write(
            f"\nPreview, {paragraphs} paragraphs, {before} pages, keystroke to painted in ms (p50 / p95), first {first:.0f}:"
            f"\n  same lines    {same[0]:6.2f} / {same[1]:6.2f}"
            f"\n  another line  {grows[0]:6.2f} / {grows[1]:6.2f}"
            f"\n  at the top, all after it moves {worst[0]:6.2f} / {worst[1]:6.2f}"
            f"\n  setHtml       {plain[0]:6.1f} / {plain[1]:6.1f}   same lines p95: {plain[1] / same[1]:.0f} × faster, "
            f"{same[1] / plain[1]:.3f} of it (aim ≤ 0.05)\n"
        )
    fresh = Sheets()
    fresh.show(document(blocks))
    assert fresh.pages == paper.sheets.pages
