"""A sheet's result: weighted scores, their sum, and a grade only when there is something to grade."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from jdstudio.model.edits import balanced
from jdstudio.model.kinds import Kpi
from jdstudio.scoring.total import GRADES, grade_of, total


def kpis(*weights: str | None) -> list[Kpi]:
    return [
        Kpi(
            id=f"k{at}",
            floor=Decimal(80),
            target=Decimal(100),
            stretch=Decimal(110),
            weight=None if weight is None else Decimal(weight),
        )
        for at, weight in enumerate(weights)
    ]


def test_each_score_counts_by_its_weight() -> None:
    result = total(kpis("30", "70"), {"k0": Decimal(105), "k1": Decimal(93)})
    assert [(row.score, row.weighted) for row in result.scored] == [(110, 33), (86, Decimal("60.20"))]
    assert (result.total, result.grade, result.filled) == (Decimal("93.20"), "A", (2, 2))
    assert (result.weight, result.scored_weight) == (100, 100)


def test_what_is_not_filled_in_is_left_out_and_keeps_the_grade_back() -> None:
    result = total(kpis("30", "70"), {"k0": Decimal(105), "k1": None})
    assert (result.total, result.grade, result.filled) == (33, None, (1, 2))
    assert (result.weight, result.scored_weight) == (100, 30)
    assert result.scored[1].weighted is None


def test_nothing_filled_in_has_no_total() -> None:
    result = total(kpis("100"), {})
    assert (result.total, result.grade, result.filled) == (None, None, (0, 1))
    assert total([], {}).grade is None


def test_weights_that_do_not_make_100_have_a_total_but_no_grade() -> None:
    result = total(kpis("30", "69.99"), {"k0": Decimal(100), "k1": Decimal(100)})
    assert (result.total, result.grade) == (Decimal("99.99"), None)


def test_small_and_broken_weights_count() -> None:
    result = total(kpis("0.5", "99.5", None), dict.fromkeys(("k0", "k1", "k2"), Decimal(100)))
    assert (result.total, result.grade, result.filled) == (100, "A", (3, 3))


def test_points_given_by_hand_count_like_computed_ones() -> None:
    by_hand = Kpi(id="h", method="manual", weight=Decimal(40))
    result = total([*kpis("60"), by_hand], {"k0": Decimal(100)}, {"h": Decimal(80)})
    assert (result.total, result.grade) == (92, "A")


@pytest.mark.parametrize(
    ("points", "grade"),
    [("0", "D"), ("59.99", "D"), ("60", "C"), ("74.99", "C"), ("75", "B"), ("90", "A"), ("109.99", "A"), ("110", "S")],
)
def test_a_grade_begins_with_its_least_total(points: str, grade: str) -> None:
    assert grade_of(Decimal(points)) == grade


def test_grades_rise_as_a_look_up_needs_them() -> None:
    leasts = [grade.least for grade in GRADES]
    assert leasts == sorted(leasts)
    assert leasts[0] == 0


@given(st.lists(st.integers(0, 50), min_size=1, max_size=9), st.decimals(Decimal(0), Decimal(150), places=2))
def test_the_same_actual_everywhere_scores_the_same_in_total(weights: list[int], actual: Decimal) -> None:
    rows = kpis(*(str(weight) for weight in balanced([Decimal(weight) for weight in weights])))
    result = total(rows, {row.id: actual for row in rows})
    assert result.total is not None
    assert result.scored[0].score is not None
    assert abs(result.total - result.scored[0].score) <= Decimal("0.005") * len(rows)
    assert result.total == sum(row.weighted for row in result.scored if row.weighted is not None)


def test_a_kpi_that_is_only_watched_has_no_part_in_anything() -> None:
    counted = kpis("60", "40")
    watched = replace(kpis("30")[0], id="w", counted="no")
    actuals = {"k0": Decimal(100), "k1": Decimal(100), "w": Decimal(0)}

    assert total([counted[0], watched, counted[1]], actuals) == total(counted, actuals)
    assert total([*counted, watched], {"k0": Decimal(100), "k1": Decimal(100)}).grade == "A"
    assert total([watched], {"w": Decimal(100)}).total is None
