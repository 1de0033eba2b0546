"""Kinds whose items stand otherwise than a row each: the matrix, budgets, tasks by cadence, lines to sign on."""

from __future__ import annotations

from decimal import Decimal

from blocks.test_build import headings, table_of, words
from hypothesis import given
from hypothesis import strategies as st

from jdstudio.blocks.build import build
from jdstudio.blocks.types import Bullets, Document, Heading, Paragraph, Signatures, Table
from jdstudio.model.fields import fields_of
from jdstudio.model.kinds import (
    AnySection,
    Budget,
    Expense,
    Matrix,
    Part,
    Signature,
    SignOff,
    Task,
    Tasks,
)
from jdstudio.model.project import Position, Project


def shown(*sections: AnySection, structure: str = "") -> Document:
    position = Position(id="p", sections=sections, structure=structure)
    return build(Project(id="x", positions=(position,)), position, "description")


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


# --- the matrix ------------------------------------------------------------------------------------------------------

LAUNCH = Matrix(
    id="m",
    items=(
        Part(id="1", matter="新品上线", department="市场", raci="A", responsibility="定节奏", task="出排期"),
        Part(id="2", matter="新品上线", department="客服", raci="I", information="问答手册", resources="培训 2 小时"),
        Part(id="3", matter="大促备货", department="客服", responsibility="备排班"),
    ),
)


def test_a_matrix_has_a_row_for_each_matter_and_a_column_for_each_department() -> None:
    document = shown(LAUNCH)
    assert table_of(document, "m") == [
        ["协作事项", "市场", "客服"],
        ["新品上线", "A 定节奏\n出排期", "I"],
        ["大促备货", "", "备排班"],
    ]
    (table,) = tables(document)
    assert table.rows[0].cells[1].runs[0].bold
    assert [line.text for line in table.rows[0].detail] == ["客服 · 信息交付：问答手册 · 资源：培训 2 小时"]
    assert table.rows[0].cells[2].place.item == "2"


def test_a_department_nothing_is_written_for_yet_is_a_column_and_no_row() -> None:
    document = shown(Matrix(id="m", items=(Part(id="0", department="财务"), *LAUNCH.items)))
    assert [row[0] for row in table_of(document, "m")] == ["协作事项", "新品上线", "大促备货"]
    assert table_of(document, "m")[0] == ["协作事项", "财务", "市场", "客服"]


def test_letters_are_explained_where_there_are_any() -> None:
    assert "R 执行 · A 负责 · C 咨询 · I 知会" in words(shown(LAUNCH))
    plain = Matrix(id="m", items=(Part(id="1", matter="上线", department="市场", task="排期"),))
    assert "A 负责" not in words(shown(plain))


def test_more_departments_than_fit_side_by_side_stand_in_several_tables_of_about_one_size() -> None:
    parts = tuple(Part(id=f"{at}", matter=f"事项{at % 2}", department=f"部门{at}", task="做") for at in range(7))
    found = tables(shown(Matrix(id="m", items=parts)))
    assert [[column.title for column in table.columns[1:]] for table in found] == [
        ["部门0", "部门1", "部门2", "部门3"],
        ["部门4", "部门5", "部门6"],
    ]


def test_parts_without_department_stand_in_a_column_that_says_so_and_without_any_as_rows() -> None:
    some = Matrix(id="m", items=(*LAUNCH.items, Part(id="4", matter="大促备货", task="待定")))
    assert table_of(shown(some), "m")[0] == ["协作事项", "市场", "客服", "部门未定"]
    none = Matrix(id="m", items=(Part(id="4", matter="大促备货", task="待定"),))
    assert table_of(shown(none), "m") == [["协作事项", "任务"], ["大促备货", "待定"]]


_texts = st.sampled_from(["", " ", "甲", "乙\n丙", "a|b"]) | st.text("字 \nx", max_size=4)
_parts = st.builds(
    Part,
    id=st.uuids().map(str),
    matter=_texts,
    department=st.sampled_from(["", "市场", "产品", " 市场 ", *(f"部{at}" for at in range(9))]),
    raci=st.sampled_from(["", "R", "A", "C", "I"]),
    responsibility=_texts,
    task=_texts,
    information=_texts,
    resources=_texts,
)


@given(st.lists(_parts, min_size=1, max_size=14))
def test_every_text_of_every_part_stands_in_the_document(parts: list[Part]) -> None:
    document = shown(Matrix(id="m", items=tuple(parts)))
    said = words(document)
    for part in parts:
        for name in fields_of(Part):
            assert getattr(part, name).strip() in said
    for table in tables(document):
        assert all(len(row.cells) == len(table.columns) for row in table.rows)


# --- budgets ---------------------------------------------------------------------------------------------------------


