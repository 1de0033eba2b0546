"""Hours of a week, days of a month and shares of duties, by the conventions of the workload."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from jdstudio.errors import EditError
from jdstudio.model.days import DAYS, beside_weekdays, named_days
from jdstudio.model.edits import set_capacity
from jdstudio.model.items.chain import CADENCES
from jdstudio.model.kinds import Duties, Duty, Goal, Goals, Task, Tasks
from jdstudio.model.project import Position, Project
from jdstudio.model.workload import Workload, rounded, workload, workload_of

CAPACITY = Decimal(40)
hours = st.none() | st.decimals(0, 200, places=2)
dues = st.sampled_from(["", "每月5日", "月末", "每月最后3个工作日", "周一、三", "Friday", "尽快"]) | st.text(
    max_size=12
)
tasks_of_any_kind = st.lists(
    st.builds(
        Task,
        id=st.uuids().map(str),
        cadence=st.sampled_from(["", *(choice.value for choice in CADENCES)]),
        duration=hours,
        due=dues,
        duty=st.sampled_from(["", "d1", "d2", "g1"]),
    ),
    max_size=12,
)


def of(*tasks: Task) -> Workload:
    return workload(tasks, ["d1", "d2"], CAPACITY)


def task(cadence: str, duration: str, due: str = "", duty: str = "") -> Task:
    return Task(id=f"{cadence}{due}{duration}", cadence=cadence, duration=Decimal(duration), due=due, duty=duty)  # type: ignore[arg-type]


def on(load: Workload, day: int) -> Decimal:
    return next(each.hours for each in load.days if each.number == day)


def test_five_daily_tasks_of_nine_and_a_half_hours_are_more_than_a_week_holds() -> None:
    load = of(*(task("daily", duration) for duration in ("2", "2.5", "1", "3", "1")))
    assert load.week == Decimal("47.5")
    assert load.is_over
    assert {day.hours for day in load.days} == {Decimal("9.5")}
    assert load.peak == ()  # no day stands out


def test_thirty_one_hours_at_the_end_of_the_month_are_its_peak() -> None:
    load = of(
        task("daily", "2"),
        task("monthly", "16", "每月最后3个工作日"),
        task("monthly", "9", "每月最后三个工作日"),
        task("monthly", "6", "最后 3 个工作日"),
    )
    assert [day.number for day in load.peak] == [26, 29, 30]
    assert rounded(sum((day.hours - 2 for day in load.peak), Decimal(0))) == 31
    assert {day.hours for day in load.days} - {day.hours for day in load.peak} == {Decimal(2)}
    assert load.week == 10 + Decimal(31) * 12 / 52
    assert not load.is_over


def test_every_cadence_counts_as_often_as_it_comes_in_a_year() -> None:
    load = of(*(task(cadence, "52") for cadence in ("daily", "weekly", "monthly", "quarterly", "yearly", "on_demand")))
    assert [(each.cadence, each.week) for each in load.loads] == [
        ("daily", 260),
        ("weekly", 52),
        ("monthly", 12),
        ("quarterly", 4),
        ("yearly", 1),
    ]
    assert load.week == 329
    assert len(load.on_demand) == 1


def test_what_cannot_be_counted_is_named() -> None:
    load = of(Task(id="a", cadence="weekly"), Task(id="b", duration=Decimal(3)), Task(id="c", cadence="on_demand"))
    assert (load.unknown, load.undecided, load.on_demand) == (("a",), ("b",), ("c",))
    assert load.week == 0


def test_a_weekly_task_stands_on_its_weekday_every_week_and_one_without_on_all_days() -> None:
    load = of(task("weekly", "4", "周一"), task("weekly", "5"), task("monthly", "6", "每月5日"))
    assert [on(load, day) for day in (1, 8, 2, 5)] == [5, 5, 1, 7]
    assert load.spread == ("weekly5",)


def test_the_hours_of_several_named_days_are_shared_out() -> None:
    assert [on(of(task("weekly", "6", "周一、三、五")), day) for day in (1, 2, 3, 5)] == [2, 0, 2, 2]


def test_shares_follow_the_hours_of_the_tasks_and_what_belongs_to_no_duty_is_told_apart() -> None:
    load = of(task("weekly", "10", duty="d1"), task("daily", "4", duty="d2"), task("weekly", "3", duty="g1"))
    assert [(share.duty, share.percent) for share in load.shares] == [("d1", 33), ("d2", 67)]
    assert load.unassigned == 3 * 52
    assert of(task("weekly", "3", duty="g1")).shares == ()


def test_a_position_brings_all_its_tasks_and_duties_wherever_they_stand() -> None:
    inner = Tasks(id="t2", items=(task("weekly", "1", duty="b"),))
    sections = (
        Goals(id="g", items=(Goal(id="g1"),)),
        Duties(id="d", items=(Duty(id="a"),), sections=(Duties(id="d2", items=(Duty(id="b"),)),)),
        Tasks(id="t", items=(task("weekly", "3", duty="a"),), sections=(inner,)),
    )
    load = workload_of(Position(id="p", sections=sections, capacity=Decimal(20)))
    assert (load.week, load.capacity) == (4, 20)
    assert [share.percent for share in load.shares] == [75, 25]


@pytest.mark.parametrize("hours", [None, Decimal(0), Decimal(-1), Decimal("168.5"), Decimal("NaN")])
def test_a_week_cannot_hold_no_hours_nor_more_than_it_has(hours: Decimal | None) -> None:
    project = Project(id="x", positions=(Position(id="p"),))
    with pytest.raises(EditError):
        set_capacity(project, "p", hours)
    assert set_capacity(project, "p", Decimal("37.5")).positions[0].capacity == Decimal("37.5")
    assert set_capacity(project, "p", project.positions[0].capacity) is project


@given(tasks_of_any_kind)
def test_every_task_is_counted_or_named_once_and_the_total_is_the_sum_of_the_parts(tasks: list[Task]) -> None:
    load = of(*tasks)
    named = [*load.unknown, *load.undecided, *load.on_demand]
    assert len(set(named)) == len(named)
    assert sum(each.tasks for each in load.loads) + len(named) == len(tasks)
    assert load.year == sum((workload([each], [], CAPACITY).year for each in tasks), Decimal(0))
    assert load.year == sum((share.year for share in load.shares), load.unassigned)


@given(tasks_of_any_kind)
def test_twice_the_hours_are_twice_the_work_and_shares_stay(tasks: list[Task]) -> None:
    doubled = [replace(each, duration=None if each.duration is None else each.duration * 2) for each in tasks]
    once, twice = of(*tasks), of(*doubled)
    assert twice.year == once.year * 2
    assert [share.percent for share in twice.shares] == [share.percent for share in once.shares]
    assert [rounded(day.hours) for day in twice.days] == [rounded(day.hours * 2) for day in once.days]


@given(tasks_of_any_kind)
def test_shares_add_up_to_a_hundred_or_there_are_none(tasks: list[Task]) -> None:
    shares = of(*tasks).shares
    assert not shares or sum(share.percent for share in shares) == 100
    assert all(share.percent >= 0 for share in shares)


@given(st.sampled_from([choice.value for choice in CADENCES]), st.text(max_size=30) | dues)
def test_whatever_a_due_date_says_names_working_days_or_none(cadence: str, due: str) -> None:
    assert set(named_days(cadence, due)) <= set(DAYS)


@pytest.mark.parametrize(
    ("due", "days"),
    [
        ("每月5日", (5,)),
        ("5号", (5,)),
        ("次月 10 日前", (10,)),
        ("每月５日、20日", (5, 19)),  # the 20th of the model month is a Saturday
        ("25–28日", (25, 26)),
        ("31日", (30,)),
        ("月末", (30,)),
        ("每月最后3个工作日", (26, 29, 30)),
        ("第3个工作日", (3,)),
        ("前两个工作日", ()),
        ("每月前两个工作日", (1, 2)),
        ("月初", (1,)),
        ("月中", (15,)),
        ("中旬", (11, 12, 15, 16, 17, 18, 19)),
        ("第二周", (8, 9, 10, 11, 12)),
        ("每月第三个周五", (19,)),
        ("month end", (30,)),
        ("on the 5th", (5,)),
        ("1st and 15th", (1, 15)),
        ("last 2 working days", (29, 30)),
        ("the first Monday", (1,)),
        ("2026-06-15", (15,)),
        ("5个工作日内", ()),
        ("3日内", ()),
        ("T+3日", ()),
        ("18:00 前", ()),
        ("随时", ()),
    ],
)
def test_days_of_the_month_are_read_as_people_write_them(due: str, days: tuple[int, ...]) -> None:
    assert named_days("monthly", due) == days


@pytest.mark.parametrize(
    ("due", "days"),
    [
        ("周一", [1]),
        ("每周五 17:00 前", [5]),
        ("周一、三、五", [1, 3, 5]),
        ("周一至周三", [1, 2, 3]),
        ("礼拜四", [4]),
        ("周末", [5]),
        ("Monday", [1]),
        ("Tue & Thu", [2, 4]),
        ("Mon-Fri", [1, 2, 3, 4, 5]),
        ("每周", []),
        ("money", []),
    ],
)
def test_weekdays_are_read_as_people_write_them(due: str, days: list[int]) -> None:
    assert [day for day in named_days("weekly", due) if day <= 5] == days


@pytest.mark.parametrize(
    ("due", "rest"),
    [
        ("每周五 17:00 前", "17:00 前"),
        ("周一、周四", ""),
        ("周一和周四，10 点", "10 点"),
        ("Monday and Thursday", ""),
        ("every Friday by 5 pm", "by 5 pm"),
        ("18:00 on Mon & Wed", "18:00"),
    ],
)
def test_what_a_due_date_says_beside_its_weekdays_is_kept(due: str, rest: str) -> None:
    assert beside_weekdays(due) == rest
