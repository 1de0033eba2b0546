"""The outline of the project as Qt wants to see it: one row for the project itself, then positions and their sections.

The store holds the truth. At each change the model compares two frozen projects and reports only what differs: rows
that came, went or moved, titles that changed. It never resets, so selection, open branches, the scroll position and a
name being typed survive every edit and every undo. Ids of indexes are ints; what they stand for is in `_nodes`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from jdstudio.errors import EditError
from jdstudio.gui.clip import MIME, Clip, decode, encode, plain_text, title_of
from jdstudio.gui.icons import icon
from jdstudio.gui.outline import Spot, moved, put
from jdstudio.i18n import N_, _
from jdstudio.model.edits import set_fact, set_title
from jdstudio.model.ids import new_id
from jdstudio.model.kinds import UNSORTED, AnySection, Text, items_of
from jdstudio.model.place import Place
from jdstudio.model.project import Position, Project
from jdstudio.model.values import one_line
from jdstudio.store import Change, Store

Entry = Project | Position | AnySection
"""What a row stands for; the project itself is the first row, above the strategy."""

Index = QModelIndex | QPersistentModelIndex

ROOT = 0
NO_INDEX = QModelIndex()


@dataclass(slots=True)
class _Node:
    parent: int
    entry: Entry
    rows: list[int] = field(default_factory=list)


class ProjectModel(QAbstractItemModel):
    """The rows of one store's project."""

    placed = Signal(object)  # the Place of what a drop has put down
    problem = Signal(str)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._origin = new_id()
        self._new_key = count(ROOT + 1)
        self._nodes = {ROOT: _Node(-1, store.project)}
        self._keys: dict[str, int] = {}
        for row, entry in enumerate(_top(store.project)):
            self._add(ROOT, row, entry)
        self.is_changing = False  # while rows come and go
        self.forget = store.subscribe(self._on_change)

    @property
    def project(self) -> Project:
        return self._store.project

    # --- what a row stands for ---------------------------------------------------------------------------------------

    def entry(self, index: Index) -> Entry:
        return self._nodes[index.internalId()].entry

    def place(self, index: Index) -> Place:
        """The place the row stands for; that of the project for no row."""
        if not index.isValid():
            return Place()
        entry = self.entry(index)
        if isinstance(entry, Project):
            return Place()
        if isinstance(entry, Position):
            return Place(entry.id)
        top = index
        while top.parent().isValid():
            top = top.parent()
        home = self.entry(top)
        return Place(home.id if isinstance(home, Position) else "", entry.id)

    def index_at(self, place: Place) -> QModelIndex:
        """The row of a place: its section's, its position's, or the project's; invalid where it is gone."""
        key = self._keys.get(place.section or place.position or self._store.project.id)
        return NO_INDEX if key is None else self._index_of(key)

    # --- what Qt asks ------------------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = NO_INDEX) -> QModelIndex:
        rows = self._nodes[parent.internalId() if parent.isValid() else ROOT].rows
        return self.createIndex(row, 0, rows[row]) if column == 0 and 0 <= row < len(rows) else NO_INDEX

    def parent(self, index: Index = NO_INDEX) -> QModelIndex:  # type: ignore[override]  # QObject.parent() has no index
        return self._index_of(self._nodes[index.internalId()].parent) if index.isValid() else NO_INDEX

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return len(self._nodes[parent.internalId() if parent.isValid() else ROOT].rows)

    def columnCount(self, parent: Index = NO_INDEX) -> int:  # noqa: ARG002  Qt's signature
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entry(index)
        if role == Qt.ItemDataRole.EditRole and not isinstance(entry, Project):
            return entry.title
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.title(entry)
        if role == Qt.ItemDataRole.DecorationRole:
            return icon(icon_name(entry), "text_soft" if isinstance(entry, Project) else "accent")
        return None

    def title(self, entry: Entry) -> str:
        """The words of a row."""
        if isinstance(entry, Project):
            return _("Company and strategy")
        if isinstance(entry, Position):
            return entry.title or _("(position without a name)")
        return title_of(entry, self._store.project.language)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        place, project = self.place(index), self._store.project
        title = one_line(str(value))
        if place.section:
            new = set_title(project, place, title)
        else:
            new = set_fact(project, place.position, "title", title) if title else project
        self._store.commit(new, N_("Rename"), place=place)
        return new is not project

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if isinstance(self.entry(index), Project):
            return plain
        if not self.place(index).position:
            return plain | Qt.ItemFlag.ItemIsEditable
        return plain | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled

    # --- drag and drop -----------------------------------------------------------------------------------------------

    def clip(self, place: Place) -> Clip | None:
        """A copy of a position or section to carry away; the project and its strategy stay where they are."""
        index = self.index_at(place)
        if not place.position or not index.isValid():
            return None
        entry = self.entry(index)
        if isinstance(entry, Position):
            return Clip(self._origin, place, position=entry)
        return None if isinstance(entry, Project) else Clip(self._origin, place, section=entry)

    def mime(self, clip: Clip) -> QMimeData:
        data = QMimeData()
        data.setData(MIME, encode(clip))
        data.setText(plain_text(clip, self._store.project.language))
        return data

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        clip = self.clip(self.place(indexes[0])) if indexes else None
        return self.mime(clip) if clip else QMimeData()

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:  # noqa: ARG002
        return self._target(clip_in(data), row, parent) is not None

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:  # noqa: ARG002
        """One drop is one edit. The answer is always False, or Qt would remove the rows that were dragged itself."""
        clip = clip_in(data)
        spot = self._target(clip, row, parent)
        if not clip or not spot:
            return False
        try:
            if clip.origin == self._origin and action != Qt.DropAction.CopyAction:
                new, place = moved(self._store.project, clip.place, spot)
                self._store.commit(new, N_("Move"), place=place)
            else:
                new, place = put(self._store.project, clip, spot)
                self._store.commit(new, N_("Copy here"), place=place)
        except EditError as error:
            self.problem.emit(str(error))
            return False
        self.placed.emit(place)
        return False

    def _target(self, clip: Clip | None, row: int, parent: Index) -> Spot | None:
        """Where a drop would put the clip: positions among positions, sections inside a position."""
        if clip is None:
            return None
        if clip.position:
            return self._target_row(clip.position, row, parent)
        place = self.place(parent)
        if not place.position or (clip.origin == self._origin and self._is_inside(parent, clip.place)):
            return None
        return Spot(place.position, place.section, self.rowCount(parent) if row < 0 else row)

    def _target_row(self, position: Position, row: int, parent: Index) -> Spot | None:
        """A position goes between positions; dropped on one, it takes its place."""
        count = self.rowCount() - 1
        if not parent.isValid():
            return Spot("", "", count if row < 0 else max(row - 1, 0))
        if row >= 0 or not isinstance(self.entry(parent), Position):
            return None
        here, there = self.index_at(Place(position.id)), parent.row() - 1
        comes_from_above = here.isValid() and here.row() - 1 < there
        return Spot("", "", there + 1 if comes_from_above else there)

    def _is_inside(self, index: Index, place: Place) -> bool:
        while index.isValid():
            if self.place(index) == place:
                return True
            index = index.parent()
        return False

    # --- from one project to the next --------------------------------------------------------------------------------

    def _on_change(self, change: Change) -> None:
        before, after = change.before, change.after
        if before.language != after.language:
            self._relabel(ROOT)
        if self._refresh(ROOT, _top(after)):
            return
        home: dict[str, str] = {}
        _note_parents(_top(after), "", home)
        self.is_changing = True
        self._prune(ROOT, "", home)
        self._sync(ROOT, _top(after))
        self.is_changing = False

    def _refresh(self, key: int, wanted: tuple[Entry, ...]) -> bool:
        """Take over new titles and contents, and say whether that was all: no row came, went or moved."""
        rows = self._nodes[key].rows
        if len(rows) != len(wanted):
            return False
        for child, entry in zip(rows, wanted, strict=True):
            old = self._nodes[child].entry
            if old is entry:
                continue
            if old.id != entry.id or not self._refresh(child, _below(entry)):
                return False
            self._take(child, entry)
        return True

    def _take(self, key: int, entry: Entry) -> None:
        old, self._nodes[key].entry = self._nodes[key].entry, entry
        if _looks(old) != _looks(entry):
            index = self._index_of(key)
            self.dataChanged.emit(index, index)

    def _prune(self, key: int, entry_id: str, home: dict[str, str]) -> None:
        """Take out every row that is gone, or that now lives under another parent."""
        node = self._nodes[key]
        for row in range(len(node.rows) - 1, -1, -1):
            child = self._nodes[node.rows[row]].entry.id
            if home.get(child) == entry_id:
                self._prune(node.rows[row], child, home)
                continue
            self.beginRemoveRows(self._index_of(key), row, row)
            self._drop(node.rows.pop(row))
            self.endRemoveRows()

    def _sync(self, key: int, wanted: tuple[Entry, ...]) -> None:
        """Insert, move and refresh rows until they read like `wanted`."""
        rows = self._nodes[key].rows
        for row, entry in enumerate(wanted):
            child = self._keys.get(entry.id)
            if child is None:
                self.beginInsertRows(self._index_of(key), row, row)
                self._add(key, row, entry)
                self.endInsertRows()
                continue
            at = rows.index(child, row)
            if at == row + 1:  # the row in the way was dragged down: move that one, not all that it passed
                self._move(key, row, self._row_of(wanted, rows[row]))
            elif at != row:
                self._move(key, at, row)
            if self._nodes[child].entry is not entry:
                self._sync(child, _below(entry))
                self._take(child, entry)

    def _row_of(self, wanted: tuple[Entry, ...], key: int) -> int:
        known = [entry.id for entry in wanted if entry.id in self._keys]
        return known.index(self._nodes[key].entry.id)

    def _move(self, key: int, at: int, to: int) -> None:
        here, rows = self._index_of(key), self._nodes[key].rows
        self.beginMoveRows(here, at, at, here, to + 1 if to > at else to)
        rows.insert(to, rows.pop(at))
        self.endMoveRows()

    def _relabel(self, key: int) -> None:
        """The language of the content changed: every section without a title shows another word."""
        rows = self._nodes[key].rows
        if rows:
            self.dataChanged.emit(self._index_of(rows[0]), self._index_of(rows[-1]))
        for child in rows:
            self._relabel(child)

    def _add(self, parent: int, row: int, entry: Entry) -> None:
        key = next(self._new_key)
        self._nodes[key] = _Node(parent, entry)
        self._keys[entry.id] = key
        self._nodes[parent].rows.insert(row, key)
        for at, child in enumerate(_below(entry)):
            self._add(key, at, child)

    def _drop(self, key: int) -> None:
        node = self._nodes.pop(key)
        del self._keys[node.entry.id]
        for child in node.rows:
            self._drop(child)

    def _index_of(self, key: int) -> QModelIndex:
        if key == ROOT:
            return NO_INDEX
        return self.createIndex(self._nodes[self._nodes[key].parent].rows.index(key), 0, key)


