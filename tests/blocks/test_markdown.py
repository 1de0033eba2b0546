"""The small Markdown of text sections: what it knows, and that everything else stays text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdstudio.blocks.markdown import plain_text, text_blocks
from jdstudio.blocks.types import Bullets, Paragraph, Run
from jdstudio.model.place import Place

HERE = Place("p", "s")


def runs(text: str) -> list[tuple[Run, ...]]:
    return [block.runs for block in text_blocks(text, HERE, "body") if isinstance(block, Paragraph)]


def test_every_line_is_a_paragraph_of_its_own() -> None:
    assert runs("一\n二\n\n三") == [(Run("一"),), (Run("二"),), (Run("三"),)]


def test_bold_and_italic() -> None:
    assert runs("甲 **乙** *丙*") == [(Run("甲 "), Run("乙", bold=True), Run(" "), Run("丙", italic=True))]


def test_links_lead_to_the_web_or_to_mail_only() -> None:
    assert runs("[丁](https://a.example)") == [(Run("丁", link="https://a.example"),)]
    assert runs("[x](javascript:alert) [y](file:///z)") == [(Run("[x](javascript:alert) [y](file:///z)"),)]


def test_lists_keep_their_numbers_and_depth() -> None:
    (block,) = text_blocks("3. 三\n4. 四\n   - 内", HERE, "body")
    assert isinstance(block, Bullets)
    assert block.ordered
    assert [(entry.label, entry.runs[0].text, entry.depth) for entry in block.entries] == [
        ("3.", "三", 0), ("4.", "四", 0), ("–", "内", 1),
    ]  # fmt: skip


def test_what_is_no_markup_of_ours_stays_the_text_it_is() -> None:
    for text in ("<b>x</b>", "# 标题", "`代码`", "![图](a.png)", "=1+1", "&amp;", "]]>", "1、甲", "~~删~~"):
        assert plain_text(text) == text.replace("  ", " ")


def test_a_backslash_takes_the_meaning_from_a_mark() -> None:
    assert runs(r"\*不斜\*") == [(Run("*不斜*"),)]


@pytest.mark.parametrize(
    "line", ["* * *", "---", "_ _ _", "* * * * * * * * * * *", "- - - - - - - - - - - - - - 剪", " " * 60 + "- 深"]
)
def test_drawn_lines_and_what_nests_too_deep_stay_text_and_cost_none_of_what_follows(line: str) -> None:
    shown = plain_text(f"{line}\n正文 **粗**")
    assert "".join(line.split()) in "".join(shown.split())
    assert "正文" in shown


@given(st.text(alphabet=st.sampled_from("甲乙 \n*_-1.[]()<>\\#`"), max_size=60))
def test_no_letter_is_lost_whatever_is_typed(text: str) -> None:
    shown = plain_text(text)
    assert [ch for ch in text if ch in "甲乙<>#`"] == [ch for ch in shown if ch in "甲乙<>#`"]
