"""The KPI library: definitions, formulas and data sources of operations KPIs, those that ship and the person's own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from jdstudio.errors import JDStudioError, ReadError
from jdstudio.i18n import N_
from jdstudio.library.own import in_short, read_own
from jdstudio.library.words import NOTHING, Words
from jdstudio.resources import resource

Direction = Literal["higher", "lower", "range", "boolean"]
DIRECTIONS: Mapping[Direction, str] = {
    "higher": N_("↑ higher"),
    "lower": N_("↓ lower"),
    "range": N_("↔ within a range"),
    "boolean": N_("✓ yes or no"),
}
"""What each direction is called, to be translated where it is shown."""
Method = Literal["linear", "ratio", "tier", "deduct", "range", "boolean", "veto"]


class LibraryKpi(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One KPI as the library knows it.

    `roles` are the codes of the roles it suits; `pitfall` says how it gets misread or gamed; `method` is the way of
    scoring that suits it. A `starter` is one of the twelve the article names (domain.md 3.5).
    """

    id: str
    name: Words
    definition: Words
    formula: Words
    unit: Words
    direction: Direction
    source: Words
    period: Words
    dimension: Words
    method: Method
    roles: tuple[str, ...]
    pitfall: Words = NOTHING
    starter: bool = False


HELD: Any = LibraryKpi | tuple[LibraryKpi, ...]
"""What a file of the personal library may hold."""


class Library(msgspec.Struct, frozen=True):
    """All KPIs a person can choose from: `own` are the files of the person's own by id, `problems` what to tell."""

    kpis: tuple[LibraryKpi, ...]
    own: Mapping[str, Path]
    problems: tuple[JDStudioError, ...] = ()

    @property
    def by_id(self) -> dict[str, LibraryKpi]:
        return {kpi.id: kpi for kpi in self.kpis}


@cache
def kpis() -> tuple[LibraryKpi, ...]:
    """The KPIs that ship, by family: the files of `resources/kpis` in the order of their names."""
    decoder = msgspec.json.Decoder(tuple[LibraryKpi, ...])
    files = sorted(resource("kpis").glob("*.json"))
    return tuple(kpi for file in files for kpi in decoder.decode(file.read_bytes()))


@cache
def _by_id() -> dict[str, LibraryKpi]:
    return {kpi.id: kpi for kpi in kpis()}


def kpi(kpi_id: str) -> LibraryKpi:
    """The KPI of that id among those that ship. Raises KeyError: ids come from the library's own files."""
    return _by_id()[kpi_id]


def library() -> Library:
    """The person's own KPIs and those that ship, read anew. A file holds one KPI, or a list of them.

    An own KPI with the id of one that ships takes its place: somebody who copied it there wants it otherwise. Of two own
    ones with the same id the first file's holds; the other is left out and named.
    """
    files, left_out = read_own("kpis", HELD)
    problems: list[JDStudioError] = list(left_out)
    mine: dict[str, LibraryKpi] = {}
    paths: dict[str, Path] = {}
    for path, held in files:
        for each in each_of(held):
            if not (each.id.strip() and (each.name.zh.strip() or each.name.en.strip())):
                problems.append(_nameless(path))
            elif each.id in mine:
                problems.append(_twice(path, each, paths[each.id]))
            else:
                mine[each.id], paths[each.id] = each, path
    shipped = tuple(each for each in kpis() if each.id not in mine)
    return Library((*mine.values(), *shipped), paths, tuple(problems))


def each_of(held: LibraryKpi | tuple[LibraryKpi, ...]) -> tuple[LibraryKpi, ...]:
    """The KPIs that one file holds."""
    return (held,) if isinstance(held, LibraryKpi) else held


def _nameless(path: Path) -> ReadError:
    message, remedy = N_("A KPI has no id or no name."), N_("It is left out; give it both.")
    return ReadError(message, path=path, remedy=remedy)


def _twice(path: Path, known: LibraryKpi, first: Path) -> ReadError:
    return ReadError(
        N_("The KPI “{name}” has the same id as one in {first}: {id}."),
        path=path,
        remedy=N_("It is left out; give it an id of its own."),
        name=in_short(known.name.zh or known.name.en),
        first=first.name,
        id=in_short(known.id),
    )
