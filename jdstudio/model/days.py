"""Which days of a model month the words of a due date name: 每月5日, 月末, 最后3个工作日, 周一, the 5th, Friday.

The model month has thirty days and begins on a Monday, so it has 22 working days (a year's average is 21.75): 1–5,
8–12, 15–19, 22–26, 29 and 30. What falls on a weekend is done on the working day before it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LENGTH = 30
DAYS = tuple(day for day in range(1, LENGTH + 1) if (day - 1) % 7 < 5)
"""The working days of the model month."""
WEEK = 5
"""Working days of a week."""

_FIGURES = {figure: at for at, figure in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_FIGURES |= {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_FIGURES |= {"first": 1, "second": 2, "third": 3, "fourth": 4}
_COUNT = rf"(\d{{1,2}}|{'|'.join(_FIGURES)})"
_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 5}
_WEEKDAYS |= {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_ENGLISH = "(mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day)?s?"
_TO = r"\s*(?:-|–|—|~|至|到|to)\s*"

# Texts, compiled by `re` when the first due date is read: together they would hold up the start.
_LAST = rf"(?:最后|last)\s*{_COUNT}?\s*个?\s*(?:working|business|工作)?\s*(?:日|天|days?)"
_FIRST = rf"(?:(?:每月|月)前|first)\s*{_COUNT}\s*个?\s*(?:working|business|工作)?\s*(?:日|天|days)"
_END = r"月末|月底|month[- ]?end|end of (?:the |each |every )?month"
_BEGIN = r"月初|(?:beginning|start) of (?:the |each |every )?month|first (?:working |business )?day"
_MIDDLE = r"月中|mid[- ]?month|middle of (?:the |each |every )?month"
_NTH_WORKING = rf"第\s*{_COUNT}\s*个?工作日|{_COUNT}(?:st|nd|rd|th)? (?:working|business) day\b"
_TEN_DAYS = ("上旬", "中旬", "下旬")
_NTH_WEEK = rf"第\s*{_COUNT}\s*个?(?=周|星期)|{_COUNT}(?:st|nd|rd|th)? (?=week|{_ENGLISH})"
_RANGE = rf"(?<!\d)(\d{{1,2}})\s*[日号]?{_TO}(\d{{1,2}})\s*[日号]"
_DATE = r"(?<!\d)\d{4}-\d{1,2}-(\d{1,2})(?!\d)"
_NUMBER = r"(?<![\d+.:-])(\d{1,2})\s*(?:[日号](?!以?之?内)|(?:st|nd|rd|th)\b|(?=\s*[、,和及&/]\s*\d{1,2}\s*[日号]))"
_DAY_RANGE = (
    rf"(?i)(?:周|星期|礼拜)([一二三四五六日天]){_TO}(?:周|星期|礼拜)?([一二三四五六日天])|{_ENGLISH}{_TO}{_ENGLISH}"
)
_DAY = rf"(?i)(?:周|星期|礼拜)([一二三四五六日天末](?:\s*[、,和及/]?\s*[一二三四五六日天](?!月))*)|\b{_ENGLISH}\b"


_JOINING = r"(?:\s|[每、,，;；和及&/]|\b(?:every|each|on|and|or)\b)+"
_CONNECTING = rf"(?i)^{_JOINING}|{_JOINING}$"


@lru_cache(maxsize=4096)
def named_days(cadence: str, due: str) -> tuple[int, ...]:
    """The working days of the model month that a due date names for a task of that cadence; none where it names none.

    Daily tasks are done on all of them. Weekly ones go by weekdays, monthly ones by days of the month (also 上旬, 第二周,
    the third Friday). A day after the 30th is the 30th. Quarterly and yearly tasks belong to other months too: none.
    """
    words = unicodedata.normalize("NFKC", due).lower()
    match cadence:
        case "daily":
            return DAYS
        case "weekly":
            weekdays = {min(day, WEEK - 1) for day in _weekdays(words)}
            return tuple(day for day in DAYS if (day - 1) % 7 in weekdays)
        case "monthly":
            return tuple(sorted(set(_of_month(words))))
    return ()


def beside_weekdays(due: str) -> str:
    """What a weekly due date says beside its weekdays: `每周五 17:00 前` -> `17:00 前`."""
    words = unicodedata.normalize("NFKC", due)
    return re.sub(_CONNECTING, "", re.sub(_DAY, "", re.sub(_DAY_RANGE, "", words))).strip()


def _of_month(words: str) -> Iterator[int]:
    if found := re.search(_NTH_WORKING, words):
        yield DAYS[min(_number(found), len(DAYS)) - 1]
    elif found := re.search(_LAST, words):
        yield from DAYS[-_number(found) :]
    elif found := re.search(_FIRST, words):
        yield from DAYS[: _number(found)]
    elif re.search(_END, words):
        yield DAYS[-1]
    elif re.search(_BEGIN, words):
        yield DAYS[0]
    elif re.search(_MIDDLE, words):
        yield 15
    elif found := re.search(_NTH_WEEK, words):
        week = min(_number(found), 5) - 1
        weekdays = sorted({min(day, WEEK - 1) for day in _weekdays(words)}) or range(WEEK)
        yield from (day for weekday in weekdays if (day := 7 * week + weekday + 1) <= LENGTH)
    elif ten := next((part for part in _TEN_DAYS if part in words), ""):
        yield from (day for day in DAYS if (day - 1) // 10 == _TEN_DAYS.index(ten))
    else:
        yield from _by_number(words)


def _by_number(words: str) -> Iterator[int]:
    for found in re.finditer(_RANGE, words):
        first, last = int(found[1]), int(found[2])
        yield from (day for day in DAYS if first <= day <= last)
    rest = re.sub(_RANGE, " ", words)
    days = {int(found[1]) for pattern in (_DATE, _NUMBER) for found in re.finditer(pattern, rest)}
    yield from (_working(day) for day in days if day)


def _working(day: int) -> int:
    """The working day on or before a day of the month."""
    return max(each for each in DAYS if each <= day)


def _weekdays(words: str) -> Iterator[int]:
    """The weekdays named, from 0 for Monday."""
    for found in re.finditer(_DAY_RANGE, words):
        first, last = (_WEEKDAYS[name] for name in found.groups() if name)
        yield from range(first, last + 1)
    for found in re.finditer(_DAY, words):
        if found[2]:
            yield _WEEKDAYS[found[2]]
        else:
            yield from (_WEEKDAYS[sign] for sign in found[1] if sign in _WEEKDAYS)


def _number(found: re.Match[str]) -> int:
    """The number a pattern found, in figures or words; one where it names none."""
    said = next((group for group in found.groups() if group), "1")
    return max(1, int(said) if said.isdecimal() else _FIGURES.get(said, 1))
