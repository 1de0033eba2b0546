"""The items of a section -> a table or a list, read from the declaration of their kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec.structs import replace

from jdstudio.blocks.matrix import can_turn, matrix_blocks
from jdstudio.blocks.style import HOUSE
from jdstudio.blocks.types import Align, Block, Bullets, Cell, Column, Entry, Fact, Heading, Row, Run, Signatures, Table
from jdstudio.blocks.widths import Wish, longest_word, needed, running, shares
from jdstudio.blocks.words import WORDS, Language
from jdstudio.model import kinds
from jdstudio.model.fields import DESCRIPTION, EVERYWHERE, Face, Field
from jdstudio.model.items.chain import CADENCES
from jdstudio.model.kinds import AnySection, Expense, Item, Kpi, columns_of, is_counted, items_of, value_of
from jdstudio.model.place import Place
from jdstudio.model.values import show_number, show_value

_SHORT = ("percent", "amount", "number", "choice")
_NUMBER = Field("编号", "No.", "choice", EVERYWHERE)  # the column of labels, G1 …, of sections whose kind has a code
_DIFFERENCE = Field("差异", "Difference", "number", DESCRIPTION, width=12, total=True)  # of a budget's line, computed
_FEW_WORDS = 100.0  # points


def item_blocks(  # noqa: PLR0913
    section: AnySection,
    level: int,
    place: Place,
    face: Face,
    language: Language,
    labels: Mapping[str, str],
    *,
    by_cadence: bool = False,
) -> Iterator[Block]:
    """What a face shows of a section's items; for most kinds a table, a row an item.

    Qualifications and a posting's duties are lists, a sign-off is lines to sign on, a collaboration matrix has
    departments as columns. Tasks stand by cadence where that is asked for or helps (`_cadences_apart`).
    """
    match section:
        case _ if not items_of(section):
            return
        case kinds.Qualifications():
            yield from _qualifications(section, level, place, language)
        case kinds.Duties() if face == "posting":
            yield _posting_duties(section, place, language)
        case kinds.SignOff():
            yield from _sign_off(section, place, language)
        case kinds.Matrix() if can_turn(section):
            yield from matrix_blocks(section, place, language)
        case kinds.Tasks() if _cadences_apart(section, always=by_cadence):
            yield from _by_cadence(section, level, place, face, language, labels)
        case _:
            yield _table(section, place, face, language, labels)


def _cadences_apart(section: kinds.Tasks, *, always: bool) -> bool:
    """Whether tasks of different cadences get headings of their own (A4-3).

    At least two cadences must have a task; where the structure does not ask for it, two, lest there be more headings
    than tasks.
    """
    counts = Counter(task.cadence for task in section.items)
    least = 1 if always else 2
    return len(counts) > 1 and sum(count >= least for count in counts.values()) > 1


def _by_cadence(
    section: kinds.Tasks, level: int, place: Place, face: Face, language: Language, labels: Mapping[str, str]
) -> Iterator[Block]:
    """A heading and a table for each cadence, daily ones first; the columns are as wide in all of them.

    Tasks keep their order and their labels, so that T5 is the same task as in the window.
    """
    table = _table(section, place, face, language, labels, without="cadence")
    titles = {choice.value: choice.zh if language == "zh" else choice.en for choice in CADENCES}
    for cadence, title in {**titles, "": WORDS[language].no_cadence}.items():
        rows = tuple(row for row, task in zip(table.rows, section.items, strict=True) if task.cadence == cadence)
        if rows:
            yield Heading(level + 1, "", title, place)
            yield replace(table, rows=rows, caption=" ".join(filter(None, (table.caption, title))))


def _sign_off(section: kinds.SignOff, place: Place, language: Language) -> Iterator[Block]:
    """What each confirms by signing, then the lines to sign on."""
    signing = [item for item in section.items if item.who.strip() or item.text.strip()]
    entries = tuple(
        Entry(f"{at}.", _named(item.who, item.text, language), place=_at(place, item, "text"))
        for at, item in enumerate((item for item in signing if item.text.strip()), 1)
    )
    if entries:
        yield Bullets(entries, ordered=True)
    if signing:
        yield Signatures(tuple(item.who.strip() for item in signing), WORDS[language].date, place)


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


def _table(
    section: AnySection, place: Place, face: Face, language: Language, labels: Mapping[str, str], *, without: str = ""
) -> Table:
    """One row an item. A column empty in every row is left out; fields declared `under` are the row's detail."""
    items = items_of(section)
    fields = {n: field for n, field in _fields(section).items() if face in field.faces and n != without}
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
        rows.append(Row(cells, total=True, detail=tuple(_about_total(items, columns, language))))
    table = Table(_columns(columns, rows, main, language), tuple(rows), section.title, place)
    below = {name: field for name, field in fields.items() if field.under and name != "method"}
    return _with_details(table, items, below, language, labels) if below else table


