"""The KPI library: definitions, formulas and data sources of common operations KPIs, in both languages."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from jdstudio.library.words import NOTHING, Words
from jdstudio.resources import resource

Direction = Literal["higher", "lower", "range", "boolean"]
Method = Literal["linear", "ratio", "tier", "deduct", "range", "boolean", "veto"]


class LibraryKpi(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One KPI as the library knows it. `roles` are the codes of the roles it suits; `pitfall` warns of a misuse;

    `method` is the way of scoring that suits it.
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


@cache
def kpis() -> tuple[LibraryKpi, ...]:
    """The whole library, by family: the files of `resources/kpis` in the order of their names."""
    decoder = msgspec.json.Decoder(tuple[LibraryKpi, ...])
    files = sorted(resource("kpis").glob("*.json"))
    return tuple(kpi for file in files for kpi in decoder.decode(file.read_bytes()))


@cache
def _by_id() -> dict[str, LibraryKpi]:
    return {kpi.id: kpi for kpi in kpis()}


def kpi(kpi_id: str) -> LibraryKpi:
    """The KPI of that id. Raises KeyError: ids come from the library's own files."""
    return _by_id()[kpi_id]


def find_kpis(query: str) -> tuple[LibraryKpi, ...]:
    """The KPIs that contain every word of the query, in either language; those with a hit in the name first.

    A role's code, such as `ecom`, finds the KPIs that suit the role. An empty query finds all.
    """
    wanted = query.casefold().split()
    named = [kpi for kpi in kpis() if _contains(_names(kpi), wanted)]
    others = [kpi for kpi in kpis() if kpi not in named and _contains(f"{_names(kpi)} {_texts(kpi)}", wanted)]
    return (*named, *others)


def _contains(text: str, wanted: list[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in wanted)


def _names(kpi: LibraryKpi) -> str:
    return f"{kpi.id} {kpi.name.zh} {kpi.name.en}"


def _texts(kpi: LibraryKpi) -> str:
    words = (kpi.definition, kpi.formula, kpi.dimension, kpi.source)
    return " ".join([*(text for pair in words for text in (pair.zh, pair.en)), *kpi.roles])
