"""Numbers of headings, as Chinese and English documents count."""

from __future__ import annotations

import pytest

from jdstudio.blocks.numbering import chinese_number, heading_label


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九"), (100, "一百"), (105, "一百〇五"),
     (110, "一百一十"), (1020, "一千〇二十"), (1001, "一千〇一")],
)  # fmt: skip
def test_chinese_numbers(number: int, words: str) -> None:
    assert chinese_number(number) == words


def test_three_levels_are_numbered_and_deeper_ones_are_not() -> None:
    assert [heading_label(n, "zh") for n in ((2,), (2, 3), (2, 3, 1), (2, 3, 1, 4), ())] == [
        "二、",
        "（三）",
        "1.",
        "",
        "",
    ]
    assert [heading_label(n, "en") for n in ((2,), (2, 3), (2, 3, 1), (2, 3, 1, 4))] == ["2", "2.3", "2.3.1", ""]
