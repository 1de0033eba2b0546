"""Where JD Studio keeps what is not the user's own: recovery copies, backups, the list of recent projects."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path


def state_folder() -> Path:
    """The folder for state, per platform; the environment variable JDSTUDIO_STATE names another."""
    if named := os.environ.get("JDSTUDIO_STATE"):
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "JD Studio"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "JD Studio"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "jdstudio"


def state_subfolder(name: str) -> Path:
    """A folder in there, made if need be, for this user only: it holds copies of projects. Raises OSError."""
    folder = state_folder() / name
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def is_same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file. A name that no file can have leads to none."""
    with suppress(OSError, ValueError):
        return os.path.realpath(one) == os.path.realpath(other)
    return False


def key_of(path: Path) -> str:
    """A short name that stands for a file, whichever way it was reached."""
    return blake2b(
        os.path.normcase(os.path.realpath(path)).encode("utf-8", "surrogateescape"), digest_size=8
    ).hexdigest()
