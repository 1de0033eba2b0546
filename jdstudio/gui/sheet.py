"""A section as a sheet of cells: what each reads, and what typing, pasting, clearing and filling mean. No widgets.

Every edit is a pure function that returns a new project; the table commits it as one step.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from msgspec.structs import replace

from jdstudio.errors import EditError
from jdstudio.gui.clipboard import Block
from jdstudio.i18n import N_
from jdstudio.model import edits
from jdstudio.model.fields import Field
from jdstudio.model.ids import new_id
from jdstudio.model.kinds import (
    AnySection,
    Item,
    Kpi,
    Table,
    TableRow,
    columns_of,
    is_counted,
    items_of,
    kind_of,
    value_of,
    with_value,
)
from jdstudio.model.place import Place
from jdstudio.model.project import Project
from jdstudio.model.values import main_text, parse_value, show_number, show_value
from jdstudio.model.walk import item_labels, position_at, section_at, sections_of

Cell = tuple[int, str]
"""A row counted from 0 and the name of a column."""
NOTHING: Mapping[str, object] = {}


@dataclass(frozen=True)
class Target:
    """An item that a reference may point to."""

    id: str
    label: str
    text: str


@dataclass(frozen=True)
class Refused:
    """A cell that did not take what was pasted into it; `row` counts from 1, as people do."""

    row: int
    column: str
    why: str


@dataclass(frozen=True)
class Pasted:
    """What a paste does: the project after it, the cells it meant, and which of them did not take their text."""

    project: Project
    cells: tuple[Cell, ...]
    refused: tuple[Refused, ...]


@dataclass(frozen=True)
class Sheet:
    """One section of a project, as the item table shows it."""

    project: Project
    place: Place
    section: AnySection
    language: str

    @cached_property
    def items(self) -> tuple[Item, ...]:
        return items_of(self.section)

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        return columns_of(self.section)

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(self.fields)

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Short labels (G1, K2) of all items of the position and of the strategy, by id."""
        position = position_at(self.project, self.place)
        if position:
            return item_labels(self.project, position)
        code = self.section.about.code
        return {item.id: f"{code}{at}" for at, item in enumerate(self.items, 1)}

    def text(self, item: Item, name: str) -> str:
        """The cell as people read it."""
        return show_value(item, name, self.fields[name], self.language, self.labels)

    def typed(self, item: Item, name: str) -> str:
        """The cell as an editor opens it: numbers bare, everything else as shown."""
        value = value_of(item, name)
        return show_number(value) if isinstance(value, Decimal) else self.text(item, name)

    def default(self, name: str) -> Any:
        """What a cleared cell holds."""
        return value_of(self._blank, name)

    @cached_property
    def _blank(self) -> Item:
        return self.new_item()

    def targets(self, name: str) -> tuple[Target, ...]:
        """The items that a reference field may point to, in reading order."""
        kinds = self.fields[name].to
        position = position_at(self.project, self.place)
        sections: list[AnySection] = list(sections_of(position, *kinds)) if position else []
        if "strategy" in kinds:
            sections.append(self.project.strategy)
        return tuple(
            Target(item.id, self.labels.get(item.id, ""), main_text(item, section))
            for section in sections
            for item in items_of(section)
        )

    def parse(self, name: str, text: str) -> Any:
        """The value for what was typed or pasted into a column. Raises EditError in words when it does not fit."""
        field = self.fields[name]
        if field.input in ("choice", "reference") and not text.strip():
            return self.default(name)
        value = parse_value(field, text)
        if field.input == "reference":
            return self._referred(name, value)
        if field.input == "percent" and value is not None and not 0 <= value <= 100:
            raise EditError(
                N_("“{text}” does not lie between 0 and 100 %."),
                remedy=N_("Type a share such as 20."),
                text=text.strip(),
            )
        if field.least is not None and value is not None and value < field.least:
            raise EditError(
                N_("“{text}” is too small: {least} is the least."),
                remedy=N_("Type a figure of {least} or more."),
                text=text.strip(),
                least=field.least,
            )
        return value

    def _referred(self, name: str, text: str) -> str:
        targets = self.targets(name)
        wanted = text.casefold()
        for target in targets:
            if wanted in (target.label.casefold(), target.text.casefold(), f"{target.label}  {target.text}".casefold()):
                return target.id
        first_word = wanted.split()[0]
        for target in targets:
            if first_word == target.label.casefold() or (len(wanted) > 1 and wanted in target.text.casefold()):
                return target.id
        raise EditError(
            N_("“{text}” is nothing this field can refer to."),
            remedy=N_("Choose one of: {choices}.") if targets else N_("Add a goal or a duty first."),
            text=text[:40],
            choices=", ".join(target.label for target in targets[:12]),
        )

    def new_item(self, values: Mapping[str, Any] = NOTHING) -> Item:
        """A new row that holds these values."""
        assert self.section.item_type is not None  # noqa: S101  prose has no table
        if not isinstance(self.section, Table):
            return self.section.item_type(id=new_id(), **values)
        item: Item = TableRow(id=new_id())
        for name, value in values.items():
            item = with_value(item, name, value)
        return item


