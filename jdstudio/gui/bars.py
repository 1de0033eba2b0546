"""What the bars of shares and of hours have in common: what goes beyond the full measure, and the frame."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from jdstudio.gui.theme import colours


def clip_round(painter: QPainter, frame: QRectF, radius: float) -> None:
    """Paint within the rounded frame from now on."""
    path = QPainterPath()
    path.addRoundedRect(frame, radius, radius)
    painter.setClipPath(path)


def paint_beyond(painter: QPainter, frame: QRectF, full: float) -> None:
    """Mark what lies right of the full measure, as a surplus that has to go."""
    look = colours()
    beyond = QRectF(full, frame.top(), frame.right() - full, frame.height())
    painter.fillRect(beyond, QColor(look.bad))
    painter.fillRect(beyond, QBrush(QColor(look.on_accent), Qt.BrushStyle.BDiagPattern))
    painter.setPen(QPen(QColor(look.text), 2))
    painter.drawLine(QPointF(full, frame.top()), QPointF(full, frame.bottom()))


def paint_frame(painter: QPainter, frame: QRectF, radius: float) -> None:
    """The line around the bar; clips nothing any more."""
    painter.setClipping(False)
    painter.setPen(QPen(QColor(colours().line), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
