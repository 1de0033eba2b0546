"""Keeps a person's own structures in order: rename, delete, export, import; and says which files were left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from jdstudio.errors import JDStudioError
from jdstudio.files.own_structures import delete_structure, export_structure, import_structure, rename_structure
from jdstudio.gui.icons import icon
from jdstudio.gui.messages import Questions
from jdstudio.gui.theme import colours
from jdstudio.gui.tips import first_few
from jdstudio.i18n import _, interface_language
from jdstudio.library.structure import Structure, own_structures
from jdstudio.model.project import Project

ID = Qt.ItemDataRole.UserRole
ROW = 32
MOST_PROBLEMS = 3
"""Files with a problem that are named; more of them would leave the list no room."""


class OwnStructuresDialog(QDialog):
    """The list of own structures; names are changed in place."""

    def __init__(self, parent: QWidget | None, project: Project | None, ask: Questions | None = None) -> None:
        super().__init__(parent)
        self._ask = ask or Questions(self)
        self.setWindowTitle(_("My structures"))
        self._project = project
        self._known: tuple[Structure, ...] = ()
        self.structures = QListWidget()
        self.note = QLabel()
        self.problem = QLabel()
        self.rename = QPushButton(icon("rename"), _("Rename"))
        self.delete = QPushButton(icon("delete"), _("Delete…"))
        self.export = QPushButton(icon("export"), _("Export…"))
        self.take = QPushButton(icon("open"), _("Import…"))
        self._filling = False
        self._lay_out()
        self.structures.itemChanged.connect(self._on_renamed)
        self.structures.currentRowChanged.connect(self._offer)
        self.rename.clicked.connect(self.rename_here)
        self.delete.clicked.connect(self.delete_here)
        self.export.clicked.connect(self.export_here)
        self.take.clicked.connect(self.import_one)
        self.fill()

    def sizeHint(self) -> QSize:
        return QSize(620, 420)

    def fill(self, chosen: str = "") -> None:
        """Show what the library holds now, and stand on the structure of that id."""
        found, left_out = own_structures()
        self._known = tuple(own for _file, own in found)
        self._filling = True
        self.structures.clear()
        for own in self._known:
            item = QListWidgetItem(icon("structure"), own.name(interface_language()))
            item.setData(ID, own.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setSizeHint(QSize(0, ROW))
            self.structures.addItem(item)
        self._filling = False
        ids = [own.id for own in self._known]
        self.structures.setCurrentRow(ids.index(chosen) if chosen in ids else 0 if ids else -1)
        self.note.setVisible(not ids)
        self._say(first_few(left_out, MOST_PROBLEMS))
        self._offer()

    def rename_here(self) -> None:
        """Open the name of the current structure to type into."""
        self.structures.editItem(self.structures.currentItem())

    def delete_here(self) -> None:
        """Delete the current structure, once the person is sure."""
        own = self._current()
        if own is None:
            return
        used = sum(each.structure == own.id for each in self._project.positions) if self._project else 0
        remark = _("Positions here that follow it: {count}. They keep all their sections.").format(count=used)
        if self._ask.delete_for_good(own.name(interface_language()), remark if used else ""):
            self._do(lambda: delete_structure(own.id))

    def export_here(self) -> None:
        """Write the current structure to a file."""
        own = self._current()
        if own is None:
            return
        name, _filter = QFileDialog.getSaveFileName(
            self, _("Export structure"), f"{own.id}.json", _("Structure") + " (*.json)"
        )
        if name:
            path = Path(name) if Path(name).suffix else Path(f"{name}.json")
            self._do(lambda: export_structure(own, path), own.id)

    def import_one(self) -> None:
        """Take a structure over from a file."""
        name, _filter = QFileDialog.getOpenFileName(self, _("Import structure"), "", _("Structure") + " (*.json)")
        if name:
            try:
                self.fill(import_structure(Path(name)).id)
            except JDStudioError as error:
                self._say(str(error))

    def _on_renamed(self, item: QListWidgetItem) -> None:
        if not self._filling:
            own_id = str(item.data(ID))
            self._do(lambda: rename_structure(own_id, item.text()), own_id)

    def _do(self, job: Callable[[], object], chosen: str = "") -> None:
        """Do something to a file and show how things stand then, or why it did not work."""
        problem = ""
        try:
            job()
        except JDStudioError as error:
            problem = str(error)
        self.fill(chosen)
        if problem:
            self._say(problem)

    def _current(self) -> Structure | None:
        row = self.structures.currentRow()
        return self._known[row] if 0 <= row < len(self._known) else None

    def _offer(self) -> None:
        for button in (self.rename, self.delete, self.export):
            button.setEnabled(self._current() is not None)

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _lay_out(self) -> None:
        self.structures.setAccessibleName(_("My structures"))
        self.structures.setIconSize(QSize(18, 18))
        self.structures.setEditTriggers(QListWidget.EditTrigger.EditKeyPressed | QListWidget.EditTrigger.DoubleClicked)
        for label in (self.note, self.problem):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.note.setText(_("None yet. “Save as my structure…” keeps the outline of a position here."))
        self.note.setForegroundRole(self.note.palette().ColorRole.PlaceholderText)
        self.problem.setStyleSheet(f"color: {colours().bad};")
        self.problem.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        side = QVBoxLayout()
        side.setSpacing(8)
        for button in (self.rename, self.delete, self.export, self.take):
            button.setAutoDefault(False)
            side.addWidget(button)
        side.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(14)
        middle.addWidget(self.structures, 1)
        middle.addLayout(side)
        buttons = QDialogButtonBox()
        buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        body = QVBoxLayout(self)
        body.setContentsMargins(20, 18, 20, 16)
        body.setSpacing(12)
        body.addWidget(self.note)
        body.addLayout(middle, 1)
        body.addWidget(self.problem)
        body.addWidget(buttons)
