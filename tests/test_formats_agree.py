"""One pipeline: every format says all that the blocks say, in the same order, for every sample, face and language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from export.word_reading import W, root_of

from jdstudio.blocks.build import build
from jdstudio.blocks.types import (
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    Paragraph,
    Run,
    Signatures,
    Table,
    Title,
)
from jdstudio.export.html import write_html
from jdstudio.export.markdown import write_markdown
from jdstudio.export.word import write_word
from jdstudio.files.codec import decode
from jdstudio.model.fields import Face

SAMPLES = sorted(Path(__file__).parent.parent.joinpath("samples").glob("*.json"))
FACES: tuple[Face, ...] = ("description", "posting")


def documents() -> Iterator[Document]:
    for path in SAMPLES:
        project = decode(path.read_bytes(), path).project
        for position in project.positions:
            for face in FACES:
                yield build(project, position, face)
                yield build(project, position, face, "en" if project.language == "zh" else "zh")


DOCUMENTS = list(documents())
NAMES = [f"{document.title}-{document.face}-{document.language}" for document in DOCUMENTS]


def pieces(block: Block, *, details_in_cells: bool) -> Iterator[str]:
    """The texts of a block in reading order, without the numbers Word counts by itself.

    The detail of a row follows its cells, or where there is no cell across others it stands in the widest of them.
    """
    match block:
        case Title():
            yield from (block.overline, block.text)
        case Heading():
            yield block.text
        case Paragraph():
            yield joined(block.runs)
        case Bullets():
            yield from (joined(entry.runs) for entry in block.entries)
        case Facts():
            yield from (part for row in block.rows for fact in row for part in (fact.label, fact.text))
        case Table():
            yield from (column.title for column in block.columns)
            widest = max(range(len(block.columns)), key=lambda at: block.columns[at].share)
            for row in block.rows:
                texts = [[joined(cell.runs)] for cell in row.cells]
                texts[widest if details_in_cells else -1] += [line.text for line in row.detail]
                yield from (text for cell in texts for text in cell)
        case Signatures():
            yield from (part for who in block.who for part in (who, block.date))


def joined(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def said_in_order(document: Document, text: str, *, details_in_cells: bool = False) -> None:
    """Where details stand in cells, these know no line break, and a mark of their own stands for it."""
    text, at = bare(text), 0
    for block in document.blocks:
        for piece in pieces(block, details_in_cells=details_in_cells):
            for line in piece.split("\n") if details_in_cells else [piece]:
                found = text.find(bare(line), at)
                assert found >= 0, f"{line!r} is missing, or not in its place"
                at = found + len(bare(line))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.hidden += tag in ("style", "title")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("style", "title")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_word_says_what_the_blocks_say(document: Document) -> None:
    said_in_order(document, "".join(part.text or "" for part in root_of(write_word(document)).iter(f"{W}t")))


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_html_says_what_the_blocks_say(document: Document) -> None:
    words = _Words()
    words.feed(write_html(document).decode())
    said_in_order(document, "".join(words.words))


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_markdown_says_what_the_blocks_say(document: Document) -> None:
    """But for lines to sign on, which paper has and a text file has not in that order."""
    text = write_markdown(document).decode()
    blocks = tuple(block for block in document.blocks if not isinstance(block, Signatures))
    document = msgspec.structs.replace(document, blocks=blocks)
    said_in_order(document, re.sub(r"\\(.)|\*\*|&nbsp;", r"\1", text), details_in_cells=True)
