"""The body of a Word document: blocks -> WordprocessingML text, in the order of the blocks and with nothing added."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import assert_never
from urllib.parse import quote, urlsplit, urlunsplit

from jdstudio.blocks.numbering import NUMBERED_LEVELS
from jdstudio.blocks.style import HOUSE
from jdstudio.blocks.types import (
    Block,
    Bullets,
    Document,
    Entry,
    Facts,
    Heading,
    Paragraph,
    Run,
    Runs,
    Signatures,
    Table,
    Title,
)
from jdstudio.export.word_numbering import NO_NUMBER, Numbering, heading_gap, list_indent
from jdstudio.export.word_styles import HEADING_DEPTH
from jdstudio.export.word_tables import facts_xml, signatures_xml, table_xml
from jdstudio.export.word_xml import Xml, element, paragraph_start, properties, run, twips
from jdstudio.model.values import clean_text

_LONGEST_LINK = 2000
"""Word takes no longer address."""

_LAST_LINE = 1

_PARAGRAPHS = {"body": "BodyText", "lead": "Lead", "note": "Note"}


def body_xml(document: Document, numbering: Numbering, relate: Callable[[str], str]) -> str:
    """The content of w:body. Lists and headings are entered in `numbering`; `relate` gives a web address its id."""
    return _Body(numbering, relate).write(document.blocks)


class _Body:
    def __init__(self, numbering: Numbering, relate: Callable[[str], str]) -> None:
        self.numbering = numbering
        self.relate = relate
        self.links: dict[str, str] = {}
        self.heading = ""

    def write(self, blocks: tuple[Block, ...]) -> str:
        blocks = tuple(block for block in blocks if not _is_empty(block))
        parts = []
        before: Block | None = None
        for at, block in enumerate(blocks):
            after = blocks[at + 1] if at + 1 < len(blocks) else None
            if _is_table(block):
                parts.append(_gap_above(block, before))
            parts.append(self.block(block, before, after))
            before = block
        if _is_table(before):
            parts.append(_spacer(_LAST_LINE))  # Word needs a paragraph after the last table
        return "".join(parts)

    def block(self, block: Block, before: Block | None, after: Block | None) -> str:
        # Nobody signs on a page that holds nothing else, and what follows the signatures, most often the history of
        # revisions, does not stand alone on one. A last table takes the line below it along, which at the very end of
        # a full page would begin a page of its own.
        signed = isinstance(after, Signatures)
        ends = after is None or (isinstance(block, Signatures) and isinstance(after, Heading))
        match block:
            case Title():
                overline = paragraph_start("Overline") + run(block.overline) + "</w:p>" if block.overline else ""
                return overline + paragraph_start("Title") + run(block.text) + "</w:p>"
            case Heading():
                self.heading = block.text
                return self.heading_xml(block)
            case Paragraph():
                return self.paragraph(block, before, after, keep=signed)
            case Bullets():
                return self.list(block, before, after, keep=signed)
            case Facts() | Table() | Signatures():
                return self.table(block, keep=signed or ends)
        assert_never(block)

    def table(self, block: Facts | Table | Signatures, *, keep: bool) -> str:
        match block:
            case Facts():
                return facts_xml(block, self.numbering.language, keep=keep)
            case Table():
                return table_xml(block, block.caption or self.heading, self.inline, keep=keep)
            case Signatures():
                return signatures_xml(block, keep=keep)
        assert_never(block)

    def heading_xml(self, block: Heading) -> str:
        style = f"Heading{min(block.level, HEADING_DEPTH)}"
        start_page: dict[str, bool | Xml] = {"pageBreakBefore": True, "spacing": _AT_TOP} if block.new_page else {}
        if self.numbering.counts_heading(block.level, block.label):
            return paragraph_start(style, **start_page) + run(block.text) + "</w:p>"
        gap, indent = heading_gap(self.numbering.language, block.level)
        label = block.label + gap if block.label else ""
        start = paragraph_start(style, numPr=_unnumbered(block.level), ind=indent if label else None, **start_page)
        return start + run(label + block.text) + "</w:p>"

    def paragraph(self, block: Paragraph, before: Block | None, after: Block | None, *, keep: bool) -> str:
        style = _PARAGRAPHS[block.style]
        leads = isinstance(after, Bullets | Table) and bool(block.runs) and all(part.bold for part in block.runs)
        spacing = _BELOW_TABLE if _is_table(before) else None
        return paragraph_start(style, keepNext=keep or leads, spacing=spacing) + self.inline(block.runs) + "</w:p>"

    def list(self, block: Bullets, before: Block | None, after: Block | None, *, keep: bool) -> str:
        """Neither the first nor the last entry of a list stands alone on a page."""
        number = self.numbering.list_number(block.entries)
        parts = []
        for at, entry in enumerate(block.entries):
            left = len(block.entries) - 1 - at
            together = keep if left == 0 else at == 0 or left == 1
            spacing = _BELOW_TABLE if at == 0 and _is_table(before) else None
            if left == 0 and _is_table(after):
                spacing = _ABOVE_TABLE
            parts.append(self.entry(entry, number, keepNext=together, spacing=spacing))
        return "".join(parts)

    def entry(self, entry: Entry, number: int | None, **layout: bool | Xml | None) -> str:
        """A label that Word does not count stands as text; an entry without one goes on below the entry before it."""
        text = self.inline(entry.runs) + "</w:p>"
        if number and entry.label:
            numbered = element("numPr", element("ilvl", val=entry.depth) + element("numId", val=number))
            return paragraph_start("ListParagraph", numPr=numbered, **layout) + text
        label = run(f"{entry.label}\t") if entry.label else ""
        indent = list_indent(entry.depth, hanging=bool(label))
        return paragraph_start("ListParagraph", ind=indent, **layout) + label + text

    def inline(self, runs: Runs) -> str:
        return "".join(self.run(part) for part in runs)

    def run(self, part: Run) -> str:
        link = self.link(part.link) if part.link else ""
        if not (link or part.bold or part.italic):
            return run(part.text)
        text = run(part.text, _LOOKS[bool(link), part.bold, part.italic])
        return f'<w:hyperlink r:id="{link}" w:history="1">{text}</w:hyperlink>' if link and text else text

    def link(self, address: str) -> str:
        """The relationship of a web address, or nothing where it is none that may be opened."""
        if address not in self.links:
            target = web_address(address)
            self.links[address] = self.relate(target) if target else ""
        return self.links[address]


def web_address(address: str) -> str:
    """The address as a URI that Word takes, or nothing: only http, https and mailto, and only what parses."""
    address = "".join(clean_text(address).split())
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises where it is no number
        host = parts.netloc.encode("ascii" if parts.netloc.isascii() else "idna").decode()
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https", "mailto") or not (parts.path if parts.scheme == "mailto" else host):
        return ""
    kept = "/:@!$&'()*+,;=-._~%"
    path, query, fragment = quote(parts.path, kept), quote(parts.query, kept + "?"), quote(parts.fragment, kept + "?")
    uri = urlunsplit((parts.scheme, quote(host, kept + "[]"), path, query, fragment))
    return uri if len(uri) <= _LONGEST_LINK else ""


def _is_table(block: Block | None) -> bool:
    return isinstance(block, Facts | Table | Signatures)


def _is_empty(block: Block) -> bool:
    """A table without a cell is none in Word either."""
    match block:
        case Facts():
            return not any(block.rows)
        case Table():
            return block.is_empty
        case Signatures():
            return not block.who
    return False


def _gap_above(block: Block, before: Block | None) -> str:
    """Tables bring no space of their own; two of them in a row would even become one."""
    if isinstance(block, Signatures):
        return _spacer(HOUSE.sign_above, keep=True)
    return _spacer(max(HOUSE.table_below, HOUSE.table_above)) if _is_table(before) else ""


def _spacer(height: float, *, keep: bool = False) -> str:
    spacing = Xml(f'<w:spacing w:line="{twips(height)}" w:lineRule="exact"/>')
    return paragraph_start("Spacer", keepNext=keep, spacing=spacing) + "</w:p>"


@cache
def _unnumbered(level: int) -> Xml | None:
    """Heading styles number themselves; this takes it back, in a way that validators know too."""
    if level > NUMBERED_LEVELS:
        return None
    return element("numPr", element("ilvl", val=level - 1) + element("numId", val=NO_NUMBER))


# Between two paragraphs Word puts the larger of the spaces they ask for. No space is asked for by tables.
_BELOW_TABLE = Xml(f'<w:spacing w:before="{twips(HOUSE.table_below)}"/>')
_ABOVE_TABLE = Xml(f'<w:spacing w:after="{twips(HOUSE.table_above)}"/>')
_AT_TOP = Xml('<w:spacing w:before="0"/>')  # Word would keep the space above a heading that begins a page
_LOOKS = {
    (link, bold, italic): properties(
        "rPr", rStyle="Hyperlink" if link else None, b=bold, bCs=bold, i=italic, iCs=italic
    )
    for link in (False, True)
    for bold in (False, True)
    for italic in (False, True)
}
