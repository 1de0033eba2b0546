"""The kinds of section: one short struct each, which says what it is called and which items it holds.

To add a kind: write its item under `items/` (fields with their `Field`), its section here (tag, `about`, items), name
the section in `AnySection`, and explain it in `resources/help/TAG.json`. The table, the form, the preview, every export
and the checks read the declaration.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, get_args

import msgspec

from jdstudio.model.fields import DESCRIPTION, EVERYWHERE, INTERNAL, OUTSIDE, Face, Field, fields_of
from jdstudio.model.items.base import Item as Item
from jdstudio.model.items.base import Translation as Translation
from jdstudio.model.items.chain import Duty as Duty
from jdstudio.model.items.chain import Goal as Goal
from jdstudio.model.items.chain import Kpi as Kpi
from jdstudio.model.items.chain import Strategy as Strategy
from jdstudio.model.items.chain import Task as Task
from jdstudio.model.items.chain import is_counted as is_counted
from jdstudio.model.items.market import Customer as Customer
from jdstudio.model.items.market import Dataset as Dataset
from jdstudio.model.items.market import Deviation as Deviation
from jdstudio.model.items.market import Retrospective as Retrospective
from jdstudio.model.items.market import Watch as Watch
from jdstudio.model.items.means import Appraisal as Appraisal
from jdstudio.model.items.means import Dispatch as Dispatch
from jdstudio.model.items.means import Expense as Expense
from jdstudio.model.items.means import Monitor as Monitor
from jdstudio.model.items.means import ProjectRow as ProjectRow
from jdstudio.model.items.means import Resource as Resource
from jdstudio.model.items.people import Authority as Authority
from jdstudio.model.items.people import Career as Career
from jdstudio.model.items.people import Condition as Condition
from jdstudio.model.items.people import Learning as Learning
from jdstudio.model.items.people import Qualification as Qualification
from jdstudio.model.items.people import Revision as Revision
from jdstudio.model.items.people import Signature as Signature
from jdstudio.model.items.people import Skill as Skill
from jdstudio.model.items.people import Training as Training
from jdstudio.model.items.processes import Area as Area
from jdstudio.model.items.processes import Compliance as Compliance
from jdstudio.model.items.processes import Improvement as Improvement
from jdstudio.model.items.processes import Problem as Problem
from jdstudio.model.items.processes import Sop as Sop
from jdstudio.model.items.processes import Step as Step
from jdstudio.model.items.processes import Technology as Technology
from jdstudio.model.items.together import Collaboration as Collaboration
from jdstudio.model.items.together import Communication as Communication
from jdstudio.model.items.together import Meeting as Meeting
from jdstudio.model.items.together import Part as Part


class About(msgspec.Struct, frozen=True):
    """What a kind and one of its items are called.

    `faces`: where sections of this kind may appear at all. `code` starts the labels of its items (G1, K2).
    """

    zh: str
    en: str
    one_zh: str
    one_en: str
    faces: tuple[Face, ...]
    code: str = ""
    icon: str = "text"

    def name(self, language: str) -> str:
        return self.zh if language == "zh" else self.en

    def one(self, language: str) -> str:
        return self.one_zh if language == "zh" else self.one_en


class SectionBase(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="kind"):
    """What all sections have: a title, an introduction, the faces that show it, and sections of their own.

    `text` is a small Markdown: paragraphs (a line each), lists, bold, italic, links. `title` carries no number of its
    own; documents number the headings of sections that are `numbered`, which an introduction or closing word is not.
    `slot` names the place of a structure that the section fills, such as `goals` or `process`: a change of structure
    and the structure's advice go by it. `other` are title and text in the project's other language.
    """

    about: ClassVar[About]
    item_type: ClassVar[type[Item] | None] = None

    id: str
    title: str = ""
    text: str = ""
    faces: tuple[Face, ...] = DESCRIPTION
    numbered: bool = True
    slot: str = ""
    other: tuple[Translation, ...] = ()
    sections: tuple[AnySection, ...] = ()


class Text(SectionBase, frozen=True, tag="text"):
    """A section of prose."""

    about: ClassVar[About] = About("文本", "Text", "段落", "paragraph", EVERYWHERE, icon="text")


class Strategies(SectionBase, frozen=True, tag="strategy"):
    """The project's strategy list; it belongs to the project, not to a position."""

    about: ClassVar[About] = About("战略清单", "Strategy", "战略", "strategy", DESCRIPTION, "S", "flag")
    item_type: ClassVar[type[Item] | None] = Strategy
    items: tuple[Strategy, ...] = ()


