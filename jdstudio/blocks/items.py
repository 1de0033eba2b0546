"""The items of a section -> a table or a list, read from the declaration of their kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec.structs import replace

from jdstudio.blocks.style import HOUSE
from jdstudio.blocks.types import Align, Block, Bullets, Cell, Column, Entry, Heading, Row, Run, Table
from jdstudio.blocks.widths import Wish, longest_word, needed, running, shares
from jdstudio.blocks.words import WORDS, Language
from jdstudio.model import kinds
from jdstudio.model.fields import EVERYWHERE, Face, Field
from jdstudio.model.kinds import AnySection, Item, Kpi, columns_of, items_of, value_of
from jdstudio.model.place import Place
from jdstudio.model.values import show_number, show_value

_SHORT = ("percent", "amount", "number", "choice")
_NUMBER = Field("编号", "No.", "choice", EVERYWHERE)  # the column of labels, G1 …, of sections whose kind has a code
_FEW_WORDS = 100.0  # points


def item_blocks(
    section: AnySection, level: int, place: Place, face: Face, language: Language, labels: Mapping[str, str]
) -> Iterator[Block]:
    """What a face shows of a section's items. Qualifications and a posting's duties are lists, the rest are tables."""
    if not items_of(section):
        return
    if isinstance(section, kinds.Qualifications):
        yield from _qualifications(section, level, place, language)
    elif isinstance(section, kinds.Duties) and face == "posting":
        yield _posting_duties(section, place, language)
    else:
        yield _table(section, place, face, language, labels)


def _qualifications(section: kinds.Qualifications, level: int, place: Place, language: Language) -> Iterator[Block]:
    words = WORDS[language]
    for wanted, title in (("required", words.required), ("preferred", words.preferred)):
        chosen = [item for item in section.items if item.level == wanted and item.text.strip()]
        if chosen:
            yield Heading(level + 1, "", title, place)
            yield Bullets(
                tuple(
                    Entry(
                        f"{at}.", _named(_category(item, language), item.text, language), place=_at(place, item, "text")
                    )
                    for at, item in enumerate(chosen, 1)
                ),
                ordered=True,
            )


def _category(item: kinds.Qualification, language: Language) -> str:
    if item.category == "other":
        return ""
    return columns_of(kinds.Qualifications(id=""))["category"].choice(item.category, language)


def _posting_duties(section: kinds.Duties, place: Place, language: Language) -> Block:
    shown = [item for item in section.items if item.text.strip() or item.area.strip()]
    entries = (
        Entry(f"{at}.", _named(item.area, item.text, language), place=_at(place, item, "text"))
        for at, item in enumerate(shown, 1)
    )
    return Bullets(tuple(entries), ordered=True)


def _named(name: str, text: str, language: Language) -> tuple[Run, ...]:
    """`name：text` with the name in bold; either may be missing."""
    if not name.strip() or not text.strip():
        return (Run(text.strip() or name.strip()),)
    return Run(name.strip() + WORDS[language].colon, bold=True), Run(text.strip())


def _table(section: AnySection, place: Place, face: Face, language: Language, labels: Mapping[str, str]) -> Table:
    """One row an item. A column empty in every row is left out; fields declared `under` are the row's detail."""
    items = items_of(section)
    fields = {name: field for name, field in columns_of(section).items() if face in field.faces}
    filled = {name for name in fields for item in items if _shown(item, name, fields[name], language, labels)}
    main = next((name for name in ("name", "text", "matter") if name in fields), next(iter(fields), ""))
    columns = {name: field for name, field in fields.items() if not field.under and (name == main or name in filled)}
    if isinstance(section, kinds.Table):
        columns = fields  # the user's own columns stand as they are
    named = next(iter(columns), "")
    if section.about.code:
        columns = {"": _NUMBER, **columns}

    def cell(item: Item, name: str, field: Field) -> Cell:
        text = _shown(item, name, field, language, labels)
        return Cell((Run(text),) if text else (), name == named and field.input == "line", _at(place, item, name))

    rows = [Row(tuple(cell(item, name, field) for name, field in columns.items())) for item in items]
    if any(field.total for field in columns.values()):
        cells = tuple(_total_cells(items, columns, WORDS[language].total, place))
        rows.append(Row(cells, total=True))
    table = Table(_columns(columns, rows, main, language), tuple(rows), section.title, place)
    below = {name: field for name, field in fields.items() if field.under and name != "method"}
    return _with_details(table, items, below, language, labels) if below else table


