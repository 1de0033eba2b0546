"""What the work looks at: data, market and competitors, customers; and what came out of it."""

from typing import Annotated, Literal

from jdstudio.model.fields import DESCRIPTION, Choice, Field
from jdstudio.model.items.base import Item
from jdstudio.model.items.chain import CADENCES, Cadence


class Dataset(Item, frozen=True):
    """A set of data, how it is got and how its quality is made sure (A3-19, A4-7)."""

    name: Annotated[str, Field("数据", "Data", "line", DESCRIPTION, width=16)] = ""
    source: Annotated[str, Field("来源", "Source", "line", DESCRIPTION, width=16)] = ""
    cadence: Annotated[Cadence, Field("收集频次", "Collected", "choice", DESCRIPTION, width=9, choices=CADENCES)] = ""
    method: Annotated[str, Field("整理方式", "How it is prepared", "text", DESCRIPTION, width=20)] = ""
    accuracy: Annotated[str, Field("准确性检查", "Accuracy check", "text", DESCRIPTION, width=18)] = ""
    reliability: Annotated[str, Field("可靠性检查", "Reliability check", "text", DESCRIPTION, width=18)] = ""
    owner: Annotated[str, Field("负责人", "Owner", "line", DESCRIPTION, under=True)] = ""
    analysis: Annotated[str, Field("分析内容", "Analysis", "text", DESCRIPTION, under=True)] = ""
    decision: Annotated[str, Field("影响的决策", "Decision it serves", "text", DESCRIPTION, under=True)] = ""


OBJECTS = (
    Choice("competitor", "竞争对手", "Competitor"),
    Choice("industry", "行业动态", "Industry"),
    Choice("consumer", "消费者行为", "Consumer behaviour"),
    Choice("policy", "政策法规", "Policy"),
    Choice("other", "其他", "Other"),
)
CHANCES = (Choice("opportunity", "机会", "Opportunity"), Choice("risk", "风险", "Risk"))
LIKELY = (Choice("high", "高", "High"), Choice("medium", "中", "Medium"), Choice("low", "低", "Low"))


class Watch(Item, frozen=True):
    """Something in the market that is watched: what it shows, and the answer to it (A1-26, A3-25 … A3-27)."""

    name: Annotated[str, Field("关注对象", "What is watched", "line", DESCRIPTION, width=16)] = ""
    type: Annotated[
        Literal["", "competitor", "industry", "consumer", "policy", "other"],
        Field("类型", "Type", "choice", DESCRIPTION, width=10, choices=OBJECTS),
    ] = ""
    source: Annotated[str, Field("信息来源", "Source", "line", DESCRIPTION, width=16)] = ""
    cadence: Annotated[Cadence, Field("频次", "Cadence", "choice", DESCRIPTION, width=9, choices=CADENCES)] = ""
    chance: Annotated[
        Literal["", "opportunity", "risk"],
        Field("机会/风险", "Opportunity or risk", "choice", DESCRIPTION, width=10, choices=CHANCES),
    ] = ""
    response: Annotated[str, Field("应对策略", "Response", "text", DESCRIPTION, width=22)] = ""
    forecast: Annotated[str, Field("预测结论", "Forecast", "text", DESCRIPTION, under=True)] = ""
    likelihood: Annotated[
        Literal["", "high", "medium", "low"],
        Field("可能性", "Likelihood", "choice", DESCRIPTION, width=9, under=True, choices=LIKELY),
    ] = ""
    decision: Annotated[str, Field("支持的决策", "Decision it serves", "text", DESCRIPTION, under=True)] = ""


class Customer(Item, frozen=True):
    """A group of customers and how it is looked after (A3-22, A3-23, A4-8)."""

    name: Annotated[str, Field("客户群", "Customers", "line", DESCRIPTION, width=14)] = ""
    channel: Annotated[str, Field("渠道", "Channel", "line", DESCRIPTION, width=14)] = ""
    cadence: Annotated[Cadence, Field("沟通频次", "Cadence", "choice", DESCRIPTION, width=9, choices=CADENCES)] = ""
    response: Annotated[str, Field("响应时限", "Response within", "line", DESCRIPTION, width=12)] = ""
    solution: Annotated[str, Field("解决方案", "Solution", "text", DESCRIPTION, width=22)] = ""
    proactive: Annotated[str, Field("主动服务动作", "Proactive service", "text", DESCRIPTION, width=18)] = ""
    closing: Annotated[str, Field("投诉闭环", "How complaints are closed", "text", DESCRIPTION, under=True)] = ""
    kpi: Annotated[str, Field("关联指标", "KPI", "reference", DESCRIPTION, width=9, under=True, to=("kpis",))] = ""


class Deviation(Item, frozen=True):
    """A result off its target: the cause, what was changed, what came of it (A1-18, A3-12)."""

    period: Annotated[str, Field("周期", "Period", "line", DESCRIPTION, width=10)] = ""
    kpi: Annotated[str, Field("指标", "KPI", "reference", DESCRIPTION, width=9, to=("kpis",))] = ""
    actual: Annotated[str, Field("实际", "Actual", "line", DESCRIPTION, width=10)] = ""
    gap: Annotated[str, Field("差异", "Difference", "line", DESCRIPTION, width=12)] = ""
    cause: Annotated[str, Field("原因分析", "Cause", "text", DESCRIPTION, width=22)] = ""
    action: Annotated[str, Field("策略调整", "What was changed", "text", DESCRIPTION, width=22)] = ""
    result: Annotated[str, Field("结果", "Result", "text", DESCRIPTION, width=16)] = ""
    problem: Annotated[str, Field("发现的问题", "Problem found", "text", DESCRIPTION, under=True)] = ""
    proposal: Annotated[str, Field("改进建议", "Proposal", "text", DESCRIPTION, under=True)] = ""


VERDICTS = (
    Choice("success", "成功", "Success"),
    Choice("failure", "失败", "Failure"),
    Choice("mixed", "部分成功", "Mixed"),
)


class Retrospective(Item, frozen=True):
    """What a look back at a case taught (A1-28, A1-29)."""

    period: Annotated[str, Field("周期", "Period", "line", DESCRIPTION, width=10)] = ""
    name: Annotated[str, Field("案例", "Case", "line", DESCRIPTION, width=18)] = ""
    verdict: Annotated[
        Literal["", "success", "failure", "mixed"],
        Field("成败", "Outcome", "choice", DESCRIPTION, width=9, choices=VERDICTS),
    ] = ""
    cause: Annotated[str, Field("原因", "Why", "text", DESCRIPTION, width=20)] = ""
    works: Annotated[str, Field("有效策略", "What works", "text", DESCRIPTION, width=18)] = ""
    change: Annotated[str, Field("需调整策略", "What to change", "text", DESCRIPTION, width=18)] = ""
    improvement: Annotated[str, Field("改进项", "Improvement", "text", DESCRIPTION, under=True)] = ""
    owner: Annotated[str, Field("负责人", "Owner", "line", DESCRIPTION, under=True)] = ""
