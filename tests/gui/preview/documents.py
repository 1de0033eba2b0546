"""Documents to look at in the tests: small ones by hand, random ones, the samples; and what their blocks say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import assert_never

from hypothesis import strategies as st

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
from jdstudio.files.codec import decode
from jdstudio.model.place import Place
from jdstudio.model.project import Project

SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*.json"))


def sample(path: Path) -> Project:
    return decode(path.read_bytes(), path).project


def document(*blocks: Block, language: str = "zh", **words: str) -> Document:
    return Document("description", "en" if language == "en" else "zh", "电商运营", blocks, **words)


def paragraph(text: str, section: str = "", item: str = "") -> Paragraph:
    return Paragraph((Run(text),), place=Place("p", section, item))


def heading(text: str, section: str = "", level: int = 1) -> Heading:
    return Heading(level, "一、", text, Place("p", section))


def table(rows: int, section: str = "kpis", text: str = "成交总额", *, total: bool = False) -> Table:
    """A table with items i0, i1, … whose first cells read `text 0`, `text 1`, …"""

    def row(at: int) -> Row:
        places = [Place("p", section, f"i{at}", field) for field in ("name", "weight")]
        return Row((Cell((Run(f"{text} {at}"),), place=places[0]), Cell((Run("20%"),), place=places[1])))

    closing = (Row((Cell((Run("合计"),)), Cell((Run("100%"),))), total=True),) if total else ()
    columns = (Column("指标", 0.7), Column("权重", 0.3, "right"))
    return Table(columns, (*map(row, range(rows)), *closing), place=Place("p", section))


LINE = "负责单店货品、流量与活动的日常经营，在毛利率底线之上完成年度净销售额目标 GMV 2,400 万元。"


def long_document(count: int) -> Document:
    """Sections of a heading and ten paragraphs of one to three lines."""
    blocks: list[Block] = []
    for at in range(count):
        section = f"s{at // 10}"
        if at % 10 == 0:
            blocks.append(heading(f"第 {at // 10} 章", section))
        blocks.append(paragraph(f"{at} " + LINE * (1 + at % 3), section, f"i{at}"))
    return document(*blocks)


# Random blocks

_texts = st.text(st.sampled_from("货品流量，。、；：（）《》“”—…GMV ab12%𠮷😀\n"), max_size=120)
_runs = st.lists(
    st.builds(Run, _texts, st.booleans(), st.booleans(), st.sampled_from(["", "https://a.cn"])), max_size=4
)
_places = st.builds(Place, st.just("p"), st.sampled_from("abc"), st.sampled_from(["", "1", "2"]))
_cells = st.builds(Cell, _runs.map(tuple), st.booleans(), _places)
_facts = st.lists(st.builds(Fact, _texts, _texts, _places), min_size=1, max_size=2).map(tuple)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    count = draw(st.integers(1, 4))
    columns = tuple(Column(draw(_texts)[:20], 1 / count) for _ in range(count))
    row = st.builds(Row, st.tuples(*[_cells] * count), st.booleans(), _runs.map(tuple))
    return Table(columns, tuple(draw(st.lists(row, max_size=12))), place=draw(_places))


blocks_of_any_kind: st.SearchStrategy[Block] = st.one_of(
    st.builds(Title, _texts, _texts, _places),
    st.builds(Heading, st.integers(1, 4), st.sampled_from(["", "一、", "1."]), _texts, _places),
    st.builds(Paragraph, _runs.map(tuple), st.sampled_from(["body", "note", "lead"]), _places),
    st.builds(
        Bullets,
        st.lists(
            st.builds(Entry, st.sampled_from(["", "•", "1."]), _runs.map(tuple), st.integers(0, 9)), max_size=9
        ).map(tuple),
    ),
    st.builds(Facts, st.lists(_facts, max_size=9).map(tuple)),
    _tables(),
    st.builds(Signatures, st.lists(_texts.map(lambda text: text[:8]), max_size=3).map(tuple), st.just("日期")),
)
documents = st.builds(
    lambda blocks, language: document(*blocks, language=language),
    st.lists(blocks_of_any_kind, max_size=25),
    st.sampled_from(["zh", "en"]),
)


# What blocks say


def words_of(blocks: tuple[Block, ...]) -> str:
    """All text of the blocks in reading order, table heads once, without blanks."""
    return squeezed("".join(part for block in blocks for part in _parts(block)))


def squeezed(text: str) -> str:
    return "".join(text.split())


def _plain(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def _parts(block: Block) -> Iterator[str]:  # noqa: C901, PLR0912  one case for each kind of block
    match block:
        case Title():
            yield from (block.overline, block.text)
        case Heading():
            yield from (block.label, block.text)
        case Paragraph():
            yield _plain(block.runs)
        case Bullets():
            for entry in block.entries:
                yield from (entry.label, _plain(entry.runs))
        case Facts():
            for facts in block.rows:
                for fact in facts:
                    yield from (fact.label, fact.text)
        case Table():
            yield from (column.title for column in block.columns)
            for row in block.rows:
                yield from (cell.text for cell in row.cells)
                yield _plain(row.detail)
        case Signatures():
            for who in block.who:
                yield from (who, block.date)
        case _:
            assert_never(block)
