"""The last step of a workbook: what openpyxl cannot write is put into the package it made.

openpyxl leaves the value of every formula open, so that previews, telephones and pandas show nothing until somebody
opens and saves the file in Excel. One pass over the XML writes each formula's value, turns inline strings into shared
ones, which some readers need, and says which program made the file.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from html import escape

from openpyxl.workbook import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from jdstudio.export.excel_text import cell_text

Value = float | str
"""What a formula yields; an empty text is a blank."""

_CELL = re.compile(
    rb'<c r="([A-Z]{1,3}[0-9]{1,7})"((?: s="[0-9]+")?)(?: t="inlineStr")?>'
    rb"(?:(<f>[^<]*</f>)<v ?/?>(?:</v>)?|<is>(<t[ >].*?</t>)</is>)</c>",
    re.DOTALL,
)
_FORMULA = re.compile(rb"<f[ >/]")
_INLINE = re.compile(rb"<c [^>]*inlineStr")
_APPLICATION = re.compile(rb"<Application>.*</AppVersion>")
_STRINGS_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_STRINGS_LINK = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WHEN = (1980, 1, 1, 0, 0, 0)  # the same project makes the same entries


class _InMemory(ExcelWriter):
    """openpyxl puts every sheet into the folder for temporary files first: it may be full, and others may read it.

    For sheets as ours, without drawings and links.
    """

    def __init__(self, book: Workbook, archive: zipfile.ZipFile) -> None:
        super().__init__(book, archive)
        self.archive = archive

    def write_worksheet(self, ws: Worksheet) -> None:
        part = io.BytesIO()
        WorksheetWriter(ws, out=part).write()
        self.archive.writestr(ws.path.removeprefix("/"), part.getvalue())
        self.manifest.append(ws)


def saved(book: Workbook) -> bytes:
    """The package openpyxl makes of a workbook; nothing but memory is written to."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_STORED) as archive:  # read again at once: nothing to deflate
        _InMemory(book, archive).save()
    return package.getvalue()


def complete(book: bytes, values: Mapping[str, Mapping[str, Value]]) -> bytes:
    """The finished workbook. `values` holds the value of every formula: sheet part (`xl/worksheets/sheet1.xml`) → cell.

    Raises ValueError where a formula has no value, a value no formula, or a cell has a form this pass does not know.
    """
    strings = _Strings()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = _completed(name, data, values.get(name, {}), strings)
            elif name == "[Content_Types].xml":
                override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % _STRINGS_TYPE
                data = data.replace(b"</Types>", override)
            elif name == "xl/_rels/workbook.xml.rels":
                link = b'<Relationship Id="rIdStrings" Type="%s" Target="sharedStrings.xml"/>' % _STRINGS_LINK
                data = data.replace(b"</Relationships>", link + b"</Relationships>")
            elif name == "docProps/app.xml":
                data = _APPLICATION.sub(b"<Application>JD Studio</Application>", data)
            target.writestr(_entry(name), data)
        target.writestr(_entry("xl/sharedStrings.xml"), strings.part())
    return out.getvalue()


class _Strings:
    """The table of shared strings; the raw `<t>` elements are its keys, so escapes and blanks stay as they are."""

    def __init__(self) -> None:
        self.numbers: dict[bytes, int] = {}
        self.uses = 0

    def number(self, text: bytes) -> int:
        self.uses += 1
        return self.numbers.setdefault(text, len(self.numbers))

    def part(self) -> bytes:
        head = b'<sst xmlns="%s" count="%d" uniqueCount="%d">' % (_MAIN, self.uses, len(self.numbers))
        entries = b"".join(b"<si>%s</si>" % text for text in self.numbers)
        return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + head + entries + b"</sst>"


def _completed(name: str, data: bytes, values: Mapping[str, Value], strings: _Strings) -> bytes:
    done = 0

    def one(match: re.Match[bytes]) -> bytes:
        nonlocal done
        ref, style, formula, text = match.groups()
        if formula is None:
            return b'<c r="%s"%s t="s"><v>%d</v></c>' % (ref, style, strings.number(text))
        if ref.decode() not in values:
            message = f"{name}: no value for the formula in {ref.decode()}"
            raise ValueError(message)
        done += 1
        kind, value = _literal(values[ref.decode()])
        return b'<c r="%s"%s%s>%s<v>%s</v></c>' % (ref, style, kind, formula, value)

    completed = _CELL.sub(one, data)
    formulas = len(_FORMULA.findall(data))
    if not done == formulas == len(values) or _INLINE.search(completed):
        message = f"{name}: {done} of {formulas} formulas completed with {len(values)} values"
        raise ValueError(message)
    return completed


def _literal(value: Value) -> tuple[bytes, bytes]:
    """Type attribute and text of a value. A blank has no type: then no reader takes it for a text."""
    if isinstance(value, str):
        return (b' t="str"', escape(cell_text(value), quote=False).encode()) if value else (b"", b"")
    return b"", repr(value).encode()


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _WHEN)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
