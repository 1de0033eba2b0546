"""The chain: strategy, goals, duties, tasks and KPIs."""

from decimal import Decimal
from typing import Annotated, Literal

from jdstudio.model.fields import DESCRIPTION, INTERNAL, OUTSIDE, Choice, Field
from jdstudio.model.items.base import Item
from jdstudio.model.numbers import are_usable, check_number

CADENCES = (
    Choice("daily", "每天", "Daily"),
    Choice("weekly", "每周", "Weekly"),
    Choice("monthly", "每月", "Monthly"),
    Choice("quarterly", "每季度", "Quarterly"),
    Choice("yearly", "每年", "Yearly"),
    Choice("on_demand", "按需", "On demand"),
)
Cadence = Literal["", "daily", "weekly", "monthly", "quarterly", "yearly", "on_demand"]
PRIORITIES = (Choice("high", "高", "High"), Choice("medium", "中", "Medium"), Choice("low", "低", "Low"))
Priority = Literal["", "high", "medium", "low"]
TERMS = (Choice("short", "短期", "Short-term"), Choice("long", "长期", "Long-term"))
Term = Literal["", "short", "long"]


class Strategy(Item, frozen=True):
    """One line of the company's or team's strategy, which goals and duties serve (A1-5, A2-4)."""

    text: Annotated[str, Field("战略", "Strategy", "text", DESCRIPTION, width=40)] = ""
    period: Annotated[str, Field("期间", "Period", "line", DESCRIPTION, width=10)] = ""


AIMS = (
    Choice("growth", "增长", "Growth"),
    Choice("quality", "质量与体验", "Quality"),
    Choice("efficiency", "效率", "Efficiency"),
    Choice("flow", "流程顺畅", "Smooth processes"),
    Choice("cost", "成本", "Cost"),
    Choice("people", "团队与能力", "People"),
    Choice("other", "其他", "Other"),
)


class Goal(Item, frozen=True):
    """What is to be reached, by when, and how it is measured: the five letters of SMART (A1-5 … A1-9, A2-17 … A2-22)."""

    text: Annotated[str, Field("目标", "Goal", "text", DESCRIPTION, width=40)] = ""
    measure: Annotated[str, Field("衡量方式", "Measured by", "text", DESCRIPTION, width=20)] = ""
    due: Annotated[str, Field("期限", "Due", "date", DESCRIPTION, width=12)] = ""
    strategy: Annotated[str, Field("对应战略", "Serves", "reference", DESCRIPTION, width=16, to=("strategy",))] = ""
    specific: Annotated[str, Field("具体对象与范围", "Scope", "text", DESCRIPTION, under=True)] = ""
    baseline: Annotated[str, Field("基线", "Baseline", "line", DESCRIPTION, under=True)] = ""
    achievable: Annotated[str, Field("可达成依据", "Why achievable", "text", DESCRIPTION, under=True)] = ""
    relevance: Annotated[str, Field("与战略的关系", "Relevance", "text", DESCRIPTION, under=True)] = ""
    background: Annotated[str, Field("背景", "Background", "text", DESCRIPTION, under=True)] = ""
    importance: Annotated[str, Field("重要性", "Importance", "text", DESCRIPTION, under=True)] = ""
    initiatives: Annotated[str, Field("举措", "Initiatives", "text", DESCRIPTION, under=True)] = ""
    announced: Annotated[str, Field("已宣贯", "Explained to", "line", DESCRIPTION, under=True)] = ""
    aim: Annotated[
        Literal["", "growth", "quality", "efficiency", "flow", "cost", "people", "other"],
        Field("目标类型", "Kind of goal", "choice", DESCRIPTION, width=9, under=True, choices=AIMS),
    ] = ""
    term: Annotated[Term, Field("期限类型", "Term", "choice", DESCRIPTION, width=9, under=True, choices=TERMS)] = ""
    review: Annotated[str, Field("评估周期", "Reviewed", "line", DESCRIPTION, under=True)] = ""
    analysis: Annotated[str, Field("结果分析", "Analysis of results", "text", DESCRIPTION, under=True)] = ""
    lessons: Annotated[str, Field("改进依据", "What it teaches", "text", DESCRIPTION, under=True)] = ""


RANKS = (
    Choice("core", "核心", "Core"),
    Choice("supplemental", "辅助", "Supplemental"),
    Choice("temporary", "临时", "Temporary"),
)


