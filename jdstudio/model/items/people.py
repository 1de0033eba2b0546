"""The holder of the position: qualifications, skills, authority, conditions, learning, career; and the paper trail."""

from typing import Annotated, Literal

from jdstudio.model.fields import DESCRIPTION, OUTSIDE, Choice, Field
from jdstudio.model.items.base import Item
from jdstudio.model.items.chain import CADENCES, Cadence
from jdstudio.model.items.processes import State

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
    text: Annotated[str, Field("任职要求", "Qualification", "text", OUTSIDE, width=50)] = ""


SKILL_TYPES = (Choice("tool", "工具", "Tool"), Choice("ability", "能力", "Ability"))


class Skill(Item, frozen=True):
    """A tool or an ability, how well it must be mastered and how that shows (A2-25, A3-3, A3-17)."""

    name: Annotated[str, Field("技能或工具", "Skill or tool", "line", OUTSIDE, width=16)] = ""
    type: Annotated[
        Literal["", "tool", "ability"], Field("类型", "Type", "choice", DESCRIPTION, width=9, choices=SKILL_TYPES)
    ] = ""
    level: Annotated[str, Field("要求", "Level", "text", OUTSIDE, width=30)] = ""
    evidence: Annotated[str, Field("行为证据", "How it shows", "text", DESCRIPTION, width=24)] = ""


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


ASPECTS = (
    Choice("place", "地点与环境", "Place"),
    Choice("time", "时间与班次", "Hours"),
    Choice("travel", "出差", "Travel"),
    Choice("equipment", "设备与防护", "Equipment"),
    Choice("hazard", "职业危害", "Hazards"),
    Choice("other", "其他", "Other"),
)


class Condition(Item, frozen=True):
    """A condition under which the work is done; hazards must be told truthfully (劳动合同法 8)."""

    aspect: Annotated[
        Literal["", "place", "time", "travel", "equipment", "hazard", "other"],
        Field("方面", "Aspect", "choice", OUTSIDE, width=11, choices=ASPECTS),
    ] = ""
    text: Annotated[str, Field("说明", "Description", "text", OUTSIDE, width=50)] = ""


FORMS = (
    Choice("training", "行业培训", "Training"),
    Choice("seminar", "研讨会", "Seminar"),
    Choice("course", "网络课程", "Online course"),
    Choice("reading", "阅读与行业动态", "Reading"),
    Choice("practice", "在岗实践", "Practice"),
    Choice("other", "其他", "Other"),
)


PROGRESS = (
    Choice("open", "未开始", "Open"),
    Choice("doing", "进行中", "In progress"),
    Choice("done", "已完成", "Done"),
)


class Learning(Item, frozen=True):
    """What the holder learns, how and for which skill (A1-27, A3-28)."""

    theme: Annotated[str, Field("主题", "Theme", "line", DESCRIPTION, width=22)] = ""
    form: Annotated[
        Literal["", "training", "seminar", "course", "reading", "practice", "other"],
        Field("形式", "Form", "choice", DESCRIPTION, width=11, choices=FORMS),
    ] = ""
    when: Annotated[str, Field("频次或日期", "When", "line", DESCRIPTION, width=12)] = ""
    skill: Annotated[str, Field("目标技能", "Skill aimed at", "line", DESCRIPTION, width=20)] = ""
    proof: Annotated[str, Field("检验方式", "How it is shown", "text", DESCRIPTION, width=20)] = ""
    state: Annotated[State, Field("状态", "State", "choice", DESCRIPTION, width=9, choices=PROGRESS)] = ""


class Training(Item, frozen=True):
    """Training the holder gives to the team (A4-19)."""

    theme: Annotated[str, Field("培训内容", "Content", "text", DESCRIPTION, width=24)] = ""
    audience: Annotated[str, Field("对象", "For whom", "line", DESCRIPTION, width=14)] = ""
    cadence: Annotated[Cadence, Field("频次", "Cadence", "choice", DESCRIPTION, width=9, choices=CADENCES)] = ""
    method: Annotated[str, Field("方式", "How", "line", DESCRIPTION, width=14)] = ""
    evaluation: Annotated[str, Field("效果评估", "How its effect is checked", "text", DESCRIPTION, width=22)] = ""


STAGES = (
    Choice("day30", "前 30 天", "First 30 days"),
    Choice("day60", "31–60 天", "Days 31–60"),
    Choice("day90", "61–90 天", "Days 61–90"),
    Choice("year", "一年内", "Within a year"),
    Choice("next", "下一岗位", "Next position"),
)


class Career(Item, frozen=True):
    """A stage of the way in the position and beyond it: the first 90 days, the next position (A3-29)."""

    stage: Annotated[
        Literal["", "day30", "day60", "day90", "year", "next"],
        Field("阶段", "Stage", "choice", DESCRIPTION, width=11, choices=STAGES),
    ] = ""
    text: Annotated[str, Field("要做到什么", "What is reached by then", "text", DESCRIPTION, width=32)] = ""
    criteria: Annotated[str, Field("衡量标准", "Criteria", "text", DESCRIPTION, width=22)] = ""
    support: Annotated[str, Field("支持", "Support", "text", DESCRIPTION, width=18)] = ""


class Signature(Item, frozen=True):
    """One who signs the description, and what the signature says."""

    who: Annotated[str, Field("签字人", "Who signs", "line", DESCRIPTION, width=16)] = ""
    text: Annotated[str, Field("确认内容", "What is confirmed", "text", DESCRIPTION, width=40)] = ""


class Revision(Item, frozen=True):
    """One version of the description (A1-31)."""

    version: Annotated[str, Field("版本", "Version", "line", DESCRIPTION, width=8)] = ""
    date: Annotated[str, Field("日期", "Date", "date", DESCRIPTION, width=12)] = ""
    text: Annotated[str, Field("修订内容", "Change", "text", DESCRIPTION, width=34)] = ""
    by: Annotated[str, Field("修订人", "By", "line", DESCRIPTION, width=10)] = ""
