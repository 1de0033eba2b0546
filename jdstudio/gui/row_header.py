"""The labels beside the rows of an item table; dragging one moves the selected rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHeaderView

if TYPE_CHECKING:
    from jdstudio.gui.item_view import ItemView


class RowHeader(QHeaderView):
    """The head column of one view."""

    def __init__(self, view: ItemView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._view = view
        self._pressed: QPoint | None = None
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumWidth(40)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.logicalIndexAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        self._pressed = (
            event.position().toPoint() if left and plain and 0 <= row < self._view.table.item_count else None
        )
        self._view.commit_pending()
        if self._pressed is None or not self._view.selectionModel().isRowSelected(row):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is None:
            super().mouseMoveEvent(event)
        elif self._view.drop_row is not None or abs(at.y() - self._pressed.y()) > 6:
            self._show_drop(self._gap_at(at.y()))
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() + (12 if at.y() > self.viewport().height() else -12 if at.y() < 0 else 0))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drop, pressed = self._view.drop_row, self._pressed
        self._show_drop(None)
        self._pressed = None
        if drop is not None:
            rows = sorted(index.row() for index in self._view.selectionModel().selectedRows())
            self._view.cell_actions.move_rows(rows, drop)
        elif pressed is not None:
            self._view.selectRow(self.logicalIndexAt(pressed))
        super().mouseReleaseEvent(event)

    def _gap_at(self, y: int) -> int:
        """The row before which something dropped here goes."""
        row = self.logicalIndexAt(QPoint(2, max(0, y)))
        last = self._view.table.item_count
        if row < 0 or row >= last:
            return last
        lower_half = y > self.sectionViewportPosition(row) + self.sectionSize(row) / 2
        return row + 1 if lower_half else row

    def _show_drop(self, row: int | None) -> None:
        self._view.drop_row = row
        self.setCursor(Qt.CursorShape.OpenHandCursor if row is None else Qt.CursorShape.ClosedHandCursor)
        self._view.viewport().update()
