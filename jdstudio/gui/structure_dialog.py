"""Asks which structure a position should follow, and shows before it happens what goes where."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from jdstudio.errors import EditError
from jdstudio.gui.icons import icon
from jdstudio.gui.structure_name import name_of
from jdstudio.gui.theme import colours
from jdstudio.gui.tree_sheet import tree_sheet
from jdstudio.i18n import _
from jdstudio.library.structure import ORDER, Structure
from jdstudio.library.switch import Move, Switch, choices, switched
from jdstudio.model.place import Place
from jdstudio.model.project import Project
from jdstudio.model.walk import position_at

ROW = 32
LEFT = 300
SIZE = (960, 660)


class StructureDialog(QDialog):
    """Structures at the left; at the right what a change to the chosen one would move, and what it has no place for."""

    def __init__(self, parent: QWidget | None, project: Project, position_id: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Switch structure"))
        self._project, self._position_id = project, position_id
        position = position_at(project, Place(position_id))
        self._now = position.structure if position else ""
        self._known = choices(position) if position else ()
        self._switch = Switch(project)
        self.structures = QListWidget()
        self.sentence, self.about, self.more = QLabel(), QLabel(), QLabel()
        self.moves = QTreeWidget()
        self.buttons = QDialogButtonBox()
        self._ok = self.buttons.addButton(_("Switch"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self.resize(QSize(*SIZE).boundedTo(self.screen().availableSize() * 0.9))  # Qt's own limit is two thirds
        for each in self._known:
            self._add(each)
        self.structures.currentRowChanged.connect(self._show)
        self.structures.itemDoubleClicked.connect(self._take)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        first = next((row for row, each in enumerate(self._known) if each.id != self._now), 0)
        self.structures.setCurrentRow(first)
        self.structures.setFocus()

    def choice(self) -> Switch | None:
        """What was chosen, ready to be taken; None where nothing would change."""
        return None if self._switch.project is self._project else self._switch

    def choose(self, structure_id: str) -> None:
        """Choose a structure by its id."""
        self.structures.setCurrentRow([each.id for each in self._known].index(structure_id))

    # --- what a change would do --------------------------------------------------------------------------------------

    def _show(self, row: int) -> None:
        structure = self._known[row]
        problem = ""
        try:
            self._switch = switched(self._project, self._position_id, structure)
        except EditError as error:
            self._switch, problem = Switch(self._project), str(error)
        changes = self.choice() is not None
        self.about.setText(str(structure.summary))
        self.about.setVisible(bool(str(structure.summary)))
        self.sentence.setText(problem or sentence_of(self._switch, changes=changes))
        self.more.setText(_more(self._switch) if changes else "")
        self._ok.setEnabled(changes)
        self.moves.clear()
        ordered = sorted(self._switch.moves, key=lambda move: move.placed)  # what has no place is seen first
        self.moves.addTopLevelItems([_row(move) for move in ordered])

    def _take(self) -> None:
        if self._ok.isEnabled():
            self.accept()

    # --- looks -------------------------------------------------------------------------------------------------------

    def _add(self, structure: Structure) -> None:
        words = name_of(structure)
        if structure.id == self._now:
            words = _("{name} (now)").format(name=words)
        item = QListWidgetItem(icon("structure", "accent" if structure.id in ORDER else "text_soft"), words)
        item.setSizeHint(QSize(0, ROW))
        self.structures.addItem(item)

    def _lay_out(self) -> None:
        for label in (self.sentence, self.about, self.more):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        font = self.sentence.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        font.setWeight(font.Weight.DemiBold)
        self.sentence.setFont(font)
        for label in (self.about, self.more):
            label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
        self.structures.setFixedWidth(LEFT)
        self.structures.setIconSize(QSize(18, 18))
        self.structures.setAccessibleName(_("Structure"))
        self._lay_out_moves()
        right = QVBoxLayout()
        right.setSpacing(8)
        for widget in (self.sentence, self.about, self.moves, self.more):
            right.addWidget(widget, 1 if widget is self.moves else 0)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addWidget(self.structures)
        columns.addLayout(right, 1)
        self.buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._ok.setDefault(True)
        body = QVBoxLayout(self)
        body.setContentsMargins(20, 18, 20, 16)
        body.setSpacing(16)
        body.addLayout(columns, 1)
        body.addWidget(self.buttons)

    def _lay_out_moves(self) -> None:
        moves = self.moves
        moves.setStyleSheet(tree_sheet())
        moves.setRootIsDecorated(False)
        moves.setUniformRowHeights(True)
        moves.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        moves.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        moves.setHeaderLabels([_("Section now"), _("Section then"), _("Entries")])
        moves.setAccessibleName(_("What goes where"))
        head = moves.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)


def sentence_of(switch: Switch, *, changes: bool) -> str:
    """What a change does, in one sentence."""
    if not changes:
        return _("The position has this structure now.")
    if not switch.moves:
        return _("Nothing to move: the sections are empty.")
    if not switch.unplaced:
        return _("{moved} moved, none unplaced").format(moved=switch.moved)
    return _("{moved} moved, {unplaced} unplaced").format(moved=switch.moved, unplaced=switch.unplaced)


def _more(switch: Switch) -> str:
    lines = []
    if switch.returns:
        lines.append(_("The position had this structure before: its sections come back as they were."))
    if switch.unplaced:
        lines.append(_("What has no place goes to the section “Unsorted” at the end; nothing is lost."))
    lines.append(_("One undo takes it back."))
    return "\n".join(lines)


def _row(move: Move) -> QTreeWidgetItem:
    row = QTreeWidgetItem([move.title, move.to_title, str(move.number)])
    row.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    row.setSizeHint(0, QSize(0, ROW - 4))
    if not move.placed:
        for column in range(3):
            row.setForeground(column, QBrush(QColor(colours().warn)))
            row.setBackground(column, QBrush(QColor(colours().warn_soft)))
    return row
