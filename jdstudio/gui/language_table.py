"""Texts in two languages beside each other as a Qt table: where, the main text, the other one, how the two stand.

The model holds no truth: it shows pairs, and what is typed becomes an edit of the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

from msgspec.structs import replace
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from jdstudio.gui.stale_marks import state_words
from jdstudio.gui.theme import colours
from jdstudio.gui.tips import plain_tip
from jdstudio.i18n import N_, _, interface_language
from jdstudio.model.fields import Field, fields_of
from jdstudio.model.kinds import AnySection, columns_of
from jdstudio.model.languages import Pair, is_stale, other_language, pairs_of
from jdstudio.model.place import Place
from jdstudio.model.project import Company, Facts, Position, Project
from jdstudio.model.translation_edits import confirm, set_main, set_translation
from jdstudio.model.values import clean_text
from jdstudio.model.walk import item_at, item_labels, position_at, section_at
from jdstudio.store import Change, Store

AnyIndex = QModelIndex | QPersistentModelIndex
Wanted = Literal["all", "missing", "stale"]

WHERE, MAIN, OTHER, STATE = range(4)
NAMES = {"zh": "中文", "en": "English"}  # each in its own words


class LanguageTable(QAbstractTableModel):
    """The pairs of one position, or of the project itself, below a row for each section.

    What was shown stays shown while the same pairs are wanted, so that a text does not vanish as it is finished.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store: Store | None = None
        self._position = ""
        self._wanted: Wanted = "all"
        self._pairs: tuple[Pair, ...] = ()
        self._rows: list[str | Pair] = []
        self._labels: dict[str, str] = {}

    # --- what is shown -------------------------------------------------------------------------------------------------

    @property
    def position(self) -> str:
        """The id of the position shown; empty for the project itself."""
        return self._position

    @property
    def wanted(self) -> Wanted:
        return self._wanted

    def show(self, store: Store, position_id: str, wanted: Wanted) -> None:
        """Show the pairs of another position, or others of the same."""
        self.beginResetModel()
        self._store, self._position, self._wanted = store, position_id, wanted
        self._take(store.project, ())
        self.endResetModel()

    def counts(self) -> dict[Wanted, int]:
        """How many pairs there are of each sort."""
        states = [pair.state for pair in self._pairs]
        return {"all": len(states), "missing": states.count("missing"), "stale": sum(map(is_stale, states))}

    def missing(self) -> tuple[Pair, ...]:
        """The texts without a translation, whether they are shown now or not."""
        return tuple(pair for pair in self._pairs if pair.state == "missing")

    def pair(self, row: int) -> Pair | None:
        """The pair of a row; None for the name of a section."""
        shown = self._rows[row] if 0 <= row < len(self._rows) else None
        return shown if isinstance(shown, Pair) else None

    def heads(self) -> list[int]:
        """The rows that hold the name of a section."""
        return [row for row, shown in enumerate(self._rows) if isinstance(shown, str)]

    def row_of(self, place: Place) -> int:
        """The row of a text, or -1."""
        found = (row for row in range(len(self._rows)) if (pair := self.pair(row)) and pair.place == place)
        return next(found, -1)

    def on_change(self, change: Change) -> None:
        """Show what differs; the rows stay where they are while the texts are the same ones."""
        if self._store is None or not self._concerns(change):
            return
        before = self._rows
        shown = {pair.place for pair in before if isinstance(pair, Pair)}
        old_position, self._rows = self._position, []
        self._take(change.after, shown)
        after, self._rows = self._rows, before
        if [_key(row) for row in after] != [_key(row) for row in before] or old_position != self._position:
            self.beginResetModel()
            self._rows = after
            self.endResetModel()
            return
        self._rows = after
        for row, (old, new) in enumerate(zip(before, after, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row, WHERE), self.index(row, STATE))

    def _concerns(self, change: Change) -> bool:
        if change.before.language != change.after.language:
            return True
        here = Place(self._position)
        if self._position:
            return position_at(change.before, here) is not position_at(change.after, here)
        parts = (
            (project.title, project.other, project.company, project.strategy)
            for project in (change.before, change.after)
        )
        return len({tuple(map(id, each)) for each in parts}) > 1

    def _take(self, project: Project, shown: Iterable[Place]) -> None:
        position = position_at(project, Place(self._position)) if self._position else None
        if position is None:
            self._position = ""
        self._pairs = tuple(pairs_of(project, position))
        self._labels = item_labels(project, position or Position(""))
        kept = set(shown)
        self._rows = list(
            _grouped(project, [pair for pair in self._pairs if pair.place in kept or self._is_wanted(pair)])
        )

    def _is_wanted(self, pair: Pair) -> bool:
        return self._wanted == "all" or (is_stale(pair.state) if self._wanted == "stale" else pair.state == "missing")

    # --- edits ---------------------------------------------------------------------------------------------------------

    def put(self, row: int, column: int, text: str) -> bool:
        """Take a text as a person finished it; False where there is nothing to change."""
        pair = self.pair(row)
        if pair is None or self._store is None or column not in (MAIN, OTHER):
            return False
        project = self._store.project
        field = field_at(project, pair.place)
        text = clean_text(text) if field.input == "text" else " ".join(clean_text(text).split("\n")).strip()
        edit = set_main if column == MAIN else set_translation
        label = N_("Edit text") if column == MAIN else N_("Edit translation")
        self._store.commit(edit(project, pair.place, text), label, place=pair.place, origin=self)
        return True

    def confirm(self, rows: Iterable[int]) -> None:
        """Note in one step that the pairs of these rows agree as they are."""
        places = [pair.place for row in rows if (pair := self.pair(row)) and is_stale(pair.state)]
        if places and self._store:
            project = confirm(self._store.project, places)
            self._store.commit(project, N_("Confirm translations"), place=places[0], origin=self)

    # --- Qt's questions ------------------------------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else STATE + 1

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid() or self.pair(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in (MAIN, OTHER) else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical or self._store is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        main = self._store.project.language
        titles = (_("Where"), NAMES[main], NAMES[other_language(main)], _("State"))
        return titles[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._store is None:
            return None
        pair = self.pair(index.row())
        if pair is None:
            return self._head(str(self._rows[index.row()]), index.column(), role)
        found: Any = None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                found = self._text(pair, index.column(), self._store.project)
            case Qt.ItemDataRole.ForegroundRole:
                found = QColor(getattr(colours(), _role(pair, index.column())))
            case Qt.ItemDataRole.ToolTipRole:
                found = plain_tip(self.detail(index.row()))
            case Qt.ItemDataRole.TextAlignmentRole:
                found = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        return found

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        return role == Qt.ItemDataRole.EditRole and self.put(index.row(), index.column(), str(value))

    def detail(self, row: int) -> str:
        """What a translator should know of a row: what the text said when the two agreed."""
        pair = self.pair(row)
        if pair is None or self._store is None or not is_stale(pair.state):
            return ""
        if pair.state == "main_stale":
            return _("The translation was changed last. Bring the text up to date, or confirm that both still agree.")
        if not pair.was:
            return _("The text was changed since it was translated.")
        return _("When it was translated, the text said: {text}").format(text=pair.was)

    def _head(self, name: str, column: int, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return name if column == WHERE else ""
            case Qt.ItemDataRole.FontRole:
                font = QFont()
                font.setWeight(QFont.Weight.DemiBold)
                return font
            case Qt.ItemDataRole.BackgroundRole:
                return QColor(colours().surface_soft)
        return None

    def _text(self, pair: Pair, column: int, project: Project) -> str:
        match column:
            case 1:  # MAIN
                return pair.main
            case 2:  # OTHER
                return pair.other
            case 3:  # STATE
                return state_words(pair.state, project.language)
        return _where(project, pair.place, self._labels)


def _role(pair: Pair, column: int) -> str:
    if column == STATE:
        return "warn" if is_stale(pair.state) else "good" if pair.state == "agreed" else "text_soft"
    return "text_soft" if column == WHERE else "text"


def _key(row: str | Pair) -> object:
    return row.place if isinstance(row, Pair) else row


def _grouped(project: Project, pairs: Sequence[Pair]) -> Iterator[str | Pair]:
    """The pairs, each run of a section below its name."""
    before: Place | None = None
    for pair in pairs:
        here = Place(pair.place.position, pair.place.section)
        if here != before:
            yield _section_name(project, here)
        before = here
        yield pair


def _section_name(project: Project, place: Place) -> str:
    section = section_at(project, place) if place.section else None
    if section:
        return section.title or section.about.name(interface_language())
    return _("Facts") if place.position else _("Project and company")


def _where(project: Project, place: Place, labels: dict[str, str]) -> str:
    """The field, and the item by its label or its number: `G2 · Measured by`."""
    field = field_at(project, place).label(interface_language())
    item, section = item_at(project, place), section_at(project, place)
    if item is None or section is None:
        return field
    name = labels.get(item.id) or str([each.id for each in getattr(section, "items", ())].index(item.id) + 1)
    return f"{name} · {field}"


def field_at(project: Project, place: Place) -> Field:
    """How the text at a place is declared; titles and introductions of sections, which are not, are described here."""
    section: AnySection | None = section_at(project, place) if place.section else None
    if section and place.item:
        return columns_of(section).get(place.field) or _TITLE
    if section:
        if place.field.isdecimal():
            return replace(_COLUMN, zh=f"第 {int(place.field) + 1} 列", en=f"Column {int(place.field) + 1}")
        return _TEXT if place.field == "text" else _TITLE
    declared = fields_of(Facts) if place.position else fields_of(Company)
    return declared.get(place.field) or _TITLE


_TITLE = Field("标题", "Title", "line", ())
_TEXT = Field("正文", "Text", "text", ())
_COLUMN = Field("列", "Column", "line", ())
