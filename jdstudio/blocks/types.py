"""What a document consists of, before anybody decides how it looks. Preview, Word, HTML and text draw the same blocks.

All values are frozen; a block that did not change is the very same object as before, so whoever draws it can keep
what it drew. `place` says which section, item and field a part shows: a click in the preview leads there.
Texts are raw; each writer escapes for itself.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from jdstudio.model.fields import Face
from jdstudio.model.place import Place

Align = Literal["left", "center", "right"]


class Run(msgspec.Struct, frozen=True):
    """A stretch of text in one style. `link` is a web address. A newline in `text` is a line break."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


Runs = tuple[Run, ...]


class Title(msgspec.Struct, frozen=True, tag=True):
    """The document's title: the position's name; above it, small, what kind of document this is."""

    text: str
    overline: str = ""
    place: Place = Place()


class Heading(msgspec.Struct, frozen=True, tag=True):
    """A section's heading. `level` from 1; `label` is the number as shown: `一、`, `（二）`, `1.`, or `1` in English.

    `new_page`: it begins a page.
    """

    level: int
    label: str
    text: str
    place: Place = Place()
    new_page: bool = False

    @property
    def line(self) -> str:
        """Number and text as people write them in one line: `一、目标`, `1.2 Goals`."""
        gap = "" if self.label.endswith(("、", "）")) else " "
        return f"{self.label}{gap}{self.text}".strip()


class Paragraph(msgspec.Struct, frozen=True, tag=True):
    """Running text. `body`: indented by two characters in Chinese; `note`: small and grey; `lead`: not indented."""

    runs: Runs
    style: Literal["body", "note", "lead"] = "body"
    place: Place = Place()


class Entry(msgspec.Struct, frozen=True):
    """An entry of a list: its number or bullet as shown, its nesting depth from 0."""

    label: str
    runs: Runs
    depth: int = 0
    place: Place = Place()


class Bullets(msgspec.Struct, frozen=True, tag=True):
    """A list, numbered or bulleted."""

    entries: tuple[Entry, ...]
    ordered: bool = False


class Fact(msgspec.Struct, frozen=True):
    """A label and its value in the facts table."""

    label: str
    text: str
    place: Place = Place()


class Facts(msgspec.Struct, frozen=True, tag=True):
    """The identity table: rows of one or two facts; a single fact takes the whole width."""

    rows: tuple[tuple[Fact, ...], ...]


class Column(msgspec.Struct, frozen=True):
    """A table's column: its title, its share of the width (shares of a table add up to 1), its alignment."""

    title: str
    share: float
    align: Align = "left"


class Cell(msgspec.Struct, frozen=True):
    """A table's cell: its text; `strong` marks what names the row."""

    runs: Runs
    strong: bool = False
    place: Place = Place()

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class Row(msgspec.Struct, frozen=True):
    """A table's row; `total` marks the closing row. Rows do not split over pages.

    `detail` are small lines such as `计算公式：…`; they stand below the cells, across the table from its
    `detail_column` on, and belong to the row. `facts` are what these lines were made of, for whoever makes them anew.
    """

    cells: tuple[Cell, ...]
    total: bool = False
    detail: Runs = ()
    facts: tuple[Fact, ...] = ()


class Table(msgspec.Struct, frozen=True, tag=True):
    """A table; its header row repeats on every page it reaches. `caption` is its alternative text.

    Where no column has a title there is no header row.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    place: Place = Place()

    @property
    def detail_column(self) -> int:
        """Where the details of the rows begin: below the second column, which stands behind the numbers.

        Where that one holds figures, as in a budget, words below it would seem to belong to them; so below the first.
        """
        return 1 if len(self.columns) > 1 and self.columns[1].align != "right" else 0

    @property
    def has_head(self) -> bool:
        return any(column.title for column in self.columns)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw at all."""
        return not self.columns or not (self.rows or self.has_head)


class Signatures(msgspec.Struct, frozen=True, tag=True):
    """Lines to sign on: who signs, and the word for the date. Kept together on one page."""

    who: tuple[str, ...]
    date: str
    place: Place = Place()


Block = Title | Heading | Paragraph | Bullets | Facts | Table | Signatures


class Document(msgspec.Struct, frozen=True):
    """A whole document: its blocks, and what stands at the head and foot of its pages.

    `page_words` is the pattern of the page number, such as `第 {page} 页 / 共 {pages} 页`.
    """

    face: Face
    language: Literal["zh", "en"]
    title: str
    blocks: tuple[Block, ...]
    head_left: str = ""
    head_right: str = ""
    foot_left: str = ""
    page_words: str = "{page} / {pages}"
    author: str = ""
    position: str = ""
