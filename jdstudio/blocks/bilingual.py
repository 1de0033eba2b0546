"""Both languages side by side: the document of each, laid together block by block.

Two documents of one position say the same in the same order, so what belongs together stands at the same place in
both. Prose stands in two columns, paragraph beside paragraph; everywhere else the other language stands below the main
one, or behind it in one line. What reads the same in both, or stands in one only, is said once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from msgspec.structs import replace

from jdstudio.blocks.build import Memo, build
from jdstudio.blocks.items import detail_room, packed
from jdstudio.blocks.style import HOUSE
from jdstudio.blocks.types import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Entry,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Row,
    Run,
    Runs,
    Signatures,
    Table,
    Title,
)
from jdstudio.blocks.widths import Wish, longest_word, needed, running, shares
from jdstudio.blocks.words import WORDS
from jdstudio.model.fields import Face
from jdstudio.model.languages import Reading, filled, other_language
from jdstudio.model.place import Place
from jdstudio.model.project import Position, Project

_BREAK = Run("\n")
_BETWEEN = " / "
_DEEPER = "　"
_COLONS = "：: "
_FEW_WORDS = 100.0  # points: what a column of single words takes
_SHORT = 0.5  # of a line, so that two share it


def build_reading(
    project: Project,
    position: Position,
    face: Face,
    reading: Reading,
    memo: Memo | None = None,
    *,
    calendar: bool = False,
) -> Document:
    """The document of one face in one language, or in both side by side, the project's own first."""
    if reading != "both":
        return build(project, position, face, reading, memo, calendar=calendar)
    memo = memo or Memo()
    whole = filled(replace(project, positions=(position,)), memo.read.setdefault("both", {}))
    (position,) = whole.positions
    first = build(whole, position, face, whole.language, memo, calendar=calendar)
    second = build(whole, position, face, other_language(whole.language), memo, calendar=calendar)
    return side_by_side(first, second, memo)


def side_by_side(first: Document, second: Document, memo: Memo | None = None) -> Document:
    """One document of two that say the same in two languages. The look is that of the first."""
    memo = memo or Memo()
    blocks: list[Block] = []
    seen: dict[object, int] = {}
    for one, two in zip_longest(_stretches(first.blocks), _stretches(second.blocks), fillvalue=()):
        where = _place_of((*one, *two)[0])
        seen[where] = seen.get(where, -1) + 1
        key = ("both", first.face, where, seen[where])
        blocks += memo.remembered(key, (one, two), lambda one=one, two=two: _together(one, two))  # type: ignore[misc]
    return replace(
        first,
        title=_one_line(first.title, second.title),
        blocks=tuple(blocks),
        head_left=_one_line(first.head_left, second.head_left),
        head_right=_by_parts(first.head_right, second.head_right),
        foot_left=_by_parts(first.foot_left, second.foot_left),
        page_words="{page} / {pages}",
    )


