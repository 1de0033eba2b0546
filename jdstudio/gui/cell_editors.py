"""What opens in a cell to type into: one line, several lines, or a line with a list to choose from.

Each says by `done` how a person left it: "down" (Enter), "up", "next" (Tab), "previous", "cancel", or "paste" where
several cells are pasted into a cell that was opened and not typed into. While an input method composes, every key
belongs to it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShowEvent, QTextCursor
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from jdstudio.gui.clipboard import block_in
from jdstudio.gui.text_edit import LineEdit, TextEdit
from jdstudio.gui.theme import colours

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _way_out(event: QEvent, *, lines: bool = False) -> str | None:
    """How a key leaves the cell, or None where it stays in it. In several lines Shift and Alt with Enter break the line."""
    if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return None
    modifiers = event.modifiers()
    shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
    breaks = bool(modifiers & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier))
    key = Qt.Key(event.key())
    if key in _ENTER:
        return None if lines and breaks else "up" if shift else "down"
    if key == Qt.Key.Key_Tab and shift:
        return "previous"
    return {Qt.Key.Key_Tab: "next", Qt.Key.Key_Backtab: "previous", Qt.Key.Key_Escape: "cancel"}.get(key)


def _is_paste_of_cells(event: QEvent) -> bool:
    """Whether a key pastes what belongs into several cells."""
    if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return False
    if not event.matches(QKeySequence.StandardKey.Paste):
        return False
    data = QGuiApplication.clipboard().mimeData()
    if not data.hasHtml() and "\t" not in data.text():
        return False  # lines of text belong into one cell
    block = block_in(data.html(), data.text())
    return block is not None and sum(map(len, block)) > 1


class LineCell(LineEdit):
    """One line."""

    done = Signal(str)
    _opened = ""

    def event(self, event: QEvent) -> bool:
        if self.text() == self._opened and _is_paste_of_cells(event):
            self.done.emit("paste")
            return True
        if how := _way_out(event):
            if not self.is_composing:
                self.done.emit(how)
            return True
        return super().event(event)

    def begin(self, text: str, *, replace: bool) -> None:
        """Show what the cell holds, marked to be typed over or with the cursor behind it."""
        self._opened = text
        self.show_text(text)
        if replace:
            self.selectAll()
        else:
            self.deselect()
            self.end(False)  # noqa: FBT003  Qt's signature


class LinesCell(TextEdit):
    """Several lines; it grows with what is typed."""

    done = Signal(str)
    _opened = ""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, lines=(1, 12))
        self.document().setDocumentMargin(4)

    def event(self, event: QEvent) -> bool:
        if self.text() == self._opened and _is_paste_of_cells(event):
            self.done.emit("paste")
            return True
        if how := _way_out(event, lines=True):
            if not self.is_composing:
                self.done.emit(how)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.insertPlainText("\n")
        else:
            super().keyPressEvent(event)

    def begin(self, text: str, *, replace: bool) -> None:
        self._opened = text
        self.show_text(text)
        if replace:
            self.selectAll()
        else:
            self.moveCursor(QTextCursor.MoveOperation.End)


class ChoiceCell(LineCell):
    """A line with a list below it: choose with the mouse or the arrows, or type any part of a choice."""

    _list: QListView | None = None  # events arrive before the list is made

    def __init__(self, choices: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = QListView()
        list_of_all = QCompleter(QStringListModel(list(choices), self), self)
        list_of_all.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        list_of_all.setFilterMode(Qt.MatchFlag.MatchContains)
        list_of_all.setMaxVisibleItems(12)
        list_of_all.setPopup(self._list)
        look = colours()
        self._list.setStyleSheet(
            f"QListView {{ background: {look.surface}; color: {look.text}; border: 1px solid {look.line};"
            "padding: 2px 4px; outline: 0; }"
            f"QListView::item {{ padding: 5px 8px; border-radius: 4px; }}"
            f"QListView::item:selected, QListView::item:hover {{ background: {look.accent_soft}; color: {look.text}; }}"
        )
        self.setCompleter(list_of_all)
        list_of_all.activated.connect(self._take)

    def begin(self, text: str, *, replace: bool) -> None:  # noqa: ARG002  a choice is always typed over
        super().begin(text, replace=True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._open_list)

    def event(self, event: QEvent) -> bool:
        popup = self._list
        if popup is not None and popup.isVisible() and not self.is_composing:
            how = _way_out(event)
            if how == "cancel":
                popup.hide()
            elif how:
                # the list forwards its keys here: what is marked in it is what is meant
                marked = popup.currentIndex()
                popup.hide()
                if marked.isValid():
                    self.setText(str(marked.data()))
        return super().event(event)

    def _open_list(self) -> None:
        if self._list is not None and self.text() == self._opened and self.isVisible() and not self.is_composing:
            self.completer().setCompletionPrefix("")
            width = max(self.width(), self._list.sizeHintForColumn(0) + 32)
            self._list.setMinimumWidth(min(width, 520))
            self.completer().complete()
            model = self.completer().completionModel()
            held = next((row for row in range(model.rowCount()) if self._is_held(str(model.index(row, 0).data()))), -1)
            self._list.setCurrentIndex(model.index(held, 0))  # which writes the choice into the line
            self.setText(self._opened)
            self.selectAll()

    def _is_held(self, choice: str) -> bool:
        return bool(self._opened) and self._opened in (choice, choice.split("  ", maxsplit=1)[0])

    def _take(self, text: str) -> None:
        self.setText(text)
        self.done.emit("stay")
