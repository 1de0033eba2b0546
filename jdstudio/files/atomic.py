"""The one way to the disk: a file is either the old one, whole, or the new one, whole.

The bytes go to a temp file in the same folder and are synced before they take the place of the old file; then the
folder is synced, so that a save that was reported survives a power cut. (QSaveFile was seen to replace a good file by
a truncated one on a full disk, and to roll back after a power cut.)
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
import sys
import time
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NoReturn

import msgspec

from jdstudio.errors import ChangedOnDisk, ReadError, WriteError
from jdstudio.i18n import N_

LARGEST_FILE = 256 * 1024 * 1024
"""Bytes; a larger file is none of ours, and would fill the memory."""

RETRY_PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8) if os.name == "nt" else ()
"""Seconds between attempts to replace a file: on Windows virus scanners and sync clients hold files for a moment."""


class Fingerprint(msgspec.Struct, frozen=True):
    """What a file held when we last saw it. `stamp` only saves reading it again: the content decides."""

    size: int
    digest: str
    stamp: tuple[int, ...] = ()


def read_file(path: Path) -> bytes:
    """The bytes of a plain file of sensible size. Raises ReadError in words."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise ReadError(N_("This is a folder."), path=path, remedy=N_("Name a file in it."))
        if not stat.S_ISREG(found.st_mode):
            raise ReadError(N_("This is not a plain file."), path=path, remedy=N_("Name a file."))
        if found.st_size > LARGEST_FILE:
            remedy = N_("JD Studio reads files up to {limit} MB.")
            message = N_("The file is too large ({size} MB).")
            size, limit = found.st_size // 1024**2, LARGEST_FILE // 1024**2
            raise ReadError(message, path=path, remedy=remedy, size=size, limit=limit)
        return path.read_bytes()
    except OSError as error:
        _raise_read_error(path, error)
    except ValueError as error:  # a NUL in the name, or characters this system cannot spell
        raise ReadError(N_("No file can have this name here."), path=path, remedy=N_("Check the name.")) from error


def _raise_read_error(path: Path, error: OSError) -> NoReturn:
    match error.errno:
        case errno.ENOENT:
            message, remedy = N_("There is no such file."), N_("Check the name.")
        case errno.EACCES | errno.EPERM:
            message = N_("You have no permission to read this file.")
            remedy = N_("Ask its owner for it, or change its permissions.")
        case errno.ENOTDIR:
            message, remedy = N_("A part of this path is a file, not a folder."), N_("Check the name.")
        case errno.ENAMETOOLONG:
            message, remedy = N_("The name is too long."), N_("Check the name.")
        case _:
            message = N_("The file could not be read: {reason}.")
            remedy = N_("Copy it to another disk and try again, or open an earlier copy.")
    raise ReadError(message, path=path, remedy=remedy, reason=error.strerror or error) from error


def fingerprint(path: Path) -> Fingerprint:
    """The fingerprint of a file as it is now. Raises ReadError."""
    stamp = stamp_of(path)  # before reading: what is written meanwhile must not go unseen
    return fingerprint_of(read_file(path), stamp)


def fingerprint_of(data: bytes, stamp: tuple[int, ...] = ()) -> Fingerprint:
    return Fingerprint(len(data), blake2b(data, digest_size=16).hexdigest(), stamp)


def stamp_of(path: Path) -> tuple[int, ...]:
    """Numbers that change when a file is written or replaced; none where it is not there."""
    try:
        return _stamp(path.stat())
    except (OSError, ValueError):
        return ()


def _stamp(found: os.stat_result) -> tuple[int, ...]:
    return (found.st_size, found.st_ino, found.st_mtime_ns)


def is_unchanged(path: Path, known: Fingerprint) -> bool:
    """Whether the file holds what we last saw in it. A file that is gone holds nothing to lose: unchanged."""
    stamp = stamp_of(path)
    if not stamp or stamp == known.stamp:
        return True
    try:
        return stamp[0] == known.size and fingerprint(path).digest == known.digest
    except ReadError:
        return False


def refuse_changed(path: Path, known: Fingerprint) -> None:
    """Raise ChangedOnDisk where the file holds something else than what we last saw in it."""
    if not is_unchanged(path, known):
        message = N_("The file was changed by another program or person since it was opened.")
        raise ChangedOnDisk(message, path=path, remedy=N_("Save under another name, or overwrite it."))