def _fields(section: AnySection) -> dict[str, Field]:
    """What a row may show: what is declared, and in a budget the difference, which is computed."""
    fields = columns_of(section)
    if not isinstance(section, kinds.Budget):
        return fields
    names = list(fields)
    names.insert(names.index("actual") + 1, "difference")
    return {name: fields.get(name, _DIFFERENCE) for name in names}


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
    if field.input == "percent" and field.total and not is_counted(item):
        return ""
    if isinstance(item, Expense) and field.input == "number":
        return _money(value_of(item, name), signed=field is _DIFFERENCE)
    text = show_value(item, name, field, language, labels).strip()
    if text and field.input == "amount" and isinstance(item, Kpi) and not text.endswith("%"):
        unit = item.unit.strip()
        return f"{text} {unit}" if unit else text
    return text


def _with_details(
    table: Table, items: tuple[Item, ...], fields: Mapping[str, Field], language: Language, labels: Mapping[str, str]
) -> Table:
    """The table with what these fields say below its rows: running texts first, then the short ones."""
    room = detail_room(table)
    colon = WORDS[language].colon
    rows = []
    for row, item in zip(table.rows, items, strict=False):  # the closing row belongs to no item
        parts = [
            [
                Fact(field.label(language), text, _at(table.place, item, name))
                for name, field in fields.items()
                if (field.input == "text") is long and (text := _shown(item, name, field, language, labels))
            ]
            for long in (True, False)
        ]
        lines = (line for part in parts for line in packed((f"{each.label}{colon}{each.text}" for each in part), room))
        rows.append(replace(row, detail=tuple(lines), facts=(*parts[0], *parts[1])))
    return replace(table, rows=(*rows, *table.rows[len(rows) :]))


def detail_room(table: Table) -> float:
    """Points that a line of a row's detail may take."""
    return sum(column.share for column in table.columns[table.detail_column :]) * HOUSE.text_width


def packed(sayings: Iterable[str], room: float) -> Iterator[Run]:
    """Small lines, no longer than `room` where several sayings share one."""
    line = ""
    for said in sayings:
        joined = f"{line} · {said}" if line else said
        if line and ("\n" in joined or running(joined, HOUSE.cell_detail.size) > room):
            yield Run(line)
            joined = said
        line = joined
    if line:
        yield Run(line)


def _money(number: Decimal | None, *, signed: bool) -> str:
    """A sum of money with its thousands apart; a difference says by its sign whether too much was spent."""
    if number is None:
        return ""
    text = f"{number:{'+' if signed and number else ''},f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _total_cells(items: tuple[Item, ...], columns: Mapping[str, Field], word: str, place: Place) -> Iterator[Cell]:
    """The closing row: the word under the first column that is no label, and the sum under each column that has one.

    A sum counts the rows that hold a value. So the total difference of a budget is over the items of which both
    figures are known, and may not be that of the two totals beside it; the row then says so (`_about_total`).
    """
    named = next((name for name in columns if name), "")
    for name, field in columns.items():
        text = word if name == named else ""
        if field.total:
            counted = [item for item in items if is_counted(item)]
            whole = sum((value for item in counted if (value := value_of(item, name)) is not None), Decimal(0))
            if isinstance(items[0], Expense):
                text = _money(whole, signed=field is _DIFFERENCE)
            else:
                text = f"{show_number(whole)}{'%' if field.input == 'percent' else ''}"
        yield Cell((Run(text),) if text else (), strong=True, place=place)


def _about_total(items: tuple[Item, ...], columns: Mapping[str, Field], language: Language) -> Iterator[Run]:
    expenses = [item for item in items if isinstance(item, Expense)]
    known = [item for item in expenses if item.difference is not None]
    spent = [item for item in expenses if item.budget is not None or item.actual is not None]
    if "difference" in columns and len(known) < len(spent):
        yield Run(WORDS[language].both_known.format(count=len(known), all=len(spent)))


def _at(place: Place, item: Item, name: str) -> Place:
    """Where a cell leads; what is computed leads to the last figure it comes from."""
    return Place(place.position, place.section, item.id, "actual" if name == "difference" else name)
