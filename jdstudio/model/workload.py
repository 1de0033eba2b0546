"""What the tasks of a position add up to: hours a week, the days of a month, and each duty's share (A1-14).

Conventions. `Task.duration` is hours for one occurrence. A year has 52 weeks of five working days, so a daily task is
done 260 times a year, a weekly one 52, a monthly one 12, a quarterly one 4 and a yearly one once; a week's hours are
those of the year divided by 52. What is done on demand is listed and not counted, for nobody knows how often it comes.
Within the model month of `days.py` a task stands on the working days its due date names, its hours shared out evenly
over them (a weekly task: over the weekdays, each week anew). A task whose days cannot be read is spread evenly over
all working days, and named in `spread`; so are quarterly and yearly tasks, which belong to one month among several.
A duration below zero is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import msgspec

from jdstudio.model.days import DAYS, WEEK, named_days
from jdstudio.model.edits import balanced
from jdstudio.model.kinds import Duties, Task, Tasks
from jdstudio.model.project import Position
from jdstudio.model.walk import sections_of

WEEKS = 52
TIMES_A_YEAR: Mapping[str, int] = {"daily": WEEK * WEEKS, "weekly": WEEKS, "monthly": 12, "quarterly": 4, "yearly": 1}
"""How often a task of each cadence is done in a year."""
_TENTH = Decimal("0.1")
_HUNDREDTH = Decimal("0.01")


class Load(msgspec.Struct, frozen=True):
    """The tasks of one cadence: how many have hours, and the hours they take in a year."""

    cadence: str
    tasks: int
    year: Decimal

    @property
    def week(self) -> Decimal:
        return self.year / WEEKS


class Day(msgspec.Struct, frozen=True):
    """A working day of the model month, by its number, and the hours of work on it."""

    number: int
    hours: Decimal


class DutyShare(msgspec.Struct, frozen=True):
    """A duty, by id, the hours a year of the tasks that belong to it, and its share in whole percent points."""

    duty: str
    year: Decimal
    percent: Decimal


class Workload(msgspec.Struct, frozen=True):
    """The workload of a position; tasks and duties by id, in their order.

    `loads` are by cadence, only those that have tasks with hours. `shares`: one a duty, of the hours of all tasks that
    belong to a duty, adding up to 100; empty where none does. `unassigned`: hours a year of tasks without duty.
    `unknown`: tasks with a cadence and no hours; `undecided`: tasks without cadence; `on_demand` are not counted.
    """

    capacity: Decimal
    loads: tuple[Load, ...]
    days: tuple[Day, ...]
    spread: tuple[str, ...]
    unknown: tuple[str, ...]
    undecided: tuple[str, ...]
    on_demand: tuple[str, ...]
    shares: tuple[DutyShare, ...]
    unassigned: Decimal

    @property
    def year(self) -> Decimal:
        return sum((load.year for load in self.loads), Decimal(0))

    @property
    def week(self) -> Decimal:
        """Hours a week, not rounded."""
        return self.year / WEEKS

    @property
    def is_over(self) -> bool:
        """Whether the tasks take more hours than the position has."""
        return self.year > self.capacity * WEEKS

    @property
    def peak(self) -> tuple[Day, ...]:
        """The busiest days of the month; none where all days are alike."""
        shown = [rounded(day.hours, _HUNDREDTH) for day in self.days]
        most = max(shown)
        return tuple(day for day, hours in zip(self.days, shown, strict=True) if hours == most and most > min(shown))


def rounded(number: Decimal, to: Decimal = _TENTH) -> Decimal:
    """Hours as people read them; halves away from zero."""
    return number.quantize(to, rounding="ROUND_HALF_UP")


def workload(tasks: Sequence[Task], duties: Iterable[str], capacity: Decimal) -> Workload:
    """The workload of these tasks. `duties` are the ids of all duties, with tasks or without."""
    counted = [(task, _year(task)) for task in tasks if task.cadence in TIMES_A_YEAR and _has_hours(task)]
    on_day = dict.fromkeys(DAYS, Decimal(0))
    spread = []
    for task, year in counted:
        days, hours = _in_month(task, year)
        if not days:
            spread.append(task.id)
        for day in days or DAYS:
            on_day[day] += hours
    of_duty = dict.fromkeys(duties, Decimal(0))
    unassigned = Decimal(0)
    for task, year in counted:
        if task.duty in of_duty:
            of_duty[task.duty] += year
        else:
            unassigned += year
    return Workload(
        capacity=capacity,
        loads=tuple(_loads(counted)),
        days=tuple(Day(number, hours) for number, hours in on_day.items()),
        spread=tuple(spread),
        unknown=tuple(task.id for task in tasks if task.cadence in TIMES_A_YEAR and not _has_hours(task)),
        undecided=tuple(task.id for task in tasks if not task.cadence),
        on_demand=tuple(task.id for task in tasks if task.cadence == "on_demand"),
        shares=_shares(of_duty),
        unassigned=unassigned,
    )


def workload_of(position: Position) -> Workload:
    """The workload of all tasks of a position."""
    tasks = [task for section in sections_of(position, "tasks") if isinstance(section, Tasks) for task in section.items]
    duties = [
        duty.id for section in sections_of(position, "duties") if isinstance(section, Duties) for duty in section.items
    ]
    return workload(tasks, duties, position.capacity)


def _has_hours(task: Task) -> bool:
    return task.duration is not None and task.duration >= 0


def _year(task: Task) -> Decimal:
    return (task.duration or Decimal(0)) * TIMES_A_YEAR[task.cadence]


def _in_month(task: Task, year: Decimal) -> tuple[Sequence[int], Decimal]:
    """The days of the month the task names, and its hours on each; no days: the hours on every working day."""
    days = named_days(task.cadence, task.due)
    once = task.duration or Decimal(0)
    if not days:
        # a weekly task comes again after five working days; a month is the twelfth of a year
        return days, once / WEEK if task.cadence == "weekly" else year / 12 / len(DAYS)
    if task.cadence == "weekly":
        weekdays = {(day - 1) % 7 for day in days}
        return days, once / len(weekdays)
    return days, once if task.cadence == "daily" else once / len(days)


def _loads(counted: Sequence[tuple[Task, Decimal]]) -> Iterable[Load]:
    for cadence in TIMES_A_YEAR:
        years = [year for task, year in counted if task.cadence == cadence]
        if years:
            yield Load(cadence, len(years), sum(years, Decimal(0)))


def _shares(of_duty: Mapping[str, Decimal]) -> tuple[DutyShare, ...]:
    if not any(of_duty.values()):
        return ()
    percents = balanced(list(of_duty.values()))
    return tuple(
        DutyShare(duty, year, percent) for (duty, year), percent in zip(of_duty.items(), percents, strict=True)
    )
