"""A lock beside the project, so that two windows do not save over each other. It names its holder."""

from __future__ import annotations

import getpass
import os
import secrets
import socket
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from jdstudio.errors import Locked
from jdstudio.files.processes import born_at, is_running
from jdstudio.i18n import N_


class Holder(msgspec.Struct, frozen=True):
    """Who has a project open: a process of a user on a host, since when (ISO time)."""

    pid: int
    host: str
    user: str
    since: str
    born: str = ""
    token: str = ""


class Lock(msgspec.Struct, frozen=True):
    """A lock we hold; `release` gives it back."""

    file: Path
    holder: Holder

    def release(self) -> None:
        """Take the lock away, unless somebody else has taken it over."""
        _ours.discard(self.holder.token)
        if _holder(self.file) == self.holder:
            with suppress(OSError):
                self.file.unlink(missing_ok=True)


_ours: set[str] = set()  # the tokens of locks this process holds


def lock_file(path: Path) -> Path:
    """Where the lock of a project stands: hidden, beside it."""
    real = Path(os.path.realpath(path))
    return real.with_name(f".~{real.name}.lock")


def take(path: Path) -> Lock:
    """Lock a project. What a crashed window left on this machine is taken over.

    Raises Locked, naming the holder, or OSError where no lock can be written beside the project.
    """
    file = lock_file(path)
    for _attempt in range(3):
        mine = _myself()
        try:
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        except FileExistsError:
            theirs = _holder(file)
            if theirs and _is_alive(theirs):
                raise _locked(path, theirs) from None
            file.unlink(missing_ok=True)
            continue
        try:
            os.write(handle, msgspec.json.encode(mine))
        except OSError:
            file.unlink(missing_ok=True)
            raise
        finally:
            os.close(handle)
        _ours.add(mine.token)
        return Lock(file, mine)
    raise OSError(f"the lock {file} comes back again and again")


def _myself() -> Holder:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name, as in containers
        user = ""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    return Holder(os.getpid(), socket.gethostname(), user, now, born_at(os.getpid()), secrets.token_hex(8))


def _holder(file: Path) -> Holder | None:
    """Who holds a lock; nobody where it cannot be read."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=Holder)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _is_alive(holder: Holder) -> bool:
    """Whether the holder may still have the project open. Of another machine nothing can be known: it counts as open."""
    if holder.host != socket.gethostname():
        return True
    if holder.pid == os.getpid():
        return holder.token in _ours
    return is_running(holder.pid, holder.born)


def _locked(path: Path, holder: Holder) -> Locked:
    return Locked(
        N_("{user} has this project open on {host} (process {pid}) since {since}."),
        path=path,
        remedy=N_("Close it there, or open it read-only here. If nobody has it open any more, delete {lock}."),
        lock=lock_file(path).name,
        user=holder.user or "?",
        host=holder.host,
        pid=holder.pid,
        since=holder.since.replace("T", " ")[:16],
    )
