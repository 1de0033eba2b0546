"""One KPI's score, by whichever way of scoring it has."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, assert_never

import msgspec

from jdstudio.model.kinds import Kpi
from jdstudio.model.numbers import LARGEST
from jdstudio.scoring import by_hand, linear


class Entry(msgspec.Struct, frozen=True):
    """What was filled in for one KPI: the actual in its own unit (39.5 for 39.5 %), or the points given by hand.

    None is not filled in, which is never the same as 0. Raises ValueError for NaN and what no sheet can hold.
    """

    actual: Decimal | None = None
    given: Decimal | None = None

    def __post_init__(self) -> None:
        for name, number in (("actual", self.actual), ("score", self.given)):
            if number is not None and not (number.is_finite() and abs(number) < LARGEST):
                message = f"{name}: {number} is no number a sheet can hold"
                raise ValueError(message)


def way_of(kpi: Kpi) -> Literal["linear", "manual"]:
    """How the KPI is really scored: as its method says, or by hand while its levels make no curve."""
    return "manual" if problem(kpi) else kpi.method


def score(kpi: Kpi, entry: Entry) -> Decimal | None:
    """Points from 0 to 120 with two decimals; None while nothing that counts is filled in.

    A KPI with a curve takes the actual, one scored by hand the points given. Raises ValueError where those lie
    outside 0 to 120.
    """
    way = way_of(kpi)
    match way:
        case "linear":
            return None if entry.actual is None else linear.points(kpi, entry.actual)
        case "manual":
            return None if entry.given is None else by_hand.points(entry.given)
        case _:
            assert_never(way)


def points(kpi: Kpi, actual: Decimal | None) -> Decimal | None:
    """The score of an actual in the KPI's own unit; None where it is blank or the KPI is scored by hand."""
    return score(kpi, Entry(actual))


def problem(kpi: Kpi) -> str | None:
    """Why the KPI cannot be scored as its method says, as a source string; None where it can."""
    match kpi.method:
        case "linear":
            return linear.problem(kpi)
        case "manual":
            return None
        case _:
            assert_never(kpi.method)


def curve_points(kpi: Kpi) -> tuple[tuple[Decimal, Decimal], ...]:
    """The curve for drawing: (actual, points) from left to right, joined by straight lines; none where there is none.

    The jump at the floor is two corners above each other; the first and the last line run level.
    """
    return linear.shape(kpi) if way_of(kpi) == "linear" else ()
