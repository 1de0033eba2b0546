"""Copies of unsaved work for the case of a crash, and copies of files as they were at open.

A recovery copy is one line about where it belongs, then the project in its compact form. It is written from the
frozen project, so a worker thread may do it while the person types on.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from jdstudio.errors import JDStudioError, WriteError
from jdstudio.files.atomic import Fingerprint, read_file, write_atomic
from jdstudio.files.codec import decode, encode_in_pieces
from jdstudio.files.form import Loaded
from jdstudio.files.places import key_of, state_folder, state_subfolder
from jdstudio.files.processes import born_at, is_running
from jdstudio.i18n import N_
from jdstudio.model.project import Project

KEPT_BACKUPS = 10
_FOLDER = "recovery"


class _Head(msgspec.Struct, frozen=True):
    path: str  # empty for a project that was never saved
    title: str
    written: str
    pid: int
    born: str
    base: Fingerprint | None  # what the file held when the work began


class Recovery(msgspec.Struct, frozen=True):
    """A copy that a crashed window left: of which project, from when, and where the copy stands."""

    file: Path
    path: Path | None
    title: str
    written: datetime
    base: Fingerprint | None = None


class RecoveryCopy:
    """The recovery copy of one open project. Safe to use from several threads; after `close` it writes no more."""

    def __init__(self, project_id: str) -> None:
        self._name = f"{key_of(Path(project_id))}-{os.getpid()}-{id(self):x}.json"
        self._lock = threading.Lock()
        self._is_closed = False

    def write(self, project: Project, path: Path | None, base: Fingerprint | None) -> None:
        """Put the project where `left_behind` finds it after a crash. Raises WriteError."""
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        head = _Head(str(path) if path else "", project.title, now, os.getpid(), born_at(os.getpid()), base)
        data = msgspec.json.encode(head) + b"\n" + encode_in_pieces(project)
        with self._lock:
            if self._is_closed:
                return
            try:
                folder = state_subfolder(_FOLDER)
            except OSError as error:
                message = N_("No recovery copy can be written: {reason}.")
                raise WriteError(message, path=state_folder(), reason=error.strerror or error) from error
            write_atomic(folder / self._name, data)

    def drop(self) -> None:
        """Remove the copy: everything it holds is saved."""
        with self._lock:
            self._remove()

    def close(self) -> None:
        """Remove the copy for good."""
        with self._lock:
            self._is_closed = True
            self._remove()

    def _remove(self) -> None:
        with suppress(OSError):
            (state_folder() / _FOLDER / self._name).unlink(missing_ok=True)


def left_behind() -> list[Recovery]:
    """The copies whose window no longer runs, newest first. What cannot be read is not offered."""
    found = []
    for file in (state_folder() / _FOLDER).glob("*.json"):
        with suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError, ValueError):
            with file.open("rb") as stream:
                head = msgspec.json.decode(stream.readline(), type=_Head)
            if not is_running(head.pid, head.born):
                path = Path(head.path) if head.path else None
                found.append(Recovery(file, path, head.title, datetime.fromisoformat(head.written), head.base))
    return sorted(found, key=lambda each: each.written, reverse=True)


def read_recovery(recovery: Recovery) -> Loaded:
    """The project in a recovery copy. Raises ReadError."""
    return decode(read_file(recovery.file).partition(b"\n")[2], recovery.file)


def drop_recovery(recovery: Recovery) -> None:
    with suppress(OSError):
        recovery.file.unlink(missing_ok=True)


# --- backups ----------------------------------------------------------------------------------------------------------


def keep_backup(path: Path, data: bytes) -> None:
    """Keep a copy of a file as it was before this session changed it; the last ten of each project stay.

    A backup that cannot be written is no reason not to save: it fails silently.
    """
    with suppress(OSError, JDStudioError):
        folder = state_subfolder("backups") / key_of(path)
        folder.mkdir(exist_ok=True, mode=0o700)
        kept = backups_of(path)
        if kept and kept[0].read_bytes() == data:
            return
        stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S-%f")
        write_atomic(folder / f"{stamp}.json", data)
        for old in backups_of(path)[KEPT_BACKUPS:]:
            old.unlink(missing_ok=True)


def backups_of(path: Path) -> list[Path]:
    """The backups of a project, newest first."""
    return sorted((state_folder() / "backups" / key_of(path)).glob("*.json"), reverse=True)
