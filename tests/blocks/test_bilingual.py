"""Two languages in one document: side by side, each said once where only one of them stands, and nothing leaks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from jdstudio.blocks.bilingual import build_reading
from jdstudio.blocks.build import Memo, build
from jdstudio.blocks.style import HOUSE
from jdstudio.blocks.types import Block, Bullets, Document, Facts, Heading, Paragraph, Signatures, Table, Title
from jdstudio.blocks.widths import needed
from jdstudio.model.edits import set_value
from jdstudio.model.fields import Face
from jdstudio.model.kinds import Duties, Duty, Kpi, Kpis, Text
from jdstudio.model.place import Place
from jdstudio.model.project import Facts as PositionFacts
from jdstudio.model.project import Position, Project
from jdstudio.model.translation_edits import set_translation
from tests.strategies import projects

PURPOSE = Text(id="t", title="岗位目的", text="带好团队。\n守住毛利。", faces=("description", "posting"))
DUTIES = Duties(
    id="d",
    title="岗位职责",
    items=(Duty(id="d1", area="货品", text="管理货品", standard="按周复核"), Duty(id="d2", text="排班")),
)
KPIS = Kpis(id="k", title="关键绩效指标", items=(Kpi(id="k1", name="毛利率", formula="毛利 ÷ 销售额", source="财务"),))
POSITION = Position(
    "p", PositionFacts(title="店铺主管", department="电商部", reports_to="周敏"), (PURPOSE, DUTIES, KPIS)
)
PLAIN = Project("x", "团队", positions=(POSITION,))
TEXTS = {
    Place("p", field="title"): "Store lead",
    Place("p", field="reports_to"): "Zhou Min",
    Place("p", "t", field="text"): "Leads the team.\nHolds the margin.",
    Place("p", "t", field="title"): "Purpose",
    Place("p", "d", "d1", "area"): "Goods",
    Place("p", "d", "d1", "text"): "Manages the goods",
    Place("p", "k", "k1", "formula"): "Profit ÷ sales",
}


def translated() -> Project:
    project = PLAIN
    for place, text in TEXTS.items():
        project = set_translation(project, place, text)
    return project


def both(project: Project, face: Face = "description", memo: Memo | None = None) -> Document:
    return build_reading(project, project.positions[0], face, "both", memo)


def of_kind(document: Document, kind: type[Block]) -> list[Block]:
    return [block for block in document.blocks if isinstance(block, kind)]


def words(document: Document) -> str:
    def said(block: Block) -> list[str]:
        match block:
            case Title():
                return [block.text, block.overline]
            case Heading():
                return [block.text]
            case Paragraph():
                return ["".join(run.text for run in block.runs)]
            case Bullets():
                return ["".join(run.text for run in entry.runs) for entry in block.entries]
            case Facts():
                return [part for row in block.rows for fact in row for part in (fact.label, fact.text)]
            case Table():
                heads = [column.title for column in block.columns]
                cells = [cell.text for row in block.rows for cell in row.cells]
                return [*heads, *cells, *(run.text for row in block.rows for run in row.detail)]
            case Signatures():
                return [*block.who, block.date]

    return "\n".join(text for block in document.blocks for text in said(block))


def test_title_headings_facts_and_lines_to_sign_on_stand_in_both_languages() -> None:
    document = both(translated())
    title, facts = document.blocks[:2]
    assert title == Title("店铺主管\nStore lead", "岗位说明书 / Job description", Place("p", field="title"))
    assert isinstance(facts, Facts)
    assert [(fact.label, fact.text) for row in facts.rows for fact in row] == [
        ("岗位名称\nTitle", "店铺主管\nStore lead"),
        ("所属部门\nDepartment", "电商部"),
        ("汇报对象\nReports to", "周敏\nZhou Min"),
    ]
    assert [block.line for block in of_kind(document, Heading)] == [  # type: ignore[union-attr]
        "一、岗位目的 / Purpose", "二、岗位职责 / Duties", "三、关键绩效指标 / KPIs",
    ]  # fmt: skip
    assert "任职者\nHolder" in words(document)
    assert document.head_right == "岗位说明书 / Job description"


def test_prose_stands_in_two_columns_paragraph_beside_paragraph() -> None:
    table = of_kind(both(translated()), Table)[0]
    assert isinstance(table, Table)
    assert not table.has_head
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["带好团队。", "Leads the team."],
        ["守住毛利。", "Holds the margin."],
    ]


def test_prose_of_another_number_of_paragraphs_stands_beside_it_as_a_whole() -> None:
    project = set_translation(translated(), Place("p", "t", field="text"), "Leads the team and holds the margin.")
    table = of_kind(both(project), Table)[0]
    assert isinstance(table, Table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["带好团队。\n守住毛利。", "Leads the team and holds the margin."]
    ]


def test_in_a_table_the_other_language_stands_below_and_what_is_not_translated_stands_once() -> None:
    duties = of_kind(both(translated()), Table)[1]
    assert isinstance(duties, Table)
    assert [column.title for column in duties.columns] == ["编号\nNo.", "职责模块\nArea", "职责内容\nDuty"]
    first, second = duties.rows[:2]
    assert [cell.text for cell in first.cells] == ["D1", "货品\nGoods", "管理货品\nManages the goods"]
    assert [run.text for run in first.detail] == ["执行标准 / Standard：按周复核"]
    assert [cell.text for cell in second.cells] == ["D2", "", "排班"]


def test_columns_fill_the_width_and_single_words_do_not_break() -> None:
    for table in of_kind(both(translated()), Table)[1:]:
        assert isinstance(table, Table)
        assert sum(column.share for column in table.columns) == pytest.approx(1)
        first = table.columns[0]
        assert first.share * HOUSE.text_width >= needed([first.title, "D1"]) - 0.01


def test_short_details_stand_in_a_line_for_each_language() -> None:
    kpis = of_kind(both(translated()), Table)[2]
    assert isinstance(kpis, Table)
    assert [run.text for run in kpis.rows[0].detail] == [
        "计算公式：毛利 ÷ 销售额 · 数据来源 / Data source：财务",
        "Formula: Profit ÷ sales",
    ]


def test_a_long_detail_has_the_other_language_below_it() -> None:
    long = "每个考核期末由财务按照已经关账的收入与成本重新计算，平台优惠按照实际承担的比例分摊到两家店铺"
    project = set_value(translated(), Place("p", "k", "k1", "definition"), long)
    project = set_translation(project, Place("p", "k", "k1", "definition"), "Computed by finance from closed books.")
    kpis = of_kind(both(project), Table)[2]
    assert isinstance(kpis, Table)
    assert [run.text for run in kpis.rows[0].detail][:2] == [
        f"定义：{long}",
        "Definition: Computed by finance from closed books.",
    ]


def test_a_posting_says_in_the_other_language_no_more_than_in_its_own() -> None:
    posting = both(translated(), "posting")
    for internal in ("Zhou Min", "Profit", "周敏", "毛利 ÷"):
        assert internal not in words(posting)
    (duties,) = of_kind(posting, Bullets)
    assert isinstance(duties, Bullets)
    assert ["".join(run.text for run in entry.runs) for entry in duties.entries] == [
        "货品：管理货品\nGoods: Manages the goods",
        "排班",
    ]


def test_a_text_that_stands_in_the_other_language_only_is_not_lost() -> None:
    project = set_translation(translated(), Place("p", "d", "d2", "area"), "Shifts")
    assert "Shifts" in words(both(project))
    assert "Shifts" not in words(build(project, project.positions[0], "description"))


def test_of_a_project_without_translations_only_the_labels_stand_twice() -> None:
    document = both(PLAIN)
    assert [block for block in document.blocks if isinstance(block, Paragraph)] == [
        block for block in build(PLAIN, POSITION, "description").blocks if isinstance(block, Paragraph)
    ]
    assert words(document).count("管理货品") == 1


def test_an_edit_leaves_all_other_blocks_the_very_same_objects() -> None:
    memo, project = Memo(), translated()
    before = both(project, memo=memo)
    after = both(set_value(project, Place("p", "d", "d2", "text"), "排班与值守"), memo=memo)
    changed = [at for at, (a, b) in enumerate(zip(before.blocks, after.blocks, strict=True)) if a is not b]
    assert [type(after.blocks[at]) for at in changed] == [Table]


@settings(max_examples=40)
@given(projects())
def test_every_text_of_both_documents_stands_in_the_one(project: Project) -> None:
    for position in project.positions:
        for face in ("description", "posting"):
            document = build_reading(project, position, face, "both")
            said = "".join(words(document).split())
            whole = build_reading(project, position, face, "en" if project.language == "zh" else "zh")
            for block in whole.blocks:
                if isinstance(block, Heading | Paragraph):
                    one = block.text if isinstance(block, Heading) else "".join(run.text for run in block.runs)
                    assert "".join(one.split()) in said
