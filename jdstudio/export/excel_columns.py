"""The columns of the review sheet: how wide they are, and how numbers look in them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from jdstudio.model.kinds import Kpi

_LARGE = 1000
_LEAST_DEFINITION = 20.0


class Column(msgspec.Struct, frozen=True):
    """A column of the table: its letter, the name it is read back by, its width in characters."""

    letter: str
    name: str
    width: float
    head: str = "head"


COLUMNS = (
    Column("A", "id", 12, "hidden"),
    Column("B", "no", 4.5),
    Column("C", "dimension", 10),
    Column("D", "name", 17, "head text"),
    Column("E", "definition", 33, "head text"),
    Column("F", "unit", 6.5),
    Column("G", "direction", 11),
    Column("H", "weight", 7.5),
    Column("I", "floor", 8),
    Column("J", "target", 8),
    Column("K", "stretch", 8),
    Column("L", "source", 13, "head text"),
    Column("M", "actual", 10, "head to fill"),
    Column("N", "score", 8),
    Column("O", "weighted", 9),
    Column("P", "status", 8.5),
    Column("Q", "remark", 16, "head to fill"),
)


def column_widths(kpis: Sequence[Kpi]) -> dict[str, float]:
    """The width of each column: large levels get the room they need, as far as possible from the definitions."""
    width = {column.letter: column.width for column in COLUMNS}
    shown = {"H": [_shown(kpi.weight, percent_format([kpi.weight])) for kpi in kpis]}
    for letter, name in (("I", "floor"), ("J", "target"), ("K", "stretch")):
        shown[letter] = [_shown(getattr(kpi, name), level_format(kpi)) for kpi in kpis]
    shown["M"] = [text for letter in "IJK" for text in shown[letter]]
    for letter, texts in shown.items():
        width[letter] = max(width[letter], *(len(text) + 2.0 for text in texts)) if texts else width[letter]
    added = sum(width[column.letter] - column.width for column in COLUMNS)
    width["E"] = max(_LEAST_DEFINITION, width["E"] - added)
    return width


def _shown(number: Decimal | None, number_format: str) -> str:
    """The number as the sheet shows it."""
    if number is None:
        return ""
    decimals = len(number_format.rstrip("%").partition(".")[2])
    return f"{number:{',' if '#' in number_format else ''}.{decimals}f}" + ("%" if "%" in number_format else "")


def cell_number(number: Decimal | None, *, percent: bool) -> Decimal | None:
    """The number as its cell holds it: a percent cell holds 0.27 for 27 %."""
    return number / 100 if percent and number is not None else number


def _decimals(numbers: Sequence[Decimal | None]) -> int:
    """How many decimals show all the numbers in full, so that those of a row line up."""
    exponents = [number.normalize().as_tuple().exponent for number in numbers if number is not None]
    return max([0, *(-exponent for exponent in exponents if isinstance(exponent, int))])


def _pattern(whole: str, decimals: int) -> str:
    return f"{whole}.{'0' * decimals}" if decimals else whole


def percent_format(numbers: Sequence[Decimal | None]) -> str:
    """A percent format for percent points, without needless decimals and without a bare point."""
    return _pattern("0", _decimals(numbers)) + "%"


def level_format(kpi: Kpi) -> str:
    """The format of floor, target and stretch: the same decimals for all three, thousands set apart."""
    levels = (kpi.floor, kpi.target, kpi.stretch)
    if kpi.in_percent:
        return percent_format(levels)
    large = any(level is not None and abs(level) >= _LARGE for level in levels)
    return _pattern("#,##0" if large else "0", _decimals(levels))


def actual_format(kpi: Kpi) -> str:
    """The format of the actual: percentages show one decimal more than their levels, small numbers as typed."""
    levels = (kpi.floor, kpi.target, kpi.stretch)
    if kpi.in_percent:
        return _pattern("0", _decimals(levels) + 1) + "%"
    shown = level_format(kpi)
    return shown if shown.startswith("#") else "General"
