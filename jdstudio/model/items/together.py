"""Working with others: relations, the matrix of matters and departments, meetings, communication."""

from typing import Annotated, Literal

from jdstudio.model.fields import DESCRIPTION, Choice, Field
from jdstudio.model.items.base import Item
from jdstudio.model.items.chain import CADENCES, Cadence

SIDES = (Choice("internal", "内部", "Internal"), Choice("external", "外部", "External"))


class Collaboration(Item, frozen=True):
    """A two-way exchange: with whom, on what, who gives and needs what, in which rhythm (A1-21 … A1-25, A2-24, A3-15)."""

    party: Annotated[str, Field("协作对象", "With", "line", DESCRIPTION, width=14)] = ""
    matter: Annotated[str, Field("协作事项", "Matter", "text", DESCRIPTION, width=30)] = ""
    ours: Annotated[str, Field("我方支持", "What we give", "text", DESCRIPTION, width=20, under=True)] = ""
    theirs: Annotated[str, Field("我方需要", "What we need", "text", DESCRIPTION, width=20, under=True)] = ""
    rhythm: Annotated[str, Field("频次与时限", "Rhythm", "text", DESCRIPTION, width=26)] = ""
    side: Annotated[
        Literal["", "internal", "external"],
        Field("内部/外部", "Inside or outside", "choice", DESCRIPTION, width=9, under=True, choices=SIDES),
    ] = ""
    needs: Annotated[str, Field("对方需求", "What they need", "text", DESCRIPTION, under=True)] = ""
    resources: Annotated[str, Field("资源与进度节点", "Resources and milestones", "text", DESCRIPTION, under=True)] = ""
    result: Annotated[str, Field("协作成果", "Result", "text", DESCRIPTION, under=True)] = ""
    tools: Annotated[str, Field("协作工具", "Tools", "line", DESCRIPTION, under=True)] = ""
    feedback: Annotated[str, Field("反馈渠道", "Feedback channel", "line", DESCRIPTION, under=True)] = ""
    response: Annotated[str, Field("响应时限", "Response within", "line", DESCRIPTION, under=True)] = ""


RACI = (
    Choice("R", "R 执行", "R Responsible"),
    Choice("A", "A 负责", "A Accountable"),
    Choice("C", "C 咨询", "C Consulted"),
    Choice("I", "I 知会", "I Informed"),
)


class Part(Item, frozen=True):
    """The part one department has in one matter: a cell of the collaboration matrix (A1-20 … A1-23, A3-13).

    Items with the same matter are a row of the matrix, those with the same department a column. Each matter that uses
    RACI letters has exactly one A.
    """

    matter: Annotated[str, Field("协作事项", "Matter", "line", DESCRIPTION, width=16)] = ""
    department: Annotated[str, Field("部门", "Department", "line", DESCRIPTION, width=12)] = ""
    raci: Annotated[
        Literal["", "R", "A", "C", "I"], Field("角色", "RACI", "choice", DESCRIPTION, width=9, choices=RACI)
    ] = ""
    responsibility: Annotated[str, Field("责任", "Responsibility", "text", DESCRIPTION, width=24)] = ""
    task: Annotated[str, Field("任务", "Task", "text", DESCRIPTION, width=24)] = ""
    information: Annotated[str, Field("信息交付", "Information", "text", DESCRIPTION, under=True)] = ""
    resources: Annotated[str, Field("资源", "Resources", "text", DESCRIPTION, under=True)] = ""


class Meeting(Item, frozen=True):
    """A recurring meeting (A1-22, A4-5, A4-21)."""

    name: Annotated[str, Field("会议", "Meeting", "line", DESCRIPTION, width=16)] = ""
    cadence: Annotated[Cadence, Field("频次", "Cadence", "choice", DESCRIPTION, width=9, choices=CADENCES)] = ""
    host: Annotated[str, Field("主持", "Chair", "line", DESCRIPTION, width=10)] = ""
    who: Annotated[str, Field("参加部门", "Who attends", "line", DESCRIPTION, width=16)] = ""
    agenda: Annotated[str, Field("议题", "Agenda", "text", DESCRIPTION, width=22)] = ""
    output: Annotated[str, Field("产出", "Result", "text", DESCRIPTION, width=18)] = ""
    feedback: Annotated[str, Field("进度反馈", "Progress feedback", "line", DESCRIPTION, under=True)] = ""
    conflict: Annotated[str, Field("冲突处理方式", "How conflicts are settled", "text", DESCRIPTION, under=True)] = ""


PURPOSES = (
    Choice("share", "信息共享", "Sharing information"),
    Choice("solve", "问题解决", "Solving problems"),
    Choice("report", "汇报进展", "Reporting"),
    Choice("coordinate", "协调推进", "Coordination"),
)


class Communication(Item, frozen=True):
    """What is said to whom, how often and where (A1-24, A2-23, A3-10, A3-14, A4-21)."""

    party: Annotated[str, Field("对象", "With", "line", DESCRIPTION, width=14)] = ""
    content: Annotated[str, Field("内容", "Content", "text", DESCRIPTION, width=26)] = ""
    purpose: Annotated[
        Literal["", "share", "solve", "report", "coordinate"],
        Field("目的", "Purpose", "choice", DESCRIPTION, width=12, choices=PURPOSES),
    ] = ""
    cadence: Annotated[Cadence, Field("频次", "Cadence", "choice", DESCRIPTION, width=9, choices=CADENCES)] = ""
    channel: Annotated[str, Field("渠道与形式", "Channel", "line", DESCRIPTION, width=16)] = ""
    response: Annotated[str, Field("响应时限", "Response within", "line", DESCRIPTION, width=12)] = ""
    norm: Annotated[str, Field("沟通规范", "Rules", "text", DESCRIPTION, under=True)] = ""
    feedback: Annotated[str, Field("反馈渠道", "Feedback channel", "line", DESCRIPTION, under=True)] = ""
    tools: Annotated[str, Field("协作工具", "Tools", "line", DESCRIPTION, under=True)] = ""
