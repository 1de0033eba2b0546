"""A KPI's scoring curve as a picture: its corners, its jump at the floor, and where a trial actual lands."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from jdstudio.gui.theme import colours
from jdstudio.i18n import interface_language
from jdstudio.model.fields import fields_of
from jdstudio.model.kinds import Kpi
from jdstudio.model.values import show_number
from jdstudio.scoring.curve import curve_points, points
from jdstudio.scoring.points import AT_FLOOR, AT_TARGET, CAP

_LEFT, _RIGHT, _TOP, _BOTTOM = 38, 14, 12, 24


def amount(kpi: Kpi, value: Decimal | None) -> str:
    """A value in the KPI's unit, with its percent sign where it has one."""
    return f"{show_number(value)}{'%' if kpi.in_percent else ''}" if value is not None else ""


class CurvePicture(QWidget):
    """Draws one KPI's curve; nothing where it has none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kpi: Kpi | None = None
        self._actual: Decimal | None = None
        self.setMinimumWidth(240)

    def sizeHint(self) -> QSize:
        return QSize(320, 150)

    def show_curve(self, kpi: Kpi | None, actual: Decimal | None) -> None:
        self._kpi, self._actual = kpi, actual
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        corners = curve_points(self._kpi) if self._kpi else ()
        if not corners or self._kpi is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = _Scale(self.size(), corners, self._actual)
        self._paint_grid(painter, scale)
        self._paint_levels(painter, scale, self._kpi)
        self._paint_line(painter, scale, corners)
        self._paint_trial(painter, scale, self._kpi)
        painter.end()

    def _paint_grid(self, painter: QPainter, scale: _Scale) -> None:
        look = colours()
        for score in (Decimal(0), AT_FLOOR, AT_TARGET, CAP):
            y = scale.y(score)
            painter.setPen(QPen(QColor(look.line), 1))
            painter.drawLine(QPointF(_LEFT, y), QPointF(self.width() - _RIGHT, y))
            painter.setPen(QColor(look.text_soft))
            box = QRectF(0, y - 10, _LEFT - 8, 20)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{score:f}")

    def _paint_levels(self, painter: QPainter, scale: _Scale, kpi: Kpi) -> None:
        """Floor, target and stretch below the axis, moved apart where they would run into each other."""
        metrics = painter.fontMetrics()
        fields = fields_of(Kpi)
        labels = []
        for name in ("floor", "target", "stretch"):
            value = getattr(kpi, name)
            if value is not None:
                text = f"{fields[name].label(interface_language())} {amount(kpi, value)}"
                labels.append((scale.x(value), text, float(metrics.horizontalAdvance(text))))
        labels.sort()
        painter.setPen(QColor(colours().text_soft))
        for x, text, _wide in _apart(labels, self.width()):
            painter.drawText(QPointF(x, self.height() - 5), text)

    def _paint_line(self, painter: QPainter, scale: _Scale, corners: tuple[tuple[Decimal, Decimal], ...]) -> None:
        look = colours()
        ends = [
            (scale.low, corners[0][1]),
            *((float(at), score) for at, score in corners),
            (scale.high, corners[-1][1]),
        ]
        line = QPolygonF([QPointF(scale.x(at), scale.y(score)) for at, score in ends])
        painter.setPen(QPen(QColor(look.accent), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(line)
        painter.setBrush(QColor(look.surface))
        for at, score in corners[1:-1]:
            if score > 0:
                painter.drawEllipse(QPointF(scale.x(at), scale.y(score)), 4, 4)

    def _paint_trial(self, painter: QPainter, scale: _Scale, kpi: Kpi) -> None:
        score = points(kpi, self._actual)
        if self._actual is None or score is None:
            return
        colour = QColor(colours().good if score >= AT_TARGET else colours().warn if score > 0 else colours().bad)
        x, y = scale.x(self._actual), scale.y(score)
        painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, scale.y(Decimal(0))), QPointF(x, y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(x, y), 5, 5)
        text = f"{amount(kpi, self._actual)} → {show_number(score)}"
        wide = painter.fontMetrics().horizontalAdvance(text)
        right = x + 10 + wide < self.width()
        below = y + 24 if y + 30 < scale.y(Decimal(0)) else y - 8
        painter.setPen(colour)
        painter.drawText(QPointF(x + 10 if right else x - 10 - wide, below), text)


class _Scale:
    """Where actuals and scores lie in the picture; the trial actual is always inside."""

    def __init__(self, size: QSize, corners: tuple[tuple[Decimal, Decimal], ...], actual: Decimal | None) -> None:
        places = [float(at) for at, _score in corners]
        inner = max(places) - min(places)
        if actual is not None:
            # a far-off actual stays at the edge instead of pressing the curve flat
            places.append(min(max(float(actual), min(places) - inner), max(places) + inner))
        self.low, self.high = min(places), max(places)
        self._size = size

    def x(self, at: Decimal | float) -> float:
        share = (min(max(float(at), self.low), self.high) - self.low) / (self.high - self.low)
        return _LEFT + share * (self._size.width() - _LEFT - _RIGHT)

    def y(self, score: Decimal) -> float:
        return self._size.height() - _BOTTOM - float(score / CAP) * (self._size.height() - _TOP - _BOTTOM)


def _apart(labels: list[tuple[float, str, float]], width: int) -> list[tuple[float, str, float]]:
    """Labels, each wanted centred at an x and so wide, put so that none overlaps another or leaves the picture."""
    gap = 8.0
    placed: list[tuple[float, str, float]] = []
    for centre, text, wide in labels:
        left = max(centre - wide / 2, placed[-1][0] + placed[-1][2] + gap if placed else 0)
        placed.append((left, text, wide))
    right = float(width)
    for at in range(len(placed) - 1, -1, -1):
        left, text, wide = placed[at]
        placed[at] = (min(left, right - wide), text, wide)
        right = placed[at][0] - gap
    return placed
