"""How a table's width is shared out: short columns take what their words need, the rest goes to the long texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

import msgspec

from jdstudio.blocks.style import HOUSE

# Of the type size: the widths of bold Arial, rounded up a little, so that neither figures nor words ever break.
_WIDTHS = {
    **dict.fromkeys("!'(),-./:;I[]`fijlrt| ", 0.4),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ&", 0.73),
    **dict.fromkeys("%MW@m", 0.95),
    "w": 0.8,
}
_LETTER = 0.62  # any other letter or figure
_AVERAGE = 0.52  # over many letters their widths even out
_TIGHTEST = 0.75  # of what a short column needs
_LONGEST_SHORT = 0.22  # of the table's width: a short column never takes more
_LEFT_FOR_LONG = 0.3  # of the table's width: what the long columns get at least, if they need it
_TALL = 4  # lines: cells that would be taller take room from others
_PORTION = 4.0  # points, of which room is given at a time
_EASED = 0.7  # of the tallest cell's lines: the most that a cell may take that gives room to it
_FOR_WORDS = 0.7  # of what the long columns share: the most that whole words may claim
_WORD = re.compile(r"[!-~]+")


class Wish(msgspec.Struct, frozen=True):
    """What a column asks for: the points its longest line needs, its weight among long columns, whether it is short.

    `least`: the points of its longest word, which a long column should not break.
    """

    need: float
    weight: float
    short: bool
    least: float = 0.0


def needed(texts: Iterable[str]) -> float:
    """Points the longest line of these texts takes in a table cell, padding included."""
    longest = max((_ems(line) for text in texts for line in text.split("\n")), default=0.0)
    return longest * HOUSE.cell.size + 2 * HOUSE.cell_pad[1] + 2


def longest_word(texts: Iterable[str]) -> float:
    """Points the longest word of letters that do not break takes in a table cell, padding included."""
    return needed(word for text in texts for word in _WORD.findall(text))


def running(text: str, size: float) -> float:
    """About the points a line of running text takes in type of that size, padding included."""
    wide = sum(unicodedata.east_asian_width(ch) in "WF" for ch in text)
    return (wide + (len(text) - wide) * _AVERAGE) * size + 2 * HOUSE.cell_pad[1]


def shares(wishes: Sequence[Wish]) -> tuple[float, ...]:
    """The shares of the columns, adding up to 1.

    Short columns are as wide as their words; long ones share what is left by weight, but none takes more than its
    words need while another could do with it, and words stay whole where there is room. Where the short ones leave
    too little for what the long ones need, each gives of what it has beyond its longest word; where there is no long
    one, or even whole words do not fit, all are scaled. Of no columns there are none.
    """
    if not wishes:
        return ()
    whole = HOUSE.text_width
    widths = [min(wish.need, _LONGEST_SHORT * whole) if wish.short else 0.0 for wish in wishes]
    waiting = [at for at, wish in enumerate(wishes) if not wish.short]
    left = max(whole - sum(widths), min(_LEFT_FOR_LONG * whole, sum(wishes[at].need for at in waiting)))
    while waiting:
        weights = sum(wishes[at].weight for at in waiting)
        settled = _settled({at: wishes[at] for at in waiting}, left / weights, left)
        for at, width in settled.items():
            widths[at] = width
        left -= sum(settled.values())
        waiting = [at for at in waiting if at not in settled]
    widths = _relieved(_tightened(widths, wishes), wishes)
    return tuple(width / sum(widths) for width in widths)


def _tightened(widths: list[float], wishes: Sequence[Wish]) -> list[float]:
    """The widths made to fit the table without breaking a word, where that can be done."""
    excess = sum(widths) - HOUSE.text_width
    for tightest in (_TIGHTEST, 0.0):
        spare = [
            max(0.0, width - max(wish.least, tightest * wish.need if wish.short else 0.0))
            for width, wish in zip(widths, wishes, strict=True)
        ]
        if 0 < excess <= sum(spare):
            return [width - each * excess / sum(spare) for width, each in zip(widths, spare, strict=True)]
    return widths


def _relieved(widths: list[float], wishes: Sequence[Wish]) -> list[float]:
    """The widths with the tallest cell lowered, as long as another column has room beyond its longest word.

    Nobody reads a column of eight lines of a word each beside cells of one line. A column gives a quarter at most; a
    short one only where it has words to break between, so that no Chinese heading breaks.
    """
    widths = list(widths)
    floors = [
        width if wish.short and 2 * wish.least < wish.need else max(wish.least, _TIGHTEST * width)
        for wish, width in zip(wishes, widths, strict=True)
    ]
    while True:
        lines = [wish.need / width for wish, width in zip(wishes, widths, strict=True)]
        tallest = max(range(len(lines)), key=lines.__getitem__)
        after = {
            at: wishes[at].need / (width - _PORTION)
            for at, width in enumerate(widths)
            if at != tallest and width - _PORTION >= floors[at]
        }
        giver = min(after, key=after.__getitem__, default=None)
        if lines[tallest] <= _TALL or giver is None or after[giver] >= _EASED * lines[tallest]:
            return widths
        widths[giver] -= _PORTION
        widths[tallest] += _PORTION


def _settled(wishes: dict[int, Wish], fair: float, left: float) -> dict[int, float]:
    """The widths of the columns that take less than their fair points by weight, else of those that need more."""
    shares = {at: fair * wish.weight for at, wish in wishes.items()}
    content = {at: wish.need for at, wish in wishes.items() if wish.need < shares[at]}
    if 0 < len(content) < len(wishes):
        return content
    words = {at: min(wish.least, _LONGEST_SHORT * HOUSE.text_width) for at, wish in wishes.items()}
    wider = {at: width for at, width in words.items() if width > shares[at]}
    return wider if 0 < sum(wider.values()) <= _FOR_WORDS * left and len(wider) < len(wishes) else shares


def _ems(text: str) -> float:
    return sum(_em(ch) for ch in text)


def _em(ch: str) -> float:
    if unicodedata.east_asian_width(ch) in "WFA":
        return 1.0
    return _WIDTHS.get(ch, _LETTER)
