"""Real Word numbering for the labels that the blocks carry.

Word counts by itself. So a label becomes Word's own number only where Word's counting gives that very label; anything
else is written as text before the paragraph. What a person reads is always the block's label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from jdstudio.blocks.numbering import chinese_number
from jdstudio.blocks.style import HOUSE
from jdstudio.blocks.types import Entry
from jdstudio.export.word_xml import Xml, element, ordered, properties, twips

DEEPEST = 8
"""The last of Word's nine levels, counted from 0."""

HEADINGS = 1
"""The w:num of the headings."""

NO_NUMBER = 2
"""The w:num of headings without a number: it counts them and shows nothing."""


@dataclass(frozen=True, slots=True)
class Level:
    """How one level counts (Word's name for it) and what it shows: `%1、`, `G%1`, `•`."""

    format: Literal["decimal", "chineseCountingThousand", "bullet", "none"]
    text: str


HEADING_LEVELS = {
    "zh": (
        Level("chineseCountingThousand", "%1、"),
        Level("chineseCountingThousand", "（%2）"),
        Level("decimal", "%3."),
    ),
    "en": (Level("decimal", "%1"), Level("decimal", "%1.%2"), Level("decimal", "%1.%2.%3")),
}


class Counting:
    """One list, counted as Word counts: a paragraph raises its own level and starts the deeper ones anew."""

    def __init__(self, levels: Sequence[Level], starts: Sequence[int] = ()) -> None:
        self._levels = levels
        self._starts = (*starts, *[1] * (len(levels) - len(starts)))
        self._counts: list[int] = []

    def matches(self, depth: int, label: str) -> bool:
        """Whether the next paragraph at that depth gets this label; only then it is counted."""
        if depth >= len(self._levels):
            return False
        counts = [*self._counts[: depth + 1], *[0] * (depth + 1 - len(self._counts))]  # 0: not counted yet
        counts[depth] = counts[depth] + 1 if counts[depth] else self._starts[depth]
        shown = [int(level) - 1 for level in re.findall(r"%(\d)", self._levels[depth].text)]
        if not all(counts[level] for level in shown) or _label(self._levels, depth, counts) != label:
            return False
        self._counts = counts
        return True


def _label(levels: Sequence[Level], depth: int, counts: Sequence[int]) -> str:
    def number(match: re.Match[str]) -> str:
        level = int(match[1]) - 1
        return chinese_number(counts[level]) if levels[level].format != "decimal" else str(counts[level])

    return re.sub(r"%(\d)", number, levels[depth].text)


@dataclass(slots=True)
class Numbering:
    """The numbering part of one document, filled while its body is written."""

    language: str
    _headings: Counting = field(init=False)
    _patterns: dict[tuple[Level, ...], int] = field(default_factory=dict)
    _lists: list[Xml] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._headings = Counting(HEADING_LEVELS[self.language])

    def counts_heading(self, level: int, label: str) -> bool:
        """Whether Word's own number of this heading (`level` from 1) is `label`. To be asked once for each, in order."""
        return bool(label) and self._headings.matches(level - 1, label)

    def list_number(self, entries: Sequence[Entry]) -> int | None:
        """The w:num of a list of its own that shows these labels, or None where Word cannot count them."""
        found = _levels_of(entries)
        if found is None:
            return None
        levels, starts = found
        counting = Counting(levels, starts)
        if not all(counting.matches(entry.depth, entry.label) for entry in entries if entry.label):
            return None
        pattern = self._patterns.setdefault(levels, len(self._patterns) + NO_NUMBER)
        restarts = (
            element("lvlOverride", element("startOverride", val=start), ilvl=depth)
            for depth, start in enumerate(starts)
            if levels[depth].format != "bullet"
        )
        number = NO_NUMBER + 1 + len(self._lists)
        self._lists.append(element("num", element("abstractNumId", val=pattern) + "".join(restarts), numId=number))
        return number

    def content(self) -> str:
        """What stands in the numbering part: every pattern, then every list."""
        patterns = "".join(_list_pattern(at, levels) for levels, at in self._patterns.items())
        fixed = "".join(element("num", element("abstractNumId", val=at - 1), numId=at) for at in (HEADINGS, NO_NUMBER))
        return _heading_pattern(self.language) + _no_number_pattern() + patterns + fixed + "".join(self._lists)


