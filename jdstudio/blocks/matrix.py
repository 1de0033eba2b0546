"""The collaboration matrix in documents: a row for each matter, a column for each department."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from jdstudio.blocks.types import Block, Cell, Column, Paragraph, Row, Run, Runs, Table
from jdstudio.blocks.widths import Wish, longest_word, needed, shares
from jdstudio.blocks.words import WORDS, Language
from jdstudio.model import kinds
from jdstudio.model.items.together import RACI, Part
from jdstudio.model.kinds import columns_of
from jdstudio.model.place import Place

MOST_WITH_WORDS = 5
"""Departments side by side where cells hold sentences: seven characters a line are the least that reads well."""
MOST_WITH_LETTERS = 10
"""Departments side by side where cells hold nothing but RACI letters."""


def can_turn(section: kinds.Matrix) -> bool:
    """Whether the parts span a matrix: there are both matters and departments."""
    return any(part.matter.strip() for part in section.items) and any(part.department.strip() for part in section.items)


def matrix_blocks(section: kinds.Matrix, place: Place, language: Language) -> Iterator[Block]:
    """The matrix (A1-20 … A1-23), in several tables where the departments are more than fit beside one another.

    A cell holds the RACI letter and the responsibility, then the task; what is delivered and what resources there are
    stands below the row. Parts without matter or department stand in a row or column of their own, which says so.
    """
    parts = [part for part in section.items if _says_anything(part)]
    departments = list(dict.fromkeys(part.department.strip() for part in parts if part.department.strip()))
    if any(not part.department.strip() and _has_content(part) for part in parts):
        departments.append("")
    most = MOST_WITH_WORDS if any(map(_has_words, parts)) else MOST_WITH_LETTERS
    for group in _in_groups(departments, most):
        here = [part for part in parts if part.department.strip() in group or not _has_content(part)]
        yield _table(section, here, group, place, language)
    if any(part.raci for part in parts):
        meanings = (choice.zh if language == "zh" else choice.en for choice in RACI)
        yield Paragraph((Run(" · ".join(meanings)),), "note", place)


def _in_groups(departments: Sequence[str], most: int) -> Iterator[Sequence[str]]:
    """The departments in as few groups as fit, of about equal size."""
    size = ceil(len(departments) / ceil(len(departments) / most))
    for at in range(0, len(departments), size):
        yield departments[at : at + size]


def _says_anything(part: Part) -> bool:
    return bool(part.matter.strip() or part.department.strip() or _has_content(part))


def _has_content(part: Part) -> bool:
    return bool(part.raci or _has_words(part))


def _has_words(part: Part) -> bool:
    return any(text.strip() for text in (part.responsibility, part.task, part.information, part.resources))


def _table(
    section: kinds.Matrix, parts: Sequence[Part], departments: Sequence[str], place: Place, language: Language
) -> Table:
    words = WORDS[language]
    matters = dict.fromkeys(part.matter.strip() for part in parts if part.matter.strip() or _has_content(part))
    rows = [
        _row(matter, [part for part in parts if part.matter.strip() == matter], departments, place, language)
        for matter in matters
    ]
    titles = [columns_of(section)["matter"].label(language), *(name or words.no_department for name in departments)]
    wishes = [
        _wish([title, *(row.cells[at].text for row in rows)], 14 if at == 0 else 18) for at, title in enumerate(titles)
    ]
    columns = tuple(Column(title, share) for title, share in zip(titles, shares(wishes), strict=True))
    return Table(columns, tuple(rows), section.title, place)


def _row(matter: str, parts: Sequence[Part], departments: Sequence[str], place: Place, language: Language) -> Row:
    name = Cell((Run(matter or WORDS[language].no_matter),), strong=True, place=_at(place, parts[0], "matter"))
    cells = [name]
    for department in departments:
        mine = [part for part in parts if part.department.strip() == department and _has_content(part)]
        where = _at(place, mine[0], "responsibility") if mine else _at(place, parts[0], "department")
        cells.append(Cell(tuple(_cell_runs(mine)), place=where))
    return Row(tuple(cells), detail=tuple(_detail(parts, language)))


def _cell_runs(parts: Sequence[Part]) -> Iterator[Run]:
    for at, part in enumerate(parts):
        lines = [text for text in (part.responsibility.strip(), part.task.strip()) if text]
        if at:
            yield Run("\n")
        if part.raci:
            yield Run(part.raci + " " * bool(lines), bold=True)
        if lines:
            yield Run("\n".join(lines))


def _detail(parts: Sequence[Part], language: Language) -> Runs:
    """A line for each part that delivers information or has resources: `市场 · 信息交付：… · 资源：…`."""
    colon = WORDS[language].colon
    fields = {name: field for name, field in columns_of(kinds.Matrix(id="")).items() if field.under}
    lines = []
    for part in parts:
        said = [
            f"{field.label(language)}{colon}{text}"
            for name, field in fields.items()
            if (text := getattr(part, name).strip())
        ]
        if said:
            lines.append(Run(" · ".join(filter(None, (part.department.strip(), *said)))))
    return tuple(lines)


def _wish(texts: list[str], weight: float) -> Wish:
    return Wish(needed(texts), weight, short=False, least=longest_word(texts))


def _at(place: Place, part: Part, name: str) -> Place:
    return Place(place.position, place.section, part.id, name)
