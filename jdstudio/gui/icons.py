"""The window's own line icons, drawn in the colours of the theme at whatever size and density the screen asks for."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QRect, QSize
from PySide6.QtGui import QIcon, QIconEngine, QImageReader, QPainter, QPixmap

from jdstudio.gui.theme import colours
from jdstudio.resources import resource


@cache
def icon(name: str, role: str = "text_soft") -> QIcon:
    """The icon `resources/icons/NAME.svg` in the colour that the theme gives to `role`; it follows the theme."""
    return QIcon(_LineIcon(name, role))


def picture(name: str, role: str, side: int, scale: float) -> QPixmap:
    """The icon as a picture, `side` logical pixels wide, for a screen with `scale` dots per logical pixel."""
    return _drawn(name, getattr(colours(), role), side, scale)


class _LineIcon(QIconEngine):
    """Asks for the colour when it paints, so that a change of theme needs no new icons."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        scale = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect, self.scaledPixmap(rect.size(), mode, state, scale))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:  # noqa: ARG002  Qt's signature
        role = "disabled" if mode == QIcon.Mode.Disabled else self._role
        return picture(self._name, role, min(size.width(), size.height()), scale)

    def clone(self) -> QIconEngine:
        copy = _LineIcon(self._name, self._role)
        _copies.append(copy)
        return copy


_copies: list[_LineIcon] = []
"""WORKAROUND: PySide6 (6.11.3) lets Python free a clone that Qt still holds; Qt clones only icons changed after making."""


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, side: int, scale: float) -> QPixmap:
    source = resource(f"icons/{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    buffer = QBuffer()
    buffer.setData(QByteArray(source))
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(round(side * scale), round(side * scale)))
    drawn = QPixmap.fromImage(reader.read())
    drawn.setDevicePixelRatio(scale)
    return drawn
