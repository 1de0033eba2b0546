"""A section in the middle of the window: where it stands, its title, its faces, its introduction and its content."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from jdstudio.gui.advice import Advice
from jdstudio.gui.column_widths import Layouts
from jdstudio.gui.elided import ElidedLabel
from jdstudio.gui.examples_line import ExamplesLine, chosen_cells, focused_field
from jdstudio.gui.item_page import ItemPage
from jdstudio.gui.kpi_page import KpiPage
from jdstudio.gui.matrix_page import MatrixPage
from jdstudio.gui.prose import Prose
from jdstudio.gui.stale_marks import StaleLine
from jdstudio.gui.text_edit import LineEdit, TextEdit
from jdstudio.i18n import N_, _, interface_language
from jdstudio.model import edits
from jdstudio.model.fields import EVERYWHERE, Face
from jdstudio.model.kinds import AnySection, Kpis, Matrix, Text
from jdstudio.model.place import Place
from jdstudio.model.project import Position, Project
from jdstudio.model.walk import position_at, section_at
from jdstudio.store import Change, Store

FACE_NAMES: dict[Face, str] = {
    "description": N_("Job description"),
    "posting": N_("Job posting"),
    "review": N_("Review sheet"),
}
T = TypeVar("T", bound=ItemPage)


class SectionPage(QWidget):
    """One section of a position."""

    place_selected = Signal(object)
    place_wanted = Signal(object)
    library_wanted = Signal(str, object, int)
    problem = Signal(str)

    def __init__(self, layouts: Layouts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layouts = layouts
        self._store: Store | None = None
        self._place = Place()
        self.trail = ElidedLabel()
        self.trail.setObjectName("soft")
        self.title = LineEdit()
        self.title.setObjectName("title")
        self.stale = StaleLine()
        self.advice = Advice()
        self.faces: dict[Face, QToolButton] = {}
        self.intro = TextEdit(lines=(1, 6))
        self.intro.setObjectName("intro")
        self.intro.setPlaceholderText(_("Add an introduction …"))
        self.prose = Prose()
        self.body = QStackedWidget()
        self._heading = QHBoxLayout()
        self._tables: list[ItemPage] = []
        self.examples = ExamplesLine(self._caret, self._chosen)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._heading.setSpacing(10)
        self._heading.addWidget(self.title, 1)
        chips = QHBoxLayout()
        chips.setSpacing(6)
        shown_in = QLabel(_("Shown in"))
        shown_in.setObjectName("soft")
        chips.addWidget(shown_in)
        for face in EVERYWHERE:
            chip = QToolButton()
            chip.setText(_(FACE_NAMES[face]))
            chip.setCheckable(True)
            chip.setObjectName("chip")
            chip.clicked.connect(self._on_faces)
            self.faces[face] = chip
            chips.addWidget(chip)
        chips.addSpacing(8)
        chips.addStretch(1)
        chips.addWidget(self.advice.badge)
        self.body.addWidget(self.prose)
        down = QVBoxLayout(self)
        down.setContentsMargins(20, 14, 20, 14)
        down.setSpacing(8)
        down.addWidget(self.trail)
        down.addLayout(self._heading)
        down.addWidget(self.stale)
        down.addLayout(chips)
        down.addWidget(self.advice)
        down.addWidget(self.intro)
        down.addWidget(self.examples)
        down.addWidget(self.body, 1)

    def _connect(self) -> None:
        self.title.edited.connect(self._on_title)
        self.title.focused.connect(self._on_title_focus)
        self.intro.edited.connect(self._on_text)
        self.intro.step.connect(self._seal)
        self.intro.focused.connect(self._on_text_focus)
        self.prose.text.edited.connect(self._on_text)
        self.prose.text.step.connect(self._seal)
        self.prose.text.focused.connect(self._on_text_focus)
        self.examples.place_wanted.connect(self.place_wanted)
        self.examples.problem.connect(self.problem)
        self.advice.taken.connect(self._on_taken)

    # --- the tables, each made when it is first shown: few positions have all of them ---

    @cached_property
    def items(self) -> ItemPage:
        return self._joined(ItemPage(self._layouts))

    @cached_property
    def kpis(self) -> KpiPage:
        page = KpiPage(self._layouts)
        page.library_wanted.connect(self.library_wanted)
        return self._joined(page)

    @cached_property
    def matrix(self) -> MatrixPage:
        return self._joined(MatrixPage(self._layouts))

    def _joined(self, page: T) -> T:
        self._tables.append(page)
        self._heading.addWidget(page.head)
        self.body.addWidget(page)
        page.place_selected.connect(self.place_selected)
        page.place_wanted.connect(self.place_wanted)
        page.problem.connect(self.problem)
        return page

    # --- what is shown ---

    def show_place(self, store: Store, place: Place) -> None:
        """Show the section of a place, and in it the item and the field the place names."""
        section = section_at(store.project, place)
        if section is None:
            return
        same = store is self._store and (place.position, place.section) == (self._place.position, self._place.section)
        self._store, self._place = store, place
        self.examples.show_place(store, place)
        page = self._page_of(section)
        if same and isinstance(page, ItemPage):
            page.select(place)
            return
        for each in (self.prose, *self._tables):  # a page out of sight asks for no room
            policy = QSizePolicy.Policy.Preferred if each is page else QSizePolicy.Policy.Ignored
            each.setSizePolicy(policy, policy)
        self.body.setCurrentWidget(page)
        for each in self._tables:
            each.head.setVisible(each is page)
        self.intro.setVisible(page is not self.prose)
        self._show_section(store.project, section)
        self.advice.show_section(store, place)
        if isinstance(page, ItemPage):
            page.show_section(store, place)
        self.setFocusProxy(page.view if isinstance(page, ItemPage) else self.prose.text)

    def on_change(self, change: Change) -> None:
        """Refresh what differs."""
        section = section_at(change.after, self._place)
        if section is None:
            return
        if section is not section_at(change.before, self._place) or _trail(change.before, self._place) != _trail(
            change.after, self._place
        ):
            self._show_section(change.after, section)
        page = self._page_of(section)
        if isinstance(page, ItemPage):
            page.on_change(change)
        if self._store:
            self.advice.show_section(self._store, self._place)
        self.examples.refresh()

    def commit_pending(self) -> None:
        page = self.body.currentWidget()
        if isinstance(page, ItemPage):
            page.commit_pending()

    def _caret(self) -> Place:
        """The row and field the caret is in."""
        page = self.body.currentWidget()
        sheet = page.view.table.sheet if isinstance(page, ItemPage) else None
        if sheet is None or not isinstance(page, ItemPage):
            return Place(self._place.position, self._place.section)
        index = page.view.currentIndex()
        here = page.view.place_of(index.row(), index.column()) if index.isValid() else self._place
        name = focused_field(page.details) or here.field
        return Place(self._place.position, self._place.section, here.item, name)

    def _chosen(self) -> list[tuple[str, str]]:
        page = self.body.currentWidget()
        return chosen_cells(page.view, page.details) if isinstance(page, ItemPage) else []

    def _page_of(self, section: AnySection) -> QWidget:
        if isinstance(section, Text):
            return self.prose
        if isinstance(section, Matrix):
            return self.matrix
        return self.kpis if isinstance(section, Kpis) else self.items

    def _show_section(self, project: Project, section: AnySection) -> None:
        language = interface_language()
        self.trail.show_text("  ›  ".join(_trail(project, self._place)))
        self.title.show_text(section.title)
        self.stale.show_holder(section, {"title": _("Title"), "text": _("Text")}, project.language)
        self.title.setPlaceholderText(section.about.name(language))
        for face, chip in self.faces.items():
            chip.setVisible(face in section.about.faces)
            chip.setChecked(face in section.faces)
        self.intro.show_text(section.text)
        if isinstance(section, Text):
            self.prose.text.show_text(section.text)

    # --- edits ---

    def _here(self, field: str) -> Place:
        return Place(self._place.position, self._place.section, "", field)

    def _commit(self, project: Project, label: str, field: str, *, merge: bool) -> None:
        if self._store:
            key = f"{self._place.section}.{field}" if merge else None
            self._store.commit(project, label, place=self._here(field), merge_key=key, origin=self)

    def _seal(self) -> None:
        if self._store:
            self._store.seal()

    def _on_title(self, text: str) -> None:
        if self._store:
            project = edits.set_title(self._store.project, self._place, text)
            self._commit(project, N_("Rename section"), "title", merge=True)

    def _on_text(self, text: str) -> None:
        if self._store:
            self._commit(edits.set_text(self._store.project, self._place, text), N_("Typing"), "text", merge=True)

    def _on_faces(self) -> None:
        if self._store:
            faces = tuple(face for face, chip in self.faces.items() if chip.isChecked())
            project = edits.set_faces(self._store.project, self._place, faces)
            self._commit(project, N_("Choose documents"), "", merge=False)

    def _on_taken(self, place: Place) -> None:
        """Go on with the first item that was taken over."""
        page = self.body.currentWidget()
        if isinstance(page, ItemPage):
            page.select(place)
            page.view.setFocus()
        self.place_selected.emit(place)

    def _on_title_focus(self) -> None:
        self.place_selected.emit(self._here("title"))

    def _on_text_focus(self) -> None:
        self.place_selected.emit(self._here("text"))


def _trail(project: Project, place: Place) -> list[str]:
    """The titles from the position down to the section."""
    position = position_at(project, place)
    if position is None:
        return []
    language = interface_language()
    titles = [section.title or section.about.name(language) for section in _path(position, place.section)]
    return [position.title or _("Untitled position"), *titles]


def _path(position: Position, section_id: str) -> list[AnySection]:
    """The sections from the outermost down to the one with that id."""

    def below(sections: tuple[AnySection, ...]) -> list[AnySection]:
        for section in sections:
            if section.id == section_id:
                return [section]
            if found := below(section.sections):
                return [section, *found]
        return []

    return below(position.sections)
