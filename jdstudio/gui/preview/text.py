"""Runs of text laid out in lines of an exact height, once; drawn as often as needed, whole or some lines of it."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from jdstudio.blocks.style import TextStyle
from jdstudio.blocks.types import Runs
from jdstudio.gui.preview.fonts import DOTS, document_font, east_asian_punctuation
from jdstudio.i18n import Language

Alignment = Literal["left", "center", "right", "justify"]

_PART = 2000
"""Characters laid out at once. Qt's time grows with the square of a text without spaces: a million take 22 s."""

_LINK_COLOUR = "1F5FBF"
_ASCENT = 0.88  # of an ideograph above its baseline, in parts of the size
_TORN = 0.3  # of the size: what each blank of a line may be stretched by before it looks like a hole

_SHARED = re.compile("[\u2014\u2015\u2018-\u201f\u2025\u2026]+")
"""Marks that Latin and Chinese fonts both draw, each in its own width."""
_STRETCHES = re.compile("[ \u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]+")

_HANGING = re.compile("[，。、．]")
_IDEOGRAPH = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_LETTER = "[A-Za-z0-9\u00c0-\u024f]"
_SEAM = re.compile(f"{_IDEOGRAPH}(?={_LETTER})|{_LETTER}(?={_IDEOGRAPH})")
"""The character before a change between Chinese and Latin: Word puts a quarter of the size after it."""

_GLUED = re.compile("(?<=[（《【“‘「『]) +| +(?=[，。、；：？！）》】”’」』])")
"""Blanks at which Qt would part punctuation from what it belongs to."""

_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
    "justify": Qt.AlignmentFlag.AlignJustify,
}


class Look(NamedTuple):
    """How a text is set. `width` and `indent` (of the first line) in points."""

    style: TextStyle
    width: float
    align: Alignment = "left"
    indent: float = 0
    bold: bool = False
    language: Language = "zh"


class _Part(NamedTuple):
    layout: QTextLayout
    text: str
    first: int  # the number of its first line
    lines: int  # how many of its lines are shown: a last line that goes on in the next part is laid out there


class Text:
    """A text laid out. Lines are counted from 0 and are all `look.style.line` points high."""

    __slots__ = ("_parts", "count", "look")

    def __init__(self, runs: Runs, look: Look) -> None:
        self.look = look
        self._parts: list[_Part] = []
        self.count = 0
        text = "".join(run.text for run in runs).replace("\n", "\u2028")
        marks = _marks(runs)
        at = 0
        while at < len(text):
            at = self._add(text[at : at + _PART], marks, at, ends=at + _PART >= len(text))
        self.count = max(self.count, 1)  # an empty text takes a line, as in Word

    @property
    def height(self) -> float:
        return self.count * self.look.style.line

    def lines(self) -> list[str]:
        """The text of each line, line breaks included."""
        found = []
        for part in self._parts:
            if part.layout.lineCount() == 1:
                found.append(part.text)  # the layout of a spread line has no line break at its end
            else:
                shown = [part.layout.lineAt(at) for at in range(part.lines)]
                found += [_slice(part.text, line.textStart(), line.textLength()) for line in shown]
        return found or [""]

    def line_boxes(self) -> list[QRectF]:
        """Where the ink of each line may be, in points from the text's upper left corner."""
        high, size = self.look.style.line, self.look.style.size
        boxes = []
        for part in self._parts:
            for at in range(part.lines):
                line = part.layout.lineAt(at)
                box = line.naturalTextRect()
                top = (part.first + at) * high + (high - size) / 2
                boxes.append(QRectF(box.x() / DOTS, top, box.width() / DOTS, size))
        return boxes

    def draw(self, painter: QPainter, x: float, y: float, first: int = 0, last: int | None = None) -> None:
        """Draw the lines `first` up to `last`, the first of them at (x, y), in points."""
        last = self.count if last is None else last
        painter.setPen(ink(self.look.style.colour))
        painter.scale(1 / DOTS, 1 / DOTS)
        origin = QPointF(x * DOTS, (y - first * self.look.style.line) * DOTS)
        for part in self._parts:
            if part.first >= last or part.first + part.lines <= first:
                continue
            if part.first >= first and part.first + part.lines <= last and part.lines == part.layout.lineCount():
                part.layout.draw(painter, origin)
                continue
            for at in range(max(first - part.first, 0), min(last - part.first, part.lines)):
                part.layout.lineAt(at).draw(painter, origin)
        painter.scale(DOTS, DOTS)

    def _add(self, text: str, marks: list[_Mark], at: int, *, ends: bool) -> int:
        """Lay out one part of the text, which starts at `at`; the place where the next one starts."""
        indent = self.look.indent if at == 0 else 0
        layout = _laid(text, _formats(text, marks, at, self.look), self.look, _Lines(self.count, indent))
        count = layout.lineCount()
        goes_on = not ends and count > 1
        if goes_on:
            count -= 1
        after = at + (len(_slice(text, 0, layout.lineAt(count).textStart())) if goes_on else len(text))
        if self.look.align == "justify" and _is_torn(layout, text, self.look):
            self._add_spread(_Part(layout, text, self.count, count), marks, at, indent)
        else:
            self._parts.append(_Part(layout, text, self.count, count))
        self.count += count
        return after

    def _add_spread(self, part: _Part, marks: list[_Mark], at: int, indent: float) -> None:
        """The lines of a part, each by itself with its slack spread over it."""
        for number in range(part.lines):
            line = part.layout.lineAt(number)
            shown = _slice(part.text, line.textStart(), line.textLength())
            start = at + len(_slice(part.text, 0, line.textStart()))
            formats = _formats(shown, marks, start, self.look)
            if number < part.layout.lineCount() - 1:
                formats += _spread(shown, line.width() - line.naturalTextWidth(), self.look)
            at_line = _Lines(part.first + number, indent if number == 0 else 0, spread=True)
            one = _laid(shown.rstrip("\u2028"), formats, self.look, at_line)
            self._parts.append(_Part(one, shown, part.first + number, 1))


