"""What the window remembers from one start to the next: a small JSON file in the person's configuration folder."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec
from PySide6.QtCore import QStandardPaths

from jdstudio.gui.theme import Theme

InterfaceLanguage = Literal["system", "zh", "en"]

MOST_RECENT = 10


class Settings(msgspec.Struct, frozen=True, omit_defaults=True):
    """`geometry` is Qt's own, in base 64; `widths` are those of tree, editor and preview in pixels."""

    theme: Theme = "system"
    language: InterfaceLanguage = "system"
    geometry: str = ""
    widths: tuple[int, ...] = ()
    recent: tuple[str, ...] = ()
    export_folder: str = ""
    export_calendar: bool = False


def settings_file() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)) / (
        "jdstudio/settings.json"
    )


def load() -> Settings:
    """The settings kept; the defaults where there are none, or none that can be read."""
    try:
        return msgspec.json.decode(settings_file().read_bytes(), type=Settings)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return Settings()


def save(settings: Settings) -> None:
    """Keep the settings; where that cannot be done, they last as long as the window."""
    file = settings_file()
    fresh = file.with_suffix(".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(msgspec.json.format(msgspec.json.encode(settings), indent=2))
        fresh.replace(file)
    except OSError:
        fresh.unlink(missing_ok=True)


def with_recent(settings: Settings, path: Path) -> Settings:
    """The settings with a project at the head of those opened lately."""
    name = str(path.absolute())
    others = [each for each in settings.recent if each != name]
    return msgspec.structs.replace(settings, recent=(name, *others)[:MOST_RECENT])
