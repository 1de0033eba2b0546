"""A document as .docx: description and posting alike; the blocks decide the content.

python-docx opens and saves the package, our own small base; the body is built as XML text, parsed once and put in
as one slice. Fonts stand in styles, never on a run; numbers of headings and lists are Word's own.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.coreprops import CoreProperties
from lxml import etree

from jdstudio.blocks.types import Document
from jdstudio.export.word_base import base_package
from jdstudio.export.word_body import body_xml
from jdstudio.export.word_numbering import Numbering
from jdstudio.export.word_xml import NAMESPACES, field, paragraph_start, run
from jdstudio.model.values import one_line, shortened

_PAGE_LINE_LONGEST = 60
"""A company's name and a document's fit on one line at the head of a page; more than this would eat up the pages."""

_PROPERTY_LONGEST = 255


def write_word(document: Document, made: datetime | None = None) -> bytes:
    """The .docx of a document. `made` is the time its properties give, now if not said; nothing else depends on it."""
    word = docx.Document(io.BytesIO(base_package(document.language)))
    part = word.part
    numbering = Numbering(document.language)
    body = body_xml(document, numbering, lambda uri: part.relate_to(uri, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    whole = _parsed(body)
    whole.append(part.element.body.sectPr)
    part.element.replace(part.element.body, whole)
    part.numbering_part.element[:] = list(_parsed(numbering.content()))
    section = word.sections[0]
    head = _page_line("Header", document.head_left, run(_short(document.head_right)))
    section.header.part.element[:] = list(_parsed(head))
    foot = _page_line("Footer", document.foot_left, _page_number(document.page_words))
    section.footer.part.element[:] = list(_parsed(foot))
    _describe(word.core_properties, document, made or datetime.now(UTC))
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def _parsed(content: str) -> etree._Element:
    """A body that holds some XML. It is our own XML, so its size needs no limit."""
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)
    return etree.fromstring(f"<w:body {NAMESPACES}>{content}</w:body>".encode(), parser)


def _page_line(style: str, left: str, right: str) -> str:
    """What stands at the head or the foot of every page: a text on the left, runs at the right margin."""
    tab = "<w:r><w:tab/></w:r>" if right else ""
    return f"{paragraph_start(style)}{run(_short(left))}{tab}{right}</w:p>"


def _page_number(pattern: str) -> str:
    fields = {"{page}": field("PAGE", "1"), "{pages}": field("NUMPAGES", "1")}
    return "".join(fields.get(part) or run(part) for part in re.split(r"(\{pages?\})", pattern))


def _short(text: str) -> str:
    """One line that fits its half of the page."""
    return shortened(one_line(text), _PAGE_LINE_LONGEST)


def _describe(properties: CoreProperties, document: Document, made: datetime) -> None:
    def short(text: str) -> str:
        return one_line(text)[:_PROPERTY_LONGEST]

    properties.title = short(document.title)
    properties.subject = short(document.head_right)
    properties.author = short(document.author) or "JD Studio"
    properties.last_modified_by = "JD Studio"
    properties.language = "zh-CN" if document.language == "zh" else "en-US"
    properties.revision = 1
    properties.created = properties.modified = made
