"""What pages place: a paragraph or an entry of a list, a table, lines to sign on. Each draws itself; x from the margin.

Lengths in points. A piece is laid out once and never changes; a strip of it is a line or a row.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import ClassVar, NamedTuple

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from jdstudio.blocks.style import HOUSE
from jdstudio.gui.preview.pages import Measure
from jdstudio.gui.preview.text import Text, ink
from jdstudio.model.place import Place

THIN = 0.5  # lines of tables, header and footer
_STRONG = 1.0  # below a table's head
_RULE_GAP = 3.0  # between a level-1 heading and its rule
_RULE = 0.75
_SEAM = 0.05  # two grounds side by side overlap by this, lest rounding leaves a gap
RULE_ROOM = _RULE_GAP + _RULE
"""What the rule below a level-1 heading adds to its height."""


def draw_rule(painter: QPainter, line: QLineF, thickness: float = THIN, colour: str = HOUSE.rule) -> None:
    """A level line, sharp at every zoom: whole pixels thick, at least one."""
    pen = QPen(ink(colour), max(1, round(thickness * painter.deviceTransform().m22())))
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLine(line)


def level(x: float, y: float, width: float) -> QLineF:
    """A line from (x, y) to the right."""
    return QLineF(x, y, x + width, y)


class Piece(ABC):
    """Something with strips that stand below each other; `measure` is what pages need to know of it."""

    __slots__ = ("measure",)
    measure: Measure
    uniform: ClassVar[bool] = True
    """All its strips show the same place."""

    @abstractmethod
    def paint(self, painter: QPainter, y: float, first: int, last: int, seen: tuple[float, float]) -> None:
        """Draw the strips `first` up to `last`, with what stands above them on every page, from `y` down.

        What lies wholly outside `seen` (from, to) need not be drawn.
        """

    @abstractmethod
    def places(self, strip: int) -> Sequence[Place]:
        """What the strip shows, from left to right."""

    @abstractmethod
    def place_at(self, strip: int, x: float, down: float) -> Place:
        """What stands in the strip at `x`, so far `down` from its upper edge."""

    @abstractmethod
    def texts(self, first: int, last: int) -> Iterator[str]:
        """The text of the strips in reading order, a line each, without what repeats above them."""

    @abstractmethod
    def boxes(self, y: float, first: int, last: int) -> Iterator[QRectF]:
        """Where the ink of the strips' lines is when they are drawn from `y` down."""

    def differs(self, other: Piece) -> tuple[int, int]:
        """The strips that look other than those of `other`, a piece with the same measure."""
        return (0, len(self.measure.strips)) if other is not self else (0, 0)


class Prose(Piece):
    """A paragraph, a heading or an entry of a list: a text, its label hanging before it, a rule below."""

    __slots__ = ("_depth", "_label", "_place", "_rule", "_text", "_x")

    def __init__(  # noqa: PLR0913  what a paragraph may have beside its text
        self,
        text: Text,
        measure: Measure,
        place: Place,
        *,
        label: Text | None = None,
        hang: float = 0,
        depth: float = 0,
        rule: bool = False,
    ) -> None:
        """The label stands at `depth`, the text `hang` to the right of it."""
        self.measure = measure
        self._text = text
        self._place = place
        self._x = depth + hang
        self._depth = depth
        self._label = label
        self._rule = rule

    def paint(self, painter: QPainter, y: float, first: int, last: int, seen: tuple[float, float]) -> None:  # noqa: ARG002
        self._text.draw(painter, self._x, y, first, last)
        if self._label and first == 0:
            self._label.draw(painter, self._depth, y, 0, 1)
        if self._rule and last == self._text.count:
            bottom = y + (last - first) * self._text.look.style.line + _RULE_GAP
            draw_rule(painter, level(0, bottom, HOUSE.text_width), _RULE, HOUSE.rule_strong)

    def places(self, strip: int) -> Sequence[Place]:  # noqa: ARG002  all lines show the same
        return (self._place,)

    def place_at(self, strip: int, x: float, down: float) -> Place:  # noqa: ARG002
        return self._place

    def texts(self, first: int, last: int) -> Iterator[str]:
        if self._label and first == 0:
            yield from self._label.lines()
        yield from self._text.lines()[first:last]

    def boxes(self, y: float, first: int, last: int) -> Iterator[QRectF]:
        y -= first * self._text.look.style.line
        for box in self._text.line_boxes()[first:last]:
            yield box.translated(self._x, y)


class Cell:
    """A cell's content laid out: its text, or several below each other."""

    __slots__ = ("count", "height", "texts")

    def __init__(self, texts: tuple[Text, ...]) -> None:
        self.texts = texts
        self.count = sum(text.count for text in texts)
        self.height = sum(text.height for text in texts)

    def heights(self) -> Iterator[float]:
        """The height of each line."""
        for text in self.texts:
            for _ in range(text.count):
                yield text.look.style.line

    def parts(self, first: int, last: int) -> Iterator[tuple[Text, int, int, float]]:
        """The texts of which lines `first` up to `last` are some, their own lines, and how far down they begin."""
        down = 0.0
        for text in self.texts:
            a, z = max(first, 0), min(last, text.count)
            if a < z:
                yield text, a, z, down
                down += (z - a) * text.look.style.line
            first, last = first - text.count, last - text.count


