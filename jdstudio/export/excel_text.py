"""Text as a cell of a workbook can hold it, and how much room it takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from jdstudio.model.values import clean_text

MOST = 32_767
"""Characters a cell can hold, counted as Excel counts them: in units of UTF-16."""
_PIECE = 15_000  # below MOST even where every character takes two units or an escape doubles the text
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_PART = re.compile(r"\n|[!-~\u00a1-\u02ff]+|.")
HEIGHT_LIMIT = 409.0
"""The greatest height of a row, in points."""


def cell_text(text: str) -> str:
    """The text as the file stores it: cleaned, and a literal `_x000D_` marked so that nobody reads a line end."""
    return _ESCAPE.sub("_x005F_", clean_text(text))


def pieces(text: str) -> tuple[str, ...]:
    """The text in as many parts as it needs cells; nearly always one."""
    if len(text) <= _PIECE or (len(cell_text(text)) <= MOST and len(text.encode("utf-16-le", "ignore")) <= 2 * MOST):
        return (text,)
    return tuple(text[at : at + _PIECE] for at in range(0, len(text), _PIECE))


def columns(text: str) -> int:
    """The width of a line in half-width columns: East Asian characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def height(cells: Iterable[tuple[str, float]], line: float, padding: float) -> float:
    """The height in points of a row of wrapped cells, given as text and column width.

    Merged and wrapped cells never grow by themselves, so the file must say it.
    """
    return min(HEIGHT_LIMIT, max((_lines(text, width - 1) for text, width in cells), default=1) * line + padding)


def _lines(text: str, room: float) -> int:
    """How many lines a text takes that breaks between words and between East Asian characters."""
    lines = 1
    at = 0
    for part in _PART.findall(text):
        if part == "\n":
            lines, at = lines + 1, 0
            continue
        wide = columns(part)
        if at and at + wide > room:
            lines, at = lines + 1, 0
        lines += int(wide // room) if wide > room else 0
        at += wide
        if lines * 10 > HEIGHT_LIMIT:
            break
    return lines