class _Lines(NamedTuple):
    """Where lines stand: the number of the first and its indent; a line that was `spread` stays one line."""

    first: int
    indent: float
    spread: bool = False


class _Mark(NamedTuple):
    """A stretch of the text, in characters, that differs from its look."""

    start: int
    end: int
    bold: bool
    italic: bool
    link: bool


def _marks(runs: Runs) -> list[_Mark]:
    marks: list[_Mark] = []
    at = 0
    for run in runs:
        end = at + len(run.text)
        if run.bold or run.italic or run.link:
            marks.append(_Mark(at, end, run.bold, run.italic, bool(run.link)))
        at = end
    return marks


def _formats(text: str, marks: list[_Mark], at: int, look: Look) -> list[QTextLayout.FormatRange]:
    """How stretches of this part of the text, which starts at `at`, differ from its look."""
    formats = []

    def add(start: int, end: int, form: QTextCharFormat) -> None:
        offset = _units(text, start)
        formats.append(_range(offset, _units(text, end) - offset, form))

    for mark in marks:
        start, end = max(mark.start - at, 0), min(mark.end - at, len(text))
        if start < end:
            add(start, end, _run_format(bold=mark.bold, italic=mark.italic, link=mark.link))
    if text.isascii():
        return formats
    if families := east_asian_punctuation(look.language):
        for found in _SHARED.finditer(text):
            add(found.start(), found.end(), _family_format(families))
    for found in _SEAM.finditer(text):
        add(found.start(), found.end(), _gap_format(look.style.size * DOTS / 4))
    return formats


