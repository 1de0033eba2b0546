"""Names for exported files that every system can store, whatever a position is called, and that stay in their folder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from jdstudio.export.registry import Format
from jdstudio.i18n import Language
from jdstudio.model.languages import Reading

STEM_BYTES = 80
"""UTF-8 bytes kept of a title: with the document's name, a number and the suffix it stays far below 255."""

_BOTH: Mapping[Language, str] = {"zh": "中英对照", "en": "bilingual"}
_SEPARATORS = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])", re.IGNORECASE)


def file_names(wanted: Iterable[tuple[str, Format, Reading]], own: Language = "zh") -> tuple[str, ...]:
    """A file name for each (title, format, reading), in order: `店铺运营主管-岗位说明书.docx`.

    A file in both languages has a name in the project's `own`: `店铺运营主管-岗位说明书-中英对照.docx`. No two are equal on a system that ignores case; the second of a name is numbered: `店铺运营主管 (2)-岗位说明书.docx`.
    """
    taken: set[str] = set()
    names = []
    for title, format_, reading in wanted:
        stem = safe_stem(title)
        name = _name(stem, format_, reading, own)
        count = 1
        while _key(name) in taken:
            count += 1
            name = _name(f"{stem} ({count})", format_, reading, own)
        taken.add(_key(name))
        names.append(name)
    return tuple(names)


def safe_stem(title: str) -> str:
    """What of a title can start a file name on Windows, macOS and Linux alike; `position` where nothing is left."""
    spaced = " ".join(title.split())
    visible = "".join(char for char in spaced if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    plain = _SEPARATORS.sub("_", unicodedata.normalize("NFC", visible))
    stem = _cut(plain.lstrip(". -~"), STEM_BYTES).rstrip(". ")
    if not stem.strip("_"):
        return "position"
    return f"_{stem}" if _RESERVED.fullmatch(stem.split(".")[0].rstrip()) else stem


def _cut(text: str, limit: int) -> str:
    """At most `limit` bytes of UTF-8, ending at a whole character."""
    return text.encode()[:limit].decode(errors="ignore")


def _name(stem: str, format_: Format, reading: Reading, own: Language) -> str:
    language = own if reading == "both" else reading
    parts = (stem, format_.word(language), *([_BOTH[language]] if reading == "both" else []))
    return ("-" if language == "zh" else " - ").join(parts) + format_.suffix


def _key(name: str) -> str:
    """Equal for names that some system takes for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
