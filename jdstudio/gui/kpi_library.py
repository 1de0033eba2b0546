"""The KPI library at the right of the window: search, filter, read, and take into the position."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from string import Template

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from jdstudio.gui.icons import icon
from jdstudio.gui.kpi_list import KpiList
from jdstudio.gui.score_panel import soft_label
from jdstudio.gui.theme import colours
from jdstudio.gui.tips import first_few
from jdstudio.i18n import N_, _
from jdstudio.library import roles
from jdstudio.library.kpi import Library, LibraryKpi
from jdstudio.library.kpi_search import find_kpis

EVERY, STARTERS, MINE = "", "*starters", "*mine"
MOST_PROBLEMS = 3
"""Own files with a problem that are named."""
_TEXTS = (
    ("definition", N_("Definition")),
    ("formula", N_("Formula")),
    ("source", N_("Data source")),
    ("period", N_("Period")),
    ("pitfall", N_("Beware")),
)


class KpiLibrary(QFrame):
    """The panel. `wanted` carries the ids of KPIs to take into the position; `rename` and `remove` that of an own one."""

    wanted = Signal(object)
    closed = Signal()
    rename = Signal(str)
    remove = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library")
        self._library = Library((), {})
        self._style = ""
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Name, meaning or pinyin, such as fgl"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setAccessibleName(_("Search the KPI library"))
        self.role, self.dimension = QComboBox(), QComboBox()
        self.role.setAccessibleName(_("Role"))
        self.dimension.setAccessibleName(_("Dimension"))
        self.list = KpiList()
        self.count = soft_label()
        self.problem = soft_label(name="wrong")
        self.problem.setWordWrap(True)
        self.title = soft_label(name="strong")
        self.title.setWordWrap(True)
        self.texts = {name: soft_label(name="text") for name, _label in _TEXTS}
        self.labels = {name: soft_label() for name, _label in _TEXTS}
        self.add = QPushButton(icon("add", "on_accent"), _("Add to the KPI table"))
        self.add.setObjectName("add")
        self.edit_own = [self._own_button("rename", _("Rename…")), self._own_button("delete", _("Delete"))]
        self._lay_out()
        self._connect()
        self._apply_style()

    def _own_button(self, picture: str, words: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName("tool")
        button.setIcon(icon(picture))
        button.setText(words)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def _lay_out(self) -> None:
        down = QVBoxLayout(self)
        down.setContentsMargins(14, 12, 14, 12)
        down.setSpacing(8)
        down.addLayout(self._head())
        down.addWidget(self.search)
        filters = QHBoxLayout()
        filters.setSpacing(8)
        filters.addWidget(self.role, 3)
        filters.addWidget(self.dimension, 2)
        down.addLayout(filters)
        down.addWidget(self.problem)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(8)
        parts.addWidget(self.list)
        parts.addWidget(self._details())
        parts.setSizes([460, 215])
        parts.setStretchFactor(0, 1)
        parts.setStretchFactor(1, 0)
        down.addWidget(parts, 1)
        across = QHBoxLayout()
        across.addWidget(self.count, 1)
        for button in self.edit_own:
            across.addWidget(button)
        across.addWidget(self.add)
        down.addLayout(across)

    def _head(self) -> QHBoxLayout:
        heading = soft_label(name="heading")
        heading.setText(_("KPI library"))
        close = QToolButton()
        close.setObjectName("tool")
        close.setIcon(icon("close"))
        close.setToolTip(_("Close the library (Esc)"))
        close.setAccessibleName(_("Close the library (Esc)"))
        close.clicked.connect(self.closed)
        across = QHBoxLayout()
        across.addWidget(heading, 1)
        across.addWidget(close)
        return across

    def _details(self) -> QScrollArea:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(12, 10, 12, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.title, 0, 0, 1, 2)
        for row, (name, label) in enumerate(_TEXTS, 1):
            self.labels[name].setText(_(label))
            self.texts[name].setWordWrap(True)
            self.texts[name].setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(self.labels[name], row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self.texts[name], row, 1)
        grid.setRowStretch(len(_TEXTS) + 1, 1)
        area = QScrollArea()
        area.setObjectName("details")
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setMinimumHeight(120)
        return area

    def _connect(self) -> None:
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self._want)
        self.search.installEventFilter(self)
        self.role.currentIndexChanged.connect(self._find)
        self.dimension.currentIndexChanged.connect(self._find)
        self.list.wanted.connect(self._want)
        self.list.chosen.connect(self._show_chosen)
        self.list.left_upwards.connect(self.search.setFocus)
        self.add.clicked.connect(self._want)
        for button, signal in zip(self.edit_own, (self.rename, self.remove), strict=True):
            button.clicked.connect(self._about_own(signal.emit))

    def _about_own(self, tell: Callable[[str], None]) -> Callable[[], None]:
        def act() -> None:
            if chosen := self._own_chosen():
                tell(chosen)

        return act

    # --- what is shown ---

    def show_library(self, library: Library) -> None:
        """Show these KPIs from now on; the search and the filters stay."""
        self._library = library
        self.problem.setText(first_few(library.problems, MOST_PROBLEMS))
        self.problem.setVisible(bool(library.problems))
        everybody = [(_("All roles"), EVERY), (_("The article’s twelve"), STARTERS), (_("My own"), MINE)]
        _fill(self.role, [*everybody, *((str(role.title), role.code) for role in roles())])
        dimensions = dict.fromkeys(str(kpi.dimension) for kpi in library.kpis if str(kpi.dimension))
        _fill(self.dimension, [(_("All dimensions"), EVERY), *((name, name) for name in dimensions)])
        self._find()

    def show_role(self, code: str) -> None:
        """Filter by a role; all KPIs where it is none of those offered."""
        self.role.setCurrentIndex(max(0, self.role.findData(code)))

    def show_used(self, used: frozenset[str]) -> None:
        """Mark what the position has already."""
        self.list.found.show_used(used)

    def show_own(self, kpi_id: str) -> None:
        """Bring one KPI into view and choose it."""
        self.search.clear()
        self.dimension.setCurrentIndex(0)
        self.show_role(MINE)
        at = next((row for row, kpi in enumerate(self.list.found.kpis) if kpi.id == kpi_id), -1)
        if at >= 0:
            self.list.selectRow(at)

    def _find(self) -> None:
        role, dimension = self.role.currentData(), self.dimension.currentData()
        among = [kpi for kpi in self._library.kpis if self._suits(kpi, role or EVERY, dimension or EVERY)]
        found = find_kpis(self.search.text(), among)
        self.list.show_kpis(found, self._library.own)
        self.count.setText(_("{found} of {all} KPIs").format(found=len(found), all=len(self._library.kpis)))

    def _suits(self, kpi: LibraryKpi, role: str, dimension: str) -> bool:
        if dimension and str(kpi.dimension) != dimension:
            return False
        match role:
            case "":
                return True
            case "*starters":
                return kpi.starter
            case "*mine":
                return kpi.id in self._library.own
            case _:
                return role in kpi.roles or kpi.id in self._library.own

    def _show_chosen(self) -> None:
        chosen = self.list.selected()
        shown = next((kpi for kpi in chosen if kpi == self._current()), chosen[0] if chosen else None)
        self.title.setText(str(shown.name) if shown else _("Nothing found. Try fewer words, or all roles."))
        for name, label in self.texts.items():
            text = str(getattr(shown, name)) if shown else ""
            label.setText(text)
            label.setVisible(bool(text))
            self.labels[name].setVisible(bool(text))
        self.add.setEnabled(bool(chosen))
        words = _("Add {count} to the KPI table") if len(chosen) > 1 else _("Add to the KPI table")
        self.add.setText(words.format(count=len(chosen)))
        for button in self.edit_own:
            button.setVisible(bool(self._own_chosen()))

    def _current(self) -> LibraryKpi | None:
        row = self.list.currentIndex().row()
        return self.list.found.kpis[row] if 0 <= row < len(self.list.found.kpis) else None

    def _own_chosen(self) -> str:
        """The id of the own KPI that alone is chosen."""
        chosen = self.list.selected()
        return chosen[0].id if len(chosen) == 1 and chosen[0].id in self._library.own else ""

    # --- what a person does ---

    def _want(self) -> None:
        if chosen := self.list.selected():
            self.wanted.emit(tuple(kpi.id for kpi in chosen))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the search into the list."""
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if watched is self.search and pressed in (Qt.Key.Key_Down, Qt.Key.Key_PageDown) and self.list.found.kpis:
            self.list.setFocus()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the search, then closes."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.search.text():
            self.search.clear()
            self.search.setFocus()
        else:
            self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange):
            self._apply_style()

    def _apply_style(self) -> None:
        style = Template(_SHEET).substitute(asdict(colours()))
        if style != self._style:
            self._style = style
            self.setStyleSheet(style)


