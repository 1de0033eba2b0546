"""How work runs and gets better: areas, processes, procedures, compliance, improvements, problems, new technology."""

from typing import Annotated, Literal

from jdstudio.model.fields import DESCRIPTION, Choice, Field
from jdstudio.model.items.base import Item
from jdstudio.model.items.chain import CADENCES, Cadence

YES_NO = (Choice("yes", "是", "Yes"), Choice("no", "否", "No"))
YesNo = Literal["", "yes", "no"]


class Area(Item, frozen=True):
    """A field of work and what it hangs together with (A2-2, A2-10 … A2-12)."""

    name: Annotated[str, Field("工作领域", "Area of work", "line", DESCRIPTION, width=14)] = ""
    scope: Annotated[str, Field("工作范围", "Scope", "text", DESCRIPTION, width=28)] = ""
    upstream: Annotated[str, Field("上游环节", "Comes from", "line", DESCRIPTION, width=16)] = ""
    downstream: Annotated[str, Field("下游环节", "Goes on to", "line", DESCRIPTION, width=16)] = ""
    departments: Annotated[str, Field("涉及部门", "Departments", "line", DESCRIPTION, width=14)] = ""
    output: Annotated[str, Field("产出", "Result", "text", DESCRIPTION, under=True)] = ""


class Step(Item, frozen=True):
    """A step of a process: who does what with what (A4-23, A4-24, A4-27)."""

    name: Annotated[str, Field("环节", "Step", "line", DESCRIPTION, width=14)] = ""
    owner: Annotated[str, Field("责任人/部门", "Owner", "line", DESCRIPTION, width=12)] = ""
    procedure: Annotated[str, Field("步骤", "Procedure", "text", DESCRIPTION, width=24)] = ""
    input: Annotated[str, Field("输入", "Input", "line", DESCRIPTION, width=14)] = ""
    output: Annotated[str, Field("输出", "Output", "line", DESCRIPTION, width=14)] = ""
    requirement: Annotated[str, Field("要求", "Requirement", "text", DESCRIPTION, width=18)] = ""
    monitoring: Annotated[str, Field("监控方式", "Monitored by", "line", DESCRIPTION, under=True)] = ""
    checked: Annotated[
        Cadence, Field("检查频次", "Checked", "choice", DESCRIPTION, width=9, under=True, choices=CADENCES)
    ] = ""
    standardised: Annotated[
        YesNo, Field("已标准化", "Standardised", "choice", DESCRIPTION, width=9, under=True, choices=YES_NO)
    ] = ""
    sop: Annotated[str, Field("SOP", "SOP", "line", DESCRIPTION, under=True)] = ""
    compliance: Annotated[str, Field("合规要求", "Compliance", "text", DESCRIPTION, under=True)] = ""


class Sop(Item, frozen=True):
    """A written standard procedure (A4-27)."""

    number: Annotated[str, Field("编号", "No.", "line", DESCRIPTION, width=10)] = ""
    name: Annotated[str, Field("名称", "Name", "line", DESCRIPTION, width=24)] = ""
    process: Annotated[str, Field("适用环节", "Applies to", "line", DESCRIPTION, width=18)] = ""
    version: Annotated[str, Field("版本", "Version", "line", DESCRIPTION, width=8)] = ""
    path: Annotated[str, Field("存放位置", "Where it is", "line", DESCRIPTION, width=20)] = ""
    training: Annotated[str, Field("培训与检查", "Training and checks", "text", DESCRIPTION, under=True)] = ""


RULE_KINDS = (
    Choice("law", "法律法规", "Law"),
    Choice("industry", "行业标准", "Industry standard"),
    Choice("company", "公司制度", "Company rule"),
)


class Compliance(Item, frozen=True):
    """A requirement the work must meet (A4-28)."""

    text: Annotated[str, Field("合规要求", "Requirement", "text", DESCRIPTION, width=30)] = ""
    type: Annotated[
        Literal["", "law", "industry", "company"],
        Field("类型", "Type", "choice", DESCRIPTION, width=10, choices=RULE_KINDS),
    ] = ""
    process: Annotated[str, Field("适用环节", "Applies to", "line", DESCRIPTION, width=16)] = ""
    cadence: Annotated[Cadence, Field("检查频次", "Checked", "choice", DESCRIPTION, width=9, choices=CADENCES)] = ""
    owner: Annotated[str, Field("负责人", "Owner", "line", DESCRIPTION, width=10)] = ""


