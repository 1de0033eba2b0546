"""The items of a section as a Qt table: one row each, and one more below them that takes a new item.

The model holds no truth. It shows a sheet, tells the view by row and cell signals what differs from the one before,
and never resets while the same section is shown, so that an open cell editor, the selection and the scroll stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from jdstudio.errors import EditError
from jdstudio.gui.example_marks import example_tip
from jdstudio.gui.sheet import Sheet, kind_key, sheet_at, typed
from jdstudio.gui.stale_marks import is_marked, stale_tip
from jdstudio.gui.tips import plain_tip
from jdstudio.i18n import N_, _, interface_language
from jdstudio.library.help import tip
from jdstudio.model.kinds import Item, Kpi, kind_of, value_of
from jdstudio.model.place import Place
from jdstudio.model.project import Project
from jdstudio.model.walk import position_at
from jdstudio.store import Change, Store

AnyIndex = QModelIndex | QPersistentModelIndex

NUMBERS = ("number", "percent", "amount")

_CELL_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEditable
    | Qt.ItemFlag.ItemNeverHasChildren
)

RowStep = tuple[str, int, int, int]
"""("remove", first, last, 0), ("insert", first, last, 0) or ("move", first, last, before)."""


def row_steps(old: Sequence[str], new: Sequence[str]) -> Iterator[RowStep]:
    """Simple steps that lead from one order of ids to another: runs removed, runs moved, runs inserted."""
    before, after = set(old), set(new)
    yield from (("remove", first, last, 0) for first, last in reversed(_runs([item not in after for item in old])))
    yield from _moves([item for item in old if item in after], [item for item in new if item in before])
    yield from (("insert", first, last, 0) for first, last in _runs([item not in before for item in new]))


def _runs(marks: Sequence[bool]) -> list[tuple[int, int]]:
    """First and last place of each unbroken run of marks."""
    runs: list[tuple[int, int]] = []
    for at, mark in enumerate(marks):
        if mark and runs and runs[-1][1] == at - 1:
            runs[-1] = (runs[-1][0], at)
        elif mark:
            runs.append((at, at))
    return runs


def _moves(old: list[str], new: list[str]) -> Iterator[RowStep]:
    now = list(old)
    at = 0
    while at < len(new):
        if now[at] == new[at]:
            at += 1
            continue
        first = now.index(new[at], at)
        last = first
        while last + 1 < len(now) and now[last + 1] == new[at + last + 1 - first]:
            last += 1
        jumped = first - at
        target = new.index(now[first - 1], at) + 1
        if jumped <= last - first and new[target - jumped : target] == now[at:first]:
            # the shorter run above was carried down: one step instead of pulling up all it passed
            yield "move", at, first - 1, target
            now[at:target] = [*now[first:target], *now[at:first]]
        else:
            yield "move", first, last, at
            now[at : last + 1] = [*now[first : last + 1], *now[at:first]]


class ItemTable(QAbstractTableModel):
    """The table of one section. `problem` says in words why a typed value was not taken."""

    problem = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store: Store | None = None
        self._sheet: Sheet | None = None
        self._items: tuple[Item, ...] = ()
        self._ids: list[str] = []

    # --- what is shown ---

    @property
    def sheet(self) -> Sheet | None:
        """The section as it stands, with what can be typed into it."""
        return self._sheet

    @property
    def item_count(self) -> int:
        return len(self._items)

    def item(self, row: int) -> Item | None:
        """The item of a row; None for the row that takes a new one."""
        return self._items[row] if 0 <= row < len(self._items) else None

    def row_of(self, item_id: str) -> int:
        """The row of an item, or -1."""
        return next((row for row, item in enumerate(self._items) if item.id == item_id), -1)

    def show_section(self, store: Store, place: Place) -> None:
        """Show another section. The one shown is brought up to date by `on_change` instead."""
        sheet = self._sheet_at(store.project, place)
        self.beginResetModel()
        self._store, self._sheet = store, sheet
        self._items = sheet.items if sheet else ()
        self._ids = [item.id for item in self._items]
        self.endResetModel()

    def on_change(self, change: Change) -> None:
        """Tell the view what differs between two states of the project, by rows and cells."""
        old = self._sheet
        if old is None:
            return
        new = self._sheet_at(change.after, old.place)
        if new is None or kind_key(new.section) != kind_key(old.section):
            return  # gone; the editor shows another place
        if new.section is not old.section and len(new.names) != len(old.names):
            self._change_columns(old, new)
        self._sheet = new
        if new.section is not old.section:
            self._change_titles(old, new)
            self._change_rows(new)
            self._change_cells(new.items)
        self._change_labels(old, new)

    def _sheet_at(self, project: Project, place: Place) -> Sheet | None:
        return sheet_at(project, place, interface_language())

    def commit(self, project: Project, label: str, *, item: str = "", field: str = "") -> None:
        """Make an edit of this section one step of the history."""
        if self._store and self._sheet:
            place = Place(self._sheet.place.position, self._sheet.place.section, item, field)
            self._store.commit(project, label, place=place, origin=self)

    def put(self, row: int, column: int, text: str) -> bool:
        """Take what was typed into a cell; False, and `problem` says why, where it does not fit."""
        sheet = self._sheet
        if sheet is None:
            return False
        name = sheet.names[column]
        try:
            project = typed(sheet, row, name, text)
        except EditError as error:
            self.problem.emit(_("{field}: {why}").format(field=sheet.fields[name].label(sheet.language), why=error))
            return False
        item = self.item(row)
        label = N_("Edit cell") if item else N_("Add row")
        self.commit(project, label, item=item.id if item else "", field=name)
        return True

    # --- Qt's questions ---

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() or self._sheet is None or not self._sheet.names else len(self._items) + 1

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() or self._sheet is None else len(self._sheet.names)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        return _CELL_FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        sheet = self._sheet
        if sheet is None or not index.isValid():
            return None
        item, name = self.item(index.row()), sheet.names[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return sheet.text(item, name) if item else ""
            case Qt.ItemDataRole.EditRole:
                return sheet.typed(item, name) if item else ""
            case Qt.ItemDataRole.TextAlignmentRole:
                return int(self._alignment(index.column()))
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(item, name)
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        return self.put(index.row(), index.column(), str(value))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._sheet is None:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._title(self._sheet, section, role) if 0 <= section < len(self._sheet.names) else None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        item = self.item(section)
        return (self._sheet.labels.get(item.id) or str(section + 1)) if item else "+"

    def _title(self, sheet: Sheet, column: int, role: int) -> str | int | None:
        field = sheet.fields[sheet.names[column]]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return field.label(sheet.language)
            case Qt.ItemDataRole.TextAlignmentRole:
                return int(self._alignment(column))
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(tip(kind_of(sheet.section), sheet.names[column]))
        return None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        """Numbers stand to the right, and so do their titles."""
        assert self._sheet is not None  # noqa: S101  asked only for columns that are shown
        number = self._sheet.fields[self._sheet.names[column]].input in NUMBERS
        return (Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter

    def _tip(self, item: Item | None, name: str) -> str | None:
        """That a value is out of date or an example, or what a reference points to; never taken for HTML."""
        sheet = self._sheet
        if sheet is not None and item is not None and (words := stale_tip(item, name, sheet.project.language)):
            return plain_tip(words)
        if item is not None and name in item.examples:
            return plain_tip(example_tip())
        if sheet is None or item is None or sheet.fields[name].input != "reference" or not value_of(item, name):
            return None
        target = next((target for target in sheet.targets(name) if target.id == value_of(item, name)), None)
        words = f"{target.label}  {target.text}" if target else _("What this referred to is gone.")
        return plain_tip(words)

    # --- from one state to the next ---

    def _change_columns(self, old: Sheet, new: Sheet) -> None:
        """The user's own table has more or fewer columns: told as an insertion or removal where they begin to differ."""
        more = len(new.names) - len(old.names)
        first = _first_difference(_titles(old), _titles(new))
        if more > 0:
            self.beginInsertColumns(QModelIndex(), first, first + more - 1)
            self._sheet = new
            self.endInsertColumns()
        else:
            self.beginRemoveColumns(QModelIndex(), first, first - more - 1)
            self._sheet = new
            self.endRemoveColumns()

    def _change_titles(self, old: Sheet, new: Sheet) -> None:
        if _titles(old) != _titles(new) and new.names:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(new.names) - 1)

    def _change_rows(self, new: Sheet) -> None:
        items = {item.id: item for item in (*new.items, *self._items)}
        for kind, first, last, before in row_steps(self._ids, [item.id for item in new.items]):
            run = self._ids[first : last + 1]
            match kind:
                case "remove":
                    self.beginRemoveRows(QModelIndex(), first, last)
                    self._rebuild([*self._ids[:first], *self._ids[last + 1 :]], items)
                    self.endRemoveRows()
                case "insert":
                    run = [item.id for item in new.items[first : last + 1]]
                    self.beginInsertRows(QModelIndex(), first, last)
                    self._rebuild([*self._ids[:first], *run, *self._ids[first:]], items)
                    self.endInsertRows()
                case _:
                    self.beginMoveRows(QModelIndex(), first, last, QModelIndex(), before)
                    rest = [*self._ids[:first], *self._ids[last + 1 :]]
                    put = before if before < first else before - len(run)
                    self._rebuild([*rest[:put], *run, *rest[put:]], items)
                    self.endMoveRows()

    def _rebuild(self, ids: list[str], items: dict[str, Item]) -> None:
        self._ids = ids
        self._items = tuple(items[item_id] for item_id in ids)

    def _change_cells(self, items: tuple[Item, ...]) -> None:
        """Put the new items in place and tell which cells differ, neighbouring ones together."""
        old, self._items = self._items, items
        runs: list[tuple[int, int, list[tuple[int, int]]]] = []
        for row, (before, after) in enumerate(zip(old, items, strict=True)):
            if before is after:
                continue
            columns = self._differing_columns(before, after)
            if runs and runs[-1][1] == row - 1 and runs[-1][2] == columns:
                runs[-1] = (runs[-1][0], row, columns)
            elif columns:
                runs.append((row, row, columns))
        for first, last, columns in runs:
            for left, right in columns:
                self.dataChanged.emit(self.index(first, left), self.index(last, right))

    def _differing_columns(self, before: Item, after: Item) -> list[tuple[int, int]]:
        assert self._sheet is not None  # noqa: S101  called while a section is shown
        unit = isinstance(before, Kpi) and isinstance(after, Kpi) and before.unit != after.unit
        runs: list[tuple[int, int]] = []
        for column, (name, field) in enumerate(self._sheet.fields.items()):
            marked = (name in before.examples) != (name in after.examples)
            same = value_of(before, name) == value_of(after, name) and not (unit and field.input == "amount")
            main = self._sheet.project.language
            stale = is_marked(before, name, main) != is_marked(after, name, main)
            if same and not marked and not stale:
                continue
            if runs and runs[-1][1] == column - 1:
                runs[-1] = (runs[-1][0], column)
            else:
                runs.append((column, column))
        return runs

    def _change_labels(self, old: Sheet, new: Sheet) -> None:
        """Labels count through the whole position: a goal added elsewhere changes what references read here."""
        before, after = old.project, new.project
        same_position = position_at(before, new.place) is position_at(after, new.place)
        if same_position and before.strategy is after.strategy and new.section is old.section:
            return
        if old.labels == new.labels or not self._items:
            return
        last = len(self._items) - 1
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, last)
        for column, field in enumerate(new.fields.values()):
            if field.input == "reference":
                self.dataChanged.emit(self.index(0, column), self.index(last, column))


def _titles(sheet: Sheet) -> list[str]:
    return [field.label(sheet.language) for field in sheet.fields.values()]


def _first_difference(old: Sequence[str], new: Sequence[str]) -> int:
    short = min(len(old), len(new))
    return next((at for at in range(short) if old[at] != new[at]), short)
