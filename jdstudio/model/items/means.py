"""What the work needs and how it is steered: projects, resources, budget, rules, monitoring, reviews of people."""

from decimal import Decimal
from typing import Annotated, Literal

from jdstudio.model.fields import DESCRIPTION, Choice, Field
from jdstudio.model.items.base import Item
from jdstudio.model.items.chain import CADENCES, PRIORITIES, Cadence, Priority
from jdstudio.model.items.processes import YES_NO, YesNo
from jdstudio.model.numbers import check_number


class ProjectRow(Item, frozen=True):
    """A project or a stage of one: plan, milestones, progress, risks (A3-7, A4-4). `progress` in percent points."""

    name: Annotated[str, Field("项目或阶段", "Project or stage", "line", DESCRIPTION, width=16)] = ""
    goal: Annotated[str, Field("目标", "Goal", "text", DESCRIPTION, width=18)] = ""
    plan: Annotated[str, Field("计划与任务", "Plan", "text", DESCRIPTION, width=22)] = ""
    milestone: Annotated[str, Field("里程碑", "Milestones", "text", DESCRIPTION, width=16)] = ""
    start: Annotated[str, Field("开始", "Start", "date", DESCRIPTION, width=12)] = ""
    end: Annotated[str, Field("结束", "End", "date", DESCRIPTION, width=12)] = ""
    progress: Annotated[Decimal | None, Field("进度", "Progress", "percent", DESCRIPTION, width=8, under=True)] = None
    resources: Annotated[str, Field("资源", "Resources", "text", DESCRIPTION, under=True)] = ""
    risk: Annotated[str, Field("风险", "Risk", "text", DESCRIPTION, under=True)] = ""
    response: Annotated[str, Field("风险应对", "Response to the risk", "text", DESCRIPTION, under=True)] = ""

    def __post_init__(self) -> None:
        check_number("progress", self.progress)


RESOURCE_TYPES = (
    Choice("people", "人力", "People"),
    Choice("material", "物力", "Material"),
    Choice("money", "财力", "Money"),
)


class Resource(Item, frozen=True):
    """A resource a project needs, and how it is given out (A4-10 … A4-12)."""

    project: Annotated[str, Field("项目", "Project", "line", DESCRIPTION, width=16)] = ""
    name: Annotated[str, Field("资源", "Resource", "line", DESCRIPTION, width=18)] = ""
    type: Annotated[
        Literal["", "people", "material", "money"],
        Field("类型", "Type", "choice", DESCRIPTION, width=9, choices=RESOURCE_TYPES),
    ] = ""
    quantity: Annotated[str, Field("数量", "Quantity", "line", DESCRIPTION, width=12)] = ""
    needed: Annotated[str, Field("何时需要", "Needed by", "date", DESCRIPTION, width=12)] = ""
    priority: Annotated[Priority, Field("优先级", "Priority", "choice", DESCRIPTION, width=9, choices=PRIORITIES)] = ""
    begins: Annotated[str, Field("项目开始", "Project begins", "date", DESCRIPTION, width=12, under=True)] = ""
    urgent: Annotated[YesNo, Field("紧急", "Urgent", "choice", DESCRIPTION, width=9, under=True, choices=YES_NO)] = ""
    covered: Annotated[
        YesNo, Field("已到位", "Provided", "choice", DESCRIPTION, width=9, under=True, choices=YES_NO)
    ] = ""
    provider: Annotated[str, Field("提供方", "Provided by", "line", DESCRIPTION, under=True)] = ""


class Expense(Item, frozen=True):
    """A line of the budget, planned and actual in one currency (A4-9)."""

    name: Annotated[str, Field("科目", "Item", "line", DESCRIPTION, width=20)] = ""
    budget: Annotated[Decimal | None, Field("预算", "Budget", "number", DESCRIPTION, width=12, total=True)] = None
    actual: Annotated[Decimal | None, Field("实际", "Actual", "number", DESCRIPTION, width=12, total=True)] = None
    control: Annotated[str, Field("差异原因与控制措施", "Difference and control", "text", DESCRIPTION, width=28)] = ""
    period: Annotated[str, Field("期间", "Period", "line", DESCRIPTION, under=True)] = ""
    owner: Annotated[str, Field("负责人", "Owner", "line", DESCRIPTION, under=True)] = ""

    def __post_init__(self) -> None:
        check_number("budget", self.budget)
        check_number("actual", self.actual)

    @property
    def difference(self) -> Decimal | None:
        """Actual less budget; None while one of the two is missing."""
        return None if self.budget is None or self.actual is None else self.actual - self.budget


class Dispatch(Item, frozen=True):
    """A rule for what is done when something happens (A3-5, A4-13)."""

    trigger: Annotated[str, Field("触发条件", "When", "text", DESCRIPTION, width=26)] = ""
    action: Annotated[str, Field("调整动作", "Then", "text", DESCRIPTION, width=28)] = ""
    approver: Annotated[str, Field("审批人", "Approved by", "line", DESCRIPTION, width=12)] = ""
    deadline: Annotated[str, Field("时限", "Within", "line", DESCRIPTION, width=10)] = ""


class Monitor(Item, frozen=True):
    """What is watched, how often, and what was changed because of it (A3-9, A4-14, A4-24)."""

    name: Annotated[str, Field("监控对象", "What is watched", "line", DESCRIPTION, width=18)] = ""
    kpi: Annotated[str, Field("关联指标", "KPI", "reference", DESCRIPTION, width=9, to=("kpis",))] = ""
    cadence: Annotated[Cadence, Field("频次", "Cadence", "choice", DESCRIPTION, width=9, choices=CADENCES)] = ""
    method: Annotated[str, Field("监控或审计方式", "How", "text", DESCRIPTION, width=24)] = ""
    threshold: Annotated[str, Field("预警条件", "Alarm when", "line", DESCRIPTION, width=16)] = ""
    adjustment: Annotated[str, Field("调整记录", "Adjustments made", "text", DESCRIPTION, under=True)] = ""
    owner: Annotated[str, Field("负责人", "Owner", "line", DESCRIPTION, under=True)] = ""


class Appraisal(Item, frozen=True):
    """A stage of managing performance: when goals are set, how they are reviewed, what follows (A4-20)."""

    name: Annotated[str, Field("环节", "Stage", "line", DESCRIPTION, width=16)] = ""
    content: Annotated[str, Field("内容", "What happens", "text", DESCRIPTION, width=28)] = ""
    due: Annotated[str, Field("时间", "When", "date", DESCRIPTION, width=12)] = ""
    cadence: Annotated[Cadence, Field("评估周期", "Cadence", "choice", DESCRIPTION, width=9, choices=CADENCES)] = ""
    feedback: Annotated[str, Field("反馈方式", "Feedback", "line", DESCRIPTION, width=18)] = ""
    reward: Annotated[str, Field("奖励", "Reward", "line", DESCRIPTION, width=18)] = ""
