"""The kinds of section. Each is one struct for its items, declared field by field, and one for the section.

To add a kind: write its item (fields with their `Field`), its section (tag, `about`, items), and name the section
in `AnySection`. The table, the form, the preview, every export and the checks read the declaration.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, get_args

import msgspec

from jdstudio.model.fields import DESCRIPTION, EVERYWHERE, INTERNAL, OUTSIDE, Choice, Face, Field, fields_of
from jdstudio.model.numbers import are_usable, check_number


class About(msgspec.Struct, frozen=True):
    """What people read of a kind: its name, the name of one item, and what good content looks like.

    `faces`: where sections of this kind may appear at all. `code` starts the labels of its items (G1, K2).
    """

    zh: str
    en: str
    one_zh: str
    one_en: str
    faces: tuple[Face, ...]
    code: str = ""
    icon: str = "text"
    help_zh: str = ""
    help_en: str = ""

    def name(self, language: str) -> str:
        return self.zh if language == "zh" else self.en

    def one(self, language: str) -> str:
        return self.one_zh if language == "zh" else self.one_en

    def help(self, language: str) -> str:
        return self.help_zh if language == "zh" else self.help_en


class Item(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """One row of a section. Frozen values form no cycles, so the collector need not look at them."""

    id: str


class SectionBase(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="kind"):
    """What all sections have: a title, an introduction, the faces that show it, and sections of their own.

    `text` is a small Markdown: paragraphs (a line each), lists, bold, italic, links. `title` carries no number of its
    own; documents number the headings of sections that are `numbered`, which an introduction or closing word is not.
    """

    about: ClassVar[About]
    item_type: ClassVar[type[Item] | None] = None

    id: str
    title: str = ""
    text: str = ""
    faces: tuple[Face, ...] = DESCRIPTION
    numbered: bool = True
    sections: tuple[AnySection, ...] = ()


class Text(SectionBase, frozen=True, tag="text"):
    """A section of prose."""

    about: ClassVar[About] = About(
        "文本",
        "Text",
        "段落",
        "paragraph",
        EVERYWHERE,
        icon="text",
        help_zh="写成短段落或列表；一段只讲一件事。",
        help_en="Short paragraphs or lists; one thought each.",
    )


class Strategy(Item, frozen=True):
    """One line of the company's or team's strategy, which goals and duties serve (A1-5, A2-4)."""

    text: Annotated[str, Field("战略", "Strategy", "text", DESCRIPTION, width=40)] = ""
    period: Annotated[str, Field("期间", "Period", "line", DESCRIPTION, width=10)] = ""


class Strategies(SectionBase, frozen=True, tag="strategy"):
    """The project's strategy list; it belongs to the project, not to a position."""

    about: ClassVar[About] = About(
        "战略清单",
        "Strategy",
        "战略",
        "strategy",
        DESCRIPTION,
        "S",
        "flag",
        help_zh="公司或团队本期要做成的几件事；目标和职责由此而来。",
        help_en="The few things the company or team must achieve; goals and duties follow from them.",
    )
    item_type: ClassVar[type[Item] | None] = Strategy
    items: tuple[Strategy, ...] = ()


class Goal(Item, frozen=True):
    """What is to be reached, by when, and how it is measured (A1-5 … A1-9, A2-21)."""

    text: Annotated[
        str,
        Field(
            "目标",
            "Goal",
            "text",
            DESCRIPTION,
            width=40,
            help_zh="动词 + 对象 + 从多少到多少，例如“把 30 日留存率由 22% 提升至 27%”。",
            help_en="Verb, object, from where to where: “raise 30-day retention from 22 % to 27 %”.",
        ),
    ] = ""
    measure: Annotated[str, Field("衡量方式", "Measured by", "text", DESCRIPTION, width=20)] = ""
    due: Annotated[str, Field("期限", "Due", "date", DESCRIPTION, width=12)] = ""
    strategy: Annotated[str, Field("对应战略", "Serves", "reference", DESCRIPTION, width=16, to=("strategy",))] = ""


class Goals(SectionBase, frozen=True, tag="goals"):
    """Goals of the position."""

    about: ClassVar[About] = About(
        "工作目标",
        "Goals",
        "目标",
        "goal",
        INTERNAL,
        "G",
        "goal",
        help_zh="3–5 条，写清对象、数字和期限。",
        help_en="Three to five, each with an object, a figure and a date.",
    )
    item_type: ClassVar[type[Item] | None] = Goal
    items: tuple[Goal, ...] = ()


