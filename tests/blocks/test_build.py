"""The one pipeline: what each face shows, how it is numbered, and what stays the same object."""

from __future__ import annotations

from decimal import Decimal

from jdstudio.blocks.build import Memo, build
from jdstudio.blocks.types import Block, Bullets, Document, Facts, Heading, Paragraph, Signatures, Table, Title
from jdstudio.model import edits
from jdstudio.model.kinds import (
    Column,
    Duties,
    Duty,
    Goal,
    Goals,
    Kpi,
    Kpis,
    Qualification,
    Qualifications,
    Strategies,
    Strategy,
    TableRow,
    Text,
)
from jdstudio.model.kinds import Table as TableSection
from jdstudio.model.place import Place
from jdstudio.model.project import Company, Position, Project
from jdstudio.model.project import Facts as PositionFacts

POSITION = Position(
    id="p",
    facts=PositionFacts(
        title="店铺运营主管", code="OP-1", reports_to="张总监", pay="15–20K", location="杭州", version="V1.2"
    ),
    sections=(
        Text(
            id="purpose",
            title="岗位目的",
            text="负责店铺日常经营。",
            faces=("description", "posting"),
            sections=(Text(id="scope", title="范围", text="三家店铺。"),),
        ),
        Goals(id="goals", title="工作目标", items=(Goal(id="g1", text="把留存率由 22% 提升至 27%", strategy="s1"),)),
        Duties(
            id="duties",
            title="岗位职责",
            items=(
                Duty(id="d1", area="货品", text="管理 260 个 SKU", share=Decimal(40), goal="g1", outcome="断货减少"),
                Duty(id="d2", area="流量", text="配置付费投放", share=Decimal(60)),
            ),
        ),
        Kpis(
            id="kpis",
            title="关键绩效指标",
            items=(
                Kpi(
                    id="k1",
                    name="毛利率",
                    weight=Decimal(60),
                    floor=Decimal(34),
                    target=Decimal(38),
                    goal="g1",
                    formula="毛利÷收入",
                ),
                Kpi(
                    id="k2",
                    name="断货天数",
                    unit="天",
                    direction="lower",
                    weight=Decimal(35),
                    floor=Decimal(24),
                    target=Decimal(12),
                    goal="gone",
                ),
            ),
        ),
        Qualifications(
            id="needs",
            title="任职资格",
            items=(
                Qualification(id="q1", category="education", text="大专及以上"),
                Qualification(id="q2", level="preferred", text="用过 ERP"),
            ),
        ),
        Text(id="closing", title="结语", text="以上。", numbered=False),
        Text(id="empty", title="空章节"),
        Text(id="offer", title="我们提供", text="双休。", faces=("posting",)),
    ),
)
PROJECT = Project(
    id="x",
    company=Company(name="示例电商有限公司", intro="做家居用品。"),
    strategy=Strategies(id="strategy", items=(Strategy(id="s1", text="做大会员"),)),
    positions=(POSITION,),
)


def headings(document: Document) -> list[str]:
    return [block.label + block.text for block in document.blocks if isinstance(block, Heading)]


def words(document: Document) -> str:
    """All that a reader of the document can read."""
    return "\n".join(text for block in document.blocks for text in block_words(block))


def block_words(block: Block) -> list[str]:
    match block:
        case Title():
            return [block.overline, block.text]
        case Heading():
            return [block.label + block.text]
        case Paragraph():
            return ["".join(run.text for run in block.runs)]
        case Bullets():
            return [entry.label + "".join(run.text for run in entry.runs) for entry in block.entries]
        case Facts():
            return [f"{fact.label} {fact.text}" for row in block.rows for fact in row]
        case Table():
            cells = [cell.text for row in block.rows for cell in row.cells]
            details = [line.text for row in block.rows for line in row.detail]
            return [*(column.title for column in block.columns), *cells, *details]
        case Signatures():
            return [*block.who, block.date]


