"""Rows of a position against the KPIs of the library they came from: what differs, what is gone, what could be linked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from jdstudio.i18n import Language
from jdstudio.library.build import new_kpi
from jdstudio.library.kpi import LibraryKpi
from jdstudio.library.words import same_name
from jdstudio.model.kinds import Kpi

COMPARED = ("name", "definition", "formula", "unit", "direction", "source", "period", "dimension", "pitfall")
"""The fields the library has something to say about; weight, levels and scoring are the position's alone."""

LINK = "library"
"""Stands among the chosen fields of a row for: remember which KPI of the library it is."""


class Difference(msgspec.Struct, frozen=True):
    """A field that says one thing in the position and another in the library."""

    field: str
    mine: str
    library: str


class Compared(msgspec.Struct, frozen=True):
    """A row beside its KPI of the library.

    `gone`: the library no longer has it, the row keeps its copy. `unlinked`: the row only has the name of one.
    """

    row: Kpi
    found: LibraryKpi | None
    state: Literal["same", "differs", "gone", "unlinked"]
    differences: tuple[Difference, ...] = ()


def compare(rows: Iterable[Kpi], known: Sequence[LibraryKpi], language: Language) -> tuple[Compared, ...]:
    """Each row that has to do with the library, in order; a row of one's own making is left out."""
    by_id = {kpi.id: kpi for kpi in known}
    return tuple(found for row in rows if (found := _compared(row, by_id, language)) is not None)


def _compared(row: Kpi, by_id: Mapping[str, LibraryKpi], language: Language) -> Compared | None:
    found = by_id.get(row.library) if row.library else _namesake(row, by_id)
    if found is None:
        return Compared(row, None, "gone") if row.library else None
    theirs = new_kpi(found, language)
    differences = tuple(
        Difference(name, getattr(row, name), getattr(theirs, name))
        for name in COMPARED
        if getattr(row, name).strip() != getattr(theirs, name).strip()
    )
    if not row.library:
        return Compared(row, found, "unlinked", differences)
    return Compared(row, found, "differs" if differences else "same", differences)


def _namesake(row: Kpi, by_id: Mapping[str, LibraryKpi]) -> LibraryKpi | None:
    if not row.name.strip():
        return None
    names = ((kpi, name) for kpi in by_id.values() for name in (kpi.name.zh, kpi.name.en))
    return next((kpi for kpi, name in names if same_name(name, row.name)), None)


def taken_over(compared: Iterable[Compared], chosen: Mapping[str, Iterable[str]]) -> dict[tuple[str, str], Any]:
    """The values to set, (item id, field) to value, for the fields chosen of each row by its id.

    Taking over anything of an unlinked row links it.
    """
    values: dict[tuple[str, str], Any] = {}
    for each in compared:
        fields = set(chosen.get(each.row.id, ()))
        if each.found is None or not fields:
            continue
        values |= {(each.row.id, it.field): it.library for it in each.differences if it.field in fields}
        if not each.row.library:
            values[each.row.id, LINK] = each.found.id
    return values
