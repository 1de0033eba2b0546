"""How cells look, and how what is typed in one reaches the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemDelegate, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from jdstudio.gui.cell_editors import ChoiceCell, LineCell, LinesCell
from jdstudio.gui.example_marks import underline
from jdstudio.gui.icons import picture
from jdstudio.gui.item_table import NUMBERS, AnyIndex, ItemTable
from jdstudio.gui.sheet import is_unlinked
from jdstudio.gui.stale_marks import draw_corner, is_marked
from jdstudio.gui.theme import colours
from jdstudio.i18n import _
from jdstudio.model.kinds import Expense, value_of

if TYPE_CHECKING:
    from jdstudio.model.fields import Field
    from jdstudio.model.kinds import Item

PAD_X, PAD_Y = 9, 7
GRID = 1  # the line at a cell's right, which takes its part of the column
MOST_LINES = 20
MOST_LAYOUTS = 4000

CellEditor = LineCell | LinesCell


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of an item table and opens editors in them. `left` says which cell was left, and which way."""

    left = Signal(int, int, str)

    def __init__(self, table: ItemTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._cell = QPersistentModelIndex()
        self._editor: CellEditor | None = None
        self._opened_with = ""
        self.replacing = False
        self._layouts: dict[tuple[str, int, bool], QTextLayout] = {}
        self._font_key = ""

    @property
    def editor(self) -> CellEditor | None:
        """The open cell editor."""
        return self._editor

    @property
    def open_cell(self) -> QPersistentModelIndex:
        """The cell that is being edited; invalid where none is."""
        return self._cell

    # --- editing ---

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:  # noqa: ARG002
        sheet = self._table.sheet
        assert sheet is not None  # noqa: S101  a cell is edited while its section is shown
        name = sheet.names[index.column()]
        field = sheet.fields[name]
        editor: CellEditor
        match field.input:
            case "text":
                editor = LinesCell(parent)
            case "choice":
                editor = ChoiceCell(
                    [choice.zh if sheet.language == "zh" else choice.en for choice in field.choices], parent
                )
            case "reference":
                targets = sheet.targets(name)
                editor = ChoiceCell([f"{target.label}  {target.text}" for target in targets], parent)
            case _:
                editor = LineCell(parent)
        if isinstance(editor, LineCell) and field.input in NUMBERS:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.setObjectName("cell")
        editor.done.connect(self._on_done)
        self._editor, self._cell = editor, QPersistentModelIndex(index)
        self._opened_with = str(index.data(Qt.ItemDataRole.EditRole) or "")
        editor.begin(self._opened_with, replace=self.replacing)
        return editor

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        """Nothing: the editor was filled when it opened, and what is being typed is nobody's to overwrite."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:  # noqa: ARG002
        """The cell lost the focus: take what fits; what does not fit is gone, and the table says why."""
        self._take(cast("CellEditor", editor), index)

    def destroyEditor(self, editor: QWidget, index: AnyIndex) -> None:
        if editor is self._editor:
            self._editor, self._cell = None, QPersistentModelIndex()
        super().destroyEditor(editor, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:  # noqa: ARG002
        rect = option.rect
        if isinstance(editor, LinesCell):
            editor.setMinimumWidth(rect.width())
            editor.setGeometry(QRect(rect.topLeft(), QSize(rect.width(), max(editor.height(), rect.height()))))
        else:
            editor.setGeometry(rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            return False  # the editors know their keys themselves
        return super().eventFilter(editor, event)

    def finish(self) -> bool:
        """Take what the open editor holds and close it; what does not fit goes back to the old value."""
        editor = self._editor
        if editor is None:
            return True
        fits = self._take(editor, self._cell)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        return fits

    def _on_done(self, how: str) -> None:
        editor = self._editor
        if editor is None:
            return
        row, column = self._cell.row(), self._cell.column()
        if how not in ("cancel", "paste") and not self._take(editor, self._cell):
            editor.setProperty("bad", True)  # noqa: FBT003  Qt's signature
            editor.style().polish(editor)
            return
        hint = QAbstractItemDelegate.EndEditHint
        self.closeEditor.emit(editor, hint.RevertModelCache if how in ("cancel", "paste") else hint.NoHint)
        self.left.emit(row, column, how)

    def _take(self, editor: CellEditor, index: AnyIndex) -> bool:
        text = editor.text()
        if text == self._opened_with or not index.isValid():
            return True
        return self._table.put(index.row(), index.column(), text)

    # --- looks ---

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        look = colours()
        rect = option.rect
        state = option.state
        font = option.font
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(look.accent_soft))
        sheet = self._table.sheet
        item = self._table.item(index.row())
        if sheet is None or item is None:
            return
        name = sheet.names[index.column()]
        field = sheet.fields[name]
        text, role = sheet.text(item, name), "text"
        if is_unlinked(item, name, field):
            size = painter.fontMetrics().ascent()
            top = rect.top() + PAD_Y + (painter.fontMetrics().height() - size) // 2
            scale = painter.device().devicePixelRatioF()
            painter.drawPixmap(rect.left() + PAD_X, top, picture("warning", "warn", size, scale))
            rect = rect.adjusted(size + 4, 0, 0, 0)
            text, role = _("Not linked"), "warn"
        elif text == "?" and field.input == "reference":
            text, role = _("Gone"), "bad"
        elif not text:
            text, role = _blank(item, name, field), "text_soft"
        elif name == "actual" and isinstance(item, Expense) and (item.difference or 0) > 0:
            role = "bad"  # spent more than planned
        if text:
            width = max(8, rect.width() - 2 * PAD_X)
            layout = self._layout(text, width, font, right=field.input in NUMBERS)
            self._draw(painter, rect, layout, getattr(look, role), example=name in item.examples)
        if is_marked(item, name, sheet.project.language):
            draw_corner(painter, option.rect)

    def _draw(self, painter: QPainter, rect: QRect, layout: QTextLayout, colour: str, *, example: bool) -> None:
        painter.save()
        painter.setClipRect(rect)
        painter.setPen(QPen(QColor(colour)))
        at = QPointF(rect.left() + PAD_X, rect.top() + PAD_Y)
        layout.draw(painter, at)
        if example:
            underline(painter, layout, at)
        painter.restore()

    def height_of(self, item: Item, widths: tuple[tuple[str, int], ...], font: QFont) -> int:
        """How high a row must be to show all its text in columns so wide."""
        sheet = self._table.sheet
        assert sheet is not None  # noqa: S101  rows are measured while their section is shown
        highest = 0.0
        for name, width in widths:
            if sheet.fields[name].input in ("text", "line", "date") and (text := str(value_of(item, name))):
                layout = self._layout(text, max(8, width - GRID - 2 * PAD_X), font)
                highest = max(highest, layout.boundingRect().height())
        return min(round(highest) + 2 * PAD_Y + 1, 400) if highest else 0

    def _layout(self, text: str, width: int, font: QFont, *, right: bool = False) -> QTextLayout:
        """A cell's text broken into lines, kept so that painting and measuring break it once."""
        if font.key() != self._font_key or len(self._layouts) > MOST_LAYOUTS:
            self._layouts.clear()
            self._font_key = font.key()
        key = (text, width, right)
        if key not in self._layouts:
            self._layouts[key] = _laid_out(text, width, font, right=right)
        return self._layouts[key]

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        metrics = option.fontMetrics
        text = str(index.data() or "")
        widest = max((metrics.horizontalAdvance(line) for line in text.split("\n")), default=0)
        return QSize(min(widest, 400) + 2 * PAD_X + 2, metrics.height() + 2 * PAD_Y + 1)


def _blank(item: Item, name: str, field: Field) -> str:
    return "—" if field.input == "amount" and value_of(item, name) is None else ""


def _laid_out(text: str, width: int, font: QFont, *, right: bool) -> QTextLayout:
    option = QTextOption(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    y = 0.0
    for _count in range(MOST_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    return layout
