"""Scoring by hand: a person gives the points, from 0 to the cap."""

from __future__ import annotations

from decimal import Decimal

from jdstudio.scoring.points import CAP, DECIMALS, rounded


def points(given: Decimal) -> Decimal:
    """The points as they count. Raises ValueError outside 0 to 120."""
    if not 0 <= given <= CAP:
        message = f"{given} is no score: it must lie between 0 and {CAP}"
        raise ValueError(message)
    return rounded(given)


def formula(given: str) -> str:
    """The same for a cell of a sheet, without the leading `=`; blank where the cell holds no number from 0 to 120."""
    return f'IF(ISNUMBER({given}),IF(AND({given}>=0,{given}<={CAP}),ROUND({given},{DECIMALS}),""),"")'
