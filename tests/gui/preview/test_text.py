"""Lines of text: nothing lost, Chinese punctuation where it may stand, no holes, bounded time for any length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdstudio.blocks.style import HOUSE
from jdstudio.blocks.types import Run
from jdstudio.gui.preview.text import Alignment, Look, Text

pytestmark = pytest.mark.usefixtures("qapp")

NEVER_FIRST = "，。、；：？！）》】”"
NEVER_LAST = "（《【“"
PROSE = st.lists(
    st.sampled_from(
        [
            "货",
            "品",
            "流量",
            "经营",
            "目标",
            "，",
            "。",
            "、",
            "；",
            "：",
            "（含）",
            "《制度》",
            "“交易”",
            " GMV ",
            "12%",
            "ROI",
        ]
    ),
    min_size=5,
    max_size=120,
).map("".join)


def laid(text: str, width: float = 160, align: Alignment = "justify", indent: float = 21) -> Text:
    return Text((Run(text),), Look(HOUSE.body, width, align, indent))


@given(st.lists(st.text(st.sampled_from("货品，。 aB1—“”𠮷😀\n"), max_size=60), max_size=5), st.floats(30, 300))
def test_the_lines_together_are_the_text(parts: list[str], width: float) -> None:
    runs = tuple(Run(part, bold=at % 2 == 0, link="https://a.cn" * (at % 3 == 0)) for at, part in enumerate(parts))
    lines = Text(runs, Look(HOUSE.body, width, "justify", 21)).lines()
    assert "".join(lines).replace("\u2028", "\n") == "".join(parts)


@given(PROSE)
def test_punctuation_stands_where_chinese_allows_it(text: str) -> None:
    lines = laid(text).lines()
    assert not [line for line in lines[1:] if line[0] in NEVER_FIRST and line[:2] != "：："]
    assert not [line for line in lines[:-1] if line.rstrip()[-1:] in NEVER_LAST and line.strip()]


@given(PROSE, st.sampled_from(["left", "justify"]))
def test_no_line_is_wider_than_its_column_but_for_a_comma_that_hangs(text: str, align: Alignment) -> None:
    made = laid(text, align=align)
    for line, box in zip(made.lines(), made.line_boxes(), strict=True):
        hanging = HOUSE.body.size if line[-1:] in "，。、" else 0
        assert line.endswith(" ") or box.right() <= 160 + hanging + 0.5  # blanks at its end are not seen


def test_a_comma_without_room_hangs_in_the_margin_and_its_character_stays() -> None:
    assert laid("流量与活动的，日常经营" * 2, width=6 * 10.5, align="left", indent=0).lines()[0] == "流量与活动的，"


def test_the_first_line_is_indented_and_only_the_first() -> None:
    boxes = laid("货品流量与活动的日常经营" * 4).line_boxes()
    assert [round(box.left()) for box in boxes] == [21] + [0] * (len(boxes) - 1)


def test_justified_lines_end_at_the_margin_though_a_long_word_left_a_hole() -> None:
    made = laid(
        "每周输出 weekly-business-review 并由 operations-management-team 审批后才生效，否则不生效。" * 2, width=170
    )
    for line, box in list(zip(made.lines(), made.line_boxes(), strict=True))[1:-1]:
        wide = sum(ord(character) > 0x2E80 for character in line)
        if wide > 8 and not line.rstrip().endswith(("，", "。")):
            assert box.right() == pytest.approx(170, abs=1.5)


def test_heights_are_those_of_the_style_whatever_the_font() -> None:
    assert laid("").height == HOUSE.body.line
    assert laid("ag中𠮷😀\n二").height == 2 * HOUSE.body.line


def test_line_breaks_do_not_depend_on_the_size_of_the_parts() -> None:
    text = "货品流量与活动的日常经营，在毛利率底线之上。" * 400
    lines = laid(text, indent=0).lines()
    again = [line for at in range(0, len(lines), 7) for line in laid("".join(lines[at : at + 7]), indent=0).lines()]
    assert again == lines


def test_a_monstrous_word_is_laid_out_in_parts() -> None:
    made = laid("x" * 200_000)
    assert "".join(made.lines()) == "x" * 200_000
    assert len(made._parts) > 50  # each part is short: Qt's time grows with the square of it
