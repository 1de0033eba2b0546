"""The person's own structures, roles and KPIs: JSON files in a folder beside the settings, one for each.

They have the form of the files under `resources/`. One that cannot be read is left out with a message that names it;
the others work.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from jdstudio.errors import ReadError
from jdstudio.i18n import N_

Shelf = Literal["structures", "roles", "kpis"]
T = TypeVar("T")

LARGEST_FILE = 5_000_000
"""Bytes; a file beyond that is no library."""


def own_folder(shelf: Shelf) -> Path:
    """The folder of the person's own structures, roles or KPIs; JDSTUDIO_LIBRARY names another place for all three."""
    if named := os.environ.get("JDSTUDIO_LIBRARY"):
        return Path(named) / shelf
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming") / "JD Studio"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support" / "JD Studio"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "jdstudio"
    return base / "library" / shelf


def read_own(shelf: Shelf, type_: type[T]) -> tuple[tuple[tuple[Path, T], ...], tuple[ReadError, ...]]:
    """What the files of a shelf hold, by name, and for each that was left out why."""
    found: list[tuple[Path, T]] = []
    left_out: list[ReadError] = []
    try:
        files = sorted(own_folder(shelf).glob("*.json"))
    except OSError:  # a folder that may not be looked into holds nothing for us
        files = []
    for file in files:
        try:
            found.append((file, read_one(file, type_)))
        except ReadError as error:
            left_out.append(error)
    return tuple(found), tuple(left_out)


def read_one(file: Path, type_: type[T]) -> T:
    """What one file holds. Raises ReadError that names the file, the place and what to do."""
    remedy = N_("Correct the file or take it out of the folder; everything else works.")
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise ReadError(N_("The file is too large for a library."), path=file, remedy=remedy)
        return msgspec.json.decode(file.read_bytes(), type=type_)
    except OSError as error:
        raise ReadError(
            N_("The file cannot be read: {why}."), path=file, remedy=remedy, why=error.strerror or str(error)
        ) from error
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise ReadError(
            N_("The file is not what the library reads: {detail}."), path=file, remedy=remedy, detail=str(error)
        ) from error