class Box(NamedTuple):
    """A cell in its row: where it stands, its ground, and what it shows."""

    cell: Cell
    x: float
    width: float
    place: Place
    fill: str = ""
    stands: str = "top"  # or middle or bottom, or below the other cells of the row


class GridRow:
    """A row of cells, the last of which may stand below the others.

    Its height is that of the highest and the one below them, its padding and its line; so with `count`, its lines.
    """

    __slots__ = ("boxes", "count", "height", "upper")

    def __init__(self, boxes: tuple[Box, ...]) -> None:
        self.boxes = boxes
        beside = [box.cell for box in boxes if box.stands != "below"]
        below = [box.cell for box in boxes if box.stands == "below"]
        self.upper = max((cell.height for cell in beside), default=0.0)  # of the cells beside each other
        self.count = max((cell.count for cell in beside), default=1) + sum(cell.count for cell in below)
        self.height = self.upper + sum(HOUSE.detail_gap + cell.height for cell in below)
        self.height += 2 * HOUSE.cell_pad[0] + THIN


class _Strip(NamedTuple):
    """A row, or of a very high one a slice: the lines of each cell, and which end of the row it is."""

    row: GridRow
    height: float
    lines: tuple[tuple[int, int], ...] | None = None
    starts: bool = True
    ends: bool = True


class Grid(Piece):
    """A table: rows that do not split unless very high, below a head that stands on every page."""

    __slots__ = ("_head", "_strips")
    uniform = False

    def __init__(self, rows: Sequence[GridRow], head: GridRow | None = None, *, together: bool = False) -> None:
        repeats = head is not None and bool(rows) and head.height <= HOUSE.text_height / 3
        self._head = head if repeats else None
        shown = rows if repeats or head is None else (head, *rows)
        self._strips = [strip for row in shown for strip in _strips(row)]
        heights = tuple(strip.height for strip in self._strips)
        together = together or sum(row.count for row in rows) <= HOUSE.small_table_lines
        first = len(heights) if together else 1
        last = len(heights) if together else 2 if shown[-1].count <= HOUSE.low_row_lines else 1
        self.measure = Measure(
            heights,
            above=HOUSE.table_above,
            below=HOUSE.table_below,
            head=head.height if repeats and head else 0.0,
            first=max(first, 1),
            last=max(last, 1),
        )

    def paint(self, painter: QPainter, y: float, first: int, last: int, seen: tuple[float, float]) -> None:
        if self._head:
            head = _Strip(self._head, self._head.height)
            _fill_strip(painter, y, head)
            _paint_strip(painter, y, head)
            y += self._head.height
            draw_rule(painter, level(0, y - _STRONG, HOUSE.text_width), _STRONG, HOUSE.rule_strong)
        tops = accumulate((strip.height for strip in self._strips[first:last]), initial=y)
        shown = [
            (strip, top)
            for strip, top in zip(self._strips[first:last], tops, strict=False)
            if top + strip.height >= seen[0] and top <= seen[1]
        ]
        for strip, top in shown:  # all grounds first: a row's line lies partly on the next row's ground
            _fill_strip(painter, top, strip)
        for strip, top in shown:
            _paint_strip(painter, top, strip)

    def places(self, strip: int) -> Sequence[Place]:
        return [box.place for box in self._strips[strip].row.boxes]

    def place_at(self, strip: int, x: float, down: float) -> Place:
        there = self._strips[strip]
        boxes = there.row.boxes
        if boxes and boxes[-1].stands == "below":
            first, last = _lines_of(there, len(boxes) - 1)
            if first < last and down >= _drop(there, boxes[-1]):
                return boxes[-1].place
        return next((box.place for box in boxes if x < box.x + box.width), boxes[-1].place if boxes else Place())

    def texts(self, first: int, last: int) -> Iterator[str]:
        for strip in self._strips[first:last]:
            for at, box in enumerate(strip.row.boxes):
                for text, a, z, _ in box.cell.parts(*_lines_of(strip, at)):
                    yield from text.lines()[a:z]

    def head_texts(self) -> Iterator[str]:
        """The text of the head that stands on every page."""
        for box in self._head.boxes if self._head else ():
            for text in box.cell.texts:
                yield from text.lines()

    def boxes(self, y: float, first: int, last: int) -> Iterator[QRectF]:
        y += self.measure.head
        for strip in self._strips[first:last]:
            for at, box in enumerate(strip.row.boxes):
                x, top = box.x + HOUSE.cell_pad[1], y + _drop(strip, box)
                for text, a, z, down in box.cell.parts(*_lines_of(strip, at)):
                    above = top + down - a * text.look.style.line
                    yield from (line.translated(x, above) for line in text.line_boxes()[a:z])
            y += strip.height

    def differs(self, other: Piece) -> tuple[int, int]:
        if not isinstance(other, Grid) or other._head is not self._head:  # noqa: SLF001  one of our own
            return super().differs(other)
        pairs = zip(self._strips, other._strips, strict=False)  # noqa: SLF001
        changed = [at for at, (mine, its) in enumerate(pairs) if mine.row is not its.row]
        return (changed[0], changed[-1] + 1) if changed else (0, 0)


