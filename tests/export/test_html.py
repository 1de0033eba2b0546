"""The HTML page: whole in itself, well formed, made of the right elements, and never what a text says it should be."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from jdstudio.export.html import write_html
from jdstudio.export.html_style import css_string

VOID = {"meta", "br", "col", "wbr"}


class Page(HTMLParser):
    """A reader that minds unclosed elements and keeps elements, attributes and text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "br":
            self.text += "\n"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data

    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]

    def first(self, tag: str) -> dict[str, str | None]:
        return next(attributes for name, attributes in self.elements if name == tag)


def page(*blocks: Block, **document: str) -> Page:
    return Page(write_html(Document("description", "zh", "店铺运营主管", tuple(blocks), **document)).decode())


def test_the_page_is_made_of_what_things_are() -> None:
    made = page(
        Title("店铺运营主管", "岗位说明书"),
        Facts(((Fact("部门", "电商"), Fact("职级", "M2")), (Fact("地点", "杭州"),))),
        Heading(1, "一、", "岗位职责"),
        Heading(2, "（一）", "细则"),
        Heading(9, "", "很深"),
        Paragraph((Run("说明"), Run("重点", bold=True), Run("官网", link="https://example.com/?a=1&b=2"))),
        Table(
            (Column("指标", 0.4), Column("方向", 0.2), Column("权重", 0.4, "right")),
            (
                Row((Cell((Run("转化率"),), strong=True), Cell(()), Cell((Run("100%"),))), detail=(Run("公式：a/b"),)),
                Row((Cell((Run("合计"),)), Cell(()), Cell((Run("100%"),))), total=True),
            ),
            "指标表",
        ),
        Signatures(("任职者",), "日期"),
    )
    assert made.first("html") == {"lang": "zh-CN"}
    assert [tag for tag in made.tags() if tag.startswith("h") and tag[1:].isdigit()] == ["h1", "h2", "h3", "h6"]
    heads = [attributes for tag, attributes in made.elements if tag == "th"]
    assert heads == [
        *({"scope": "row"} for _ in range(3)),
        {"scope": "col"},
        {"scope": "col"},
        {"scope": "col", "class": "right"},
        {"scope": "rowgroup", "rowspan": "2"},
    ]
    assert made.tags().count("thead") == 1
    assert made.first("a")["href"] == "https://example.com/?a=1&b=2"
    assert ("tr", {"class": "total"}) in made.elements
    assert ("table", {"class": "items", "aria-label": "指标表"}) in made.elements
    assert ("tr", {"class": "detailed"}) in made.elements
    assert made.elements[made.elements.index(("tr", {"class": "detail"})) + 1] == ("td", {"colspan": "2"})
    assert made.tags().count("tbody") == 3  # the facts, and one for each row of a table with details
    for words in ("一、岗位职责", "（一）细则", "说明重点官网", "公式：a/b", "任职者"):
        assert words in made.text


def test_lists_stand_inside_the_entries_they_belong_to() -> None:
    entries = (
        Entry("1.", (Run("甲"),)),
        Entry("–", (Run("甲一"),), 1),
        Entry("", (Run("续"),), 1),
        Entry("▪", (Run("深"),), 3),
        Entry("2.", (Run("乙"),)),
    )
    made = page(Bullets(entries, ordered=True))
    assert made.tags()[made.tags().index("ol") :] == [
        *("ol", "li", "span"),
        *("ol", "li", "span", "br"),
        *("ol", "li", "span"),
        *("li", "span"),
        "footer",
    ]


def test_a_heading_that_begins_a_page_does_so_on_paper() -> None:
    text = write_html(Document("description", "zh", "x", (Heading(1, "", "任务日历", new_page=True),))).decode()
    assert '<h2 class="new-page">任务日历</h2>' in text
    assert ".new-page { break-before: page;" in text.partition("@media print")[2]


def test_nothing_is_loaded_and_nothing_runs() -> None:
    made = page(Title("x"), Paragraph((Run("y", link="https://example.com"),)))
    text = write_html(Document("posting", "en", "x", ())).decode()
    assert not {"script", "link", "img", "iframe", "object", "base"} & set(made.tags())
    assert not re.search(r"url\(|@import|\bon\w+=", text)
    policy = next(attributes for tag, attributes in made.elements if "http-equiv" in attributes)
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'"


def test_the_printed_page_carries_the_words_of_its_edges() -> None:
    text = write_html(
        Document("description", "zh", "x", (), head_left="禾间家居", page_words="第 {page} 页 / 共 {pages} 页")
    ).decode()
    assert '@top-left { content: "禾间家居";' in text
    assert '@bottom-right { content: "第 " counter(page) " 页 \\2f  共 " counter(pages) " 页";' in text
    assert "size: 210mm 297mm;" in text


HOSTILE = (
    *("<script>alert(1)</script>", "</style><script>x</script>", "</title>", "\"'><b>", "&lt;", "&amp;", "<!--", "-->"),
    *("]]>", "\\", "*/", '";}', "${x}", "$rule", "{page}", "𠮷😀", "a\nb", "\ud800"),
)


def check_text(text: str) -> None:
    run = (Run(text, bold=True),)
    made = page(
        Title(text, text),
        Heading(1, text, text),
        Paragraph(run),
        Bullets((Entry(text, run),)),
        Facts(((Fact(text, text),),)),
        Table((Column(text, 1),), (Row((Cell(run, strong=True),), detail=run),), text),
        Signatures((text,), text),
        **dict.fromkeys(("head_left", "head_right", "foot_left", "author", "page_words"), text),
    )
    harmless = page(
        Title("x", "x"),
        Heading(1, "x", "x"),
        Paragraph((Run("x", bold=True),)),
        Bullets((Entry("x", (Run("x", bold=True),)),)),
        Facts(((Fact("x", "x"),),)),
        Table(
            (Column("x", 1),), (Row((Cell((Run("x", bold=True),), strong=True),), detail=(Run("x", bold=True),)),), "x"
        ),
        Signatures(("x",), "x"),
        **dict.fromkeys(("head_left", "head_right", "foot_left", "author", "page_words"), "x"),
    )
    assert [tag for tag in made.tags() if tag not in ("br", "wbr")] == harmless.tags()
    assert made.text.count(text.encode("utf-8", "replace").decode()) >= 10


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_html_or_css_is_text(text: str) -> None:
    check_text(text)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20))
def test_any_text_stands_as_itself(text: str) -> None:
    check_text(text)


@given(st.text(max_size=20))
def test_a_css_string_ends_where_it_should(text: str) -> None:
    inside = css_string(text)[1:-1]
    assert not set(inside) & set("\"'<>\n\r\f{};")
    assert re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), inside) == text


def test_a_word_longer_than_any_column_may_break() -> None:
    address = "https://example.com/" + "a" * 50
    made = page(Table((Column("列", 1),), (Row((Cell((Run(address),)),)),)))
    assert made.tags().count("wbr") == 2
    assert address in made.text
