"""The tasks of a position on one page by when they are due: every day, through the week, in the month, more seldom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from jdstudio.blocks.types import Block, Cell, Column, Heading, Paragraph, Row, Run, Table
from jdstudio.blocks.words import CALENDAR, Language
from jdstudio.model.days import WEEK, beside_weekdays, named_days
from jdstudio.model.items.chain import CADENCES
from jdstudio.model.kinds import AnySection, Task, Tasks
from jdstudio.model.place import Place
from jdstudio.model.project import Position
from jdstudio.model.values import show_number
from jdstudio.model.workload import rounded, workload

_MANY = 15
_LONGEST = {False: (34, 18, 16), True: (22, 12, 6)}
"""Ideographs, or twice as many letters, of a task's text, of one in the week's columns, and of what a due date says.

The second where there are many tasks: thirty must find room on a page.
"""
_PART_OF_WORD = re.compile(r"[!-~]+$")
_WHEN = 0.22
"""The width of the column that says when, in parts of the table's."""


def calendar_blocks(position: Position, labels: Mapping[str, str], language: Language) -> Iterator[Block]:
    """A heading on a new page, the hours of a week against those there are, and the tables; nothing without tasks.

    A weekly task stands under the weekdays its due date names, a monthly one beside the days (see `model/days.py`).
    """
    tasks = [
        (Place(position.id, section.id, task.id, "text"), task)
        for section in _shown(position.sections)
        for task in section.items
        if task.text.strip()
    ]
    if not tasks:
        return
    words = CALENDAR[language]
    place = Place(position.id, field="tasks")
    yield Heading(1, "", words.title, place, new_page=True)
    load = workload([task for _, task in tasks], (), position.capacity)
    hours = words.hours.format(hours=show_number(rounded(load.week)), capacity=show_number(position.capacity))
    yield Paragraph((Run(f"{hours}{words.legend}"),), "note", place)
    entries = _Entries(labels, language, len(tasks))
    rows = list(_rows(tasks, language))
    yield from _list(entries, [row for row in rows if row[0] == "daily"], place)
    yield from _week(entries, [(at, task) for at, task in tasks if _is_on_weekday(task)], place)
    yield from _list(entries, [row for row in rows if row[0] != "daily"], place)


Placed = tuple[Place, Task]


def _shown(sections: Iterable[AnySection]) -> Iterator[Tasks]:
    """The sections of tasks that stand in a description; one that is hidden hides what is below it."""
    for section in sections:
        if "description" in section.faces:
            if isinstance(section, Tasks):
                yield section
            yield from _shown(section.sections)


def _is_on_weekday(task: Task) -> bool:
    return task.cadence == "weekly" and bool(named_days("weekly", task.due))


def _rows(tasks: Sequence[Placed], language: Language) -> Iterator[tuple[str, str, list[Placed]]]:
    """Cadence, when in words, and the tasks; the days of the month in their order, then those of no certain day."""
    words = CALENDAR[language]
    cadences = {choice.value: choice.zh if language == "zh" else choice.en for choice in CADENCES}
    for cadence, title in {**cadences, "": words.undecided}.items():
        here = [(at, task) for at, task in tasks if task.cadence == cadence and not _is_on_weekday(task)]
        by_days: dict[tuple[int, ...], list[Placed]] = {}
        for at, task in here:
            by_days.setdefault(named_days(cadence, task.due) if cadence == "monthly" else (), []).append((at, task))
        for days in sorted(by_days, key=lambda days: (not days, days)):
            dues = dict.fromkeys(" ".join(task.due.split()) for _, task in by_days[days])
            when = words.between.join(dues) if days else title
            yield cadence, when, by_days[days]


class _Entries:
    """Tasks as short entries of the calendar's cells."""

    def __init__(self, labels: Mapping[str, str], language: Language, count: int) -> None:
        self.labels = labels
        self.language: Language = language
        self.words = CALENDAR[language]
        self.longest, self.longest_in_week, self.longest_due = _LONGEST[count > _MANY]

    def cell(self, tasks: Sequence[Placed], place: Place, *, in_week: bool = False) -> Cell:
        longest = self.longest_in_week if in_week else self.longest
        lines = [self.entry(task, longest) for _, task in tasks]
        return Cell((Run("\n".join(lines)),) if lines else (), place=tasks[0][0] if tasks else place)

    def entry(self, task: Task, longest: int) -> str:
        """`T3 Weekly report (2.5 h, by 17:00)`."""
        parts = [self.words.each.format(hours=show_number(task.duration))] if task.duration is not None else []
        if due := _due_beside(task):
            parts.append(_short(due, self.longest_due))
        said = self.words.behind.format(text=self.words.between.join(parts)) if parts else ""
        label = self.labels.get(task.id, "")
        return f"{label} {_short(' '.join(task.text.split()), longest)}{said}".strip()


def _due_beside(task: Task) -> str:
    """What the due date says beside the place in the calendar where the task stands."""
    due = " ".join(task.due.split())
    if named_days(task.cadence, due):
        return {"weekly": beside_weekdays(due), "daily": due}.get(task.cadence, "")
    return due


def _short(text: str, longest: int) -> str:
    """The text as far as it takes no more room than that many ideographs; a word of letters is not cut in two."""
    room = 2 * longest
    for at, sign in enumerate(text):
        room -= 1 if sign.isascii() else 2
        if room < 0:
            cut = text[:at]
            if sign.isascii() and sign.isalnum():
                cut = _PART_OF_WORD.sub("", cut) or cut
            return cut.rstrip(" ,;，；、") + "…"
    return text


def _list(entries: _Entries, rows: Iterable[tuple[str, str, list[Placed]]], place: Place) -> Iterator[Block]:
    """When at the left, the tasks at the right."""
    made = tuple(
        Row((Cell((Run(when),), strong=True, place=tasks[0][0]), entries.cell(tasks, place))) for _, when, tasks in rows
    )
    if made:
        columns = (Column(entries.words.when, _WHEN), Column(entries.words.tasks, 1 - _WHEN))
        yield Table(columns, made, entries.words.title, place)


def _week(entries: _Entries, tasks: Sequence[Placed], place: Place) -> Iterator[Block]:
    """The weekdays side by side."""
    if tasks:
        on = [[(at, task) for at, task in tasks if day + 1 in named_days("weekly", task.due)] for day in range(WEEK)]
        cells = tuple(entries.cell(here, place, in_week=True) for here in on)
        columns = tuple(Column(name, 1 / WEEK) for name in entries.words.weekdays)
        yield Table(columns, (Row(cells),), entries.words.title, place)
