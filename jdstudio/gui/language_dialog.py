"""Both languages of a position beside each other: translate, see what is out of date, confirm what still agrees.

A window of its own that stays open beside the editor. Enter takes a text and goes on to the next row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from string import Template

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from jdstudio.gui.icons import icon
from jdstudio.gui.language_table import NAMES, WHERE, LanguageTable, Wanted
from jdstudio.gui.language_view import LanguageView
from jdstudio.gui.theme import colours
from jdstudio.i18n import N_, _
from jdstudio.model.languages import is_stale, other_language
from jdstudio.model.place import Place
from jdstudio.model.translation_edits import set_main_language, set_translation
from jdstudio.store import Change, Store

SIZE = (1080, 640)
CHIPS: Mapping[Wanted, str] = {
    "all": N_("All {count}"),
    "missing": N_("Not translated {count}"),
    "stale": N_("Out of date {count}"),
}


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
        self.fill = QPushButton(icon("add"), _("Fill in from the library"))
        self.fill.setToolTip(_("Takes over what the library says in the other language for the very same texts"))
        self.swap = QPushButton()
        self._lay_out()
        self._connect()
        self._style()

    # --- what is shown -------------------------------------------------------------------------------------------------

    def open_at(self, store: Store, place: Place, wanted: Wanted) -> None:
        """Come to the front with these texts of a position, at the section the place names."""
        self.show_store(store, place.position, wanted)
        self._go_to(place.section)
        self.show()
        self.activateWindow()
        self.view.setFocus()

    def show_store(self, store: Store, position_id: str, wanted: Wanted = "all") -> None:
        """Show the texts of a position of this store, or with an empty id those of the project itself."""
        self._stop_following()
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
        self._stop_following()
        self._store = None

    def _stop_following(self) -> None:
        if self._unsubscribe:
            self._unsubscribe()
        self._unsubscribe = None

    def commit_pending(self) -> None:
        """Take what an open cell holds."""
        self.view.commit_pending()

    def _show(self, position_id: str, wanted: Wanted) -> None:
        if self._store is None:
            return
        self.table.show(self._store, position_id, wanted)
        self.positions.setCurrentIndex(max(0, self.positions.findData(self.table.position)))
        self._go_to("")
        self._describe()

    def _go_to(self, section_id: str) -> None:
        """Stand on the first text of a section, or on the first of all where it has none here."""
        rows = [row for row in range(self.table.rowCount()) if self.table.pair(row)]
        found = (row for row in rows if (pair := self.table.pair(row)) and pair.place.section == section_id)
        if rows:
            self.view.go_to(next(found, rows[0]))

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
        self.fill.setEnabled(counts["missing"] > 0)
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

    def fill_in(self) -> None:
        """Give texts that stand in the library word for word, and have no translation, the library's own."""
        from jdstudio.library.both import known_words  # noqa: PLC0415

        self.commit_pending()
        if self._store is None:
            return
        project = self._store.project
        words = known_words(project.language)
        missing = self.table.missing()
        found = {pair.place: words[pair.main.strip()] for pair in missing if pair.main.strip() in words}
        for place, text in found.items():
            project = set_translation(project, place, text)
        self._store.commit(project, N_("Fill in from the library"), place=Place(self.table.position), origin=self)
        self.detail.setText(_("Filled in: {count} of {all}").format(count=len(found), all=len(missing)))

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
        top.addWidget(self.fill)
        top.addWidget(self.swap)
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(self.detail, 1)
        below.addWidget(self.show_it)
        below.addWidget(self.confirm)
        for button in (self.fill, self.swap, self.show_it, self.confirm):
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
        self.fill.clicked.connect(self.fill_in)
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

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight it costs nothing: whoever shows it again says what of."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._stop_following()


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
