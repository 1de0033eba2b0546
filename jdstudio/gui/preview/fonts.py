"""The fonts of documents on this machine: the first present of what Word would use and what comes close to it."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from jdstudio.blocks.style import HOUSE
from jdstudio.i18n import Language

DOTS = 2
"""Dots per point. Text is laid out in half points: every size of the style is a whole number of them, and fonts take
whole pixels only; glyphs are then drawn close to the size they were made for."""

_EAST_ASIAN = (
    HOUSE.east_asian_font,
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "SimSun",
)
_LATIN = (HOUSE.latin_font, "Liberation Sans", "Helvetica", "Arimo", "DejaVu Sans")


@cache
def east_asian_families() -> tuple[str, ...]:
    """The first East Asian family this machine has; empty where it has none of those we know, and Qt chooses."""
    return tuple(name for name in _EAST_ASIAN if QFontDatabase.hasFamily(name))[:1]


@cache
def latin_families() -> tuple[str, ...]:
    return tuple(name for name in _LATIN if QFontDatabase.hasFamily(name))[:1]


@cache
def document_font(size: float, *, bold: bool = False) -> QFont:
    """A font of `size` points for text measured in dots: Latin letters first, Chinese where those end.

    Unhinted, so that a line breaks at the same place at every zoom.
    """
    font = QFont()
    if families := latin_families() + east_asian_families():
        font.setFamilies(families)
    font.setPixelSize(round(size * DOTS))
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font


@cache
def east_asian_punctuation(language: Language) -> tuple[str, ...]:
    """The families for marks both scripts have, such as “ ” and …: in a Chinese document they are Chinese."""
    return east_asian_families() if language == "zh" else ()
