"""Asks what to export: which positions, as which documents, in which language, into which folder."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from jdstudio.export.registry import FORMATS
from jdstudio.gui.icons import icon
from jdstudio.gui.tips import plain_tip
from jdstudio.i18n import _, interface_language
from jdstudio.model.examples import position_examples
from jdstudio.model.languages import Reading
from jdstudio.model.project import Project

ID = Qt.ItemDataRole.UserRole
ROW = 32


class ExportChoice(msgspec.Struct, frozen=True):
    """Ids of positions, names of formats, the languages they are read in, and the folder they go to.

    `calendar`: descriptions end with their task calendar.
    """

    positions: tuple[str, ...]
    formats: tuple[str, ...]
    readings: tuple[Reading, ...]
    folder: Path
    calendar: bool = False


class ExportDialog(QDialog):
    """Positions at the left, documents at the right; the button says nothing can be done until both are chosen."""

    def __init__(self, parent: QWidget, project: Project, proposal: ExportChoice) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Export"))
        self.setMinimumSize(680, 420)
        self.positions = QListWidget()
        self.formats: dict[str, QCheckBox] = {}
        self.calendar = QCheckBox(_("With a task calendar"))
        self.calendar.setToolTip(plain_tip(_("A page at the end of job descriptions that shows the tasks by date")))
        self.languages = QComboBox()
        self.folder = QLineEdit(str(proposal.folder))
        self._buttons = QDialogButtonBox()
        self._export = self._buttons.addButton(_("Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.examples = QLabel()
        self.examples.setTextFormat(Qt.TextFormat.PlainText)
        self.examples.setWordWrap(True)
        self._examples = {each.id: sum(1 for _place in position_examples(each)) for each in project.positions}
        self._fill(project, proposal)
        self._lay_out()
        self.positions.itemChanged.connect(self._check)
        self.folder.textChanged.connect(self._check)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._check()

    def choice(self) -> ExportChoice:
        """What was chosen."""
        items = [self.positions.item(row) for row in range(self.positions.count())]
        return ExportChoice(
            positions=tuple(item.data(ID) for item in items if item.checkState() == Qt.CheckState.Checked),
            formats=tuple(name for name, box in self.formats.items() if box.isChecked()),
            readings=tuple(self.languages.currentData()),
            folder=Path(self.folder.text().strip()).expanduser(),
            calendar=self.calendar.isChecked(),
        )

    def choose_folder(self) -> None:
        """Let the person look for the folder."""
        chosen = QFileDialog.getExistingDirectory(self, _("Export to folder"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def choose_all(self) -> None:
        """All positions, or none where all are chosen."""
        items = [self.positions.item(row) for row in range(self.positions.count())]
        all_on = all(item.checkState() == Qt.CheckState.Checked for item in items)
        for item in items:
            item.setCheckState(Qt.CheckState.Unchecked if all_on else Qt.CheckState.Checked)

    def _fill(self, project: Project, proposal: ExportChoice) -> None:
        for position in project.positions:
            item = QListWidgetItem(position.title or _("(position without a name)"))
            item.setData(ID, position.id)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            chosen = position.id in proposal.positions
            item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
            item.setSizeHint(QSize(0, ROW))
            self.positions.addItem(item)
        for format_ in FORMATS.values():
            box = QCheckBox(f"{format_.word(interface_language())}  ({format_.suffix})")
            box.setIcon(icon(format_.name))
            box.setChecked(format_.name in proposal.formats)
            box.toggled.connect(self._check)
            self.formats[format_.name] = box
        self.calendar.setChecked(proposal.calendar)
        side_by_side = _("Both, side by side")
        for words, readings in (("中文", ("zh",)), ("English", ("en",)), (side_by_side, ("both",))):
            self.languages.addItem(words, readings)
            if readings == proposal.readings:
                self.languages.setCurrentIndex(self.languages.count() - 1)

    def _check(self) -> None:
        choice = self.choice()
        ready = bool(choice.positions and choice.formats and self.folder.text().strip())
        self._export.setEnabled(ready)
        self.calendar.setEnabled(any(FORMATS[name].face == "description" for name in choice.formats))
        left = sum(self._examples[position] for position in choice.positions)
        words = _("{count} example values are left; the documents show them as they are (F7 leads to each).")
        self.examples.setText(words.format(count=left))
        self.examples.setVisible(left > 0)

    def _lay_out(self) -> None:
        every = QPushButton(_("All"))
        every.clicked.connect(self.choose_all)
        head = QHBoxLayout()
        head.addWidget(QLabel(_("Positions")), 1)
        head.addWidget(every)
        left = QVBoxLayout()
        left.addLayout(head)
        left.addWidget(self.positions, 1)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(QLabel(_("Documents")))
        for box in self.formats.values():
            right.addWidget(box)
        right.addSpacing(4)
        right.addWidget(self.calendar)
        right.addSpacing(10)
        right.addWidget(QLabel(_("Language of the documents")))
        right.addWidget(self.languages)
        right.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(28)
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        look = QPushButton(icon("folder"), _("Choose…"))
        look.clicked.connect(self.choose_folder)
        target = QHBoxLayout()
        target.addWidget(QLabel(_("Folder")))
        target.addWidget(self.folder, 1)
        target.addWidget(look)
        every.setAutoDefault(False)
        look.setAutoDefault(False)
        cancel = self._buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setAutoDefault(False)  # Enter in the folder's field exports
        body = QVBoxLayout(self)
        body.setContentsMargins(20, 18, 20, 16)
        body.setSpacing(16)
        body.addLayout(columns, 1)
        body.addLayout(target)
        body.addWidget(self.examples)
        body.addWidget(self._buttons)
        self._export.setDefault(True)
        self._export.setFocus()
