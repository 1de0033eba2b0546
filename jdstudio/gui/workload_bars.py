"""Pictures of a workload: the hours of a week against those there are, and the days of a month."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from jdstudio.gui.bars import clip_round, paint_beyond, paint_frame
from jdstudio.gui.theme import colours
from jdstudio.gui.tips import plain_tip
from jdstudio.i18n import N_, _, interface_language
from jdstudio.model.days import WEEK
from jdstudio.model.items.chain import CADENCES
from jdstudio.model.values import show_number
from jdstudio.model.workload import Day, Load, Workload, rounded

WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"))


def cadence_word(cadence: str) -> str:
    """What the interface calls a cadence."""
    chinese = interface_language() == "zh"
    return next((choice.zh if chinese else choice.en for choice in CADENCES if choice.value == cadence), cadence)


class _Picture(QWidget):
    """Something painted of a workload, with words under the mouse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._load: Workload | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_load(self, load: Workload | None) -> None:
        if load != self._load:
            self._load = load
            self.update()

    def words_at(self, x: float) -> str:  # noqa: ARG002
        """What stands under the mouse, in words."""
        return ""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), plain_tip(self.words_at(event.pos().x())), self)
            return True
        return super().event(event)


class HoursBar(_Picture):
    """The hours of a week, a part each cadence; what is beyond the hours there are is marked."""

    BAR = 16

    def sizeHint(self) -> QSize:
        return QSize(260, self.BAR)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.BAR)

    def words_at(self, x: float) -> str:
        found = next((load for load, left, right in self._spans() if left <= x < right), None)
        if found is None:
            return ""
        words = _("{cadence}: {hours} h a week, {count} tasks")
        return words.format(
            cadence=cadence_word(found.cadence), hours=show_number(rounded(found.week)), count=found.tasks
        )

    def _spans(self) -> Iterator[tuple[Load, float, float]]:
        x = 0.0
        for load in self._load.loads if self._load else ():
            wide = float(load.week) * self._scale
            yield load, x, x + wide
            x += wide

    @property
    def _scale(self) -> float:
        """Pixels an hour; a file may give a position no hours at all."""
        hours = max(self._load.capacity, self._load.week) if self._load else 0
        return self.width() / float(hours) if hours > 0 else 0.0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self._load is None:
            return
        look = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(0, 0, self.width(), self.BAR)
        clip_round(painter, frame, 5)
        painter.fillRect(frame, QColor(look.window))
        for at, (_load, left, right) in enumerate(self._spans()):
            painter.fillRect(QRectF(left, 0, right - left, self.BAR), QColor(look.series[at % len(look.series)]))
            painter.fillRect(QRectF(right - 1, 0, 1, self.BAR), QColor(look.surface))
        if self._load.is_over:
            paint_beyond(painter, frame, float(self._load.capacity) * self._scale)
        paint_frame(painter, frame, 5)
        painter.end()


class MonthStrip(_Picture):
    """The working days of the model month as bars, week by week; the busiest stand out."""

    HIGH = 44
    GAP = 7
    """Pixels between two weeks."""

    def sizeHint(self) -> QSize:
        return QSize(280, self.HIGH)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.HIGH)

    def words_at(self, x: float) -> str:
        day = next((day for day, left, right in self._spans() if left <= x < right), None)
        if day is None:
            return ""
        weekday = _(WEEKDAYS[(day.number - 1) % 7])
        words = _("Day {day} of the month ({weekday}): {hours} h")
        return words.format(day=day.number, weekday=weekday, hours=show_number(rounded(day.hours)))

    def _spans(self) -> Iterator[tuple[Day, float, float]]:
        days = self._load.days if self._load else ()
        gaps = (len(days) - 1) // WEEK * self.GAP
        step = (self.width() - gaps) / max(1, len(days))
        for at, day in enumerate(days):
            left = at * step + at // WEEK * self.GAP
            yield day, left, left + step

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self._load is None:
            return
        look = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        a_day = float(self._load.capacity) / WEEK
        most = max(a_day, *(float(day.hours) for day in self._load.days)) or 1.0
        peak = {day.number for day in self._load.peak}
        painter.setPen(Qt.PenStyle.NoPen)
        for day, left, right in self._spans():
            high = max(1.0, float(day.hours) / most * (self.HIGH - 2))
            over = float(day.hours) > a_day
            colour = look.bad if over else look.accent if day.number in peak else look.disabled
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(left + 1, self.HIGH - high, right - left - 2, high), 2, 2)
        line = self.HIGH - a_day / most * (self.HIGH - 2)
        painter.setPen(QPen(QColor(look.text_soft), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(0, line), QPointF(self.width(), line))
        painter.end()
