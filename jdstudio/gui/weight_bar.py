"""The shares of a section against 100 %: a bar with one coloured part each, and the words for their total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from jdstudio.gui.bars import clip_round, paint_beyond, paint_frame
from jdstudio.gui.theme import colours
from jdstudio.gui.tips import plain_tip
from jdstudio.i18n import _
from jdstudio.model.values import show_number

FULL = Decimal(100)


@dataclass(frozen=True)
class Part:
    """One share in percent points; None weighs nothing."""

    id: str
    name: str
    value: Decimal | None


def total_of(parts: Sequence[Part]) -> Decimal:
    return sum((part.value or Decimal(0) for part in parts), Decimal(0))


def total_words(label: str, total: Decimal) -> tuple[str, str]:
    """The words for a total and how it stands: "good" at 100, "warn" below, "bad" above."""
    shown = show_number(total)
    if total == FULL:
        return _("{label} total {total}% ✓").format(label=label, total=shown), "good"
    missing = show_number(abs(FULL - total))
    if total < FULL:
        return _("{label} total {total}%, {missing}% to go").format(label=label, total=shown, missing=missing), "warn"
    return _("{label} total {total}%, {missing}% too much").format(label=label, total=shown, missing=missing), "bad"


class WeightBar(QWidget):
    """The bar. `picked` carries the id of a part that was clicked, `hovered` of the one under the mouse or nothing."""

    picked = Signal(str)
    hovered = Signal(str)

    BAR = 26

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[Part, ...] = ()
        self._current = ""
        self._under_mouse = ""
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(320, self.BAR + 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.BAR + 6)

    @property
    def parts(self) -> tuple[Part, ...]:
        return self._parts

    def show_parts(self, parts: tuple[Part, ...]) -> None:
        if parts != self._parts:
            self._parts = parts
            listed = ", ".join(f"{part.name} {show_number(part.value)}%" for part in parts if part.value)
            self.setAccessibleName(listed)
            self.update()

    def show_current(self, part_id: str) -> None:
        """Mark one part, as the table marks its row."""
        if part_id != self._current:
            self._current = part_id
            self.update()

    def part_at(self, x: float) -> Part | None:
        return next((part for part, left, right in self._spans() if left <= x < right), None)

    def _spans(self) -> list[tuple[Part, float, float]]:
        """Each part that has a width, with its left and right edge."""
        scale = self.width() / float(max(FULL, total_of([p for p in self._parts if (p.value or 0) > 0])))
        spans = []
        x = 0.0
        for part in self._parts:
            wide = float(part.value or 0) * scale
            if wide > 0:
                spans.append((part, x, x + wide))
                x += wide
        return spans

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(0, 0, self.width(), self.BAR)
        clip_round(painter, frame, 6)
        painter.fillRect(frame, QColor(look.surface))
        painter.fillRect(frame, QBrush(QColor(look.disabled), Qt.BrushStyle.BDiagPattern))
        spans = self._spans()
        series = {part.id: look.series[at % len(look.series)] for at, part in enumerate(self._parts)}
        full = self.width() * 100 / float(max(FULL, total_of(self._parts)))
        for part, left, right in spans:
            self._paint_part(painter, part, QRectF(left, 0, right - left, self.BAR), series[part.id])
        if total_of(self._parts) > FULL:
            paint_beyond(painter, frame, full)
        paint_frame(painter, frame, 6)
        for part, left, right in spans:
            if part.id == self._current:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(series[part.id]))
                painter.drawRoundedRect(QRectF(left + 1, self.BAR + 3, max(3, right - left - 3), 3), 1.5, 1.5)
        painter.end()

    def _paint_part(self, painter: QPainter, part: Part, rect: QRectF, colour: str) -> None:
        look = colours()
        fill = QColor(colour)
        if part.id == self._under_mouse:
            fill = fill.lighter(112)
        painter.fillRect(rect, fill)
        painter.fillRect(QRectF(rect.right() - 1.5, 0, 1.5, self.BAR), QColor(look.window))
        text = show_number(part.value)
        if painter.fontMetrics().horizontalAdvance(text) + 4 < rect.width():
            painter.setPen(QColor(look.on_accent))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.part_at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, part: Part | None) -> None:
        now = part.id if part else ""
        if now != self._under_mouse:
            self._under_mouse = now
            self.setCursor(Qt.CursorShape.PointingHandCursor if now else Qt.CursorShape.ArrowCursor)
            self.hovered.emit(now)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if part := self.part_at(event.position().x()):
            self.picked.emit(part.id)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            part = self.part_at(event.pos().x())
            words = f"{part.name}  {show_number(part.value)}%" if part else ""
            QToolTip.showText(event.globalPos(), plain_tip(words), self)
            return True
        return super().event(event)
