"""Word files: what the blocks say and nothing else, in a package that Word opens without a word."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator

from export.sample_document import CHINESE, ENGLISH
from export.word_reading import W, faults_of, lines_in, lines_of, parts_of, root_of, squeezed, text_of, value
from jdstudio.blocks.style import HOUSE
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
from jdstudio.export.word import write_word
from jdstudio.export.word_body import web_address
from jdstudio.export.word_tables import widths
from jdstudio.model.values import clean_text

MADE = datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
TEXT_WIDTH = 9638  # 170 mm in twentieths of a point

HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://x")',
    "<b>fett</b>",
    "&amp; & < > \" '",
    "]]>",
    "<!-- -->",
    "<?xml?>",
    "😀👩‍👩‍👧",
    "𠮷野家",
    "a\x00\x01\x0b\x1fb",
    "\ud800 alone \udfff",
    "\ufffe\uffff",
    "tab\there",
    "two\nlines",
    "\r\nwindows\rmac",
    "  spaces  ",
    "\u202e\u2066bidi",
    "{page} {pages} %1 {0}",
    "_x000D_",
)
LONG = ("a" * 30_000, "字" * 30_000)


def small(*blocks: Block, language: str = "zh", **others: str) -> Document:
    return Document(face="description", language=language, title="岗位", blocks=blocks, **others)  # type: ignore[arg-type]


def posting() -> Document:
    blocks = (Title("运营专员", "招聘 JD"), Heading(1, "", "公司简介"), Paragraph((Run("十年老店。"),)))
    return Document(face="posting", language="zh", title="运营专员", blocks=blocks, head_left="示例公司")


def hostile() -> Document:
    """Every hostile text in every place a person can type it."""
    return small(
        *(
            block
            for text in HOSTILE
            for block in (
                Title(text, text),
                Heading(1, "", text),
                Paragraph((Run(text), Run(text, bold=True, italic=True), Run(text, link="https://example.com"))),
                Bullets((Entry("1.", (Run(text),)),), ordered=True),
                Facts(((Fact(text, text),),)),
                Table(
                    (Column(text, 0.4), Column(text, 0.6)), (Row((Cell((Run(text),), (Run(text),)), Cell(()))),), text
                ),
            )
        ),
        *(Table((Column("a", 0.1), Column("b", 0.9)), (Row((Cell((Run(text),)), Cell(()))),)) for text in LONG),
        head_left=HOSTILE[2],
        head_right=HOSTILE[9],
        foot_left=LONG[0],
        page_words="<{page}> & ]]> {pages}",
        author=HOSTILE[10],
    )


EVERY = {"zh": CHINESE, "en": ENGLISH, "posting": posting(), "hostile": hostile(), "empty": small()}


@pytest.fixture(params=EVERY)
def document(request: pytest.FixtureRequest) -> Document:
    return EVERY[request.param]


# The package


def test_validators_find_nothing(document: Document, tmp_path: Path) -> None:
    path = tmp_path / "document.docx"
    path.write_bytes(write_word(document))
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


def test_nothing_that_word_would_repair(document: Document) -> None:
    assert faults_of(write_word(document)) == []


def test_the_same_document_gives_the_same_parts() -> None:
    first, again, later = (parts_of(write_word(CHINESE, made)) for made in (MADE, MADE, datetime.now(UTC)))
    assert first == again
    assert {name for name in first if first[name] != later[name]} == {"docProps/core.xml"}


def test_properties_name_the_document_and_its_maker() -> None:
    properties = docx.Document(io.BytesIO(write_word(CHINESE, MADE))).core_properties
    assert (properties.title, properties.author, properties.language) == ("电商店铺运营", "李晓", "zh-CN")
    assert properties.created == properties.modified == MADE
    assert docx.Document(io.BytesIO(write_word(ENGLISH))).core_properties.language == "en-US"
    assert b"<Application>JD Studio</Application>" in parts_of(write_word(ENGLISH))["docProps/app.xml"]


def test_properties_take_a_title_longer_than_word_allows() -> None:
    properties = docx.Document(io.BytesIO(write_word(replace(CHINESE, title="长" * 300)))).core_properties
    assert properties.title == "长" * 255


def test_nothing_but_the_blocks_is_embedded() -> None:
    assert set(parts_of(write_word(posting()))) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/header1.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
    }


# Text


def test_says_what_the_blocks_say_in_their_order_with_the_numbers_word_counts(document: Document) -> None:
    expected = [squeezed(clean_text(line)) for line in lines_in(document)]
    assert lines_of(write_word(document)) == [line for line in expected if line]


@given(st.text(st.characters(exclude_categories=())), st.sampled_from(HOSTILE + LONG))
@settings(max_examples=25)
def test_any_text_arrives_unchanged_but_for_what_xml_forbids(text: str, known: str) -> None:
    for each in (text, known, known + text):
        written = write_word(
            small(Paragraph((Run(each),), "lead"), Table((Column("a", 1),), (Row((Cell((Run(each),)),)),)))
        )
        word = docx.Document(io.BytesIO(written))
        assert word.paragraphs[0].text == clean_text(each)
        assert word.tables[0].cell(1, 0).text == clean_text(each)


def test_hostile_text_is_no_field_no_link_and_no_markup() -> None:
    root = root_of(write_word(hostile()))
    assert not list(root.iter(f"{W}fldChar", f"{W}fldSimple", f"{W}instrText"))
    assert len(list(root.iter(f"{W}hyperlink"))) == sum(bool(clean_text(text)) for text in HOSTILE)


@pytest.fixture(scope="module")
def as_text(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What LibreOffice reads in our documents."""
    folder = tmp_path_factory.mktemp("office")
    for name, document in EVERY.items():
        (folder / f"{name}.docx").write_bytes(write_word(document))
    _convert(folder, "txt:Text (encoded):UTF8", *(f"{name}.docx" for name in EVERY))
    return {name: (folder / f"{name}.txt").read_text("utf-8-sig") for name in EVERY}


