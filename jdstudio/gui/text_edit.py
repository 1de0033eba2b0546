"""Fields to write in that survive Chinese input, leave undo to the window, and change on screen only what differs.

A composition (preedit) is never sent, and never destroyed by a write from elsewhere: what is being typed wins.
Undo of the widgets themselves is off: there is one history, the store's.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from jdstudio.model.values import clean_text

_UNDO_KEYS = tuple(QKeySequence(keys) for keys in ("Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y"))


def is_undo_key(event: QEvent) -> bool:
    """Whether a key belongs to the window's undo and redo."""
    return isinstance(event, QKeyEvent) and QKeySequence(event.keyCombination()) in _UNDO_KEYS


def units(text: str) -> int:
    """The length as Qt counts it, in UTF-16 units: 𠮷 and 😀 count two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def differing(old: str, new: str) -> tuple[int, int, int]:
    """Where two texts differ: both begin with `start` equal characters, then old[start:end] became new[start:stop]."""
    start = _equal_start(old, new)
    same = _equal_start(old[start:][::-1], new[start:][::-1])
    return start, len(old) - same, len(new) - same


def _equal_start(one: str, other: str) -> int:
    short = min(len(one), len(other))
    return next((at for at in range(short) if one[at] != other[at]), short)


class TextEdit(QPlainTextEdit):
    """Several lines of plain text. `edited` carries the whole text after each change a person made.

    `step` says that what comes next is a step of the history by itself: what is pasted is no part of what was typed.
    With `lines`, the height follows the content between so many lines at least and at most.
    """

    edited = Signal(str)
    step = Signal()
    focused = Signal()

    def __init__(self, parent: QWidget | None = None, *, lines: tuple[int, int] | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._missed: str | None = None
        self._composing = False
        self._lines = lines
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._on_change)
        if lines:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.document().documentLayout().documentSizeChanged.connect(self._fit)
            self._fit()

    @property
    def is_composing(self) -> bool:
        return self._composing

    def text(self) -> str:
        """The text as it would be sent now; a running composition is no part of it."""
        # not toPlainText, which turns no-break spaces into spaces
        return _plain_lines(self.document().toRawText())

    def show_text(self, text: str) -> None:
        """Show what the store holds, touching only what differs, so that cursor and scroll position stay."""
        text = _plain_lines(text)
        if self._composing:
            self._missed = text
            return
        if text == self._text:
            return
        old, self._text = self._text, text
        start, end, stop = differing(old, text)
        cursor = QTextCursor(self.document())
        cursor.setPosition(units(old[:start]))
        cursor.setPosition(units(old[:end]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[start:stop])

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if not self._composing and self._missed is not None:
            missed, self._missed = self._missed, None
            if not event.commitString():  # the composition was given up, so what others wrote is shown after all
                self.show_text(missed)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return not _holds_files(source) and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.step.emit()
        self.insertPlainText(clean_text(source.text()))
        self.step.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and is_undo_key(event):
            event.ignore()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._lines and event.oldSize().width() != event.size().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._lines and event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _on_change(self) -> None:
        if not self._composing and (text := self.text()) != self._text:
            self._text = text
            self.edited.emit(text)

    def _fit(self) -> None:
        if not self._lines:
            return
        least, most = self._lines
        lines = round(self.document().size().height())  # a plain text layout counts in lines
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > most else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        inner = max(least, min(lines, most)) * self.fontMetrics().lineSpacing() + 2 * self.document().documentMargin()
        frame = self.height() - self.viewport().height()  # of any size until both are laid out
        self.setFixedHeight(round(inner) + max(0, min(frame, 40)))


class LineEdit(QLineEdit):
    """One line of plain text, with the manners of TextEdit. Pasted line ends become spaces."""

    edited = Signal(str)
    focused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._missed: str | None = None
        self._composing = False
        self.textEdited.connect(self._on_edited)

    @property
    def is_composing(self) -> bool:
        return self._composing

    def show_text(self, text: str) -> None:
        """Show what the store holds; the cursor stays by the text it stood at."""
        if self._composing:
            self._missed = text
            return
        old = self.text()
        if text == old:
            return
        start, end, stop = differing(old, text)
        at = self.cursorPosition()
        if at >= units(old[:end]):
            at += units(text) - units(old)
        elif at > units(old[:start]):
            at = units(text[:stop])
        self.setText(text)
        self.setCursorPosition(at if self.hasFocus() else 0)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _holds_files(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if not self._composing and self._missed is not None:
            missed, self._missed = self._missed, None
            if not event.commitString():
                self.show_text(missed)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and is_undo_key(event):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_undo_key(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def _on_edited(self, text: str) -> None:
        plain = clean_text(text).replace("\n", " ").replace("\t", " ")
        if plain != text:
            self.show_text(plain)
        self.edited.emit(plain)


def _holds_files(data: QMimeData) -> bool:
    """Files are for the window to open, not addresses to write."""
    return any(url.isLocalFile() for url in data.urls())


def _plain_lines(text: str) -> str:
    """Qt's paragraph and line separators as newlines."""
    return text.replace("\u2029", "\n").replace("\u2028", "\n")
