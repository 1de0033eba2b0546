"""The collaboration matrix as a grid of matters and departments, over the flat list of parts that the file holds.

A grid is read from the list and written back to it. Nothing a person wrote is lost on the way: where two parts share a
matter and a department, the second stands in a further row of the same matter. A matter or department that has no part
with content yet is held by a part without content; where such a holder is no longer needed, writing leaves it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import cast

import msgspec

from jdstudio.model import edits
from jdstudio.model.ids import new_id
from jdstudio.model.kinds import AnySection, Column, Matrix, Part, Table, TableRow, Translation, with_value
from jdstudio.model.place import Place
from jdstudio.model.project import Project

CONTENT = ("raci", "responsibility", "task", "information", "resources")
"""The fields of a part that say something beyond where it stands."""

DEPARTMENTS = (
    ("市场", "Marketing"),
    ("产品", "Product"),
    ("客服", "Customer service"),
    ("销售", "Sales"),
    ("财务", "Finance"),
    ("技术", "Engineering"),
    ("研发", "R&D"),
)
"""Departments to begin with (A1-20, A3-13), in Chinese and English."""


@dataclass(frozen=True)
class Row:
    """One matter; `number` counts the rows of the same matter. `holder` is its part where no cell has any content."""

    matter: str
    number: int = 1
    cells: Mapping[str, Part] = field(default_factory=dict)
    holder: Part | None = None

    @property
    def id(self) -> str:
        return f"{self.number}:{self.matter}"

    @property
    def title(self) -> str:
        """The matter as shown; further rows of the same matter are numbered."""
        return self.matter if self.number == 1 else f"{self.matter} ({self.number})"


@dataclass(frozen=True)
class Grid:
    """Departments from left to right, rows from top to bottom; a column without a name is the last one."""

    departments: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    holders: Mapping[str, Part] = field(default_factory=dict)


def has_content(part: Part) -> bool:
    """Whether a part says more than its matter and department, in either language."""
    return any(getattr(part, name).strip() for name in CONTENT) or any(
        each.field in CONTENT and each.text.strip() for each in part.other
    )


# --- reading and writing ---------------------------------------------------------------------------------------------


def grid_of(parts: Iterable[Part]) -> Grid:
    """The grid of a list of parts: matters and departments in order of their first appearance."""
    departments: dict[str, None] = {}
    holders: dict[str, Part] = {}
    found: dict[str, list[Row]] = {}
    for part in parts:
        matter, department, says = part.matter.strip(), part.department.strip(), has_content(part)
        if department or says:
            departments.setdefault(department)
        if not says and department and not matter:
            holders.setdefault(department, part)
            continue
        rows = found.setdefault(matter, [])
        if not says:
            rows[:1] = [replace(rows[0], holder=rows[0].holder or part) if rows else Row(matter, holder=part)]
            continue
        at = next((at for at, row in enumerate(rows) if department not in row.cells), len(rows))
        row = rows[at] if at < len(rows) else Row(matter, at + 1)
        rows[at : at + 1] = [replace(row, cells={**row.cells, department: part})]
    names = (*(name for name in departments if name), *("" for name in departments if not name))
    return Grid(names, tuple(row for rows in found.values() for row in rows), holders)


def parts_of(grid: Grid) -> tuple[Part, ...]:
    """The list of parts that reads as this grid: row by row, with as few holders as its order can do with."""
    parts: list[Part] = []
    for row in grid.rows:
        cells = [row.cells[name] for name in grid.departments if name in row.cells]
        parts += cells or [row.holder or Part(new_id(), row.matter)]
    wanted = tuple(name for name in grid.departments if name)
    if tuple(name for name in grid_of(parts).departments if name) == wanted:
        return tuple(parts)
    return (*(grid.holders.get(name) or Part(new_id(), department=name) for name in wanted), *parts)


def _in_grid(project: Project, place: Place, parts: tuple[Part, ...]) -> Project:
    def change(section: AnySection) -> AnySection:
        if not isinstance(section, Matrix) or section.items == parts:
            return section
        return msgspec.structs.replace(section, items=parts)

    return edits.change_holder(project, Place(place.position, place.section), change)


# --- departments -----------------------------------------------------------------------------------------------------


def add_department(project: Project, place: Place, section: Matrix, name: str, at: int | None = None) -> Project:
    """Put an empty column at `at`, or behind the others; a department that is there already changes nothing."""
    grid = grid_of(section.items)
    name = _line(name)
    if not name or name in grid.departments:
        return project
    named = [each for each in grid.departments if each]
    named.insert(len(named) if at is None else at, name)
    return _in_grid(project, place, parts_of(replace(grid, departments=_in_order(named, grid))))


def rename_department(project: Project, place: Place, section: Matrix, old: str, new: str) -> Project:
    """Give a column another name; under the name of another column the two become one, and no part is lost."""
    new = _line(new)
    if new == old:
        return project
    parts = tuple(_moved(part, department=new) if part.department.strip() == old else part for part in section.items)
    grid = grid_of(section.items)
    names = [new if name == old else name for name in grid.departments]
    merged = grid_of(parts)
    ordered = _in_order([name for name in dict.fromkeys(names) if name], merged)
    return _in_grid(project, place, parts_of(replace(merged, departments=ordered)))


def move_department(project: Project, place: Place, section: Matrix, old: int, new: int) -> Project:
    """Move the column at `old` so that it stands at `new`; the column without a name stays the last."""
    grid = grid_of(section.items)
    names = [name for name in grid.departments if name]
    if not (0 <= old < len(names) and 0 <= new < len(names)):
        return project
    names.insert(new, names.pop(old))
    return _in_grid(project, place, parts_of(replace(grid, departments=_in_order(names, grid))))


def remove_department(project: Project, place: Place, section: Matrix, name: str) -> Project:
    """Take out a column with all its parts."""
    grid = grid_of(section.items)
    rows = tuple(
        replace(row, cells={each: part for each, part in row.cells.items() if each != name}, holder=_freed(row, name))
        for row in grid.rows
    )
    left = replace(grid, departments=tuple(each for each in grid.departments if each != name), rows=rows)
    return _in_grid(project, place, parts_of(left))


def _in_order(named: Sequence[str], grid: Grid) -> tuple[str, ...]:
    return (*named, *("" for name in grid.departments if not name))


def _freed(row: Row, department: str) -> Part | None:
    """What holds the row once the column is gone: not a part that names it."""
    return row.holder if row.holder and row.holder.department.strip() != department else None


def _line(text: str) -> str:
    return " ".join(text.split("\n")).strip()


def _moved(part: Part, **where: str) -> Part:
    for name, value in where.items():
        part = cast("Part", with_value(part, name, value))
    return part


# --- cells -----------------------------------------------------------------------------------------------------------


def set_cells(
    project: Project, place: Place, section: Matrix, cells: Iterable[tuple[str, str]], values: Mapping[str, str]
) -> Project:
    """Set fields of cells, named by row id and department. An empty cell gets a part; one left empty loses it."""
    grid = grid_of(section.items)
    chosen = set(cells)
    rows = []
    for row in grid.rows:
        mine = {name for row_id, name in chosen if row_id == row.id}
        new = {name: _filled(row, grid, name, values) for name in grid.departments if name in mine}
        rows.append(_with_cells(row, new))
    return _in_grid(project, place, parts_of(replace(grid, rows=tuple(rows))))


def remove_cells(project: Project, place: Place, section: Matrix, cells: Iterable[tuple[str, str]]) -> Project:
    """Take out all that cells hold, letters and details too; matters and departments stay."""
    grid = grid_of(section.items)
    gone = set(cells)
    rows = tuple(
        _with_cells(
            replace(
                row,
                cells={name: part for name, part in row.cells.items() if (row.id, name) not in gone},
                holder=_held(row),
            ),
            {},
        )
        for row in grid.rows
    )
    return _in_grid(project, place, parts_of(replace(grid, rows=rows)))


def _held(row: Row) -> Part | None:
    """What holds the row should all its cells go."""
    any_part = next(iter(row.cells.values()), None)
    return row.holder or (any_part and _emptied(any_part))


def _emptied(part: Part) -> Part:
    """The part as nothing but the holder of its matter."""
    other = tuple(each for each in part.other if each.field == "matter")
    blank = _moved(part, department="", **dict.fromkeys(CONTENT, ""))
    return msgspec.structs.replace(blank, other=other)


def duplicate_rows(project: Project, place: Place, section: Matrix, row_ids: Iterable[str]) -> tuple[Project, int]:
    """Put copies of rows, with all their cells hold, below the last of them; and the row where the copies begin."""
    grid = grid_of(section.items)
    chosen = set(row_ids)
    at = max((at for at, row in enumerate(grid.rows, 1) if row.id in chosen), default=0)
    names = {row.matter for row in grid.rows}
    copies = []
    for row in grid.rows:
        if row.id in chosen:
            matter = next(name for number in count(2) if (name := f"{row.matter} ({number})".strip()) not in names)
            names.add(matter)
            cells = {name: msgspec.structs.replace(part, id=new_id()) for name, part in row.cells.items()}
            copies.append(_renamed(replace(row, cells=cells, holder=None), matter))
    rows = (*grid.rows[:at], *copies, *grid.rows[at:])
    return _in_grid(project, place, parts_of(replace(grid, rows=rows))), at


def _filled(row: Row, grid: Grid, department: str, values: Mapping[str, str]) -> Part:
    part = row.cells.get(department) or _new_part(row, grid, department)
    return _moved(part, **values)


def _new_part(row: Row, grid: Grid, department: str) -> Part:
    """A part for an empty cell; what its row and column are called in the other language comes along."""
    beside = (*row.cells.values(), *filter(None, (row.holder,)))
    above = (*(each.cells[department] for each in grid.rows if department in each.cells),)
    held = (*above, *(part for name, part in grid.holders.items() if name == department))
    other = (
        *next((found for part in beside if (found := _translated(part, "matter"))), ()),
        *next((found for part in held if (found := _translated(part, "department"))), ()),
    )
    return Part(new_id(), row.matter, department, other=other)


def _translated(part: Part, name: str) -> tuple[Translation, ...]:
    return tuple(each for each in part.other if each.field == name)


def _with_cells(row: Row, new: Mapping[str, Part]) -> Row:
    """The row with other cells; where its last content goes, the part that held it stays as the row's holder."""
    cells = {**row.cells, **new}
    full = {name: part for name, part in cells.items() if has_content(part)}
    emptied = next((part for name, part in row.cells.items() if name not in full), None)
    kept = row.holder or (emptied and _emptied(emptied))
    return replace(row, cells=full, holder=kept)


