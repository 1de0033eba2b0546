"""One open project without widgets: open, save, close, recover; and exports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from jdstudio.errors import ReadError, UsageError, WriteError
from jdstudio.files.atomic import (
    Fingerprint,
    fingerprint_of,
    is_unchanged,
    make_folder,
    read_file,
    refuse_changed,
    stamp_of,
    sweep,
    write_atomic,
)
from jdstudio.files.codec import decode, encode, refuse_newer
from jdstudio.files.form import Loaded, Note
from jdstudio.files.lock import Lock, take
from jdstudio.files.places import is_same_file
from jdstudio.files.recovery import (
    Recovery,
    RecoveryCopy,
    drop_recovery,
    keep_backup,
    left_behind,
    read_recovery,
)
from jdstudio.i18n import N_
from jdstudio.model.languages import Reading, settled
from jdstudio.model.project import Project
from jdstudio.store import Store

__all__ = ["Recovery", "Session", "export", "left_behind"]


class Session:
    """One open project: its store, its file, and what keeps both safe.

    Made by `new`, `open`, `from_sample` or `recover`; each gives a whole session or raises, and touches no other one.
    """

    def __init__(self, project: Project, path: Path | None = None, notes: tuple[Note, ...] = ()) -> None:
        self.store = Store(project)
        self.path = path
        self.notes = notes
        self.is_read_only = False
        self._lock: Lock | None = None
        self._known: Fingerprint | None = None  # what the file held when we last read or wrote it
        self._has_saved = False
        self._keeps_original = False  # the file holds something that the project does not
        self._recovery = RecoveryCopy(project.id)

    @classmethod
    def new(cls, project: Project) -> Session:
        """A project that has no file yet."""
        return cls(project)

    @classmethod
    def from_sample(cls, path: Path) -> Session:
        """A copy of a project that has no file yet: the sample itself is never saved over. Raises ReadError."""
        loaded = decode(read_file(path), path)
        return cls(loaded.project, notes=loaded.notes)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Session:
        """Open a project file. Raises ReadError, or Locked where somebody else has it open.

        A file in a folder that cannot be written is opened read-only, with a note.
        """
        loaded, known = _read(path)
        session = cls(loaded.project, path, loaded.notes)
        session.is_read_only = read_only
        session._known = known
        if not read_only:
            session._take_lock(path)
            sweep(path.parent)
        if loaded.notes:
            session._keeps_original = True
            session.store.mark_unsaved()
        return session

    @classmethod
    def recover(cls, recovery: Recovery) -> Session:
        """Open the work a crashed window left, as unsaved changes of its file. Raises ReadError or Locked."""
        loaded = read_recovery(recovery)
        session = cls(loaded.project, recovery.path, loaded.notes)
        session._known = recovery.base
        if recovery.path:
            session._take_lock(recovery.path)
        session.store.mark_unsaved()
        session.write_recovery()
        drop_recovery(recovery)
        return session

    def save(self, *, over_changes: bool = False) -> None:
        """Save to the project's own file. Raises WriteError, the file then as it was.

        ChangedOnDisk where somebody else changed it; `over_changes` replaces their version, which goes to the backups.
        NewerSchema where that was written by a newer version of JD Studio: it is never replaced.
        """
        if self.path is None or self.is_read_only:
            message = N_("This project was opened read-only.") if self.path else N_("This project has no file yet.")
            raise WriteError(message, path=self.path, remedy=N_("Save it under another name."))
        project = self.store.project
        data = encode(project)
        if self._known and not over_changes:
            refuse_changed(self.path, self._known)
        if over_changes or not self._has_saved:
            self._keep_old(self.path)
        self._known = write_atomic(self.path, data, None if over_changes else self._known)
        self._saved(project)

    def save_as(self, path: Path) -> None:
        """Save to a file that the person named, and let that be the project's file from now on.

        What stood there goes to the backups. Raises WriteError, Locked, NewerSchema; then nothing has changed.
        """
        if not self.is_read_only and self.path and is_same_file(path, self.path):
            self.save(over_changes=True)
            return
        project = self.store.project
        data = encode(project)
        lock = _lock_if_possible(path)
        try:
            self._keep_foreign(path)
            self._known = write_atomic(path, data)
        except BaseException:
            if lock:
                lock.release()
            raise
        self._release()
        self._lock, self.path, self.is_read_only = lock, path, False
        self._keeps_original = False  # it stays where it was
        self._saved(project)

    def close(self) -> None:
        """Let go of the file and of the recovery copy. Unsaved changes are lost: ask before."""
        self._release()
        self._recovery.close()

    def recovery_job(self) -> Callable[[], None]:
        """What keeps the present state for the case of a crash; to be called on a worker. Raises WriteError there."""
        return partial(self._recovery.write, self.store.project, self.path, self._known)

    def write_recovery(self) -> None:
        """Keep the present state for the case of a crash. Raises WriteError."""
        self.recovery_job()()

    def _take_lock(self, path: Path) -> None:
        try:
            self._lock = take(path)
        except OSError:
            self.is_read_only = True
            message = N_("The folder of this project cannot be written to, so it was opened read-only.")
            self.notes = (*self.notes, Note("", message, N_("Save it under another name."), level="info"))

    def _keep_old(self, path: Path) -> None:
        """Before the first save: the file as it is, to the backups; and beside it where it says more than we know."""
        old = self._keep_foreign(path)
        if old is not None and self._keeps_original:
            write_atomic(_free_name(path, old), old)
            self._keeps_original = False

    def _keep_foreign(self, path: Path) -> bytes | None:
        """Put what stands at a path to the backups; None where nothing can be read. Raises NewerSchema."""
        try:
            old = read_file(path)
        except ReadError:
            return None
        refuse_newer(old, path)
        keep_backup(path, old)
        return old

    def _saved(self, project: Project) -> None:
        self._has_saved = True
        self.store.mark_saved(project)
        if not self.store.is_dirty:
            self._recovery.drop()

    def _release(self) -> None:
        if self._lock:
            self._lock.release()
            self._lock = None


def _read(path: Path) -> tuple[Loaded, Fingerprint]:
    stamp = stamp_of(path)
    data = read_file(path)
    with ThreadPoolExecutor(1) as pool:  # hashing lets go of the interpreter: on a second core it costs nothing
        known = pool.submit(fingerprint_of, data, stamp)
        loaded = decode(data, path)
        if b'"leads"' in data:  # only where a translation was changed last is there anything to settle
            loaded = replace(loaded, project=settled(loaded.project))
        return loaded, known.result()


def _lock_if_possible(path: Path) -> Lock | None:
    with suppress(OSError, ValueError):  # where nothing can be written, writing says so
        return take(path)
    return None


def _free_name(path: Path, data: bytes) -> Path:
    """`NAME.json.bak`, or with a number where that holds something else already."""
    number = 1
    while True:
        name = path.with_name(f"{path.name}.bak{number if number > 1 else ''}")
        if is_unchanged(name, fingerprint_of(data)):  # not there, or the same
            return name
        number += 1


def export(
    project: Project,
    positions: Sequence[str],
    formats: Sequence[str],
    readings: Sequence[Reading],
    folder: Path,
    *,
    calendar: bool = False,
) -> list[Path]:
    """Write every position (by id) in every format and reading into a folder, which is made if need be.

    `calendar`: descriptions end with their task calendar.
    Gives the paths, in that order; files of earlier exports are replaced. Raises UsageError, before anything is
    written, for a position or format that does not exist, and WriteError.
    """
    from jdstudio.export.jobs import plan

    chosen = [position for position in project.positions if position.id in positions]
    if missing := set(positions) - {position.id for position in chosen}:
        raise UsageError(N_("There is no position “{name}”."), name=min(missing))
    jobs = plan(project, chosen, formats, readings, calendar=calendar)
    make_folder(folder)
    paths = []
    for job in jobs:
        paths.append(folder / job.file_name)
        write_atomic(paths[-1], job.render())
    return paths