def table_of(document: Document, section_id: str) -> list[list[str]]:
    table = next(b for b in document.blocks if isinstance(b, Table) and b.place.section == section_id)
    return [[column.title for column in table.columns], *([cell.text for cell in row.cells] for row in table.rows)]


def test_a_description_has_title_facts_numbered_sections_and_lines_to_sign_on() -> None:
    document = build(PROJECT, POSITION, "description")
    assert isinstance(document.blocks[0], Title)
    assert isinstance(document.blocks[1], Facts)
    assert isinstance(document.blocks[-1], Signatures)
    assert headings(document) == [
        "一、岗位目的", "（一）范围", "二、工作目标", "三、岗位职责", "四、关键绩效指标", "五、任职资格", "必备条件", "加分条件", "结语",
    ]  # fmt: skip
    assert document.head_left == "示例电商有限公司"
    assert document.foot_left == "版本 V1.2 · 内部资料"


def test_what_stands_below_an_unnumbered_section_carries_no_number_either() -> None:
    inner = Text(id="i", title="内", text="甲")
    plain = Text(id="o", title="引言", text="乙", numbered=False, sections=(inner,))
    project = edits.insert_section(PROJECT, "p", "", 0, plain)
    assert headings(build(project, project.positions[0], "description"))[:3] == ["引言", "内", "一、岗位目的"]


def test_english_numbers_and_labels_follow_the_language_asked_for() -> None:
    document = build(PROJECT, POSITION, "description", "en")
    assert headings(document)[:3] == ["1岗位目的", "1.1范围", "2Goals"]
    assert "Reports to 张总监" in words(document)


def test_a_posting_shows_no_figures_of_review_no_reporting_names_and_no_internal_sections() -> None:
    text = words(build(PROJECT, POSITION, "posting"))
    for internal in ("27%", "毛利率", "38%", "40%", "张总监", "OP-1", "V1.2", "内部资料", "断货减少", "三家店铺"):
        assert internal not in text
    for outside in (
        "店铺运营主管",
        "杭州",
        "15–20K",
        "负责店铺日常经营。",
        "管理 260 个 SKU",
        "大专及以上",
        "用过 ERP",
        "双休。",
        "做家居用品。",
    ):
        assert outside in text
    head = build(PROJECT, POSITION, "posting")
    assert "OP-1" not in head.head_right + head.foot_left


def test_the_description_keeps_what_is_only_for_applicants_out() -> None:
    text = words(build(PROJECT, POSITION, "description"))
    assert "15–20K" not in text
    assert "双休" not in text


def test_a_kpi_table_says_units_links_and_the_total_of_weights() -> None:
    rows = table_of(build(PROJECT, POSITION, "description"), "kpis")
    assert rows[0] == ["编号", "指标", "方向", "权重", "底线", "目标", "关联目标"]  # no stretch given: no empty column
    assert rows[1] == ["K1", "毛利率", "↑ 越高越好", "60%", "34%", "38%", "G1"]
    assert rows[2] == ["K2", "断货天数", "↓ 越低越好", "35%", "24 天", "12 天", "?"]  # what it links to is gone
    assert rows[3] == ["", "合计", "", "95%", "", "", ""]


def detail_of(document: Document, section_id: str) -> list[list[str]]:
    table = next(b for b in document.blocks if isinstance(b, Table) and b.place.section == section_id)
    return [[line.text for line in row.detail] for row in table.rows]


def test_what_has_no_column_is_the_detail_of_its_row() -> None:
    document = build(PROJECT, POSITION, "description")
    assert detail_of(document, "duties") == [["预期成果：断货减少"], [], []]
    assert detail_of(document, "kpis") == [["计算公式：毛利÷收入"], [], []]


