"""What the window asks and tells a person, in plain words. All text is plain text: a project's title is never HTML.

The window holds one `Questions` and asks through it alone, so that whoever tests the window can give the answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QPushButton, QWidget

from jdstudio.i18n import _
from jdstudio.model.project import Project

if TYPE_CHECKING:
    from jdstudio.gui.export_dialog import ExportChoice
    from jdstudio.gui.new_dialog import NewChoice
    from jdstudio.library.kpi_compare import Compared
    from jdstudio.library.switch import Switch

MOST_LINES = 12
NAME_WIDTH = 420


class Questions:
    """The dialogs of one window."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    # --- questions ---------------------------------------------------------------------------------------------------

    def save_first(self, title: str) -> Literal["save", "discard", "cancel"]:
        """What to do with changes that are not saved, before the project goes out of sight."""
        box = self._box(
            QMessageBox.Icon.Question,
            _("Save the changes to “{title}”?").format(title=title),
            _("Without saving they are lost."),
        )
        save = box.addButton(_("Save"), QMessageBox.ButtonRole.AcceptRole)
        discard = box.addButton(_("Don’t save"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        clicked = _ask(box, save)
        return "save" if clicked is save else "discard" if clicked is discard else "cancel"

    def overwrite(self, problem: str) -> Literal["overwrite", "save_as", "cancel"]:
        """What to do when somebody else changed the file since it was read."""
        box = self._box(QMessageBox.Icon.Warning, _("The file was changed by somebody else."), problem)
        save_as = box.addButton(_("Save as…"), QMessageBox.ButtonRole.AcceptRole)
        overwrite = box.addButton(_("Save over it"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        clicked = _ask(box, save_as)
        return "overwrite" if clicked is overwrite else "save_as" if clicked is save_as else "cancel"

    def recover(self, title: str, written: datetime, saved: datetime | None) -> Literal["recover", "saved", "later"]:
        """Which version to open after a window ended without closing: the work it left, or the file as saved."""
        lines = [_("Recovered version: {time}").format(time=f"{written:%Y-%m-%d %H:%M}")]
        if saved:
            lines.append(_("Saved version: {time}").format(time=f"{saved:%Y-%m-%d %H:%M}"))
        words = _("There is unsaved work on “{title}”.").format(title=title or _("Untitled project"))
        box = self._box(QMessageBox.Icon.Question, words, "\n".join(lines))
        recover = box.addButton(_("Open the recovered version"), QMessageBox.ButtonRole.AcceptRole)
        drop = box.addButton(
            _("Keep the saved version") if saved else _("Discard it"), QMessageBox.ButtonRole.DestructiveRole
        )
        box.addButton(_("Decide later"), QMessageBox.ButtonRole.RejectRole)
        clicked = _ask(box, recover)
        return "recover" if clicked is recover else "saved" if clicked is drop else "later"

    def open_read_only(self, problem: str) -> bool:
        """Whether to look at a project that somebody else has open."""
        box = self._box(QMessageBox.Icon.Warning, _("The project is open elsewhere."), problem)
        yes = box.addButton(_("Open read-only"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        return _ask(box, yes) is yes

    def file_to_open(self, folder: str) -> Path | None:
        name, _filter = QFileDialog.getOpenFileName(self._parent, _("Open a project"), folder, _filters())
        return Path(name) if name else None

    def file_to_save(self, proposal: str) -> Path | None:
        name, _filter = QFileDialog.getSaveFileName(self._parent, _("Save the project"), proposal, _filters())
        if not name:
            return None
        return Path(name) if Path(name).suffix else Path(f"{name}.json")

    def new_project(self) -> NewChoice | None:
        return self._ask_new(with_project=True, language="")

    def new_position(self, language: str, *, bilingual: bool = False) -> NewChoice | None:
        return self._ask_new(with_project=False, language=language, bilingual=bilingual)

    def _ask_new(self, *, with_project: bool, language: str, bilingual: bool = False) -> NewChoice | None:
        from jdstudio.gui.new_dialog import NewDialog  # noqa: PLC0415  not before somebody asks: start-up time

        dialog = NewDialog(self._parent, with_project=with_project, language=language, bilingual=bilingual)
        accepted = dialog.exec() == NewDialog.DialogCode.Accepted
        choice = dialog.choice() if accepted else None
        dialog.deleteLater()
        return choice

    def switch_structure(self, project: Project, position_id: str) -> Switch | None:
        from jdstudio.gui.structure_dialog import StructureDialog  # noqa: PLC0415  not before somebody asks

        dialog = StructureDialog(self._parent, project, position_id)
        accepted = dialog.exec() == StructureDialog.DialogCode.Accepted
        choice = dialog.choice() if accepted else None
        dialog.deleteLater()
        return choice

    def manage_structures(self, project: Project | None) -> None:
        from jdstudio.gui.own_structures import OwnStructuresDialog  # noqa: PLC0415  not before somebody asks

        dialog = OwnStructuresDialog(self._parent, project)
        dialog.exec()
        dialog.deleteLater()

    def export(self, project: Project, proposal: ExportChoice) -> ExportChoice | None:
        from jdstudio.gui.export_dialog import ExportDialog  # noqa: PLC0415  not before somebody asks: start-up time

        dialog = ExportDialog(self._parent, project, proposal)
        accepted = dialog.exec() == ExportDialog.DialogCode.Accepted
        choice = dialog.choice() if accepted else None
        dialog.deleteLater()
        return choice

    # --- messages ----------------------------------------------------------------------------------------------------

    def problem(self, sentence: str) -> None:
        """Something did not work; nothing is lost."""
        self._tell(QMessageBox.Icon.Warning, sentence, "")

    def name(self, question: str, name: str) -> str:
        """Another name for a thing; empty to leave it."""
        dialog = QInputDialog(self._parent)
        dialog.setWindowTitle("JD Studio")
        dialog.setLabelText(question)
        dialog.setTextValue(name)
        dialog.resize(NAME_WIDTH, dialog.sizeHint().height())
        is_told = dialog.exec() == QInputDialog.DialogCode.Accepted
        told = dialog.textValue().strip() if is_told else ""
        dialog.deleteLater()
        return told

    def delete_for_good(self, name: str, remark: str) -> bool:
        """Whether to delete what no undo brings back."""
        box = self._box(QMessageBox.Icon.Question, _("Delete “{name}” for good?").format(name=name), remark)
        delete = box.addButton(_("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        return _ask(box, box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)) is delete

    def update_kpis(self, compared: Sequence[Compared]) -> dict[str, tuple[str, ...]]:
        """Which fields to take over from the KPI library, by the id of their row."""
        from jdstudio.gui.kpi_update import KpiUpdate  # noqa: PLC0415

        dialog = KpiUpdate(compared, self._parent)
        is_taken = dialog.exec() == KpiUpdate.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.chosen() if is_taken else {}

    def notes(self, path: Path | None, lines: Sequence[str]) -> None:
        """What was noticed while a file was opened."""
        name = path.name if path else ""
        self._tell(
            QMessageBox.Icon.Information,
            _("“{name}” was opened; please note:").format(name=name),
            _listed(lines),
        )

    def exported(self, paths: Sequence[Path]) -> None:
        """Which files were written, with a way to the file and its folder."""
        written = _("{number} files written").format(number=len(paths)) if len(paths) != 1 else _("1 file written")
        box = self._box(QMessageBox.Icon.Information, written, _listed([str(path) for path in paths]))
        close = box.addButton(_("Close"), QMessageBox.ButtonRole.RejectRole)
        show = box.addButton(_("Open folder"), QMessageBox.ButtonRole.ActionRole) if paths else None
        first = box.addButton(_("Open file"), QMessageBox.ButtonRole.AcceptRole) if len(paths) == 1 else None
        clicked = _ask(box, first or close)
        if show and clicked is show:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths[0].parent)))
        elif first and clicked is first:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths[0])))

    def about(self, version: str) -> None:
        self._tell(
            QMessageBox.Icon.NoIcon,
            f"JD Studio {version}",
            _("Job descriptions, postings and KPI sheets from one file. Works offline; nothing leaves this computer."),
        )

    def unexpected(self, sentence: str, details: str) -> None:
        """An error nobody foresaw."""
        box = self._box(
            QMessageBox.Icon.Critical,
            _("Something unexpected went wrong."),
            _("Your project is still open. Save it, and please report the details.") + f"\n\n{sentence}",
        )
        box.setDetailedText(details)
        _ask(box, box.addButton(_("Close"), QMessageBox.ButtonRole.RejectRole))

    def _tell(self, icon: QMessageBox.Icon, text: str, more: str) -> None:
        box = self._box(icon, text, more)
        _ask(box, box.addButton(_("Close"), QMessageBox.ButtonRole.RejectRole))

    def _box(self, icon: QMessageBox.Icon, text: str, more: str) -> QMessageBox:
        box = QMessageBox(self._parent)
        box.setWindowTitle("JD Studio")
        box.setIcon(icon)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        box.setInformativeText(more)
        return box


def _ask(box: QMessageBox, default: QPushButton) -> object:
    box.setDefaultButton(default)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    return clicked


def _listed(lines: Sequence[str]) -> str:
    shown = [f"• {line}" for line in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        shown.append(_("… and {number} more").format(number=len(lines) - MOST_LINES))
    return "\n".join(shown)


def _filters() -> str:
    return ";;".join(
        (_("JD Studio project") + " (*.json)", _("All files") + " (*)")
    )  # no f-string: texts.py reads none
