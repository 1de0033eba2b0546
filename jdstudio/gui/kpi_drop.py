"""KPIs of the library dropped into a KPI table: a line shows between which rows they will stand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent

from jdstudio.gui.item_view import ItemView
from jdstudio.gui.kpi_list import ids_in


class KpiDrop(QObject):
    """Watches the table of one page. `dropped` carries the ids and the row before which they were dropped."""

    dropped = Signal(object, int)

    def __init__(self, view: ItemView) -> None:
        super().__init__(view)
        self._view = view
        view.setAcceptDrops(True)
        view.viewport().setAcceptDrops(True)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and ids_in(event.mimeData()):  # a drag that enters or moves is one too
            row = self._gap_at(event.position().toPoint())
            event.acceptProposedAction()
            is_over = isinstance(event, QDragMoveEvent)
            self._show(row if is_over else None)
            if not is_over:
                self.dropped.emit(ids_in(event.mimeData()), row)
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._show(None)
        return super().eventFilter(watched, event)

    def _gap_at(self, at: QPoint) -> int:
        """The row before which something dropped here goes."""
        view, row = self._view, self._view.rowAt(at.y())
        if not 0 <= row < view.table.item_count:
            return view.table.item_count
        in_lower_half = at.y() > view.rowViewportPosition(row) + view.rowHeight(row) / 2
        return row + 1 if in_lower_half else row

    def _show(self, row: int | None) -> None:
        self._view.drop_row = row
        self._view.viewport().update()
