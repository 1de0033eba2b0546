"""The paper on its desk: pages below each other, scrolled and zoomed. Only what is seen is painted."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QWidget

from jdstudio.blocks.types import Document
from jdstudio.gui.preview.pages import Change
from jdstudio.gui.preview.sheets import PAGE_HEIGHT, PAGE_WIDTH, Sheets, Update
from jdstudio.gui.theme import LIGHT, colours
from jdstudio.model.place import Place

_NATURAL = 96 / 72
"""Pixels per point at 100 %."""

_ZOOMS = (0.25, 4.0)
_GAP = 16  # between pages, and between the paper and the edges of the desk, in pixels
_SHADOW = 8  # how far the paper's shadow reaches, in pixels
_DARKEST = 30  # of 255, at the paper's edge
_STEP = 1.1  # of one notch of the wheel
_MARGIN = 24  # what is brought into view stands so far from the edges


class _Held(NamedTuple):
    """What the view holds on to: the strip under its upper edge, and how far the edge is below it, in points."""

    piece: int
    strip: int
    below: float
    place: Place | None


class Paper(QAbstractScrollArea):
    """Shows a document as A4 pages. White in every theme: it is paper."""

    place_clicked = Signal(object)
    page_changed = Signal(int, int)
    """The number of the page in view, from 1, and how many there are."""
    zoom_changed = Signal(object)
    """The zoom, 1.0 for 100 %, or None while it fits the width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheets = Sheets()
        self._zoom: float | None = None
        self._scale = _NATURAL
        self._held: _Held | None = None
        self._holding = False
        self._mark: Place | None = None
        self._message = ""
        self._pressed: QPoint | None = None
        self._page = (0, 0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setMouseTracking(True)

    # --- what is shown

    def show_document(self, document: Document | None, *, message: str = "", top: bool = False) -> None:
        """Show a document, or an empty page with a message. What stands under the upper edge stays there.

        `top`: go to its beginning instead, for a document that is not the next state of the one before.
        """
        self._hold()
        pages = len(self.sheets.pages)
        update = self.sheets.show(document)
        self._message = message
        value = self.verticalScrollBar().value()
        if top:
            self._held = None
        elif self._held:
            self._held = self._moved(self._held, update.change)
        self._lay()
        if top:
            self.verticalScrollBar().setValue(0)
        still = value == self.verticalScrollBar().value() and pages == len(self.sheets.pages) and document is not None
        if still and not update.frame:
            self._update_changed(update)
        else:
            self.viewport().update()
        self._tell_page()

    def start_over(self, message: str) -> None:
        """Forget all that was laid out, and show a message."""
        self.sheets = Sheets()
        self._held = None
        self.show_document(None, message=message)

    def follow(self, place: Place) -> None:
        """Mark what shows the place, an item or else its section, and bring it into view."""
        spot = self.sheets.find(place)
        shown = self.sheets.places(spot) if spot else ()
        item = any(found.item == place.item for found in shown)
        mark = (place if item else Place(place.position, place.section)) if spot else None
        if mark != self._mark:
            self._mark = mark
            self.viewport().update()
        if spot and not self._is_in_view(spot.page, spot.y):
            top = self._page_top(spot.page) + spot.y * self._scale
            self.verticalScrollBar().setValue(round(top - self.viewport().height() / 4))

    @property
    def message(self) -> str:
        """What stands on the empty page; nothing where a document is shown."""
        return self._message

    @property
    def marked(self) -> Place | None:
        return self._mark

    # --- zoom

    @property
    def zoom(self) -> float | None:
        """1.0 for 100 %; None while the paper fits the width."""
        return self._zoom

    def set_zoom(self, zoom: float | None, at: int = 0) -> None:
        """Zoom; what stands `at` pixels below the upper edge stays there."""
        zoom = None if zoom is None else min(max(zoom, _ZOOMS[0]), _ZOOMS[1])
        if zoom == self._zoom:
            return
        self._zoom = zoom
        self._hold(at)
        self._lay(at)
        self._held = None if at else self._held
        self.viewport().update()
        self.zoom_changed.emit(zoom)

    @property
    def scale(self) -> float:
        """Pixels per point."""
        return self._scale

    # --- geometry

    def page_rect(self, page: int) -> QRect:
        """Where a page stands in the viewport."""
        width = round(PAGE_WIDTH * self._scale)
        room = self.viewport().width()
        x = max((room - width) // 2, _GAP) - self.horizontalScrollBar().value()
        return QRect(x, self._page_top(page) - self.verticalScrollBar().value(), width, self._page_height)

    @property
    def _page_height(self) -> int:
        return round(PAGE_HEIGHT * self._scale)

    def _page_top(self, page: int) -> int:
        return _GAP + page * (self._page_height + _GAP)

    def _page_at(self, y: int) -> tuple[int, float]:
        """The page at `y` of the whole desk and how far down on it, in points; the desk below a page is the next's."""
        page = min(max((y - _GAP // 2) // (self._page_height + _GAP), 0), max(len(self.sheets.pages) - 1, 0))
        return page, (y - self._page_top(page)) / self._scale

    def _is_in_view(self, page: int, y: float) -> bool:
        top = self._page_top(page) + y * self._scale - self.verticalScrollBar().value()
        return _MARGIN <= top <= self.viewport().height() - 2 * _MARGIN

    def _lay(self, at: int = 0) -> None:
        """Fit the scroll bars to the pages, and scroll so that what is held stands `at` pixels below the upper edge."""
        room = self.viewport().size()
        fits = max(room.width() - 2 * _GAP, 80) / PAGE_WIDTH
        self._scale = fits if self._zoom is None else self._zoom * _NATURAL
        held, self._holding = self._held, True
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        width = round(PAGE_WIDTH * self._scale) + 2 * _GAP
        across.setRange(0, max(width - room.width(), 0))
        across.setPageStep(room.width())
        height = self._page_top(max(len(self.sheets.pages), 1))
        down.setRange(0, max(height - room.height(), 0))
        down.setPageStep(room.height())
        down.setSingleStep(round(40 * max(self._scale, 0.5)))
        across.setSingleStep(40)
        if held and (spot := self.sheets.spot_of(held.piece, held.strip)):
            y = self._page_top(spot.page) + (spot.y + held.below) * self._scale
            down.setValue(round(y) - at)
        self._held, self._holding = held, False

    def _hold(self, at: int = 0) -> None:
        """Remember what stands `at` pixels below the upper edge, unless it is remembered since the last scrolling."""
        if (self._held and not at) or not self.sheets.pages:
            return
        value = self.verticalScrollBar().value()
        if value + at <= _GAP:
            self._held = None
            return
        page, y = self._page_at(value + at)
        spot = self.sheets.spot_at(page, y)
        if spot is None:
            return
        edge = (value + at - self._page_top(spot.page)) / self._scale
        places = self.sheets.places(spot)
        self._held = _Held(spot.piece, spot.strip, edge - spot.y, places[0] if places else None)

    def _moved(self, held: _Held, change: Change) -> _Held:
        """The same strip after a change; where it was replaced, one that shows the same place."""
        if held.piece < change.first:
            return held
        if held.piece >= change.old_last:
            return held._replace(piece=held.piece + change.shift)
        if not change.shift:
            return held
        for piece in range(change.first, change.new_last):
            if held.place in self.sheets.pieces[piece].places(0):
                return held._replace(piece=piece)
        return held._replace(piece=max(min(held.piece, change.new_last - 1), 0))

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        seen = event.rect()
        look = colours()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        count = max(len(self.sheets.pages), 1)
        scroll = self.verticalScrollBar().value()
        first, last = self._page_at(seen.top() + scroll)[0], self._page_at(seen.bottom() + scroll)[0]
        if not any(self.page_rect(page).contains(seen) for page in range(first, last + 1)):
            painter.fillRect(seen, QColor(look.desk))
        for page in range(max(first - 1, 0), min(last + 2, count)):
            self._paint_page(painter, page, seen)
        painter.end()

    def _paint_page(self, painter: QPainter, page: int, seen: QRect) -> None:
        rect = self.page_rect(page)
        if not rect.adjusted(-_SHADOW, -_SHADOW, _SHADOW, _SHADOW).intersects(seen):
            return
        if not rect.contains(seen):
            self._paint_shadow(painter, rect)
        shown = rect & seen
        painter.fillRect(shown, Qt.GlobalColor.white)
        if not self.sheets.pages:
            painter.setPen(QColor(LIGHT.text_soft))
            middle = rect.adjusted(_GAP, _GAP, -_GAP, -_GAP) & self.viewport().rect()
            painter.drawText(middle, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._message)
            return
        painter.save()
        painter.setClipRect(shown)
        painter.translate(rect.topLeft())
        painter.scale(self._scale, self._scale)
        clip = QRectF(
            (shown.left() - rect.left()) / self._scale,
            (shown.top() - rect.top()) / self._scale,
            shown.width() / self._scale,
            shown.height() / self._scale,
        )
        self.sheets.paint(painter, page, clip, self._mark, QColor(LIGHT.accent))
        painter.restore()

    def _paint_shadow(self, painter: QPainter, rect: QRect) -> None:
        """A soft shadow: a fading strip at each edge, the widest below."""
        for edge, across, down in ((rect.topLeft(), -1, 0), (rect.topRight(), 1, 0), (rect.bottomLeft(), 0, 1)):
            start = QPointF(edge.x() + (across > 0), edge.y() + (down > 0))
            fading = QLinearGradient(start, start + QPointF(across * _SHADOW, down * _SHADOW))
            for at in (0.0, 0.25, 0.5, 0.75, 1.0):
                fading.setColorAt(at, QColor(0, 0, 0, round(_DARKEST * (1 - at) ** 2)))
            if down:
                strip = QRect(rect.left(), rect.bottom() + 1, rect.width(), _SHADOW)
            else:
                strip = QRect(
                    rect.right() + 1 if across > 0 else rect.left() - _SHADOW,
                    rect.top() + 2,
                    _SHADOW,
                    rect.height() - 2,
                )
            painter.fillRect(strip, fading)

    def _update_changed(self, update: Update) -> None:
        """Repaint what looks other: from the change down where things moved, else only the strips that differ."""
        if update.moved:
            spot = self.sheets.spot_of(max(update.change.first - 1, 0), 0)
            top = self.page_rect(spot.page).top() + int(spot.y * self._scale) if spot else 0
            top = max(top - _GAP, 0)
            self.viewport().update(0, top, self.viewport().width(), max(self.viewport().height() - top, 0))
            return
        for piece, first, last in update.dirty:
            for page, upper, lower in self.sheets.box_of(piece, first, last):
                rect = self.page_rect(page)
                y = rect.top() + int(upper * self._scale) - 2
                self.viewport().update(rect.left(), y, rect.width(), round((lower - upper) * self._scale) + 6)

    # --- events

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if not self._holding:
            self._held = None
        self.viewport().scroll(dx, dy)
        self._tell_page()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._hold()
        self._lay()
        self._tell_page()
        super().resizeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / 120
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if notches:
                zoom = self._scale / _NATURAL * float(_STEP**notches)
                self.set_zoom(round(zoom, 2), round(event.position().y()))
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Home:
                bar.setValue(bar.minimum())
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_Space:
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                bar.setValue(bar.value() + (-bar.pageStep() if back else bar.pageStep()))
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        pressed, self._pressed = self._pressed, None
        if event.button() != Qt.MouseButton.LeftButton or pressed is None:
            return
        if (at - pressed).manhattanLength() >= QApplication.startDragDistance():
            return
        place = self.place_under(at)
        if place is not None and place != Place():
            self.place_clicked.emit(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self.place_under(event.position().toPoint())
        leads = place is not None and place != Place()
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def place_under(self, at: QPoint) -> Place | None:
        """What stands at a point of the viewport."""
        if not self.sheets.pages:
            return None
        page = self._page_at(at.y() + self.verticalScrollBar().value())[0]
        rect = self.page_rect(page)
        if not rect.contains(at):
            return None
        return self.sheets.place_at(page, (at.x() - rect.x()) / self._scale, (at.y() - rect.y()) / self._scale)

    def sizeHint(self) -> QSize:
        return QSize(460, 640)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 200)

    def _tell_page(self) -> None:
        """Say which page the middle of the view shows."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        page = (self._page_at(middle)[0] + 1, len(self.sheets.pages)) if self.sheets.pages else (0, 0)
        if page != self._page:
            self._page = page
            self.page_changed.emit(*page)
