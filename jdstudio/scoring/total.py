"""A whole sheet: weighted scores, their total and the grade, beside the formulas that compute the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import msgspec

from jdstudio.model.kinds import Kpi, is_counted
from jdstudio.scoring.curve import Entry, score
from jdstudio.scoring.points import CELL_DECIMALS, DECIMALS, rounded

NOBODY: Mapping[str, Decimal | None] = {}


class Grade(msgspec.Struct, frozen=True):
    """A grade, the least total that earns it, and what it means."""

    name: str
    least: Decimal
    zh: str
    en: str


GRADES = (
    Grade("D", Decimal(0), "不合格", "Unsatisfactory"),
    Grade("C", Decimal(60), "合格", "Acceptable"),
    Grade("B", Decimal(75), "良好", "Good"),
    Grade("A", Decimal(90), "优秀", "Very good"),
    Grade("S", Decimal(110), "卓越", "Outstanding"),
)
"""From the lowest up, as a look-up in a sheet needs them."""


class Scored(msgspec.Struct, frozen=True):
    """One KPI of a sheet; `weighted` is score × weight ÷ 100, to two decimals. None is not filled in."""

    kpi: Kpi
    actual: Decimal | None
    score: Decimal | None
    weighted: Decimal | None


class Total(msgspec.Struct, frozen=True):
    """A sheet's result so far.

    `total` is the sum of the weighted scores there are, None while there is none; `weight` of all KPIs and
    `scored_weight` of those with a score are in percent points. The grade comes only when every KPI is filled in and
    the weights make 100 %: before that it would be a grade of something else.
    """

    scored: tuple[Scored, ...]
    total: Decimal | None
    weight: Decimal
    scored_weight: Decimal
    grade: str | None
    filled: tuple[int, int]


def grade_of(total: Decimal) -> str:
    """The grade a total earns."""
    return next(grade.name for grade in reversed(GRADES) if total >= grade.least or grade is GRADES[0])


def total(
    kpis: Sequence[Kpi], actuals: Mapping[str, Decimal | None], given: Mapping[str, Decimal | None] = NOBODY
) -> Total:
    """The result of a sheet from its actuals and the points given by hand, both by KPI id; what is missing is open.

    A KPI without a weight weighs nothing; one that is only watched is left out. Raises ValueError for NaN and for points outside 0 to 120.
    """
    scored = tuple(_scored(kpi, Entry(actuals.get(kpi.id), given.get(kpi.id))) for kpi in kpis if is_counted(kpi))
    weighted = [row.weighted for row in scored if row.weighted is not None]
    weight = sum((row.kpi.weight or Decimal(0) for row in scored), Decimal(0))
    points = sum(weighted, Decimal(0)) if weighted else None
    complete = len(weighted) == len(scored) and weight == 100
    return Total(
        scored=scored,
        total=points,
        weight=weight,
        scored_weight=sum((row.kpi.weight or Decimal(0) for row in scored if row.score is not None), Decimal(0)),
        grade=grade_of(points) if complete and points is not None else None,
        filled=(len(weighted), len(scored)),
    )


def _scored(kpi: Kpi, entry: Entry) -> Scored:
    points = score(kpi, entry)
    weighted = None if points is None else rounded(points * (kpi.weight or Decimal(0)) / 100)
    return Scored(kpi, entry.actual, points, weighted)


def weighted_formula(points: str, weight: str) -> str:
    """`points` is a formula or reference that is a number or blank, `weight` a percent cell."""
    return f'IF(ISNUMBER({points}),ROUND({points}*{weight},{DECIMALS}),"")'


def total_formula(weighted: str) -> str:
    """`weighted` is the range of weighted scores. The ROUND takes away only the noise of binary fractions."""
    return f'IF(COUNT({weighted})=0,"",ROUND(SUM({weighted}),{DECIMALS}))'


def full_weight_formula(weight: str) -> str:
    """True where `weight`, the percent cell with the sum of the weights, is 100 %."""
    return f"ROUND({weight},{CELL_DECIMALS})=1"


def grade_formula(points: str, weighted: str, weight: str, names: str, least: str) -> str:
    """`points` is the cell of the total, `names` and `least` the ranges that hold GRADES."""
    complete = f"AND(COUNT({weighted})=ROWS({weighted}),{full_weight_formula(weight)})"
    return f'IF({complete},INDEX({names},MATCH({points},{least},1)),"")'
