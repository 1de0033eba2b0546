"""The scale all ways of scoring share, and the one place where scores are rounded."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

CAP = Decimal(120)
"""The most a KPI can score."""
AT_TARGET = Decimal(100)
AT_FLOOR = Decimal(60)

DECIMALS = 2
"""Scores and weighted scores are rounded to this many decimals, each once; a total is the plain sum of what it adds."""
_STEP = Decimal(1).scaleb(-DECIMALS)


def rounded(points: Decimal) -> Decimal:
    """Points to two decimals, a half away from zero, as Excel's ROUND does it."""
    return points.quantize(_STEP, ROUND_HALF_UP)


CELL_DECIMALS = 11
"""Decimals of a difference of two amounts in a sheet: nine of the model, two more in a percent cell (0.27 for 27)."""