def write_atomic(path: Path, data: bytes, expect: Fingerprint | None = None) -> Fingerprint:
    """Write a whole file or nothing; symbolic links are followed, mode and owner kept.

    With `expect`, raises ChangedOnDisk where the file holds something else. Raises WriteError in words, the old file
    untouched and no temp file left. Gives the fingerprint of what was written.
    """
    try:
        target = Path(os.path.realpath(path))
        old = target.stat() if target.exists() else None
        _refuse_odd_target(path, old)
        if expect is not None:
            refuse_changed(path, expect)
        temp = target.with_name(f".jdstudio-{secrets.token_hex(6)}.tmp")  # short: the target's name may be at the limit
        try:
            stamp = _write_temp(temp, data, old)
            _replace(temp, target)
        except BaseException:
            with suppress(OSError):
                temp.unlink(missing_ok=True)
            raise
    except OSError as error:
        _raise_write_error(path, error)
    except ValueError as error:
        _raise_impossible_name(path, error)
    _sync_folder(target.parent)
    return fingerprint_of(data, stamp)


def _refuse_odd_target(path: Path, old: os.stat_result | None) -> None:
    if old is None:
        return
    if stat.S_ISDIR(old.st_mode):
        raise WriteError(N_("This is a folder."), path=path, remedy=N_("Name a file in it."))
    if not stat.S_ISREG(old.st_mode):
        raise WriteError(N_("This is not a plain file."), path=path, remedy=N_("Name a file."))
    if not os.access(path, os.W_OK):  # replacing would get round the protection of the file
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _write_temp(temp: Path, data: bytes, old: os.stat_result | None) -> tuple[int, ...]:
    """Write and sync the temp file, with mode and owner of the old one; gives its stamp."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    handle = os.open(temp, flags, 0o666 if old is None else 0o600)
    try:
        rest = memoryview(data)
        while rest:
            written = os.write(handle, rest)
            if written <= 0:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            rest = rest[written:]
        if old is not None and sys.platform != "win32":
            with suppress(OSError):  # only root may give a file away, and not every disk knows modes
                os.fchown(handle, old.st_uid, old.st_gid)
            with suppress(OSError):
                os.fchmod(handle, stat.S_IMODE(old.st_mode))
        os.fsync(handle)
        written_file = os.fstat(handle)
        if written_file.st_size != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return _stamp(written_file)
    finally:
        os.close(handle)


def _replace(temp: Path, target: Path) -> None:
    for pause in RETRY_PAUSES:
        try:
            temp.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    temp.replace(target)


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut. Where a folder cannot be synced, the file is still whole and in place."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder, with those above it, where it is not there yet. Raises WriteError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        _raise_write_error(folder, error)
    except ValueError as error:
        _raise_impossible_name(folder, error)


def sweep(folder: Path) -> None:
    """Remove temp files that a killed process left here more than a day ago."""
    with suppress(OSError):
        for temp in folder.glob(".jdstudio-*.tmp"):
            if temp.stat().st_mtime < time.time() - 86_400:
                temp.unlink()


def _raise_impossible_name(path: Path, error: ValueError) -> NoReturn:
    """A NUL in the name, or characters that the locale of this system cannot spell."""
    remedy = N_(
        "Choose another name. File names are in {encoding} here; with LANG=C.UTF-8 they may be in any language."
    )
    encoding = sys.getfilesystemencoding()
    raise WriteError(N_("No file can have this name here."), path=path, remedy=remedy, encoding=encoding) from error


def _raise_write_error(path: Path, error: OSError) -> NoReturn:
    elsewhere = N_("Choose another folder.")
    match error.errno:
        case errno.EACCES | errno.EPERM | errno.EBUSY | errno.ETXTBSY:
            message = N_("This file could not be written: no permission, or it is open in another program.")
            remedy = N_("Close it there, or choose another folder.")
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            message = N_("There is not enough space to write this file.")
            remedy = N_("Free some space, or choose another disk.")
        case errno.EROFS:
            message, remedy = N_("This disk or folder is read-only."), elsewhere
        case errno.ENAMETOOLONG:
            message, remedy = N_("The name is too long."), N_("Choose a shorter one.")
        case errno.ENOENT:
            message, remedy = N_("The folder does not exist."), elsewhere
        case errno.ENOTDIR:
            message, remedy = N_("A part of this path is a file, not a folder."), elsewhere
        case errno.EEXIST:
            message, remedy = N_("A file of this name is in the way."), elsewhere
        case errno.EISDIR:
            message, remedy = N_("This is a folder."), N_("Name a file in it.")
        case _:
            message, remedy = N_("The file could not be written: {reason}."), elsewhere
    raise WriteError(message, path=path, remedy=remedy, reason=error.strerror or error) from error