class Duty(Item, frozen=True):
    """A lasting responsibility: verb, object, result; with its share of the working time (A2-3 … A2-9, A2-18, A3-2 …)."""

    area: Annotated[str, Field("职责模块", "Area", "line", OUTSIDE, width=12)] = ""
    text: Annotated[str, Field("职责内容", "Duty", "text", OUTSIDE, width=38)] = ""
    standard: Annotated[str, Field("执行标准", "Standard", "text", DESCRIPTION, width=20, under=True)] = ""
    outcome: Annotated[str, Field("预期成果", "Outcome", "text", DESCRIPTION, width=18, under=True)] = ""
    share: Annotated[
        Decimal | None, Field("时间占比", "Share of time", "percent", DESCRIPTION, width=9, total=True)
    ] = None
    rank: Annotated[
        Literal["", "core", "supplemental", "temporary"],
        Field("职责类别", "Kind of duty", "choice", DESCRIPTION, width=9, under=True, choices=RANKS),
    ] = ""
    goal: Annotated[str, Field("关联目标", "Goal", "reference", DESCRIPTION, width=9, to=("goals", "strategy"))] = ""
    contribution: Annotated[str, Field("对公司目标的贡献", "Contribution", "text", DESCRIPTION, under=True)] = ""
    practice: Annotated[str, Field("日常应用", "In daily work", "text", DESCRIPTION, under=True)] = ""
    activities: Annotated[str, Field("子活动", "Activities", "text", DESCRIPTION, under=True)] = ""
    cadence: Annotated[
        Cadence, Field("频次", "Cadence", "choice", DESCRIPTION, width=9, under=True, choices=CADENCES)
    ] = ""
    decision: Annotated[str, Field("支持的决策", "Decision it serves", "text", DESCRIPTION, under=True)] = ""
    skills: Annotated[str, Field("所需能力与工具", "Skills and tools", "text", DESCRIPTION, under=True)] = ""
    trigger: Annotated[str, Field("触发条件与调整", "Trigger and response", "text", DESCRIPTION, under=True)] = ""

    def __post_init__(self) -> None:
        check_number("share", self.share)


TOPICS = (
    Choice("data", "数据分析", "Data analysis"),
    Choice("market", "市场调研", "Market research"),
    Choice("feedback", "用户反馈收集与处理", "User feedback"),
    Choice("campaign", "活动策划与执行", "Campaigns"),
    Choice("other", "其他", "Other"),
)


class Task(Item, frozen=True):
    """Concrete work with a cadence and a standard (A1-11 … A1-14, A2-6, A2-14 … A2-17, A4-3).

    `duration` is in hours for one occurrence.
    """

    text: Annotated[str, Field("任务", "Task", "text", DESCRIPTION, width=34)] = ""
    cadence: Annotated[Cadence, Field("频次", "Cadence", "choice", DESCRIPTION, width=9, choices=CADENCES)] = ""
    duration: Annotated[Decimal | None, Field("每次工时", "Hours each", "number", DESCRIPTION, width=8, least=0)] = None
    standard: Annotated[str, Field("执行标准", "Standard", "text", DESCRIPTION, width=26)] = ""
    deliverable: Annotated[str, Field("交付物", "Deliverable", "line", DESCRIPTION, width=18)] = ""
    tools: Annotated[str, Field("工具", "Tools", "line", DESCRIPTION, width=12, under=True)] = ""
    priority: Annotated[Priority, Field("优先级", "Priority", "choice", DESCRIPTION, width=9, choices=PRIORITIES)] = ""
    reason: Annotated[str, Field("优先级理由", "Why this priority", "line", DESCRIPTION, under=True)] = ""
    due: Annotated[str, Field("时间节点", "Due", "date", DESCRIPTION, width=12, under=True)] = ""
    duty: Annotated[str, Field("所属职责", "Duty", "reference", DESCRIPTION, width=9, to=("duties", "goals"))] = ""
    topic: Annotated[
        Literal["", "data", "market", "feedback", "campaign", "other"],
        Field("任务类别", "Topic", "choice", DESCRIPTION, width=9, under=True, choices=TOPICS),
    ] = ""
    steps: Annotated[str, Field("步骤", "Steps", "text", DESCRIPTION, under=True)] = ""
    outcome: Annotated[str, Field("预期成果", "Outcome", "text", DESCRIPTION, under=True)] = ""
    skills: Annotated[str, Field("所需技能", "Skills needed", "line", DESCRIPTION, under=True)] = ""
    kpi: Annotated[str, Field("考核指标", "KPI", "reference", DESCRIPTION, width=9, under=True, to=("kpis",))] = ""
    term: Annotated[Term, Field("期限类型", "Term", "choice", DESCRIPTION, width=9, under=True, choices=TERMS)] = ""
    start: Annotated[str, Field("开始", "Start", "date", DESCRIPTION, width=12, under=True)] = ""
    milestone: Annotated[str, Field("里程碑", "Milestones", "text", DESCRIPTION, under=True)] = ""

    def __post_init__(self) -> None:
        check_number("duration", self.duration)