class Duty(Item, frozen=True):
    """A lasting responsibility: verb, object, result; with its share of the working time (A2-3 … A2-9, A2-18)."""

    area: Annotated[str, Field("职责模块", "Area", "line", OUTSIDE, width=12)] = ""
    text: Annotated[
        str,
        Field(
            "职责内容",
            "Duty",
            "text",
            OUTSIDE,
            width=38,
            help_zh="动词开头，写出对象和结果。",
            help_en="Start with a verb; name the object and the result.",
        ),
    ] = ""
    standard: Annotated[str, Field("执行标准", "Standard", "text", DESCRIPTION, width=20, under=True)] = ""
    outcome: Annotated[str, Field("预期成果", "Outcome", "text", DESCRIPTION, width=18, under=True)] = ""
    share: Annotated[Decimal | None, Field("时间占比", "Share of time", "percent", DESCRIPTION, width=9)] = None
    goal: Annotated[str, Field("关联目标", "Goal", "reference", DESCRIPTION, width=9, to=("goals", "strategy"))] = ""

    def __post_init__(self) -> None:
        check_number("share", self.share)


class Duties(SectionBase, frozen=True, tag="duties"):
    """Duties of the position; their shares of time add up to 100 %."""

    about: ClassVar[About] = About(
        "岗位职责",
        "Duties",
        "职责",
        "duty",
        OUTSIDE,
        "D",
        "duty",
        help_zh="5–8 条，按时间占比从大到小；占比合计 100%。",
        help_en="Five to eight, largest share of time first; the shares add up to 100 %.",
    )
    item_type: ClassVar[type[Item] | None] = Duty
    faces: tuple[Face, ...] = OUTSIDE
    items: tuple[Duty, ...] = ()


CADENCES = (
    Choice("daily", "每天", "Daily"),
    Choice("weekly", "每周", "Weekly"),
    Choice("monthly", "每月", "Monthly"),
    Choice("quarterly", "每季度", "Quarterly"),
    Choice("yearly", "每年", "Yearly"),
    Choice("on_demand", "按需", "On demand"),
)
PRIORITIES = (Choice("high", "高", "High"), Choice("medium", "中", "Medium"), Choice("low", "低", "Low"))


class Task(Item, frozen=True):
    """Concrete work with a cadence and a standard (A1-11 … A1-14, A2-14 … A2-16, A4-3)."""

    text: Annotated[str, Field("任务", "Task", "text", DESCRIPTION, width=34)] = ""
    cadence: Annotated[
        Literal["", "daily", "weekly", "monthly", "quarterly", "yearly", "on_demand"],
        Field("频次", "Cadence", "choice", DESCRIPTION, width=9, choices=CADENCES),
    ] = ""
    standard: Annotated[str, Field("执行标准", "Standard", "text", DESCRIPTION, width=26)] = ""
    deliverable: Annotated[str, Field("交付物", "Deliverable", "line", DESCRIPTION, width=18)] = ""
    tools: Annotated[str, Field("工具", "Tools", "line", DESCRIPTION, width=12, under=True)] = ""
    priority: Annotated[
        Literal["", "high", "medium", "low"],
        Field("优先级", "Priority", "choice", DESCRIPTION, width=9, choices=PRIORITIES),
    ] = ""
    due: Annotated[str, Field("时间节点", "Due", "date", DESCRIPTION, width=12, under=True)] = ""
    duty: Annotated[str, Field("所属职责", "Duty", "reference", DESCRIPTION, width=9, to=("duties", "goals"))] = ""


class Tasks(SectionBase, frozen=True, tag="tasks"):
    """Tasks of the position, by cadence."""

    about: ClassVar[About] = About(
        "工作任务",
        "Tasks",
        "任务",
        "task",
        DESCRIPTION,
        "T",
        "task",
        help_zh="按频次列出；每条写明做到什么程度、交出什么。",
        help_en="By cadence; each with its standard and what is handed over.",
    )
    item_type: ClassVar[type[Item] | None] = Task
    items: tuple[Task, ...] = ()


DIRECTIONS = (Choice("higher", "↑ 越高越好", "↑ Higher"), Choice("lower", "↓ 越低越好", "↓ Lower"))
METHODS = (Choice("linear", "线性插值", "Linear"), Choice("manual", "人工评分", "By hand"))