def sheet_at(project: Project, place: Place, language: str) -> Sheet | None:
    """The sheet of the section a place names; None where it is gone or holds prose."""
    section = section_at(project, place)
    return Sheet(project, place, section, language) if section and section.item_type else None


# --- edits -----------------------------------------------------------------------------------------------------------


def typed(sheet: Sheet, row: int, name: str, text: str) -> Project:
    """The project with one cell as typed; a row below the last adds an item. Raises EditError."""
    value = sheet.parse(name, text)
    if row < len(sheet.items):
        return edits.set_values(sheet.project, sheet.place, {(sheet.items[row].id, name): value})
    item = sheet.new_item({name: value})
    return edits.insert_items(sheet.project, sheet.place, row, (item,)) if text.strip() else sheet.project


def cleared(sheet: Sheet, cells: Iterable[Cell]) -> Project:
    """The project with cells back at what a new item holds."""
    values = {(sheet.items[row].id, name): sheet.default(name) for row, name in cells if row < len(sheet.items)}
    return edits.set_values(sheet.project, sheet.place, values)


def filled_down(sheet: Sheet, cells: Iterable[Cell]) -> Project:
    """The project with each column's topmost cell of the selection repeated in the selected cells below it."""
    by_column: dict[str, list[int]] = {}
    for row, name in cells:
        if row < len(sheet.items):
            by_column.setdefault(name, []).append(row)
    values = {}
    for name, rows in by_column.items():
        value = value_of(sheet.items[min(rows)], name)
        values.update({(sheet.items[row].id, name): value for row in rows})
    return edits.set_values(sheet.project, sheet.place, values)


def duplicated(sheet: Sheet, rows: Iterable[int]) -> tuple[Project, int]:
    """The project with copies of rows below the last of them, and the row where the copies begin."""
    chosen = sorted(row for row in rows if row < len(sheet.items))
    if not chosen:
        return sheet.project, 0
    below = chosen[-1] + 1
    copies = [replace(sheet.items[row], id=new_id()) for row in chosen]
    return edits.insert_items(sheet.project, sheet.place, below, copies), below


def pasted(sheet: Sheet, row: int, names: Sequence[str], block: Block, *, filling: Sequence[Cell] = ()) -> Pasted:
    """A block of cells put at a row and over columns; rows that are missing are added.

    `names` are the columns from the current one on, in the order shown. Where the block's first row holds titles of
    columns, cells go by title instead. One cell alone goes into each cell of `filling`. What fits is taken, what
    does not fit leaves its cell as it was and is reported.
    """
    titled = _titled(sheet, block)
    columns: Sequence[str | None] = names
    if titled:
        columns, block = titled, block[1:]
    elif len(block) == 1 and len(block[0]) == 1 and filling:
        wanted = [(at, name, block[0][0]) for at, name in filling]
        return _put(sheet, wanted, ())
    wanted = []
    beyond: list[Refused] = []
    for at, cells in enumerate(block, row):
        wanted += [(at, name, text) for name, text in zip(columns, cells, strict=False) if name]
        if any(cells[len(columns) :]):
            beyond.append(Refused(at + 1, "", N_("The block is wider than the table.")))
    return _put(sheet, wanted, beyond)


