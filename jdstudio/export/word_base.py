"""Our own empty Word package, the one that every document starts from: A4, Chinese fonts and language, our styles.

Its fixed parts are the XML files in resources/styles/word; what follows from the house style is written here.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache

from jdstudio.blocks.style import HOUSE
from jdstudio.export.word_styles import styles_part
from jdstudio.export.word_xml import DECLARATION, NAMESPACES, element
from jdstudio.resources import resource

_FIXED = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "font_table.xml",
    "word/theme/theme1.xml": "theme.xml",
    "docProps/core.xml": "core.xml",
    "docProps/app.xml": "app.xml",
}


@cache
def base_package(language: str) -> bytes:
    """The bytes of an empty .docx in the house style for documents in that language."""
    parts = {name: resource(f"styles/word/{file}").read_bytes() for name, file in _FIXED.items()}
    parts["word/document.xml"] = _empty("document", element("body", _section())).encode()
    parts["word/styles.xml"] = styles_part(language).encode()
    for name, root in (("numbering", "numbering"), ("header1", "hdr"), ("footer1", "ftr")):
        parts[f"word/{name}.xml"] = _empty(root).encode()  # filled for each document
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_STORED) as archive:  # opened for every document: nothing to inflate
        for name, content in parts.items():
            archive.writestr(name, content)
    return package.getvalue()


def _empty(root: str, content: str = "") -> str:
    return f"{DECLARATION}<w:{root} {NAMESPACES}>{content}</w:{root}>"


def _section() -> str:
    """The page: no document grid, which would stretch lines of 微软雅黑 to two grid lines each."""
    width, height = (_from_mm(length) for length in HOUSE.page_mm)
    top, right, bottom, left = (_from_mm(length) for length in HOUSE.margin_mm)
    return element(
        "sectPr",
        '<w:headerReference w:type="default" r:id="rId6"/><w:footerReference w:type="default" r:id="rId7"/>'
        + element("pgSz", w=width, h=height)
        + element(
            "pgMar",
            top=top,
            right=right,
            bottom=bottom,
            left=left,
            header=_from_mm(HOUSE.header_mm),
            footer=_from_mm(HOUSE.footer_mm),
            gutter=0,
        )
        + element("cols", space=425),
    )


def _from_mm(length: float) -> int:
    return round(length * 1440 / 25.4)
