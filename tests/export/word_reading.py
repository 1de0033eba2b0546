"""Reads a .docx as Word does, by itself: parts, paragraphs with the numbers Word counts, and faults Word would repair."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from jdstudio.blocks.types import Bullets, Document, Facts, Heading, Paragraph, Signatures, Table, Title

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

CHINESE_NUMBERS = [
    "零",
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
    "十六",
    "十七",
    "十八",
    "十九",
    "二十",
    "二十一",
    "二十二",
]


def parts_of(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def root_of(file: bytes, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(parts_of(file)[part])


def value(element: etree._Element | None, path: str, default: str = "") -> str:
    """The w:val of what stands at `path` below an element, such as `pPr/pStyle`."""
    found = None if element is None else element.find("/".join(W + step for step in path.split("/")))
    return default if found is None else found.get(f"{W}val", default)


def text_of(element: etree._Element) -> str:
    """The text of an element's runs, breaks and tabs as characters."""
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    found = []
    for run in element.iter(f"{W}r"):
        found += [child.text or "" if child.tag == f"{W}t" else signs.get(str(child.tag), "") for child in run]
    return "".join(found)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@dataclass
class WordCounter:
    """Counts a document's numbered paragraphs from its numbering part alone."""

    numbering: etree._Element
    styles: etree._Element
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)

    def label(self, paragraph: etree._Element) -> str:
        number, depth = self._number(paragraph)
        if number in ("", "0"):
            return ""
        num = self._one(self.numbering, "num", "numId", number)
        pattern = value(num, "abstractNumId")
        levels = self._one(self.numbering, "abstractNum", "abstractNumId", pattern).findall(f"{W}lvl")
        counts = self.counts.setdefault(pattern, {})
        overrides = {int(o.get(f"{W}ilvl", "")): o for o in num.findall(f"{W}lvlOverride")}
        starts = {at: int(value(overrides.get(at), "startOverride") or value(levels[at], "start")) for at in range(9)}
        if number not in self.met:
            self.met.add(number)
            for level in overrides:
                counts.pop(level, None)
        counts[depth] = counts[depth] + 1 if depth in counts else starts[depth]
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return re.sub(r"%(\d)", lambda m: self._figure(levels, counts, int(m[1]) - 1), value(levels[depth], "lvlText"))

    @staticmethod
    def _figure(levels: list[etree._Element], counts: dict[int, int], level: int) -> str:
        count = counts.get(level, 0)
        return CHINESE_NUMBERS[count] if value(levels[level], "numFmt") == "chineseCountingThousand" else str(count)

    def _number(self, paragraph: etree._Element) -> tuple[str, int]:
        own = paragraph.find(f"{W}pPr")
        if own is None or own.find(f"{W}numPr") is None:
            own = self._one(self.styles, "style", "styleId", value(paragraph, "pPr/pStyle")).find(f"{W}pPr")
        return value(own, "numPr/numId"), int(value(own, "numPr/ilvl", "0"))

    @staticmethod
    def _one(root: etree._Element, tag: str, key: str, wanted: str) -> etree._Element:
        return next(element for element in root.findall(W + tag) if element.get(W + key) == wanted)


def lines_of(file: bytes) -> list[str]:
    """The paragraphs of a .docx with text in them, in order, numbers included."""
    counter = WordCounter(root_of(file, "word/numbering.xml"), root_of(file, "word/styles.xml"))
    lines = [counter.label(each) + text_of(each) for each in root_of(file).iter(f"{W}p")]
    return [line for line in map(squeezed, lines) if line]


def lines_in(document: Document) -> list[str]:
    """What a document says, paragraph by paragraph, in order, numbers included."""
    return [line for line in map(squeezed, _lines(document)) if line]


def _lines(document: Document) -> Iterator[str]:
    for block in document.blocks:
        match block:
            case Title():
                yield from (block.overline, block.text)
            case Heading():
                yield block.label + block.text
            case Paragraph():
                yield "".join(run.text for run in block.runs)
            case Bullets():
                yield from (entry.label + "".join(run.text for run in entry.runs) for entry in block.entries)
            case Facts():
                yield from (text for row in block.rows for fact in row for text in (fact.label, fact.text))
            case Table():
                yield from (column.title for column in block.columns)
                for row in block.rows:
                    yield from (cell.text for cell in row.cells)
                    yield from (line.text for line in row.detail)
            case Signatures():
                yield from (text for who in block.who for text in (who, block.date))


def faults_of(file: bytes) -> list[str]:
    """What neither validators nor LibreOffice complain of, and Word repairs or shows wrongly."""
    parts = parts_of(file)
    roots = {name: etree.fromstring(content) for name, content in parts.items()}
    faults = [*_package_faults(roots)]
    styles = {style.get(f"{W}styleId") for style in roots["word/styles.xml"].iter(f"{W}style")}
    numbers = {num.get(f"{W}numId") for num in roots["word/numbering.xml"].iter(f"{W}num")} | {"0"}
    for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
        root = roots[name]
        for tag in ("pStyle", "rStyle", "tblStyle"):
            faults += [
                f"{name}: no style {e.get(W + 'val')}" for e in root.iter(W + tag) if e.get(W + "val") not in styles
            ]
        faults += [
            f"{name}: no number {e.get(W + 'val')}" for e in root.iter(W + "numId") if e.get(W + "val") not in numbers
        ]
        marks = [e.get(f"{W}fldCharType") for e in root.iter(f"{W}fldChar")]
        if marks != ["begin", "separate", "end"] * (len(marks) // 3):
            faults.append(f"{name}: fields do not pair")
        for table in root.iter(f"{W}tbl"):
            faults += [f"{name}: {fault}" for fault in _table_faults(table)]
    return faults


def _package_faults(roots: dict[str, etree._Element]) -> Iterator[str]:
    named = {e.get("PartName") for e in roots["[Content_Types].xml"] if e.get("PartName")}
    yield from (f"content type without part {name}" for name in named if name and name[1:] not in roots)
    for name, root in roots.items():
        if not name.endswith((".rels", "[Content_Types].xml")) and f"/{name}" not in named:
            yield f"no content type for {name}"
        relations = roots.get(posixpath.join(posixpath.dirname(name), "_rels", posixpath.basename(name) + ".rels"))
        known = {e.get("Id") for e in relations} if relations is not None else set()
        used = {element.get(f"{R}id") for element in root.iter() if element.get(f"{R}id")}
        yield from (f"{name}: {identity} leads nowhere" for identity in used - known)


def _table_faults(table: etree._Element) -> Iterator[str]:
    grid = [int(column.get(f"{W}w", "")) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
    for row in table.findall(f"{W}tr"):
        at = 0
        for cell in row.findall(f"{W}tc"):
            span = int(value(cell, "tcPr/gridSpan", "1"))
            width = cell.find(f"{W}tcPr/{W}tcW")
            if width is None or int(width.get(f"{W}w", "")) != sum(grid[at : at + span]):
                yield "a cell is not as wide as its columns"
            if cell[-1].tag != f"{W}p":
                yield "a cell does not end with a paragraph"
            at += span
        if at != len(grid):
            yield f"a row spans {at} of {len(grid)} columns"
    follower = table.getnext()
    if follower is None or follower.tag != f"{W}p":
        yield "no paragraph after a table"