def _convert(folder: Path, target: str, *names: str) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [shutil.which("soffice") or "soffice", profile, "--headless", "--convert-to", target, *names]
    subprocess.run(command, check=True, cwd=folder, capture_output=True, timeout=120)


@pytest.mark.office
@pytest.mark.parametrize("name", ["zh", "en", "posting"])
def test_libreoffice_reads_the_same_text_and_counts_the_same_numbers(name: str, as_text: dict[str, str]) -> None:
    bullets = str.maketrans("", "", "•◦–▪")  # LibreOffice has its own in plain text
    assert squeezed(as_text[name]).translate(bullets) == "".join(lines_in(EVERY[name])).translate(bullets)


@pytest.mark.office
def test_libreoffice_reads_hostile_text_as_it_is(as_text: dict[str, str]) -> None:
    read = squeezed(as_text["hostile"])
    for text in HOSTILE + LONG:
        assert squeezed(clean_text(text)) in read


# Numbers


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


def test_headings_carry_outline_levels() -> None:
    styles = root_of(write_word(small()), "word/styles.xml")
    levels = {
        value(style, "name"): value(style, "pPr/outlineLvl")
        for style in styles.iter(f"{W}style")
        if "eading" in value(style, "name")
    }
    assert levels == {f"heading {level}": str(level - 1) for level in range(1, 10)}


def listed(*entries: tuple[str, int]) -> Bullets:
    return Bullets(tuple(Entry(label, (Run("x"),), depth) for label, depth in entries), ordered=True)


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


# Tables


def table(rows: int = 3, text: str = "字") -> Table:
    return Table(
        (Column("甲", 0.3), Column("乙", 0.3, "center"), Column("丙", 0.4, "right")),
        tuple(Row(tuple(Cell((Run(text),)) for _ in range(3))) for _ in range(rows)),
        "三列的表",
    )


def test_widths_add_up_to_the_text_width() -> None:
    for shares in ([1 / 3] * 3, [0.07] * 14, [0.1, 0.2, 0.7], [1], [3, 4, 6]):
        found = widths(shares)
        assert sum(found) == TEXT_WIDTH
        assert all(
            abs(width - TEXT_WIDTH * share / sum(shares)) < 1 for width, share in zip(found, shares, strict=True)
        )


