"""Brings the Chinese catalogue up to date with the source texts: `python resources/texts.py [TRANSLATIONS.json]...`.

Collects every `_("…")` and `N_("…")` of the package, keeps the translations there are, takes new ones from the JSON
files named (flat objects, English to Chinese), drops what is no longer used, and compiles the .mo that the program reads.
Ends with 1 and a list when texts are left untranslated. Needs Babel.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "resources/locale/zh_CN/LC_MESSAGES/jdstudio.po"
WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)  # the same texts give the same bytes; git knows the date


def source_texts() -> dict[str, list[str]]:
    """Every text of the package that is translated, with the files it stands in."""
    found: dict[str, set[str]] = {}
    keywords = {"_": None, "N_": None}
    for file, _line, text, _comments, _context in extract_from_dir(
        ROOT / "jdstudio", method_map=[("**.py", "python")], keywords=keywords
    ):
        if isinstance(text, str) and text:
            found.setdefault(text, set()).add(f"jdstudio/{Path(file).as_posix()}")
    return {text: sorted(found[text]) for text in sorted(found)}


def translations() -> dict[str, str]:
    """What the catalogue holds now."""
    if not CATALOGUE.exists():
        return {}
    with CATALOGUE.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file, locale="zh_CN") if message.id}


def write(texts: Mapping[str, list[str]], chinese: Mapping[str, str]) -> None:
    """Write the .po, without line numbers so that moving code changes nothing in it, and the .mo."""
    catalogue = Catalog(
        locale="zh_CN",
        domain="jdstudio",
        project="JD Studio",
        version="texts",
        msgid_bugs_address="see README.md",
        last_translator="JD Studio",
        language_team="zh_CN",
        header_comment="# Chinese texts of JD Studio; written by resources/texts.py.",
        creation_date=WRITTEN,
        revision_date=WRITTEN,
        fuzzy=False,
    )
    for text, files in texts.items():
        catalogue.add(text, chinese.get(text, ""), locations=[(file, 0) for file in files])
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, width=120, include_lineno=False)
    with CATALOGUE.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)


def main(arguments: list[str]) -> int:
    texts, chinese = source_texts(), translations()
    for name in arguments:
        chinese |= json.loads(Path(name).read_text("utf-8"))
    write(texts, chinese)
    missing = [text for text in texts if not chinese.get(text)]
    for text in missing:
        print(f"not translated: {text!r} ({', '.join(texts[text])})")
    print(f"{len(texts)} texts, {len(texts) - len(missing)} translated")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
