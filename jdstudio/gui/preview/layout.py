"""Blocks -> pieces, each laid out once. What did not change is found by identity, in lists and tables by equality."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ParamSpec, TypeVar, assert_never

import msgspec

from jdstudio.blocks import types as blocks
from jdstudio.blocks.style import HOUSE, TextStyle
from jdstudio.blocks.types import Block, Runs
from jdstudio.gui.preview.pages import Measure
from jdstudio.gui.preview.pieces import RULE_ROOM, Box, Cell, Grid, GridRow, Piece, Prose, Signs
from jdstudio.gui.preview.text import Alignment, Look, Text
from jdstudio.i18n import Language
from jdstudio.model.place import Place

_DEEPEST = 8  # a list's depth; deeper entries stand there

Parts = dict[Hashable, object]
"""What was laid out for parts of a block, by their content."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Laid:
    """A block laid out. `measures` are those of its pieces before they are put between neighbours."""

    block: Block
    pieces: tuple[Piece, ...]
    measures: tuple[Measure, ...]
    parts: Parts


def lay(block: Block, language: Language, spare: Sequence[Parts] = ()) -> Laid:
    """Lay out one block. Parts that stand in `spare`, from blocks it replaces, are taken over."""
    laying = _Laying(language, spare)
    pieces = tuple(laying.pieces(block))
    measures = tuple(piece.measure for piece in pieces)
    if isinstance(block, blocks.Bullets):
        # neither the first nor the last entry of a list stands alone on a page
        last = len(measures) - 1
        measures = tuple(
            replace(measure, keep=at != last and at in (0, last - 1)) for at, measure in enumerate(measures)
        )
    return Laid(block, pieces, measures, laying.parts)


def before(laid: Laid, after: Block | None) -> Iterator[Measure]:
    """The measures of a block that is followed by `after`: its end may have to stay with that."""
    last = len(laid.measures) - 1
    signed = isinstance(laid.block, blocks.Signatures) and isinstance(after, blocks.Heading)
    keeps = _leads(laid.block, after) or isinstance(after, blocks.Signatures) or signed
    for at, measure in enumerate(laid.measures):
        yield replace(measure, keep=True) if keeps and at == last else measure


def _leads(block: Block, after: Block | None) -> bool:
    """A line all in bold before a list or table is its heading."""
    return (
        isinstance(block, blocks.Paragraph)
        and isinstance(after, blocks.Bullets | blocks.Table)
        and bool(block.runs)
        and all(run.bold for run in block.runs)
    )


