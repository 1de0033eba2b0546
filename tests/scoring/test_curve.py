"""A KPI's score: 0 below the floor, 60 on it, 100 at the target, 120 from the stretch on, in either direction."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from jdstudio.model.kinds import Kpi
from jdstudio.scoring import linear
from jdstudio.scoring.curve import Entry, curve_points, points, problem, score, way_of

LEVELS = st.decimals(Decimal(-10000), Decimal(10000), places=3)
AMOUNTS = st.decimals(Decimal(-30000), Decimal(30000), places=5)


def kpi(levels: str, direction: Literal["higher", "lower"] = "higher", **more: object) -> Kpi:
    floor, target, stretch = (None if level == "-" else Decimal(level) for level in levels.split())
    made = Kpi(id="k", name="K", direction=direction, floor=floor, target=target, stretch=stretch)
    return replace(made, **more)


@st.composite
def curves(draw: st.DrawFn) -> Kpi:
    """KPIs whose levels make a curve, of either direction, with and without a stretch."""
    floor, target = draw(LEVELS), draw(LEVELS)
    assume(floor != target)
    better = 1 if target > floor else -1
    gain = draw(st.none() | st.decimals(Decimal(0), Decimal(5000), places=3))
    stretch = None if gain is None else target + better * gain
    return Kpi(
        id="k", direction="higher" if better > 0 else "lower", floor=floor, target=target, stretch=stretch, unit="%"
    )


def mirrored(made: Kpi) -> Kpi:
    """The same curve with every level negated, hence the other direction."""
    return replace(
        made,
        direction="lower" if made.direction == "higher" else "higher",
        floor=-made.floor if made.floor is not None else None,
        target=-made.target if made.target is not None else None,
        stretch=-made.stretch if made.stretch is not None else None,
    )


@pytest.mark.parametrize(
    ("levels", "direction", "actual", "expected"),
    [
        ("5 10 15", "higher", "12", "108"),
        ("5 3 2", "lower", "2.5", "110"),
        ("5 3 2", "lower", "6", "0"),
        ("80 100 100", "higher", "90", "80"),
        ("3 0 0", "lower", "1", "86.67"),
        ("34 38 41", "higher", "39.5", "110"),
        ("34 38 41", "higher", "33.99", "0"),
        ("34 38 41", "higher", "34", "60"),
        ("34 38 41", "higher", "500", "120"),
        ("80 90 -", "higher", "99", "100"),
        ("0 16 20", "higher", "0.002", "60.01"),  # 60.005, and a half rounds up
    ],
)
def test_scores_of_the_rule_book(
    levels: str, direction: Literal["higher", "lower"], actual: str, expected: str
) -> None:
    assert points(kpi(levels, direction), Decimal(actual)) == Decimal(expected)


def test_a_blank_actual_has_no_score_and_is_not_zero() -> None:
    assert points(kpi("5 10 15"), None) is None
    assert points(kpi("5 10 15"), Decimal(0)) == 0


@given(curves(), AMOUNTS)
def test_a_score_lies_between_0_and_120_with_two_decimals(made: Kpi, actual: Decimal) -> None:
    got = points(made, actual)
    assert got is not None
    assert 0 <= got <= 120
    assert got.as_tuple().exponent == -2
    assert got == 0 or got >= 60


@given(curves())
def test_the_levels_score_60_100_and_120(made: Kpi) -> None:
    assert points(made, made.floor) == 60
    assert points(made, made.target) == 100
    assert made.stretch in (None, made.target) or points(made, made.stretch) == 120


@given(curves(), AMOUNTS, AMOUNTS)
def test_a_better_actual_never_scores_less(made: Kpi, one: Decimal, other: Decimal) -> None:
    worse, better = sorted((one, other), reverse=made.direction == "lower")
    assert points(made, worse) <= points(made, better)


@given(curves(), AMOUNTS)
def test_the_direction_only_mirrors_the_curve(made: Kpi, actual: Decimal) -> None:
    assert points(mirrored(made), -actual) == points(made, actual)


@given(curves(), AMOUNTS)
def test_percent_points_and_fractions_score_the_same(made: Kpi, actual: Decimal) -> None:
    """What the window holds as 27 a sheet holds as 0.27."""
    levels = {
        name: None if (level := getattr(made, name)) is None else level / 100 for name in ("floor", "target", "stretch")
    }
    assert points(replace(made, **levels), actual / 100) == points(made, actual)


@given(curves(), AMOUNTS)
def test_the_drawn_curve_goes_through_the_scores(made: Kpi, actual: Decimal) -> None:
    corners = curve_points(made)
    assert [x for x, _ in corners] == sorted(x for x, _ in corners)
    assert corners[0][0] <= actual <= corners[-1][0] or points(made, actual) in {
        y for _, y in (corners[0], corners[-1])
    }
    for (x1, y1), (x2, y2) in pairwise(corners):
        if x1 < actual < x2:
            assert abs(points(made, actual) - (y1 + (y2 - y1) * (actual - x1) / (x2 - x1))) <= Decimal("0.005")


def test_the_drawn_curve_jumps_at_the_floor_and_runs_level_at_its_ends() -> None:
    assert curve_points(kpi("34 38 42")) == ((32, 0), (34, 0), (34, 60), (38, 100), (42, 120), (44, 120))
    assert curve_points(kpi("24 12 -", "lower")) == ((9, 100), (12, 100), (24, 60), (24, 0), (27, 0))
    assert curve_points(kpi("38 34 42")) == ()


@pytest.mark.parametrize(
    ("levels", "direction", "says"),
    [
        ("- 10 15", "higher", "missing"),
        ("5 - 15", "higher", "missing"),
        ("5 5 15", "higher", "same"),
        ("10 5 -", "higher", "below the floor"),
        ("5 10 -", "lower", "above the floor"),
        ("5 10 8", "higher", "easier"),
        ("5 3 4", "lower", "easier"),
    ],
)
def test_levels_that_make_no_curve_are_told_and_scored_by_hand(
    levels: str, direction: Literal["higher", "lower"], says: str
) -> None:
    broken = kpi(levels, direction)
    assert says in str(problem(broken))
    assert way_of(broken) == "manual"
    assert points(broken, Decimal(7)) is None
    assert score(broken, Entry(actual=Decimal(7), given=Decimal("88.5"))) == Decimal("88.50")


@given(curves())
def test_levels_that_make_a_curve_have_no_problem(made: Kpi) -> None:
    assert problem(made) is None
    assert way_of(made) == "linear"


def test_a_kpi_scored_by_hand_takes_the_points_given_and_nothing_else() -> None:
    made = kpi("- - -", method="manual")
    assert problem(made) is None
    assert score(made, Entry(actual=Decimal(7))) is None
    assert score(made, Entry(given=Decimal("92.345"))) == Decimal("92.35")
    assert score(kpi("5 10 15"), Entry(given=Decimal(92))) is None


@pytest.mark.parametrize("given_points", ["-0.01", "120.01"])
def test_points_given_outside_the_scale_are_refused(given_points: str) -> None:
    with pytest.raises(ValueError, match="between 0 and 120"):
        score(kpi("- - -", method="manual"), Entry(given=Decimal(given_points)))


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e400"])
def test_what_is_no_number_for_a_sheet_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="actual"):
        Entry(actual=Decimal(number))


def test_the_largest_and_finest_numbers_a_project_may_hold_are_scored() -> None:
    made = kpi("0.000000001 0.000000002 0.000000003")
    assert points(made, Decimal("999999999999999.999999999")) == 120
    assert points(made, Decimal("0.0000000025")) == 110  # an actual may be finer: a sheet computes 97/123


def test_the_line_itself_refuses_levels_without_a_problem_check() -> None:
    with pytest.raises(ValueError, match="differ"):
        linear.points(kpi("5 5 -"), Decimal(5))
