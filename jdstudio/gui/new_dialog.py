"""Asks what a new project or position starts from: a role, a structure, a language."""

from __future__ import annotations

from typing import cast

import msgspec
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from jdstudio import library
from jdstudio.gui.icons import icon
from jdstudio.i18n import Language, _, interface_language

ID = Qt.ItemDataRole.UserRole
ROW = 32


class NewChoice(msgspec.Struct, frozen=True):
    """`role` is the id of a role, or None for an empty position; `title` is the project's, empty to follow the role."""

    role: str | None
    structure: str
    language: Language
    title: str = ""


class NewDialog(QDialog):
    """A role at the left, what to make of it at the right."""

    def __init__(self, parent: QWidget, *, with_project: bool, language: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(_("New project") if with_project else _("Add position"))
        self.setMinimumSize(760, 520)
        self.roles = QListWidget()
        self.structure = QComboBox()
        self.language = QComboBox()
        self.title = QLineEdit()
        self._help = QLabel()
        self._fill_roles()
        self._fill_choices(language or interface_language())
        self._lay_out(with_project=with_project)
        self.roles.itemDoubleClicked.connect(self.accept)
        self.roles.currentRowChanged.connect(self._explain)
        self.structure.currentIndexChanged.connect(self._explain)
        self.roles.setCurrentRow(min(1, self.roles.count() - 1))  # a role is what most people want
        self.roles.setFocus()

    def choice(self) -> NewChoice:
        """What was chosen."""
        return NewChoice(
            role=self.roles.currentItem().data(ID) or None,
            structure=str(self.structure.currentData()),
            language=cast("Language", self.language.currentData()),
            title=self.title.text().strip(),
        )

    def _fill_roles(self) -> None:
        blank = QListWidgetItem(icon("new"), _("Empty position"))
        blank.setData(ID, "")
        self.roles.addItem(blank)
        for role in library.roles():
            item = QListWidgetItem(icon("position", "accent"), str(role.title))
            item.setData(ID, role.id)
            self.roles.addItem(item)
        for row in range(self.roles.count()):
            self.roles.item(row).setSizeHint(QSize(0, ROW))
        self.roles.setIconSize(QSize(18, 18))
        self.roles.setAccessibleName(_("Role"))

    def _fill_choices(self, language: str) -> None:
        for structure in library.structures():
            name = structure.zh if interface_language() == "zh" else structure.en
            self.structure.addItem(name if structure.id == "standard" else f"{structure.id}  {name}", structure.id)
        self.language.addItem("中文", "zh")
        self.language.addItem("English", "en")
        self.language.setCurrentIndex(self.language.findData(language))

    def _explain(self) -> None:
        """Say what the chosen role and structure are."""
        role = next((each for each in library.roles() if each.id == self.roles.currentItem().data(ID)), None)
        structure = next(each for each in library.structures() if each.id == self.structure.currentData())
        summary = str(role.summary) if role else _("Sections without content, ready to be filled in.")
        self._help.setText(f"{summary}\n\n{structure.summary}")

    def _lay_out(self, *, with_project: bool) -> None:
        self._help.setTextFormat(Qt.TextFormat.PlainText)
        self._help.setWordWrap(True)
        self._help.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._help.setForegroundRole(self._help.palette().ColorRole.PlaceholderText)
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        if with_project:
            self.title.setPlaceholderText(_("such as “Shop team”; as the position when left empty"))
            form.addRow(_("Project"), self.title)
        form.addRow(_("Structure"), self.structure)
        if with_project:
            form.addRow(_("Language"), self.language)
        buttons = QDialogButtonBox()
        create = buttons.addButton(_("Create") if with_project else _("Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        create.setDefault(True)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        left = QVBoxLayout()
        left.addWidget(QLabel(_("Start from a role")))
        left.addWidget(self.roles, 1)
        right = QVBoxLayout()
        right.addLayout(form)
        right.addSpacing(12)
        right.addWidget(self._help, 1)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addLayout(left, 2)
        columns.addLayout(right, 3)
        body = QVBoxLayout(self)
        body.setContentsMargins(20, 18, 20, 16)
        body.setSpacing(16)
        body.addLayout(columns, 1)
        body.addWidget(buttons)
