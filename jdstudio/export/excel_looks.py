"""How the cells of a workbook look: a few named styles, in the colours and the font of all our documents."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

import msgspec
from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils.indexed_list import IndexedList

from jdstudio.blocks.style import HOUSE

# openpyxl's own order of a font's elements breaks the schema in every file
Font.__elements__ = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "family", "charset", "scheme"),
)

TO_FILL = "FFF8E1"
GOOD, WARN, BAD = ("0B7A53", "E1F4EC"), ("9A4A06", "FDF0DC"), ("B3223A", "FCE6E9")  # text and ground
_NAVY, _GREY = HOUSE.title.colour, HOUSE.note.colour

Align = Literal["left", "center", "right"]


def _opaque(colour: str) -> str:
    """RRGGBB with the alpha that says visible; openpyxl's own would say transparent to readers that honour it."""
    return f"FF{colour}"


_THIN = Side("thin", _opaque(HOUSE.rule))
_STRONG = Side("thin", _opaque(HOUSE.rule_strong))
_GAP = Side("thick", _opaque("FFFFFF"))


class Look(msgspec.Struct, frozen=True):
    """One style. A number in a cell that may `shrink` never shows as ###. `lines`: t and b for a rule above and below, T and B for a strong one, g for a white gap after the cell."""

    name: str
    size: float = 10
    bold: bool = False
    colour: str = HOUSE.cell.colour
    fill: str = ""
    align: Align = "left"
    vertical: Literal["top", "center", "bottom"] = "center"
    lines: str = "b"
    indent: int = 0
    wrap: bool = True
    shrink: bool = False
    open: bool = False


LOOKS = (
    Look("title", size=20, bold=True, colour=_NAVY, lines="", wrap=False),
    Look("facts", colour=_GREY, lines=""),
    Look("hint", colour=_GREY, align="right", lines=""),
    Look("small print", colour=_GREY, lines="", wrap=False),
    Look("hidden", size=8, colour=_GREY, lines="", wrap=False),
    Look("label", colour=_GREY, vertical="bottom", lines="", indent=1, wrap=False),
    Look("fill in", fill=TO_FILL, lines="Bg", indent=1, open=True),
    Look("result label", colour=_GREY, align="center", vertical="bottom", lines="", wrap=False),
    Look("result", size=16, bold=True, colour=_NAVY, fill=HOUSE.total_fill, align="center", lines="B", shrink=True),
    Look("head", size=9.5, bold=True, colour=_NAVY, fill=HOUSE.head_fill, align="center", lines="tB"),
    Look("head text", size=9.5, bold=True, colour=_NAVY, fill=HOUSE.head_fill, lines="tB", indent=1),
    Look("head to fill", size=9.5, bold=True, colour="7A5200", fill="FFECB3", align="center", lines="tB"),
    Look("text", indent=1),
    Look("name", size=10.5, bold=True, indent=1),
    Look("middle", align="center"),
    Look("amount", align="center", shrink=True),
    Look("amount to fill", size=11, bold=True, fill=TO_FILL, align="center", shrink=True, open=True),
    Look("remark to fill", fill=TO_FILL, indent=1, open=True),
    Look("points", size=11, bold=True, align="center", shrink=True),
    Look("total", size=11, bold=True, colour=_NAVY, fill=HOUSE.total_fill, align="center", lines="TB", shrink=True),
    Look("total text", bold=True, colour=_NAVY, fill=HOUSE.total_fill, lines="TB", indent=1),
    Look("total note", size=9.5, colour=_NAVY, fill=HOUSE.total_fill, align="center", lines="TB"),
    Look("note label", size=9.5, bold=True, colour=_NAVY, fill=HOUSE.head_fill, lines="bg", indent=1),
    Look("note", fill=TO_FILL, vertical="top", lines="bg", indent=1, open=True),
    Look("sign", colour=_GREY, vertical="center", indent=1, open=True),
    Look("sign label", bold=True, colour=_NAVY, indent=1),
    Look("message", size=12, colour=_GREY, align="center", lines="tb"),
    Look("heading", size=12, bold=True, colour=_NAVY, lines="", wrap=False),
    Look("step", size=10.5, lines="", vertical="top"),
    Look("number", size=10.5, bold=True, colour=HOUSE.rule_strong, align="center", vertical="top", lines=""),
)


def new_workbook() -> Workbook:
    """An empty workbook with our font for everything, and all LOOKS as named styles."""
    book = Workbook()
    base = Font(name=HOUSE.east_asian_font, sz=10)
    # the first font gives the unit of column widths and the look of untouched cells; only private names can set it
    private: Any = book
    private._fonts = IndexedList([base])  # noqa: SLF001
    private._named_styles["Normal"].font = base  # noqa: SLF001
    for look in LOOKS:
        book.add_named_style(_style(look))
    return book


def _style(look: Look) -> NamedStyle:
    font, fill, border, alignment, protection = _parts(look)
    return NamedStyle(look.name, font=font, fill=fill, border=border, alignment=alignment, protection=protection)


@cache
def _parts(look: Look) -> tuple[Font, PatternFill, Border, Alignment, Protection]:
    """What a style consists of; a named style belongs to one workbook, its parts to all."""
    sides = {side.lower(): _STRONG if side.isupper() else _THIN for side in look.lines}
    gap = _GAP if "g" in look.lines else None
    wrap, shrink = (look.wrap and not look.shrink) or None, look.shrink or None
    return (
        Font(name=HOUSE.east_asian_font, sz=look.size, b=look.bold or None, color=_opaque(look.colour)),
        PatternFill("solid", fgColor=_opaque(look.fill)) if look.fill else PatternFill(),
        Border(top=sides.get("t"), bottom=sides.get("b"), right=gap),
        Alignment(look.align, look.vertical, wrap_text=wrap, shrink_to_fit=shrink, indent=look.indent),
        Protection(locked=not look.open),
    )


def colour_rules(*cases: tuple[str, tuple[str, str]]) -> Iterator[Rule]:
    """Rules that colour a cell where a formula is true: (formula, (text, ground)) each."""
    for formula, (text, ground) in cases:
        look = DifferentialStyle(font=Font(color=_opaque(text)), fill=PatternFill(bgColor=_opaque(ground)))
        yield Rule("expression", formula=[formula], dxf=look, stopIfTrue=True)