def test_the_header_row_repeats_and_no_row_splits() -> None:
    rows = list(root_of(write_word(small(table(40)))).iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * 40
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_a_row_that_could_not_stand_on_a_page_may_split() -> None:
    rows = list(root_of(write_word(small(table(1, "很长的文字" * 300)))).iter(f"{W}tr"))
    assert rows[1].find(f"{W}trPr/{W}cantSplit") is None
    rows = list(root_of(write_word(small(table(1, "plain words " * 50)))).iter(f"{W}tr"))
    assert rows[1].find(f"{W}trPr/{W}cantSplit") is not None


def kept(written: bytes) -> list[bool]:
    """Of each row: whether it stays with the next one."""
    return [row.find(f".//{W}keepNext") is not None for row in root_of(written).iter(f"{W}tr")]


def test_no_head_and_no_single_row_stands_alone_on_a_page() -> None:
    assert kept(write_word(small(table(8)))) == [True, True, False, False, False, False, False, True, False]
    assert kept(write_word(small(table(3)))) == [True, True, True, False]


def test_nobody_signs_on_a_page_of_its_own() -> None:
    assert kept(write_word(small(table(8), Signatures(("甲", "乙"), "日期"))))[-3:] == [True, True, False]


def test_tables_say_what_they_are_to_those_who_cannot_see_them() -> None:
    written = write_word(small(Heading(1, "一、", "协作"), replace(table(), caption=""), table()))
    about = [(value(t, "tblPr/tblCaption"), value(t, "tblPr/tblDescription")) for t in root_of(written).iter(f"{W}tbl")]
    assert about == [("协作", "甲 | 乙 | 丙"), ("三列的表", "甲 | 乙 | 丙")]


def test_a_fact_alone_in_its_row_takes_the_whole_width() -> None:
    facts = Facts(((Fact("部门", "运营"), Fact("编制", "1")), (Fact("备注", "无"),)))
    first, second = root_of(write_word(small(facts))).iter(f"{W}tr")
    assert [text_of(cell) for cell in first.iter(f"{W}tc")] == ["部门", "运营", "编制", "1"]
    assert [value(cell, "tcPr/gridSpan") for cell in second.iter(f"{W}tc")] == ["", "3"]


def test_two_tables_in_a_row_stay_two() -> None:
    body = root_of(write_word(small(table(), table())))[0]
    assert [etree.QName(child).localname for child in body] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_tables_without_cells_are_left_out() -> None:
    written = write_word(
        small(Facts(()), Facts(((),)), Table((), ()), Signatures((), "日期"), Table((Column("甲", 1),), ()))
    )
    assert [text_of(each) for each in root_of(written).iter(f"{W}tbl")] == ["甲"]


# Pages and looks


def test_the_page_line_counts_pages_with_real_fields() -> None:
    footer = root_of(write_word(CHINESE), "word/footer1.xml")
    assert text_of(footer) == "版本 V1.2 · 内部资料\t第 1 页 / 共 1 页"
    assert [code.text for code in footer.iter(f"{W}instrText")] == [" PAGE ", " NUMPAGES "]
    assert text_of(root_of(write_word(CHINESE), "word/header1.xml")) == "示例电商有限公司\t岗位说明书 · OP-EC-03"


def test_a_name_of_any_length_leaves_room_for_the_page() -> None:
    header = root_of(write_word(small(head_left="很长的公司名称" * 5_000)), "word/header1.xml")
    assert len(text_of(header)) <= 60


def test_every_font_slot_names_the_house_fonts_and_no_run_names_any() -> None:
    parts = parts_of(write_word(CHINESE))
    fonts = etree.fromstring(parts["word/styles.xml"]).find(f".//{W}docDefaults//{W}rFonts")
    assert fonts is not None
    named = {slot: fonts.get(W + slot) for slot in ("ascii", "hAnsi", "eastAsia", "cs")}
    latin = HOUSE.latin_font
    assert named == {"ascii": latin, "hAnsi": latin, "eastAsia": HOUSE.east_asian_font, "cs": latin}
    assert b"rFonts" not in parts["word/document.xml"]
    for part in ("word/fontTable.xml", "word/theme/theme1.xml"):
        assert all(font in parts[part].decode() for font in (latin, HOUSE.east_asian_font))


def test_the_page_is_a4_without_a_grid_for_chinese() -> None:
    parts = parts_of(write_word(CHINESE))
    body = parts["word/document.xml"].decode()
    assert '<w:pgSz w:w="11906" w:h="16838"/>' in body
    assert "docGrid" not in body
    assert 'w:eastAsia="zh-CN"' in parts["word/styles.xml"].decode()
    settings_part = parts["word/settings.xml"].decode()
    assert '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>' in settings_part
    assert 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in settings_part


@pytest.mark.parametrize(("language", "indented"), [("zh", True), ("en", False)])
def test_chinese_paragraphs_begin_two_characters_in(language: str, *, indented: bool) -> None:
    styles = root_of(write_word(small(language=language)), "word/styles.xml")
    body = next(style for style in styles.iter(f"{W}style") if value(style, "name") == "Body Text")
    assert (body.find(f"{W}pPr/{W}ind[@{W}firstLineChars='200']") is not None) is indented


def test_a_bold_line_above_a_list_stays_with_it() -> None:
    lead = Paragraph((Run("必备条件", bold=True),), "lead")
    root = root_of(write_word(small(lead, listed(("1.", 0)), lead)))
    stays = [paragraph.find(f"{W}pPr/{W}keepNext") is not None for paragraph in root.iter(f"{W}p")]
    assert stays == [True, False, False]


# Links


def targets(written: bytes) -> list[str]:
    relations = etree.fromstring(parts_of(written)["word/_rels/document.xml.rels"])
    return [e.get("Target", "") for e in relations if e.get("TargetMode") == "External"]


def test_links_are_real_and_each_address_stands_once() -> None:
    runs = (Run("a", link="https://example.com/?a=1&b=2"), Run("b"), Run("c", link="https://example.com/?a=1&b=2"))
    written = write_word(small(Paragraph(runs)))
    assert targets(written) == ["https://example.com/?a=1&b=2"]
    assert [text_of(link) for link in root_of(written).iter(f"{W}hyperlink")] == ["a", "c"]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "\\\\host\\share",
        "http://",
        "https://[x",
        "https://a:b/",
        "mailto:",
        "x",
    ],
)
def test_what_is_no_web_address_stays_text(address: str) -> None:
    written = write_word(small(Paragraph((Run("hier", link=address),))))
    assert targets(written) == []
    assert lines_of(written) == ["hier"]


