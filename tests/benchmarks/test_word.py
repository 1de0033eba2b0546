"""How fast a Word export is, against the plain python-docx way and against the same XML zipped. Prints ratios."""

from __future__ import annotations

import io
import statistics
import sys
import time
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from export.sample_document import CHINESE

from jdstudio.blocks.style import HOUSE
from jdstudio.blocks.types import Bullets, Document, Facts, Heading, Paragraph, Runs, Signatures, Table, Title
from jdstudio.export.word import write_word
from jdstudio.export.word_body import body_xml
from jdstudio.export.word_numbering import Numbering


def _plain(document: Document) -> bytes:
    """The way of the python-docx manual: a cell by its row and column, the fonts on every run."""
    word = docx.Document()
    for block in document.blocks:
        match block:
            case Title() | Heading():
                _say(word.add_paragraph(style="Heading 1"), block.text)
            case Paragraph():
                _runs(word.add_paragraph(), block.runs)
            case Bullets():
                for entry in block.entries:
                    _runs(word.add_paragraph(style="List Number"), entry.runs)
            case Facts():
                _plain_facts(word.add_table(len(block.rows), 4), block)
            case Table():
                _plain_table(word.add_table(len(block.rows) + 1, len(block.columns)), block)
            case Signatures():
                _say(word.add_paragraph(), "".join(block.who))
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def _plain_facts(table: WordTable, block: Facts) -> None:
    for row, facts in enumerate(block.rows):
        for side, fact in enumerate(facts):
            _say(table.cell(row, 2 * side).paragraphs[0], fact.label)
            _say(table.cell(row, 2 * side + 1).paragraphs[0], fact.text)


def _plain_table(table: WordTable, block: Table) -> None:
    for column, head in enumerate(block.columns):
        _say(table.cell(0, column).paragraphs[0], head.title)
    for row, line in enumerate(block.rows, 1):
        for column, cell in enumerate(line.cells):
            _runs(table.cell(row, column).paragraphs[0], cell.runs)
        for detail in line.detail:
            _say(table.cell(row, len(line.cells) - 1).add_paragraph(), detail.text)


def _runs(paragraph: WordParagraph, runs: Runs) -> None:
    for run in runs:
        _say(paragraph, run.text)


def _say(paragraph: WordParagraph, text: str) -> None:
    run = paragraph.add_run(text)
    run.font.name = HOUSE.latin_font
    run.font.size = Pt(HOUSE.body.size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), HOUSE.east_asian_font)


def _floor(parts: dict[str, bytes], document: Document) -> bytes:
    """The body as a string, and all parts into a zip."""
    body = body_xml(document, Numbering(document.language), lambda _: "rId9")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, body.encode() if name == "word/document.xml" else content)
    return file.getvalue()


def _seconds(job: Callable[[], object], times: int) -> float:
    job()
    measured = []
    for _ in range(times):
        start = time.perf_counter()
        job()
        measured.append(time.perf_counter() - start)
    return statistics.median(measured)


def test_word_export_against_the_plain_way_and_the_floor(capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(io.BytesIO(write_word(CHINESE))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    floor = _seconds(lambda: _floor(parts, CHINESE), 40)
    ours = _seconds(lambda: write_word(CHINESE), 40)
    plain = _seconds(lambda: _plain(CHINESE), 5)
    with capsys.disabled():
        sys.stdout.write(
            f"\nWord export: {ours * 1000:.1f} ms, {plain / ours:.0f} × faster than plain python-docx (aim ≥ 25),"
            f" {ours / floor:.1f} × the floor of strings and zip (aim ≤ 6)\n"
        )
    compared = [docx.Document(io.BytesIO(write(CHINESE))).tables[1] for write in (write_word, _plain)]
    assert len({tuple(cell.text for row in table.rows for cell in row.cells) for table in compared}) == 1