class Signs(Piece):
    """Lines to sign on: who signs, a line for the name, the word for the date, a line for it. Kept together."""

    __slots__ = ("_date", "_place", "_who")

    def __init__(self, who: Sequence[Text], date: Text, place: Place) -> None:
        self._who = who
        self._date = date
        self._place = place
        count = len(who)
        heights = tuple(max(HOUSE.sign_height, text.height) for text in who)
        self.measure = Measure(heights, above=HOUSE.sign_above, first=count, last=count)

    def paint(self, painter: QPainter, y: float, first: int, last: int, seen: tuple[float, float]) -> None:  # noqa: ARG002
        who, line, gap, date, date_line = (share * HOUSE.text_width for share in HOUSE.sign_shares)
        for at in range(first, last):
            bottom = y + self.measure.strips[at]
            self._who[at].draw(painter, 0, bottom - self._who[at].height)
            self._date.draw(painter, who + line + gap, bottom - self._date.height)
            draw_rule(painter, level(who, bottom, line), colour=HOUSE.note.colour)
            draw_rule(painter, level(who + line + gap + date, bottom, date_line), colour=HOUSE.note.colour)
            y = bottom

    def places(self, strip: int) -> Sequence[Place]:  # noqa: ARG002
        return (self._place,)

    def place_at(self, strip: int, x: float, down: float) -> Place:  # noqa: ARG002
        return self._place

    def texts(self, first: int, last: int) -> Iterator[str]:
        for at in range(first, last):
            yield from self._who[at].lines()
            yield from self._date.lines()

    def boxes(self, y: float, first: int, last: int) -> Iterator[QRectF]:
        for at in range(first, last):
            for text in (self._who[at], self._date):
                for box in text.line_boxes():
                    yield box.translated(0, y + self.measure.strips[at] - text.height)
            y += self.measure.strips[at]


def _strips(row: GridRow) -> Iterator[_Strip]:
    """The row as one strip, or where it is very high in slices of a line or two, which may stand on several pages."""
    if row.count <= HOUSE.whole_row_lines:
        yield _Strip(row, row.height)
        return
    upright, step = HOUSE.cell_pad[0], 2 * HOUSE.cell.line
    waiting = [list(box.cell.heights()) for box in row.boxes]
    taken = [0] * len(waiting)
    starts = True
    while any(done < len(heights) for done, heights in zip(taken, waiting, strict=True)):
        lines, tallest = [], 0.0
        beside = any(taken[at] < len(waiting[at]) for at, box in enumerate(row.boxes) if box.stands != "below")
        for at, heights in enumerate(waiting):
            first, height = taken[at], 0.0
            waits = beside and row.boxes[at].stands == "below"
            while not waits and taken[at] < len(heights) and height + heights[taken[at]] <= step:
                height += heights[taken[at]]
                taken[at] += 1
            lines.append((first, taken[at]))
            tallest = max(tallest, height)
        ends = all(done == len(heights) for done, heights in zip(taken, waiting, strict=True))
        yield _Strip(row, tallest + upright * starts + (upright + THIN) * ends, tuple(lines), starts, ends)
        starts = False


def _lines_of(strip: _Strip, at: int) -> tuple[int, int]:
    return strip.lines[at] if strip.lines else (0, strip.row.boxes[at].cell.count)


def _drop(strip: _Strip, box: Box) -> float:
    """How far below the strip's top the cell's text begins."""
    upright = HOUSE.cell_pad[0]
    if box.stands == "below" and not strip.lines:
        return upright + strip.row.upper + HOUSE.detail_gap
    spare = strip.height - 2 * upright - THIN - box.cell.height
    if strip.lines or box.stands == "top" or spare <= 0:
        return upright if strip.starts else 0.0
    return upright + (spare if box.stands == "bottom" else spare / 2)


def _fill_strip(painter: QPainter, y: float, strip: _Strip) -> None:
    for box in strip.row.boxes:
        if box.fill:
            painter.fillRect(QRectF(box.x, y, box.width + _SEAM, strip.height + _SEAM), ink(box.fill))


def _paint_strip(painter: QPainter, y: float, strip: _Strip) -> None:
    for at, box in enumerate(strip.row.boxes):
        top = y + _drop(strip, box)
        for text, first, last, down in box.cell.parts(*_lines_of(strip, at)):
            text.draw(painter, box.x + HOUSE.cell_pad[1], top + down, first, last)
    if strip.ends:
        draw_rule(painter, level(0, y + strip.height, HOUSE.text_width))
