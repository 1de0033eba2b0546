"""The collaboration matrix as a Qt table: a row for each matter, a column for each department.

The item table's sheet here is the matrix as a table of texts (`model/matrix.py`), so that typing, pasting, filling,
moving and deleting rows are those of every table; what comes of them is read back into the matrix.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt

from jdstudio.gui.icons import icon
from jdstudio.gui.item_table import AnyIndex, ItemTable
from jdstudio.gui.sheet import Sheet
from jdstudio.gui.tips import plain_tip
from jdstudio.i18n import _, interface_language
from jdstudio.library.help import tip
from jdstudio.model import edits, matrix
from jdstudio.model.fields import fields_of
from jdstudio.model.kinds import Item, Matrix, Part, Table
from jdstudio.model.matrix import CONTENT, Grid, Row, accountable, grid_of, table_of
from jdstudio.model.place import Place
from jdstudio.model.project import Project
from jdstudio.model.walk import section_at
from jdstudio.store import Change

MATTER = 0
"""The column of the matters."""


class MatrixTable(ItemTable):
    """The table of one matrix. Column 0 are the matters, column n the department n - 1 of `grid`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._section = Matrix("")
        self._as_table = table_of(self._section, "")
        self._before = Grid()
        self.grid = Grid()
        self._letters: Mapping[str, int] = {}

    # --- what stands where ---

    @property
    def section(self) -> Matrix:
        """The matrix as it stands."""
        return self._section

    @property
    def project(self) -> Project | None:
        """The project that holds the matrix; `sheet.project` holds it as a table."""
        return self._store.project if self._store else None

    def row(self, at: int) -> Row | None:
        """The row of the grid; None for the row that takes a new matter."""
        return self.grid.rows[at] if 0 <= at < len(self.grid.rows) else None

    def department(self, column: int) -> str | None:
        """The department of a column; None for that of the matters."""
        return self.grid.departments[column - 1] if 0 < column <= len(self.grid.departments) else None

    def part(self, at: int, column: int) -> Part | None:
        """What a department does in a matter; None for an empty cell."""
        row, department = self.row(at), self.department(column)
        return row.cells.get(department) if row and department is not None else None

    def cell_of(self, item_id: str, name: str) -> tuple[int, int] | None:
        """Row and column that show a field of a part."""
        for at, row in enumerate(self.grid.rows):
            if row.holder and row.holder.id == item_id:
                return at, MATTER
            for department, part in row.cells.items():
                if part.id == item_id:
                    return at, MATTER if name == "matter" else self.grid.departments.index(department) + 1
        return None

    def place_of(self, at: int, column: int, name: str = "responsibility") -> Place:
        """What a cell shows: the part and its field; of a matter its first part, of an empty cell the section."""
        if self.sheet is None:
            return Place()
        row, place = self.row(at), self.sheet.place
        if column == MATTER and row:
            first = next(iter(row.cells.values()), row.holder)
            return Place(place.position, place.section, first.id if first else "", "matter")
        part = self.part(at, column)
        return Place(place.position, place.section, part.id if part else "", name if part else "")

    # --- edits ---

    def commit(self, project: Project, label: str, *, item: str = "", field: str = "") -> None:
        """Read an edit of the matrix as a table back into the matrix, and make it one step of the history."""
        table = section_at(project, self.sheet.place) if self.sheet else None
        if self._store and self.sheet and isinstance(table, Table):
            after = matrix.taken(self._store.project, self.sheet.place, self._section, table)
            at = self.row_of(item)
            here = Place(self.sheet.place.position, self.sheet.place.section, item)
            place = here if at < 0 else self.place_of(at, int(field or MATTER))
            self._store.commit(after, label, place=place, origin=self)

    def change(self, project: Project, label: str) -> None:
        """Make an edit of the matrix itself one step of the history."""
        if self._store and self.sheet:
            self._store.commit(project, label, place=self.sheet.place, origin=self)

    def set_raci(self, cells: Iterable[tuple[int, int]], letter: str, label: str) -> None:
        """Give cells, as (row, column), a RACI letter or none."""
        if self._store and self.sheet:
            values = {"raci": letter}
            project = self._store.project
            self.change(matrix.set_cells(project, self.sheet.place, self._section, self.named(cells), values), label)

    def named(self, cells: Iterable[tuple[int, int]]) -> list[tuple[str, str]]:
        """Cells of departments by row id and department."""
        found = ((self.row(at), self.department(column)) for at, column in cells)
        return [(row.id, department) for row, department in found if row and department is not None]

    # --- Qt's questions ---

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return self._row_mark(section, role) or super().headerData(section, orientation, role)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(tip("matrix", "matter" if section == MATTER else "department"))
        if role == Qt.ItemDataRole.DisplayRole and self.department(section) == "":
            return _("(no department)")
        return super().headerData(section, orientation, role)

    def _row_mark(self, at: int, role: int) -> Any:
        """The sign beside a matter that uses RACI letters and has not exactly one A."""
        row = self.row(at)
        count = self._letters.get(row.matter, 1) if row else 1
        if count == 1:
            return None
        match role:
            case Qt.ItemDataRole.DecorationRole:
                return icon("warning", "warn")
            case Qt.ItemDataRole.ToolTipRole:
                words = (
                    _("Nobody is accountable (A) here. Exactly one department should be.")
                    if count == 0
                    else _("{count} departments are accountable (A) here. Exactly one should be.").format(count=count)
                )
                return plain_tip(words)
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.AccessibleTextRole and (part := self.part(index.row(), index.column())):
            return " ".join(filter(None, (getattr(part, name) for name in CONTENT)))
        return super().data(index, role)

    # --- from one state to the next ---

    def _sheet_at(self, project: Project, place: Place) -> Sheet | None:
        section = section_at(project, place)
        if not isinstance(section, Matrix):
            return None
        if section is not self._section:
            self._section, self._before, self.grid = section, self.grid, grid_of(section.items)
            self._as_table = table_of(section, fields_of(Part)["matter"].label(interface_language()))
            self._letters = accountable(section)
        as_table = edits.change_holder(project, Place(place.position, place.section), lambda _section: self._as_table)
        return Sheet(as_table, place, self._as_table, interface_language())

    def on_change(self, change: Change) -> None:
        old = self._section
        super().on_change(change)
        if self._section is not old and self.grid.rows:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.grid.rows) - 1)

    def _change_rows(self, new: Sheet) -> None:
        """A matter that was renamed is the same row, not one that went and one that came."""
        ids = [item.id for item in new.items]
        if len(ids) == len(self._ids):
            come, gone = set(ids) - set(self._ids), set(self._ids) - set(ids)
            pairs = zip(self._ids, ids, strict=True)
            self._ids = [now if now in come and old in gone else old for old, now in pairs]
            items = zip(self._items, self._ids, strict=True)
            self._items = tuple(item if item.id == row_id else replace(item, id=row_id) for item, row_id in items)
        super()._change_rows(new)

    def _differing_columns(self, before: Item, after: Item) -> list[tuple[int, int]]:
        """A row as a whole: its cells show more than the text that the sheet holds."""
        same = self._before.departments == self.grid.departments and before == after
        if same and _row(self._before, before.id) == _row(self.grid, after.id):
            return []
        return [(0, self.columnCount() - 1)]


def _row(grid: Grid, row_id: str) -> Row | None:
    return next((row for row in grid.rows if row.id == row_id), None)
