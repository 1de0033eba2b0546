"""Where running text is written: the small Markdown of a section, with a bar for what people forget to type."""

from __future__ import annotations

import re

from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QKeySequence,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from jdstudio.gui.text_edit import TextEdit, units
from jdstudio.gui.theme import colours
from jdstudio.i18n import _

_ENTRY = re.compile(r"(\s*)([-*]|\d+\.)\s+")


class MarkdownEdit(TextEdit):
    """A TextEdit that knows bold, italic, lists and links."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = MarkdownLooks(self.document())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = QKeySequence(event.keyCombination())
        if keys == QKeySequence("Ctrl+B"):
            self.surround("**")
        elif keys == QKeySequence("Ctrl+I"):
            self.surround("*")
        elif keys in (QKeySequence("Return"), QKeySequence("Enter")) and not self.is_composing and self._next_entry():
            return
        else:
            super().keyPressEvent(event)

    def surround(self, mark: str) -> None:
        """Put a mark around the selected words, or take it away where it already stands there.

        In Markdown a mark ends with its paragraph or list entry, so over several lines each gets its own.
        """
        cursor = self.textCursor()
        lines = cursor.selectedText().split("\u2029")
        self.step.emit()
        if len(lines) == 1 and not _is_marked(lines[0], mark):
            self._replace(cursor, f"{mark}{lines[0]}{mark}", len(mark))
        else:
            off = all(_is_marked(line, mark) for line in lines if line.strip())
            self._replace(cursor, "\n".join(_marked(line, mark, off=off) for line in lines), 0)
        self.step.emit()

    def make_list(self) -> None:
        """Make the selected lines entries of a list, or lines again where all of them are."""
        cursor = self.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        cursor.setPosition(first)
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        lines = cursor.selectedText().split("\u2029")
        if all(_ENTRY.match(line) for line in lines if line.strip()) and any(lines):
            lines = [_ENTRY.sub("", line, count=1) for line in lines]
        else:
            several = len(lines) > 1
            lines = [line if _ENTRY.match(line) or (several and not line.strip()) else f"- {line}" for line in lines]
        self.step.emit()
        cursor.insertText("\n".join(lines))
        self.step.emit()
        self.setTextCursor(cursor)
        self.setFocus()

    def make_link(self) -> None:
        """Make the selected words a link, its address marked to be typed."""
        cursor = self.textCursor()
        start = cursor.selectionStart()
        words = cursor.selectedText() or _("words")
        self.step.emit()
        cursor.insertText(f"[{words}](https://)")
        self.step.emit()
        cursor.setPosition(cursor.position() - 1)
        cursor.setPosition(cursor.position() - len("https://"), QTextCursor.MoveMode.KeepAnchor)
        if cursor.selectionStart() > start:
            self.setTextCursor(cursor)
        self.setFocus()

    def _replace(self, cursor: QTextCursor, text: str, inside: int) -> None:
        start = cursor.selectionStart()
        cursor.insertText(text)
        end = cursor.position()
        cursor.setPosition(start + inside)
        cursor.setPosition(end - inside, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.setFocus()

    def _next_entry(self) -> bool:
        """Enter in a list goes on with it; on an empty entry it ends the list."""
        cursor = self.textCursor()
        line = cursor.block().text()
        match = _ENTRY.match(line)
        if cursor.hasSelection() or not match or cursor.positionInBlock() < match.end():
            return False
        if match.end() == len(line):
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        else:
            mark = match.group(2)
            following = f"{int(mark[:-1]) + 1}." if mark[:-1].isdecimal() else mark
            cursor.insertText(f"\n{match.group(1)}{following} ")
        self.setTextCursor(cursor)
        return True


def _parts(line: str) -> tuple[str, str]:
    """What makes a line an entry of a list, and its words."""
    entry = _ENTRY.match(line)
    return (entry.group(), line[entry.end() :]) if entry else ("", line)


def _is_marked(line: str, mark: str) -> bool:
    words = _parts(line)[1]
    if len(words) <= 2 * len(mark) or not (words.startswith(mark) and words.endswith(mark)):
        return False
    return mark != "*" or not words.startswith("**") or words.startswith("***")


def _marked(line: str, mark: str, *, off: bool) -> str:
    """The line with its words between marks, or without them; a line that is as wanted stays."""
    start, words = _parts(line)
    if not words.strip() or _is_marked(line, mark) is not off:
        return line
    return start + (words[len(mark) : -len(mark)] if off else f"{mark}{words.strip()}{mark}")


class MarkdownLooks(QSyntaxHighlighter):
    """Shows marks softly and bold words bold, so that the text reads as it will look."""

    _MARKS = (
        (re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*"), "bold"),
        (re.compile(r"(?<!\*)\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?!\*)"), "italic"),
        (re.compile(r"\[([^\]]+)\]\([^)\s]*\)"), "link"),
        (_ENTRY, "entry"),
    )

    def highlightBlock(self, text: str) -> None:
        look = colours()
        soft, strong, slanted, link = (QTextCharFormat() for _each in range(4))
        soft.setForeground(QColor(look.text_soft))
        strong.setFontWeight(QFont.Weight.Bold)
        slanted.setFontItalic(True)
        link.setForeground(QColor(look.accent))
        inner = {"bold": strong, "italic": slanted, "link": link}
        for pattern, kind in self._MARKS:
            for match in pattern.finditer(text) if kind != "entry" else filter(None, [pattern.match(text)]):
                first = units(text[: match.start()])
                self.setFormat(first, units(match.group()), soft)
                if kind in inner:
                    self.setFormat(units(text[: match.start(1)]), units(match.group(1)), inner[kind])


class Prose(QFrame):
    """The text field of a section of prose, with its bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.text = MarkdownEdit()
        self.text.setObjectName("prose")
        self.text.document().setDocumentMargin(14)
        self.text.setPlaceholderText(_("Write here. A line that begins with “- ” becomes a list entry."))
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 6, 8, 0)
        bar.setSpacing(2)
        for words, tip, do in (
            (_("Bold"), "Ctrl+B", self._bold),
            (_("Italic"), "Ctrl+I", self._italic),
            (_("List"), "", self.text.make_list),
            (_("Link"), "", self.text.make_link),
        ):
            button = QToolButton()
            button.setText(words)
            button.setToolTip(tip)
            button.setObjectName("tool")
            button.clicked.connect(do)
            bar.addWidget(button)
        bar.addStretch(1)
        down = QVBoxLayout(self)
        down.setContentsMargins(1, 1, 1, 1)
        down.setSpacing(0)
        down.addLayout(bar)
        down.addWidget(self.text, 1)

    def _bold(self) -> None:
        self.text.surround("**")

    def _italic(self) -> None:
        self.text.surround("*")