def _columns(columns: Mapping[str, Field], rows: list[Row], main: str, language: Language) -> tuple[Column, ...]:
    titles = [field.label(language) for field in columns.values()]
    wishes = [
        _wish(field, [titles[at], *(row.cells[at].text for row in rows)], main=name == main)
        for at, (name, field) in enumerate(columns.items())
    ]
    aligns = [_align(field) for field in columns.values()]
    return tuple(Column(*parts) for parts in zip(titles, shares(wishes), aligns, strict=True))


def _wish(field: Field, texts: list[str], *, main: bool) -> Wish:
    """A column of figures, choices or a few words is short; the main column and running text are long."""
    need = needed(texts)
    short = not main and (field.input in _SHORT or (field.input != "text" and need <= _FEW_WORDS))
    return Wish(need, field.width, short, longest_word(texts))


def _align(field: Field) -> Align:
    if field.input in ("percent", "amount", "number"):
        return "right"
    return "center" if field.input == "choice" or (field.input == "reference" and field.to != ("strategy",)) else "left"


def _shown(item: Item, name: str, field: Field, language: Language, labels: Mapping[str, str]) -> str:
    """The cell's text; an amount carries its unit, since documents have no column for it."""
    if field is _NUMBER:
        return labels.get(item.id, "")
    text = show_value(item, name, field, language, labels).strip()
    if text and field.input == "amount" and isinstance(item, Kpi) and not text.endswith("%"):
        unit = item.unit.strip()
        return f"{text} {unit}" if unit else text
    return text


def _with_details(
    table: Table, items: tuple[Item, ...], fields: Mapping[str, Field], language: Language, labels: Mapping[str, str]
) -> Table:
    """The table with what these fields say below its rows."""
    room = sum(column.share for column in table.columns[table.detail_column :]) * HOUSE.text_width
    rows = [
        replace(row, detail=tuple(_detail(item, fields, room, language, labels)))
        for row, item in zip(table.rows, items, strict=False)  # the closing row belongs to no item
    ]
    return replace(table, rows=(*rows, *table.rows[len(rows) :]))


def _detail(
    item: Item, fields: Mapping[str, Field], room: float, language: Language, labels: Mapping[str, str]
) -> Iterator[Run]:
    """Small lines, no longer than `room` where several fields share one: running texts first, then the short ones."""
    for long in (True, False):
        line = ""
        for name, field in fields.items():
            text = _shown(item, name, field, language, labels) if (field.input == "text") is long else ""
            if not text:
                continue
            said = f"{field.label(language)}{WORDS[language].colon}{text}"
            joined = f"{line} · {said}" if line else said
            if line and ("\n" in joined or running(joined, HOUSE.cell_detail.size) > room):
                yield Run(line)
                joined = said
            line = joined
        if line:
            yield Run(line)


def _total_cells(items: tuple[Item, ...], columns: Mapping[str, Field], word: str, place: Place) -> Iterator[Cell]:
    """The closing row: the word under the first column that is no label, and the sum under each column that has one."""
    named = next((name for name in columns if name), "")
    for name, field in columns.items():
        text = word if name == named else ""
        if field.total:
            values = (value_of(item, name) for item in items)
            text = f"{show_number(sum((value for value in values if value is not None), Decimal(0)))}{'%' if field.input == 'percent' else ''}"
        yield Cell((Run(text),) if text else (), strong=True, place=place)


def _at(place: Place, item: Item, name: str) -> Place:
    return Place(place.position, place.section, item.id, name)