class Kpi(Item, frozen=True):
    """A KPI: what is measured, how it is computed, what it weighs, and the points of its curve (A1-15 … A1-19).

    `weight` is in percent points of the whole. `floor`, `target`, `stretch` are in `unit`; where the unit is %, 27
    means 27 %.
    """

    name: Annotated[str, Field("指标", "KPI", "line", INTERNAL, width=20)] = ""
    dimension: Annotated[str, Field("维度", "Dimension", "line", INTERNAL, width=9, under=True)] = ""
    direction: Annotated[
        Literal["higher", "lower"], Field("方向", "Direction", "choice", INTERNAL, width=11, choices=DIRECTIONS)
    ] = "higher"
    unit: Annotated[str, Field("单位", "Unit", "line", ("review",), width=7)] = "%"
    weight: Annotated[Decimal | None, Field("权重", "Weight", "percent", INTERNAL, width=8)] = None
    floor: Annotated[
        Decimal | None,
        Field(
            "底线",
            "Floor",
            "amount",
            INTERNAL,
            width=9,
            help_zh="得 60 分的值；再差记 0 分。",
            help_en="Scores 60; anything worse scores 0.",
        ),
    ] = None
    target: Annotated[
        Decimal | None,
        Field(
            "目标",
            "Target",
            "amount",
            INTERNAL,
            width=9,
            help_zh="得 100 分的值。",
            help_en="Scores 100.",
        ),
    ] = None
    stretch: Annotated[
        Decimal | None,
        Field(
            "挑战",
            "Stretch",
            "amount",
            INTERNAL,
            width=9,
            help_zh="得 120 分（封顶）的值；可以不填。",
            help_en="Scores 120, the cap; may be left open.",
        ),
    ] = None
    source: Annotated[str, Field("数据来源", "Data source", "line", INTERNAL, width=15, under=True)] = ""
    goal: Annotated[str, Field("关联目标", "Goal", "reference", INTERNAL, width=9, to=("goals", "duties"))] = ""
    definition: Annotated[str, Field("定义", "Definition", "text", INTERNAL, width=24, under=True)] = ""
    formula: Annotated[str, Field("计算公式", "Formula", "text", INTERNAL, width=24, under=True)] = ""
    period: Annotated[str, Field("考核周期", "Period", "line", INTERNAL, width=9, under=True)] = ""
    method: Annotated[
        Literal["linear", "manual"],
        Field("计分方法", "Scoring", "choice", INTERNAL, width=11, under=True, choices=METHODS),
    ] = "linear"
    rule: Annotated[str, Field("评分说明", "Scoring rule", "text", INTERNAL, width=24, under=True)] = ""

    def __post_init__(self) -> None:
        if not are_usable(self.weight, self.floor, self.target, self.stretch):
            for name in ("weight", "floor", "target", "stretch"):
                check_number(name, getattr(self, name))

    @property
    def in_percent(self) -> bool:
        """Whether floor, target, stretch and actual are percent points."""
        return self.unit.strip() in ("%", "％")


class Kpis(SectionBase, frozen=True, tag="kpis"):
    """KPIs of the position; their weights add up to 100 %."""

    about: ClassVar[About] = About(
        "关键绩效指标",
        "KPIs",
        "指标",
        "KPI",
        INTERNAL,
        "K",
        "kpi",
        help_zh="4–8 个，权重合计 100%；每个都写明口径、数据来源和底线、目标、挑战。",
        help_en="Four to eight, weights adding up to 100 %; each with formula, source, floor, target and stretch.",
    )
    item_type: ClassVar[type[Item] | None] = Kpi
    faces: tuple[Face, ...] = INTERNAL
    items: tuple[Kpi, ...] = ()


class Collaboration(Item, frozen=True):
    """One working relation: with whom, on what, who does what, in which rhythm (A1-20 … A1-25, A3-15)."""

    party: Annotated[str, Field("协作对象", "With", "line", DESCRIPTION, width=14)] = ""
    matter: Annotated[str, Field("协作事项", "Matter", "text", DESCRIPTION, width=30)] = ""
    ours: Annotated[str, Field("我方职责", "Our part", "text", DESCRIPTION, width=20, under=True)] = ""
    theirs: Annotated[str, Field("对方职责", "Their part", "text", DESCRIPTION, width=20, under=True)] = ""
    rhythm: Annotated[str, Field("频次与时限", "Rhythm", "text", DESCRIPTION, width=26)] = ""


