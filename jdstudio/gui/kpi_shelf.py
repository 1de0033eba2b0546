"""The KPI library in the window: opens its panel, takes KPIs into the position, keeps own ones, updates rows from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject

from jdstudio.errors import JDStudioError
from jdstudio.files import own_kpis
from jdstudio.gui.kpi_library import KpiLibrary
from jdstudio.i18n import N_, _, interface_language
from jdstudio.library import new_kpi, roles
from jdstudio.library.kpi import Library, library
from jdstudio.library.kpi_compare import LINK, compare, taken_over
from jdstudio.library.words import same_name
from jdstudio.model.edits import insert_items, set_values
from jdstudio.model.kinds import Kpi, Kpis
from jdstudio.model.languages import is_translated
from jdstudio.model.place import Place
from jdstudio.model.project import Position, Project
from jdstudio.model.walk import position_at, section_at, sections_of

if TYPE_CHECKING:
    from jdstudio.gui.window import MainWindow

ROOM_FOR_PREVIEW = 1850
"""So wide, in pixels, the window must be to show the paper beside the library."""
WIDTH = 450


class KpiShelf(QObject):
    """The library of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._library = Library((), {})
        self._position = ""
        self._panels_before = QByteArray()

    @cached_property
    def panel(self) -> KpiLibrary:
        made = KpiLibrary()
        made.setMinimumWidth(380)
        made.hide()
        made.wanted.connect(self.add)
        made.closed.connect(self.close)
        made.rename.connect(self._rename)
        made.remove.connect(self._remove)
        panels = self._window.panels
        panels.addWidget(made)
        panels.setStretchFactor(panels.count() - 1, 1)
        return made

    @property
    def is_open(self) -> bool:
        return "panel" in vars(self) and not self.panel.isHidden()

    # --- the panel ---

    def open(self) -> None:
        """Show the library, in the place of the paper where there is no room for both."""
        if self.is_open:
            self.panel.search.setFocus()
            return
        panels, panel = self._window.panels, self.panel
        self._panels_before = panels.saveState()  # unlike the sizes it knows how wide a paper put away was
        tree, editor, paper = panels.sizes()[:3]
        self._read()
        has_room = self._window.width() >= ROOM_FOR_PREVIEW
        if not has_room:
            self._window.preview.hide()
        panel.show()
        wide = [tree, editor, paper, WIDTH] if has_room else [tree, max(0, editor + paper - WIDTH), 0, WIDTH]
        panels.setSizes(wide)
        self._position = ""
        self.refresh()
        panel.search.setFocus()
        panel.search.selectAll()
        self._window.actions_by_name["kpi_library"].setChecked(True)

    def close(self) -> None:
        """Put the panel away, and the paper back."""
        if not self.is_open:
            return
        self.panel.hide()
        self._window.preview.setVisible(self._window.actions_by_name["preview"].isChecked())
        self._window.panels.restoreState(self._panels_before)
        self._window.actions_by_name["kpi_library"].setChecked(False)
        self._window.editor.setFocus()

    def refresh(self) -> None:
        """Follow the position at hand: what it has is marked, its role is chosen when it comes into sight."""
        if not self.is_open:
            return
        store = self._window.store
        position = position_at(store.project, self._window.tree.place) if store else None
        self.panel.show_used(_used(position, self._library) if position else frozenset())
        if position and position.id != self._position:
            self._position = position.id
            self.panel.show_role(_role_of(position))

    def _read(self) -> None:
        self._library = library()
        if "panel" in vars(self):
            self.panel.show_library(self._library)

    # --- into the position ---

    def add(self, kpi_ids: Sequence[str], row: int | None = None) -> None:
        """Put KPIs into the KPI section in front or the nearest one, before a row or at the end, as one step."""
        self._window.commit_pending()
        store, known = self._window.store, self._library.by_id or library().by_id
        place = self._nearest()
        if store is None or place is None:
            self._window.say(_("This position has no section for KPIs yet. Add one in the outline first."))
            return
        section = section_at(store.project, place)
        position = position_at(store.project, place)
        assert isinstance(section, Kpis)  # noqa: S101  the nearest is one
        both = position is not None and is_translated(position)
        new = [new_kpi(known[each], store.project.language, bilingual=both) for each in kpi_ids if each in known]
        if not new:
            return
        at = len(section.items) if row is None else row
        here = Place(place.position, place.section, new[0].id, "name")
        store.commit(insert_items(store.project, place, at, new), N_("Add from the KPI library"), place=here)
        self._window.show_place(here)
        view = self._window.editor.section.kpis.view
        view.select_range(at, 0, at + len(new) - 1, view.table.columnCount() - 1)
        names = "、".join(kpi.name for kpi in new) if store.project.language == "zh" else ", ".join(k.name for k in new)
        self._window.say(_("Added: {names}").format(names=names))

    def _nearest(self) -> Place | None:
        """The KPI section in front; else the next one of the position in reading order, else its first."""
        store = self._window.store
        here = self._window.tree.place
        position = position_at(store.project, here) if store else None
        if position is None:
            return None
        order = [section.id for section in sections_of(position)]
        at = order.index(here.section) if here.section in order else 0
        kpis = [section.id for section in sections_of(position, "kpis")]
        chosen = next((each for each in kpis if order.index(each) >= at), next(iter(kpis), None))
        return Place(position.id, chosen) if chosen else None

    # --- the personal library ---

    def keep(self) -> None:
        """Put the current row of the KPI table into the personal library, and link the row to it."""
        self._window.commit_pending()
        store, place = self._window.store, self._window.editor.place
        section = section_at(store.project, place) if store else None
        row = next((it for it in section.items if it.id == place.item), None) if isinstance(section, Kpis) else None
        if store is None or row is None:
            self._window.say(_("Choose a KPI in the table first."))
            return
        self._read()
        try:
            mine = own_kpis.from_row(row, store.project.language, self._library)
            own_kpis.keep(mine, self._library)
        except JDStudioError as error:
            self._window.ask.problem(str(error))
            return
        if row.library != mine.id:
            linked = set_values(store.project, place, {(row.id, LINK): mine.id})
            store.commit(linked, N_("Link to my library"), place=place)
        self._read()
        self.refresh()
        if self.is_open:
            self.panel.show_own(mine.id)
        self._window.say(_("In your library now: {name}").format(name=row.name))

    def _rename(self, kpi_id: str) -> None:
        known = self._library.by_id[kpi_id]
        name = self._window.ask.name(_("Rename in my library"), str(known.name))
        if name and name.strip() != str(known.name):
            self._change_own(lambda: own_kpis.rename(kpi_id, name, interface_language(), self._library))

    def _remove(self, kpi_id: str) -> None:
        known = self._library.by_id[kpi_id]
        remark = _("Positions that use it keep their copies.")
        if own_kpis.replaces_shipped(kpi_id):
            remark = _("The KPI that ships with the program takes its place again.")
        if self._window.ask.delete_for_good(str(known.name), remark):
            self._change_own(lambda: own_kpis.remove(kpi_id, self._library))

    def _change_own(self, change: Callable[[], object]) -> None:
        try:
            change()
        except JDStudioError as error:
            self._window.ask.problem(str(error))
        self._read()
        self.refresh()

    # --- update ---

    def update(self) -> None:
        """Show what differs between the position's KPIs and the library, and take over what is chosen."""
        self._window.commit_pending()
        store = self._window.store
        position = position_at(store.project, self._window.tree.place) if store else None
        if store is None or position is None:
            self._window.say(_("Choose a position first."))
            return
        self._read()
        compared = compare(_rows(position), self._library.kpis, store.project.language)
        if all(each.state == "same" for each in compared):
            self._window.say(_("The KPIs of this position agree with the library."))
            return
        values = taken_over(compared, self._window.ask.update_kpis(compared))
        project = _with(store.project, position, values)
        if project is not store.project:
            store.commit(project, N_("Update from the KPI library"), place=self._window.tree.place)


