"""From a goal's initiatives to tasks: each line becomes a task of its own, linked to the goal."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from jdstudio.errors import EditError
from jdstudio.gui.icons import icon
from jdstudio.gui.outline import new_section, spot_for_new
from jdstudio.gui.score_panel import soft_label
from jdstudio.gui.sheet import Sheet
from jdstudio.i18n import N_, _
from jdstudio.model import edits
from jdstudio.model.ids import new_id
from jdstudio.model.kinds import Goal, Task, Tasks, items_of
from jdstudio.model.place import Place
from jdstudio.model.project import Project
from jdstudio.model.walk import item_at, position_at, sections_of
from jdstudio.store import Store

_BULLET = re.compile(r"^\s*(?:[-–—](?!\d)|[*•·]|\d{1,2}(?:[、)）]|\.(?!\d))|[（(]\d{1,2}[)）]|[①-⑳])\s*")
"""What people write before the lines of a list; a number with a decimal point or a percent sign is none."""


@dataclass(frozen=True)
class Turned:
    """What turning initiatives into tasks does: the project after it, where the first new task stands, how many."""

    project: Project
    place: Place
    added: int
    known: int


def lines_of(goal: Goal) -> tuple[str, ...]:
    """The goal's initiatives, one a line, without bullets and numbers before them; each once."""
    lines = (_BULLET.sub("", line).strip() for line in goal.initiatives.split("\n"))
    return tuple(dict.fromkeys(line for line in lines if line))


def tasks_section(project: Project, place: Place) -> Tasks | None:
    """The position's first section of tasks."""
    position = position_at(project, place)
    found = next(sections_of(position, "tasks"), None) if position else None
    return found if isinstance(found, Tasks) else None


def turned(project: Project, place: Place) -> Turned | None:
    """The project with a task for each initiative of the goal at a place that no task of the position says yet.

    None where the place holds no goal with initiatives. Where the position has no section of tasks, one is added
    behind that of the goal. Raises EditError where sections would be nested too deep.
    """
    goal, position = item_at(project, place), position_at(project, place)
    if not isinstance(goal, Goal) or position is None or not (lines := lines_of(goal)):
        return None
    tasks = (item for section in sections_of(position, "tasks") for item in items_of(section))
    there = {task.text.strip() for task in tasks if isinstance(task, Task)}
    new = tuple(Task(new_id(), line, duty=goal.id) for line in lines if line not in there)
    section = tasks_section(project, place)
    if section is None:
        made, spot = new_section("tasks", project.language), spot_for_new(project, place)
        assert isinstance(made, Tasks)  # noqa: S101  the kind that was asked for
        assert spot  # noqa: S101  the position is there
        section, project = made, edits.insert_section(project, spot.position, spot.parent, spot.row, made)
    there_now = Place(place.position, section.id)
    project = edits.insert_items(project, there_now, len(section.items), new)
    first = Place(place.position, section.id, new[0].id, "text") if new else there_now
    return Turned(project, first, len(new), len(lines) - len(new))


class Initiatives(QWidget):
    """The line that says what was done with a goal's initiatives, or what is missing; `button` starts it.

    `wanted` carries the place of the first new task when a person wants to go there.
    """

    wanted = Signal(object)
    problem = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store: Store | None = None
        self._place = Place()
        self._target = Place()
        self.button = _button(_("Initiatives to tasks"), "task")
        self.button.setToolTip(_("Make a task of each line of this goal's initiatives"))
        self.button.clicked.connect(self.turn)
        self.button.hide()
        self.words = soft_label()
        self.go_there = _button(_("Go there"))
        self.go_there.clicked.connect(self._go)
        self.add_section = _button(_("Add a tasks section"), "add")
        self.add_section.clicked.connect(self._turn_now)
        across = QHBoxLayout(self)
        across.setContentsMargins(2, 0, 0, 0)
        across.setSpacing(4)
        for widget in (self.words, self.go_there, self.add_section):
            across.addWidget(widget)
        across.addStretch(1)
        self.hide()

    def show_goal(self, store: Store | None, sheet: Sheet | None, row: int) -> None:
        """Offer the button where the current row is a goal; without initiatives it cannot be pressed."""
        item = sheet.items[row] if sheet and 0 <= row < len(sheet.items) else None
        place = Place(sheet.place.position, sheet.place.section, item.id) if sheet and item else Place()
        if store is not self._store or place != self._place:
            self.hide()
        self._store, self._place = store, place
        self.button.setVisible(sheet is not None and sheet.section.item_type is Goal)
        self.button.setEnabled(isinstance(item, Goal) and bool(lines_of(item)))

    def turn(self) -> None:
        """Turn the initiatives into tasks; where there is no section for them, offer to add one first."""
        if self._store and tasks_section(self._store.project, self._place) is None:
            self._say(_("This position has no tasks section yet."), missing=True)
        else:
            self._turn_now()

    def _turn_now(self) -> None:
        if self._store is None:
            return
        try:
            done = turned(self._store.project, self._place)
        except EditError as error:
            self.problem.emit(str(error))
            return
        if done is None:
            return
        self._target = done.place
        self._store.commit(done.project, N_("Initiatives to tasks"), place=self._place, origin=self)
        words = _("{added} tasks added.") if done.added else _("All of them are tasks already.")
        if done.added and done.known:
            words = _("{added} tasks added; {known} were there already.")
        self._say(words.format(added=done.added, known=done.known), missing=False)

    def _say(self, words: str, *, missing: bool) -> None:
        self.words.setText(words)
        self.go_there.setVisible(not missing)
        self.add_section.setVisible(missing)
        self.show()

    def _go(self) -> None:
        self.wanted.emit(self._target)


def _button(words: str, picture: str = "") -> QToolButton:
    button = QToolButton()
    button.setText(words)
    button.setObjectName("tool")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if picture:
        button.setIcon(icon(picture))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button