class Goals(SectionBase, frozen=True, tag="goals"):
    """Goals of the position."""

    about: ClassVar[About] = About("工作目标", "Goals", "目标", "goal", INTERNAL, "G", "goal")
    item_type: ClassVar[type[Item] | None] = Goal
    items: tuple[Goal, ...] = ()


class Duties(SectionBase, frozen=True, tag="duties"):
    """Duties of the position; their shares of time add up to 100 %."""

    about: ClassVar[About] = About("岗位职责", "Duties", "职责", "duty", OUTSIDE, "D", "duty")
    item_type: ClassVar[type[Item] | None] = Duty
    faces: tuple[Face, ...] = OUTSIDE
    items: tuple[Duty, ...] = ()


class Tasks(SectionBase, frozen=True, tag="tasks"):
    """Tasks of the position, by cadence."""

    about: ClassVar[About] = About("工作任务", "Tasks", "任务", "task", DESCRIPTION, "T", "task")
    item_type: ClassVar[type[Item] | None] = Task
    items: tuple[Task, ...] = ()


class Kpis(SectionBase, frozen=True, tag="kpis"):
    """KPIs of the position; the weights of those that count add up to 100 %."""

    about: ClassVar[About] = About("关键绩效指标", "KPIs", "指标", "KPI", INTERNAL, "K", "kpi")
    item_type: ClassVar[type[Item] | None] = Kpi
    faces: tuple[Face, ...] = INTERNAL
    items: tuple[Kpi, ...] = ()


class Areas(SectionBase, frozen=True, tag="areas"):
    """Fields of work and how they hang together."""

    about: ClassVar[About] = About("工作领域", "Areas of work", "领域", "area", DESCRIPTION, "", "area")
    item_type: ClassVar[type[Item] | None] = Area
    items: tuple[Area, ...] = ()


class Collaborations(SectionBase, frozen=True, tag="collaboration"):
    """Two-way exchange with others."""

    about: ClassVar[About] = About("跨部门协作", "Collaboration", "协作", "relation", DESCRIPTION, "C", "collaboration")
    item_type: ClassVar[type[Item] | None] = Collaboration
    items: tuple[Collaboration, ...] = ()


class Matrix(SectionBase, frozen=True, tag="matrix"):
    """Matters by departments: who does what, with RACI letters or without."""

    about: ClassVar[About] = About("协作矩阵", "Collaboration matrix", "分工", "part", DESCRIPTION, "", "matrix")
    item_type: ClassVar[type[Item] | None] = Part
    items: tuple[Part, ...] = ()


class Meetings(SectionBase, frozen=True, tag="meetings"):
    """Recurring meetings."""

    about: ClassVar[About] = About("会议机制", "Meetings", "会议", "meeting", DESCRIPTION, "", "meeting")
    item_type: ClassVar[type[Item] | None] = Meeting
    items: tuple[Meeting, ...] = ()


class Communications(SectionBase, frozen=True, tag="communication"):
    """What is said to whom, how often and where."""

    about: ClassVar[About] = About(
        "沟通与汇报", "Communication", "沟通事项", "exchange", DESCRIPTION, "", "communication"
    )
    item_type: ClassVar[type[Item] | None] = Communication
    items: tuple[Communication, ...] = ()


