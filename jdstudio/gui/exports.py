"""Exports from the window: ask what, write it on a worker from frozen values, say which files there are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths

from jdstudio.checks.languages import lacking
from jdstudio.errors import JDStudioError
from jdstudio.gui.export_dialog import ExportChoice
from jdstudio.i18n import _
from jdstudio.model.project import Project
from jdstudio.session import export

if TYPE_CHECKING:
    from jdstudio.gui.window import MainWindow


class Exports(QObject):
    """The exports of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def ask(self, *formats: str) -> None:
        """Ask what to export, proposing these formats and the position at hand, and do it."""
        self._window.commit_pending()
        store = self._window.store
        if not store:
            return
        if not store.project.positions:
            self._window.ask.problem(_("There is no position to export yet. Add one first."))
            return
        choice = self._window.ask.export(store.project, self._proposal(store.project, formats))
        if choice:
            self._window.remember(export_folder=str(choice.folder), export_calendar=choice.calendar)
            self._window.say(_("Exporting…"))
            self._window.tasks.start(partial(_write, store.project, choice), self._done, self._failed)

    def _proposal(self, project: Project, formats: tuple[str, ...]) -> ExportChoice:
        position = self._window.tree.place.position or project.positions[0].id
        session = self._window.files.session
        beside = session.path.parent if session and session.path else None
        kept = self._window.settings.export_folder
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = Path(kept) if kept and Path(kept).is_dir() else beside or Path(documents)
        preview = self._window.preview
        language, calendar = preview.language, preview.calendar.isChecked() or self._window.settings.export_calendar
        return ExportChoice((position,), formats, (language,), folder, calendar)

    def _done(self, done: tuple[Sequence[Path], Sequence[str]]) -> None:
        paths, said = done
        self._window.say(" ".join((_("Exported."), *said)))
        self._window.ask.exported(paths)

    def _failed(self, error: Exception) -> None:
        self._window.say("")
        if not isinstance(error, JDStudioError):
            raise error
        self._window.ask.problem(str(error))


def _write(project: Project, choice: ExportChoice) -> tuple[Sequence[Path], Sequence[str]]:
    """On the worker: the files, and what is to be said of their languages."""
    positions = [position for position in project.positions if position.id in choice.positions]
    said = [words for each in choice.readings if (words := lacking(project, positions, each))]
    files = export(project, choice.positions, choice.formats, choice.readings, choice.folder, calendar=choice.calendar)
    return files, said
