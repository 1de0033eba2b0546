"""The items of a section -> a table or a list, read from the declaration of their kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from jdstudio.blocks.types import Align, Block, Bullets, Cell, Column, Entry, Paragraph, Row, Run, Table
from jdstudio.blocks.words import WORDS, Language
from jdstudio.model import kinds
from jdstudio.model.fields import Face, Field
from jdstudio.model.kinds import AnySection, Item, Kpi, columns_of, items_of, value_of
from jdstudio.model.place import Place
from jdstudio.model.values import show_number, show_value

_NUMBER_SHARE = 6


def item_blocks(
    section: AnySection, place: Place, face: Face, language: Language, labels: Mapping[str, str]
) -> Iterator[Block]:
    """What a face shows of a section's items. Qualifications and a posting's duties are lists, the rest are tables."""
    if not items_of(section):
        return
    if isinstance(section, kinds.Qualifications):
        yield from _qualifications(section, place, language)
    elif isinstance(section, kinds.Duties) and face == "posting":
        yield _posting_duties(section, place, language)
    else:
        yield _table(section, place, face, language, labels)


def _qualifications(section: kinds.Qualifications, place: Place, language: Language) -> Iterator[Block]:
    words = WORDS[language]
    for level, title in (("required", words.required), ("preferred", words.preferred)):
        chosen = [item for item in section.items if item.level == level and item.text.strip()]
        if chosen:
            yield Paragraph((Run(title, bold=True),), "lead", place)
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
    """One row an item. A column empty in every row is left out; fields declared `under` stand below the main text."""
    words = WORDS[language]
    items = items_of(section)
    fields = {name: field for name, field in columns_of(section).items() if face in field.faces}
    filled = {name for name in fields for item in items if _shown(item, name, fields[name], language, labels)}
    main = next((name for name in ("name", "text", "matter") if name in fields), next(iter(fields), ""))
    columns = {name: field for name, field in fields.items() if not field.under and (name == main or name in filled)}
    if isinstance(section, kinds.Table):
        columns = fields  # the user's own columns stand as they are
    numbered = bool(section.about.code)

    def row(item: Item) -> Row:
        cells = [Cell((Run(labels.get(item.id, "")),), place=_at(place, item, main))] if numbered else []
        for name, field in columns.items():
            text = _shown(item, name, field, language, labels)
            under = _under(item, fields, filled, language, labels) if name == main else ()
            strong = field.input == "line" and name == next(iter(columns)) and not isinstance(section, kinds.Table)
            cells.append(Cell((Run(text),) if text else (), under, strong, _at(place, item, name)))
        return Row(tuple(cells))

    rows = [row(item) for item in items]
    if any(field.input == "percent" for field in columns.values()):
        head = (Cell((), place=place),) if numbered else ()
        rows.append(Row((*head, *_total_cells(items, columns, words.total, place)), total=True))
    whole = sum(field.width for field in columns.values()) + (_NUMBER_SHARE if numbered else 0)
    heads = [Column(words.number, _NUMBER_SHARE / whole, "center")] if numbered else []
    heads += [Column(field.label(language), field.width / whole, _align(field)) for field in columns.values()]
    return Table(tuple(heads), tuple(rows), section.title, place)


def _align(field: Field) -> Align:
    if field.input in ("percent", "amount", "number"):
        return "right"
    return "center" if field.input == "choice" or (field.input == "reference" and field.to != ("strategy",)) else "left"


def _shown(item: Item, name: str, field: Field, language: Language, labels: Mapping[str, str]) -> str:
    """The cell's text; an amount carries its unit, since documents have no column for it."""
    text = show_value(item, name, field, language, labels).strip()
    if text and field.input == "amount" and isinstance(item, Kpi) and not text.endswith("%"):
        unit = item.unit.strip()
        return f"{text} {unit}" if unit else text
    return text


def _under(
    item: Item, fields: Mapping[str, Field], filled: set[str], language: Language, labels: Mapping[str, str]
) -> tuple[Run, ...]:
    """Small lines below the main text: the long fields a line each, the short ones together on the last."""
    colon = WORDS[language].colon
    said = {
        name: f"{field.label(language)}{colon}{text}"
        for name, field in fields.items()
        if field.under and name in filled and name != "method"
        if (text := _shown(item, name, field, language, labels))
    }
    long = [line for name, line in said.items() if fields[name].input == "text"]
    short = " · ".join(line for name, line in said.items() if fields[name].input != "text")
    return tuple(Run(line) for line in (*long, short) if line)


def _total_cells(items: tuple[Item, ...], columns: Mapping[str, Field], word: str, place: Place) -> Iterator[Cell]:
    for at, (name, field) in enumerate(columns.items()):
        if field.input == "percent":
            values = (value_of(item, name) for item in items)
            total = sum((value for value in values if value is not None), Decimal(0))
            yield Cell((Run(f"{show_number(total)}%"),), strong=True, place=place)
        else:
            yield Cell((Run(word),) if at == 0 else (), strong=True, place=place)


def _at(place: Place, item: Item, name: str) -> Place:
    return Place(place.position, place.section, item.id, name)
