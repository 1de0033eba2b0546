"""A document as Markdown that CommonMark, GitHub and pandoc read alike: for wikis, and for comparing versions in git."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never
from urllib.parse import quote

from jdstudio.blocks.types import (
    Block,
    Bullets,
    Document,
    Entry,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Row,
    Run,
    Signatures,
    Table,
    Title,
)
from jdstudio.blocks.words import WORDS, Language

_MARKUP = re.compile(r"[\\`*_\[\]<>|~^$]|&(?=#?\w+;)")
_BLOCK_START = re.compile(r"#|[-+=:](?!\w)")
_NUMBER_START = re.compile(r"(\d+)([.)])(?=\s|$)")
_ORDERED = re.compile(r"\d{1,9}[.)]")
_RULES = {"left": ":---", "center": ":---:", "right": "---:"}
_BELOW = " / "  # what stands below something else, where a line is all there is
_BETWEEN_LISTS = "<!-- -->"
_STOPS = "。，、；：！？….,;:!?"
_BULLETS = "•–▪·-"


def write_markdown(document: Document) -> bytes:
    """The document as UTF-8 Markdown. Texts arrive as they are: what would be markup is escaped."""
    parts: list[str] = []
    after_list = False
    for block in document.blocks:
        is_list = isinstance(block, Bullets | Facts)
        if is_list and after_list:
            parts.append(_BETWEEN_LISTS)  # else the two become one list
        after_list = is_list
        parts.append(_block(block, document.language))
    return ("\n\n".join(filter(None, parts)) + "\n").encode("utf-8", "replace")


def _block(block: Block, language: Language) -> str:  # noqa: PLR0911  one return for each kind
    match block:
        case Title():
            return "\n\n".join(filter(None, (_lines((Run(block.overline),)), f"# {_heading(block.text)}")))
        case Heading():
            return f"{'#' * min(block.level + 1, 6)} {_heading(block.line)}"
        case Paragraph():
            return _lines(block.runs)
        case Bullets():
            return "\n".join(_entries(block.entries))
        case Facts():
            return "\n".join(_fact(fact, language) for row in block.rows for fact in row)
        case Table():
            heads = [escape(_in_line(column.title)) for column in block.columns]
            rows = (_row(row, block, language) for row in block.rows)
            return _pipe_table(heads, [_RULES[column.align] for column in block.columns], rows)
        case Signatures():
            date = escape(block.date + WORDS[language].colon).strip()
            who = (escape(_in_line(name)) for name in block.who)
            return _pipe_table(who, [":---"] * len(block.who), [[date] * len(block.who)])
        case _:
            assert_never(block)


# --- lists -----------------------------------------------------------------------------------------------------------


def _entries(entries: Iterable[Entry]) -> Iterator[str]:
    """Each entry below the text of the one it belongs to; an entry without label continues the one before."""
    open_: list[tuple[int, int]] = []  # depth, and the column where its text starts
    for entry in entries:
        text = _lines(entry.runs)
        while open_ and open_[-1][0] > entry.depth:
            open_.pop()
        if open_ and not entry.label:
            yield f"\n{_indented(text, open_[-1][1])}"
            continue
        if open_ and open_[-1][0] == entry.depth:
            open_.pop()
        before = open_[-1][1] if open_ else 0
        marker = entry.label if _ORDERED.fullmatch(entry.label) else "-"
        if marker == "-" and entry.label.strip(_BULLETS):
            text = f"{escape(entry.label)} {text}"
        open_.append((entry.depth, before + len(marker) + 1))
        apart = before and (not text or marker not in ("-", "1.", "1)"))  # such a line cannot end a paragraph
        yield ("\n" if apart else "") + f"{' ' * before}{marker} {_indented(text, open_[-1][1]).lstrip()}".rstrip(" ")


def _indented(text: str, columns: int) -> str:
    return "\n".join(" " * columns + line for line in text.split("\n"))


def _fact(fact: Fact, language: Language) -> str:
    return f"- {_inline((Run(_in_line(fact.label), bold=True), Run(WORDS[language].colon + _joined(fact.text, language))))}"


# --- tables ----------------------------------------------------------------------------------------------------------


def _pipe_table(heads: Iterable[str], rules: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    lines = (heads, rules, *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) if rules else ""


def _row(row: Row, table: Table, language: Language) -> Iterator[str]:
    """The cells of a row; its detail stands in the widest one, since a pipe table knows no cell across others."""
    shares = [column.share for column in table.columns]
    widest = shares.index(max(shares))
    for at, cell in enumerate(row.cells):
        bold = cell.strong or row.total
        runs = [
            Run(_BELOW)
            if run.text == "\n"
            else Run(_joined(run.text, language), bold or run.bold, run.italic, run.link)
            for run in cell.runs
        ]
        for run in row.detail if at == widest else ():
            runs += [Run(_gap(runs[-1].text if runs else "", language)), Run(_joined(run.text, language))]
        yield _inline(runs)


def _in_line(label: str) -> str:
    """A label in one line; in two languages they stand below each other elsewhere."""
    return _BELOW.join(filter(None, (line.strip() for line in label.split("\n"))))


def _joined(text: str, language: Language) -> str:
    """The lines of a text as one, since a pipe table knows no line break; a single one keeps its outer blanks."""
    if "\n" not in text:
        return text
    joined = ""
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        joined += _gap(joined, language) + line
    return joined


def _gap(before: str, language: Language) -> str:
    """What sets a line apart from the one before: a semicolon, unless that one ends with a stop of its own."""
    if not before:
        return ""
    mark = "" if before[-1] in _STOPS else "；" if language == "zh" else ";"
    return mark if language == "zh" else f"{mark} "


# --- text ------------------------------------------------------------------------------------------------------------


def escape(text: str) -> str:
    """The text, read as itself inside a line."""
    return _MARKUP.sub(r"\\\g<0>", text)


def _heading(text: str) -> str:
    words = escape(" ".join(text.split()))
    return f"{words[:-1]}\\#" if words.endswith("#") else words  # hashes at the end would be taken off


def _lines(runs: Iterable[Run]) -> str:
    """Runs as the lines of a paragraph; none of them starts a list, a heading or a rule."""
    lines = [line.strip() for line in _inline(tuple(runs)).strip().split("\n")]
    return "\\\n".join(_not_a_block(line) for line in lines)


def _not_a_block(line: str) -> str:
    if _BLOCK_START.match(line):
        return f"\\{line}"
    return _NUMBER_START.sub(r"\1\\\2", line, count=1) if _NUMBER_START.match(line) else line


def _inline(runs: Sequence[Run]) -> str:
    """Runs with their styles. Two styled runs in a row are kept apart by an empty comment."""
    made, last = "", ""
    for at, run in enumerate(runs):
        following = runs[at + 1 : at + 2]
        after = ("*" if _mark(following[0]) or following[0].link else following[0].text[:1]) if following else ""
        piece = _link(run) if run.link else _styled(run, last, after)
        made += ("<!-- -->" if made.endswith("*") and piece.startswith("*") else "") + piece
        last = run.text[-1:] or last
    return made


def _mark(run: Run) -> str:
    return "*" * (2 * run.bold + run.italic)


def _link(run: Run) -> str:
    address = re.sub(r"[<>\\\s]", lambda found: quote(found[0]), run.link)
    return f"[{_styled(run, '[', ']')}](<{address}>)"


def _styled(run: Run, before: str, after: str) -> str:
    """The run's text between its asterisks.

    Asterisks count only where they touch the text on one side: `**重点：**说明` stays plain. So blanks, and marks that
    stand against a letter outside, are left out of the style.
    """
    mark, text = _mark(run), run.text
    start, end = 0, len(text)
    if mark:
        while start < end and (text[start].isspace() or not _may_touch(text[start], before)):
            before, start = text[start], start + 1
        while end > start and (text[end - 1].isspace() or not _may_touch(text[end - 1], after)):
            after, end = text[end - 1], end - 1
    if not mark or start == end:
        return escape(text)
    return f"{escape(text[:start])}{mark}{escape(text[start:end])}{mark}{escape(text[end:])}"


def _may_touch(inside: str, outside: str) -> bool:
    return not _is_mark(inside) or not outside or outside.isspace() or _is_mark(outside)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"
