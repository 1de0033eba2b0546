"""Both languages of a position beside each other: translate, see what is out of date, confirm what still agrees.

A window of its own that stays open beside the editor. Enter takes a text and goes on to the next row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from string import Template

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from jdstudio.gui.cell_editors import LinesCell
from jdstudio.gui.icons import icon
from jdstudio.gui.language_table import MAIN, NAMES, OTHER, STATE, WHERE, AnyIndex, LanguageTable, Wanted
from jdstudio.gui.theme import colours
from jdstudio.i18n import N_, _
from jdstudio.model.languages import is_stale, other_language
from jdstudio.model.place import Place
from jdstudio.model.translation_edits import set_main_language
from jdstudio.store import Change, Store

SIZE = (1080, 640)
CHIPS: Mapping[Wanted, str] = {
    "all": N_("All {count}"),
    "missing": N_("Not translated {count}"),
    "stale": N_("Out of date {count}"),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_FITTED = 1500
"""Rows up to which each is as high as its text; of more, all are two lines high."""


class LanguageDialog(QDialog):
    """The table of both languages, for one store at a time. `place_wanted`: show this text in the editor."""

    place_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("languages")
        self.setWindowTitle(_("Two languages"))
        self.resize(*SIZE)
        self._store: Store | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self.table = LanguageTable(self)
        self.view = LanguageView(self.table)
        self.positions = QComboBox()
        self.positions.setObjectName("field")
        self.positions.setMinimumWidth(220)
        self.positions.setAccessibleName(_("Position"))
        self.chips: dict[Wanted, QToolButton] = {}
        self.detail = QLabel()
        self.detail.setTextFormat(Qt.TextFormat.PlainText)
        self.detail.setWordWrap(True)
        self.detail.setObjectName("soft")
        self.detail.setMinimumHeight(2 * self.detail.fontMetrics().lineSpacing())  # lest the table jumps
        self.confirm = QPushButton(icon("check"), _("Confirm as up to date"))
        self.show_it = QPushButton(icon("shown"), _("Show in the editor"))
        self.swap = QPushButton()
        self._lay_out()
        self._connect()
        self._style()

    # --- what is shown -------------------------------------------------------------------------------------------------

    def open_at(self, store: Store, position_id: str, wanted: Wanted) -> None:
        """Come to the front with these texts."""
        self.show_store(store, position_id, wanted)
        self.show()
        self.activateWindow()
        self.view.setFocus()

    def show_store(self, store: Store, position_id: str, wanted: Wanted = "all") -> None:
        """Show the texts of a position of this store, or with an empty id those of the project itself."""
        if self._unsubscribe:
            self._unsubscribe()
        self._store = store
        self._unsubscribe = store.subscribe(self._on_change)
        self._fill_positions()
        self._show(position_id, wanted)

    def show_position(self, position_id: str) -> None:
        """Follow the outline to another position."""
        if self.isVisible() and position_id != self.table.position:
            self.commit_pending()
            self._show(position_id, self.table.wanted)

    def forget(self) -> None:
        """Let go of the store, and close."""
        self.close()
        if self._unsubscribe:
            self._unsubscribe()
        self._unsubscribe = self._store = None

    def commit_pending(self) -> None:
        """Take what an open cell holds."""
        self.view.commit_pending()

    def _show(self, position_id: str, wanted: Wanted) -> None:
        if self._store is None:
            return
        self.table.show(self._store, position_id, wanted)
        self.positions.setCurrentIndex(max(0, self.positions.findData(self.table.position)))
        first = next((row for row in range(self.table.rowCount()) if self.table.pair(row)), -1)
        if first >= 0:
            self.view.setCurrentIndex(self.table.index(first, OTHER))
        self._describe()

    def _fill_positions(self) -> None:
        if self._store is None:
            return
        project = self._store.project
        wanted = [
            ("", _("Project and company")),
            *((each.id, each.title or _("Untitled position")) for each in project.positions),
        ]
        if wanted != [
            (self.positions.itemData(at), self.positions.itemText(at)) for at in range(self.positions.count())
        ]:
            self.positions.clear()
            for position_id, words in wanted:
                self.positions.addItem(words, position_id)
            self.positions.setCurrentIndex(max(0, self.positions.findData(self.table.position)))

    def _on_change(self, change: Change) -> None:
        self.table.on_change(change)
        if change.before.positions is not change.after.positions:
            self._fill_positions()
        self._describe()

    def _describe(self) -> None:
        """Counts, what can be done with the rows chosen, and what is to be known of the current one."""
        counts = self.table.counts()
        for wanted, chip in self.chips.items():
            chip.setText(_(CHIPS[wanted]).format(count=counts[wanted]))
            chip.setChecked(wanted == self.table.wanted)
        row = self.view.currentIndex().row()
        pairs = [self.table.pair(row) for row in self.view.chosen_rows()]
        self.confirm.setEnabled(any(pair is not None and is_stale(pair.state) for pair in pairs))
        self.show_it.setEnabled(self.table.pair(row) is not None)
        empty = {
            "all": _("There is nothing to translate here yet."),
            "missing": _("Everything is translated."),
            "stale": _("Nothing is out of date."),
        }
        self.detail.setText(self.table.detail(row) if self.table.rowCount() else empty[self.table.wanted])
        if self._store:
            other = NAMES[other_language(self._store.project.language)]
            self.swap.setText(_("Make {language} the main language").format(language=other))

    # --- what a person does --------------------------------------------------------------------------------------------

    def choose(self, wanted: Wanted) -> None:
        """Show all pairs, those without a translation, or those that do not agree any more."""
        self.commit_pending()
        self._show(self.table.position, wanted)

    def confirm_chosen(self) -> None:
        """The pairs of the rows chosen agree as they are."""
        self.table.confirm(self.view.chosen_rows())

    def show_chosen(self) -> None:
        """Show the current text in the editor."""
        if pair := self.table.pair(self.view.currentIndex().row()):
            self.place_wanted.emit(pair.place)

    def swap_languages(self) -> None:
        """Let the other language be the main one; pairs change places."""
        self.commit_pending()
        if self._store:
            project = self._store.project
            swapped = set_main_language(project, other_language(project.language))
            self._store.commit(swapped, N_("Choose language"), place=Place(), origin=self)

    def undo(self) -> None:
        self.commit_pending()
        if self._store:
            self._store.undo()

    def redo(self) -> None:
        self.commit_pending()
        if self._store:
            self._store.redo()

    def _on_chip(self) -> None:
        self.choose(self.sender().property("wanted"))

    def _on_position(self) -> None:
        self.commit_pending()
        self._show(str(self.positions.currentData()), self.table.wanted)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == WHERE:
            self.show_chosen()

    # --- looks ---------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.positions)
        top.addSpacing(8)
        for wanted in CHIPS:
            chip = QToolButton()
            chip.setObjectName("chip")
            chip.setCheckable(True)
            chip.setProperty("wanted", wanted)
            chip.clicked.connect(self._on_chip)
            self.chips[wanted] = chip
            top.addWidget(chip)
        top.addStretch(1)
        top.addWidget(self.swap)
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(self.detail, 1)
        below.addWidget(self.show_it)
        below.addWidget(self.confirm)
        for button in (self.swap, self.show_it, self.confirm):
            button.setAutoDefault(False)
        down = QVBoxLayout(self)
        down.setContentsMargins(16, 14, 16, 14)
        down.setSpacing(12)
        down.addLayout(top)
        down.addWidget(self.view, 1)
        down.addLayout(below)
        self.view.setFocus()

    def _connect(self) -> None:
        self.positions.activated.connect(self._on_position)
        self.confirm.clicked.connect(self.confirm_chosen)
        self.show_it.clicked.connect(self.show_chosen)
        self.swap.clicked.connect(self.swap_languages)
        self.view.clicked.connect(self._on_clicked)
        self.view.chosen.connect(self._describe)
        for keys, slot in ((QKeySequence.StandardKey.Undo, self.undo), (QKeySequence.StandardKey.Redo, self.redo)):
            QShortcut(QKeySequence(keys), self, slot)

    def _style(self) -> None:
        style = Template(_SHEET).substitute(asdict(colours()))
        if style != self.styleSheet():
            self.setStyleSheet(style)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._style()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.commit_pending()
        super().closeEvent(event)

    def reject(self) -> None:
        self.commit_pending()
        super().reject()


class LanguageView(QTableView):
    """The table: type to edit, Enter for the next row. `chosen`: other rows are current or selected, or they changed."""

    chosen = Signal()

    def __init__(self, table: LanguageTable) -> None:
        super().__init__()
        self._table = table
        self._texts = TextDelegate(self)
        self._fit_soon = QTimer(self, interval=0, singleShot=True)
        self._fit_soon.timeout.connect(self._fit)
        self.setItemDelegate(self._texts)
        self.setModel(table)
        self.setWordWrap(True)
        self.setAccessibleName(_("Texts in both languages"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for column, mode in ((WHERE, "Fixed"), (MAIN, "Stretch"), (OTHER, "Stretch"), (STATE, "Fixed")):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode[mode])
        letter = self.fontMetrics().horizontalAdvance("文")
        header.resizeSection(WHERE, 13 * letter)
        header.resizeSection(STATE, 9 * letter)
        self._texts.left.connect(self._on_left)
        table.modelReset.connect(self._on_reset)
        table.dataChanged.connect(self._on_data)
        self.selectionModel().selectionChanged.connect(self._tell)
        self.selectionModel().currentChanged.connect(self._tell)

    def chosen_rows(self) -> list[int]:
        """The rows that are selected, and the current one."""
        rows = {index.row() for index in self.selectionModel().selectedIndexes()}
        return sorted(rows | {self.currentIndex().row()})

    def commit_pending(self) -> None:
        self._texts.finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.state() != QAbstractItemView.State.EditingState:
            self.edit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_soon.start()

    def _on_left(self, index: QPersistentModelIndex, how: str) -> None:
        """Enter goes down and opens the next text, Tab goes to the other language and then on."""
        if how == "cancel" or not index.isValid():
            self.setFocus()
            return
        row, column = index.row(), index.column()
        step = -1 if how in ("up", "previous") else 1
        if how in ("next", "previous") and column == (MAIN if step > 0 else OTHER):
            self._go(row, OTHER if step > 0 else MAIN)
            return
        column = column if how in ("up", "down") else MAIN if step > 0 else OTHER
        row += step
        while 0 <= row < self._table.rowCount() and self._table.pair(row) is None:
            row += step
        if 0 <= row < self._table.rowCount():
            self._go(row, column)
        else:
            self.setFocus()

    def _go(self, row: int, column: int) -> None:
        index = self._table.index(row, column)
        self.setCurrentIndex(index)
        self.edit(index)

    def _on_reset(self) -> None:
        self.clearSpans()
        for row in self._table.heads():
            self.setSpan(row, WHERE, 1, STATE + 1)
        self._fit_soon.start()
        self._tell()

    def _on_data(self, first: QModelIndex, last: QModelIndex) -> None:
        for row in range(first.row(), last.row() + 1):
            self.resizeRowToContents(row)
        self._tell()

    def _fit(self) -> None:
        if self._table.rowCount() <= _MOST_FITTED:
            self.resizeRowsToContents()
        else:
            self.verticalHeader().setDefaultSectionSize(2 * self.fontMetrics().lineSpacing() + 14)

    def _tell(self) -> None:
        self.chosen.emit()


class TextDelegate(QStyledItemDelegate):
    """Opens a text to type into. `left` says which one was left, and how."""

    left = Signal(object, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor: LinesCell | None = None
        self._at = QPersistentModelIndex()

    def finish(self) -> None:
        """Take what is being typed."""
        if self._editor is not None:
            self.commitData.emit(self._editor)
            self.closeEditor.emit(self._editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:  # noqa: ARG002
        editor = LinesCell(parent)
        editor.setObjectName("cell")
        editor.done.connect(self._on_done)
        self._editor, self._at = editor, QPersistentModelIndex(index)
        editor.begin(str(index.data(Qt.ItemDataRole.EditRole) or ""), replace=False)
        return editor

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        """Nothing: the editor was filled when it opened."""

    def setModelData(self, editor: QWidget, model: object, index: AnyIndex) -> None:
        if isinstance(editor, LinesCell) and isinstance(model, LanguageTable):
            model.put(index.row(), index.column(), editor.text())

    def destroyEditor(self, editor: QWidget, index: AnyIndex) -> None:
        if editor is self._editor:
            self._editor = None
        super().destroyEditor(editor, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:  # noqa: ARG002
        rect = option.rect
        editor.setGeometry(rect.x(), rect.y(), rect.width(), max(rect.height(), editor.height()))

    def eventFilter(self, editor: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            return False  # the editor knows its keys itself
        return super().eventFilter(editor, event)  # type: ignore[arg-type]

    def _on_done(self, how: str) -> None:
        editor, at = self._editor, self._at
        if editor is None:
            return
        if how == "paste":
            editor.paste()
            return
        if how != "cancel":
            self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.left.emit(at, how)


_SHEET = """
QLabel#soft { color: $text_soft; }
QToolButton#chip { background: transparent; border: 1px solid $line; border-radius: 10px; padding: 3px 12px;
    color: $text_soft; }
QToolButton#chip:hover { border-color: $accent; }
QToolButton#chip:checked { background: $accent_soft; border-color: $accent_soft; color: $accent; }
QTableView { background: $surface; border: 1px solid $line; border-radius: 8px; gridline-color: $line; color: $text;
    selection-background-color: $accent_soft; selection-color: $text; outline: 0; }
QTableView::item { padding: 5px 7px; }
QHeaderView { background: $surface_soft; border: 0; border-top-left-radius: 8px; border-top-right-radius: 8px; }
QHeaderView::section { background: $surface_soft; color: $text_soft; border: 0; padding: 7px 8px;
    border-right: 1px solid $line; border-bottom: 1px solid $line; font-weight: 600; }
QPlainTextEdit#cell { background: $surface; border: 2px solid $accent; border-radius: 0; padding: 0 1px; color: $text;
    selection-background-color: $accent; selection-color: $on_accent; }
"""
