"""A document on its pages: laid out, placed, kept up with its changes, found by place, painted page by page.

Lengths in points, from the paper's upper left corner. Knows nothing of a window: whoever paints says where and how large.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress, count
from operator import is_not, ne
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from jdstudio.blocks.style import HOUSE
from jdstudio.blocks.types import Document, Run
from jdstudio.gui.preview.layout import Laid, before, lay
from jdstudio.gui.preview.pages import Change, Measure, Page, page_of, paginate
from jdstudio.gui.preview.pieces import Piece, draw_rule, level
from jdstudio.gui.preview.text import Alignment, Look, Text
from jdstudio.i18n import Language
from jdstudio.model.place import Place

_MM = 72 / 25.4
PAGE_WIDTH = HOUSE.page_mm[0] * _MM
PAGE_HEIGHT = HOUSE.page_mm[1] * _MM
TOP = HOUSE.margin_mm[0] * _MM
LEFT = HOUSE.margin_mm[3] * _MM
_LINE_GAP = 4.0  # between the words at the head or foot of a page and their line
_MARK_X, _MARK_WIDTH = -10.0, 2.5  # the accent bar, in the margin
_BELOW = 8.0  # what a piece may draw below its height: the rule of a heading
_CLOSE = 16.0  # so far above or below a strip a click still means it


T = TypeVar("T")


class Spot(NamedTuple):
    """A strip of a piece, the page it stands on and its upper edge there."""

    piece: int
    strip: int
    page: int
    y: float


@dataclass(frozen=True, slots=True)
class Update:
    """What a new document changed.

    `moved`: from the change on, things may stand elsewhere; else only the strips of `dirty`, as (piece, first, last),
    look other than before. `frame`: the words at the head and foot of all pages changed.
    """

    change: Change
    moved: bool
    frame: bool
    dirty: tuple[tuple[int, int, int], ...]


class Sheets:
    """A document laid out on A4 pages."""

    def __init__(self) -> None:
        self.document: Document | None = None
        self.pieces: list[Piece] = []
        self.pages: list[Page] = []
        self._measures: list[Measure] = []
        self._laid: list[Laid] = []
        self._lines: dict[tuple[str, Alignment], Text] = {}

    # --- keeping up

    def show(self, document: Document | None) -> Update:
        """Lay out what is new in the document, and place what that moves."""
        old, self.document = self.document, document
        frame = old is None or document is None or _frame(old) != _frame(document)
        if frame:
            self._lines.clear()
        blocks = document.blocks if document else ()
        if old and document and old.language == document.language:
            first, old_last, new_last = _difference(old.blocks, blocks, is_not)
        else:
            self.pages = []
            first, old_last, new_last = 0, len(self._laid), len(blocks)
        removed = self._laid[first:old_last]
        language: Language = document.language if document else "zh"
        reusable = removed if old and old.language == language else []
        known = {id(laid.block): laid for laid in reusable}
        spare = [laid.parts for laid in reusable]
        new = [known.get(id(block)) or lay(block, language, spare) for block in blocks[first:new_last]]
        update = self._replace(first, old_last, new, frame=frame)
        if document and (update.moved or not self.pages):
            self.pages = paginate(self._measures, HOUSE.text_height, self.pages, update.change)
        return update

    def _replace(self, first: int, last: int, new: list[Laid], *, frame: bool) -> Update:
        """Put new blocks in the place of those from `first` up to `last`; their neighbours are measured again."""
        start = max(first - 1, 0)
        at = sum(len(laid.pieces) for laid in self._laid[:start])
        end = at + sum(len(laid.pieces) for laid in self._laid[start : last + 1])
        old = list(zip(self.pieces[at:end], self._measures[at:end], strict=True))
        self._laid[first:last] = new
        window = range(start, min(first + len(new) + 1, len(self._laid)))
        now = [
            pair for number in window for pair in zip(self._laid[number].pieces, self._measured(number), strict=True)
        ]
        self.pieces[at:end] = [piece for piece, _ in now]
        self._measures[at:end] = [measure for _, measure in now]
        head, old_tail, new_tail = _difference(old, now, ne)
        changed, became = old[head:old_tail], now[head:new_tail]
        moved = [measure for _, measure in changed] != [measure for _, measure in became]
        dirty = []
        if not moved:
            for number, ((was, _), (piece, _)) in enumerate(zip(changed, became, strict=True), at + head):
                strips = piece.differs(was)
                dirty += [(number, *strips)] if strips[0] < strips[1] else []
        return Update(Change(at + head, at + old_tail, at + new_tail), moved, frame, tuple(dirty))

    def _measured(self, number: int) -> Iterator[Measure]:
        after = self._laid[number + 1].block if number + 1 < len(self._laid) else None
        return before(self._laid[number], after)

    # --- finding

    def strips(self, page: int) -> Iterator[tuple[Spot, float]]:
        """The strips of a page from top to bottom, each with its height."""
        for fragment in self.pages[page].fragments:
            piece = self.pages[page].start + fragment.piece
            measure = self._measures[piece]
            heights = measure.strips[fragment.first : fragment.last]
            tops = accumulate(heights, initial=TOP + fragment.y + measure.head)
            for strip, (y, height) in enumerate(zip(tops, heights, strict=False), fragment.first):
                yield Spot(piece, strip, page, y), height

    def spot_of(self, piece: int, strip: int) -> Spot | None:
        """Where a strip stands; None where there is no such piece."""
        if not 0 <= piece < len(self.pieces):
            return None
        strip = max(min(strip, len(self._measures[piece].strips) - 1), 0)
        number = page_of(self.pages, piece, strip)
        page = self.pages[number]
        fragment = page.fragments[piece - page.start]
        measure = self._measures[piece]
        y = TOP + fragment.y + measure.head + sum(measure.strips[fragment.first : strip])
        return Spot(piece, strip, number, y)

    def box_of(self, piece: int, first: int, last: int) -> Iterator[tuple[int, float, float]]:
        """The stretches of paper that strips of a piece cover: page, upper and lower edge."""
        while first < last and (spot := self.spot_of(piece, first)):
            page = self.pages[spot.page]
            end = min(page.fragments[piece - page.start].last, last)
            yield spot.page, spot.y, spot.y + sum(self._measures[piece].strips[first:end])
            first = end

    def spot_at(self, page: int, y: float) -> Spot | None:
        """The first strip that reaches below `y` on that page, or the first of the next page."""
        for number in range(page, min(page + 2, len(self.pages))):
            for spot, height in self.strips(number):
                if number > page or spot.y + height > y:
                    return spot
        return None

    def place_at(self, page: int, x: float, y: float) -> Place | None:
        """What stands at a point of a page; between two strips it is the nearer one, far from all it is nothing."""
        near = (
            min(self.strips(page), key=lambda found: _away(found, y), default=None) if page < len(self.pages) else None
        )
        if near is None or _away(near, y) > _CLOSE:
            return None
        return self.pieces[near[0].piece].place_at(near[0].strip, x - LEFT, y - near[0].y)

    def places(self, spot: Spot) -> Sequence[Place]:
        return self.pieces[spot.piece].places(spot.strip)

    def find(self, place: Place) -> Spot | None:
        """Where the place is first shown: its item, else its section."""
        for wanted in (place, Place(place.position, place.section)) if place.section else (place,):
            for number, piece in enumerate(self.pieces):
                for strip in range(1 if piece.uniform else len(piece.measure.strips)):
                    if any(shows(shown, wanted) for shown in piece.places(strip)):
                        return self.spot_of(number, strip)
        return None

    # --- painting

    def paint(self, painter: QPainter, number: int, clip: QRectF, mark: Place | None, accent: QColor) -> None:
        """Draw what of a page meets `clip`; strips that show `mark` get a bar of `accent` in the margin."""
        page = self.pages[number]
        self._paint_frame(painter, number, clip)
        painter.translate(LEFT, TOP)
        top, bottom = clip.top() - TOP, clip.bottom() - TOP
        for fragment in page.fragments:
            if fragment.y > bottom:
                break
            if fragment.y + fragment.height + _BELOW < top:
                continue
            piece = self.pieces[page.start + fragment.piece]
            piece.paint(painter, fragment.y, fragment.first, fragment.last, (top, bottom))
        painter.translate(-LEFT, -TOP)
        if mark:
            self._paint_mark(painter, number, mark, accent)

    def _paint_mark(self, painter: QPainter, number: int, mark: Place, accent: QColor) -> None:
        for spot, height in self.strips(number):
            if any(shows(shown, mark) for shown in self.places(spot)):
                painter.fillRect(QRectF(LEFT + _MARK_X, spot.y, _MARK_WIDTH, height), accent)

    def _paint_frame(self, painter: QPainter, number: int, clip: QRectF) -> None:
        """The words and lines at the head and foot of a page."""
        document = self.document
        if document is None:
            return
        high = HOUSE.page_line.line
        top = HOUSE.header_mm * _MM
        bottom = PAGE_HEIGHT - HOUSE.footer_mm * _MM
        if clip.top() <= top + high + 2 * _LINE_GAP:
            self._line(document.head_left, "left").draw(painter, LEFT, top, 0, 1)
            self._line(document.head_right, "right").draw(painter, LEFT, top, 0, 1)
            draw_rule(painter, level(LEFT, top + high + _LINE_GAP, HOUSE.text_width))
        if clip.bottom() >= bottom - high - 2 * _LINE_GAP:
            draw_rule(painter, level(LEFT, bottom - high - _LINE_GAP, HOUSE.text_width))
            pages = document.page_words.replace("{page}", str(number + 1)).replace("{pages}", str(len(self.pages)))
            self._line(document.foot_left, "left").draw(painter, LEFT, bottom - high, 0, 1)
            self._line(pages, "right").draw(painter, LEFT, bottom - high, 0, 1)

    def _line(self, words: str, align: Alignment) -> Text:
        """The words at the head or foot of a page, laid out once; what does not fit on a line is not shown."""
        key = (words, align)
        if key not in self._lines:
            language: Language = self.document.language if self.document else "zh"
            look = Look(HOUSE.page_line, HOUSE.text_width, align, language=language)
            self._lines[key] = Text((Run(words),), look)
        return self._lines[key]


def shows(shown: Place, wanted: Place) -> bool:
    """Whether what is shown belongs to what is wanted: the same item, or anything of that section, or that fact."""
    if wanted.item:
        return (shown.section, shown.item) == (wanted.section, wanted.item)
    if wanted.section:
        return shown.section == wanted.section
    return bool(wanted.field) and not shown.section and shown.field == wanted.field


def _frame(document: Document) -> tuple[str, ...]:
    return document.head_left, document.head_right, document.foot_left, document.page_words


def _difference(old: Sequence[T], new: Sequence[T], differ: Callable[[object, object], object]) -> tuple[int, int, int]:
    """Where two sequences differ: `old[first:old_last]` became `new[first:new_last]`."""
    limit = min(len(old), len(new))
    first = next(compress(count(), map(differ, old, new)), limit)
    tail = next(compress(count(), map(differ, reversed(old), reversed(new))), limit)
    tail = min(tail, limit - first)
    return first, len(old) - tail, len(new) - tail


def _away(found: tuple[Spot, float], y: float) -> float:
    """How far `y` is from a strip; 0 inside."""
    spot, height = found
    return max(spot.y - y, y - spot.y - height, 0)
