"""How much room texts take: rows high enough for what stands in them, cells that hold what they are given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdstudio.export.excel_text import MOST, cell_text, columns, height, pieces


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("一行", 10, 1),
        ("十个汉字占两行的宽度", 11, 2),
        ("three words here", 7, 3),
        ("a\nb\n\nc", 10, 4),
        ("unbreakableword", 6, 4),
    ],
)
def test_a_row_is_as_high_as_its_lines(text: str, width: float, lines: int) -> None:
    assert height([(text, width)], 14, 7) == lines * 14 + 7


def test_the_highest_cell_decides_and_excel_limits() -> None:
    assert height([("一", 10), ("a\nb", 10)], 14, 7) == 35
    assert height([("字" * 30_000, 10)], 14, 7) == 409
    assert height([], 14, 7) == 21


def test_east_asian_characters_take_two_columns() -> None:
    assert columns("指标 KPI") == 8


@given(st.text(st.sampled_from("_x000D一😀\r\n\x00a"), max_size=60).map(lambda text: text * 1500))
def test_a_text_is_cut_into_cells_that_hold_it_and_loses_nothing(text: str) -> None:
    parts = pieces(text)
    assert "".join(parts) == text
    assert all(len(cell_text(part)) <= MOST for part in parts)
    assert all(len(cell_text(part).encode("utf-16-le")) <= 2 * MOST for part in parts)
