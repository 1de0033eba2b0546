"""`jdstudio kpis`: what the KPI library holds, the person's own KPIs among it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import zip_longest
from unicodedata import east_asian_width

from jdstudio.i18n import _
from jdstudio.library.kpi import DIRECTIONS, LibraryKpi, library
from jdstudio.library.kpi_search import find_kpis
from jdstudio.terminal import one_line, say


def show_kpis(query: str) -> int:
    """Print id, name, unit, direction and dimension of the KPIs found, own ones marked; 1 where there is none."""
    whole = library()
    for problem in whole.problems:
        say(str(problem))
    found = find_kpis(query, whole.kpis)
    _print_rows([_row(kpi, is_own=kpi.id in whole.own) for kpi in found])
    if not found:
        say(_("The KPI library has nothing for “{query}”.").format(query=query.strip()))
    return 0 if found else 1


def _row(kpi: LibraryKpi, *, is_own: bool) -> tuple[str, ...]:
    cells = (
        kpi.id,
        str(kpi.name),
        str(kpi.unit),
        _(DIRECTIONS[kpi.direction]),
        str(kpi.dimension),
        *([_("own")] if is_own else []),
    )
    return tuple(one_line(cell) for cell in cells)


def _print_rows(rows: Sequence[tuple[str, ...]]) -> None:
    """Columns that line up where a person reads them; tabs between them where a script does."""
    if not sys.stdout.isatty():
        for row in rows:
            print("\t".join(row))
        return
    widths = [max(map(_width, column)) for column in zip_longest(*rows, fillvalue="")]
    for row in rows:
        cells = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=False))
        print("  ".join(cells).rstrip())


def _width(text: str) -> int:
    """How many places of a terminal the text takes: Chinese signs take two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
