"""Widths of table columns: figures and labels never break, long texts share the rest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jdstudio.blocks.style import HOUSE
from jdstudio.blocks.widths import Wish, needed, shares

WISHES = st.lists(
    st.builds(Wish, st.floats(1, 2000), st.integers(1, 50).map(float), st.booleans()), min_size=1, max_size=12
)


@given(WISHES)
def test_shares_add_up_and_none_vanishes(wishes: list[Wish]) -> None:
    found = shares(wishes)
    assert abs(sum(found) - 1) < 1e-9
    assert all(share > 0 for share in found)


def test_a_short_column_gets_what_its_words_need_and_the_long_one_the_rest() -> None:
    label, text = shares([Wish(needed(["编号", "T11"]), 6, short=True), Wish(900, 30, short=False)])
    assert label * HOUSE.text_width >= needed(["编号"]) - 1e-9
    assert text > 0.85


def test_chinese_letters_count_as_wide_as_they_are() -> None:
    assert needed(["四个汉字"]) > needed(["abcd"])
    assert needed(["a\nbbbb"]) == needed(["bbbb"])
