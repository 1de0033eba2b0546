"""How documents look: one set of measures that the preview, Word and HTML all draw with, so that they agree."""

from __future__ import annotations

import msgspec


class TextStyle(msgspec.Struct, frozen=True):
    """Size and exact line height in points, space above and below in points, colour as RRGGBB."""

    size: float
    line: float
    above: float = 0
    below: float = 0
    bold: bool = False
    colour: str = "1F2933"


class Style(msgspec.Struct, frozen=True):
    """A4 portrait. Lengths in points (1 mm = 2.8346 pt) unless the name says millimetres."""

    page_mm: tuple[float, float] = (210, 297)
    margin_mm: tuple[float, float, float, float] = (24, 20, 22, 20)  # top, right, bottom, left
    header_mm: float = 12  # from the paper's edge
    footer_mm: float = 11
    east_asian_font: str = "微软雅黑"
    latin_font: str = "Arial"

    title: TextStyle = TextStyle(20, 28, 0, 10, bold=True, colour="17365D")
    overline: TextStyle = TextStyle(9.5, 14, 0, 2, colour="5B6B7B")
    heading1: TextStyle = TextStyle(13, 20, 12, 4, bold=True, colour="17365D")
    heading2: TextStyle = TextStyle(11, 17, 9, 3, bold=True, colour="1F4E79")
    heading3: TextStyle = TextStyle(10.5, 17, 6, 2, bold=True, colour="1F2933")
    body: TextStyle = TextStyle(10.5, 17, 0, 4)
    note: TextStyle = TextStyle(9, 14, 0, 4, colour="5B6B7B")
    entry: TextStyle = TextStyle(10.5, 17, 0, 2)
    cell: TextStyle = TextStyle(9.5, 13)
    cell_detail: TextStyle = TextStyle(8.5, 11.5, colour="5B6B7B")
    cell_head: TextStyle = TextStyle(9.5, 13, bold=True, colour="17365D")
    page_line: TextStyle = TextStyle(8.5, 12, colour="5B6B7B")  # header and footer

    entry_indent: float = 18  # per depth of a list
    cell_pad: tuple[float, float] = (3.5, 5)  # above and below, left and right
    detail_gap: float = 1  # between the cells of a row and its detail
    table_above: float = 4
    table_below: float = 6  # between two blocks stands the larger of the upper one's below and the lower one's above
    fact_shares: tuple[float, ...] = (0.17, 0.33, 0.17, 0.33)  # of the text width: label, value, label, value
    whole_row_lines: int = 25  # a row of more lines may split over pages: one taller than a page would run off it
    low_row_lines: int = 3  # a last row of so few lines does not stand alone on a page; a higher one may
    small_table_lines: int = 6  # a table of no more lines stays together
    heading_hanging: tuple[float, float, float] = (20, 28, 36)  # room for English numbers: 9, 9.9, 9.9.9
    sign_shares: tuple[float, ...] = (0.16, 0.38, 0.06, 0.10, 0.30)  # who, line, gap, date, line
    sign_height: float = 34  # of one row to sign on
    sign_above: float = 16
    rule: str = "C9D3DE"  # lines of tables, header and footer
    rule_strong: str = "2F5D8C"  # under level-1 headings and table heads
    head_fill: str = "EAF0F7"  # table heads and fact labels
    total_fill: str = "F4F7FA"

    @property
    def text_width(self) -> float:
        """Width between the side margins, in points."""
        return (self.page_mm[0] - self.margin_mm[1] - self.margin_mm[3]) * 72 / 25.4

    @property
    def text_height(self) -> float:
        """Height between the upper and lower margin, in points."""
        return (self.page_mm[1] - self.margin_mm[0] - self.margin_mm[2]) * 72 / 25.4

    def heading(self, level: int) -> TextStyle:
        return (self.heading1, self.heading2, self.heading3)[min(level, 3) - 1]


HOUSE = Style()