def _put(sheet: Sheet, wanted: Sequence[tuple[int, str, str]], beyond: Sequence[Refused]) -> Pasted:
    values: dict[tuple[str, str], object] = {}
    new: dict[int, dict[str, object]] = {}
    known: dict[tuple[str, str], object] = {}
    refused: list[Refused] = list(beyond)
    for row, name, text in wanted:
        if row >= len(sheet.items):
            new.setdefault(row, {})
        try:
            if (name, text) not in known:
                known[name, text] = sheet.parse(name, text)
        except EditError as error:
            refused.append(Refused(row + 1, sheet.fields[name].label(sheet.language), str(error)))
            continue
        if row in new:
            new[row][name] = known[name, text]
        else:
            values[sheet.items[row].id, name] = known[name, text]
    project = edits.set_values(sheet.project, sheet.place, values)
    items = [sheet.new_item(cells) for cells in new.values() if cells]  # no row for what was refused as a whole
    if items:
        project = edits.insert_items(project, sheet.place, len(sheet.items), items)
    return Pasted(project, tuple((row, name) for row, name, _text in wanted), tuple(refused))


def _titled(sheet: Sheet, block: Block) -> tuple[str | None, ...] | None:
    """The columns that the block's first row names, where it is a row of titles: two or more, and nothing else."""
    by_title = {field.label(language): name for name, field in sheet.fields.items() for language in ("en", "zh")}
    found = tuple(by_title.get(cell.strip()) for cell in block[0])
    known = sum(name is not None for name in found)
    others = any(cell.strip() and not name for cell, name in zip(block[0], found, strict=True))
    return found if known > 1 and not others and len(block) > 1 else None


# --- weights ---------------------------------------------------------------------------------------------------------


def share_field(sheet: Sheet) -> str | None:
    """The percent column whose values add up to 100, where the kind has one."""
    return next((name for name, field in sheet.fields.items() if field.input == "percent" and field.total), None)


def sharing(sheet: Sheet) -> tuple[Item, ...]:
    """The items that share the whole: all but those that do not count."""
    return tuple(item for item in sheet.items if is_counted(item))


@dataclass(frozen=True)
class Balanced:
    """What bringing the shares to 100 does: the project after it, and (name, before, after) of what changed."""

    project: Project
    changes: tuple[tuple[str, Decimal | None, Decimal], ...]


def balanced(sheet: Sheet, name: str) -> Balanced:
    """The shares of a column brought to 100 in whole percent points. Raises EditError on a share below zero."""
    items = sharing(sheet)
    before = [value_of(item, name) for item in items]
    after = edits.balanced([value or Decimal(0) for value in before])
    values: dict[tuple[str, str], object] = {}
    changes: list[tuple[str, Decimal | None, Decimal]] = []
    for item, old, new in zip(items, before, after, strict=True):
        if new != (old or 0):
            values[item.id, name] = new
            changes.append((main_text(item, sheet.section), old, new))
    return Balanced(edits.set_values(sheet.project, sheet.place, values), tuple(changes))


def is_unlinked(item: Item, name: str, field: Field) -> bool:
    """Whether a KPI names no goal: the chain from strategy to review breaks there."""
    return isinstance(item, Kpi) and field.input == "reference" and not value_of(item, name)


def kind_key(section: AnySection) -> str:
    """What column widths are remembered under: the kind, or the section itself where columns are its own."""
    return section.id if kind_of(section) == "table" else kind_of(section)
