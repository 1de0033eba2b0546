"""The styles of our Word documents, made from the house style, so that Word, preview and HTML agree."""

from __future__ import annotations

from jdstudio.blocks.numbering import NUMBERED_LEVELS
from jdstudio.blocks.style import HOUSE, TextStyle
from jdstudio.export.word_numbering import HEADINGS
from jdstudio.export.word_xml import DECLARATION, NAMESPACES, Child, Xml, element, ordered, properties, twips

HEADING_DEPTH = 9
"""Word knows nine levels of headings; a deeper one is written as the ninth."""

TEXT_WIDTH = twips(HOUSE.text_width)


def styles_part(language: str) -> str:
    """styles.xml for documents in that language."""
    styles = [
        *_defaults(),
        *_prose(language),
        *(_heading(level) for level in range(1, HEADING_DEPTH + 1)),
        *_tables(),
        *_page_lines(),
        _character("Hyperlink", "Hyperlink", color=HOUSE.heading2.colour, u="single"),
    ]
    return f"{DECLARATION}<w:styles {NAMESPACES}>{_document_defaults(language)}{''.join(styles)}</w:styles>"


def _document_defaults(language: str) -> str:
    latin, asian = HOUSE.latin_font, HOUSE.east_asian_font
    # In Chinese text the characters both scripts use, such as “ ” … —, take the Chinese font.
    hint = {"hint": "eastAsia"} if language == "zh" else {}
    look = properties(
        "rPr",
        rFonts=element("rFonts", **hint, ascii=latin, hAnsi=latin, eastAsia=asian, cs=latin),
        **_size(HOUSE.body),
        color=HOUSE.body.colour,
        lang=element("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"),
    )
    return element(
        "docDefaults",
        element("rPrDefault", look)
        + element("pPrDefault", properties("pPr", spacing=element("spacing", before=0, after=0))),
    )


def _defaults() -> list[str]:
    normal = properties(
        "pPr",
        widowControl=True,
        kinsoku=True,
        overflowPunct=True,
        autoSpaceDE=True,
        autoSpaceDN=True,
        snapToGrid=0,
        jc="left",
    )
    margins = element(
        "tblCellMar",
        element("top", w=0, type="dxa")
        + element("left", w=0, type="dxa")
        + element("bottom", w=0, type="dxa")
        + element("right", w=0, type="dxa"),
    )
    no_table = properties("tblPr", tblInd=element("tblInd", w=0, type="dxa"), tblCellMar=margins)
    hidden: dict[str, Child] = {"uiPriority": 99, "semiHidden": True, "unhideWhenUsed": True}
    return [
        _style("paragraph", "Normal", "Normal", default=True, qFormat=True, pPr=normal),
        _style("character", "DefaultParagraphFont", "Default Paragraph Font", default=True, **hidden),
        _style("table", "TableNormal", "Normal Table", default=True, tblPr=no_table, **hidden),
        _style("numbering", "NoList", "No List", default=True, **hidden),
    ]


def _prose(language: str) -> list[str]:
    chinese = language == "zh"
    align = "both" if chinese else "left"
    indent = element("ind", firstLineChars=200, firstLine=twips(2 * HOUSE.body.size)) if chinese else None
    return [
        _paragraph("Title", "Title", HOUSE.title, next="BodyText", uiPriority=10, keepNext=True, keepLines=True),
        _paragraph("Overline", "JD Overline", HOUSE.overline, next="Title", keepNext=True),
        _paragraph("BodyText", "Body Text", HOUSE.body, ind=indent, jc=align),
        _paragraph("Lead", "JD Lead", HOUSE.body, jc=align),
        _paragraph("Note", "JD Note", HOUSE.note, jc=align),
        _paragraph("ListParagraph", "List Paragraph", HOUSE.entry, uiPriority=34, jc=align),
        _paragraph("Spacer", "JD Spacer", TextStyle(1, 1), qFormat=False),
    ]


def _heading(level: int) -> str:
    number = element("numId", val=HEADINGS)
    if level > 1:
        number = Xml(element("ilvl", val=level - 1) + number)
    rule = element("bottom", val="single", sz=6, space=3, color=HOUSE.rule_strong)
    return _paragraph(
        f"Heading{level}",
        f"heading {level}",
        HOUSE.heading(level),
        next="BodyText",
        uiPriority=9,
        keepNext=True,
        keepLines=True,
        numPr=element("numPr", number) if level <= NUMBERED_LEVELS else None,
        pBdr=element("pBdr", rule) if level == 1 else None,
        outlineLvl=level - 1,
    )


def _tables() -> list[str]:
    upright, across = (twips(pad) for pad in HOUSE.cell_pad)
    margins = "".join(
        element(side, w=pad, type="dxa")
        for side, pad in (("top", upright), ("left", across), ("bottom", upright), ("right", across))
    )
    lines = "".join(element(side, val="single", sz=4, space=0, color=HOUSE.rule) for side in ("bottom", "insideH"))
    table = properties("tblPr", tblBorders=element("tblBorders", lines), tblCellMar=element("tblCellMar", margins))
    return [
        _paragraph("TableText", "JD Table Text", HOUSE.cell),
        _paragraph("TableStrong", "JD Table Strong", HOUSE.cell, bold=True),
        _paragraph("TableHead", "JD Table Head", HOUSE.cell_head),
        _paragraph("TableDetail", "JD Table Detail", HOUSE.cell_detail),
        _style("table", "JDTable", "JD Table", basedOn="TableNormal", uiPriority=59, qFormat=True, tblPr=table),
    ]


def _page_lines() -> list[str]:
    tabs = element("tabs", element("tab", val="right", pos=TEXT_WIDTH))

    def line(style: str, side: str) -> str:
        rule = element("pBdr", element(side, val="single", sz=4, space=4, color=HOUSE.rule))
        return _paragraph(style, style.lower(), HOUSE.page_line, uiPriority=99, qFormat=False, tabs=tabs, pBdr=rule)

    return [line("Header", "bottom"), line("Footer", "top")]


def _paragraph(  # noqa: PLR0913  a style is what it is made of
    identity: str,
    name: str,
    look: TextStyle,
    *,
    next: str | None = None,  # noqa: A002  Word's word
    uiPriority: int = 1,  # noqa: N803  Word's word
    qFormat: bool = True,  # noqa: N803  Word's word
    bold: bool = False,
    **layout: Child,
) -> str:
    spacing = element(
        "spacing", before=twips(look.above), after=twips(look.below), line=twips(look.line), lineRule="exact"
    )
    heavy = bold or look.bold
    return _style(
        "paragraph",
        identity,
        name,
        basedOn="Normal",
        next=next,
        uiPriority=uiPriority,
        qFormat=qFormat,
        pPr=properties("pPr", spacing=spacing, **layout),
        rPr=properties("rPr", b=heavy, bCs=heavy, color=look.colour, **_size(look)),
    )


def _character(identity: str, name: str, **look: Child) -> str:
    return _style("character", identity, name, uiPriority=99, unhideWhenUsed=True, rPr=properties("rPr", **look))


def _style(kind: str, identity: str, name: str, *, default: bool = False, **children: Child) -> str:
    marks: dict[str, str | int] = {"type": kind, "styleId": identity}
    if default:
        marks["default"] = 1
    if name.startswith("JD "):
        marks["customStyle"] = 1
    return element("style", ordered("style", name=name, **children), **marks)


def _size(look: TextStyle) -> dict[str, Child]:
    half_points = round(look.size * 2)
    return {"sz": half_points, "szCs": half_points}
