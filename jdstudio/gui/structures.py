"""What the window does with structures: switch, take single sections from another one, keep an outline as an own one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from jdstudio.errors import EditError, JDStudioError
from jdstudio.files.own_structures import keep_structure
from jdstudio.gui.icons import icon
from jdstudio.gui.outline import spot_for_new
from jdstudio.gui.structure_dialog import sentence_of
from jdstudio.gui.structure_name import name_of
from jdstudio.i18n import N_, _, interface_language
from jdstudio.library.own_structures import structure_from
from jdstudio.library.skeleton import empty_section
from jdstudio.library.structure import Outline, structures
from jdstudio.library.switch import Switch
from jdstudio.model.edits import insert_section
from jdstudio.model.kinds import KINDS
from jdstudio.model.languages import is_translated
from jdstudio.model.place import Place
from jdstudio.model.project import Position
from jdstudio.model.values import one_line
from jdstudio.model.walk import find_section, position_at, walk
from jdstudio.store import Store

if TYPE_CHECKING:
    from jdstudio.gui.window import MainWindow

INDENT = "    "


class Structures(QObject):
    """The jobs of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def fill_menu(self, menu: QMenu) -> None:
        """The submenu of the outline menu, as things stand at the current row."""
        menu.clear()
        menu.addAction(icon("structure"), _("S&witch structure…")).triggered.connect(self.switch)
        position = self._here()
        sections = menu.addMenu(icon("section"), _("Take a &section from a structure"))
        taken = {section.slot for section in walk(position.sections)} if position else set()
        for each in structures():
            below = sections.addMenu(name_of(each).replace("&", "&&"))
            for outline, level in _lines(each.sections, 0):
                title = INDENT * level + outline.name(interface_language()).replace("&", "&&")
                words = title + "\t" + _("(there already)") if outline.slot in taken else title
                action = below.addAction(icon(KINDS[outline.kind].about.icon), words)
                action.triggered.connect(partial(self.add_section, outline))
        menu.addSeparator()
        menu.addAction(icon("save"), _("Save as &my structure…")).triggered.connect(self.keep)
        menu.addAction(_("Manage my s&tructures…")).triggered.connect(self.manage)

    def switch(self) -> None:
        """Ask which structure the current position should follow, and let it follow that one: one step."""
        self._window.commit_pending()
        store, position = self._window.store, self._here()
        switch = self._window.ask.switch_structure(store.project, position.id) if store and position else None
        if store and position and switch:
            here = self._window.tree.place
            store.commit(switch.project, N_("Switch structure"), place=Place(position.id))
            self._window.show_place(_followed(switch, here))
            self._window.say(sentence_of(switch, changes=True))

    def add_section(self, outline: Outline) -> None:
        """Put an empty section of a structure, with those below it, after the current one."""
        self._window.commit_pending()
        store, position = self._window.store, self._here()
        spot = store and spot_for_new(store.project, self._window.tree.place)
        if not store or not position or not spot:
            return
        taken = {section.slot for section in walk(position.sections)}
        new = empty_section(outline, store.project.language, bilingual=is_translated(position), taken=taken)
        try:
            project = insert_section(store.project, spot.position, spot.parent, spot.row, new)
        except EditError as error:
            self._window.say(str(error))
            return
        place = Place(spot.position, new.id)
        store.commit(project, N_("Add section"), place=place)
        self._window.show_place(place)

    def keep(self) -> None:
        """Ask for a name, and keep the outline of the current position as a structure of that name."""
        self._window.commit_pending()
        store, position = self._window.store, self._here()
        if not store or not position or not position.sections:
            return
        name = one_line(self._window.ask.name(_("Name of the structure"), position.title))
        if not name:
            return
        own = structure_from(position, name, store.project.language, [each.id for each in structures()])
        try:
            keep_structure(own)
        except JDStudioError as error:
            self._window.ask.problem(str(error))
            return
        self._window.say(_("“{name}” is among your structures now.").format(name=own.name(interface_language())))

    def manage(self) -> None:
        """Show the person's own structures."""
        store = self._window.store
        self._window.ask.manage_structures(store.project if store else None)

    def _here(self) -> Position | None:
        store: Store | None = self._window.store
        return position_at(store.project, self._window.tree.place) if store else None


def _followed(switch: Switch, place: Place) -> Place:
    """Where a person stands after the change: in the same section, or where most of its content went."""
    position = position_at(switch.project, place)
    if position and place.section and not find_section(position.sections, place.section):
        goals = [move for move in switch.moves if move.section == place.section]
        best = max(goals, key=lambda move: move.number, default=None)
        return Place(place.position, best.to_section if best else "")
    return Place(place.position, place.section)


def _lines(outlines: tuple[Outline, ...], level: int) -> Iterator[tuple[Outline, int]]:
    for outline in outlines:
        yield outline, level
        yield from _lines(outline.sections, level + 1)
