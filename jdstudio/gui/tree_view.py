"""The outline at the left of the window: choose, add, rename, copy, move and remove positions and sections."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from jdstudio.errors import EditError
from jdstudio.gui.clip import MIME, Clip
from jdstudio.gui.elided import ElidedLabel
from jdstudio.gui.icons import icon
from jdstudio.gui.outline import Spot, new_section, position_row, put, removed, spot_for_new, step
from jdstudio.gui.project_tree import ProjectModel, clip_in
from jdstudio.gui.tree_rows import RowPainter, Rows
from jdstudio.i18n import N_, _
from jdstudio.model.edits import insert_position, insert_section, set_faces
from jdstudio.model.fields import Face
from jdstudio.model.place import Place
from jdstudio.model.project import Position, Project
from jdstudio.model.walk import section_at
from jdstudio.store import Change, Store

OPEN_AT_START = 4
"""So many positions are shown with their sections when a project opens; of more, only the first."""


class ProjectTree(QWidget):
    """The outline of one store's project. Every change it makes is one step of the store's history."""

    place_selected = Signal(object)
    problem = Signal(str)
    menu_wanted = Signal(QPoint)  # where on the screen
    position_wanted = Signal()  # the person asks for a new position: the window knows from which role

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store: Store | None = None
        self._model: ProjectModel | None = None
        self._forget: list[Callable[[], None]] = []
        self._shown = Place()
        self._open: set[str] = set()
        self.view = Rows(self)
        self.rows = RowPainter(self.view)
        self._set_up_view()
        self._title = ElidedLabel()
        self._summary = ElidedLabel()
        self._saved = ""
        self._lay_out()

    # --- what is shown -----------------------------------------------------------------------------------------------

    def show_store(self, store: Store) -> None:
        """Show another project from now on."""
        for forget in self._forget:
            forget()
        old, self._store = self._model, store
        self._model = ProjectModel(store, self)
        self._model.placed.connect(self.select_and_tell)
        self._model.problem.connect(self.problem)
        self._model.rowsInserted.connect(self._reopen)
        self._forget = [self._model.forget, store.subscribe(self._on_change)]
        self.view.setModel(self._model)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        if old:
            old.deleteLater()
        positions = store.project.positions
        self._open = {position.id for position in positions[: OPEN_AT_START if len(positions) <= OPEN_AT_START else 1]}
        self._open.add(store.project.id)
        for row in range(self._model.rowCount()):
            self._reopen(QModelIndex(), row, row)
        self._describe()
        self.select(Place(positions[0].id) if positions else Place())

    def select(self, place: Place) -> None:
        """Make the row of a place the current one, without telling anybody; a gone place changes nothing."""
        index = self._model.index_at(place) if self._model else QModelIndex()
        if self._model and index.isValid():
            self._shown = self._model.place(index)
            self.view.setCurrentIndex(index)

    def select_and_tell(self, place: Place) -> None:
        """The same, and say so: a person chose it."""
        self.select(place)
        self.place_selected.emit(self._shown)

    def show_face(self, face: Face) -> None:
        """Mark the sections that this face leaves out."""
        self.rows.face = face
        self.view.viewport().update()

    def show_saved(self, words: str) -> None:
        """Under the title, when and whether the project was saved."""
        self._saved = words
        self._describe()

    @property
    def place(self) -> Place:
        """The place of the current row."""
        return self._shown

    def commit_pending(self) -> None:
        """Take over a name that is still being typed."""
        self.view.commit_pending()

    # --- what can be done at the current row -------------------------------------------------------------------------

    def offers(self) -> frozenset[str]:
        """The names of the slots below that would do something now."""
        names = {"add_position"}
        if not self._store:
            return frozenset()
        project, here = self._store.project, self._shown
        if here.position or here.section:
            names.add("rename")
        if here.position:
            names |= {"add_section", "structure", "duplicate", "cut", "copy", "delete"}
            ways = {"move_up": "up", "move_down": "down", "move_in": "in", "move_out": "out"}
            names |= {name for name, way in ways.items() if _can_step(project, here, way)}
        if here.position and here.section:
            names.add("faces")
        held = _held()
        if held and held.hasFormat(MIME):
            names.add("paste")
        return frozenset(names)

    def add_position(self) -> None:
        self.position_wanted.emit()

    def insert_position(self, position: Position) -> None:
        """Put a position after the current one."""
        if self._store:
            project = self._store.project
            row = position_row(project, self._shown.position) + 1
            self._open.add(position.id)
            self._commit(insert_position(project, row, position), N_("Add position"), Place(position.id))

    def add_section(self, kind: str) -> None:
        """Put an empty section of a kind after the current one, or at the end of the current position."""
        spot = self._store and spot_for_new(self._store.project, self._shown)
        if not self._store or not spot:
            return
        new = new_section(kind, self._store.project.language)
        try:
            project = insert_section(self._store.project, spot.position, spot.parent, spot.row, new)
        except EditError as error:
            self.problem.emit(str(error))
            return
        self._commit(project, N_("Add section"), Place(spot.position, new.id))

    def rename(self) -> None:
        self.view.edit(self.view.currentIndex())

    def duplicate(self) -> None:
        if self._model and (clip := self._model.clip(self._shown)):
            self._put(clip, N_("Duplicate"))

    def copy(self) -> None:
        if self._model and (clip := self._model.clip(self._shown)):
            QGuiApplication.clipboard().setMimeData(self._model.mime(clip))

    def cut(self) -> None:
        self.copy()
        self._remove(N_("Cut"))

    def paste(self) -> None:
        held = _held()
        clip = clip_in(held) if held else None
        if clip and (clip.position or self._shown.position):
            self._put(clip, N_("Paste"))

    def delete(self) -> None:
        self._remove(N_("Delete"))

    def move_up(self) -> None:
        self._step("up")

    def move_down(self) -> None:
        self._step("down")

    def move_in(self) -> None:
        self._step("in")

    def move_out(self) -> None:
        self._step("out")

    def toggle_face(self, face: Face) -> None:
        """Hide the current section from a face, or show it there again."""
        section = self._store and section_at(self._store.project, self._shown)
        if not self._store or not section or face not in section.about.faces:
            return
        shown = face in section.faces
        faces = tuple(each for each in section.faces if each != face) if shown else (*section.faces, face)
        label = N_("Hide section") if shown else N_("Show section")
        self._store.commit(set_faces(self._store.project, self._shown, faces), label, place=self._shown)

    def faces(self) -> tuple[tuple[Face, bool], ...]:
        """The faces the current section may appear on, and whether it does."""
        section = self._store and section_at(self._store.project, self._shown)
        return tuple((face, face in section.faces) for face in section.about.faces) if section else ()

    # --- how ---------------------------------------------------------------------------------------------------------

    def _put(self, clip: Clip, label: str) -> None:
        if not self._store:
            return
        project = self._store.project
        spot = spot_for_new(project, self._shown)
        if clip.position:
            spot = Spot("", "", position_row(project, self._shown.position) + 1)
        if not spot:
            return
        try:
            new, place = put(project, clip, spot)
        except EditError as error:
            self.problem.emit(str(error))
            return
        self._commit(new, label, place)

    def _remove(self, label: str) -> None:
        if self._store and self._shown.position:
            new, beside = removed(self._store.project, self._shown)
            self._commit(new, label, beside, changed=self._shown)

    def _step(self, direction: str) -> None:
        if not self._store or not self._shown.position:
            return
        try:
            new, place = step(self._store.project, self._shown, direction)
        except EditError as error:
            self.problem.emit(str(error))
            return
        self._commit(new, N_("Move"), place)

    def _commit(self, project: Project, label: str, place: Place, changed: Place | None = None) -> None:
        """Make the edit, then stand on `place`."""
        if self._store and project is not self._store.project:
            self._shown = place
            self._store.commit(project, label, place=changed or place)
            self.select_and_tell(place)

    # --- following the store -----------------------------------------------------------------------------------------

    def _on_change(self, _change: Change) -> None:
        """Told after the model: stand on the same place again, also where it went under another parent."""
        self._describe()
        model = self._model
        if not model:
            return
        here = model.place(model.index_at(self._shown))
        if here != self._shown:  # gone, or now in another position
            found = model.index_at(self._shown).isValid()
            self.select_and_tell(here if found else model.place(self.view.currentIndex()))
        elif model.place(self.view.currentIndex()) != here:
            self.select(here)

    def _on_current(self, index: QModelIndex) -> None:
        """A person chose another row; while rows come and go, Qt chooses neighbours, and nobody needs to know."""
        if not self._model or self._model.is_changing:
            return
        place = self._model.place(index)
        if place != self._shown:
            self._shown = place
            self.place_selected.emit(place)

    def _reopen(self, parent: QModelIndex, first: int, last: int) -> None:
        """Open again what was open, now that its row is back or under another parent."""
        if not self._model:
            return
        for row in range(first, last + 1):
            index = self._model.index(row, 0, parent)
            if self._model.entry(index).id in self._open:
                self.view.expand(index)
            self._reopen(index, 0, self._model.rowCount(index) - 1)

    def _note_open(self, index: QModelIndex) -> None:
        if self._model:
            self._open.add(self._model.entry(index).id)

    def _note_closed(self, index: QModelIndex) -> None:
        if self._model:
            self._open.discard(self._model.entry(index).id)

    # --- looks -------------------------------------------------------------------------------------------------------

    def _set_up_view(self) -> None:
        self.view.setItemDelegate(self.rows)
        self.view.setAccessibleName(_("Outline"))
        self.view.expanded.connect(self._note_open)
        self.view.collapsed.connect(self._note_closed)
        self.view.customContextMenuRequested.connect(self._want_menu)

    def _lay_out(self) -> None:
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        font.setWeight(QFont.Weight.DemiBold)
        self._title.setFont(font)
        self._summary.setForegroundRole(self._summary.palette().ColorRole.PlaceholderText)
        add = QToolButton()
        add.setIcon(icon("add-position"))
        add.setToolTip(_("Add position"))
        add.setAccessibleName(_("Add position"))
        add.setAutoRaise(True)
        add.clicked.connect(self.add_position)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._summary)
        head = QHBoxLayout()
        head.setContentsMargins(18, 14, 10, 8)
        head.addLayout(words, 1)
        head.addWidget(add, 0, Qt.AlignmentFlag.AlignTop)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addLayout(head)
        body.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def _describe(self) -> None:
        if not self._store:
            return
        project = self._store.project
        self._title.show_text(project.title or _("Untitled project"))
        number = len(project.positions)
        words = (_("{number} position") if number == 1 else _("{number} positions")).format(number=number)
        self._summary.show_text(" · ".join(part for part in (words, self._saved) if part))

    def _want_menu(self, point: QPoint) -> None:
        self.menu_wanted.emit(self.view.viewport().mapToGlobal(point))


def _can_step(project: Project, place: Place, way: str) -> bool:
    try:
        return step(project, place, way)[0] is not project
    except EditError:
        return False


def _held() -> QMimeData | None:
    """What the clipboard holds; Qt gives nothing at all for an empty one."""
    return QGuiApplication.clipboard().mimeData()
