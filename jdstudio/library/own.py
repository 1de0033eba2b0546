"""The person's own structures, roles and KPIs: JSON files in a folder beside the settings, one for each.

They have the form of the files under `resources/`. One that cannot be read is left out with a message that names it;
the others work.
"""

from __future__ import annotations

import os
import stat
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from jdstudio.errors import ReadError
from jdstudio.i18n import N_
from jdstudio.model.values import clean_text, shortened

Shelf = Literal["structures", "roles", "kpis"]
T = TypeVar("T")

LARGEST_FILE = 5_000_000
"""Bytes; a file beyond that is no library."""
LONGEST_QUOTE = 200
"""Characters of a file that a message about it repeats."""


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
    """What the files of a shelf hold, by name, and for each that was left out why; so for the folder itself."""
    found: list[tuple[Path, T]] = []
    left_out: list[ReadError] = []
    folder = own_folder(shelf)
    try:
        files = sorted(file for file in folder.iterdir() if file.suffix == ".json")
    except FileNotFoundError:  # most people have none
        files = []
    except (OSError, ValueError) as error:
        message, remedy = N_("The folder cannot be read: {why}."), N_("Check the folder; everything else works.")
        left_out.append(ReadError(message, path=folder, remedy=remedy, why=_reason(error)))
        files = []
    for file in files:
        try:
            found.append((file, read_one(file, type_)))
        except ReadError as error:
            left_out.append(error)
    return tuple(found), tuple(left_out)


def read_one(file: Path, type_: type[T]) -> T:
    """What one file holds, its texts without what documents cannot hold.

    Raises ReadError that names the file, the place and what to do.
    """
    remedy = N_("Correct the file or take it out of the folder; everything else works.")
    try:
        found = file.stat()
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):  # a pipe would keep us waiting
            raise ReadError(N_("This is not a plain file."), path=file, remedy=remedy)
        if found.st_size > LARGEST_FILE:
            raise ReadError(N_("The file is too large for a library."), path=file, remedy=remedy)
        data = file.read_bytes().removeprefix(_MARK)  # what some editors put before UTF-8
        return msgspec.convert(_cleaned(_PLAIN.decode(data)), type_)
    except OSError as error:
        raise ReadError(N_("The file cannot be read: {why}."), path=file, remedy=remedy, why=_reason(error)) from error
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise ReadError(
            N_("The file is not what the library reads: {detail}."), path=file, remedy=remedy, detail=in_short(error)
        ) from error


def in_short(text: object) -> str:
    """What a file holds, on one line and short enough for a sentence about it."""
    return shortened(" ".join(str(text).split()), LONGEST_QUOTE)


_MARK = b"\xef\xbb\xbf"
_PLAIN = msgspec.json.Decoder(float_hook=Decimal)


def _cleaned(part: Any) -> Any:
    match part:
        case str():
            return clean_text(part)
        case dict():
            return {name: _cleaned(value) for name, value in part.items()}
        case list():
            return [_cleaned(value) for value in part]
    return part


def _reason(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)
