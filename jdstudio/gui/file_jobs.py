"""New, open, save, close: what the window does with the one project it has open, and what it asks on the way.

Whatever fails, the project that is open stays open, and a person reads one sentence about it.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTimer

from jdstudio.errors import ChangedOnDisk, JDStudioError, Locked
from jdstudio.export.names import safe_stem
from jdstudio.files.places import is_same_file
from jdstudio.files.recovery import Recovery, drop_recovery, left_behind
from jdstudio.gui.settings import with_recent
from jdstudio.i18n import _
from jdstudio.library import new_project
from jdstudio.session import Session

if TYPE_CHECKING:
    from jdstudio.gui.window import MainWindow

RECOVERY_AFTER = 2000
"""Milliseconds of rest before work that is not saved goes to the recovery file."""


class FileJobs(QObject):
    """The file work of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._saved_at: datetime | None = None
        self._recovery_failed = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(RECOVERY_AFTER)
        self._rest.timeout.connect(self.write_recovery)

    @property
    def session(self) -> Session | None:
        """What the window has open."""
        return self._window.session

    # --- slots -------------------------------------------------------------------------------------------------------

    def new(self) -> None:
        """Ask what to start from, and open a new project."""
        choice = self._window.ask.new_project()
        if choice and self.may_leave():
            project = new_project(
                choice.role, choice.structure, choice.language, choice.title, bilingual=choice.bilingual
            )
            self.take(Session.new(project))

    def open(self) -> None:
        """Ask for a file, and open it."""
        path = self._window.ask.file_to_open(str(self._folder()))
        if path:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open a project file in place of what is open; where that fails, what is open stays."""
        if self._is_open(path) or not self.may_leave():
            return
        left = next((each for each in left_behind() if each.path and is_same_file(each.path, path)), None)
        if left and self._recover(left):
            return
        session = self._opened(path)
        if session:
            self.take(session)
            self._remember(path)
            self._tell_notes()

    def offer_recovery(self) -> None:
        """At the start: what a crashed window left, one after the other, until one is opened."""
        for left in left_behind():
            if self._recover(left):
                return

    def open_sample(self, path: Path) -> None:
        """Open a copy of a sample: the sample itself is never saved over."""
        if self.may_leave():
            try:
                self.take(Session.from_sample(path))
            except JDStudioError as error:
                self._window.ask.problem(str(error))

    def save(self) -> bool:
        """Save; where the project has no file yet, ask for one. False where it is not saved."""
        self._window.commit_pending()
        if not self.session:
            return False
        has_file = self.session.path and not self.session.is_read_only
        return self._save(self.session, None) if has_file else self.save_as()

    def save_as(self) -> bool:
        """Ask for a file and save there; from now on that is the project's file."""
        self._window.commit_pending()
        if not self.session:
            return False
        path = self._window.ask.file_to_save(str(self._proposal(self.session)))
        return path is not None and self._save(self.session, path)

    def close(self) -> None:
        """Close the project and show the welcome page."""
        if self.session and self.may_leave():
            self.leave()
            self._window.show_session(None)

    # --- the session -------------------------------------------------------------------------------------------------

    def take(self, session: Session) -> None:
        """Let go of the open project, and show this one."""
        self.leave()
        self._saved_at = None
        self._window.show_session(session)

    def hand_over(self) -> Session | None:
        """Give the session away, still open: another window takes it."""
        session, self._window.session = self._window.session, None
        self._rest.stop()
        return session

    def may_leave(self) -> bool:
        """Whether the open project may go out of sight: it is saved, or a person said so."""
        self._window.commit_pending()
        if not self.session or not self.session.store.is_dirty:
            return True
        project = self.session.store.project
        answer = self._window.ask.save_first(project.title or _("Untitled project"))
        return answer == "discard" or (answer == "save" and self.save())

    def leave(self) -> None:
        """Let go of the open project, its lock and its recovery file; nothing is asked any more."""
        session = self.hand_over()
        if session:
            self._window.tasks.wait()
            session.close()

    # --- recovery ----------------------------------------------------------------------------------------------------

    def keep_recovery(self) -> None:
        """Something changed: keep it for the case of a crash as soon as the hands rest."""
        self._rest.start()

    def write_recovery(self) -> None:
        """Write the recovery file on a worker, from the frozen project."""
        if self.session and self.session.store.is_dirty:
            self._window.tasks.start(self.session.recovery_job(), _ignore, self._on_recovery_error)

    def _on_recovery_error(self, error: Exception) -> None:
        """Said once, not at each change."""
        if not self._recovery_failed:
            self._recovery_failed = True
            self._window.say(_("Unsaved work cannot be kept for recovery: {reason}").format(reason=error))

    def _recover(self, left: Recovery) -> bool:
        """Ask about work that was cut short; whether it is open now."""
        saved_at = _time_of(left.path)
        answer = self._window.ask.recover(left.title, left.written, saved_at)
        if answer == "saved":
            drop_recovery(left)
        if answer != "recover":
            return False
        try:
            self.take(Session.recover(left))
        except JDStudioError as error:
            self._window.ask.problem(str(error))
            return False
        self._tell_notes()
        return True

    # --- how ---------------------------------------------------------------------------------------------------------

    def state_words(self) -> str:
        """Whether and when the project was saved, in a few words."""
        if not self.session:
            return ""
        if self.session.store.is_dirty:
            return _("Not saved")
        if self.session.is_read_only:
            return _("Read-only")
        return _("Saved {time}").format(time=f"{self._saved_at:%H:%M}") if self._saved_at else ""

    def _save(self, session: Session, path: Path | None, *, over_changes: bool = False) -> bool:
        try:
            if path is None:
                session.save(over_changes=over_changes)
            else:
                session.save_as(path)
        except ChangedOnDisk as error:
            return self._save_over(session, str(error))
        except JDStudioError as error:
            self._window.ask.problem(str(error))
            return False
        self._saved_at = datetime.now().astimezone()
        self._rest.stop()
        if session.path:
            self._remember(session.path)
        self._window.refresh()
        return True

    def _save_over(self, session: Session, problem: str) -> bool:
        answer = self._window.ask.overwrite(problem)
        if answer == "overwrite":
            return self._save(session, None, over_changes=True)
        return answer == "save_as" and self.save_as()

    def _opened(self, path: Path) -> Session | None:
        """The session of a file; read-only where somebody else has it open and the person wants it so."""
        try:
            return Session.open(path)
        except Locked as error:
            if not self._window.ask.open_read_only(str(error)):
                return None
        except JDStudioError as error:
            self._window.ask.problem(str(error))
            return None
        try:
            return Session.open(path, read_only=True)
        except JDStudioError as error:
            self._window.ask.problem(str(error))
            return None

    def _is_open(self, path: Path) -> bool:
        """Is that the project that is open already?"""
        here = bool(self.session and self.session.path and is_same_file(self.session.path, path))
        if here:
            self._window.say(_("This project is open already."))
        return here

    def _remember(self, path: Path) -> None:
        self._window.remember(recent=with_recent(self._window.settings, path).recent)

    def _tell_notes(self) -> None:
        if self.session and self.session.notes:
            self._window.ask.notes(self.session.path, [str(note) for note in self.session.notes])

    def _folder(self) -> Path:
        if self.session and self.session.path:
            return self.session.path.parent
        return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))

    def _proposal(self, session: Session) -> Path:
        return session.path or self._folder() / f"{safe_stem(session.store.project.title)}.json"


def _time_of(path: Path | None) -> datetime | None:
    """When a file was written, if it is there."""
    if path:
        with suppress(OSError):
            return datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    return None


def _ignore(_result: object) -> None:
    return None
