"""Pages by plain arithmetic: what goes where, without a painter. Lengths in points, y from the text area's top.

What is placed are measures: of a paragraph its lines, of a table its rows. The pages after a change are the same as
those of a fresh start, found by starting at the page before the change and stopping where a page begins as before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Measure:
    """What pages need to know of a piece.

    `strips` are the heights of what does not split: lines or rows. Between two pieces stands the larger of the upper
    one's `below` and the lower one's `above`. `head` is the height of what stands above the first strip on every page
    (a table's header row). `keep`: its end stays on the page where the next piece starts. Where it splits, at least
    `first` strips stay at the foot of a page, and at least `last` come to the next. `fresh`: it begins a page.
    """

    strips: tuple[float, ...]
    above: float = 0
    below: float = 0
    head: float = 0
    keep: bool = False
    first: int = 1
    last: int = 1
    fresh: bool = False
    height: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "height", self.head + sum(self.strips))

    @property
    def splits(self) -> bool:
        """Whether it may stand on two pages."""
        return len(self.strips) >= self.first + self.last

    @property
    def start(self) -> float:
        """The height of the least of it that can stand at the foot of a page."""
        return self.head + sum(self.strips[: self.first]) if self.splits else self.height


class Fragment(NamedTuple):
    """The strips `first` up to `last` of a piece on a page. `piece` counts from the first piece of the page."""

    piece: int
    first: int
    last: int
    y: float
    height: float


class Page(NamedTuple):
    """A page begins with strip `strip` of piece `start`."""

    start: int
    strip: int
    fragments: tuple[Fragment, ...]


class Change(NamedTuple):
    """The pieces `first` up to `old_last` were replaced by those from `first` up to `new_last`."""

    first: int
    old_last: int
    new_last: int

    @property
    def shift(self) -> int:
        return self.new_last - self.old_last


def paginate(
    measures: Sequence[Measure], height: float, pages: Sequence[Page] = (), change: Change | None = None
) -> list[Page]:
    """The pages of `height` points for these pieces; at least one.

    With the `pages` before and the `change` since then, only what may differ is placed anew.
    """
    if not pages or change is None:
        return _Filling(measures, height).run(0, 0)
    kept = _untouched(measures, pages, change)
    filling = _Filling(measures, height, list(pages[:kept]), _Known(pages, change))
    return filling.run(pages[kept].start, pages[kept].strip)


def page_of(pages: Sequence[Page], piece: int, strip: int) -> int:
    """The number of the page on which a strip stands, from 0."""
    return bisect_right(pages, (piece, strip), key=lambda page: (page.start, page.strip)) - 1


def _untouched(measures: Sequence[Measure], pages: Sequence[Page], change: Change) -> int:
    """How many pages stay as they are: those before the page whose end the change could move."""
    first = change.first
    while first > 0 and measures[first - 1].keep:
        first -= 1
    page = page_of(pages, first, 0)
    if page > 0 and (pages[page].start, pages[page].strip) == (first, 0):
        page -= 1  # what begins this page might now find room on the one before
    return page


class _Known:
    """The pages before a change, by where they would begin after it."""

    def __init__(self, pages: Sequence[Page] = (), change: Change = Change(0, 0, 0)) -> None:
        self._pages = pages
        self._change = change
        self._begins = {
            (page.start + change.shift, page.strip): at
            for at, page in enumerate(pages)
            if page.start >= change.old_last
        }

    def rest(self, piece: int, strip: int) -> Sequence[Page] | None:
        """All pages from one that begins there, if the content from there on is what it was."""
        at = self._begins.get((piece, strip))
        if at is None:
            return None
        shift = self._change.shift
        return [page._replace(start=page.start + shift) for page in self._pages[at:]] if shift else self._pages[at:]


class _Filling:
    """One run over the pieces, filling page after page."""

    def __init__(
        self, measures: Sequence[Measure], height: float, done: list[Page] | None = None, known: _Known | None = None
    ) -> None:
        self.measures = measures
        self.height = height + _TOLERANCE
        self.pages = done or []
        self.known = known or _Known()
        self.y = 0.0
        self.fragments: list[Fragment] = []
        self.start = (0, 0)

    def run(self, piece: int, strip: int) -> list[Page]:
        """Place all from that strip on, which begins a page."""
        self.start = (piece, strip)
        while piece < len(self.measures):
            if self.fragments and strip == 0 and self._breaks_before(piece) and self._turn(piece, 0):
                return self.pages
            strip = self._put(piece, strip)
            if strip < len(self.measures[piece].strips):
                if self._turn(piece, strip):
                    return self.pages
            else:
                piece, strip = piece + 1, 0
        self.pages.append(Page(*self.start, tuple(self.fragments)))
        return self.pages

    def _top(self, piece: int) -> float:
        """Where the piece would begin on this page; no room is left at its top."""
        if not self.fragments:
            return 0.0
        return self.y + self._gap(piece)

    def _gap(self, piece: int) -> float:
        above = self.measures[piece].above
        return max(self.measures[piece - 1].below, above) if piece else above

    def _breaks_before(self, piece: int) -> bool:
        """Whether the piece begins a page, or with all that must follow it finds no room on this one."""
        if self.measures[piece].fresh:
            return True
        needed = self._needed(piece)
        if needed > self.height:  # no page can hold them all
            needed = self.measures[piece].start
        return self._top(piece) + needed > self.height

    def _needed(self, piece: int) -> float:
        """The height of the least of a piece that can stand at the foot of a page, with what it must not be without."""
        needed = 0.0
        while piece < len(self.measures) - 1 and needed <= self.height:
            measure = self.measures[piece]
            if not measure.keep or measure.splits or self.measures[piece + 1].fresh:
                break
            piece += 1
            needed += measure.height + self._gap(piece)
        return needed + self.measures[piece].start

    def _put(self, piece: int, strip: int) -> int:
        """Put strips of the piece on this page; the first strip that found no room."""
        measure = self.measures[piece]
        top = self._top(piece)
        if strip == 0 and top + measure.height <= self.height:
            last, bottom = len(measure.strips), top + measure.height
        else:
            last, bottom = self._fitting(measure, strip, top)
        if last == len(measure.strips) and self._leaves_the_next_behind(piece, bottom):
            cut = last - measure.last
            if cut >= strip + (1 if strip else measure.first):
                last = cut
        bottom = top + measure.head + sum(measure.strips[strip:last])
        self.fragments.append(Fragment(piece - self.start[0], strip, last, top, bottom - top))
        self.y = bottom
        return last

    def _fitting(self, measure: Measure, strip: int, top: float) -> tuple[int, float]:
        """Up to which strip there is room from `top` on, and where it ends; one strip always has."""
        count = len(measure.strips)
        fits, bottom = strip, top + measure.head
        while fits < count and bottom + measure.strips[fits] <= self.height:
            bottom += measure.strips[fits]
            fits += 1
        last = fits
        if fits < count:
            last = min(fits, count - measure.last)
            if last - strip < measure.first:
                last = fits
        return max(last, min(strip + 1, count)), bottom

    def _leaves_the_next_behind(self, piece: int, bottom: float) -> bool:
        """Whether the next piece must start on this page, where the piece ends at `bottom`, and cannot."""
        if not self.measures[piece].keep or piece + 1 >= len(self.measures) or self.measures[piece + 1].fresh:
            return False
        needed = self._needed(piece + 1)
        return needed <= self.height and bottom + self._gap(piece + 1) + needed > self.height

    def _turn(self, piece: int, strip: int) -> bool:
        """Go to a new page; True where it begins as an old one did, and so all that follows is known."""
        self.pages.append(Page(*self.start, tuple(self.fragments)))
        self.start, self.fragments, self.y = (piece, strip), [], 0.0
        rest = self.known.rest(piece, strip)
        self.pages += rest or ()
        return rest is not None
