"""How example values look in the window: a dotted line under the words, and a tooltip. Documents never show it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextLayout

from jdstudio.gui.theme import colours
from jdstudio.i18n import _


def example_tip() -> str:
    """What a tooltip says of an example value."""
    return _("Example value. Replace it with your own, or keep it as it is.")


def underline(painter: QPainter, layout: QTextLayout, at: QPointF) -> None:
    """Draw a dotted line under each line of a text that is drawn at a point."""
    painter.setPen(QPen(QColor(colours().warn), 1, Qt.PenStyle.DotLine))
    for row in range(layout.lineCount()):
        line = layout.lineAt(row)
        words = line.naturalTextRect()
        y = at.y() + line.y() + line.ascent() + 2.5
        painter.drawLine(QPointF(at.x() + words.left(), y), QPointF(at.x() + words.right(), y))
