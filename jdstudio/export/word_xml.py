"""WordprocessingML as text: escaping, the order of properties, runs and paragraphs. The only place that escapes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from jdstudio.model.values import clean_text

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# The schema is a sequence: Word repairs or refuses a file in which two of these are swapped.
_ORDER = {
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
        suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
        snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
        textboxTightWrap outlineLvl divId cnfStyle rPr""",
    "rPr": """rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid
        vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em
        lang eastAsianLayout specVanish""",
    "tblPr": """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing
        tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription""",
    "trPr": "cnfStyle divId gridBefore gridAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "style": """name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked
        rsid pPr rPr tblPr trPr tcPr tblStylePr""",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlJc pPr rPr",
}
_RANK = {parent: {name: rank for rank, name in enumerate(names.split())} for parent, names in _ORDER.items()}


class Xml(str):
    """XML that is ready to stand in the document, told apart from text that must be escaped."""

    __slots__ = ()


Child = str | int | bool | Mapping[str, str | int] | None


def text_xml(text: str) -> str:
    """Text between tags: what XML forbids is gone, what it reserves is written so that it means itself."""
    return clean_text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute_xml(text: str) -> str:
    """Text inside an attribute; it has one line."""
    return text_xml(" ".join(text.split())).replace('"', "&quot;")


def element(name: str, content: str = "", /, **attributes: str | int) -> Xml:
    """One element of the w namespace; `content` is XML, the attributes are text."""
    marks = "".join(f' w:{key}="{attribute_xml(str(value))}"' for key, value in attributes.items())
    return Xml(f"<w:{name}{marks}>{content}</w:{name}>" if content else f"<w:{name}{marks}/>")


def properties(parent: str, /, **children: Child) -> Xml:
    """An element such as pPr with its children in the order of the schema, or nothing when none is left.

    A child is `True` (present), a text or number (its `w:val`), a mapping (its attributes), `Xml` (the whole child),
    or `None` or `False` (absent).
    """
    content = ordered(parent, **children)
    return Xml(f"<w:{parent}>{content}</w:{parent}>" if content else "")


def ordered(parent: str, /, **children: Child) -> Xml:
    """The children of an element, in the order the schema wants in it."""
    rank = _RANK[parent]
    return Xml("".join(_child(name, children[name]) for name in sorted(children, key=rank.__getitem__)))


def _child(name: str, value: Child) -> str:
    match value:
        case None | False:
            return ""
        case True:
            return f"<w:{name}/>"
        case Xml():
            return value
        case str() | int():
            return element(name, val=value)
    return element(name, **value)


@lru_cache(maxsize=2048)
def paragraph_start(style: str, **children: Child) -> str:
    """The opening of a paragraph in a style, with what it has of its own."""
    return "<w:p>" + properties("pPr", pStyle=style, **children)


def run(text: str, look: str = "") -> str:
    """A run of text; newlines and tabs become Word's own. `look` is a ready rPr."""
    text = text_xml(text)
    if not text:
        return ""
    content = f'<w:t xml:space="preserve">{text}</w:t>'
    if "\n" in content or "\t" in content:
        content = content.replace("\n", _AFTER_BREAK).replace("\t", _AFTER_TAB).replace(_EMPTY, "")
    return f"<w:r>{look}{content}</w:r>"


_EMPTY = '<w:t xml:space="preserve"></w:t>'
_AFTER_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_AFTER_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


def field(code: str, shown: str) -> str:
    """A field that Word computes, such as PAGE; `shown` stands for it until then."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f'{mark.format("begin")}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f"{mark.format('separate')}{run(shown)}{mark.format('end')}"
    )


def twips(points: float) -> int:
    """Points in Word's unit, a twentieth of a point."""
    return round(points * 20)
