"""The slim line that says how many example values are left, leads to the next one, and keeps those that are right."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QWidget

from jdstudio.gui.form import FieldForm
from jdstudio.gui.item_view import ItemView
from jdstudio.gui.score_panel import soft_label
from jdstudio.i18n import N_, _
from jdstudio.model.edits import keep_examples
from jdstudio.model.examples import next_example, position_examples
from jdstudio.model.place import Place
from jdstudio.model.project import Project
from jdstudio.model.walk import position_at
from jdstudio.store import Store

NEXT_KEY = "F7"

Cells = Iterable[tuple[str, str]]
"""Item ids, empty for facts, and names of fields."""


class ExamplesLine(QWidget):
    """Stands on the page of a section or of a position's facts; out of sight where no example value is left.

    `here` says where the caret is, `chosen` which cells are selected.
    """

    place_wanted = Signal(object)
    problem = Signal(str)

    def __init__(self, here: Callable[[], Place], chosen: Callable[[], Cells]) -> None:
        super().__init__()
        self._store: Store | None = None
        self._place = Place()
        self._shown: object = None
        self._here, self._chosen = here, chosen
        self.words = soft_label(name="examples")
        self.next = self._button(_("Next"), self.go_on)
        self.next.setShortcut(QKeySequence(NEXT_KEY))
        self.next.setToolTip(_("To the next example value ({key})").format(key=NEXT_KEY))
        self.keep = self._button(_("Keep as is"), self.keep_chosen)
        self.keep.setToolTip(_("The selected values are right as they are"))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(2)
        across.addWidget(self.words)
        across.addWidget(self.next)
        across.addWidget(self.keep)
        across.addStretch(1)
        self.hide()

    def _button(self, words: str, do: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setObjectName("tool")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(do)
        return button

    def show_place(self, store: Store, place: Place) -> None:
        """Say how many are left in the section of a place, or in the facts, and in the whole position."""
        self._store, self._place = store, Place(place.position, place.section)
        self._shown = None
        self.refresh()

    def refresh(self) -> None:
        """Bring the count up to date; cheap, done at each key."""
        position = position_at(self._store.project, self._place) if self._store else None
        shown = (position, self._place)
        if shown == self._shown:
            return
        self._shown = shown
        left = list(position_examples(position)) if position else []
        here = sum(each.section == self._place.section for each in left)
        self.setVisible(bool(left))
        if left:
            self.words.setText(
                _("Example values left: {here} here, {all} in the position").format(here=here, all=len(left))
            )
            self.keep.setVisible(bool(here))

    def go_on(self) -> None:
        """Lead to the next example value of the position."""
        if self._store and (there := next_example(self._store.project, self._here())):
            self.place_wanted.emit(there)

    def keep_chosen(self) -> None:
        """Take the selected values as the person's own, as one step."""
        if self._store is None:
            return
        project: Project = keep_examples(self._store.project, self._place, self._chosen())
        if project is self._store.project:
            self.problem.emit(_("None of the selected values is an example."))
        else:
            self._store.commit(project, N_("Keep example values"), place=self._here(), origin=self)


def chosen_cells(view: ItemView, details: FieldForm) -> list[tuple[str, str]]:
    """The cells that are selected in a table; the field below it that has the focus, where one has."""
    if name := focused_field(details):
        return [(view.current_item, name)]
    return view.chosen_fields()


def focused_field(form: FieldForm) -> str:
    """The name of the form's field that has the focus; empty where none has."""
    focus = QApplication.focusWidget()
    return str(focus.property("name")) if focus and form.isAncestorOf(focus) and focus.property("name") else ""