def _stretches(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    """A heading with all that follows it up to the next; what stands before the first heading, each by itself."""
    stretch: list[Block] = []
    headed = False
    for block in blocks:
        alone = isinstance(block, Heading | Title | Facts | Signatures) or not headed
        if stretch and alone:
            yield tuple(stretch)
            stretch = []
        headed = isinstance(block, Heading) or (headed and not isinstance(block, Title | Facts | Signatures))
        stretch.append(block)
    if stretch:
        yield tuple(stretch)


def _place_of(block: Block) -> Place:
    match block:
        case Bullets():
            return block.entries[0].place if block.entries else Place()
        case Facts():
            return block.rows[0][0].place if block.rows else Place()
        case _:
            return block.place


def _together(one: Sequence[Block], two: Sequence[Block]) -> Iterator[Block]:
    """The blocks of one stretch: its heading, its prose, its items."""
    (heads_one, prose_one, rest_one), (heads_two, prose_two, rest_two) = _sorted(one), _sorted(two)
    yield from _each(heads_one, heads_two)
    yield from _prose(prose_one, prose_two)
    yield from _each(rest_one, rest_two)


def _sorted(blocks: Sequence[Block]) -> tuple[list[Block], list[Paragraph | Bullets], list[Block]]:
    """The heading, the prose below it, and what follows: items, with what is said of them."""
    heads = [block for block in blocks[:1] if isinstance(block, Heading)]
    prose: list[Paragraph | Bullets] = []
    for block in blocks[len(heads) :]:
        if not isinstance(block, Paragraph | Bullets) or _place_of(block).item:
            break
        prose.append(block)
    return [*heads], prose, list(blocks[len(heads) + len(prose) :])


def _each(one: Sequence[Block], two: Sequence[Block]) -> Iterator[Block]:
    """Block by block where both have the same; else those of the one, then those of the other."""
    if len(one) == len(two):
        for a, b in zip(one, two, strict=True):
            yield from _pair(a, b)
    else:
        yield from (*one, *two)


def _pair(one: Block, two: Block) -> Iterator[Block]:
    if one == two:
        yield one
        return
    match one, two:
        case Title(), Title():
            yield Title(_stacked(one.text, two.text), _one_line(one.overline, two.overline), one.place)
        case Heading(), Heading():
            yield replace(one, text=_one_line(one.text, two.text))
        case Paragraph(), Paragraph():
            yield replace(one, runs=_below(one.runs, two.runs))
        case Facts(), Facts() if [len(row) for row in one.rows] == [len(row) for row in two.rows]:
            rows = zip(one.rows, two.rows, strict=True)
            yield Facts(tuple(tuple(map(_fact, *row)) for row in rows))
        case Bullets(), Bullets() if len(one.entries) == len(two.entries):
            entries = map(_entry, one.entries, two.entries)
            yield replace(one, entries=tuple(entries))
        case Table(), Table() if _is_alike(one, two):
            yield _table(one, two)
        case Signatures(), Signatures() if len(one.who) == len(two.who):
            yield Signatures(tuple(map(_stacked, one.who, two.who)), _one_line(one.date, two.date), one.place)
        case _:
            yield from (one, two)


# --- prose -------------------------------------------------------------------------------------------------------------


def _prose(one: Sequence[Paragraph | Bullets], two: Sequence[Paragraph | Bullets]) -> Iterator[Block]:
    """Two columns without a head: a row for each paragraph or list, or one for all where they do not pair up."""
    if _said(one) == _said(two) or not two:
        yield from one
        return
    if not one:
        yield from two
        return
    paired = len(one) == len(two) and all(type(a) is type(b) for a, b in zip(one, two, strict=True))
    rows = zip(one, two, strict=True) if paired else [(one, two)]
    half = Column("", 0.5)
    place = _place_of(one[0])
    cells = ((_column(left), _column(right)) for left, right in rows)
    yield Table((half, half), tuple(Row((Cell(a, place=place), Cell(b, place=place))) for a, b in cells), place=place)


def _said(blocks: Iterable[Paragraph | Bullets]) -> list[Runs]:
    return [runs for block in blocks for runs in _lines(block)]


def _column(blocks: Paragraph | Bullets | Sequence[Paragraph | Bullets]) -> Runs:
    together = (blocks,) if isinstance(blocks, Paragraph | Bullets) else blocks
    runs: list[Run] = []
    for line in _said(together):
        runs += [_BREAK, *line] if runs else line
    return tuple(runs)


def _lines(block: Paragraph | Bullets) -> Iterator[Runs]:
    if isinstance(block, Paragraph):
        yield block.runs
        return
    for entry in block.entries:
        label = f"{_DEEPER * entry.depth}{entry.label} " if entry.label else _DEEPER * (entry.depth + 1)
        yield (Run(label), *entry.runs)


# --- items -------------------------------------------------------------------------------------------------------------


def _is_alike(one: Table, two: Table) -> bool:
    return (
        len(one.columns) == len(two.columns)
        and len(one.rows) == len(two.rows)
        and all(len(a.cells) == len(b.cells) for a, b in zip(one.rows, two.rows, strict=True))
    )


def _table(one: Table, two: Table) -> Table:
    rows = [_cells(a, b) for a, b in zip(one.rows, two.rows, strict=True)]
    titles = [_stacked(a.title, b.title) for a, b in zip(one.columns, two.columns, strict=True)]
    asked = [(a.share + b.share) / 2 for a, b in zip(one.columns, two.columns, strict=True)]
    wishes = [
        _wish([titles[at], *(cells[at].text for cells in rows)], share, widest=share == max(asked))
        for at, share in enumerate(asked)
    ]
    columns = tuple(
        replace(column, title=title, share=share)
        for column, title, share in zip(one.columns, titles, shares(wishes), strict=True)
    )
    table = replace(one, columns=columns, caption=_one_line(one.caption, two.caption))
    room = detail_room(table)
    made = (_row(a, b, cells, room) for a, b, cells in zip(one.rows, two.rows, rows, strict=True))
    return replace(table, rows=tuple(made))


def _wish(texts: Sequence[str], share: float, *, widest: bool) -> Wish:
    """What a column asks for that has this share with each language by itself."""
    need = needed(texts)
    return Wish(need, share, not widest and need <= _FEW_WORDS, longest_word(texts))


def _cells(one: Row, two: Row) -> tuple[Cell, ...]:
    return tuple(replace(a, runs=_below(a.runs, b.runs)) for a, b in zip(one.cells, two.cells, strict=True))


def _row(one: Row, two: Row, cells: tuple[Cell, ...], room: float) -> Row:
    if not one.facts or len(one.facts) != len(two.facts):
        return replace(one, cells=cells, detail=one.detail if one.detail == two.detail else one.detail + two.detail)
    facts = tuple(map(_fact, one.facts, two.facts))
    return replace(one, cells=cells, detail=tuple(_details(one.facts, two.facts, room)), facts=facts)


def _details(one: Sequence[Fact], two: Sequence[Fact], room: float) -> Iterator[Run]:
    """Small lines: running texts with the other language below each, then what is short, first in one, then in two.

    What reads the same in both is said once, with both labels.
    """
    short: tuple[list[str], list[str]] = ([], [])
    for a, b in zip(one, two, strict=True):
        if a.text == b.text:
            said = [f"{_one_line(a.label, b.label)}{_colon(a.label)}{a.text}"]
        else:
            said = [f"{each.label}{_colon(each.label)}{each.text}" for each in (a, b)]
        if all("\n" not in each and running(each, HOUSE.cell_detail.size) <= _SHORT * room for each in said):
            for sayings, each in zip(short, said, strict=False):
                sayings.append(each)
        else:
            yield from map(Run, said)
    for sayings in short:
        yield from packed(sayings, room)


def _colon(label: str) -> str:
    return WORDS["en"].colon if label.isascii() else WORDS["zh"].colon


def _fact(one: Fact, two: Fact) -> Fact:
    return Fact(_stacked(one.label, two.label), _stacked(one.text, two.text), one.place)


def _entry(one: Entry, two: Entry) -> Entry:
    """An entry and its other language below it; a text that stands once takes its name in both languages."""
    a, b = one.runs, two.runs
    if len(a) == len(b) > 1 and a[0].bold and a[1:] == b[1:]:
        name, other = a[0].text.rstrip(_COLONS), b[0].text.rstrip(_COLONS)
        return replace(one, runs=(replace(a[0], text=_one_line(name, other) + a[0].text[len(name) :]), *a[1:]))
    return replace(one, runs=_below(a, b))


# --- texts -------------------------------------------------------------------------------------------------------------


def _below(one: Runs, two: Runs) -> Runs:
    if one == two or not two:
        return one
    return (*one, _BREAK, *two) if one else two


def _stacked(one: str, two: str) -> str:
    return one if one == two else "\n".join(filter(None, (one, two)))


def _one_line(one: str, two: str) -> str:
    return one if one == two else _BETWEEN.join(filter(None, (one, two)))


def _by_parts(one: str, two: str) -> str:
    """`岗位说明书 / Job description · OP-01`: what stands between the dots is said once where it is the same."""
    a, b = one.split(" · "), two.split(" · ")
    return " · ".join(map(_one_line, a, b)) if len(a) == len(b) else _one_line(one, two)