def _levels_of(entries: Sequence[Entry]) -> tuple[tuple[Level, ...], tuple[int, ...]] | None:
    """The levels and first numbers that the first label of each depth asks for; None where a label is no number."""
    first: dict[int, str] = {}
    for entry in entries:
        if entry.label:
            first.setdefault(entry.depth, entry.label)
    if not first or max(first) > DEEPEST:
        return None
    levels, starts = [], []
    for depth in range(max(first) + 1):
        label = first.get(depth, "")
        number = re.fullmatch(r"([^\d%]*)([1-9][0-9]{0,3})([^\d%]*)", label)
        if number:
            levels.append(Level("decimal", f"{number[1]}%{depth + 1}{number[3]}"))
        elif re.search(r"[\w%]", label):
            return None
        else:
            levels.append(Level("bullet", label))
        starts.append(int(number[2]) if number else 1)
    return tuple(levels), tuple(starts)


@lru_cache
def list_indent(depth: int, *, hanging: bool = True) -> Xml:
    """Where an entry of a list stands; its label hangs before its text."""
    step = twips(HOUSE.entry_indent)
    left = step * (min(depth, DEEPEST) + 1)
    return element("ind", left=left, hanging=step) if hanging else element("ind", left=left, firstLine=0)


@lru_cache
def heading_gap(language: str, level: int) -> tuple[str, Xml]:
    """What stands between a heading's label and its text, and the indentation that goes with it."""
    if language == "zh":
        return "" if level < 3 else " ", element("ind", left=0, firstLine=0)
    hang = twips(HOUSE.heading_hanging[min(level, len(HOUSE.heading_hanging)) - 1])
    return "\t", element("ind", left=hang, hanging=hang)


_SUFFIXES = {"": "nothing", " ": "space", "\t": "tab"}


@lru_cache(maxsize=256)
def _list_pattern(at: int, levels: tuple[Level, ...]) -> str:
    grey = properties("rPr", color=HOUSE.heading2.colour)
    every = (*levels, *(Level("bullet", "–") for _ in range(DEEPEST + 1 - len(levels))))
    return _abstract(
        at,
        (
            _level(depth, level, pPr=properties("pPr", ind=list_indent(depth)), rPr=grey)
            for depth, level in enumerate(every)
        ),
    )


@lru_cache
def _heading_pattern(language: str) -> str:
    numbered = HEADING_LEVELS[language]
    levels = (
        _level(
            depth,
            numbered[depth] if depth < len(numbered) else Level("bullet", ""),
            pStyle=f"Heading{depth + 1}" if depth < len(numbered) else None,
            suff=_SUFFIXES[heading_gap(language, depth + 1)[0]],
            pPr=properties("pPr", ind=heading_gap(language, depth + 1)[1]),
        )
        for depth in range(DEEPEST + 1)
    )
    return _abstract(0, levels)


@lru_cache
def _no_number_pattern() -> str:
    flush = properties("pPr", ind=element("ind", left=0, firstLine=0))
    return _abstract(1, (_level(depth, Level("none", ""), suff="nothing", pPr=flush) for depth in range(DEEPEST + 1)))


def _level(depth: int, level: Level, **others: str | Xml | None) -> str:
    content = ordered("lvl", start=1, numFmt=level.format, lvlText=level.text, lvlJc="left", **others)
    return element("lvl", content, ilvl=depth)


def _abstract(at: int, levels: Iterable[str]) -> str:
    head = element("nsid", val=f"{0x4A440000 + at:08X}") + element("multiLevelType", val="multilevel")
    content = head + element("tmpl", val=f"{0x4A530000 + at:08X}") + "".join(levels)
    return element("abstractNum", content, abstractNumId=at)
