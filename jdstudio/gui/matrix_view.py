"""The collaboration matrix as people work with it: cells with a RACI badge, letters by key, departments in the head."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFont, QFontMetrics, QKeySequence, QPainter
from PySide6.QtWidgets import QMenu, QStyle, QStyleOptionViewItem

from jdstudio.gui.cell_delegate import GRID, PAD_X, PAD_Y, CellDelegate
from jdstudio.gui.icons import icon
from jdstudio.gui.item_table import AnyIndex
from jdstudio.gui.item_view import ItemView
from jdstudio.gui.matrix_table import MATTER, MatrixTable
from jdstudio.gui.own_columns import OwnColumns
from jdstudio.gui.stale_marks import draw_corner, is_marked
from jdstudio.gui.table_actions import TableActions
from jdstudio.gui.theme import colours
from jdstudio.i18n import N_, _, interface_language
from jdstudio.model import matrix
from jdstudio.model.fields import Field
from jdstudio.model.items.together import RACI
from jdstudio.model.kinds import Item, Matrix, Part
from jdstudio.model.matrix import DEPARTMENTS
from jdstudio.model.place import Place
from jdstudio.model.project import Project
from jdstudio.model.walk import section_at

LETTER_COLOURS = {
    "R": ("good_soft", "good"),
    "A": ("accent", "on_accent"),
    "C": ("warn_soft", "warn"),
    "I": ("surface_soft", "text_soft"),
}
"""Ground and letter of each badge, by their names in the theme."""


SHOWN = ("raci", "responsibility", "task")
"""What of a part its cell shows."""

LEAST_WIDTH = 112
"""How narrow a column may be placed, in pixels: a badge and six Chinese characters in a line."""


class MatrixCells(CellDelegate):
    """Paints a cell as its letter, what the department answers for and, softer below it, what it does."""

    def __init__(self, table: MatrixTable, parent: MatrixView) -> None:
        super().__init__(table, parent)
        self._matrix = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        part = self._matrix.part(index.row(), index.column())
        if part is None:
            super().paint(painter, option, index)
            return
        look, rect, state = colours(), option.rect, option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(look.accent_soft))
        side = badge_side(option.fontMetrics)
        if part.raci:
            self._paint_badge(painter, rect, part.raci, side)
        indent = side + 6 if part.raci else 0
        top = 0
        for name, text, role in (("responsibility", part.responsibility, "text"), ("task", part.task, "text_soft")):
            if text:
                layout = self._layout(text, _room(rect.width(), indent), option.font)
                below = rect.adjusted(indent, top, 0, 0)
                self._draw(painter, below, layout, getattr(look, role), example=name in part.examples)
                top += round(layout.boundingRect().height()) + 2
        project = self._matrix.project
        if project and any(is_marked(part, name, project.language) for name in SHOWN):
            draw_corner(painter, option.rect)

    def _paint_badge(self, painter: QPainter, rect: QRect, letter: str, side: int) -> None:
        ground, ink = (getattr(colours(), role) for role in LETTER_COLOURS[letter])
        box = QRectF(rect.left() + PAD_X, rect.top() + PAD_Y, side, side)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, 4, 4)
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.Bold)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
        painter.restore()

    def height_of(self, item: Item, widths: tuple[tuple[str, int], ...], font: QFont) -> int:
        """How high a row must be to show its matter, and letter, responsibility and task of each cell."""
        row = self._matrix.row_of(item.id)
        highest = super().height_of(item, tuple(pair for pair in widths if pair[0] == str(MATTER)), font)
        side = badge_side(QFontMetrics(font))
        for name, width in widths:
            if part := self._matrix.part(row, int(name)):
                indent = side + 6 if part.raci else 0
                texts = [text for text in (part.responsibility, part.task) if text]
                layouts = [self._layout(text, _room(width - GRID, indent), font) for text in texts]
                inner = sum(round(layout.boundingRect().height()) + 2 for layout in layouts)
                highest = max(highest, max(inner, side) + 2 * PAD_Y + 1)
        return min(highest, 400)


def badge_side(metrics: QFontMetrics) -> int:
    """How wide and high the badge of a letter is, in pixels: as high as a line of text."""
    return metrics.height()


def _room(width: int, indent: int) -> int:
    return max(8, width - 2 * PAD_X - indent)


class MatrixActions(TableActions):
    """What can be done with the cells of a matrix: as in any table, and RACI letters by Alt and the letter."""

    def __init__(self, view: MatrixView) -> None:
        self._matrix = view.matrix
        super().__init__(view)

    def _make(self) -> dict[str, QAction]:
        actions = super()._make()
        for name, words in (
            ("above", N_("Insert matter above")),
            ("below", N_("Insert matter below")),
            ("duplicate", N_("Duplicate matters")),
            ("up", N_("Move matters up")),
            ("down", N_("Move matters down")),
            ("delete", N_("Delete matters")),
        ):
            actions[name].setText(_(words))
        for choice in (*RACI, None):
            letter = choice.value if choice else ""
            words = choice.zh if choice and interface_language() == "zh" else choice.en if choice else _("No letter")
            action = QAction(words, self)
            action.setShortcut(QKeySequence(f"Alt+{letter or 0}"))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(partial(self.set_letter, letter))
            actions[f"raci{letter}"] = action
        return actions

    def menu(self) -> QMenu:
        menu = super().menu()
        letters = QMenu(_("RACI letter"), menu)
        for letter in ("R", "A", "C", "I", ""):
            letters.addAction(self.named(f"raci{letter}"))
        menu.insertMenu(menu.actions()[0], letters)
        menu.insertSeparator(menu.actions()[1])
        return menu

    def set_letter(self, letter: str) -> None:
        """Give the selected cells a letter, or take it away."""
        self._view.commit_pending()
        self._matrix.set_raci(self._view.chosen_cells(), letter, N_("RACI letter"))

    def _clear(self, label: str) -> None:
        """A cell that is cleared is empty: letter and details go too. A matter that is cleared has no name."""
        sheet, cells = self._matrix.sheet, self._view.chosen_cells()
        if sheet is None:
            return
        if any(column == MATTER for _row, column in cells):
            super()._clear(label)
        elif self._view.table.sheet and (project := self._project()):
            here = self._matrix.named(cells)
            self._matrix.change(matrix.remove_cells(project, sheet.place, self._matrix.section, here), label)

    def duplicate_rows(self) -> None:
        sheet, project = self._matrix.sheet, self._project()
        if sheet and project and (rows := self._rows()):
            ids = [sheet.items[row].id for row in rows]
            after, first = matrix.duplicate_rows(project, sheet.place, self._matrix.section, ids)
            self._matrix.change(after, N_("Duplicate matters"))
            self._view.select_range(first, MATTER, first + len(rows) - 1, MATTER)

    def _project(self) -> Project | None:
        return self._matrix.project


class MatrixView(ItemView):
    """The table of one matrix."""

    TABLE = MatrixTable
    CELLS = MatrixCells
    ACTIONS = MatrixActions
    table: MatrixTable

    @property
    def matrix(self) -> MatrixTable:
        return self.table

    @property
    def current_part(self) -> Part | None:
        """The part of the current cell; None where it is empty."""
        index = self.currentIndex()
        return self.table.part(index.row(), index.column())

    @property
    def current_item(self) -> str:
        """The id of the part of the current cell; empty for an empty cell and for a matter."""
        part = self.current_part
        return part.id if part else ""

    def select(self, item_id: str, name: str = "") -> None:
        cell = self.table.cell_of(item_id, name)
        row = self.table.row_of(item_id) if cell is None else cell[0]
        if row >= 0:
            self._quiet = True
            self.go(row, cell[1] if cell else MATTER)
            self._quiet = False

    def place_of(self, row: int, column: int) -> Place:
        return self.table.place_of(row, column)

    def chosen_fields(self) -> list[tuple[str, str]]:
        """The selected cells as parts, with all that they show."""
        parts = (self.table.part(row, column) for row, column in self.chosen_cells())
        return [(part.id, name) for part in parts if part for name in SHOWN]

    def least_width(self, field: Field, language: str, metrics: QFontMetrics) -> int:
        """Narrower than other columns of text: seven departments shall not scroll away at once."""
        return min(LEAST_WIDTH, super().least_width(field, language, metrics))

    def one_word(self) -> str:
        return _("matter")


class Departments(OwnColumns):
    """The columns of the matrix, worked with as those of the user's own table. `said` carries what a removal took."""

    said = Signal(str)

    def __init__(self, view: MatrixView) -> None:
        self._matrix = view.matrix
        super().__init__(view)

    def fill_menu(self, menu: QMenu, column: int) -> bool:
        """The menu for a department; for the matters, and beside the columns, only departments to add."""
        self._at = column
        last = len([name for name in self._matrix.grid.departments if name])
        for words, picture, do, possible in (
            (_("Rename department"), "rename", self._rename_at, column > MATTER),
            (_("Move department left"), "", self._move_left, MATTER + 1 < column <= last),
            (_("Move department right"), "", self._move_right, MATTER < column < last),
            (_("Delete department"), "delete", self._remove, column > MATTER),
        ):
            action = menu.addAction(words)
            if picture:
                action.setIcon(icon(picture))
            action.setEnabled(possible)
            action.triggered.connect(do)
        menu.addSeparator()
        self.offer(menu.addMenu(icon("add"), _("Add department")))
        return True

    def offer(self, menu: QMenu) -> None:
        """Fill a menu with departments that the matrix does not have yet, and one with a name to type."""
        for name in self._usual():
            if name not in self._matrix.grid.departments:
                menu.addAction(name.replace("&", "&&")).triggered.connect(partial(self.add_named, name))
        menu.addSeparator()
        menu.addAction(_("Another …")).triggered.connect(self.add)

    def add_usual(self) -> None:
        """Begin with the departments that most companies have."""

        def change(project: Project, place: Place, section: Matrix) -> Project:
            for name in self._usual():
                project = matrix.add_department(project, place, section, name)
                found = section_at(project, place)
                section = found if isinstance(found, Matrix) else section
            return project

        self._change(change, N_("Add departments"))

    def _usual(self) -> list[str]:
        language = self._matrix.project.language if self._matrix.project else interface_language()
        return [zh if language == "zh" else en for zh, en in DEPARTMENTS]

    def add_named(self, name: str) -> None:
        """Put a department behind the others."""
        self._change(partial(matrix.add_department, name=name), N_("Add department"))

    def add(self) -> None:
        """Put a department behind the others, its name open to be typed."""
        count = len(self._matrix.grid.departments) + 1
        self.add_named(_("Department {number}").format(number=count))
        named = [name for name in self._matrix.grid.departments if name]
        self._view.scrollTo(self._matrix.index(0, len(named)))
        self.rename(len(named))

    def rename(self, column: int) -> None:
        name = self._matrix.department(column)
        if name is not None:
            self._open_title(column, name)

    def _on_renamed(self) -> None:
        column, self._renaming = self._renaming, -1
        self.title.hide()
        old = self._matrix.department(column)
        if old is not None and self.title.text().strip():
            change = partial(matrix.rename_department, old=old, new=self.title.text())
            self._change(change, N_("Rename department"))
            self._view.setFocus()

    def _move(self, column: int, to: int) -> None:
        self._change(partial(matrix.move_department, old=column - 1, new=to - 1), N_("Move department"))

    def _remove(self) -> None:
        name = self._matrix.department(self._at)
        if name is None:
            return
        lost = sum(name in row.cells for row in self._matrix.grid.rows)
        self._change(partial(matrix.remove_department, name=name), N_("Delete department"))
        if lost:
            words = _("Deleted “{name}” with what it has in {count} matters. Undo brings it back.")
            self.said.emit(words.format(name=name or _("(no department)"), count=lost))

    def _change(self, change: Callable[..., Project], label: str) -> None:
        self._view.commit_pending()
        sheet, project = self._matrix.sheet, self._matrix.project
        if sheet and project:
            self._matrix.change(change(project, sheet.place, self._matrix.section), label)
