"""The table of both languages on screen: rows as high as their texts, and keys that go from one text to the next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from jdstudio.gui.cell_editors import LinesCell
from jdstudio.gui.language_table import MAIN, OTHER, STATE, WHERE, AnyIndex, LanguageTable
from jdstudio.i18n import _

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PAD_X, _PAD_Y = 11, 6  # what the style sheet and the style leave around a text
_MOST_FITTED = 1500
"""Rows up to which each is as high as its text; of more, all are two lines high."""


class LanguageView(QTableView):
    """The table: type to edit, Enter for the next row. `chosen`: other rows are current or selected, or they changed."""

    chosen = Signal()

    def __init__(self, table: LanguageTable) -> None:
        super().__init__()
        self._table = table
        self._texts = TextDelegate(self)
        self._fit_soon = QTimer(self, interval=0, singleShot=True)
        self._fit_soon.timeout.connect(self._fit)
        self._comes_first: int | None = None
        self.setItemDelegate(self._texts)
        self.setModel(table)
        self.setWordWrap(True)
        self.setAccessibleName(_("Texts in both languages"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for column, mode in ((WHERE, "Fixed"), (MAIN, "Stretch"), (OTHER, "Stretch"), (STATE, "Fixed")):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode[mode])
        letter = self.fontMetrics().horizontalAdvance("文")
        header.resizeSection(WHERE, 13 * letter)
        header.resizeSection(STATE, 9 * letter)
        self._texts.left.connect(self._on_left)
        table.modelReset.connect(self._on_reset)
        table.dataChanged.connect(self._on_data)
        self.selectionModel().selectionChanged.connect(self._tell)
        self.selectionModel().currentChanged.connect(self._tell)

    def go_to(self, row: int) -> None:
        """Stand on the translation in a row, with what comes before it, which is often its title, at the top."""
        self.setCurrentIndex(self._table.index(row, OTHER))
        self._comes_first = max(0, row - 1)
        self._fit_soon.start()  # where a row stands is known when all have their height

    def chosen_rows(self) -> list[int]:
        """The rows that are selected, and the current one."""
        rows = {index.row() for index in self.selectionModel().selectedIndexes()}
        return sorted(rows | {self.currentIndex().row()})

    def commit_pending(self) -> None:
        self._texts.finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.state() != QAbstractItemView.State.EditingState:
            self.edit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_soon.start()

    def _on_left(self, index: QPersistentModelIndex, how: str) -> None:
        """Enter goes down and opens the next text, Tab goes to the other language and then on."""
        if how == "cancel" or not index.isValid():
            self.setFocus()
            return
        row, column = index.row(), index.column()
        step = -1 if how in ("up", "previous") else 1
        if how in ("next", "previous") and column == (MAIN if step > 0 else OTHER):
            self._go(row, OTHER if step > 0 else MAIN)
            return
        column = column if how in ("up", "down") else MAIN if step > 0 else OTHER
        row += step
        while 0 <= row < self._table.rowCount() and self._table.pair(row) is None:
            row += step
        if 0 <= row < self._table.rowCount():
            self._go(row, column)
        else:
            self.setFocus()

    def _go(self, row: int, column: int) -> None:
        index = self._table.index(row, column)
        self.setCurrentIndex(index)
        self.edit(index)

    def _on_reset(self) -> None:
        self.clearSpans()
        for row in self._table.heads():
            self.setSpan(row, WHERE, 1, STATE + 1)
        self._fit_soon.start()
        self._tell()

    def _on_data(self, first: QModelIndex, last: QModelIndex) -> None:
        for row in range(first.row(), last.row() + 1):
            self.resizeRowToContents(row)
        self._tell()

    def _fit(self) -> None:
        if self._table.rowCount() <= _MOST_FITTED:
            self.resizeRowsToContents()
        else:
            self.verticalHeader().setDefaultSectionSize(2 * self.fontMetrics().lineSpacing() + 14)
        if self._comes_first is not None and self.isVisible():
            self.scrollTo(self._table.index(self._comes_first, WHERE), QAbstractItemView.ScrollHint.PositionAtTop)
            self._comes_first = None

    def _tell(self) -> None:
        self.chosen.emit()


class TextDelegate(QStyledItemDelegate):
    """Opens a text to type into. `left` says which one was left, and how."""

    left = Signal(object, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor: LinesCell | None = None
        self._at = QPersistentModelIndex()

    def finish(self) -> None:
        """Take what is being typed."""
        if self._editor is not None:
            self.commitData.emit(self._editor)
            self.closeEditor.emit(self._editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """As high as the text needs: Qt's own answer forgets that the padding leaves less room for it.

        Qt is asked for the place only: it takes longer, and all rows are measured before the first is seen.
        """
        view = self.parent()
        if index.column() == WHERE or not isinstance(view, QTableView):
            return super().sizeHint(option, index)
        width, high = view.columnWidth(index.column()), option.fontMetrics.lineSpacing()
        if index.column() in (MAIN, OTHER) and (text := str(index.data() or "")):
            room = QRect(0, 0, max(8, width - 2 * _PAD_X), 1 << 20)
            high = option.fontMetrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text).height()
        return QSize(width, high + 2 * _PAD_Y)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:  # noqa: ARG002
        editor = LinesCell(parent)
        editor.setObjectName("cell")
        editor.done.connect(self._on_done)
        self._editor, self._at = editor, QPersistentModelIndex(index)
        editor.begin(str(index.data(Qt.ItemDataRole.EditRole) or ""), replace=False)
        return editor

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        """Nothing: the editor was filled when it opened."""

    def setModelData(self, editor: QWidget, model: object, index: AnyIndex) -> None:
        if isinstance(editor, LinesCell) and isinstance(model, LanguageTable):
            model.put(index.row(), index.column(), editor.text())

    def destroyEditor(self, editor: QWidget, index: AnyIndex) -> None:
        if editor is self._editor:
            self._editor = None
        super().destroyEditor(editor, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:  # noqa: ARG002
        rect = option.rect
        editor.setGeometry(rect.x(), rect.y(), rect.width(), max(rect.height(), editor.height()))

    def eventFilter(self, editor: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            return False  # the editor knows its keys itself
        return super().eventFilter(editor, event)  # type: ignore[arg-type]

    def _on_done(self, how: str) -> None:
        editor, at = self._editor, self._at
        if editor is None:
            return
        if how == "paste":
            editor.paste()
            return
        if how != "cancel":
            self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.left.emit(at, how)
