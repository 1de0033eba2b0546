"""Linear scoring: straight lines through floor, target and stretch, for either direction.

Worse than the floor scores 0, the floor 60, the target 100, the stretch and beyond 120; without a stretch, or where it
is the target, 100 is the most. The signs of the differences cancel, so lower-is-better needs no second rule.
"""

from __future__ import annotations

from decimal import Decimal

import msgspec

from jdstudio.i18n import N_
from jdstudio.model.kinds import Kpi
from jdstudio.scoring.points import AT_FLOOR, AT_TARGET, CAP, CELL_DECIMALS, DECIMALS, rounded


class Cells(msgspec.Struct, frozen=True):
    """Where the formula finds its numbers, as references such as `$I8`. A percent KPI has all four in percent cells."""

    floor: str
    target: str
    stretch: str
    actual: str


def problem(kpi: Kpi) -> str | None:
    """Why the levels make no curve, as a source string; None where they do."""
    floor, target, stretch = kpi.floor, kpi.target, kpi.stretch
    if floor is None or target is None:
        return N_("Floor or target is missing, so this KPI is scored by hand.")
    if floor == target:
        return N_("Floor and target are the same, so there is no line between them.")
    if (target > floor) != (kpi.direction == "higher"):
        if kpi.direction == "higher":
            return N_("Higher is better, but the target lies below the floor.")
        return N_("Lower is better, but the target lies above the floor.")
    if stretch is not None and (stretch - target) * (target - floor) < 0:
        return N_("The stretch is easier to reach than the target.")
    return None


def points(kpi: Kpi, actual: Decimal) -> Decimal:
    """The score of an actual in the KPI's own unit. Raises ValueError where floor and target make no line."""
    floor, target, stretch = _levels(kpi)
    better = 1 if target > floor else -1
    if (actual - floor) * better < 0:
        return rounded(Decimal(0))
    if (actual - target) * better < 0:
        return rounded(AT_FLOOR + (AT_TARGET - AT_FLOOR) * (actual - floor) / (target - floor))
    if stretch is None or stretch == target:
        return rounded(AT_TARGET)
    return rounded(AT_TARGET + (CAP - AT_TARGET) * min(Decimal(1), (actual - target) / (stretch - target)))


def formula(kpi: Kpi, at: Cells) -> str:
    """The same for a cell of Excel 2007 or newer, without the leading `=`; blank where the actual is no number.

    A sheet computes with binary fractions, in which 3.3 % less 3 % is not 0.3 %. Every difference is therefore rounded
    back to the decimals it can have, so that an actual on the floor is not a hair below it, and halves round up.
    """
    decimals = _decimals(kpi)
    from_floor, from_target = f"ROUND({at.actual}-{at.floor},{decimals})", f"ROUND({at.actual}-{at.target},{decimals})"
    to_target, to_stretch = f"ROUND({at.target}-{at.floor},{decimals})", f"ROUND({at.stretch}-{at.target},{decimals})"
    below = f"{AT_FLOOR}+{AT_TARGET - AT_FLOOR}*{from_floor}/{to_target}"
    above = f"{AT_TARGET}+{CAP - AT_TARGET}*MIN(1,{from_target}/{to_stretch})"
    beyond = f'IF(OR({at.stretch}="",{at.stretch}={at.target}),{AT_TARGET},{above})'
    curve = f"IF({from_floor}*SIGN({to_target})<0,0,IF({from_target}*SIGN({to_target})<0,{below},{beyond}))"
    return f'IF(ISNUMBER({at.actual}),ROUND({curve},{DECIMALS}),"")'


def _decimals(kpi: Kpi) -> int:
    """How many decimals of a difference are sure in a sheet, whose numbers have 15 digits; no more than needed."""
    largest = max(abs(level) for level in _levels(kpi) if level is not None)
    digits = largest.adjusted() + 1 - (2 if kpi.in_percent else 0)
    return min(CELL_DECIMALS, 15 - digits)


def shape(kpi: Kpi) -> tuple[tuple[Decimal, Decimal], ...]:
    """The corners of the curve from left to right, the jump at the floor and a stretch of level line at either end."""
    floor, target, stretch = _levels(kpi)
    corners = [(floor, Decimal(0)), (floor, AT_FLOOR), (target, AT_TARGET)]
    if stretch is not None and stretch != target:
        corners.append((stretch, CAP))
    best, top = corners[-1]
    margin = (best - floor) / 4
    corners = [(floor - margin, Decimal(0)), *corners, (best + margin, top)]
    return tuple(corners if best > floor else reversed(corners))


def _levels(kpi: Kpi) -> tuple[Decimal, Decimal, Decimal | None]:
    if kpi.floor is None or kpi.target is None or kpi.floor == kpi.target:
        message = f"{kpi.name}: no line without a floor and a target that differ"
        raise ValueError(message)
    return kpi.floor, kpi.target, kpi.stretch
