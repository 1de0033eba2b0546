"""The structures: the article's titles in the article's order, what each place asks for, and what it suggests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest

from jdstudio.errors import UsageError
from jdstudio.library import structures
from jdstudio.library.structure import Outline, Structure, structure
from jdstudio.library.words import Words
from jdstudio.model.fields import fields_of
from jdstudio.model.kinds import KINDS
from jdstudio.model.values import parse_value
from jdstudio.model.walk import MAX_DEPTH

ARTICLE = {
    "A1": "引言 工作目标的明确化 日常任务的细化 绩效指标的设定 跨部门协作的重要性 持续学习与优化 总结与展望",
    "A2": "引言 明确具体职责 涵盖工作领域 详细描述关键任务 展示成果预期和目标 突出协作与沟通能力的重要性",
    "A3": "引言 运营岗位的核心任务 日常工作流程 关键绩效指标 团队协作方式 与其他部门的互动关系 数据管理与分析能力"
    " 流程优化与改进措施 客户关系管理 市场趋势的监控与预测 持续学习与职业发展 结语",
    "A4": "引言 工作任务的详细列举 协调和管理公司内部资源 提升效率和生产力的方法 确保业务流程顺畅的方法 结语",
}
"""The section titles of the article's four answers, in its order, without its numbers. Where an answer begins or ends
with a paragraph that has no title, the section is called 引言 or 结语."""

ITEMS_OF_A4 = {
    "工作任务的详细列举": "项目管理 团队协调 流程优化 数据分析 客户服务 预算管理",
    "协调和管理公司内部资源": "资源规划 资源分配 资源调度 资源监控 资源优化",
    "提升效率和生产力的方法": "引入新技术 优化工作流程 培训员工 实施绩效管理 改进沟通机制 进行过程改进",
    "确保业务流程顺畅的方法": "流程设计 流程监控 问题解决 流程优化 建立标准化流程 确保合规性",
}
"""The 23 items of the fourth answer, which are sections of their own."""

DEPARTMENTS = {"市场", "产品", "客服", "销售", "财务", "技术", "研发"}
"""Those the article names."""

STANDARD = (
    "岗位目的 职位亮点 工作目标 岗位职责 工作任务 关键绩效指标 岗位权限 跨部门协作 任职资格 技能与工具 工作条件"
    " 职业发展 我们提供 确认签字 修订记录"
)

IDS = [each.id for each in structures()]


def outlines(sections: Sequence[Outline]) -> Iterator[Outline]:
    for each in sections:
        yield each
        yield from outlines(each.sections)


EVERY_PLACE = [(found, each) for found in structures() for each in outlines(found.sections)]
NAMES = [f"{found.id}-{each.slot}" for found, each in EVERY_PLACE]
every_place = pytest.mark.parametrize(("found", "place"), EVERY_PLACE, ids=NAMES)


# --- titles ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("structure_id", ARTICLE)
def test_the_articles_titles_stand_in_its_order(structure_id: str) -> None:
    titles = [each.zh for each in structure(structure_id).sections if not each.extra]

    assert titles == ARTICLE[structure_id].split()


def test_the_23_items_of_the_fourth_answer_are_sections_in_its_order() -> None:
    found = {
        each.zh: " ".join(child.zh for child in each.sections) for each in structure("A4").sections if each.sections
    }
    items = {title: found[title] for title in ITEMS_OF_A4}

    assert items == ITEMS_OF_A4
    assert sum(len(titles.split()) for titles in items.values()) == 23


def test_the_standard_structure_is_the_usual_description() -> None:
    assert [each.zh for each in structure("standard").sections] == STANDARD.split()
    assert not [each.zh for each in outlines(structure("standard").sections) if each.extra]


@every_place
def test_a_title_carries_no_number_since_documents_count_themselves(found: Structure, place: Outline) -> None:  # noqa: ARG001
    assert place.en
    assert not re.match(r"[一二三四五六七八九十\d]+[、.]", place.zh)


@pytest.mark.parametrize("structure_id", ARTICLE)
def test_what_the_article_lacks_stands_before_its_closing_words_and_the_formalities_last(structure_id: str) -> None:
    slots = ["article" if not each.extra else each.slot for each in structure(structure_id).sections]
    begin, closing = slots[:2], slots.count("article") - 2
    rest = slots[2:]

    assert begin == ["article", "summary"]  # a posting begins with its highlights; no description shows them
    assert rest[-2:] == ["signoff", "revisions"]
    own = [at for at, slot in enumerate(rest) if slot == "article"]
    assert own[:closing] == list(range(closing))
    assert own[closing] in (closing, len(rest) - 3)  # the second answer closes with no words of its own


# --- places ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("structure_id", IDS)
def test_each_place_is_named_once_in_a_structure(structure_id: str) -> None:
    slots = [each.slot for each in outlines(structure(structure_id).sections)]

    assert all(slots)
    assert len(slots) == len(set(slots))


def test_a_place_of_one_name_is_of_one_kind_in_all_structures() -> None:
    kinds: dict[str, set[str]] = {}
    for _found, place in EVERY_PLACE:
        kinds.setdefault(place.slot, set()).add(place.kind)

    assert {slot: found for slot, found in kinds.items() if len(found) > 1} == {}


@pytest.mark.parametrize("structure_id", IDS)
def test_every_structure_has_room_for_what_a_role_says(structure_id: str) -> None:
    wanted = {
        *("purpose", "summary", "goals", "duties", "tasks", "kpis", "extras", "collaboration", "authority"),
        *("qualifications", "skills", "conditions", "career", "offer", "signoff", "revisions"),
    }

    assert wanted <= {each.slot for each in outlines(structure(structure_id).sections)}


@every_place
def test_a_place_is_of_a_known_kind_and_shows_where_its_kind_may(found: Structure, place: Outline) -> None:
    assert set(place.faces) <= set(KINDS[place.kind].about.faces)
    assert _depth(found.sections) <= MAX_DEPTH


@pytest.mark.parametrize("structure_id", IDS)
def test_what_candidates_must_bring_and_find_reaches_the_posting(structure_id: str) -> None:
    wanted = {"summary", "duties", "qualifications", "skills", "competencies", "conditions", "offer"}
    found = [each for each in outlines(structure(structure_id).sections) if each.slot in wanted]

    assert [each.slot for each in found if "posting" not in (each.faces or _usual_faces(each.kind))] == []
    assert len(found) >= len(wanted) - 1


@every_place
def test_a_place_says_what_good_content_is_with_an_example(found: Structure, place: Outline) -> None:  # noqa: ARG001
    for words in (place.help, place.example):
        assert re.search("[一-鿿]{4}", words.zh)
        assert len(words.en.split()) > 4
        assert not re.search("[一-鿿]", words.en)
    assert place.help != place.example


# --- suggestions -----------------------------------------------------------------------------------------------------


@every_place
def test_a_suggestion_fits_the_kind_of_its_place(found: Structure, place: Outline) -> None:  # noqa: ARG001
    item_type = KINDS[place.kind].item_type
    fields = fields_of(item_type) if item_type else {}

    for suggestion in place.suggestions:
        for name, value in suggestion.items():
            if isinstance(value, Words):
                assert fields[name].input in ("line", "text", "date"), name
                assert value.zh, name
                assert value.en, name
                assert not re.search("[一-鿿]", value.en), value.en
            elif fields[name].input == "choice":
                assert value in [choice.value for choice in fields[name].choices], (name, value)
            else:
                assert parse_value(fields[name], value) not in (None, ""), (name, value)


@pytest.mark.parametrize("structure_id", ["A1", "A3"])
def test_the_matrix_suggests_the_departments_the_article_names(structure_id: str) -> None:
    (matrix,) = [each for each in outlines(structure(structure_id).sections) if each.kind == "matrix"]
    rows = [(_zh(part["matter"]), _zh(part["department"]), part["raci"]) for part in matrix.suggestions]

    assert {department for _matter, department, _raci in rows} >= DEPARTMENTS
    for matter in {matter for matter, _department, _raci in rows}:
        assert [raci for of, _department, raci in rows if of == matter].count("A") == 1


@pytest.mark.parametrize(
    ("structure_id", "slot", "wanted"),
    [
        ("A1", "goals", "提高销售额 提升用户体验 增加客户留存率 增加用户注册 提升客户满意度"),
        ("A1", "tasks", "监测网站流量 分析用户行为数据 制定营销策略 执行营销活动 产品上架 库存 市场调研 用户反馈 策划"),
        ("A1", "kpis", "月度销售增长率 客户转化率 平均订单价值"),
        ("A1", "matrix", "新产品上线 市场 产品 客服"),
        ("A1", "learning", "培训 研讨会 网络课程"),
        ("A2", "duties", "市场分析 策略制定 流程优化 改进建议"),
        ("A2", "areas", "产品开发 市场推广 用户反馈 用户支持"),
        ("A2", "tasks", "市场调研 竞争分析 策略制定 效果评估"),
        ("A2", "collaboration", "资源 进度"),
        ("A2", "competencies", "沟通技巧 协调能力 组织能力"),
        ("A3", "duties", "市场分析 流程管理 项目协调 资源配置 数据管理 流程优化"),
        ("A3", "tasks", "制定工作计划 实施项目管理 监控指标数据 定期汇报进展"),
        ("A3", "kpis", "客户满意度 市场份额 成本控制 项目完成率 忠诚度"),
        ("A3", "collaboration", "推广策略 产品设计 市场反馈"),
        ("A3", "skills", "Excel Tableau SQL"),
        ("A3", "market", "竞争对手 行业 消费者"),
        ("A3", "learning", "专业技能 行业动态 管理工具 分析方法"),
        ("A4", "tasks", "项目管理 团队协调 流程优化 数据分析 客户服务 预算管理"),
        ("A4", "datasets", "销售数据 客户反馈 运营指标"),
        ("A4", "resources", "人力 物资采购 预算"),
        ("A4", "resource-improvements", "自动化工具 采购流程 人力"),
        ("A4", "technology", "项目管理软件 自动化工具 数据分析平台"),
        ("A4", "workflow-improvements", "审批 中间环节"),
        ("A4", "training", "新技术使用 业务流程更新 沟通技巧"),
        ("A4", "process-improvements", "精益 持续改进 流程管理工具"),
        ("A4", "kpis", "客户满意度 投诉处理及时率 预算执行偏差率"),
    ],
)
def test_a_place_suggests_what_the_article_names_there(structure_id: str, slot: str, wanted: str) -> None:
    (place,) = [each for each in outlines(structure(structure_id).sections) if each.slot == slot]
    said = "\n".join(_zh(value) for suggestion in place.suggestions for value in suggestion.values())

    assert [word for word in wanted.split() if word not in said] == []


def test_the_fourth_answer_leaves_the_cadence_of_its_tasks_to_the_person() -> None:
    (tasks,) = [each for each in structure("A4").sections if each.slot == "tasks"]

    assert not [suggestion for suggestion in tasks.suggestions if "cadence" in suggestion]


# --- finding one -----------------------------------------------------------------------------------------------------


def test_structures_are_found_by_id_in_any_case() -> None:
    assert structure("a3").id == "A3"
    assert structure("Standard").id == "standard"


def test_an_unknown_structure_names_those_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        structure("B7")

    assert str(caught.value) == ("There is no structure “B7”. Choose one of: standard, A1, A2, A3, A4.")


# --- helpers ---------------------------------------------------------------------------------------------------------


def _usual_faces(kind: str) -> tuple[str, ...]:
    return KINDS[kind](id="").faces


def _zh(value: Words | str) -> str:
    return value.zh if isinstance(value, Words) else value


def _depth(sections: Sequence[Outline]) -> int:
    return max((1 + _depth(each.sections) for each in sections), default=0)
