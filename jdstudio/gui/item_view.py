"""The item table as people work with it: the manners of a spreadsheet, rows as high as their text, rows to drag."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
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
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from jdstudio.gui.cell_delegate import PAD_X, PAD_Y, CellDelegate
from jdstudio.gui.clipboard import Block, parse_html, parse_tsv, to_html, to_tsv
from jdstudio.gui.column_widths import Layouts, least_width, shared
from jdstudio.gui.icons import icon
from jdstudio.gui.item_table import ItemTable
from jdstudio.gui.row_header import RowHeader
from jdstudio.gui.sheet import Cell, Refused, cleared, duplicated, filled_down, kind_key, pasted
from jdstudio.gui.theme import colours
from jdstudio.i18n import N_, _, interface_language
from jdstudio.model import edits
from jdstudio.model.place import Place
from jdstudio.store import Change, Store

_Trigger = QAbstractItemView.EditTrigger
_Select = QItemSelectionModel.SelectionFlag


class ItemView(QTableView):
    """The table of one section."""

    place_selected = Signal(object)
    problem = Signal(str)
    columns_chosen = Signal()

    def __init__(self, layouts: Layouts | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = ItemTable(self)
        self.cells = CellDelegate(self.table, self)
        self._layouts = layouts or Layouts()
        self._placing = False
        self._quiet = False
        self._heights: dict[str, tuple[object, tuple[tuple[str, int], ...], int]] = {}
        self.drop_row: int | None = None
        self._marked_row = -1
        self.more_for_columns: Callable[[QMenu, int], bool] = _nothing_more
        self._fit_soon = QTimer(self, interval=0, singleShot=True)
        self._fit_soon.timeout.connect(self._fit_rows)
        self._set_up()
        self._actions = self._make_actions()
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
        if sheet is None or row < 0 or not self._visible_columns():
            return
        column = sheet.names.index(name) if name in sheet.names else self._visible_columns()[0]
        self._quiet = True
        self._go(row, column)
        self._quiet = False

    def mark_row(self, item_id: str) -> None:
        """Mark the row of an item that is pointed at elsewhere; an empty id marks none."""
        self._marked_row = self.table.row_of(item_id) if item_id else -1
        self.viewport().update()

    def action_named(self, name: str) -> QAction:
        """One of the table's actions, for a button: below, above, duplicate, up, down, delete, copy, cut, paste …"""
        return self._actions[name]

    @property
    def current_item(self) -> str:
        """The id of the item the current cell belongs to; empty on the row that takes a new one."""
        item = self.table.item(self.currentIndex().row())
        return item.id if item else ""

    def _on_reset(self) -> None:
        self._heights.clear()
        self._place_columns()
        self._fit_later()

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        sheet = self.table.sheet
        if sheet and now.isValid() and not self._quiet:
            name = sheet.names[now.column()]
            self.place_selected.emit(Place(sheet.place.position, sheet.place.section, self.current_item, name))
        self.viewport().update()

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.row() == self.table.item_count:
            self.edit(index)

    # --- columns ---

    def _place_columns(self) -> None:
        """Hide what stands under the main cell in documents, and share the width by the declared widths."""
        sheet = self.table.sheet
        if sheet is None:
            return
        shown = self._layouts.shown.get(kind_key(sheet.section), {})
        for column, name in enumerate(sheet.names):
            self.setColumnHidden(column, not shown.get(name, not sheet.fields[name].under))
        self._share_width()

    def _share_width(self) -> None:
        sheet = self.table.sheet
        if sheet is None or self._placing or not sheet.names:
            return
        dragged = self._layouts.widths.get(kind_key(sheet.section), {})
        columns = self._visible_columns()
        metrics = self.horizontalHeader().fontMetrics()
        least = {at: least_width(sheet.fields[sheet.names[at]], sheet.language, metrics) for at in columns}
        free = [column for column in columns if sheet.names[column] not in dragged]
        room = self.viewport().width() - sum(dragged[sheet.names[at]] for at in columns if at not in free)
        widths = shared(room, {at: (sheet.fields[sheet.names[at]].width, least[at]) for at in free})
        self._placing = True
        for column in columns:
            self.setColumnWidth(column, widths.get(column) or dragged[sheet.names[column]])
        self._placing = False
        self._fit_later()

    def _visible_columns(self) -> list[int]:
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
            action.setEnabled(self.isColumnHidden(column) or len(self._visible_columns()) > 1)
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
        widths = tuple((sheet.names[column], self.columnWidth(column)) for column in self._visible_columns())
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
                self._go(row + 1, column)
            case "up":
                self._go(row - 1, column)
            case "next" | "previous":
                self._go_beside(row, column, 1 if how == "next" else -1)
            case _:
                self._go(row, column)
        self.setFocus()

    def _go(self, row: int, column: int) -> None:
        index = self.table.index(max(0, min(row, self.table.item_count)), column)
        # not setCurrentIndex, which with Ctrl or Shift held would keep or stretch the selection
        self.selectionModel().setCurrentIndex(index, _Select.ClearAndSelect)
        self.scrollTo(index)

    def _go_beside(self, row: int, column: int, step: int) -> None:
        """The next or previous cell in reading order; behind the last item comes the row that takes a new one."""
        columns = self._visible_columns()
        at = row * len(columns) + columns.index(column) + step
        row, place = divmod(at, len(columns))
        if 0 <= row <= self.table.item_count:
            self._go(row, columns[place])

    # --- keys and menu ---

    def _make_actions(self) -> dict[str, QAction]:
        table: tuple[tuple[str, str, str, str, Callable[[], None]], ...] = (
            ("cut", N_("Cut cells"), "cut", "Ctrl+X", self.cut),
            ("copy", N_("Copy cells"), "copy", "Ctrl+C", self.copy),
            ("paste", N_("Paste cells"), "paste", "Ctrl+V", self.paste),
            ("clear", N_("Clear cells"), "", "Del", self.clear_cells),
            ("fill", N_("Fill down"), "", "Ctrl+D", self.fill_down),
            ("above", N_("Insert row above"), "add", "Ctrl+Shift+Return", self.insert_above),
            ("below", N_("Insert row below"), "add", "Ctrl+Return", self.insert_below),
            ("duplicate", N_("Duplicate rows"), "duplicate", "Ctrl+Shift+D", self.duplicate_rows),
            ("up", N_("Move rows up"), "up", "Alt+Up", self.move_up),
            ("down", N_("Move rows down"), "down", "Alt+Down", self.move_down),
            ("delete", N_("Delete rows"), "delete", "Ctrl+-", self.delete_rows),
        )
        actions = {}
        for name, words, picture, keys, do in table:
            action = QAction(_(words), self)
            if picture:
                action.setIcon(icon(picture))
            # shown in the menu; the key itself is caught below, before any action of the window with the same one
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(do)
            actions[name] = action
        return actions

    def _action_for(self, event: QKeyEvent) -> QAction | None:
        pressed = QKeySequence(event.key() | (event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier).value).toString()
        pressed = {"Backspace": "Del", "Ctrl+Enter": "Ctrl+Return", "Ctrl+Shift+Enter": "Ctrl+Shift+Return"}.get(
            pressed, pressed
        )
        return next((action for action in self._actions.values() if action.shortcut().toString() == pressed), None)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._action_for(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if action := self._action_for(event):
            action.trigger()
            return
        match event.key():
            case _ if not index.isValid():
                super().keyPressEvent(event)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._go(index.row() + (-1 if shift else 1), index.column())
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
        self.context_menu().popup(event.globalPos())

    def context_menu(self) -> QMenu:
        """All that can be done with cells and rows; it frees itself when it closes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in (
            "cut",
            "copy",
            "paste",
            "clear",
            "fill",
            "",
            "above",
            "below",
            "duplicate",
            "up",
            "down",
            "",
            "delete",
        ):
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()
        return menu

    # --- cells ---

    def _chosen(self) -> list[tuple[int, int]]:
        """The selected cells of items as (row, column), hidden columns left out; the current one where none is."""
        chosen = self.selectionModel().selection()
        columns = set(self._visible_columns())
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

    def _named(self, cells: Iterable[tuple[int, int]]) -> list[Cell]:
        names = self.table.sheet.names if self.table.sheet else ()
        return [(row, names[column]) for row, column in cells]

    def copy(self) -> None:
        """Put the selected cells on the clipboard, as tab-separated text and as an HTML table."""
        cells = self._chosen()
        sheet = self.table.sheet
        if not cells or sheet is None:
            return
        chosen = set(cells)
        rows, columns = sorted({row for row, _ in cells}), sorted({column for _, column in cells})
        block = [
            [sheet.text(sheet.items[row], sheet.names[column]) if (row, column) in chosen else "" for column in columns]
            for row in rows
        ]
        data = QMimeData()
        data.setText(to_tsv(block))
        data.setHtml(to_html(block))
        QGuiApplication.clipboard().setMimeData(data)

    def cut(self) -> None:
        self.copy()
        self._clear(N_("Cut cells"))

    def clear_cells(self) -> None:
        self._clear(N_("Clear cells"))

    def _clear(self, label: str) -> None:
        if self.table.sheet and (cells := self._chosen()):
            self._commit(cleared(self.table.sheet, self._named(cells)), label)

    def fill_down(self) -> None:
        """Repeat each column's topmost selected cell below; one row alone takes what stands above it."""
        sheet, cells = self.table.sheet, self._chosen()
        if sheet is None or not cells:
            return
        rows = {row for row, _ in cells}
        if len(rows) == 1 and 0 not in rows:
            cells = [*((row - 1, column) for row, column in cells), *cells]
        self._commit(filled_down(sheet, self._named(cells)), N_("Fill down"))

    def paste(self) -> None:
        """Put the clipboard's cells from the current cell on; a single one goes into all selected cells."""
        data = QGuiApplication.clipboard().mimeData()
        block = parse_html(data.html()) if data.hasHtml() else None
        if block is None and data.hasText() and data.text():
            block = parse_tsv(data.text())
        if block:
            self.paste_block(block)

    def paste_block(self, block: Block) -> None:
        """Put a block of cells from the current cell on, as one step of the history."""
        sheet, index = self.table.sheet, self.currentIndex()
        if sheet is None or not sheet.names:
            return
        row, column = (index.row(), index.column()) if index.isValid() else (self.table.item_count, 0)
        cells = self._chosen()
        filling = self._named(cells) if len(cells) > 1 else ()
        columns = [at for at in self._visible_columns() if at >= column]
        done = pasted(sheet, row, [sheet.names[at] for at in columns], block, filling=filling)
        self._commit(done.project, N_("Paste cells"))
        rows, names = {at for at, _name in done.cells}, {name for _row, name in done.cells}
        places = [at for at in self._visible_columns() if sheet.names[at] in names]
        if places and not filling:
            self._select_range(min(rows), places[0], min(max(rows), self.table.item_count - 1), places[-1])
        if done.refused:
            self.problem.emit(refusal_words(done.refused))

    def _select_range(self, top: int, left: int, bottom: int, right: int) -> None:
        first, last = self.table.index(top, left), self.table.index(max(top, bottom), right)
        if first.isValid() and last.isValid():
            self.selectionModel().setCurrentIndex(first, _Select.NoUpdate)
            self.selectionModel().select(QItemSelection(first, last), _Select.ClearAndSelect)

    # --- rows ---

    def _rows(self) -> list[int]:
        return sorted({row for row, _ in self._chosen()})

    def _ids(self, rows: Iterable[int]) -> list[str]:
        return [item.id for row in rows if (item := self.table.item(row))]

    def insert_above(self) -> None:
        rows = self._rows()
        self._insert(rows[0] if rows else self.table.item_count)

    def insert_below(self) -> None:
        rows = self._rows()
        self._insert(rows[-1] + 1 if rows else self.table.item_count)

    def _insert(self, row: int) -> None:
        if (sheet := self.table.sheet) and sheet.names:
            self._commit(edits.insert_items(sheet.project, sheet.place, row, (sheet.new_item(),)), N_("Add row"))
            self._go(row, self._visible_columns()[0])

    def duplicate_rows(self) -> None:
        if (sheet := self.table.sheet) and (rows := self._rows()):
            project, first = duplicated(sheet, rows)
            self._commit(project, N_("Duplicate rows"))
            self._select_range(first, self.currentIndex().column(), first + len(rows) - 1, self.currentIndex().column())

    def delete_rows(self) -> None:
        if (sheet := self.table.sheet) and (rows := self._rows()):
            column = max(0, self.currentIndex().column())
            project = edits.remove_items(sheet.project, sheet.place, self._ids(rows))
            self._commit(project, N_("Delete rows"))
            self._go(min(rows[0], max(0, self.table.item_count - 1)), column)

    def move_up(self) -> None:
        if rows := self._rows():
            self.move_rows(rows, rows[0] - 1)

    def move_down(self) -> None:
        if rows := self._rows():
            self.move_rows(rows, rows[-1] + 2)

    def move_rows(self, rows: Iterable[int], before: int) -> None:
        """Move rows so that they stand before what is now at row `before`."""
        sheet = self.table.sheet
        if sheet and 0 <= before <= self.table.item_count:
            self._commit(edits.move_items(sheet.project, sheet.place, self._ids(rows), before), N_("Move rows"))
            self.scrollTo(self.currentIndex())

    def _commit(self, project: object, label: str) -> None:
        self.table.commit(project, label, item=self.current_item)  # type: ignore[arg-type]

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

    def _paint_invitation(self, painter: QPainter) -> None:
        """The row below the items: words that invite to add one; in a table without columns, to add those."""
        if self.table.sheet is None or not self.table.sheet.names:
            painter.setPen(QColor(colours().text_soft))
            words = _("No columns yet: add the first one below.")
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, words)
            return
        columns = self._visible_columns()
        row = self.table.item_count
        first = self.visualRect(self.table.index(row, columns[0]))
        last = self.visualRect(self.table.index(row, columns[-1]))
        rect = QRect(first.topLeft(), last.bottomRight())
        painter.fillRect(rect, QColor(colours().surface))
        if self.currentIndex().row() == row:  # the frame of the current cell shall not cut through the words
            rect.setLeft(self.visualRect(self.currentIndex()).right())
        painter.setPen(QColor(colours().text_soft))
        one = self.table.sheet.section.about.one(interface_language())
        words = _("Click or type to add: {one} …").format(one=one)
        painter.drawText(rect.adjusted(PAD_X, 0, -PAD_X, 0), Qt.AlignmentFlag.AlignVCenter, words)


def _nothing_more(_menu: QMenu, _column: int) -> bool:
    return False


def refusal_words(refused: tuple[Refused, ...]) -> str:
    """Which cells were not taken and why: the first few in full, the others counted."""
    parts = []
    for cell in refused[:3]:
        words = _("row {row}, {column}: {why}") if cell.column else _("row {row}: {why}")
        parts.append(words.format(row=cell.row, column=cell.column, why=_(cell.why)))
    if len(refused) > 3:
        parts.append(_("and {count} more").format(count=len(refused) - 3))
    return _("Not taken: {cells}").format(cells="; ".join(parts))
