"""The KPIs that were found, as a table to choose from and to drag out of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QDrag, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from jdstudio.gui.icons import icon
from jdstudio.gui.theme import colours
from jdstudio.gui.tips import plain_tip
from jdstudio.i18n import N_, _
from jdstudio.library.kpi import DIRECTIONS, LibraryKpi

MIME = "application/x-jdstudio-library-kpis"
"""What is dragged: ids of KPIs of the library, one a line."""

_COLUMNS = (N_("KPI"), N_("Unit"), N_("Direction"), N_("Dimension"))
AnyIndex = QModelIndex | QPersistentModelIndex


def ids_in(data: QMimeData) -> tuple[str, ...]:
    """The KPIs that are dragged; none where it is something else."""
    return tuple(bytes(data.data(MIME).data()).decode("utf-8", "replace").split("\n")) if data.hasFormat(MIME) else ()


class KpiModel(QAbstractTableModel):
    """Rows of the library; those the position already has are marked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kpis: tuple[LibraryKpi, ...] = ()
        self._used: frozenset[str] = frozenset()
        self._own: frozenset[str] = frozenset()

    def show_kpis(self, kpis: Sequence[LibraryKpi], own: Iterable[str]) -> None:
        self.beginResetModel()
        self.kpis, self._own = tuple(kpis), frozenset(own)
        self.endResetModel()

    def show_used(self, used: frozenset[str]) -> None:
        """Mark the KPIs with these ids."""
        if used != self._used:
            self._used = used
            if self.kpis:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self.kpis) - 1, len(_COLUMNS) - 1))

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.kpis)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(_COLUMNS[section])
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        kpi = self.kpis[index.row()]
        is_used = kpi.id in self._used
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(kpi, index.column())
            case Qt.ItemDataRole.DecorationRole if index.column() == 0 and is_used:
                return icon("check", "good")
            case Qt.ItemDataRole.ForegroundRole if is_used or index.column():
                return QColor(colours().text_soft)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(_("This position has it already.") if is_used else str(kpi.definition))
        return None

    def _text(self, kpi: LibraryKpi, column: int) -> str:
        if column == 0:
            return _("{name} (mine)").format(name=kpi.name) if kpi.id in self._own else str(kpi.name)
        return (str(kpi.unit), _(DIRECTIONS[kpi.direction]), str(kpi.dimension))[column - 1]

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        chosen = [self.kpis[row] for row in sorted({index.row() for index in indexes})]
        data = QMimeData()
        data.setData(MIME, "\n".join(kpi.id for kpi in chosen).encode())
        data.setText("\n".join(str(kpi.name) for kpi in chosen))
        return data


class KpiList(QTableView):
    """The table. `wanted`: Enter or a double click on what is selected. `left_upwards`: up from the first row."""

    wanted = Signal()
    chosen = Signal()
    left_upwards = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found = KpiModel(self)
        self.setModel(self.found)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(_("KPIs found"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self.wanted)
        self.selectionModel().selectionChanged.connect(self.chosen)
        self.selectionModel().currentChanged.connect(self.chosen)

    def show_kpis(self, kpis: Sequence[LibraryKpi], own: Iterable[str]) -> None:
        """Show other KPIs, the first of them chosen."""
        self.found.show_kpis(kpis, own)
        self._fit()
        if kpis:
            self.selectRow(0)
        self.scrollToTop()
        self.chosen.emit()

    def _fit(self) -> None:
        """Columns as wide as their longest text: Qt would measure every cell again at each step of the way."""
        header, metrics = self.horizontalHeader(), self.fontMetrics()
        for column in range(1, self.found.columnCount()):
            rows = {str(self.found.index(row, column).data()): row for row in range(self.found.rowCount())}
            longest = max(rows, key=metrics.horizontalAdvance, default=None)
            width = 0 if longest is None else self.sizeHintForIndex(self.found.index(rows[longest], column)).width() + 1
            header.resizeSection(column, max(header.sectionSizeHint(column), width))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def selected(self) -> tuple[LibraryKpi, ...]:
        """The KPIs selected, in the order shown."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self.found.kpis[row] for row in rows)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drag what is selected; a small card with its name goes with the mouse."""
        drag = QDrag(self)
        drag.setMimeData(self.found.mimeData(self.selectedIndexes()))
        drag.setPixmap(self._card())
        drag.setHotSpot(QPoint(-12, -8))
        drag.exec(Qt.DropAction.CopyAction)

    def _card(self) -> QPixmap:
        chosen = self.selected()
        words = str(chosen[0].name) if len(chosen) == 1 else _("{count} KPIs").format(count=len(chosen))
        width = self.fontMetrics().horizontalAdvance(words) + 24
        height, scale = self.fontMetrics().height() + 10, self.devicePixelRatioF()
        card = QPixmap(round(width * scale), round(height * scale))
        card.setDevicePixelRatio(scale)
        card.fill(Qt.GlobalColor.transparent)
        painter = QPainter(card)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        painter.setBrush(QColor(colours().accent))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(0, 0, width, height, 6, 6)
        painter.setPen(QColor(colours().on_accent))
        painter.drawText(0, 0, width, height, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()
        return card

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit()
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0 and not event.modifiers():
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)