DIRECTIONS = (Choice("higher", "↑ 越高越好", "↑ Higher"), Choice("lower", "↓ 越低越好", "↓ Lower"))
METHODS = (Choice("linear", "线性插值", "Linear"), Choice("manual", "人工评分", "By hand"))
COUNTED = (Choice("", "纳入考核", "Counted"), Choice("no", "仅跟踪", "Only watched"))


class Kpi(Item, frozen=True):
    """A KPI: what is measured, how it is computed, what it weighs, and the points of its curve (A1-15 … A1-19).

    `weight` is in percent points of the whole; only KPIs that count (`is_counted`) have a part in it. `floor`, `target`, `stretch` are
    in `unit`; where the unit is %, 27 means 27 %. `library` is the id of the library's KPI it was taken from: the
    position keeps its own copy of all words.
    """

    name: Annotated[str, Field("指标", "KPI", "line", INTERNAL, width=20)] = ""
    dimension: Annotated[str, Field("维度", "Dimension", "line", INTERNAL, width=9, under=True)] = ""
    direction: Annotated[
        Literal["higher", "lower"], Field("方向", "Direction", "choice", INTERNAL, width=11, choices=DIRECTIONS)
    ] = "higher"
    unit: Annotated[str, Field("单位", "Unit", "line", ("review",), width=7)] = "%"
    weight: Annotated[Decimal | None, Field("权重", "Weight", "percent", INTERNAL, width=8, total=True)] = None
    floor: Annotated[Decimal | None, Field("底线", "Floor", "amount", INTERNAL, width=9)] = None
    target: Annotated[Decimal | None, Field("目标", "Target", "amount", INTERNAL, width=9)] = None
    stretch: Annotated[Decimal | None, Field("挑战", "Stretch", "amount", INTERNAL, width=9)] = None
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
    counted: Annotated[
        Literal["", "no"],
        Field("是否考核", "In the review", "choice", INTERNAL, width=9, under=True, choices=COUNTED),
    ] = ""
    baseline: Annotated[Decimal | None, Field("基线值", "Baseline", "amount", INTERNAL, width=9, under=True)] = None
    warning: Annotated[Decimal | None, Field("预警线", "Warning line", "amount", INTERNAL, width=9, under=True)] = None
    provider: Annotated[str, Field("数据提供人", "Data entered by", "line", INTERNAL, under=True)] = ""
    dataset: Annotated[
        str, Field("数据集", "Data set", "reference", INTERNAL, width=9, under=True, to=("datasets",))
    ] = ""
    evidence: Annotated[str, Field("佐证", "Evidence", "line", INTERNAL, under=True)] = ""
    incentive: Annotated[str, Field("激励说明", "Reward", "line", INTERNAL, under=True)] = ""
    pitfall: Annotated[str, Field("防走样提示", "Pitfall", "text", INTERNAL, under=True)] = ""
    library: str = ""

    def __post_init__(self) -> None:
        if not are_usable(self.weight, self.floor, self.target, self.stretch, self.baseline, self.warning):
            for name in ("weight", "floor", "target", "stretch", "baseline", "warning"):
                check_number(name, getattr(self, name))

    @property
    def in_percent(self) -> bool:
        """Whether floor, target, stretch and actual are percent points."""
        return self.unit.strip() in ("%", "％")


def is_counted(item: Item) -> bool:
    """Whether the item has a part in the total of its section: all have, but a KPI that is only watched (A1-19)."""
    return not (isinstance(item, Kpi) and item.counted == "no")