def test_addresses_are_written_as_word_takes_them() -> None:
    assert web_address("https://例子.测试/路径?q=值 1#片") == (
        "https://xn--fsqu00a.xn--0zwm56d/%E8%B7%AF%E5%BE%84?q=%E5%80%BC1#%E7%89%87"
    )
    assert web_address("https://example.com/a%20b") == "https://example.com/a%20b"
    assert web_address("mailto:hr@example.com?subject=JD") == "mailto:hr@example.com?subject=JD"
    assert web_address("https://example.com/" + "a" * 3000) == ""


# The whole


def test_the_body_is_as_it_was_when_somebody_last_looked_at_it() -> None:
    """After a change that is meant: run once with JDSTUDIO_GOLDEN=write, look at the difference, commit it."""
    golden = Path(__file__).parent.parent / "golden" / "word_body.xml"
    root = root_of(write_word(ENGLISH))
    etree.indent(root)
    body = etree.tostring(root, encoding="unicode") + "\n"
    if os.environ.get("JDSTUDIO_GOLDEN") == "write":
        golden.write_text(body, encoding="utf-8")
    assert body == golden.read_text("utf-8")


@pytest.mark.office
def test_a_long_table_shows_its_head_on_every_page(tmp_path: Path) -> None:
    (tmp_path / "long.docx").write_bytes(write_word(small(table(120))))
    _convert(tmp_path, "pdf", "long.docx")
    read = subprocess.run(["pdftotext", "-raw", "long.pdf", "-"], check=True, cwd=tmp_path, capture_output=True)
    pages = read.stdout.decode().split("\f")[:-1]
    assert len(pages) > 2
    assert all("甲" in page and "丙" in page for page in pages)
