"""Documents on pages: all their text, nothing outside, heads repeated; after any edit as if laid out afresh."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from jdstudio.blocks.build import Memo, build
from jdstudio.blocks.style import HOUSE
from jdstudio.blocks.types import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Entry,
    Heading,
    Paragraph,
    Row,
    Run,
    Signatures,
    Table,
)
from jdstudio.gui.preview.pieces import Box, Grid
from jdstudio.gui.preview.sheets import LEFT, PAGE_HEIGHT, PAGE_WIDTH, TOP, Sheets
from jdstudio.model.edits import set_fact, set_title
from jdstudio.model.fields import Face
from jdstudio.model.place import Place
from preview.documents import (
    SAMPLES,
    blocks_of_any_kind,
    document,
    documents,
    heading,
    long_document,
    paragraph,
    sample,
    squeezed,
    table,
    words_of,
)

pytestmark = pytest.mark.usefixtures("qapp")


def sheets_of(shown: Document) -> Sheets:
    sheets = Sheets()
    sheets.show(shown)
    return sheets


def pages_of(sheets: Sheets) -> list[list[str]]:
    """The lines of each page, without table heads that repeat from the page before."""
    pages = []
    for page in sheets.pages:
        lines: list[str] = []
        for fragment in page.fragments:
            piece = sheets.pieces[page.start + fragment.piece]
            if isinstance(piece, Grid) and fragment.first == 0:
                lines += piece.head_texts()
            lines += piece.texts(fragment.first, fragment.last)
        pages.append(lines)
    return pages


def text_of(sheets: Sheets) -> str:
    return squeezed("".join(line for page in pages_of(sheets) for line in page))


def picture(sheets: Sheets, page: int) -> QImage:
    image = QImage(round(PAGE_WIDTH), round(PAGE_HEIGHT), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    sheets.paint(painter, page, QRectF(0, 0, PAGE_WIDTH, PAGE_HEIGHT), None, QColor("blue"))
    painter.end()
    return image


def same_pages(one: Sheets, other: Sheets) -> bool:
    return one.pages == other.pages and pages_of(one) == pages_of(other)


# Text and room


@settings(max_examples=30)
@given(documents)
def test_the_pages_show_all_text_of_the_blocks_once_and_in_order(shown: Document) -> None:
    assert text_of(sheets_of(shown)) == words_of(shown.blocks)


@pytest.mark.parametrize("face", ["description", "posting"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_pages_of_the_samples_show_all_their_text(path: Path, face: Face) -> None:
    project = sample(path)
    for position in project.positions:
        shown = build(project, position, face)
        assert text_of(sheets_of(shown)) == words_of(shown.blocks)


@settings(max_examples=30)
@given(documents)
def test_no_line_stands_outside_the_text_area_of_its_page(shown: Document) -> None:
    sheets = sheets_of(shown)
    for page in sheets.pages:
        for fragment in page.fragments:
            piece = sheets.pieces[page.start + fragment.piece]
            for box in piece.boxes(fragment.y, fragment.first, fragment.last):
                assert -0.5 <= box.top() <= box.bottom() <= HOUSE.text_height + 0.5
                if not isinstance(piece, Grid):  # narrow columns are broken anywhere; a comma may hang
                    assert box.left() >= -1
                    assert box.right() <= HOUSE.text_width + HOUSE.title.size


def test_no_heading_is_the_last_thing_on_a_page() -> None:
    sheets = sheets_of(long_document(400))
    headings = [page[-1] for page in pages_of(sheets)[:-1] if "章" in page[-1]]
    assert len(sheets.pages) > 15
    assert headings == []


def test_a_table_shows_its_head_on_every_page_it_reaches() -> None:
    sheets = sheets_of(document(table(120)))
    assert len(sheets.pages) >= 4
    below = round(TOP + 12)
    heads = [picture(sheets, page).pixelColor(round(LEFT + 200), below).name() for page in range(len(sheets.pages))]
    assert heads == [f"#{HOUSE.head_fill.lower()}"] * len(sheets.pages)


def test_every_row_ends_in_a_line_where_the_next_begins() -> None:
    sheets = sheets_of(document(table(30, total=True)))
    image = picture(sheets, 0)
    for spot, height in sheets.strips(0):
        bottom = round(spot.y + height)
        shades = [image.pixelColor(round(LEFT + 200), y).lightness() for y in range(bottom - 2, bottom + 2)]
        assert min(shades) < 225, spot
        assert image.pixelColor(round(LEFT + 200), bottom - 6).lightness() > 240


def test_a_row_taller_than_a_page_runs_over_several_and_all_of_it_is_seen() -> None:
    tall = Row((Cell((Run("越"),)), Cell((Run("长篇" * 4000),))), detail=(Run("说明" * 2000), Run("又")))
    shown = document(Table((Column("a", 0.3), Column("b", 0.7)), (tall,)))
    sheets = sheets_of(shown)
    assert len(sheets.pages) > 2
    assert text_of(sheets) == words_of(shown.blocks)


def test_the_lines_to_sign_on_stay_together() -> None:
    for lines in range(30, 60):
        shown = document(*[paragraph("一行")] * lines, Signatures(("任职者", "直接上级", "人力资源"), "日期"))
        last = pages_of(sheets_of(shown))[-1]
        assert [line for line in last if line != "一行"] == ["任职者", "日期", "直接上级", "日期", "人力资源", "日期"]


def test_what_follows_the_signatures_does_not_stand_alone_on_the_last_page() -> None:
    history = (Heading(1, "二、", "修订记录"), Table((Column("版本", 1),), (Row((Cell((Run("V1.0"),)),)),)))
    for lines in range(20, 60):
        shown = document(*[paragraph("一行")] * lines, Signatures(("任职者",), "日期"), *history)
        assert "任职者" in pages_of(sheets_of(shown))[-1]


def test_the_line_of_a_long_name_has_the_room_it_needs_and_leads_to_its_section() -> None:
    shown = document(
        Signatures(("运营中心与供应链协同委员会常务负责人" * 3, "人力资源"), "日期", Place("p", "signoff"))
    )
    (signs,) = sheets_of(shown).pieces
    high, usual = signs.measure.strips
    assert usual == HOUSE.sign_height
    assert high > 3 * HOUSE.cell.line
    assert signs.place_at(0, 10, 10) == Place("p", "signoff")


def test_every_page_says_which_it_is_of_how_many() -> None:
    shown = document(*[paragraph("一行")] * 100, page_words="第 {page} 页 / 共 {pages} 页", head_left="示例公司")
    sheets = sheets_of(shown)
    for page in range(len(sheets.pages)):
        picture(sheets, page)
    count = len(sheets.pages)
    assert {f"第 {page} 页 / 共 {count} 页" for page in range(1, count + 1)} <= {words for words, _ in sheets._lines}


# Keeping up


@settings(max_examples=30)
@given(st.lists(blocks_of_any_kind, max_size=12), st.data())
def test_after_any_edits_the_pages_are_as_if_laid_out_afresh(blocks: list[Block], data: st.DataObject) -> None:
    sheets = sheets_of(document(*blocks))
    before: list[list[Block]] = [blocks]
    for _ in range(4):
        if data.draw(st.booleans()) and len(before) > 1:
            before.pop()  # undo: the very same blocks again
            blocks = before[-1]
        else:
            first = data.draw(st.integers(0, len(blocks)))
            last = data.draw(st.integers(first, len(blocks)))
            blocks = [*blocks[:first], *data.draw(st.lists(blocks_of_any_kind, max_size=3)), *blocks[last:]]
            before.append(blocks)
        shown = document(*blocks)
        sheets.show(shown)
        assert same_pages(sheets, sheets_of(shown))


def test_edits_of_a_real_project_leave_the_pages_of_a_fresh_start() -> None:
    project = sample(SAMPLES[0])
    memo, sheets = Memo(), Sheets()
    position = project.positions[0]
    states = [project]
    for at, section in enumerate(position.sections):
        project = set_title(project, Place(position.id, section.id), f"{section.title}（修订 {at}）" * (1 + at % 3))
        states.append(set_fact(project, position.id, "location", "杭州" * at * 9))
    for state in [*states, *reversed(states)]:
        shown = build(state, state.positions[0], "description", memo=memo)
        sheets.show(shown)
        assert same_pages(sheets, sheets_of(shown))


@pytest.mark.parametrize("rows", [1, 30])
def test_a_line_in_bold_follows_the_table_that_comes_after_it(rows: int) -> None:
    for lines in range(24, 34):
        above = [paragraph("一行")] * lines
        bold = Paragraph((Run("必备条件", bold=True),))
        sheets = sheets_of(document(*above, bold, paragraph("正文")))
        shown = document(*above, bold, table(rows))
        sheets.show(shown)
        assert same_pages(sheets, sheets_of(shown))
        assert pages_of(sheets)[0][-1] != "必备条件"


def test_an_unchanged_document_changes_nothing() -> None:
    shown = long_document(30)
    sheets = sheets_of(shown)
    pages = sheets.pages
    update = sheets.show(replace(shown))
    assert (update.moved, update.frame, update.dirty) == (False, False, ())
    assert sheets.pages is pages


def test_a_letter_in_a_paragraph_touches_that_paragraph_only() -> None:
    blocks = list(long_document(200).blocks)
    blocks[100] = paragraph("换了一个字。", "s9", "i99")
    sheets = sheets_of(document(*blocks))
    before = list(sheets.pieces)
    blocks[100] = paragraph("换了两个字。", "s9", "i99")
    update = sheets.show(document(*blocks))
    assert (update.moved, update.dirty) == (False, ((100, 0, 1),))
    assert [at for at, (old, new) in enumerate(zip(before, sheets.pieces, strict=True)) if old is not new] == [100]


def test_typing_in_a_cell_lays_out_that_cell_only() -> None:
    old = table(50)
    sheets = sheets_of(document(heading("指标", "kpis"), old))
    grid = sheets.pieces[1]
    assert isinstance(grid, Grid)
    cells = {id(box.cell) for strip in grid._strips for box in strip.row.boxes}
    row = replace(old.rows[20], cells=(replace(old.rows[20].cells[0], runs=(Run("毛利率"),)), old.rows[20].cells[1]))
    update = sheets.show(document(heading("指标", "kpis"), replace(old, rows=(*old.rows[:20], row, *old.rows[21:]))))
    assert (update.moved, update.dirty) == (False, ((1, 20, 21),))
    grid = sheets.pieces[1]
    assert isinstance(grid, Grid)
    new = [box.cell for strip in grid._strips for box in strip.row.boxes if id(box.cell) not in cells]
    assert [cell.texts[0].lines() for cell in new] == [["毛利率"]]


def test_typing_in_a_detail_lays_out_that_detail_only() -> None:
    row = Row((Cell((Run("K1"),)), Cell((Run("毛利率"),))), detail=(Run("计算公式：毛利"),))
    shown = Table((Column("编号", 0.1), Column("指标", 0.9)), (row,))
    sheets = sheets_of(document(shown))
    before = boxes_of(sheets)
    update = sheets.show(document(replace(shown, rows=(replace(row, detail=(Run("计算公式：毛利÷收入"),)),))))
    assert (update.moved, update.dirty) == (False, ((0, 0, 1),))
    assert [old.cell is new.cell for old, new in zip(before, boxes_of(sheets), strict=True)] == [True, True, False]


def boxes_of(sheets: Sheets) -> list[Box]:
    grid = sheets.pieces[0]
    assert isinstance(grid, Grid)
    return [box for strip in grid._strips for box in strip.row.boxes]


def test_typing_in_a_list_lays_out_that_entry_only() -> None:
    entries = [Entry("•", (Run(f"条目 {at}"),)) for at in range(20)]
    sheets = sheets_of(document(Bullets(tuple(entries))))
    before = list(sheets.pieces)
    entries[7] = Entry("•", (Run("换了"),))
    update = sheets.show(document(Bullets(tuple(entries))))
    assert (update.moved, update.dirty) == (False, ((7, 0, 1),))
    assert [at for at, (old, new) in enumerate(zip(before, sheets.pieces, strict=True)) if old is not new] == [7]


# Finding


def test_the_middle_of_every_strip_leads_to_its_place() -> None:
    sheets = sheets_of(document(heading("目标", "goals"), paragraph("正文" * 60, "goals", "g1"), table(60)))
    for page in range(len(sheets.pages)):
        for spot, height in sheets.strips(page):
            found = sheets.place_at(page, LEFT + 5, spot.y + height / 2)
            assert found == sheets.places(spot)[0]
            assert sheets.spot_of(spot.piece, spot.strip) == spot


def test_a_click_in_a_table_tells_the_columns_apart() -> None:
    sheets = sheets_of(document(table(5)))
    spot = sheets.find(Place("p", "kpis", "i3"))
    assert spot
    assert sheets.place_at(spot.page, LEFT + 10, spot.y + 4) == Place("p", "kpis", "i3", "name")
    assert sheets.place_at(spot.page, LEFT + HOUSE.text_width - 10, spot.y + 4) == Place("p", "kpis", "i3", "weight")


def test_a_click_in_the_detail_of_a_row_leads_to_the_cell_where_it_begins() -> None:
    places = [Place("p", "kpis", "i", field) for field in ("", "name", "weight")]
    cells = tuple(Cell((Run("字"),), place=place) for place in places)
    columns = (Column("编号", 0.1), Column("指标", 0.6), Column("权重", 0.3))
    sheets = sheets_of(document(Table(columns, (Row(cells, detail=(Run("公式"), Run("来源"))),))))
    spot, height = next(sheets.strips(0))
    right = LEFT + HOUSE.text_width - 10
    assert sheets.place_at(0, right, spot.y + 4) == places[2]
    assert sheets.place_at(0, right, spot.y + height - 6) == places[1]


def test_a_detail_stands_across_the_table_behind_the_first_column_and_no_rule_above_it() -> None:
    row = Row((Cell((Run("K1"),)), Cell((Run("毛利率"),))), detail=(Run("计算公式：" + "毛利÷收入" * 20),))
    sheets = sheets_of(document(Table((Column("编号", 0.1), Column("指标", 0.9)), (row,) * 2)))
    grid = sheets.pieces[0]
    assert isinstance(grid, Grid)
    lines = [box for box in grid.boxes(0, 0, 1) if box.height() == HOUSE.cell_detail.size]
    assert len(lines) == 3
    assert all(line.left() >= 0.1 * HOUSE.text_width for line in lines)
    assert max(line.right() for line in lines) > 0.9 * HOUSE.text_width
    spot, height = next(sheets.strips(0))
    image = picture(sheets, 0)
    column = [
        image.pixelColor(round(LEFT + 30), y).lightness() for y in range(round(spot.y + 18), round(spot.y + height) - 2)
    ]
    assert min(column) > 240


def test_far_from_all_text_there_is_nothing() -> None:
    assert sheets_of(document(paragraph("一行"))).place_at(0, LEFT, PAGE_HEIGHT / 2) is None


def test_a_place_is_found_by_its_item_else_by_its_section() -> None:
    sheets = sheets_of(document(heading("目标", "goals"), paragraph("a", "goals", "g1"), paragraph("b", "goals", "g2")))
    found = [sheets.find(Place("p", "goals", item, "text")) for item in ("g2", "gone", "")]
    assert [spot and spot.piece for spot in found] == [2, 0, 0]
    assert sheets.find(Place("p", "gone")) is None


def test_pages_follow_each_other_without_gaps_in_their_pieces() -> None:
    sheets = sheets_of(long_document(100))
    for one, after in pairwise(sheets.pages):
        assert after.start in (one.start + len(one.fragments) - 1, one.start + len(one.fragments))


def test_paragraphs_of_the_same_words_are_told_apart() -> None:
    same = Paragraph((Run("同样的话"),), place=Place("p", "a"))
    sheets = sheets_of(document(same, same, same))
    update = sheets.show(document(same, same))
    assert len(sheets.pieces) == 2
    assert update.change.shift == -1
