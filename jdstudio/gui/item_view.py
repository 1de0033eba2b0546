"""The item table as people work with it: the manners of a spreadsheet, rows as high as their text, rows to drag."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from jdstudio.gui.cell_delegate import PAD_X, PAD_Y, CellDelegate
from jdstudio.gui.column_widths import Layouts, least_width, shared
from jdstudio.gui.item_table import ItemTable
from jdstudio.gui.row_header import RowHeader
from jdstudio.gui.sheet import kind_key
from jdstudio.gui.table_actions import TableActions
from jdstudio.gui.theme import colours
from jdstudio.i18n import _, interface_language
from jdstudio.model.fields import Field
from jdstudio.model.place import Place
from jdstudio.store import Change, Store

_Trigger = QAbstractItemView.EditTrigger
_Select = QItemSelectionModel.SelectionFlag


class ItemView(QTableView):
    """The table of one section. A view of another kind of table brings its own model, cells and actions."""

    TABLE: type[ItemTable] = ItemTable
    CELLS: type[CellDelegate] = CellDelegate
    ACTIONS: type[TableActions] = TableActions

    place_selected = Signal(object)
    problem = Signal(str)
    columns_chosen = Signal()

    def __init__(self, layouts: Layouts | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = self.TABLE(self)
        self.cells = self.CELLS(self.table, self)
        self._layouts = layouts or Layouts()
        self._placing = False
        self._quiet = False
        self._heights: dict[str, tuple[object, tuple[tuple[str, int], ...], int]] = {}
        self.drop_row: int | None = None
        self._marked_row = -1
        self._tabbed = (-1, -1, -1)  # the column where a row of Tabs began, and the row and column it has reached
        self.more_for_columns: Callable[[QMenu, int], bool] = _nothing_more
        self._fit_soon = QTimer(self, interval=0, singleShot=True)
        self._fit_soon.timeout.connect(self._fit_rows)
        self._set_up()
        self.cell_actions = self.ACTIONS(self)
        self.setModel(self.table)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.table.problem.connect(self.problem)
        for signal in (self.table.dataChanged, self.table.rowsInserted, self.table.rowsMoved, self.table.rowsRemoved):
            signal.connect(self._fit_later)
        self.table.modelReset.connect(self._on_reset)
        self.table.columnsInserted.connect(self._place_columns)
        self.table.columnsRemoved.connect(self._place_columns)

    def _set_up(self) -> None:
        self.setItemDelegate(self.cells)
        self.setVerticalHeader(RowHeader(self))
        self.setEditTriggers(_Trigger.DoubleClicked | _Trigger.EditKeyPressed | _Trigger.AnyKeyPressed)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(44)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._choose_columns)
        header.sectionResized.connect(self._on_column_resized)
        self.verticalScrollBar().valueChanged.connect(self._fit_later)
        self.cells.left.connect(self._on_cell_left)
        self.clicked.connect(self._on_clicked)

    # --- what is shown ---

    def show_section(self, store: Store, place: Place) -> None:
        """Show the section at a place, its first cell current and nothing selected yet."""
        self.commit_pending()
        self._quiet = True
        self.table.show_section(store, place)
        self._quiet = False
        self.setAccessibleName(self.table.sheet.section.about.name(interface_language()) if self.table.sheet else "")

    def on_change(self, change: Change) -> None:
        self.table.on_change(change)

    def commit_pending(self) -> bool:
        """Take what an open cell holds; False where it did not fit."""
        return self.cells.finish()

    def select(self, item_id: str, name: str = "") -> None:
        """Make a cell current and bring it into view, without saying so to others."""
        sheet = self.table.sheet
        row = self.table.row_of(item_id)
        if sheet is None or row < 0 or not self.visible_columns():
            return
        column = sheet.names.index(name) if name in sheet.names else self.visible_columns()[0]
        self._quiet = True
        self.go(row, column)
        self._quiet = False

    def mark_row(self, item_id: str) -> None:
        """Mark the row of an item that is pointed at elsewhere; an empty id marks none."""
        self._marked_row = self.table.row_of(item_id) if item_id else -1
        self.viewport().update()

    @property
    def current_item(self) -> str:
        """The id of the item the current cell belongs to; empty on the row that takes a new one."""
        item = self.table.item(self.currentIndex().row())
        return item.id if item else ""

    def place_of(self, row: int, column: int) -> Place:
        """What a cell shows; no item on the row that takes a new one."""
        sheet, item = self.table.sheet, self.table.item(row)
        if sheet is None:
            return Place()
        return Place(sheet.place.position, sheet.place.section, item.id if item else "", sheet.names[column])

    def chosen_fields(self) -> list[tuple[str, str]]:
        """The selected cells as item ids and names of fields; of a row selected as a whole also what has no column."""
        sheet = self.table.sheet
        if sheet is None:
            return []
        by_row: dict[int, list[str]] = {}
        for row, column in self.chosen_cells():
            by_row.setdefault(row, []).append(sheet.names[column])
        whole = len(self.visible_columns())
        return [
            (sheet.items[row].id, name)
            for row, names in by_row.items()
            for name in (names if len(names) < whole else sheet.names)
        ]

    def _on_reset(self) -> None:
        self._heights.clear()
        self._place_columns()
        self._fit_later()

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        sheet = self.table.sheet
        if sheet and now.isValid() and not self._quiet:
            self.place_selected.emit(self.place_of(now.row(), now.column()))
        self.viewport().update()

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.row() == self.table.item_count:
            self.edit(index)

    # --- columns ---

    def _place_columns(self) -> None:
        """Hide what stands under the row in documents, and share the width by the declared widths."""
        sheet = self.table.sheet
        if sheet is None:
            return
        shown = self._layouts.shown.get(kind_key(sheet.section), {})
        self._placing = True  # a column that comes back takes a width, which nobody dragged
        for column, name in enumerate(sheet.names):
            self.setColumnHidden(column, not shown.get(name, not sheet.fields[name].under))
        self._placing = False
        self._share_width()

    def _share_width(self) -> None:
        sheet = self.table.sheet
        if sheet is None or self._placing or not sheet.names:
            return
        dragged = self._layouts.widths.get(kind_key(sheet.section), {})
        columns = self.visible_columns()
        metrics = self.horizontalHeader().fontMetrics()
        least = {at: self.least_width(sheet.fields[sheet.names[at]], sheet.language, metrics) for at in columns}
        free = [column for column in columns if sheet.names[column] not in dragged]
        room = self.viewport().width() - sum(dragged[sheet.names[at]] for at in columns if at not in free)
        widths = shared(room, {at: (sheet.fields[sheet.names[at]].width, least[at]) for at in free})
        self._placing = True
        for column in columns:
            self.setColumnWidth(column, widths.get(column) or dragged[sheet.names[column]])
        self._placing = False
        self._fit_later()

    def least_width(self, field: Field, language: str, metrics: QFontMetrics) -> int:
        """The narrowest, in pixels, that a column is placed."""
        return least_width(field, language, metrics)

    def visible_columns(self) -> list[int]:
        return [column for column in range(self.table.columnCount()) if not self.isColumnHidden(column)]

    def hidden_fields(self) -> tuple[str, ...]:
        """The columns that are not shown, by name."""
        names = self.table.sheet.names if self.table.sheet else ()
        return tuple(name for column, name in enumerate(names) if self.isColumnHidden(column))

    def _choose_columns(self, at: QPoint) -> None:
        menu = QMenu(self)
        if not self.more_for_columns(menu, self.horizontalHeader().logicalIndexAt(at)):
            menu.deleteLater()
            menu = self.column_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(at))

    def column_menu(self) -> QMenu:
        """The columns to show or hide."""
        menu = QMenu(self)
        sheet = self.table.sheet
        for column, name in enumerate(sheet.names if sheet else ()):
            assert sheet is not None  # noqa: S101  there are names only with a sheet
            action = menu.addAction(sheet.fields[name].label(sheet.language).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(column))
            action.setData(name)
            action.setEnabled(self.isColumnHidden(column) or len(self.visible_columns()) > 1)
        menu.triggered.connect(self._on_column_chosen)
        return menu

    def _on_column_chosen(self, action: QAction) -> None:
        if self.table.sheet:
            key = kind_key(self.table.sheet.section)
            self._layouts.shown.setdefault(key, {})[str(action.data())] = action.isChecked()
            self._place_columns()
            self.columns_chosen.emit()

    def _on_column_resized(self, column: int, _old: int, new: int) -> None:
        sheet = self.table.sheet
        if sheet and not self._placing and new and column < len(sheet.names):
            self._layouts.widths.setdefault(kind_key(sheet.section), {})[sheet.names[column]] = new
            self._fit_later()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._share_width()
        self._fit_later()

    # --- heights of rows ---

    def _fit_later(self) -> None:
        self._fit_soon.start()

    def _fit_rows(self) -> None:
        """Make the rows in sight as high as their text; what is out of sight is measured when it comes into sight."""
        sheet = self.table.sheet
        if sheet is None or not sheet.names or not self.isVisible():
            return
        widths = tuple((sheet.names[column], self.columnWidth(column)) for column in self.visible_columns())
        least = self.fontMetrics().height() + 2 * PAD_Y + 1
        self.verticalHeader().setDefaultSectionSize(least)
        row = max(0, self.rowAt(0))
        y = self.rowViewportPosition(row)
        while row < self.table.item_count and y < self.viewport().height():
            item = self.table.item(row)
            assert item is not None  # noqa: S101  the row is one of the items'
            known = self._heights.get(item.id)
            if known is None or known[0] is not item or known[1] != widths:
                height = max(least, self.cells.height_of(item, widths, self.font()))
                known = self._heights[item.id] = (item, widths, height)
            if self.rowHeight(row) != known[2]:
                self.setRowHeight(row, known[2])
            y += known[2]
            row += 1
        if y < self.viewport().height():
            self.setRowHeight(self.table.item_count, least)

    # --- editing ---

    def edit(  # type: ignore[override]
        self,
        index: QModelIndex | QPersistentModelIndex,
        trigger: QAbstractItemView.EditTrigger = _Trigger.AllEditTriggers,
        event: QEvent | None = None,
    ) -> bool:
        """Open a cell: a typed key replaces what it holds, F2 and a double click go on with it."""
        self.cells.replacing = trigger == _Trigger.AnyKeyPressed
        # Qt itself passes no event for some clicks
        opened = super().edit(index, trigger, event)  # type: ignore[arg-type]
        editor = self.cells.editor
        if opened and editor and trigger in (_Trigger.EditKeyPressed, _Trigger.DoubleClicked):
            editor.begin(editor.text(), replace=False)
        return opened

    def _on_cell_left(self, row: int, column: int, how: str) -> None:
        match how:
            case "down":
                self._go_down(row, column)
            case "up":
                self.go(row - 1, column)
            case "next" | "previous":
                self._go_beside(row, column, 1 if how == "next" else -1)
            case "paste":
                self.go(row, column)
                self.cell_actions.paste()
            case _:
                self.go(row, column)
        self.setFocus()

    def go(self, row: int, column: int) -> None:
        index = self.table.index(max(0, min(row, self.table.item_count)), column)
        # not setCurrentIndex, which with Ctrl or Shift held would keep or stretch the selection
        self.selectionModel().setCurrentIndex(index, _Select.ClearAndSelect)
        self.scrollTo(index)

    def _go_down(self, row: int, column: int) -> None:
        """The cell below; after Tab, below where the row of Tabs began, as spreadsheets do it."""
        if (row, column) == self._tabbed[1:]:
            column = self._tabbed[0]
        self.go(row + 1, column)

    def _go_beside(self, row: int, column: int, step: int) -> None:
        """The next or previous cell in reading order; behind the last item comes the row that takes a new one."""
        began = self._tabbed[0] if (row, column) == self._tabbed[1:] else column
        columns = self.visible_columns()
        at = row * len(columns) + columns.index(column) + step
        row, place = divmod(at, len(columns))
        if 0 <= row <= self.table.item_count:
            self.go(row, columns[place])
            self._tabbed = (began, row, columns[place])

    # --- keys and menu ---

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self.cell_actions.for_key(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if action := self.cell_actions.for_key(event):
            action.trigger()
            return
        match event.key():
            case _ if not index.isValid():
                super().keyPressEvent(event)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if shift:
                    self.go(index.row() - 1, index.column())
                else:
                    self._go_down(index.row(), index.column())
            case Qt.Key.Key_Tab:
                self._go_beside(index.row(), index.column(), 1)
            case Qt.Key.Key_Backtab:
                self._go_beside(index.row(), index.column(), -1)
            case Qt.Key.Key_F2:
                self.edit(index, _Trigger.EditKeyPressed, event)
            case _:
                super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  Qt's signature
        """Tab goes from cell to cell."""
        return False if self.currentIndex().isValid() else super().focusNextPrevChild(forward)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.cell_actions.menu().popup(event.globalPos())

    # --- cells ---

    def chosen_cells(self) -> list[tuple[int, int]]:
        """The selected cells of items as (row, column), hidden columns left out; the current one where none is."""
        chosen = self.selectionModel().selection()
        columns = set(self.visible_columns())
        cells = [
            (row, column)
            for part in (chosen.at(at) for at in range(chosen.count()))
            for row in range(part.top(), min(part.bottom(), self.table.item_count - 1) + 1)
            for column in range(part.left(), part.right() + 1)
            if column in columns
        ]
        index = self.currentIndex()
        if not cells and index.isValid() and index.row() < self.table.item_count:
            cells = [(index.row(), index.column())]
        return cells

    def select_range(self, top: int, left: int, bottom: int, right: int) -> None:
        first, last = self.table.index(top, left), self.table.index(max(top, bottom), right)
        if first.isValid() and last.isValid():
            self.selectionModel().setCurrentIndex(first, _Select.NoUpdate)
            self.selectionModel().select(QItemSelection(first, last), _Select.ClearAndSelect)

    # --- looks ---

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        look = colours()
        current = self.currentIndex()
        if self.cells.open_cell.row() != self.table.item_count:
            self._paint_invitation(painter)
        if current.isValid() and not self.cells.open_cell.isValid():
            colour = look.accent if self.hasFocus() else look.disabled
            painter.setPen(QPen(QColor(colour), 2))
            painter.drawRect(self.visualRect(current).adjusted(0, 0, -1, -1))
        if self._marked_row >= 0:
            y, height = self.rowViewportPosition(self._marked_row), self.rowHeight(self._marked_row)
            painter.fillRect(0, y, 3, height, QColor(look.accent))
        if self.drop_row is not None:
            y = self.rowViewportPosition(min(self.drop_row, self.table.item_count))
            painter.fillRect(0, y - 2, self.viewport().width(), 3, QColor(look.accent))
        painter.end()

    def one_word(self) -> str:
        """What one row is called."""
        return self.table.sheet.section.about.one(interface_language()) if self.table.sheet else ""

    def _paint_invitation(self, painter: QPainter) -> None:
        """The row below the items: words that invite to add one; in a table without columns, to add those."""
        if self.table.sheet is None or not self.table.sheet.names:
            painter.setPen(QColor(colours().text_soft))
            words = _("No columns yet: add the first one below.")
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, words)
            return
        columns = self.visible_columns()
        row = self.table.item_count
        first = self.visualRect(self.table.index(row, columns[0]))
        last = self.visualRect(self.table.index(row, columns[-1]))
        rect = QRect(first.topLeft(), last.bottomRight())
        painter.fillRect(rect, QColor(colours().surface))
        if self.currentIndex().row() == row:  # the frame of the current cell shall not cut through the words
            rect.setLeft(self.visualRect(self.currentIndex()).right())
        painter.setPen(QColor(colours().text_soft))
        words = _("Click or type to add: {one} …").format(one=self.one_word())
        painter.drawText(rect.adjusted(PAD_X, 0, -PAD_X, 0), Qt.AlignmentFlag.AlignVCenter, words)


def _nothing_more(_menu: QMenu, _column: int) -> bool:
    return False