class Processes(SectionBase, frozen=True, tag="process"):
    """The steps of a process, in order."""

    about: ClassVar[About] = About("业务流程", "Process", "环节", "step", DESCRIPTION, "P", "process")
    item_type: ClassVar[type[Item] | None] = Step
    items: tuple[Step, ...] = ()


class Sops(SectionBase, frozen=True, tag="sops"):
    """Written standard procedures."""

    about: ClassVar[About] = About(
        "标准化流程 (SOP)", "Standard procedures", "标准流程", "procedure", DESCRIPTION, "", "sop"
    )
    item_type: ClassVar[type[Item] | None] = Sop
    items: tuple[Sop, ...] = ()


class Compliances(SectionBase, frozen=True, tag="compliance"):
    """Requirements of law, industry and company."""

    about: ClassVar[About] = About("合规要求", "Compliance", "合规要求", "requirement", DESCRIPTION, "", "compliance")
    item_type: ClassVar[type[Item] | None] = Compliance
    items: tuple[Compliance, ...] = ()


class Improvements(SectionBase, frozen=True, tag="improvements"):
    """What is made better, and how."""

    about: ClassVar[About] = About("流程优化", "Improvements", "改进项", "improvement", DESCRIPTION, "", "improvement")
    item_type: ClassVar[type[Item] | None] = Improvement
    items: tuple[Improvement, ...] = ()


class Problems(SectionBase, frozen=True, tag="problems"):
    """Problems in five stages, from noticing to verified effect."""

    about: ClassVar[About] = About("问题解决", "Problems", "问题", "problem", DESCRIPTION, "", "problem")
    item_type: ClassVar[type[Item] | None] = Problem
    items: tuple[Problem, ...] = ()


class Technologies(SectionBase, frozen=True, tag="technology"):
    """Tools to be brought in."""

    about: ClassVar[About] = About("新技术引入", "New technology", "工具", "tool", DESCRIPTION, "", "technology")
    item_type: ClassVar[type[Item] | None] = Technology
    items: tuple[Technology, ...] = ()


class Projects(SectionBase, frozen=True, tag="projects"):
    """Projects and stages of work."""

    about: ClassVar[About] = About(
        "项目与阶段", "Projects and stages", "项目", "project", DESCRIPTION, "", "project-plan"
    )
    item_type: ClassVar[type[Item] | None] = ProjectRow
    items: tuple[ProjectRow, ...] = ()


class Resources(SectionBase, frozen=True, tag="resources"):
    """What projects need, and how it is given out."""

    about: ClassVar[About] = About("资源", "Resources", "资源", "resource", DESCRIPTION, "", "resource")
    item_type: ClassVar[type[Item] | None] = Resource
    items: tuple[Resource, ...] = ()


class Budget(SectionBase, frozen=True, tag="budget"):
    """Planned and actual spending, with totals."""

    about: ClassVar[About] = About("预算", "Budget", "科目", "item", DESCRIPTION, "", "budget")
    item_type: ClassVar[type[Item] | None] = Expense
    items: tuple[Expense, ...] = ()


class Dispatches(SectionBase, frozen=True, tag="dispatch"):
    """What is done when something happens."""

    about: ClassVar[About] = About("调度规则", "Dispatch rules", "规则", "rule", DESCRIPTION, "", "dispatch")
    item_type: ClassVar[type[Item] | None] = Dispatch
    items: tuple[Dispatch, ...] = ()


class Monitors(SectionBase, frozen=True, tag="monitoring"):
    """What is watched, and how."""

    about: ClassVar[About] = About("监控", "Monitoring", "监控项", "thing watched", DESCRIPTION, "", "monitor")
    item_type: ClassVar[type[Item] | None] = Monitor
    items: tuple[Monitor, ...] = ()


class Appraisals(SectionBase, frozen=True, tag="appraisal"):
    """Stages of managing performance."""

    about: ClassVar[About] = About("绩效管理", "Managing performance", "环节", "stage", DESCRIPTION, "", "appraisal")
    item_type: ClassVar[type[Item] | None] = Appraisal
    items: tuple[Appraisal, ...] = ()