# --- the grid as a table of the user's own ---------------------------------------------------------------------------


def table_of(section: Matrix, matter: str) -> Table:
    """The matrix as a table of texts: a column of matters, called `matter`, then what each department answers for.

    So that all that can be done with the cells and rows of a table can be done with a matrix too; `taken` reads back
    what became of it.
    """
    grid = grid_of(section.items)
    columns = (Column(matter, 16), *(Column(name, 20) for name in grid.departments))
    rows = tuple(TableRow(row.id, (row.title, *_texts(row, grid))) for row in grid.rows)
    return Table(section.id, section.title, section.text, columns=columns, items=rows)


def _texts(row: Row, grid: Grid) -> Iterable[str]:
    return (row.cells[name].responsibility if name in row.cells else "" for name in grid.departments)


def taken(project: Project, place: Place, section: Matrix, table: Table) -> Project:
    """The project with the matrix as `table` reads: rows that came, went or moved, matters and responsibilities."""
    grid = grid_of(section.items)
    known = {row.id: row for row in grid.rows}
    rows = []
    for line in table.items:
        cells = (*line.cells, *[""] * (1 + len(grid.departments) - len(line.cells)))
        old = known.pop(line.id, None)
        row = old or Row(_line(cells[0]))
        if old and cells[0] != old.title:
            row = _renamed(old, _line(cells[0]))
        before = dict(zip(grid.departments, _texts(row, grid), strict=True))
        after = dict(zip(grid.departments, cells[1:], strict=False))
        new = {
            name: _filled(row, grid, name, {"responsibility": text})
            for name, text in after.items()
            if text != before[name]
        }
        rows.append(_with_cells(row, new))
    return _in_grid(project, place, parts_of(replace(grid, rows=tuple(rows))))


def _renamed(row: Row, matter: str) -> Row:
    cells = {name: _moved(part, matter=matter) for name, part in row.cells.items()}
    return replace(row, matter=matter, cells=cells, holder=row.holder and _moved(row.holder, matter=matter))


# --- RACI ------------------------------------------------------------------------------------------------------------


def accountable(section: Matrix) -> Mapping[str, int]:
    """How many A each matter has, of those matters that use RACI letters at all; right is exactly one (A1-20)."""
    found: dict[str, int] = {}
    for part in section.items:
        if part.raci:
            matter = part.matter.strip()
            found[matter] = found.get(matter, 0) + (part.raci == "A")
    return found
