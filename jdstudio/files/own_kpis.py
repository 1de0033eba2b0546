"""The person's own KPIs on the disk: put one in, rename it, take it out. What is read is in library/kpi.py."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec.structs import replace

from jdstudio.errors import ReadError, UsageError, WriteError
from jdstudio.files.atomic import make_folder, write_atomic
from jdstudio.i18n import N_, Language
from jdstudio.library.kpi import HELD, Library, LibraryKpi, each_of, kpi
from jdstudio.library.own import own_folder, read_one
from jdstudio.library.words import NOTHING, Words
from jdstudio.model.ids import new_id
from jdstudio.model.kinds import Kpi

PREFIX = "OWN-"
"""Ids of KPIs a person makes begin so; those that ship begin with `K-`."""


def from_row(row: Kpi, language: Language, library: Library) -> LibraryKpi:
    """A KPI for the personal library from a row of a position, without its weight and levels.

    A row that came from an own KPI becomes that one again, changed; every other gets an id of its own. What the row does
    not say in the other language says there what it says in its own.
    """
    known = library.by_id.get(row.library)
    mine = known if known and known.id in library.own else None
    translated = {it.field: it.text for it in row.other}

    by_hand = (
        known if known and known.method != "linear" and row.method == "manual" else None
    )  # it says how, and keeps it

    def words(name: str) -> Words:
        text = getattr(row, name).strip()
        if not text:
            return NOTHING
        other = translated.get(name, "").strip() or _as_known(known, name, text, language) or text
        return Words(text, other) if language == "zh" else Words(other, text)

    return LibraryKpi(
        id=mine.id if mine else PREFIX + new_id().upper(),
        name=words("name"),
        definition=words("definition"),
        formula=words("formula"),
        unit=words("unit"),
        direction=by_hand.direction if by_hand and by_hand.direction in ("range", "boolean") else row.direction,
        source=words("source"),
        period=words("period"),
        dimension=words("dimension"),
        method="linear" if row.method == "linear" else by_hand.method if by_hand else "tier",
        roles=known.roles if known else (),
        pitfall=words("pitfall"),
    )


def _as_known(known: LibraryKpi | None, name: str, text: str, language: Language) -> str:
    """What the library says in the other language where the row still says the library's words."""
    if known is None:
        return ""
    theirs: Words = getattr(known, name)
    return theirs.in_language("en" if language == "zh" else "zh") if theirs.in_language(language) == text else ""


def keep(mine: LibraryKpi, library: Library) -> Path:
    """Put a KPI into the personal library, in place of the one with its id. Raises UsageError, ReadError, WriteError."""
    if not (mine.name.zh.strip() or mine.name.en.strip()):
        raise UsageError(N_("A KPI without a name cannot go into the library."), remedy=N_("Name it first."))
    path = library.own.get(mine.id)
    if path is not None:
        held = {each.id: each for each in _held(path)}  # a file that is gone meanwhile is written anew
        _write(path, list({**held, mine.id: mine}.values()))
        return path
    folder = own_folder("kpis")
    make_folder(folder)
    path = folder / f"{mine.id}.json"
    _write(path, [mine])
    return path


def rename(kpi_id: str, name: str, language: Language, library: Library) -> LibraryKpi:
    """Give an own KPI another name in one language. Raises as `keep` does."""
    old = library.by_id[kpi_id]
    new = name.strip()
    same = old.name.zh == old.name.en  # one name for both languages stays one
    both = Words(new, new) if same else Words(new, old.name.en) if language == "zh" else Words(old.name.zh, new)
    mine = replace(old, name=both)
    keep(mine, library)
    return mine


def remove(kpi_id: str, library: Library) -> None:
    """Take an own KPI out of the personal library; one that ships and was replaced by it comes back.

    Positions keep their copies. Raises ReadError, WriteError.
    """
    path = library.own[kpi_id]
    rest = [each for each in _held(path) if each.id != kpi_id]
    if rest:
        _write(path, rest)
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise WriteError(
            N_("The file could not be deleted: {reason}."), path=path, reason=error.strerror or str(error)
        ) from error


def replaces_shipped(kpi_id: str) -> bool:
    """Whether an own KPI of that id stands in the place of one that ships."""
    try:
        kpi(kpi_id)
    except KeyError:
        return False
    return True


def _held(path: Path) -> list[LibraryKpi]:
    """What the file holds by now, which another window may have changed."""
    try:
        return list(each_of(read_one(path, HELD)))
    except ReadError:
        if not path.exists():
            return []
        raise


def _write(path: Path, held: list[LibraryKpi]) -> None:
    """One KPI as it is, several as a list, in the form of the files under `resources/kpis`."""
    data = msgspec.json.encode(held[0] if len(held) == 1 else held)
    write_atomic(path, msgspec.json.format(data, indent=2) + b"\n")