class Datasets(SectionBase, frozen=True, tag="datasets"):
    """Data, where it comes from and how its quality is made sure."""

    about: ClassVar[About] = About("数据集", "Data sets", "数据集", "data set", DESCRIPTION, "B", "data")
    item_type: ClassVar[type[Item] | None] = Dataset
    items: tuple[Dataset, ...] = ()


class Market(SectionBase, frozen=True, tag="market"):
    """What is watched in the market, and the answers to it."""

    about: ClassVar[About] = About(
        "市场与竞品", "Market and competitors", "关注点", "thing watched", DESCRIPTION, "", "market"
    )
    item_type: ClassVar[type[Item] | None] = Watch
    items: tuple[Watch, ...] = ()


class Customers(SectionBase, frozen=True, tag="customers"):
    """Groups of customers and how they are looked after."""

    about: ClassVar[About] = About("客户关系", "Customers", "客户群", "customer group", DESCRIPTION, "", "customer")
    item_type: ClassVar[type[Item] | None] = Customer
    items: tuple[Customer, ...] = ()


class Deviations(SectionBase, frozen=True, tag="deviations"):
    """Results off their target, and what was done."""

    about: ClassVar[About] = About("偏差记录", "Deviations", "记录", "record", INTERNAL, "", "deviation")
    item_type: ClassVar[type[Item] | None] = Deviation
    faces: tuple[Face, ...] = INTERNAL
    items: tuple[Deviation, ...] = ()


class Retrospectives(SectionBase, frozen=True, tag="retrospectives"):
    """What looking back taught."""

    about: ClassVar[About] = About("复盘记录", "Retrospectives", "案例", "case", DESCRIPTION, "", "retrospective")
    item_type: ClassVar[type[Item] | None] = Retrospective
    items: tuple[Retrospective, ...] = ()


class Qualifications(SectionBase, frozen=True, tag="qualifications"):
    """What the holder must bring, required and preferred apart."""

    about: ClassVar[About] = About(
        "任职资格", "Qualifications", "任职要求", "qualification", OUTSIDE, "Q", "qualification"
    )
    item_type: ClassVar[type[Item] | None] = Qualification
    faces: tuple[Face, ...] = OUTSIDE
    items: tuple[Qualification, ...] = ()


class Skills(SectionBase, frozen=True, tag="skills"):
    """Tools and abilities, and how well they are mastered."""

    about: ClassVar[About] = About("技能与工具", "Skills and tools", "技能", "skill", OUTSIDE, "", "skill")
    item_type: ClassVar[type[Item] | None] = Skill
    items: tuple[Skill, ...] = ()


class Authorities(SectionBase, frozen=True, tag="authority"):
    """What the holder may decide."""

    about: ClassVar[About] = About("岗位权限", "Authority", "权限", "authority", DESCRIPTION, "A", "authority")
    item_type: ClassVar[type[Item] | None] = Authority
    items: tuple[Authority, ...] = ()


class Conditions(SectionBase, frozen=True, tag="conditions"):
    """The conditions of the work."""

    about: ClassVar[About] = About("工作条件", "Working conditions", "条件", "condition", OUTSIDE, "", "condition")
    item_type: ClassVar[type[Item] | None] = Condition
    items: tuple[Condition, ...] = ()


class Learnings(SectionBase, frozen=True, tag="learning"):
    """What the holder learns."""

    about: ClassVar[About] = About("学习计划", "Learning plan", "学习项", "learning item", DESCRIPTION, "", "learning")
    item_type: ClassVar[type[Item] | None] = Learning
    items: tuple[Learning, ...] = ()


class Trainings(SectionBase, frozen=True, tag="training"):
    """Training the holder gives to the team."""

    about: ClassVar[About] = About("团队培训", "Team training", "培训", "training", DESCRIPTION, "", "training")
    item_type: ClassVar[type[Item] | None] = Training
    items: tuple[Training, ...] = ()


