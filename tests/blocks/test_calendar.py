"""The task calendar: every task once, at its place in the day, the week, the month or the year."""

from __future__ import annotations

from decimal import Decimal

from blocks.test_build import words
from hypothesis import given
from hypothesis import strategies as st

from jdstudio.blocks.build import build
from jdstudio.blocks.types import Document, Heading, Table
from jdstudio.model.fields import Face
from jdstudio.model.items.chain import CADENCES
from jdstudio.model.kinds import Task, Tasks
from jdstudio.model.project import Position, Project

TASKS = (
    Task(id="1", text="查看看板", cadence="daily", duration=Decimal("0.5"), due="10:00 前"),
    Task(id="2", text="发布周报", cadence="weekly", duration=Decimal("2.5"), due="每周五 17:00 前"),
    Task(id="3", text="例会", cadence="weekly", duration=Decimal(1), due="周一、三"),
    Task(id="4", text="选品", cadence="weekly"),
    Task(id="5", text="关账核对", cadence="monthly", duration=Decimal(8), due="月末"),
    Task(id="6", text="出月报", cadence="monthly", due="每月5日"),
    Task(id="7", text="预算回顾", cadence="quarterly", due="季度首月"),
    Task(id="8", text="支援大促", cadence="on_demand"),
    Task(id="9", text="整理资料"),
)


def shown(*tasks: Task, face: Face = "description", language: str = "zh") -> Document:
    position = Position(id="p", sections=(Tasks(id="t", items=tasks),), capacity=Decimal("37.5"))
    return build(Project(id="x", positions=(position,)), position, face, language, calendar=True)  # type: ignore[arg-type]


def pages(document: Document) -> list[Table]:
    """The tables from the heading of the calendar on."""
    at = next(at for at, block in enumerate(document.blocks) if isinstance(block, Heading) and block.new_page)
    return [block for block in document.blocks[at:] if isinstance(block, Table)]


def test_tasks_stand_where_their_due_dates_put_them() -> None:
    daily, week, month = ([[cell.text for cell in row.cells] for row in table.rows] for table in pages(shown(*TASKS)))
    assert daily == [["每天", "T1 查看看板（0.5 小时，10:00 前）"]]
    assert week == [["T3 例会（1 小时）", "", "T3 例会（1 小时）", "", "T2 发布周报（2.5 小时，17:00 前）"]]
    assert month == [
        ["每周", "T4 选品"],
        ["每月5日", "T6 出月报"],
        ["月末", "T5 关账核对（8 小时）"],
        ["每季度", "T7 预算回顾（季度首月）"],
        ["按需", "T8 支援大促"],
        ["频次未定", "T9 整理资料"],
    ]


def test_it_says_the_hours_of_a_week_against_those_there_are() -> None:
    assert "每周约 7.8 小时，可用 37.5 小时" in words(shown(*TASKS))
    assert "About 7.8 hours a week of 37.5" in words(shown(*TASKS, language="en"))


def test_only_a_description_with_tasks_has_one() -> None:
    for document in (shown(), shown(Task(id="1")), shown(*TASKS, face="posting"), shown(*TASKS, face="review")):
        assert not any(isinstance(block, Heading) and block.new_page for block in document.blocks)


def test_tasks_that_the_description_hides_are_hidden_here_too() -> None:
    inner = Tasks(id="i", items=(Task(id="1", text="看不见", cadence="daily"),))
    hidden = Tasks(id="h", faces=(), items=(Task(id="2", text="也看不见", cadence="daily"),), sections=(inner,))
    seen = Tasks(id="s", items=(Task(id="3", text="看得见", cadence="daily", duration=Decimal(1)),))
    position = Position(id="p", sections=(hidden, seen))
    document = build(Project(id="x", positions=(position,)), position, "description", calendar=True)
    assert "看不见" not in words(document)
    assert "T3 看得见" in words(document)


def test_a_long_task_is_cut_to_a_line() -> None:
    (table,) = pages(shown(Task(id="1", text="核对三个平台的活动价与券后价" * 5, cadence="daily")))
    assert table.rows[0].cells[1].text == "T1 核对三个平台的活动价与券后价核对三个平台的活动价与券后价核对三个平台…"


def test_no_word_is_cut_in_two() -> None:
    task = Task(id="1", text="Check registrations, price protection and locks", cadence="weekly", due="Wednesday")
    table = pages(shown(task, language="en"))[0]
    assert "T1 Check registrations, price…" in [cell.text for cell in table.rows[0].cells]


@given(
    st.lists(
        st.builds(
            Task,
            id=st.uuids().map(str),
            text=st.just("任务"),
            cadence=st.sampled_from(["", *(choice.value for choice in CADENCES)]),
            due=st.sampled_from(["", "周一", "周二、四", "每月5日", "月末", "尽快", "最后3个工作日"]),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_every_task_has_its_place(tasks: list[Task]) -> None:
    said = [
        line
        for table in pages(shown(*tasks))
        for row in table.rows
        for cell in row.cells
        for line in cell.text.split("\n")
    ]
    for at in range(1, len(tasks) + 1):
        assert any(line.startswith(f"T{at} ") for line in said)
