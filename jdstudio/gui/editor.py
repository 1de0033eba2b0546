"""The editor in the middle of the window: the project, a position or a section, whichever a place names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import cached_property
from string import Template
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from jdstudio.gui.column_widths import Layouts
from jdstudio.gui.theme import colours
from jdstudio.model.place import Place
from jdstudio.model.project import Project
from jdstudio.model.walk import position_at, section_at
from jdstudio.store import Change, Store

if TYPE_CHECKING:
    from jdstudio.gui.fact_pages import PositionPage, ProjectPage
    from jdstudio.gui.section_page import SectionPage

    Page = ProjectPage | PositionPage | SectionPage
    P = TypeVar("P", ProjectPage, PositionPage, SectionPage)


class Editor(QWidget):
    """Edits whatever `show_place` names in the store that `show_store` gave.

    `place_selected` carries the Place of the row or field the caret is in; `place_wanted` one elsewhere in the project
    that a page leads to; `problem` says in words why something
    typed or pasted was not taken.
    """

    place_selected = Signal(object)
    place_wanted = Signal(object)
    library_wanted = Signal(str, object, int)
    structure_wanted = Signal()
    problem = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("editor")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._store: Store | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._place = Place()
        self._showing = False
        self._style = ""
        self._layouts = Layouts()
        self._page: Page | None = None
        self._holders: dict[QWidget, QWidget] = {}  # what stands in the stack for each page
        self._stack = QStackedWidget()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(self._stack)
        self._apply_style()

    # --- the pages, each made when it is first shown: an opened project waits for one of them only --------------------

    @cached_property
    def project(self) -> ProjectPage:
        from jdstudio.gui.fact_pages import ProjectPage  # noqa: PLC0415

        return self._joined(ProjectPage(self._layouts))

    @cached_property
    def position(self) -> PositionPage:
        from jdstudio.gui.fact_pages import PositionPage  # noqa: PLC0415

        page = PositionPage()
        page.place_wanted.connect(self.place_wanted)
        page.structure_wanted.connect(self.structure_wanted)
        return self._joined(page)

    @cached_property
    def section(self) -> SectionPage:
        from jdstudio.gui.section_page import SectionPage  # noqa: PLC0415

        page = SectionPage(self._layouts)
        page.library_wanted.connect(self.library_wanted)
        page.place_wanted.connect(self.place_wanted)
        return self._joined(page)

    def _joined(self, page: P) -> P:
        """Put a page among the others, with a scroll bar for windows lower than it needs."""
        holder = _Downwards(page)
        self._holders[page] = holder
        self._stack.addWidget(holder)
        page.place_selected.connect(self._on_place)
        page.problem.connect(self.problem)
        return page

    @property
    def place(self) -> Place:
        """What is shown: the place given last, or where the caret went since."""
        return self._place

    def show_store(self, store: Store, place: Place | None = None) -> None:
        """Edit another project, and show a place in it; its project page where none is named."""
        if self._unsubscribe:
            self._unsubscribe()
        self._store = store
        self._unsubscribe = store.subscribe(self._on_change)
        self._show(place or Place())

    def show_place(self, place: Place) -> None:
        """Show what a place names; what is gone is replaced by what it stood in."""
        self.commit_pending()
        self._show(place)

    def go_to(self, place: Place) -> None:
        """Show a place and put the caret there: in its cell, or in the field below the table that holds it."""
        self.show_place(place)
        self.setFocus()
        self._show(place)
        QTimer.singleShot(0, self, self._bring_caret_into_view)  # a field that has just appeared has no place yet

    def _bring_caret_into_view(self) -> None:
        caret: QWidget | None = self.window().focusWidget()
        above = caret
        while caret is not None and above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(caret)
            above = above.parentWidget()

    def commit_pending(self) -> None:
        """Send what is being composed or typed in a cell to the store."""
        QGuiApplication.inputMethod().commit()
        if self._page:
            self._page.commit_pending()

    def _show(self, place: Place) -> None:
        if self._store is None:
            return
        place = _nearest(self._store.project, place)
        self._place = place
        self._showing = True
        page = (self.section if place.section else self.position) if place.position else self.project
        self._page = page
        self._stack.setCurrentWidget(self._holders[page])
        page.show_place(self._store, place)
        self.setFocusProxy(page)
        self._showing = False

    def _on_place(self, place: Place) -> None:
        if self._showing or self.sender() is not self._page:
            return  # the focus moved because the page did
        self._place = place
        self.place_selected.emit(place)

    def _on_change(self, change: Change) -> None:
        if self._page is None:
            return  # nothing was shown yet
        nearest = _nearest(change.after, self._place)
        if (nearest.position, nearest.section) != (self._place.position, self._place.section):
            self._show(nearest)
        else:
            self._page.on_change(change)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange):
            self._apply_style()

    def _apply_style(self) -> None:
        style = Template(_SHEET).substitute(asdict(colours()), large=round(QFontInfo(self.font()).pointSizeF() * 1.55))
        if style != self._style:
            self._style = style
            self.setStyleSheet(style)


def _nearest(project: Project, place: Place) -> Place:
    """The place, or the position or project it stood in where it is gone."""
    if not place.position:
        return place if not place.section or section_at(project, place) else Place()
    if position_at(project, place) is None:
        return Place()
    return place if not place.section or section_at(project, place) else Place(place.position)


class _Downwards(QScrollArea):
    """Scrolls a page up and down only: a window may be lower than the page, but not narrower."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(page)
        self._page = page

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._page.minimumSizeHint().width() + bar, super().minimumSizeHint().height())