def _range(start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, form
    return made


@cache
def _run_format(*, bold: bool, italic: bool, link: bool) -> QTextCharFormat:
    form = QTextCharFormat()
    if bold:
        form.setFontWeight(QFont.Weight.Bold)
    if italic:
        form.setFontItalic(True)
    if link:
        form.setForeground(ink(_LINK_COLOUR))
        form.setFontUnderline(True)
    return form


@cache
def _family_format(families: tuple[str, ...]) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFontFamilies(list(families))
    return form


def _gap_format(gap: float) -> QTextCharFormat:
    """Room of `gap` dots after each character."""
    form = QTextCharFormat()
    form.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    form.setFontLetterSpacing(gap)
    return form


def _laid(text: str, formats: list[QTextLayout.FormatRange], look: Look, lines: _Lines) -> QTextLayout:
    """One QTextLayout with its lines placed."""
    style = look.style
    layout = QTextLayout(_GLUED.sub(_glue, text), document_font(style.size, bold=look.bold or style.bold))
    layout.setTextOption(_one_line() if lines.spread else _option(look.align))
    layout.setCacheEnabled(True)
    if formats:
        layout.setFormats(formats)
    baseline = (style.line - style.size) / 2 + _ASCENT * style.size
    hangs = _HANGING.search(text) is not None and not lines.spread and look.language == "zh"
    layout.beginLayout()
    at = 0
    while (line := layout.createLine()).isValid():
        shift = lines.indent if at == 0 else 0
        width = max(look.width - shift, style.size) * DOTS
        line.setLineWidth(width)
        if hangs:
            _hang(line, text, width, style.size * DOTS)
        y = (lines.first + at) * style.line + baseline
        line.setPosition(QPointF(shift * DOTS, y * DOTS - line.ascent()))
        at += 1
    layout.endLayout()
    return layout


def _glue(blanks: re.Match[str]) -> str:
    return "\u00a0" * len(blanks[0])


def _hang(line: QTextLine, text: str, width: float, size: float) -> None:
    """Let a comma or stop that found no room stand in the margin, as Word does, so that its character stays too."""
    end = line.textStart() + line.textLength()
    if not _HANGING.match(text, end + 1) or line.naturalTextWidth() + size > width + 1:
        return
    line.setLineWidth(width + size)
    if line.textStart() + line.textLength() != end + 2:
        line.setLineWidth(width)


def _is_torn(layout: QTextLayout, text: str, look: Look) -> bool:
    """Whether Qt, which stretches blanks before anything else, would tear holes into one of the lines."""
    if " " not in text:
        return False
    for at in range(layout.lineCount() - 1):
        line = layout.lineAt(at)
        blanks = _slice(text, line.textStart(), line.textLength()).strip().count(" ")
        slack = (line.width() - line.naturalTextWidth()) / DOTS
        if blanks and slack / blanks > look.style.size * _TORN:
            return True
    return False


def _spread(line: str, slack: float, look: Look) -> list[QTextLayout.FormatRange]:
    """Letter spacing that spreads `slack` dots over the ideographs and blanks of a line, as in print."""
    if line.endswith("\u2028"):
        return []
    seams = {found.end() for found in _SEAM.finditer(line)}  # these have their gap already
    found = (stretch.span() for stretch in _STRETCHES.finditer(line.rstrip()[:-1]))
    spans = [(start, end - 1 if end in seams else end) for start, end in found]
    count = sum(end - start for start, end in spans)
    if not count or slack <= 0:
        return []
    form = _gap_format(min(slack / count, look.style.size * DOTS))
    return [_range(_units(line, start), _units(line, end) - _units(line, start), form) for start, end in spans]


@cache
def _option(align: Alignment) -> QTextOption:
    option = QTextOption(_ALIGN[align])
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    return option


@cache
def _one_line() -> QTextOption:
    option = QTextOption(_ALIGN["left"])
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setUseDesignMetrics(True)
    return option


@cache
def ink(colour: str) -> QColor:
    """A colour of the style, `RRGGBB`."""
    return QColor(f"#{colour}")


def _units(text: str, characters: int) -> int:
    """Qt counts in UTF-16 units, Python in characters."""
    if text.isascii() or max(text) <= "\uffff":
        return characters
    return len(text[:characters].encode("utf-16-le", "surrogatepass")) // 2


def _slice(text: str, start: int, length: int) -> str:
    """A part of the text by Qt's counting."""
    if text.isascii() or not text or max(text) <= "\uffff":
        return text[start : start + length]
    raw = text.encode("utf-16-le", "surrogatepass")[start * 2 : (start + length) * 2]
    return raw.decode("utf-16-le", "surrogatepass")