class Collaborations(SectionBase, frozen=True, tag="collaboration"):
    """With whom the position works."""

    about: ClassVar[About] = About(
        "跨部门协作",
        "Collaboration",
        "协作",
        "relation",
        DESCRIPTION,
        "C",
        "collaboration",
        help_zh="写明对方、事项、双方各做什么、多久一次。",
        help_en="Who, on what, which part each side does, and how often.",
    )
    item_type: ClassVar[type[Item] | None] = Collaboration
    items: tuple[Collaboration, ...] = ()


LEVELS = (Choice("required", "必备", "Required"), Choice("preferred", "加分", "Preferred"))
CATEGORIES = (
    Choice("education", "学历", "Education"),
    Choice("experience", "经验", "Experience"),
    Choice("knowledge", "知识", "Knowledge"),
    Choice("skill", "技能", "Skill"),
    Choice("certificate", "证书", "Certificate"),
    Choice("other", "其他", "Other"),
)


class Qualification(Item, frozen=True):
    """One thing the holder must have, or that counts in favour (domain.md 4.1, 13)."""

    level: Annotated[
        Literal["required", "preferred"], Field("要求", "Level", "choice", OUTSIDE, width=9, choices=LEVELS)
    ] = "required"
    category: Annotated[
        Literal["education", "experience", "knowledge", "skill", "certificate", "other"],
        Field("类别", "Category", "choice", OUTSIDE, width=9, choices=CATEGORIES),
    ] = "other"
    text: Annotated[
        str,
        Field(
            "任职要求",
            "Qualification",
            "text",
            OUTSIDE,
            width=50,
            help_zh="写能核实的事实，例如“能用 SQL 完成 3 表关联取数”。",
            help_en="A fact that can be checked: “joins three tables in SQL”.",
        ),
    ] = ""


class Qualifications(SectionBase, frozen=True, tag="qualifications"):
    """What the holder must bring, required and preferred apart."""

    about: ClassVar[About] = About(
        "任职资格",
        "Qualifications",
        "任职要求",
        "qualification",
        OUTSIDE,
        "Q",
        "qualification",
        help_zh="必备与加分分开；只写与工作有关、能核实的要求。",
        help_en="Required and preferred apart; only what the work needs and what can be checked.",
    )
    item_type: ClassVar[type[Item] | None] = Qualification
    faces: tuple[Face, ...] = OUTSIDE
    items: tuple[Qualification, ...] = ()


POWERS = (
    Choice("approval", "审批", "Approval"),
    Choice("budget", "预算", "Budget"),
    Choice("people", "人事", "People"),
    Choice("business", "业务", "Business"),
    Choice("other", "其他", "Other"),
)


class Authority(Item, frozen=True):
    """What the holder may decide, and up to where."""

    category: Annotated[
        Literal["approval", "budget", "people", "business", "other"],
        Field("类别", "Category", "choice", DESCRIPTION, width=9, choices=POWERS),
    ] = "other"
    text: Annotated[str, Field("权限", "Authority", "text", DESCRIPTION, width=40)] = ""
    limit: Annotated[str, Field("限额或范围", "Limit", "line", DESCRIPTION, width=18)] = ""


class Authorities(SectionBase, frozen=True, tag="authority"):
    """What the holder may decide."""

    about: ClassVar[About] = About(
        "岗位权限",
        "Authority",
        "权限",
        "authority",
        DESCRIPTION,
        "A",
        "authority",
        help_zh="写明能决定什么、上限多少、超过时报谁。",
        help_en="What may be decided, up to where, and who decides above that.",
    )
    item_type: ClassVar[type[Item] | None] = Authority
    items: tuple[Authority, ...] = ()


class TableRow(Item, frozen=True):
    """A row of the user's own table: one text for each of the section's columns."""

    cells: tuple[str, ...] = ()


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A column of the user's own table; `width` is its share of the table's width."""

    title: str
    width: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 10


class Table(SectionBase, frozen=True, tag="table"):
    """A table with columns of the user's own."""

    about: ClassVar[About] = About(
        "自定义表格",
        "Table",
        "行",
        "row",
        EVERYWHERE,
        icon="table",
        help_zh="自己定列，适合修订记录、考试安排等。",
        help_en="Columns of your own, for a revision history and the like.",
    )
    item_type: ClassVar[type[Item] | None] = TableRow
    columns: tuple[Column, ...] = ()
    items: tuple[TableRow, ...] = ()


AnySection = Text | Strategies | Goals | Duties | Tasks | Kpis | Collaborations | Qualifications | Authorities | Table

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
    return msgspec.structs.replace(item, **{name: value})