def test_fields_share_a_line_of_the_detail_as_long_as_there_is_room() -> None:
    long = "净销售额扣除退款、优惠和运费，按自然月统计，以财务关账后的数字为准；" * 2
    for definition, lines in (
        ("毛利占收入", ["定义：毛利占收入 · 计算公式：毛利÷收入", "维度：财务 · 考核周期：月"]),
        (long, [f"定义：{long}", "计算公式：毛利÷收入", "维度：财务 · 考核周期：月"]),
        ("一\n二", ["定义：一\n二", "计算公式：毛利÷收入", "维度：财务 · 考核周期：月"]),
    ):
        project = PROJECT
        for field, value in (("definition", definition), ("dimension", "财务"), ("period", "月")):
            project = edits.set_value(project, Place("p", "kpis", "k1", field), value)
        assert detail_of(build(project, project.positions[0], "description"), "kpis")[0] == lines


def test_a_goal_names_the_strategy_it_serves_since_no_list_of_strategies_stands_beside_it() -> None:
    assert table_of(build(PROJECT, POSITION, "description"), "goals")[1] == [
        "G1",
        "把留存率由 22% 提升至 27%",
        "做大会员",
    ]


def test_a_table_of_ones_own_keeps_its_columns_empty_ones_too() -> None:
    section = TableSection(
        id="t",
        title="修订记录",
        columns=(Column("版本"), Column("说明", 30)),
        items=(TableRow(id="r", cells=("V1.0",)),),
    )
    project = edits.insert_section(PROJECT, "p", "", 0, section)
    rows = table_of(build(project, project.positions[0], "description"), "t")
    assert rows == [["版本", "说明"], ["V1.0", ""]]


def test_shares_of_a_table_add_up_to_its_width() -> None:
    for block in build(PROJECT, POSITION, "description").blocks:
        if isinstance(block, Table):
            assert abs(sum(column.share for column in block.columns) - 1) < 1e-9
            assert all(len(row.cells) == len(block.columns) for row in block.rows)


def test_an_edit_leaves_every_other_block_the_very_same_object() -> None:
    memo = Memo()
    before = build(PROJECT, POSITION, "description", memo=memo)
    project = edits.set_value(PROJECT, Place("p", "duties", "d1", "text"), "管理 300 个 SKU")
    after = build(project, project.positions[0], "description", memo=memo)
    changed = [b for a, b in zip(before.blocks, after.blocks, strict=True) if a is not b]
    assert [type(block) for block in changed] == [Table]
    assert after == build(project, project.positions[0], "description")


def test_typing_in_one_paragraph_leaves_the_others_the_very_same_objects() -> None:
    memo = Memo()
    place = Place("p", "purpose")
    project = edits.set_text(PROJECT, place, "第一段\n\n第二段\n\n第三段")
    before = build(project, project.positions[0], "description", memo=memo)
    project = edits.set_text(project, place, "第一段\n\n第二段改\n\n第三段")
    after = build(project, project.positions[0], "description", memo=memo)
    assert sum(a is not b for a, b in zip(before.blocks, after.blocks, strict=True)) == 1


def test_removing_a_goal_changes_the_labels_that_refer_to_it() -> None:
    memo = Memo()
    build(PROJECT, POSITION, "description", memo=memo)
    project = edits.remove_items(PROJECT, Place("p", "goals"), ["g1"])
    after = build(project, project.positions[0], "description", memo=memo)
    assert table_of(after, "kpis")[1][-1] == "?"
    assert after == build(project, project.positions[0], "description")


def test_a_kpi_that_is_only_watched_shows_no_weight_and_is_not_in_the_sum() -> None:
    rows = (
        Kpi(id="k1", name="净销售额", weight=Decimal(100)),
        Kpi(id="k2", name="退款处理时长", weight=Decimal(30), counted="no"),
    )
    position = Position(id="p", facts=PositionFacts(title="岗位"), sections=(Kpis(id="k", items=rows),))
    project = Project(id="x", positions=(position,))

    table = next(block for block in build(project, position, "description").blocks if isinstance(block, Table))

    at = [column.title for column in table.columns].index("权重")
    assert [row.cells[at].text for row in table.rows] == ["100%", "", "100%"]
