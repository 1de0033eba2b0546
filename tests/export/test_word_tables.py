"""Tables in Word files: widths, repeated heads, rows that stay whole and together, words for those who cannot see them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from export.sample_document import listed, small
from export.word_reading import W, root_of, text_of, value
from jdstudio.blocks.style import HOUSE
from jdstudio.blocks.types import Cell, Column, Fact, Facts, Heading, Paragraph, Row, Run, Signatures, Table
from jdstudio.export.word import write_word
from jdstudio.export.word_tables import widths

TEXT_WIDTH = 9638  # 170 mm in twentieths of a point
AFTER = Paragraph((Run("字"),))


def table(rows: int = 3, text: str = "字", detail: str = "") -> Table:
    below = (Run(detail),) if detail else ()
    return Table(
        (Column("甲", 0.3), Column("乙", 0.3, "center"), Column("丙", 0.4, "right")),
        tuple(Row(tuple(Cell((Run(text),)) for _ in range(3)), detail=below) for _ in range(rows)),
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
    assert kept(write_word(small(table(8), AFTER))) == [True, False, False, False, False, False, False, True, False]


def test_a_table_of_a_few_lines_stays_together() -> None:
    assert kept(write_word(small(table(3), AFTER))) == [True, True, True, False]


def test_high_rows_stand_where_there_is_room() -> None:
    assert kept(write_word(small(table(5, "五行文字" * 20), AFTER))) == [True, False, False, False, False, False]
    assert kept(write_word(small(table(3, "十行文字" * 40), AFTER))) == [True, False, False, False]


def test_the_detail_of_a_row_stands_below_it_behind_the_first_column_and_stays_with_it() -> None:
    written = write_word(small(table(5, detail="计算公式：甲 ÷ 乙" * 9), AFTER))
    head, upper, lower, *_ = root_of(written).iter(f"{W}tr")
    assert [text_of(cell) for cell in lower.iter(f"{W}tc")] == ["", "计算公式：甲 ÷ 乙" * 9]
    assert [value(cell, "tcPr/gridSpan") for cell in lower.iter(f"{W}tc")] == ["", "2"]
    assert {value(cell, "tcPr/tcBorders/bottom") for cell in upper.iter(f"{W}tc")} == {"nil"}
    assert {value(cell, "tcPr/tcBorders/top") for cell in lower.iter(f"{W}tc")} == {"nil"}
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (head, upper, lower))
    assert kept(written) == [True, *[True, False] * 5]


def test_the_detail_that_no_page_could_hold_with_its_row_may_go_on_the_next() -> None:
    written = write_word(small(table(2, detail="计算公式：甲 ÷ 乙" * 300), AFTER))
    assert kept(written) == [True, False, False, False, False]
    assert [row.find(f"{W}trPr/{W}cantSplit") is None for row in root_of(written).iter(f"{W}tr")][1:] == [True] * 4


@pytest.mark.office
def test_libreoffice_keeps_the_detail_on_the_page_of_its_row(tmp_path: Path) -> None:
    for lines in range(3):
        above = [Paragraph((Run("一行"),), "lead")] * lines
        (tmp_path / f"{lines}.docx").write_bytes(write_word(small(*above, table(60, detail="明细"))))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    office = [shutil.which("soffice") or "soffice", profile, "--headless", "--convert-to", "pdf"]
    subprocess.run([*office, *sorted(tmp_path.glob("*.docx"))], check=True, cwd=tmp_path, capture_output=True)
    for printed in tmp_path.glob("*.pdf"):
        text = subprocess.run(["pdftotext", printed, "-"], check=True, capture_output=True).stdout.decode()
        pages = text.split("\f")[:-1]
        assert len(pages) > 2
        assert all(page.count("字") == 3 * page.count("明细") for page in pages)


def test_nobody_signs_on_a_page_of_its_own() -> None:
    written = write_word(small(table(8), Signatures(("甲", "乙"), "日期"), AFTER))
    assert kept(written)[-3:] == [True, True, False]


def test_what_follows_the_signatures_does_not_stand_alone_on_the_last_page() -> None:
    signatures = Signatures(("甲", "乙"), "日期")
    assert kept(write_word(small(signatures, Heading(1, "二、", "修订记录"), table(1)))) == [True] * 4


def test_no_empty_page_follows_a_table_that_ends_the_document_at_the_foot_of_a_page() -> None:
    for last in (table(8), Signatures(("甲", "乙"), "日期"), Facts(((Fact("部门", "运营"),),))):
        assert kept(write_word(small(last)))[-1]
        assert not kept(write_word(small(last, AFTER)))[-1]


def test_tables_say_what_they_are_to_those_who_cannot_see_them() -> None:
    written = write_word(small(Heading(1, "一、", "协作"), replace(table(), caption=""), table()))
    about = [(value(t, "tblPr/tblCaption"), value(t, "tblPr/tblDescription")) for t in root_of(written).iter(f"{W}tbl")]
    assert about == [("协作", "甲 | 乙 | 丙"), ("三列的表", "甲 | 乙 | 丙")]


def test_a_fact_alone_in_its_row_takes_the_whole_width() -> None:
    facts = Facts(((Fact("部门", "运营"), Fact("编制", "1")), (Fact("备注", "无"),)))
    first, second = root_of(write_word(small(facts))).iter(f"{W}tr")
    assert [text_of(cell) for cell in first.iter(f"{W}tc")] == ["部门", "运营", "编制", "1"]
    assert [value(cell, "tcPr/gridSpan") for cell in second.iter(f"{W}tc")] == ["", "3"]


def test_tables_stand_apart_from_the_text_around_them() -> None:
    root = root_of(write_word(small(listed(("1.", 0)), table(1), Paragraph((Run("x"),)))))
    entry, after = root[0][0], root[0][2]
    assert entry.find(f"{W}pPr/{W}spacing[@{W}after='{HOUSE.table_above * 20}']") is not None
    assert after.find(f"{W}pPr/{W}spacing[@{W}before='{HOUSE.table_below * 20}']") is not None


def test_two_tables_in_a_row_stay_two() -> None:
    body = root_of(write_word(small(table(), table())))[0]
    assert [etree.QName(child).localname for child in body] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_tables_without_cells_are_left_out() -> None:
    written = write_word(
        small(Facts(()), Facts(((),)), Table((), ()), Signatures((), "日期"), Table((Column("甲", 1),), ()))
    )
    assert [text_of(each) for each in root_of(written).iter(f"{W}tbl")] == ["甲"]
