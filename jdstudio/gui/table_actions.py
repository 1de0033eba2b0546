"""What can be done with the cells and rows of an item table, by key, menu and button; each is one step of the history."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from jdstudio.gui.clipboard import Block, block_in, to_html, to_tsv
from jdstudio.gui.icons import icon
from jdstudio.gui.sheet import Cell, Refused, cleared, duplicated, filled_down, pasted
from jdstudio.i18n import N_, _
from jdstudio.model import edits
from jdstudio.model.project import Project

if TYPE_CHECKING:
    from jdstudio.gui.item_view import ItemView


class TableActions(QObject):
    """The actions of one view, on what is selected in it."""

    def __init__(self, view: ItemView) -> None:
        super().__init__(view)
        self._view = view
        self._by_name = self._make()

    def named(self, name: str) -> QAction:
        """below, above, duplicate, up, down, delete, copy, cut, paste, clear or fill."""
        return self._by_name[name]

    def _make(self) -> dict[str, QAction]:
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
            # shown in the menu; the key itself is caught by the view, before any action of the window with the same one
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(do)
            actions[name] = action
        return actions

    def for_key(self, event: QKeyEvent) -> QAction | None:
        """The action a key stands for, if any."""
        pressed = QKeySequence(event.key() | (event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier).value).toString()
        pressed = {"Backspace": "Del", "Ctrl+Enter": "Ctrl+Return", "Ctrl+Shift+Enter": "Ctrl+Shift+Return"}.get(
            pressed, pressed
        )
        return next((action for action in self._by_name.values() if action.shortcut().toString() == pressed), None)

    def menu(self) -> QMenu:
        """All that can be done with cells and rows; it frees itself when it closes."""
        menu = QMenu(self._view)
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
                menu.addAction(self._by_name[name])
            else:
                menu.addSeparator()
        return menu

    # --- cells ---

    def _named(self, cells: Iterable[tuple[int, int]]) -> list[Cell]:
        names = self._view.table.sheet.names if self._view.table.sheet else ()
        return [(row, names[column]) for row, column in cells]

    def copy(self) -> None:
        """Put the selected cells on the clipboard, as tab-separated text and as an HTML table."""
        cells = self._view.chosen_cells()
        sheet = self._view.table.sheet
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
        if self._view.table.sheet and (cells := self._view.chosen_cells()):
            self._commit(cleared(self._view.table.sheet, self._named(cells)), label)

    def fill_down(self) -> None:
        """Repeat each column's topmost selected cell below; one row alone takes what stands above it."""
        sheet, cells = self._view.table.sheet, self._view.chosen_cells()
        if sheet is None or not cells:
            return
        rows = {row for row, _ in cells}
        if len(rows) == 1 and 0 not in rows:
            cells = [*((row - 1, column) for row, column in cells), *cells]
        self._commit(filled_down(sheet, self._named(cells)), N_("Fill down"))

    def paste(self) -> None:
        """Put the clipboard's cells from the current cell on; a single one goes into all selected cells."""
        data = QGuiApplication.clipboard().mimeData()
        if block := block_in(data.html(), data.text()):
            self.paste_block(block)

    def paste_block(self, block: Block) -> None:
        """Put a block of cells from the current cell on, as one step of the history."""
        sheet, index = self._view.table.sheet, self._view.currentIndex()
        if sheet is None or not sheet.names:
            return
        row, column = (index.row(), index.column()) if index.isValid() else (self._view.table.item_count, 0)
        cells = self._view.chosen_cells()
        filling = self._named(cells) if len(cells) > 1 else ()
        columns = [at for at in self._view.visible_columns() if at >= column]
        done = pasted(sheet, row, [sheet.names[at] for at in columns], block, filling=filling)
        self._commit(done.project, N_("Paste cells"))
        rows, names = {at for at, _name in done.cells}, {name for _row, name in done.cells}
        places = [at for at in self._view.visible_columns() if sheet.names[at] in names]
        if places and not filling:
            self._view.select_range(min(rows), places[0], min(max(rows), self._view.table.item_count - 1), places[-1])
        if done.refused:
            self._view.problem.emit(refusal_words(done.refused))

    # --- rows ---

    def _rows(self) -> list[int]:
        return sorted({row for row, _ in self._view.chosen_cells()})

    def _ids(self, rows: Iterable[int]) -> list[str]:
        return [item.id for row in rows if (item := self._view.table.item(row))]

    def insert_above(self) -> None:
        rows = self._rows()
        self._insert(rows[0] if rows else self._view.table.item_count)

    def insert_below(self) -> None:
        rows = self._rows()
        self._insert(rows[-1] + 1 if rows else self._view.table.item_count)

    def _insert(self, row: int) -> None:
        if (sheet := self._view.table.sheet) and sheet.names:
            self._commit(edits.insert_items(sheet.project, sheet.place, row, (sheet.new_item(),)), N_("Add row"))
            self._view.go(row, self._view.visible_columns()[0])

    def duplicate_rows(self) -> None:
        if (sheet := self._view.table.sheet) and (rows := self._rows()):
            project, first = duplicated(sheet, rows)
            self._commit(project, N_("Duplicate rows"))
            self._view.select_range(
                first, self._view.currentIndex().column(), first + len(rows) - 1, self._view.currentIndex().column()
            )

    def delete_rows(self) -> None:
        if (sheet := self._view.table.sheet) and (rows := self._rows()):
            column = max(0, self._view.currentIndex().column())
            project = edits.remove_items(sheet.project, sheet.place, self._ids(rows))
            self._commit(project, N_("Delete rows"))
            self._view.go(min(rows[0], max(0, self._view.table.item_count - 1)), column)

    def move_up(self) -> None:
        if rows := self._rows():
            self.move_rows(rows, rows[0] - 1)

    def move_down(self) -> None:
        if rows := self._rows():
            self.move_rows(rows, rows[-1] + 2)

    def move_rows(self, rows: Iterable[int], before: int) -> None:
        """Move rows so that they stand before what is now at row `before`."""
        sheet = self._view.table.sheet
        if sheet and 0 <= before <= self._view.table.item_count:
            self._commit(edits.move_items(sheet.project, sheet.place, self._ids(rows), before), N_("Move rows"))
            self._view.scrollTo(self._view.currentIndex())

    def _commit(self, project: Project, label: str) -> None:
        self._view.table.commit(project, label, item=self._view.current_item)


def refusal_words(refused: tuple[Refused, ...]) -> str:
    """Which cells were not taken and why: the first few in full, the others counted."""
    parts = []
    for cell in refused[:3]:
        words = _("row {row}, {column}: {why}") if cell.column else _("row {row}: {why}")
        parts.append(words.format(row=cell.row, column=cell.column, why=_(cell.why)))
    if len(refused) > 3:
        parts.append(_("and {count} more").format(count=len(refused) - 3))
    return _("Not taken: {cells}").format(cells="; ".join(parts))
