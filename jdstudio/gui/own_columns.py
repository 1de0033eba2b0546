"""The columns of the user's own table: added, renamed in place, moved and removed from the head of the item table."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from jdstudio.gui.icons import icon
from jdstudio.gui.item_view import ItemView
from jdstudio.gui.text_edit import LineEdit
from jdstudio.i18n import N_, _
from jdstudio.model.edits import set_columns
from jdstudio.model.kinds import Column, Table


class OwnColumns(QObject):
    """What a table section's head can do beside showing titles. Does nothing for other kinds."""

    def __init__(self, view: ItemView) -> None:
        super().__init__(view)
        self._view = view
        self._renaming = -1
        self._at = 0
        header = view.horizontalHeader()
        self.title = LineEdit(header)
        self.title.setObjectName("cell")
        self.title.hide()
        self.title.installEventFilter(self)
        self.title.editingFinished.connect(self._on_renamed)
        header.sectionDoubleClicked.connect(self.rename)
        view.more_for_columns = self.fill_menu

    @property
    def section(self) -> Table | None:
        sheet = self._view.table.sheet
        return sheet.section if sheet and isinstance(sheet.section, Table) else None

    def fill_menu(self, menu: QMenu, column: int) -> bool:
        """The menu for a column of the user's own table; False where the table is of another kind."""
        section = self.section
        if section is None:
            return False
        self._at = column
        last = len(section.columns) - 1
        for words, picture, do, possible in (
            (_("Rename column"), "rename", self._rename_at, column >= 0),
            (_("Insert column to the left"), "add", self._insert_left, column >= 0),
            (_("Insert column to the right"), "add", self._insert_right, True),
            (_("Move column left"), "", self._move_left, column > 0),
            (_("Move column right"), "", self._move_right, 0 <= column < last),
            (_("Delete column"), "delete", self._remove, column >= 0),
        ):
            action = menu.addAction(words)
            if picture:
                action.setIcon(icon(picture))
            action.setEnabled(possible)
            action.triggered.connect(do)
        return True

    def add(self) -> None:
        """Put a column behind the last one, its title open to be typed."""
        if section := self.section:
            self._insert(len(section.columns))

    def rename(self, column: int) -> None:
        """Open the title of a column to type into."""
        section = self.section
        if section is not None and 0 <= column < len(section.columns):
            self._open_title(column, section.columns[column].title)

    def _open_title(self, column: int, title: str) -> None:
        header = self._view.horizontalHeader()
        self._renaming = column
        self.title.setGeometry(
            header.sectionViewportPosition(column), 0, max(80, header.sectionSize(column)), header.height()
        )
        self.title.setText(title)
        self.title.show()
        self.title.selectAll()
        self.title.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self._renaming = -1
            self._view.setFocus()
            self.title.hide()
            return True
        return super().eventFilter(watched, event)

    def _on_renamed(self) -> None:
        column, self._renaming = self._renaming, -1
        self.title.hide()
        section = self.section
        if section and 0 <= column < len(section.columns):
            columns = list(section.columns)
            columns[column] = replace(columns[column], title=self.title.text().strip())
            self._commit(columns, range(len(columns)), N_("Rename column"))
            self._view.setFocus()

    def _rename_at(self) -> None:
        self.rename(self._at)

    def _insert_left(self) -> None:
        self._insert(self._at)

    def _insert_right(self) -> None:
        self._insert(self._at + 1)

    def _move_left(self) -> None:
        self._move(self._at, self._at - 1)

    def _move_right(self) -> None:
        self._move(self._at, self._at + 1)

    def _insert(self, at: int) -> None:
        if section := self.section:
            new = Column(_("Column {number}").format(number=len(section.columns) + 1))
            columns = [*section.columns[:at], new, *section.columns[at:]]
            old = list(range(len(section.columns)))
            self._commit(columns, [*old[:at], None, *old[at:]], N_("Add column"))
            self.rename(at)

    def _move(self, column: int, to: int) -> None:
        if section := self.section:
            order = list(range(len(section.columns)))
            order.insert(to, order.pop(column))
            self._commit([section.columns[at] for at in order], order, N_("Move column"))

    def _remove(self) -> None:
        if section := self.section:
            order = [at for at in range(len(section.columns)) if at != self._at]
            self._commit([section.columns[at] for at in order], order, N_("Delete column"))

    def _commit(self, columns: Sequence[Column], cells_from: Sequence[int | None], label: str) -> None:
        sheet = self._view.table.sheet
        section = self.section
        if sheet and section and tuple(columns) != section.columns:
            self._view.table.commit(set_columns(sheet.project, sheet.place, tuple(columns), cells_from), label)
