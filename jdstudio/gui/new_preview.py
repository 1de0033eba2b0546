"""What a new position would look like on paper, before it is made."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from jdstudio.blocks.build import Memo, build
from jdstudio.errors import JDStudioError
from jdstudio.gui.preview.paper import Paper
from jdstudio.gui.theme import colours
from jdstudio.i18n import N_, Language, _
from jdstudio.library import new_project
from jdstudio.model.fields import Face

_FACES: tuple[tuple[Face, str], ...] = (("description", N_("Job description")), ("posting", N_("Job posting")))

_SHEET = """
QToolButton#face { background: transparent; border: 0; border-radius: 6px; padding: 4px 8px; color: $text_soft; }
QToolButton#face:hover { color: $text; }
QToolButton#face:focus { color: $accent; }
QToolButton#face:checked { background: $accent_soft; color: $accent; font-weight: 600; }
QLabel#soft { color: $text_soft; }
"""


class NewPreview(QWidget):
    """The documents of a position that a role and a structure would give. It follows within a frame or two."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted: tuple[str | None, str, Language] | None = None
        self._shown: object = None
        self.paper = Paper()
        self.paper.setAccessibleName(_("Preview"))
        self.faces = QButtonGroup(self)
        self._pages = QLabel()
        self._pages.setTextFormat(Qt.TextFormat.PlainText)
        self._pages.setObjectName("soft")
        self.paper.page_changed.connect(self._show_page)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._draw)
        self._lay_out()
        self.setStyleSheet(Template(_SHEET).substitute(asdict(colours())))

    def show_position(self, role: str | None, structure: str, language: Language) -> None:
        """Show what these would give; many changes in a row are drawn once."""
        self._wanted = (role, structure, language)
        if self.isVisible():
            self._soon.start()

    @property
    def face(self) -> Face:
        return _FACES[self.faces.checkedId()][0]

    def _draw(self) -> None:
        if self._wanted is None or (self._wanted, self.face) == self._shown:
            return
        self._shown = (self._wanted, self.face)
        role, structure, language = self._wanted
        try:
            project = new_project(role, structure, language)
        except JDStudioError:  # its file is gone since the dialog opened, which says so when it is chosen
            return
        document = build(project, project.positions[0], self.face, language, Memo())
        self.paper.show_document(document, top=True)

    def _show_page(self, page: int, pages: int) -> None:
        self._pages.setText(f"{page} / {pages}" if pages else "")

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.setSpacing(4)
        for at, (_face, words) in enumerate(_FACES):
            button = QToolButton()
            button.setText(_(words))
            button.setCheckable(True)
            button.setChecked(at == 0)
            button.setObjectName("face")
            self.faces.addButton(button, at)
            across.addWidget(button)
        self.faces.idClicked.connect(lambda _id: self._soon.start())
        across.addStretch(1)
        across.addWidget(self._pages)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(6)
        down.addLayout(across)
        down.addWidget(self.paper, 1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start()
