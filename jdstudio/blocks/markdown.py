"""The small Markdown of text sections -> blocks: a paragraph a line, lists, bold, italic, web links; nothing else.

Everything that is not one of these stays the text it is: HTML, headings, images and code have no meaning here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from functools import cache
from typing import TYPE_CHECKING

from jdstudio.blocks.types import Block, Bullets, Entry, Paragraph, Run, Runs
from jdstudio.model.place import Place

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Chunks = MutableMapping[str, tuple[Block, ...]]

_MARKUP = re.compile(r"[*_\[\\]|^\s*(?:[-+]|\d{1,9}[.)])\s", re.MULTILINE)
_NO_LIST = re.compile(r"^\s*(?:(?:[-+*_]\s*){3,}$|(?:(?:[-+*]|\d{1,9}[.)])\s+){4,}|\s{40,}\S)", re.MULTILINE)
"""A drawn line (`* * *`), or what Markdown would nest deeper than anybody means: past 20 levels its parser drops text."""
_WEB = ("http://", "https://", "mailto:")
_BULLETS = ("•", "–", "▪")


def text_blocks(text: str, place: Place, style: str, known: Chunks | None = None) -> tuple[Block, ...]:
    """The blocks of a section's text.

    `known` keeps the blocks of each stretch between blank lines, so that typing in one stretch leaves the blocks of all
    others the very same objects; the caller owns it, one for each place and style.
    """
    if not text.strip():
        return ()
    found: dict[str, tuple[Block, ...]] = {}
    blocks: list[Block] = []
    for chunk in re.split(r"\n[ \t]*\n", text):
        if chunk.strip() and chunk not in found:
            old = known.get(chunk) if known is not None else None
            found[chunk] = old if old is not None else tuple(_chunk(chunk, place, style))
        blocks += found.get(chunk, ())
    if known is not None:
        known.clear()
        known.update(found)
    return tuple(blocks)


def plain_text(text: str) -> str:
    """The text without its markup, on one line: for tooltips and lists."""
    parts = (run.text for block in text_blocks(text, Place(), "lead") for run in _runs_in(block))
    return " ".join("".join(parts).split())


def _runs_in(block: Block) -> Iterator[Run]:
    if isinstance(block, Paragraph):
        yield from block.runs
    elif isinstance(block, Bullets):
        for entry in block.entries:
            yield from entry.runs
    yield Run(" ")


def _chunk(chunk: str, place: Place, style: str) -> Iterator[Block]:
    if not _MARKUP.search(chunk) or _NO_LIST.search(chunk):
        for line in chunk.split("\n"):
            if line.strip():
                yield _paragraph((Run(line.strip()),), place, style)
        return
    tokens = _parser().parse(chunk)
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type.endswith("_list_open"):
            end = _closing(tokens, at)
            yield _list(tokens[at : end + 1], place)
            at = end
        elif token.type == "inline":
            for runs in _lines(token):
                yield _paragraph(runs, place, style)
        at += 1


def _paragraph(runs: Runs, place: Place, style: str) -> Paragraph:
    return Paragraph(runs, "body" if style == "body" else "note" if style == "note" else "lead", place)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  20 ms that a command without text need not pay

    parser = MarkdownIt("zero", {"html": False}).enable(["list", "emphasis", "link", "escape", "newline"])
    # what leads neither to the web nor to mail is no link and keeps its text: [x](javascript:…), [图](a.png)
    parser.validateLink = lambda url: url.lower().startswith(_WEB)  # type: ignore[method-assign]
    return parser


def _closing(tokens: list[Token], at: int) -> int:
    return next(i for i in range(at + 1, len(tokens)) if tokens[i].level == tokens[at].level and tokens[i].nesting < 0)


def _list(tokens: list[Token], place: Place) -> Bullets:
    entries: list[Entry] = []
    counters: list[int | None] = []
    fresh = False
    for token in tokens:
        if token.type == "ordered_list_open":
            counters.append(int(token.attrs.get("start", 1)))
        elif token.type == "bullet_list_open":
            counters.append(None)
        elif token.type.endswith("_list_close"):
            counters.pop()
        elif token.type == "list_item_open":
            fresh = True
        elif token.type == "inline":
            for runs in _lines(token):
                label = ""
                if fresh:
                    number, fresh = counters[-1], False
                    label = _BULLETS[min(len(counters), 3) - 1] if number is None else f"{number}."
                    counters[-1] = None if number is None else number + 1
                entries.append(Entry(label, runs, len(counters) - 1, place))
    return Bullets(tuple(entries), ordered=tokens[0].type == "ordered_list_open")


def _lines(inline: Token) -> Iterator[Runs]:
    """The runs of each line: people who press Enter mean a new paragraph."""
    runs: list[Run] = []
    bold = italic = 0
    link = ""
    for token in inline.children or ():
        match token.type:
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "em_open" | "em_close":
                italic += token.nesting
            case "link_open":
                link = str(token.attrs.get("href", ""))
            case "link_close":
                link = ""
            case "softbreak" | "hardbreak":
                if runs:
                    yield tuple(runs)
                runs = []
            case _ if token.content:
                runs.append(Run(token.content, bool(bold), bool(italic), link))
    if runs:
        yield tuple(runs)
