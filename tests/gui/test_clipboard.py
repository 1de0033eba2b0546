"""Blocks of cells between JD Studio and Excel, WPS and LibreOffice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdstudio.gui.clipboard import MOST_COLUMNS, parse_html, parse_tsv, to_html, to_tsv

CELLS = st.text(alphabet='ab"\t\n ,𠮷😀<&=', max_size=6)
BLOCKS = st.integers(1, 4).flatmap(
    lambda wide: st.lists(st.lists(CELLS, min_size=wide, max_size=wide).map(tuple), min_size=1, max_size=4).map(tuple)
)


@given(BLOCKS)
def test_text_of_a_block_reads_back_as_the_block(block: tuple[tuple[str, ...], ...]) -> None:
    assert parse_tsv(to_tsv(block)) == block


@given(st.lists(st.lists(st.text('ab<&"=𠮷😀', min_size=1, max_size=6), min_size=1, max_size=3).map(tuple), min_size=1))
def test_table_of_a_block_reads_back_as_the_block(rows: list[tuple[str, ...]]) -> None:
    assert parse_html(to_html(rows)) == tuple(rows)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\r\nc\td\r\n", (("a", "b"), ("c", "d"))),
        ('"two\nlines"\tx\n', (("two\nlines", "x"),)),
        ('"say ""hi"""\tx', (('say "hi"', "x"),)),
        ('"高质量"内容\tx', (('"高质量"内容', "x"),)),  # a quote that opens no quoted cell is text
        ('5"\t6"', (('5"', '6"'),)),
        ("a\t\t\n", (("a", "", ""),)),
        ("a\n\nb", (("a",), ("",), ("b",))),
        ("a\x00b\x0bc", (("abc",),)),
        ("", (("",),)),
    ],
)
def test_tab_separated_text(text: str, cells: tuple[tuple[str, ...], ...]) -> None:
    assert parse_tsv(text) == cells


EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset=utf-8>
<style><!--table {mso-displayed-decimal-separator:"\\.";} td {padding:0}--></style></head>
<body><!--StartFragment--><table border=0 cellpadding=0><col width=87><tr height=19>
  <td height=19 class=xl65>毛利率&nbsp;(月)</td>
  <td align=right>15%</td></tr>
 <tr height=19><td>推广<br style="mso-data-placement:same-cell">费率</td><td align=right x:num="0.1">10%</td></tr>
<!--EndFragment--></table></body></html>"""


def test_a_table_from_excel() -> None:
    assert parse_html(EXCEL) == (("毛利率 (月)", "15%"), ("推广\n费率", "10%"))


def test_a_table_from_libreoffice() -> None:
    html = '<table><colgroup width="85"></colgroup><tr><td align="right" sdval="0.3" sdnum="2052;0;0%"><font>30%</font></td></tr></table>'
    assert parse_html(html) == (("30%",),)


def test_paragraphs_of_a_table_from_word_become_lines() -> None:
    html = "<table><tr><td><p>first</p><p>second</p></td><td><p>x</p></td></tr></table>"
    assert parse_html(html) == (("first\nsecond", "x"),)


def test_merged_cells_keep_the_others_in_their_columns() -> None:
    html = "<table><tr><td colspan=2 rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>1<td>2<td>3</table>"
    assert parse_html(html) == (("a", "", "b"), ("", "", "c"), ("1", "2", "3"))


def test_html_without_a_table_is_no_block() -> None:
    assert parse_html("<p>just words</p>") is None


def test_absurd_spans_stay_bounded() -> None:
    block = parse_html("<table><tr>" + "<td colspan=999999 rowspan=999999>x</td>" * 50 + "</tr></table>")
    assert block is not None
    assert len(block[0]) <= MOST_COLUMNS
