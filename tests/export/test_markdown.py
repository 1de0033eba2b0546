"""Markdown: read by a CommonMark reader with tables, it says what the document says, and nothing in a text is markup."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from jdstudio.blocks.types import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Entry,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Row,
    Run,
    Signatures,
    Table,
    Title,
)
from jdstudio.export.markdown import write_markdown
from jdstudio.model.values import clean_text

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def written(*blocks: Block, language: str = "zh") -> str:
    document = Document("description", "zh" if language == "zh" else "en", "", tuple(blocks))
    return write_markdown(document).decode()


def read(*blocks: Block) -> list[Token]:
    return READER.parse(written(*blocks))


def leaves(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from token.children if token.type == "inline" and token.children else (token,)


def texts(tokens: list[Token]) -> str:
    breaks = {"hardbreak": "\n", "softbreak": "\n", "paragraph_close": "\n"}
    parts = (breaks.get(token.type, token.content if token.type == "text" else "") for token in leaves(tokens))
    return "".join(parts)


def kinds(tokens: list[Token]) -> set[str]:
    return {token.type for token in leaves(tokens)}


def words(text: str) -> list[str]:
    return text.split()


def test_a_document_reads_like_one() -> None:
    text = written(
        Title("店铺运营主管", "岗位说明书"),
        Facts(((Fact("所属部门", "电商运营部"), Fact("汇报对象", "运营总监")),)),
        Heading(1, "一、", "岗位职责"),
        Bullets(
            (Entry("1.", (Run("学历：", bold=True), Run("本科")), 0), Entry("–", (Run("或同等学力"),), 1)), ordered=True
        ),
        Heading(2, "（一）", "指标"),
        Table(
            (Column("指标", 0.5), Column("权重", 0.5, "right")),
            (
                Row(
                    (Cell((Run("转化率"),), strong=True), Cell((Run("60%"),))),
                    detail=(Run("计算公式：订单 | 访客"), Run("数据来源：BI")),
                ),
                Row((Cell((Run("合计"),)), Cell((Run("100%"),))), total=True),
            ),
        ),
        Signatures(("任职者", "直接上级"), "日期"),
    )
    assert text == (
        "岗位说明书\n\n# 店铺运营主管\n\n"
        "- **所属部门**：电商运营部\n- **汇报对象**：运营总监\n\n"
        "## 一、岗位职责\n\n1. **学历**：本科\n   - 或同等学力\n\n"
        "### （一）指标\n\n"
        "| 指标 | 权重 |\n| :--- | ---: |\n"
        "| **转化率**；计算公式：订单 \\| 访客；数据来源：BI | 60% |\n| **合计** | **100%** |\n\n"
        "| 任职者 | 直接上级 |\n| :--- | :--- |\n| 日期： | 日期： |\n"
    )


def test_a_name_of_several_lines_stays_in_its_cell() -> None:
    assert written(Signatures(("运营\n总监",), "日期")) == "| 运营 / 总监 |\n| :--- |\n| 日期： |\n"


HOSTILE = (
    *(
        "# not a heading",
        "- no list",
        "+ no list",
        "1. no list",
        "1) no list",
        "> no quote",
        "```",
        "~~~",
        "---",
        "===",
    ),
    *(
        "<b>bold</b>",
        "<script>alert(1)</script>",
        "&amp;",
        "&#65;",
        "&",
        "*a*",
        "_a_",
        "**a**",
        "`code`",
        "a|b",
        "[a](b)",
    ),
    *(
        "![a](b)",
        "<http://a.b>",
        "a\\",
        "\\*",
        "    indented",
        "\tindented",
        "a  \nb",
        "| a |\n| - |",
        "a\n===",
        "a\n---",
    ),
    *(
        "a\n- b",
        "a\n1. b",
        "a\n\n\nb",
        "a #",
        "#",
        "a ##",
        "~~a~~",
        "$a$",
        "$",
        "=1+1",
        ":-",
        "-5%",
        "+5%",
        "1.5",
        "𠮷😀",
        "\\",
    ),
)
INLINE = {"text", "hardbreak", "softbreak", "inline", "paragraph_open", "paragraph_close"}


def check_text(text: str) -> None:
    """A text stands as itself wherever it may stand."""
    text = text.strip() or "x"
    run = (Run(text),)
    paragraph = read(Paragraph(run))
    assert words(texts(paragraph)) == words(text)
    assert kinds(paragraph) <= INLINE

    heading = read(Heading(1, "", text))
    assert words(texts(heading)) == words(text)
    assert kinds(heading) <= {"text", "inline", "heading_open", "heading_close"}

    entries = read(
        Bullets((Entry("•", run), Entry("–", run, 1), Entry("1.", run, 1), Entry("", run, 1), Entry("•", run)))
    )
    assert words(texts(entries)) == words(f"{text}\n" * 5)
    assert sum(token.type == "list_item_open" for token in entries) == 4
    assert kinds(entries) <= INLINE | {f"{kind}_{end}" for kind in ENTRY_KINDS for end in ("open", "close")}

    one_line = " ".join(text.split())
    table = read(Table((Column("列", 1),), (Row((Cell((Run(one_line),)),)), Row((Cell((Run("x"),)),)))))
    assert words(texts(table)) == words(f"列{one_line}x")
    assert sum(token.type == "td_open" for token in table) == 2
    assert not kinds(table) & {
        "html_inline",
        "html_block",
        "code_inline",
        "em_open",
        "strong_open",
        "link_open",
        "s_open",
    }


ENTRY_KINDS = ("bullet_list", "ordered_list", "list_item")


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_markup_is_text(text: str) -> None:
    check_text(text)


MARKS = st.text(st.sampled_from("ab中：。*_`~[](){}<>#+-=.!|\\&;1 \n\t$^:\"'/"), max_size=12)


@given(MARKS | st.text(max_size=20).map(clean_text))
def test_any_text_stands_as_itself(text: str) -> None:
    check_text(text.replace("\x85", "").replace("\u2028", "").replace("\u2029", ""))


RUNS = st.lists(
    st.builds(Run, st.text(st.sampled_from("ab中（）：。* \n"), min_size=1, max_size=5), st.booleans(), st.booleans()),
    min_size=1,
    max_size=4,
)


@given(RUNS)
def test_styles_reach_every_letter_they_were_given_to(runs: list[Run]) -> None:
    """Letters, not marks: a mark at the edge of bold may lose it, since Markdown could not say it."""
    bold = italic = 0
    found: list[tuple[str, bool, bool]] = []
    for token in leaves(read(Paragraph(tuple(runs)))):
        bold += token.nesting if token.tag == "strong" else 0
        italic += token.nesting if token.tag == "em" else 0
        if token.type == "text":
            found += [(char, bool(bold), bool(italic)) for char in token.content if char.isalpha()]
    assert found == [(char, run.bold, run.italic) for run in runs for char in run.text if char.isalpha()]


def test_links_lead_where_they_say() -> None:
    tokens = read(Paragraph((Run("见"), Run("官网(新)", link="https://example.com/a_(b)?q=<x> y"), Run("。"))))
    link = next(token for token in leaves(tokens) if token.type == "link_open")
    assert link.attrs["href"] == "https://example.com/a_(b)?q=%3Cx%3E%20y"
    assert texts(tokens) == "见官网(新)。\n"


def test_two_lists_in_a_row_stay_two() -> None:
    tokens = read(
        Bullets((Entry("1.", (Run("甲"),)),), ordered=True), Bullets((Entry("1.", (Run("乙"),)),), ordered=True)
    )
    assert [token.type for token in tokens].count("ordered_list_open") == 2


def test_lines_of_a_cell_are_set_apart_in_the_way_of_the_language() -> None:
    table = Table((Column("A", 1),), (Row((Cell((Run("one\ntwo.\nthree"),)),), detail=(Run("under"),)),))
    assert "| one; two. three; under |" in written(table, language="en")
    assert "| one；two.three；under |" in written(table)
    share = Table((Column("A", 1),), (Row((Cell((Run("甲÷乙×100%"),)),), detail=(Run("来源"),)),))
    assert "| 甲÷乙×100%；来源 |" in written(share)