def clip_in(data: QMimeData) -> Clip | None:
    """What a clipboard or a drag carries for us, if anything."""
    return decode(bytes(data.data(MIME).data())) if data.hasFormat(MIME) else None


def icon_name(entry: Entry) -> str:
    """The icon of a row."""
    if isinstance(entry, Project):
        return "project"
    if isinstance(entry, Position):
        return "position"
    return "unsorted" if is_unsorted(entry) else entry.about.icon


def is_unsorted(entry: Entry) -> bool:
    """Whether it is the section for what the structure has no place for."""
    return isinstance(entry, Text) and entry.slot == UNSORTED


def _top(project: Project) -> tuple[Entry, ...]:
    return (project, *project.positions)


def _below(entry: Entry) -> tuple[AnySection, ...]:
    return (entry.strategy,) if isinstance(entry, Project) else entry.sections


def _looks(entry: Entry) -> tuple[object, ...]:
    """What of an entry its row shows."""
    if isinstance(entry, Project):
        return ()
    if isinstance(entry, Position):
        return (entry.title,)
    return (entry.title, entry.faces, icon_name(entry), len(items_of(entry)))


def _note_parents(entries: tuple[Entry, ...], parent: str, home: dict[str, str]) -> None:
    for entry in entries:
        home[entry.id] = parent
        _note_parents(_below(entry), entry.id, home)
