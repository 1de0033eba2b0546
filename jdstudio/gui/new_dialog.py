"""Asks what a new project or position starts from: a role, a structure, a language; and shows what that gives."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import msgspec
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from jdstudio import library
from jdstudio.errors import JDStudioError
from jdstudio.gui.icons import icon
from jdstudio.gui.new_preview import NewPreview
from jdstudio.gui.tips import first_few, plain_tip
from jdstudio.i18n import Language, _, interface_language
from jdstudio.library.role import is_own, own_roles
from jdstudio.library.structure import ORDER, own_structures

ID = Qt.ItemDataRole.UserRole
ROW, PAD = 28, 6
MOST_STRUCTURES = 9
"""Rows of structures in sight without scrolling."""
MOST_PROBLEMS = 3
"""Own files with a problem that are named."""
LINES = 3
"""Lines that a word about a role or a structure has room for, so that the lists above keep their place."""


class NewChoice(msgspec.Struct, frozen=True):
    """`role` is the id of a role, or None for an empty position; `title` is the project's, empty to follow the role.

    `bilingual` keeps the words of the other language beside the main ones.
    """

    role: str | None
    structure: str
    language: Language
    title: str = ""
    bilingual: bool = False


class NewDialog(QDialog):
    """A role, then a structure and a language; at the right the document they give.

    A position for a project that is there takes the project's `language`, and both languages where it has both.
    """

    def __init__(self, parent: QWidget, *, with_project: bool, language: str = "", bilingual: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("New project") if with_project else _("Add position"))
        self.roles = _list(_("Role"))
        self.structures = _list(_("Structure"))
        self.language = QComboBox()
        self.bilingual = QCheckBox()
        self.title = QLineEdit()
        self.preview = NewPreview()
        self.about_role, self.about_structure = _soft(), _soft()
        self.left_out = _soft(lines=0)
        self._about_role: dict[str, str] = {}
        self._about_structure: dict[str, str] = {}
        self._fill_roles()
        self._fill_structures()
        self._fill_languages(language or interface_language())
        self.bilingual.setChecked(bilingual)
        self._lay_out(with_project=with_project)
        self._connect()
        self._choose_first()
        self.roles.setFocus()
        self.resize(self.sizeHint())  # a dialog left to itself takes two thirds of the screen at most

    def sizeHint(self) -> QSize:
        """Room for all three columns, but never more than the screen has beside its bars."""
        room = self.screen().availableSize()
        return QSize(min(1180, room.width() - 40), min(640, room.height() - 60))

    def choice(self) -> NewChoice:
        """What was chosen."""
        return NewChoice(
            role=self.roles.currentItem().data(ID) or None,
            structure=str(self.structures.currentItem().data(ID)),
            language=cast("Language", self.language.currentData()),
            title=self.title.text().strip(),
            bilingual=self.bilingual.isChecked(),
        )

    def accept(self) -> None:
        """Take what was chosen. Where its file is gone meanwhile, say so, and offer what there is now."""
        chosen = self.choice()
        try:
            library.new_position(chosen.role, chosen.structure, chosen.language)
        except JDStudioError as error:
            self._fill_roles()
            self._fill_structures()
            self._choose_first()
            self.left_out.setText(str(error))
            self.left_out.show()
            return
        super().accept()

    # --- what can be chosen ---

    def _choose_first(self) -> None:
        self.roles.setCurrentRow(min(1, self.roles.count() - 1))  # a role is what most people want
        self.structures.setCurrentRow(0)

    def _fill_roles(self) -> None:
        self.roles.clear()
        _add(self.roles, _("Empty position"), "", "new")
        for role in library.roles():
            self._about_role[role.id] = str(role.summary)
            _add(self.roles, _named(str(role.title), own=is_own(role)), role.id, "position")
        problems = (*own_roles().problems, *own_structures()[1])
        files = dict.fromkeys(Path(problem.path).name for problem in problems if problem.path)
        self.left_out.setText(
            _("Own files with a problem: {files}").format(files=first_few(files, MOST_PROBLEMS, ", "))
        )
        self.left_out.setToolTip(plain_tip(first_few(problems, MOST_PROBLEMS)))
        self.left_out.setVisible(bool(problems))

    def _fill_structures(self) -> None:
        self.structures.clear()
        for found in library.structures():
            self._about_structure[found.id] = str(found.summary)
            own = found.id not in ORDER
            name = found.name(interface_language())
            shown = f"{found.id}  {name}" if found.id.startswith("A") and not own else name
            _add(self.structures, _named(shown, own=own), found.id, "text")
        rows = min(self.structures.count(), MOST_STRUCTURES)
        self.structures.setFixedHeight(rows * ROW + 2 * PAD)

    def _fill_languages(self, language: str) -> None:
        self.language.addItem("中文", "zh")
        self.language.addItem("English", "en")
        self.language.setCurrentIndex(self.language.findData(language))

    def _connect(self) -> None:
        self.roles.itemDoubleClicked.connect(self.accept)
        self.roles.currentRowChanged.connect(self._show)
        self.structures.currentRowChanged.connect(self._show)
        self.language.currentIndexChanged.connect(self._show)

    def _show(self) -> None:
        """Say what the chosen role and structure are, and draw them."""
        if self.structures.currentItem() is None or self.roles.currentItem() is None:
            return
        chosen = self.choice()
        empty = _("Sections without content, ready to be filled in.")
        self.about_role.setText(self._about_role[chosen.role] if chosen.role else empty)
        self.about_structure.setText(self._about_structure[chosen.structure])
        other = _("Keep the English words as well") if chosen.language == "zh" else _("Keep the Chinese words as well")
        self.bilingual.setText(other)
        self.preview.show_position(chosen.role, chosen.structure, chosen.language)

    # --- looks ---

    def _lay_out(self, *, with_project: bool) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(22)
        columns.addLayout(self._role_column(), 27)
        columns.addLayout(self._structure_column(with_project=with_project), 28)
        columns.addWidget(self.preview, 45)
        examples = QLabel()
        examples.setObjectName("soft")
        examples.setForegroundRole(examples.palette().ColorRole.PlaceholderText)
        examples.setText(_("Figures are examples. They stay marked until you replace them."))
        buttons = QDialogButtonBox()
        create = buttons.addButton(_("Create") if with_project else _("Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        create.setDefault(True)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(examples, 1)
        foot.addWidget(buttons)
        body = QVBoxLayout(self)
        body.setContentsMargins(20, 16, 20, 14)
        body.setSpacing(14)
        body.addLayout(columns, 1)
        body.addLayout(foot)

    def _role_column(self) -> QVBoxLayout:
        down = QVBoxLayout()
        down.setSpacing(8)
        down.addWidget(_heading(_("Start from a role"), self.roles))
        down.addWidget(self.roles, 1)
        down.addWidget(self.about_role)
        down.addWidget(self.left_out)
        return down

    def _structure_column(self, *, with_project: bool) -> QVBoxLayout:
        down = QVBoxLayout()
        down.setSpacing(8)
        down.addWidget(_heading(_("Structure"), self.structures))
        down.addWidget(self.structures)
        down.addWidget(self.about_structure)
        down.addSpacing(6)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        if with_project:
            form.addRow(_("Language"), self.language)
        form.addRow("" if with_project else _("Language"), self.bilingual)
        if with_project:
            self.title.setPlaceholderText(_("If empty: as the position"))
            form.addRow(_("Project"), self.title)
        down.addLayout(form)
        down.addStretch(1)
        return down


def _list(name: str) -> QListWidget:
    made = QListWidget()
    made.setIconSize(QSize(18, 18))
    made.setAccessibleName(name)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def _add(rows: QListWidget, words: str, value: str, picture: str) -> None:
    item = QListWidgetItem(icon(picture, "accent") if value else icon(picture), words)
    item.setData(ID, value)
    item.setSizeHint(QSize(0, ROW))
    item.setToolTip(plain_tip(words))
    rows.addItem(item)


def _named(name: str, *, own: bool) -> str:
    return _("{name} (own)").format(name=name) if own else name


def _soft(lines: int = LINES) -> QLabel:
    """A label with room for several lines that shows words as they are."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setMinimumHeight(lines * label.fontMetrics().lineSpacing())
    label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
    return label


def _heading(words: str, buddy: QWidget) -> QLabel:
    label = QLabel(words)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    label.setBuddy(buddy)
    return label
