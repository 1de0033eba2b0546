"""The numbers of headings and list entries as people read them; Word counts by itself, and a test proves both equal."""

from __future__ import annotations

from collections.abc import Sequence

_DIGITS = "〇一二三四五六七八九"
NUMBERED_LEVELS = 3
"""Deeper headings carry no number: nobody reads 1.1.1.1."""


def chinese_number(number: int) -> str:
    """A whole number from 1 to 9999 as Chinese counts: 十, 十一, 二十, 一百〇五, 一千〇二十."""
    if number < 20:
        return _DIGITS[number] if number < 10 else "十" + (_DIGITS[number - 10] if number > 10 else "")
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("〇" if gap and text else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return text


def heading_label(numbers: Sequence[int], language: str) -> str:
    """The number before a heading, `numbers` being its place on each level: `二、`, `（三）`, `1.`; `2.3` in English."""
    if not numbers or len(numbers) > NUMBERED_LEVELS:
        return ""
    if language != "zh":
        return ".".join(map(str, numbers))
    last = numbers[-1]
    return (f"{chinese_number(last)}、", f"（{chinese_number(last)}）", f"{last}.")[len(numbers) - 1]