MEANS = (
    Choice("redesign", "流程再造", "Redesign"),
    Choice("technology", "引入新技术", "New technology"),
    Choice("refine", "改善现有流程", "Refinement"),
)


class Improvement(Item, frozen=True):
    """Something to be made better: where it jams, what is done, what that brings.

    A3-18, A3-20, A3-21; A4-6, A4-15, A4-18, A4-22, A4-26.
    """

    name: Annotated[str, Field("流程或对象", "Process", "line", DESCRIPTION, width=14)] = ""
    weakness: Annotated[str, Field("不足与瓶颈", "Weakness", "text", DESCRIPTION, width=20)] = ""
    action: Annotated[str, Field("改进措施", "Improvement", "text", DESCRIPTION, width=24)] = ""
    means: Annotated[
        Literal["", "redesign", "technology", "refine"],
        Field("手段", "Means", "choice", DESCRIPTION, width=10, choices=MEANS),
    ] = ""
    effect: Annotated[str, Field("预期效果", "Expected effect", "text", DESCRIPTION, width=18)] = ""
    reviewed: Annotated[str, Field("审视日期", "Reviewed on", "date", DESCRIPTION, width=12, under=True)] = ""
    evidence: Annotated[str, Field("证据与反馈", "Evidence and feedback", "text", DESCRIPTION, under=True)] = ""
    assessment: Annotated[str, Field("流程评估", "Assessment", "text", DESCRIPTION, under=True)] = ""
    steps_before: Annotated[str, Field("原环节数", "Steps before", "line", DESCRIPTION, width=8, under=True)] = ""
    steps_after: Annotated[str, Field("现环节数", "Steps after", "line", DESCRIPTION, width=8, under=True)] = ""
    approach: Annotated[str, Field("方法与工具", "Method and tools", "line", DESCRIPTION, under=True)] = ""
    schedule: Annotated[str, Field("实施计划", "Schedule", "text", DESCRIPTION, under=True)] = ""
    owner: Annotated[str, Field("负责人", "Owner", "line", DESCRIPTION, under=True)] = ""
    result: Annotated[str, Field("实施结果", "Result", "text", DESCRIPTION, under=True)] = ""


STATES = (
    Choice("open", "未开始", "Open"),
    Choice("doing", "进行中", "In progress"),
    Choice("done", "已关闭", "Closed"),
)
State = Literal["", "open", "doing", "done"]


class Problem(Item, frozen=True):
    """A problem in its five stages: identify, analyse, plan, do, verify (A4-25)."""

    text: Annotated[str, Field("识别问题", "Problem", "text", DESCRIPTION, width=22)] = ""
    cause: Annotated[str, Field("分析原因", "Cause", "text", DESCRIPTION, width=20)] = ""
    plan: Annotated[str, Field("制定方案", "Plan", "text", DESCRIPTION, width=20)] = ""
    done: Annotated[str, Field("实施方案", "What was done", "text", DESCRIPTION, width=18)] = ""
    verified: Annotated[str, Field("验证效果", "Verified effect", "text", DESCRIPTION, width=18)] = ""
    state: Annotated[State, Field("状态", "State", "choice", DESCRIPTION, width=9, choices=STATES)] = ""
    owner: Annotated[str, Field("负责人", "Owner", "line", DESCRIPTION, under=True)] = ""
    due: Annotated[str, Field("期限", "Due", "date", DESCRIPTION, under=True)] = ""


class Technology(Item, frozen=True):
    """A tool to be brought in (A4-17)."""

    name: Annotated[str, Field("工具", "Tool", "line", DESCRIPTION, width=16)] = ""
    replaces: Annotated[str, Field("替代的人工环节", "Manual work it replaces", "text", DESCRIPTION, width=24)] = ""
    gain: Annotated[str, Field("预期收益", "Expected gain", "text", DESCRIPTION, width=22)] = ""
    due: Annotated[str, Field("时间", "When", "date", DESCRIPTION, width=12)] = ""
    owner: Annotated[str, Field("负责人", "Owner", "line", DESCRIPTION, width=10)] = ""