def spent(*figures: tuple[str | None, str | None]) -> list[list[str]]:
    items = tuple(
        Expense(id=f"{at}", name=f"科目{at}", budget=Decimal(b) if b else None, actual=Decimal(a) if a else None)
        for at, (b, a) in enumerate(figures)
    )
    return table_of(shown(Budget(id="b", items=items)), "b")


def test_a_budget_shows_the_difference_with_its_sign_and_totals_of_all_three() -> None:
    assert spent(("120000", "131500.5"), ("36000", "33250"), ("100", "100")) == [
        ["科目", "预算", "实际", "差异"],
        ["科目0", "120,000", "131,500.5", "+11,500.5"],
        ["科目1", "36,000", "33,250", "-2,750"],
        ["科目2", "100", "100", "0"],
        ["合计", "156,100", "164,850.5", "+8,750.5"],
    ]


def test_the_total_difference_counts_only_what_has_both_figures_and_says_so() -> None:
    assert spent(("1000", "1100"), ("500", None))[-1] == ["合计", "1,500", "1,100", "+100"]
    partly = Budget(
        id="b",
        items=(
            Expense(id="1", name="推广", budget=Decimal(1000), actual=Decimal(1100)),
            Expense(id="2", name="培训", budget=Decimal(500)),
            Expense(id="3", name="备用"),
        ),
    )
    assert "（1 / 2）" in words(shown(partly))


def test_the_details_of_a_budget_stand_below_its_names_not_below_its_figures() -> None:
    gift = Expense(id="1", name="奖品", budget=Decimal(1), period="年度")
    (figures,) = (block for block in shown(Budget(id="b", items=(gift,))).blocks if isinstance(block, Table))
    assert figures.rows[0].detail
    assert figures.detail_column == 0


def test_a_budget_that_is_not_spent_yet_has_no_column_of_differences() -> None:
    assert spent(("1000", None), ("500", None)) == [
        ["科目", "预算"],
        ["科目0", "1,000"],
        ["科目1", "500"],
        ["合计", "1,500"],
    ]


# --- tasks by cadence ------------------------------------------------------------------------------------------------


def tasks(*cadences: str) -> Tasks:
    items = tuple(Task(id=f"t{at}", text=f"任务{at}", cadence=cadence) for at, cadence in enumerate(cadences, 1))  # type: ignore[arg-type]
    return Tasks(id="t", items=items)


def grouped(document: Document) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    title = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            title = block.text
        elif isinstance(block, Table):
            found[title] = [row.cells[0].text for row in block.rows]
    return found


def test_many_tasks_of_several_cadences_stand_by_cadence_with_the_labels_they_have_in_the_window() -> None:
    document = shown(tasks("monthly", "daily", "weekly", "daily", "", "monthly"))
    assert grouped(document) == {
        "每天": ["T2", "T4"],
        "每周": ["T3"],
        "每月": ["T1", "T6"],
        "频次未定": ["T5"],
    }
    assert len({table.columns for table in tables(document)}) == 1
    assert "频次" not in [column.title for column in tables(document)[0].columns]


def test_a_few_tasks_stay_one_table_unless_the_structure_asks_for_each_day_week_and_month() -> None:
    few = tasks("weekly", "daily", "daily")
    assert grouped(shown(few)) == {"工作任务": ["T1", "T2", "T3"]}
    assert grouped(shown(few, structure="A4")) == {"每天": ["T2", "T3"], "每周": ["T1"]}
    assert grouped(shown(tasks("daily", "daily"), structure="A4")) == {"工作任务": ["T1", "T2"]}


# --- lines to sign on ------------------------------------------------------------------------------------------------


def test_a_sign_off_says_what_is_confirmed_and_its_lines_are_not_added_again() -> None:
    signers = (Signature(id="1", who="任职者", text="已阅读"), Signature(id="2", who="直接上级"), Signature(id="3"))
    document = shown(SignOff(id="s", items=signers), tasks("daily"))
    (signed,) = [block for block in document.blocks if isinstance(block, Signatures)]
    assert signed.who == ("任职者", "直接上级")
    assert signed.place.section == "s"
    (confirmed,) = [block for block in document.blocks if isinstance(block, Bullets)]
    assert ["".join(run.text for run in entry.runs) for entry in confirmed.entries] == ["任职者：已阅读"]
    assert headings(document) == ["一、确认签字", "二、工作任务"]


def test_where_nobody_is_named_the_usual_lines_stand_at_the_end() -> None:
    document = shown(SignOff(id="s", items=(Signature(id="1"),)))
    assert isinstance(document.blocks[-1], Signatures)
    assert document.blocks[-1].who == ("任职者", "直接上级", "人力资源")
    assert not any(isinstance(block, Paragraph) for block in document.blocks)
