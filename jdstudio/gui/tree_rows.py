"""How the rows of the outline look, and how they behave under mouse and keys."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragMoveEvent,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QTreeView,
    QWidget,
)

from jdstudio.gui.icons import picture
from jdstudio.gui.project_tree import Entry, ProjectModel, icon_name, is_unsorted
from jdstudio.gui.stale_marks import DOT, StaleCounts, draw_dot
from jdstudio.gui.theme import colours
from jdstudio.gui.tips import plain_tip
from jdstudio.i18n import _, interface_language
from jdstudio.model.fields import Face
from jdstudio.model.kinds import AnySection, items_of
from jdstudio.model.project import Position, Project

PAD = 8
ICON = 18

FACES: dict[Face, tuple[str, str]] = {
    "description": ("岗位说明书", "Job description"),
    "posting": ("招聘 JD", "Posting"),
    "review": ("考核表", "Review sheet"),
}


def face_name(face: Face) -> str:
    """The face as the interface calls it."""
    return FACES[face][0 if interface_language() == "zh" else 1]


class RowPainter(QStyledItemDelegate):
    """Paints a row: icon, title, how many items it holds, whether the shown face leaves it out; edits its title."""

    face: Face = "description"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stale = StaleCounts()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), max(QFontMetrics(option.font).height() + 12, 30))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look, entry = colours(), _model(index).entry(index)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        hidden = self.is_hidden(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent_soft if selected else look.line))
            painter.drawRoundedRect(option.rect.adjusted(0, 1, -PAD, -1), 6, 6)
        role = "disabled" if hidden else "accent" if selected or isinstance(entry, Position) else "text_soft"
        if is_unsorted(entry) and not hidden:
            role = "warn"
        area = option.rect.adjusted(PAD, 0, -2 * PAD, 0)
        _draw_icon(painter, icon_name(entry), role, area)
        area.setLeft(area.left() + ICON + PAD)
        area.setRight(self._draw_end(painter, option, index, area, hidden=hidden))
        font = QFont(option.font)
        if isinstance(entry, Position):
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(look.disabled if hidden else look.accent if selected else look.text))
        title = QFontMetrics(font).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
        painter.restore()

    def is_hidden(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Does the shown face leave the section out, by itself or with a section above it?"""
        while index.isValid():
            entry = _model(index).entry(index)
            if isinstance(entry, Position | Project):
                return False
            if self.face not in entry.faces:
                return True
            index = index.parent()
        return False

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        entry, project = _model(index).entry(index), _model(index).project
        words = _tooltip(str(index.data()), entry)
        if stale := self._stale.of_entry(entry, project):
            words += "\n" + _("Out of date in one language: {count}").format(count=stale)
        QToolTip.showText(event.globalPos(), plain_tip(words), view)
        return True

    # --- the name being typed ----------------------------------------------------------------------------------------

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,  # noqa: ARG002  Qt's signature
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        editor = QLineEdit(parent)
        editor.setObjectName("rename")
        entry = _model(index).entry(index)
        if not isinstance(entry, Position | Project):
            editor.setPlaceholderText(entry.about.name(interface_language()))
        return editor

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002  Qt's signature
    ) -> None:
        editor.setGeometry(option.rect.adjusted(PAD + ICON + PAD // 2, 1, -PAD, -1))

    def _draw_end(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        area: QRect,
        *,
        hidden: bool,
    ) -> int:
        """Draw what stands at the right end of the row, and say where the title must end."""
        model = _model(index)
        entry = model.entry(index)
        if self._stale.of_entry(entry, model.project):
            draw_dot(painter, area)
            area = area.adjusted(0, 0, -DOT - PAD, 0)
        if hidden:
            _draw_icon(painter, "hidden", "disabled", QRect(area.right() - ICON + 1, area.top(), ICON, area.height()))
            return area.right() - ICON - PAD
        number = _count(entry)
        if not number:
            return area.right()
        painter.setFont(option.font)
        painter.setPen(QColor(colours().text_soft))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, number)
        return area.right() - QFontMetrics(option.font).horizontalAdvance(number) - PAD


class Rows(QTreeView):
    """A tree with comfortable rows; arrows are drawn in the window's own line style."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._drop_at: QPoint | None = None
        self.setHeaderHidden(True)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setIndentation(18)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setAutoExpandDelay(600)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setBackgroundRole(self.palette().ColorRole.Window)
        self.viewport().setBackgroundRole(self.palette().ColorRole.Window)

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        model = self.model()
        if not model.hasChildren(index):
            return
        name = "chevron-down" if self.isExpanded(index) else "chevron-right"
        side = ICON - 4
        drawn = picture(name, "text_soft", side, self.devicePixelRatioF())
        painter.drawPixmap(rect.right() - side, rect.top() + (rect.height() - side) // 2, drawn)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Carry a faint picture of the row beside the pointer, so that the mark of the drop stays in sight."""
        index = self.currentIndex()
        if not self.model().flags(index) & Qt.ItemFlag.ItemIsDragEnabled:
            return
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData([index]))
        drag.setPixmap(_faint(self.viewport().grab(self.visualRect(index))))
        drag.setHotSpot(QPoint(-2 * PAD, -2 * PAD))
        drag.exec(actions, self.defaultDropAction())

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        self._drop_at = event.position().toPoint() if event.isAccepted() else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """The mark of where a drop would go is drawn here, in the accent colour, instead of by the style."""
        self.setDropIndicatorShown(False)
        super().paintEvent(event)
        self.setDropIndicatorShown(True)
        if self._drop_at is not None and self.state() == QAbstractItemView.State.DraggingState:
            self._paint_drop_mark(self.visualRect(self.indexAt(self._drop_at)).adjusted(0, 0, -PAD, 0))

    def _paint_drop_mark(self, row: QRect) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours().accent), 2))
        match self.dropIndicatorPosition():
            case QAbstractItemView.DropIndicatorPosition.OnItem:
                painter.drawRoundedRect(row.adjusted(1, 1, -1, -1), 6, 6)
            case QAbstractItemView.DropIndicatorPosition.AboveItem:
                painter.drawLine(row.topLeft(), row.topRight())
            case QAbstractItemView.DropIndicatorPosition.BelowItem:
                painter.drawLine(row.bottomLeft(), row.bottomRight())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens and closes; typing letters looks for a title, as in any tree."""
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and self.state() != QAbstractItemView.State.EditingState
        ):
            index = self.currentIndex()
            self.setExpanded(index, not self.isExpanded(index))
            return
        super().keyPressEvent(event)

    def commit_pending(self) -> None:
        editor = self.viewport().findChild(QLineEdit, "rename")
        if editor and self.state() == QAbstractItemView.State.EditingState:
            self.commitData(editor)
            self.closeEditor(editor, RowPainter.EndEditHint.NoHint)


def _model(index: QModelIndex | QPersistentModelIndex) -> ProjectModel:
    model: QAbstractItemModel = index.model()
    return cast("ProjectModel", model)


def _draw_icon(painter: QPainter, name: str, role: str, area: QRect) -> None:
    drawn = picture(name, role, ICON, painter.device().devicePixelRatioF())
    painter.drawPixmap(area.left(), area.top() + (area.height() - ICON) // 2, drawn)


def _faint(row: QPixmap) -> QPixmap:
    faint = QPixmap(row.size())
    faint.setDevicePixelRatio(row.devicePixelRatio())
    faint.fill(Qt.GlobalColor.transparent)
    painter = QPainter(faint)
    painter.setOpacity(0.7)
    painter.drawPixmap(0, 0, row)
    painter.end()
    return faint


def _count(entry: Entry) -> str:
    if isinstance(entry, Position | Project):
        return ""
    return str(len(items_of(entry)) or "")


def _tooltip(title: str, entry: Entry) -> str:
    if isinstance(entry, Position | Project):
        return title
    return f"{title}\n{_shown_on(entry)}"


def _shown_on(section: AnySection) -> str:
    if not section.faces:
        return _("Shown on no document")
    return _("Shown on: {faces}").format(faces=", ".join(face_name(face) for face in FACES if face in section.faces))