class Careers(SectionBase, frozen=True, tag="career"):
    """The first 90 days and the way beyond the position."""

    about: ClassVar[About] = About("职业发展", "Career path", "阶段", "stage", DESCRIPTION, "", "career")
    item_type: ClassVar[type[Item] | None] = Career
    items: tuple[Career, ...] = ()


class SignOff(SectionBase, frozen=True, tag="signoff"):
    """Who signs the description."""

    about: ClassVar[About] = About("确认签字", "Sign-off", "签字人", "signature", DESCRIPTION, "", "signature")
    item_type: ClassVar[type[Item] | None] = Signature
    items: tuple[Signature, ...] = ()


class Revisions(SectionBase, frozen=True, tag="revisions"):
    """The versions of the description."""

    about: ClassVar[About] = About("修订记录", "Revision history", "版本", "version", DESCRIPTION, "", "revision")
    item_type: ClassVar[type[Item] | None] = Revision
    items: tuple[Revision, ...] = ()


class TableRow(Item, frozen=True):
    """A row of the user's own table: one text for each of the section's columns."""

    cells: tuple[str, ...] = ()


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A column of the user's own table; `width` is its share of the table's width."""

    title: str
    width: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 10
    other: tuple[Translation, ...] = ()


class Table(SectionBase, frozen=True, tag="table"):
    """A table with columns of the user's own."""

    about: ClassVar[About] = About("自定义表格", "Table", "行", "row", EVERYWHERE, icon="table")
    item_type: ClassVar[type[Item] | None] = TableRow
    columns: tuple[Column, ...] = ()
    items: tuple[TableRow, ...] = ()


AnySection = (
    Text
    | Strategies
    | Goals
    | Duties
    | Tasks
    | Kpis
    | Areas
    | Collaborations
    | Matrix
    | Meetings
    | Communications
    | Processes
    | Sops
    | Compliances
    | Improvements
    | Problems
    | Technologies
    | Projects
    | Resources
    | Budget
    | Dispatches
    | Monitors
    | Appraisals
    | Datasets
    | Market
    | Customers
    | Deviations
    | Retrospectives
    | Qualifications
    | Skills
    | Authorities
    | Conditions
    | Learnings
    | Trainings
    | Careers
    | SignOff
    | Revisions
    | Table
)

UNSORTED = "unsorted"
"""The slot of the section that takes up what a structure has no place for; no structure has it itself."""

KINDS: Mapping[str, type[AnySection]] = {str(kind.__struct_config__.tag): kind for kind in get_args(AnySection)}


def kind_of(section: AnySection) -> str:
    """The section's kind as the file names it, such as `kpis`."""
    return str(section.__struct_config__.tag)


def items_of(section: AnySection) -> tuple[Item, ...]:
    """The section's items; none for prose."""
    return () if isinstance(section, Text) else section.items


def columns_of(section: AnySection) -> dict[str, Field]:
    """What a row of this section holds, by name, in order; a table's own columns are called `0`, `1`, …"""
    if isinstance(section, Table):
        return {
            str(at): Field(column.title, column.title, "text", EVERYWHERE, width=column.width)
            for at, column in enumerate(section.columns)
        }
    return {} if section.item_type is None else fields_of(section.item_type)


def value_of(item: Item, name: str) -> Any:
    """What the item holds under that name of `columns_of`."""
    if isinstance(item, TableRow):
        at = int(name)
        return item.cells[at] if at < len(item.cells) else ""
    return getattr(item, name)


def with_value(item: Item, name: str, value: object) -> Item:
    """The item with one value changed; the very same item where nothing changes."""
    if value_of(item, name) == value:
        return item
    if isinstance(item, TableRow):
        at = int(name)
        cells = [*item.cells, *[""] * (at + 1 - len(item.cells))]
        cells[at] = str(value)
        return msgspec.structs.replace(item, cells=tuple(cells))
    examples = tuple(field for field in item.examples if field != name)
    return msgspec.structs.replace(item, **{name: value}, examples=examples)
