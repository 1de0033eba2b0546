"""What the tasks of a position add up to, above its tasks; and what that makes of the duties' shares, above these.

Both follow every keystroke. They look at the items of the position's tasks and duties, and compute anew only where one
of these is another object than before.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from jdstudio.errors import EditError
from jdstudio.gui.elided import ElidedLabel
from jdstudio.gui.icons import icon
from jdstudio.gui.score_panel import set_level, soft_label
from jdstudio.gui.text_edit import LineEdit
from jdstudio.gui.workload_bars import HoursBar, MonthStrip, cadence_word
from jdstudio.i18n import N_, _, interface_language
from jdstudio.model.edits import set_capacity, set_values
from jdstudio.model.kinds import Duties, Tasks
from jdstudio.model.place import Place
from jdstudio.model.project import Position, Project
from jdstudio.model.values import parse_number, show_number
from jdstudio.model.walk import item_labels, position_at, section_at, sections_of
from jdstudio.model.workload import WEEKS, Day, Workload, rounded, workload_of
from jdstudio.store import Change, Store

GAP = 24
ROOM_FOR_MONTH = 560
"""So wide, in pixels, the panel must be to hold its words and the month."""


class WorkloadLines(QWidget):
    """Stands above the table of tasks or of duties, and shows nothing anywhere else.

    `wanted` carries the place of a task to go to, `problem` what is wrong with what was typed.
    """

    wanted = Signal(object)
    problem = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store: Store | None = None
        self._place = Place()
        self._seen: tuple[object, ...] = ()
        self.hours = HoursPanel(self)
        self.shares = SharesLine(self)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(self.hours)
        down.addWidget(self.shares)
        self.hours.wanted.connect(self._go_to)
        self.hours.capacity_typed.connect(self._on_capacity)
        self.shares.adopt.clicked.connect(self.adopt_shares)
        self.hide()

    def show_place(self, store: Store, place: Place) -> None:
        """Show what belongs to the section of a place."""
        self._store, self._place, self._seen = store, place, ()
        self.shares.note.hide()
        self._refresh(store.project)

    def on_change(self, change: Change) -> None:
        """Follow an edit, whoever made it."""
        if change.origin is not self.shares:
            self.shares.note.hide()
        self._refresh(change.after)

    def adopt_shares(self) -> None:
        """Set the duties' shares to what the tasks' hours make of them, as one step, and say what that changed."""
        position = self._position
        if self._store is None or position is None:
            return
        load = workload_of(position)
        labels = item_labels(self._store.project, position)
        percents = {share.duty: share.percent for share in load.shares}
        project, changes = self._store.project, []
        for section in _duties(position):
            changed = [duty for duty in section.items if duty.share != percents.get(duty.id, duty.share)]
            values = {(duty.id, "share"): percents[duty.id] for duty in changed}
            project = set_values(project, Place(position.id, section.id), values)
            changes += [
                f"{labels[duty.id]} {show_number(duty.share) or '—'}→{show_number(percents[duty.id])}%"
                for duty in changed
            ]
        self._store.commit(project, N_("Shares from tasks"), place=self._place, origin=self.shares)
        self.shares.note.setText(_("Changed: {changes}").format(changes="  ·  ".join(changes)))
        self.shares.note.setVisible(bool(changes))

    @property
    def _position(self) -> Position | None:
        return position_at(self._store.project, self._place) if self._store else None

    def _refresh(self, project: Project) -> None:
        section, position = section_at(project, self._place), position_at(project, self._place)
        shows = position is not None and isinstance(section, Tasks | Duties)
        if position is None or not shows:
            self.hide()
            return
        parts = [each.items for each in sections_of(position, "tasks", "duties") if isinstance(each, Tasks | Duties)]
        seen = (project.language, position.capacity, section.id if section else "", *parts)
        if len(seen) != len(self._seen) or any(a is not b for a, b in zip(seen, self._seen, strict=True)):
            self._seen = seen
            load = workload_of(position)
            self.hours.setVisible(isinstance(section, Tasks))
            self.hours.show_load(load)
            self.shares.setVisible(isinstance(section, Duties) and bool(load.shares))
            self.shares.show_load(load, position, item_labels(project, position))
        self.setVisible(isinstance(section, Tasks) or not self.shares.isHidden())

    def _on_capacity(self, text: str) -> None:
        if self._store is None:
            return
        try:
            hours = parse_number(text)
            project = set_capacity(self._store.project, self._place.position, hours)
        except EditError as error:
            self.hours.show_wrong()
            self.problem.emit(str(error))
            return
        self.hours.show_right()
        key = f"{self._place.position}.capacity"
        self._store.commit(project, N_("Hours a week"), place=self._place, merge_key=key, origin=self.hours)

    def _go_to(self, item_id: str) -> None:
        position = self._position
        for section in sections_of(position, "tasks") if position else ():
            if isinstance(section, Tasks) and any(task.id == item_id for task in section.items):
                name = "duration" if item_id in self.hours.without_hours else "cadence"
                self.wanted.emit(Place(self._place.position, section.id, item_id, name))


def _duties(position: Position) -> Sequence[Duties]:
    return [section for section in sections_of(position, "duties") if isinstance(section, Duties)]


class HoursPanel(QFrame):
    """Hours a week against those there are, by cadence; the month beside it with its busiest days."""

    wanted = Signal(str)
    capacity_typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.without_hours: tuple[str, ...] = ()
        self._load: Workload | None = None
        self._next: dict[QToolButton, int] = {}
        self.week = QLabel()
        self.week.setObjectName("strong")
        self.capacity = LineEdit()
        self.capacity.setObjectName("field")
        self.capacity.setFixedWidth(56)
        self.capacity.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.capacity.setAccessibleName(_("Hours a week"))
        self.capacity.edited.connect(self.capacity_typed)
        self.capacity.editingFinished.connect(self._show_capacity)
        self.standing = soft_label(name="badge")
        self.bar = HoursBar()
        self.parts = ElidedLabel()
        self.parts.setObjectName("soft")
        self.links: dict[str, QToolButton] = {name: self._link(name) for name in ("unknown", "undecided")}
        self.month = MonthStrip()
        self.peak = ElidedLabel()
        self.peak.setObjectName("soft")
        self._lay_out()

    def _link(self, name: str) -> QToolButton:
        link = QToolButton()
        link.setObjectName("chip")
        link.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        link.clicked.connect(lambda: self._on_link(name))
        return link

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(6)
        first.addWidget(self.week)
        first.addWidget(self.capacity)
        first.addWidget(soft_unit())
        first.addWidget(self.standing)
        first.addStretch(1)
        for link in self.links.values():
            first.addWidget(link)
        left = QVBoxLayout()
        left.setSpacing(5)
        left.addLayout(first)
        left.addWidget(self.bar)
        left.addWidget(self.parts)
        self.right = QWidget()
        right = QVBoxLayout(self.right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(4)
        right.addStretch(1)
        right.addWidget(self.month)
        right.addWidget(self.peak)
        across = QHBoxLayout(self)
        across.setContentsMargins(14, 8, 14, 8)
        across.setSpacing(GAP)
        across.addLayout(left, 3)
        across.addWidget(self.right, 2)

    def minimumSizeHint(self) -> QSize:
        """Without the month, which gives way."""
        least = super().minimumSizeHint()
        return least if self.right.isHidden() else least - QSize(self.right.minimumSizeHint().width() + GAP, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.right.setVisible(self.width() >= ROOM_FOR_MONTH)

    def show_load(self, load: Workload) -> None:
        """Show a workload."""
        self._load = load
        self.without_hours = load.unknown
        self.week.setText(_("{hours} h a week of").format(hours=show_number(rounded(load.week))))
        if not self.capacity.hasFocus():
            self._show_capacity()
        self._show_standing(load)
        self.bar.show_load(load)
        parts = [
            _("{cadence} {hours} h").format(cadence=cadence_word(each.cadence), hours=show_number(rounded(each.week)))
            for each in load.loads
        ]
        if load.on_demand:
            parts.append(_("{count} on demand, not counted").format(count=len(load.on_demand)))
        self.parts.show_text("  ·  ".join(parts))
        for name, words, ids in (
            ("unknown", _("{count} without hours"), load.unknown),
            ("undecided", _("{count} without cadence"), load.undecided),
        ):
            self.links[name].setText(words.format(count=len(ids)))
            self.links[name].setVisible(bool(ids))
        self.month.show_load(load)
        self.peak.show_text("  ·  ".join(filter(None, (peak_words(load.peak), spread_words(load)))))

    def _show_standing(self, load: Workload) -> None:
        free = rounded(load.capacity - load.week)
        if load.is_over:
            words, level = _("{hours} h too much").format(hours=show_number(-free)), "bad"
        elif not load.year:
            words, level = "", ""
        else:
            words, level = _("{hours} h free").format(hours=show_number(free)), "good"
        self.standing.setText(words)
        self.standing.setVisible(bool(words))
        set_level(self.standing, level)

    def show_wrong(self) -> None:
        """Mark what is typed as no number of hours a week can have."""
        set_level(self.capacity, "bad")

    def show_right(self) -> None:
        set_level(self.capacity, "")

    def _show_capacity(self) -> None:
        """What the position holds; half-typed figures go when the field is left."""
        if self._load:
            self.capacity.show_text(show_number(self._load.capacity))
        self.show_right()

    def _on_link(self, name: str) -> None:
        """Go to the first such task, and with each further click to the next."""
        ids = getattr(self._load, name) if self._load else ()
        if ids:
            at = self._next.get(self.links[name], 0) % len(ids)
            self._next[self.links[name]] = at + 1
            self.wanted.emit(ids[at])


class SharesLine(QWidget):
    """The shares of the duties that follow from the hours of their tasks, and a button that takes them over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ElidedLabel()
        self.words.setObjectName("soft")
        self.adopt = QPushButton(icon("balance"), _("Take over"))
        self.adopt.setObjectName("small")
        self.adopt.setToolTip(_("Set the shares of time to these figures, as one step"))
        self.note = soft_label()
        self.note.setWordWrap(True)
        self.note.hide()
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.words, 1)
        across.addWidget(self.adopt)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(4)
        down.addLayout(across)
        down.addWidget(self.note)

    def show_load(self, load: Workload, position: Position, labels: dict[str, str]) -> None:
        """Show the shares of a position's duties by their labels."""
        typed = {duty.id: duty.share for section in _duties(position) for duty in section.items}
        listed = "  ·  ".join(f"{labels.get(each.duty, '?')} {show_number(each.percent)}%" for each in load.shares)
        rest = rounded(load.unassigned / WEEKS)
        words = _("From tasks: {shares}")
        if rest:
            words = _("From tasks: {shares}  ({hours} h a week belong to no duty)")
        self.words.show_text(words.format(shares=listed, hours=show_number(rest)))
        self.adopt.setEnabled(any(typed.get(each.duty) != each.percent for each in load.shares))


def soft_unit() -> QLabel:
    """The unit behind the hours there are."""
    unit = soft_label()
    unit.setText(_("h"))
    return unit


def peak_words(peak: Sequence[Day]) -> str:
    """The busiest days of the month by number, and the hours of each."""
    if not peak:
        return ""
    hours = show_number(rounded(peak[0].hours))
    days = ("、" if interface_language() == "zh" else ", ").join(str(day.number) for day in peak)
    return _("Busiest: day {days} of the month, {hours} h").format(days=days, hours=hours)


def spread_words(load: Workload) -> str:
    """How many tasks are spread evenly since nobody knows on which days they are done."""
    return _("{count} spread evenly").format(count=len(load.spread)) if load.spread else ""