_SHEET = """
#editor, #editor QScrollArea, #page { background: $window; }
#editor QLabel#soft, #editor QLabel#label { color: $text_soft; }
#editor QLabel#audience { color: $disabled; font-size: 8pt; }
#editor QLabel#strong { color: $text; font-weight: 600; }
#editor QLabel#examples { color: $warn; padding-right: 6px; }
#editor QLabel#stale { color: $warn; }
#editor QLineEdit#field[stale="true"], #editor QPlainTextEdit#field[stale="true"] {
    border-right: 3px solid $warn; }
#editor QLineEdit#field[example="true"], #editor QPlainTextEdit#field[example="true"] {
    border-bottom: 1px dashed $warn; }
#editor QLabel#extra { background: $line; border-radius: 4px; padding: 1px 7px; color: $text_soft; font-size: 8pt; }
#editor QLabel#sample { background: $surface_soft; border: 0; border-left: 3px solid $accent; padding: 6px 10px;
    color: $text; }
#editor QFrame#suggestions { background: $surface; border: 1px solid $disabled; }
#editor QFrame#suggestions QCheckBox { color: $text; }
#editor QFrame#suggestions QCheckBox:disabled { color: $disabled; }
#editor QLabel#wrong { color: $bad; }
#editor QLabel#score { font-size: ${large}pt; font-weight: 700; color: $text; }
#editor QLabel#score[level="good"] { color: $good; }
#editor QLabel#score[level="warn"] { color: $warn; }
#editor QLabel#score[level="bad"] { color: $bad; }
#editor QLabel#difference[level="bad"] { color: $bad; font-weight: 600; }
#editor QLabel#difference[level="good"] { color: $good; }
#editor QLabel#badge { border-radius: 7px; padding: 5px 12px; background: $surface; color: $text; }
#editor QLabel#badge[level="good"] { background: $good_soft; color: $good; }
#editor QLabel#badge[level="warn"] { background: $warn_soft; color: $warn; }
#editor QLabel#badge[level="bad"] { background: $bad_soft; color: $bad; }
#editor QFrame#card { background: $surface; border: 1px solid $line; border-radius: 8px; }
#editor QFrame#card QLabel, #editor QScrollArea#inner, #editor QScrollArea#inner > QWidget > QWidget {
    background: transparent; }
#editor QLineEdit#title { background: transparent; border: 1px solid transparent; border-radius: 6px;
    font-size: ${large}pt; font-weight: 700; padding: 2px 4px; margin-left: -5px; color: $text; }
#editor QLineEdit#title:hover { border-color: $line; background: $surface; }
#editor QLineEdit#title:focus { border-color: $accent; background: $surface; }
#editor QLineEdit#field, #editor QPlainTextEdit#field, #editor QComboBox#field { background: $surface;
    border: 1px solid $line; border-radius: 6px; padding: 5px 7px; color: $text;
    selection-background-color: $accent; selection-color: $on_accent; }
#editor QComboBox#field::drop-down { border: 0; width: 24px; }
#editor QPlainTextEdit#field { padding: 2px 3px; }
#editor QLineEdit#field:hover, #editor QPlainTextEdit#field:hover, #editor QComboBox#field:hover {
    border-color: $disabled; }
#editor QLineEdit#field:focus, #editor QPlainTextEdit#field:focus, #editor QComboBox#field:focus {
    border-color: $accent; }
#editor QLineEdit#field[level="bad"] { border-color: $bad; color: $bad; }
#editor QPlainTextEdit#intro { background: transparent; border: 1px solid transparent; border-radius: 6px;
    color: $text; margin-left: -5px; }
#editor QPlainTextEdit#intro:hover { border-color: $line; }
#editor QPlainTextEdit#intro:focus { border-color: $accent; background: $surface; }
#editor QPlainTextEdit#prose { background: transparent; border: 0; color: $text; }
#editor QToolButton#chip { background: transparent; border: 1px solid $line; border-radius: 10px; padding: 2px 10px;
    color: $text_soft; }
#editor QToolButton#chip:hover { border-color: $accent; }
#editor QToolButton#chip:checked { background: $accent_soft; border-color: $accent_soft; color: $accent; }
#editor QToolButton#tool { background: transparent; border: 0; border-radius: 6px; padding: 4px 7px; color: $text_soft; }
#editor QToolButton#tool:hover { background: $accent_soft; color: $text; }
#editor QPushButton#small { padding: 4px 10px; }
#editor QTableView { background: $surface; border: 1px solid $line; border-radius: 8px; gridline-color: $line;
    color: $text; selection-background-color: $accent_soft; selection-color: $text; outline: 0; }
#editor QHeaderView { background: $surface_soft; border: 0; border-top-left-radius: 8px; border-top-right-radius: 8px; }
#editor QHeaderView:vertical { background: $surface; }
#editor QHeaderView::section { background: $surface_soft; color: $text_soft; border: 0; padding: 7px 8px;
    border-right: 1px solid $line; border-bottom: 1px solid $line; font-weight: 600; }
#editor QHeaderView::section:vertical { font-weight: 400; padding: 2px 4px; }
#editor QHeaderView::section:vertical:checked { background: $accent_soft; color: $accent; }
#editor QTableCornerButton::section { background: $surface_soft; border: 0; border-right: 1px solid $line;
    border-bottom: 1px solid $line; border-top-left-radius: 8px; }
#editor QLineEdit#cell, #editor QPlainTextEdit#cell { background: $surface; border: 2px solid $accent; border-radius: 0;
    padding: 0 5px; color: $text; selection-background-color: $accent; selection-color: $on_accent; }
#editor QPlainTextEdit#cell { padding: 0 1px; }
#editor QLineEdit#cell[bad="true"], #editor QPlainTextEdit#cell[bad="true"] { border-color: $bad;
    background: $bad_soft; }
#editor QSplitter::handle { background: transparent; }
#editor QSplitter::handle:hover { background: $accent_soft; }
"""
