"""How a table's width is shared out: short columns take what their words need, the rest goes to the long texts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

import msgspec

from jdstudio.blocks.style import HOUSE

_NARROW = 0.6  # of the type size: a Latin letter or figure, as bold ones are, so that figures never break
_PERCENT = 0.95
_LONGEST_SHORT = 0.22  # of the table's width: a short column never takes more


class Wish(msgspec.Struct, frozen=True):
    """What a column asks for: the points its longest line needs, its weight among long columns, whether it is short."""

    need: float
    weight: float
    short: bool


def needed(texts: Iterable[str], size: float = HOUSE.cell.size) -> float:
    """Points the longest line of these texts takes in a table cell in type of that size, padding included."""
    longest = max((_ems(line) for text in texts for line in text.split("\n")), default=0.0)
    return longest * size + 2 * HOUSE.cell_pad[1] + 2


def shares(wishes: Sequence[Wish]) -> tuple[float, ...]:
    """The shares of the columns, adding up to 1.

    Short columns are as wide as their words; long ones share what is left by weight. Where the short ones leave too
    little, or there is no long one, all are scaled.
    """
    whole = HOUSE.text_width
    taken = [min(wish.need, _LONGEST_SHORT * whole) if wish.short else 0.0 for wish in wishes]
    weights = [0.0 if wish.short else wish.weight for wish in wishes]
    left = max(whole - sum(taken), 0.3 * whole if any(weights) else 0.0)
    widths = [t + (left * w / sum(weights) if w else 0.0) for t, w in zip(taken, weights, strict=True)]
    return tuple(width / sum(widths) for width in widths)


def _ems(text: str) -> float:
    return sum(_em(ch) for ch in text)


def _em(ch: str) -> float:
    if unicodedata.east_asian_width(ch) in "WFA":
        return 1.0
    return _PERCENT if ch in "%MW@" else _NARROW
