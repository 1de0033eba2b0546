"""Widths of table columns: figures and labels never break, long texts share the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdstudio.blocks.style import HOUSE
from jdstudio.blocks.widths import Wish, longest_word, needed, shares

WISHES = st.lists(
    st.builds(Wish, st.floats(1, 2000), st.integers(1, 50).map(float), st.booleans(), st.floats(1, 300)),
    min_size=1,
    max_size=12,
)


@given(WISHES)
def test_shares_add_up_and_none_vanishes(wishes: list[Wish]) -> None:
    found = shares(wishes)
    assert abs(sum(found) - 1) < 1e-9
    assert all(share > 0 for share in found)


def test_a_table_without_columns_has_no_widths() -> None:
    assert shares(()) == ()


def test_a_short_column_gets_what_its_words_need_and_the_long_one_the_rest() -> None:
    label, text = shares([Wish(needed(["编号", "T11"]), 6, short=True), Wish(900, 30, short=False)])
    assert label * HOUSE.text_width >= needed(["编号"]) - 1e-9
    assert text > 0.85


def test_a_long_column_leaves_what_it_does_not_need_to_those_that_do() -> None:
    few, many, more = shares(
        [Wish(100, 40, short=False, least=100), Wish(900, 20, short=False), Wish(900, 20, short=False)]
    )
    assert few * HOUSE.text_width == pytest.approx(100)
    assert many == more


def test_long_columns_that_need_little_share_the_table_by_weight() -> None:
    assert shares([Wish(50, 30, short=False), Wish(90, 10, short=False)]) == pytest.approx((0.75, 0.25))


def test_no_short_column_breaks_its_words_for_room_that_the_long_one_does_not_need() -> None:
    figures = [Wish(95, 9, short=True)] * 4
    name, *found = shares([Wish(90, 30, short=False), *figures])
    assert [share * HOUSE.text_width for share in found] == pytest.approx([95] * 4)
    assert name * HOUSE.text_width >= 90


def test_a_long_column_does_not_break_its_words_where_there_is_room() -> None:
    word = longest_word(["a Replenishment list", "x"])
    assert word == needed(["Replenishment"])
    deliverable, task = shares([Wish(300, 10, short=False, least=word), Wish(900, 90, short=False)])
    assert deliverable * HOUSE.text_width == pytest.approx(word)
    assert task > deliverable


def test_a_crowded_table_breaks_no_word() -> None:
    least = needed(["yuan/person"])
    crowded = [Wish(needed(["45 yuan/person"]), 9, short=True, least=least)] * 4
    name, *found = shares([Wish(200, 30, short=False, least=needed(["retention"])), *crowded])
    assert name * HOUSE.text_width >= needed(["retention"]) - 1e-6
    assert all(share * HOUSE.text_width >= least - 1e-6 for share in found)


def test_a_cell_that_would_be_tall_takes_room_from_a_low_one_but_no_word_of_it() -> None:
    owner = Wish(95, 12, short=True, least=65)
    others = [Wish(226, 14, short=False, least=73)] * 4
    step, found, *_ = shares([Wish(349, 24, short=False, least=73), owner, *others])
    assert found * HOUSE.text_width >= 65
    assert 349 / (step * HOUSE.text_width) < 4.5
    assert shares([Wish(170, 24, short=False, least=73), owner])[1] * HOUSE.text_width == pytest.approx(95)


def test_figures_with_long_units_leave_the_headings_beside_them_whole() -> None:
    heads = [
        Wish(needed([word]), 9, short=True, least=needed([word])) for word in ("No.", "Direction", "Weight", "Goal")
    ]
    figures = [Wish(needed(["19 per 10,000 orders"]), 9, short=True, least=needed(["10,000"]))] * 3
    found = shares([Wish(200, 30, short=False, least=needed(["Improvements"])), *heads, *figures])
    for share, head in zip(found[1:], heads, strict=False):
        assert share * HOUSE.text_width >= head.least - 1e-6


def test_words_are_measured_by_their_letters() -> None:
    assert needed(["illicit"]) < needed(["seven77"]) < needed(["WAMMOMM"])


def test_chinese_letters_count_as_wide_as_they_are() -> None:
    assert needed(["四个汉字"]) > needed(["abcd"])
    assert needed(["a\nbbbb"]) == needed(["bbbb"])