def _with(project: Project, position: Position, values: dict[tuple[str, str], object]) -> Project:
    for section in sections_of(position, "kpis"):
        ids = {item.id for item in section.items} if isinstance(section, Kpis) else set()
        here = {key: value for key, value in values.items() if key[0] in ids}
        if here:
            project = set_values(project, Place(position.id, section.id), here)
    return project


def _rows(position: Position) -> list[Kpi]:
    return [kpi for section in sections_of(position, "kpis") if isinstance(section, Kpis) for kpi in section.items]


def _used(position: Position, known: Library) -> frozenset[str]:
    """The library's KPIs that the position has, by id or by name."""
    rows = _rows(position)
    ids = {row.library for row in rows}
    names = {row.name.strip().casefold() for row in rows}
    named = {kpi.id for kpi in known.kpis if {kpi.name.zh.casefold(), kpi.name.en.casefold()} & names}
    return frozenset(ids | named)


def _role_of(position: Position) -> str:
    """The code of the role whose title the position has, or at least its field: the first two signs of it in Chinese."""
    known = roles()
    named = [role for role in known if any(same_name(it, position.title) for it in (role.title.zh, role.title.en))]
    field = position.title.strip()[:2]
    alike = [role for role in known if role.title.zh.startswith(field)] if len(field) == 2 else []
    return next((role.code for role in (*named, *alike)), "")