class _Laying:
    """The laying out of one block: its language, what it may take over, and what it has to leave to the next."""

    def __init__(self, language: Language, spare: Sequence[Parts]) -> None:
        self.language: Language = language
        self.spare = spare
        self.parts: Parts = {}

    def pieces(self, block: Block) -> Iterable[Piece]:
        match block:
            case blocks.Bullets():
                return [self.once(entry, self.entry, entry) for entry in block.entries]
            case blocks.Table():
                return [] if block.is_empty else [self.table(block)]
            case _:
                return self.once(block, self.simple, block)

    def simple(
        self, block: blocks.Title | blocks.Heading | blocks.Paragraph | blocks.Facts | blocks.Signatures
    ) -> tuple[Piece, ...]:
        match block:
            case blocks.Title():
                texts = [(block.overline, HOUSE.overline)] if block.overline else []
                return tuple(
                    self.prose(Text(_plain(text), self.look(style, HOUSE.text_width)), block.place, keep=True)
                    for text, style in (*texts, (block.text, HOUSE.title))
                )
            case blocks.Heading():
                return (self.heading(block),)
            case blocks.Paragraph():
                return (self.paragraph(block),)
            case blocks.Facts():
                return (self.facts(block),) if any(block.rows) else ()
            case blocks.Signatures():
                return (self.signatures(block),) if block.who else ()
        assert_never(block)

    def once(self, key: Hashable, make: Callable[P, T], *args: P.args, **options: P.kwargs) -> T:
        """What `make` made for the same content before, or makes now."""
        for parts in (self.parts, *self.spare):
            if key in parts:
                found = parts[key]
                break
        else:
            found = make(*args, **options)
        self.parts[key] = found
        return found  # type: ignore[return-value]

    # --- prose

    def prose(self, text: Text, place: Place, *, keep: bool = False) -> Prose:
        return Prose(text, _measure(text, keep=keep), place)

    def heading(self, block: blocks.Heading) -> Prose:
        style = HOUSE.heading(block.level)
        label, hang = None, 0.0
        words = block.line
        if block.label and self.language == "en":
            hang = HOUSE.heading_hanging[min(block.level, len(HOUSE.heading_hanging)) - 1]
            label, words = Text(_plain(block.label), self.look(style, HOUSE.text_width)), block.text
        text = Text(_plain(words), self.look(style, HOUSE.text_width - hang))
        measure = replace(_measure(text, keep=True), fresh=block.new_page)
        ruled = block.level == 1
        if ruled:
            measure = replace(measure, below=measure.below + RULE_ROOM)
        return Prose(text, measure, block.place, label=label, hang=hang, rule=ruled)

    def paragraph(self, block: blocks.Paragraph) -> Prose:
        chinese = self.language == "zh"
        style = HOUSE.note if block.style == "note" else HOUSE.body
        indent = 2 * style.size if chinese and block.style == "body" else 0
        look = self.look(style, HOUSE.text_width, "justify" if chinese else "left")
        return self.prose(Text(block.runs, look._replace(indent=indent)), block.place)

    def entry(self, entry: blocks.Entry) -> Prose:
        step = HOUSE.entry_indent
        depth = step * min(entry.depth, _DEEPEST)
        align: Alignment = "justify" if self.language == "zh" else "left"
        text = Text(entry.runs, self.look(HOUSE.entry, HOUSE.text_width - depth - step, align))
        blue = msgspec.structs.replace(HOUSE.entry, colour=HOUSE.heading2.colour)
        label = Text(_plain(entry.label), self.look(blue, 4 * step)) if entry.label else None
        return Prose(text, _measure(text), entry.place, label=label, hang=step, depth=depth)

    # --- tables

    def table(self, block: blocks.Table) -> Grid:
        whole = sum(max(column.share, 0) for column in block.columns) or 1
        widths = [max(column.share, 0) / whole * HOUSE.text_width for column in block.columns]
        aligns = [column.align for column in block.columns]

        def laid_row(row: blocks.Row) -> GridRow:
            boxes, x = [], 0.0
            for cell, width, align in zip(row.cells, widths, aligns, strict=False):
                fill = HOUSE.total_fill if row.total else ""
                content = self.cell(cell, width, align, strong=cell.strong or row.total)
                boxes.append(Box(content, x, width, cell.place, fill))
                x += width
            if row.detail:
                across = sum(widths[block.detail_column :])
                place = next((cell.place for cell in row.cells[block.detail_column :]), block.place)
                boxes.append(
                    Box(self.detail(row.detail, across), HOUSE.text_width - across, across, place, "", "below")
                )
            return GridRow(tuple(boxes))

        frame = (tuple(widths), tuple(aligns))
        head = self.once(("head", block.columns, block.place), self.head, block, widths) if block.has_head else None
        rows = [self.once((row, frame), laid_row, row) for row in block.rows]
        return Grid(rows, head)

    def head(self, block: blocks.Table, widths: Sequence[float]) -> GridRow:
        boxes, x = [], 0.0
        for column, width in zip(block.columns, widths, strict=True):
            content = Cell((self.cell_text(_plain(column.title), HOUSE.cell_head, width, column.align),))
            boxes.append(Box(content, x, width, block.place, HOUSE.head_fill, "bottom"))
            x += width
        return GridRow(tuple(boxes))

    def cell(self, cell: blocks.Cell, width: float, align: blocks.Align, *, strong: bool) -> Cell:
        def make() -> Cell:
            return Cell((self.cell_text(cell.runs, HOUSE.cell, width, align, bold=strong),))

        return self.once((cell.runs, width, align, strong), make)

    def detail(self, lines: Runs, width: float) -> Cell:
        def make() -> Cell:
            return Cell(tuple(self.cell_text((line,), HOUSE.cell_detail, width, "left") for line in lines))

        return self.once(("detail", lines, width), make)

    def cell_text(self, runs: Runs, style: TextStyle, width: float, align: Alignment, *, bold: bool = False) -> Text:
        return Text(runs, self.look(style, width - 2 * HOUSE.cell_pad[1], align, bold=bold))

    def facts(self, block: blocks.Facts) -> Grid:
        widths = [share * HOUSE.text_width for share in HOUSE.fact_shares]

        def laid_row(facts: tuple[blocks.Fact, ...]) -> GridRow:
            boxes, x = [], 0.0
            for at, fact in enumerate(facts[:2]):
                label, value = widths[2 * at : 2 * at + 2]
                if len(facts) == 1:
                    value = sum(widths[1:])
                name = Cell((self.cell_text(_plain(fact.label), HOUSE.cell_head, label, "left"),))
                text = Cell((self.cell_text(_plain(fact.text), HOUSE.cell, value, "left"),))
                boxes.append(Box(name, x, label, fact.place, HOUSE.head_fill, "middle"))
                boxes.append(Box(text, x + label, value, fact.place, "", "middle"))
                x += label + value
            return GridRow(tuple(boxes))

        return Grid([self.once(row, laid_row, row) for row in block.rows if row], together=True)

    def signatures(self, block: blocks.Signatures) -> Signs:
        widths = [share * HOUSE.text_width for share in HOUSE.sign_shares]
        who = [Text(_plain(who), self.look(HOUSE.cell, widths[0])) for who in block.who]
        date = Text(_plain(block.date), self.look(HOUSE.cell, widths[3]))
        return Signs(who, date, block.place)

    def look(self, style: TextStyle, width: float, align: Alignment = "left", *, bold: bool = False) -> Look:
        return Look(style, width, align, bold=bold, language=self.language)


def _plain(text: str) -> Runs:
    return (blocks.Run(text),)


def _measure(text: Text, *, keep: bool = False) -> Measure:
    style = text.look.style
    least = text.count if keep else 2  # widows and orphans
    return Measure((style.line,) * text.count, style.above, style.below, keep=keep, first=least, last=least)
