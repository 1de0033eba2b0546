"""Numbers in Word files: what the blocks show is what Word counts, or stands as text."""

from __future__ import annotations

import pytest

from export.sample_document import listed, small
from export.word_reading import W, lines_of, root_of, value
from jdstudio.blocks.types import Heading
from jdstudio.export.word import write_word


def heads(*labelled: tuple[int, str], language: str = "zh") -> tuple[list[str], list[bool]]:
    """The lines Word shows for headings of these levels and labels, and which of them Word numbers by itself."""
    written = write_word(small(*(Heading(level, label, "x") for level, label in labelled), language=language))
    own = [value(each, "pPr/numPr/numId") == "" for each in root_of(written).iter(f"{W}p")]
    return lines_of(written), own


def test_chinese_headings_are_counted_by_word() -> None:
    labels = [(1, "一、"), (2, "（一）"), (3, "1."), (3, "2."), (2, "（二）"), (3, "1."), (1, "二、"), (2, "（一）")]
    lines, own = heads(*labels)
    assert lines == [f"{label}x" for _, label in labels]
    assert all(own)


def test_word_counts_to_twenty_as_the_chinese_do() -> None:
    labels = ["十", "十一", "十九", "二十", "二十一"]
    numbers = [
        "一",
        "二",
        "三",
        "四",
        "五",
        "六",
        "七",
        "八",
        "九",
        *labels[:1],
        "十一",
        "十二",
        "十三",
        "十四",
        "十五",
    ]
    numbers += ["十六", "十七", "十八", "十九", "二十", "二十一"]
    lines, own = heads(*((1, f"{number}、") for number in numbers))
    assert [line[:-2] for line in lines] == numbers
    assert all(own)


def test_english_headings_are_counted_by_word() -> None:
    labels = [(1, "1"), (2, "1.1"), (3, "1.1.1"), (2, "1.2"), (1, "2"), (2, "2.1"), (3, "2.1.1"), (3, "2.1.2")]
    lines, own = heads(*labels, language="en")
    assert lines == [f"{label}x" for _, label in labels]
    assert all(own)


def test_a_heading_without_label_has_no_number_and_takes_none() -> None:
    lines, own = heads((1, "一、"), (1, ""), (1, "二、"), (4, ""), (12, ""))
    assert lines == ["一、x", "x", "二、x", "x", "x"]
    assert own == [True, False, True, True, True]  # the deep ones have no number to take back


def test_a_label_that_word_would_count_otherwise_stands_as_text() -> None:
    assert heads((1, "一、"), (1, "五、"), (1, "二、")) == (["一、x", "五、x", "二、x"], [True, False, True])
    assert heads((2, "1.1"), (1, "1"), (2, "1.1"), language="en")[1] == [False, True, True]
    assert heads((2, "0.1"), (1, "1"), language="en") == (["0.1x", "1x"], [False, True])


def test_headings_carry_outline_levels() -> None:
    styles = root_of(write_word(small()), "word/styles.xml")
    levels = {
        value(style, "name"): value(style, "pPr/outlineLvl")
        for style in styles.iter(f"{W}style")
        if "eading" in value(style, "name")
    }
    assert levels == {f"heading {level}": str(level - 1) for level in range(1, 10)}


def own_numbers(written: bytes) -> list[str]:
    return [value(paragraph, "pPr/numPr/numId") for paragraph in root_of(written).iter(f"{W}p")]


def test_every_list_starts_anew() -> None:
    written = write_word(
        small(listed(("1.", 0), ("2.", 0)), listed(("1.", 0), ("2.", 0)), listed(("7.", 0), ("8.", 0)))
    )
    assert lines_of(written) == ["1.x", "2.x", "1.x", "2.x", "7.x", "8.x"]
    first, _, second, _, third, _ = own_numbers(written)
    assert len({first, second, third}) == 3


@pytest.mark.parametrize(
    "entries",
    [
        [("1.", 0), ("•", 1), ("•", 1), ("2.", 0), ("•", 1)],
        [("•", 0), ("–", 1), ("▪", 2), ("•", 0)],
        [("1.", 0), ("1.", 1), ("2.", 1), ("2.", 0), ("1.", 1)],
        [("G1", 0), ("G2", 0), ("G3", 0)],
        [("(1)", 0), ("(2)", 0)],
    ],
)
def test_lists_are_counted_by_word_at_every_depth(entries: list[tuple[str, int]]) -> None:
    written = write_word(small(listed(*entries)))
    assert lines_of(written) == [f"{label}x" for label, _ in entries]
    assert all(own_numbers(written))


@pytest.mark.parametrize("labels", [["1.", "3."], ["a)", "b)"], ["1.", "•"], ["%1", "%2"], ["一、", "二、"]])
def test_a_list_that_word_would_count_otherwise_keeps_its_labels_as_text(labels: list[str]) -> None:
    written = write_word(small(listed(*((label, 0) for label in labels))))
    assert lines_of(written) == [f"{label}x" for label in labels]
    assert not any(own_numbers(written))


def test_an_entry_without_label_goes_on_under_the_one_before() -> None:
    written = write_word(small(listed(("1.", 0), ("", 0), ("2.", 0))))
    assert lines_of(written) == ["1.x", "x", "2.x"]
    assert bool(own_numbers(written)[1]) is False
