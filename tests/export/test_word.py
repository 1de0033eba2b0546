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
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from export.sample_document import CHINESE, ENGLISH, listed, small
from export.word_reading import W, faults_of, lines_in, lines_of, parts_of, root_of, squeezed, text_of, value
from jdstudio.blocks.style import HOUSE
from jdstudio.blocks.types import (
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
    Table,
    Title,
)
from jdstudio.export.word import write_word
from jdstudio.export.word_body import web_address
from jdstudio.model.values import clean_text

MADE = datetime(2026, 11, 1, 8, 30, tzinfo=UTC)

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
                    (Column(text, 0.4), Column(text, 0.6)),
                    (Row((Cell((Run(text),)), Cell(())), detail=(Run(text),)),),
                    text,
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


# Pages and looks


def test_a_heading_that_begins_a_page_says_so_and_has_no_space_above() -> None:
    headings = (Heading(1, "一、", "职责"), Heading(1, "", "任务日历", new_page=True))
    first, second = root_of(write_word(small(*headings))).iter(f"{W}pPr")
    assert first.find(f"{W}pageBreakBefore") is None
    assert second.find(f"{W}pageBreakBefore") is not None
    spacing = second.find(f"{W}spacing")
    assert spacing is not None
    assert spacing.get(f"{W}before") == "0"


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
    table = Table((Column("甲", 0.5), Column("丙", 0.5)), (Row((Cell((Run("字"),)), Cell((Run("字"),)))),) * 120)
    (tmp_path / "long.docx").write_bytes(write_word(small(table)))
    _convert(tmp_path, "pdf", "long.docx")
    read = subprocess.run(["pdftotext", "-raw", "long.pdf", "-"], check=True, cwd=tmp_path, capture_output=True)
    pages = read.stdout.decode().split("\f")[:-1]
    assert len(pages) > 2
    assert all("甲" in page and "丙" in page for page in pages)