def _fill(box: QComboBox, choices: list[tuple[str, str]]) -> None:
    """Offer other choices; the one made stays where there still is one."""
    kept = box.currentData()
    blocked = QSignalBlocker(box)
    box.clear()
    for words, value in choices:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(kept)))
    blocked.unblock()


_SHEET = """
#library { background: $window; }
#library QLabel#heading { font-size: 13pt; font-weight: 700; color: $text; }
#library QLabel#soft { color: $text_soft; }
#library QLabel#strong { color: $text; font-weight: 600; }
#library QLabel#text { color: $text; }
#library QLabel#wrong { color: $bad; }
#library QLineEdit, #library QComboBox { background: $surface; border: 1px solid $line; border-radius: 6px;
    padding: 6px 8px; color: $text; }
#library QLineEdit:focus, #library QComboBox:focus { border-color: $accent; }
#library QComboBox::drop-down { border: 0; width: 24px; }
#library QTableView { background: $surface; border: 1px solid $line; border-radius: 8px; color: $text; outline: 0;
    selection-background-color: $accent_soft; selection-color: $text; }
#library QTableView::item { padding: 0 6px; border: 0; }
#library QHeaderView { background: $surface_soft; border: 0; border-top-left-radius: 8px; border-top-right-radius: 8px; }
#library QHeaderView::section { background: transparent; color: $text_soft; border: 0; padding: 6px;
    border-bottom: 1px solid $line; font-weight: 600; }
#library QScrollArea#details { background: $surface; border: 1px solid $line; border-radius: 8px; }
#library QScrollArea#details > QWidget > QWidget { background: transparent; }
#library QToolButton#tool { background: transparent; border: 0; border-radius: 6px; padding: 4px 7px; color: $text_soft; }
#library QToolButton#tool:hover { background: $accent_soft; color: $text; }
#library QPushButton#add { background: $accent; border-color: $accent; color: $on_accent; font-weight: 600; }
#library QPushButton#add:hover { background: $accent_strong; }
#library QPushButton#add:disabled { background: $accent_soft; border-color: $accent_soft; color: $disabled; }
#library QSplitter::handle { background: transparent; }
"""
