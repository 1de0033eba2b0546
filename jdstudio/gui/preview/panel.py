"""The preview beside the editor: its bar (which face, which language, how large) and the paper below it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict
from string import Template

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from jdstudio.blocks.bilingual import build_reading
from jdstudio.blocks.build import Memo
from jdstudio.errors import JDStudioError
from jdstudio.gui.icons import icon
from jdstudio.gui.preview.paper import Paper
from jdstudio.gui.theme import colours
from jdstudio.i18n import N_, _
from jdstudio.model.fields import Face
from jdstudio.model.languages import Reading
from jdstudio.model.place import Place
from jdstudio.model.walk import position_at
from jdstudio.store import Change, Store

_log = logging.getLogger(__name__)

FACES: Sequence[tuple[Face, str]] = (("description", N_("Job description")), ("posting", N_("Job posting")))
LANGUAGES: Sequence[tuple[Reading, str]] = (
    ("zh", "中文"),  # each in its own words
    ("en", "English"),
    ("both", N_("Side by side")),
)
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)

_OPENS = "{} ▾"

_BAR = """
#previewBar { background: $surface; border-bottom: 1px solid $line; }
#previewBar QToolButton { border: 0; border-radius: 6px; padding: 4px 8px; color: $text_soft; background: transparent; }
#previewBar QToolButton:hover { color: $text; background: $surface_soft; }
#previewBar QToolButton:checked { color: $accent; background: $accent_soft; font-weight: 600; }
#previewBar QToolButton:focus { color: $accent; }
#previewBar QToolButton::menu-indicator { image: none; }
#previewBar QLabel { color: $text_soft; padding: 0 4px; }
"""


class Preview(QWidget):
    """Shows one position of a store as paper and keeps up with every edit, once per frame."""

    place_clicked = Signal(object)
    """The Place of what was clicked on the paper."""
    face_changed = Signal(str)
    """The face that is shown from now on."""
    problem = Signal(str)
    """Why the preview could not be made, in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store: Store | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._position = ""
        self._face: Face = "description"
        self._language: Reading | None = None
        self.calendar = QToolButton()
        self._memo = Memo()
        self._from_top = True
        self._stale = True
        self._following: Place | None = None
        self._last_problem = ""
        self._styled_with: object = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._refresh)
        self.paper = Paper(self)
        self.paper.setAccessibleName(_("Preview"))
        self.paper.place_clicked.connect(self.place_clicked)
        self.paper.page_changed.connect(self._show_page)
        self.paper.zoom_changed.connect(self._show_zoom)
        self._faces = QButtonGroup(self)
        self._bar = self._make_bar()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(self.paper, 1)
        self._style()
        self._show_zoom(self.paper.zoom)

    # --- what is shown

    def show_store(self, store: Store) -> None:
        """Show positions of this store from now on, and no longer those of the one before."""
        if self._unsubscribe:
            self._unsubscribe()
        self._store = store
        self._unsubscribe = store.subscribe(self._changed)
        self._memo = Memo()
        self._position = ""
        self._language = None
        self._following = None
        self._from_top = True
        self._later()

    def show_position(self, position_id: str) -> None:
        """Show this position; an empty id, or one that is gone, shows an empty page."""
        if position_id != self._position:
            self._position = position_id
            self._memo = Memo()
            self._from_top = True
            self._following = None
            self._later()

    @property
    def face(self) -> Face:
        return self._face

    def set_face(self, face: Face) -> None:
        if face != self._face:
            self._face = face
            self._later()
            self.face_changed.emit(face)
        for button in self._faces.buttons():
            button.setChecked(button.property("choice") == face)

    @property
    def language(self) -> Reading:
        """The language shown, or both: what was chosen here, else the project's."""
        return self._language or (self._store.project.language if self._store else "zh")

    def set_language(self, language: Reading | None) -> None:
        """Show the document in this language or in both side by side; None for the project's own."""
        if language != self._language:
            self._language = language
            self._later()

    def follow(self, place: Place) -> None:
        """Mark what shows the place and bring it into view, once what is to come has been drawn."""
        self._following = place
        if not self._stale:
            self._follow()

    # --- keeping up

    def _changed(self, change: Change) -> None:  # noqa: ARG002  what changed is found by identity
        self._later()

    def _later(self) -> None:
        """Many edits in a row are drawn once; nothing is drawn for nobody to see."""
        self._stale = True
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def _refresh(self) -> None:
        self._stale = False
        self._language_button.setText(_OPENS.format(_(dict(LANGUAGES)[self.language])))
        self._make_room()
        for action in self._language_menu.actions():
            action.setChecked(action.data() == self.language)
        try:
            self._draw()
        except Exception as error:  # noqa: BLE001  whatever a document may hold, typing goes on; the next edit may help
            self._fail(error)
        else:
            self._last_problem = ""
            self._from_top = False
            self._follow()

    def _draw(self) -> None:
        project = self._store.project if self._store else None
        position = position_at(project, Place(self._position)) if project and self._position else None
        if project is None or position is None:
            empty = project is not None and not project.positions
            message = (
                _("Add a position, and its pages appear here.") if empty else _("Choose a position to see it as pages.")
            )
            self.paper.show_document(None, message=message)
            return
        document = build_reading(
            project, position, self._face, self.language, self._memo, calendar=self.calendar.isChecked()
        )
        self.paper.show_document(document, top=self._from_top)

    def _fail(self, error: Exception) -> None:
        reason = str(error) if isinstance(error, JDStudioError) else f"{type(error).__name__}: {error}"
        message = _("The preview could not be made. {reason}").format(reason=reason)
        self._memo = Memo()
        self.paper.start_over(message)
        if message == self._last_problem:
            return  # said already, an edit ago
        self._last_problem = message
        if not isinstance(error, JDStudioError):
            _log.error("the preview could not be made", exc_info=error)
        self.problem.emit(message)

    def _follow(self) -> None:
        place, self._following = self._following, None
        if place is not None and place.position in ("", self._position):
            self.paper.follow(place)

    # --- the bar

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Where the bar is too narrow for all, the number of the page gives way, then the zoom: no word is cut short."""
        gives_way = (self._page_label, self._zoom_button)
        for widget in gives_way:
            widget.show()
        for widget in gives_way:
            if self._bar.sizeHint().width() <= self.width():
                break
            widget.hide()

    def _make_bar(self) -> QWidget:
        bar = QWidget(self)
        bar.setObjectName("previewBar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(10, 6, 8, 6)
        layout.setSpacing(2)
        for face, words in FACES:
            tab = QToolButton(bar)
            tab.setText(_(words))
            tab.setCheckable(True)
            tab.setChecked(face == self._face)
            tab.setProperty("choice", face)
            self._faces.addButton(tab)
            layout.addWidget(tab)
        self._faces.buttonClicked.connect(self._choose_face)
        self.calendar.setIcon(icon("task"))
        self.calendar.setCheckable(True)
        self.calendar.setToolTip(_("Show the task calendar at the end"))
        self.calendar.setAccessibleName(_("Task calendar"))
        self.calendar.clicked.connect(self._on_calendar)
        layout.addStretch(1)
        layout.addWidget(self.calendar)
        self._page_label = QLabel(bar)
        self._page_label.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(self._page_label)
        languages = [(_(words), language) for language, words in LANGUAGES]
        self._language_button, self._language_menu = self._choice(bar, _("Language of the document"), languages)
        self._language_menu.triggered.connect(self._choose_language)
        zooms = [(_("Fit width"), None), *((f"{zoom:.0%}", zoom) for zoom in ZOOMS)]
        self._zoom_button, self._zoom_menu = self._choice(bar, _("Zoom"), zooms)
        self._zoom_menu.triggered.connect(self._choose_zoom)
        layout.addWidget(self._language_button)
        layout.addWidget(self._zoom_button)
        return bar

    def _choice(
        self, bar: QWidget, name: str, choices: Sequence[tuple[str, Reading | float | None]]
    ) -> tuple[QToolButton, QMenu]:
        """A button that shows what is chosen and opens the choices."""
        button, menu = QToolButton(bar), QMenu(bar)
        group = QActionGroup(menu)
        for words, value in choices:
            action = QAction(words, group)
            action.setCheckable(True)
            action.setData(value)
            menu.addAction(action)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button, menu

    def _choose_face(self, tab: QToolButton) -> None:
        self.set_face(tab.property("choice"))

    def _on_calendar(self, on: bool) -> None:  # noqa: FBT001  Qt's signal carries it
        """Draw anew, and go to the calendar where it was asked for."""
        if on:
            self.set_face("description")
            self._following = Place(self._position, field="tasks")
        self._later()

    def _choose_language(self, action: QAction) -> None:
        self.set_language(action.data())

    def _choose_zoom(self, action: QAction) -> None:
        self.paper.set_zoom(action.data())

    def _show_zoom(self, zoom: float | None) -> None:
        self._zoom_button.setText(_OPENS.format(_("Fit width") if zoom is None else f"{zoom:.0%}"))
        for action in self._zoom_menu.actions():
            action.setChecked(action.data() == zoom)

    def _show_page(self, page: int, pages: int) -> None:
        self._page_label.setText(f"{page} / {pages}" if pages else "")
        self._make_room()

    def _style(self) -> None:
        look = colours()
        if look is not self._styled_with:
            self._styled_with = look
            self._bar.setStyleSheet(Template(_BAR).substitute(asdict(look)))

    # --- events

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._style()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._later()
