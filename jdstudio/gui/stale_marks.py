"""How texts look whose two languages do not agree any more: an amber corner, a tooltip, a count. None without any."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF
from PySide6.QtWidgets import QLabel, QToolButton

from jdstudio.gui.icons import icon
from jdstudio.gui.theme import colours
from jdstudio.i18n import N_, _
from jdstudio.model.kinds import AnySection, Item
from jdstudio.model.languages import Holder, State, is_stale, other_language, stale_facts, stale_in, state_of
from jdstudio.model.place import Place
from jdstudio.model.project import Language, Position, Project
from jdstudio.model.walk import position_at, walk

CORNER = 9
"""Pixels of a corner's side."""

DOT = 7
"""Pixels of a dot's width."""

STALE: Mapping[Language, str] = {"zh": N_("Chinese out of date"), "en": N_("English out of date")}


def state_words(state: State, language: Language) -> str:
    """How a pair stands; `language` is the main one. Empty for what reads the same in both."""
    match state:
        case "agreed":
            return _("In step")
        case "missing":
            return _("Not translated")
        case "stale":
            return _(STALE[other_language(language)])
        case "main_stale":
            return _(STALE[language])
    return ""


def stale_tip(holder: Holder, name: str, language: Language) -> str:
    """What a tooltip says of a text whose languages do not agree any more; empty where they do."""
    if not holder.other:
        return ""
    state = state_of(holder, name, language)
    return state_words(state, language) if is_stale(state) else ""


def is_marked(item: Item, name: str, language: Language) -> bool:
    """Whether a cell bears the corner. Asked at every painting: items without translations answer at once."""
    return bool(item.other) and is_stale(state_of(item, name, language))


def draw_corner(painter: QPainter, cell: QRect) -> None:
    """The amber corner at the upper right of a cell."""
    right, top = cell.right() + 1, cell.top()
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours().warn))
    corner = [QPointF(right - CORNER, top), QPointF(right, top), QPointF(right, top + CORNER)]
    painter.drawPolygon(QPolygonF(corner))
    painter.restore()


def draw_dot(painter: QPainter, row: QRect) -> None:
    """The amber dot at the right end of a row."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours().warn))
    painter.drawEllipse(QRect(row.right() - DOT + 1, row.center().y() - DOT // 2, DOT, DOT))
    painter.restore()


class StaleCounts:
    """How many pairs do not agree, counted anew only for what changed."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[object, str, int]] = {}

    def of_section(self, section: AnySection, language: Language) -> int:
        """In one section, without those below it."""
        return self._of(section.id, section, language, lambda: stale_in(section, language))

    def of_position(self, position: Position, language: Language) -> int:
        """In a position's facts and all its sections."""

        def count() -> int:
            sections = sum(self.of_section(section, language) for section in walk(position.sections))
            return stale_facts(position.facts, language) + sections

        return self._of(position.id, position, language, count)

    def of_project(self, project: Project) -> int:
        """In what belongs to no position: the project's title, its company, its strategy."""
        own = stale_facts(project, project.language) + stale_facts(project.company, project.language)
        return own + self.of_section(project.strategy, project.language)

    def of_entry(self, entry: Project | Position | AnySection, project: Project) -> int:
        """In what a row of the outline stands for."""
        if isinstance(entry, Project):
            return self.of_project(project)
        if isinstance(entry, Position):
            return self.of_position(entry, project.language)
        return self.of_section(entry, project.language)

    def _of(self, key: str, thing: object, language: Language, count: Callable[[], int]) -> int:
        known = self._known.get(key)
        if known is None or known[0] is not thing or known[1] != language:
            known = self._known[key] = (thing, language, count())
        return known[2]


class StaleNotice(QToolButton):
    """How many texts at hand do not agree in the two languages; out of sight where all do."""

    def __init__(self) -> None:
        super().__init__()
        self._counts = StaleCounts()
        self.setAutoRaise(True)
        self.setIcon(icon("language", "warn"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setToolTip(_("Texts whose two languages do not agree any more"))
        self.hide()

    def show_count(self, project: Project | None, place: Place) -> None:
        """Count for the position of a place, or for the project itself; cheap, done at each key."""
        position = position_at(project, place) if project and place.position else None
        count = 0
        if project:
            count = (
                self._counts.of_position(position, project.language) if position else self._counts.of_project(project)
            )
        if count:
            self.setText(_("{count} out of date").format(count=count))
        if self.isHidden() == bool(count):
            self.setVisible(bool(count))


class StaleLine(QLabel):
    """Names the fields of one holder that are out of date in one language; out of sight where none is."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("stale")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.hide()

    def show_holder(self, holder: Holder, names: Mapping[str, str], language: Language) -> None:
        """Show what of these fields, named for people, is out of date; `language` is the main one."""
        found: dict[str, list[str]] = {}
        for name, words in names.items():
            if tip := stale_tip(holder, name, language):
                found.setdefault(tip, []).append(words)
        said = _("{state}: {fields}")
        self.setText("\n".join(said.format(state=tip, fields=" · ".join(words)) for tip, words in found.items()))
        self.setVisible(bool(found))
