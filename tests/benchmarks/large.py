"""A project of the size design.md asks for: positions with as much content as a full, real description has."""

from __future__ import annotations

from decimal import Decimal
from itertools import count

from jdstudio.model.kinds import (
    Authorities,
    Authority,
    Collaboration,
    Collaborations,
    Duties,
    Duty,
    Goal,
    Goals,
    Kpi,
    Kpis,
    Qualification,
    Qualifications,
    Task,
    Tasks,
    Text,
)
from jdstudio.model.project import Facts, Position, Project

_LINE = "负责私域用户的分层运营与转化，制定月度活动方案并跟进复盘，确保 30 日留存率由 22% 提升至 27%。"
_SHORT = "与产品、客服、数据团队对齐口径，每周五前给出结论。"


def large_project(positions: int = 500) -> Project:
    """Positions of some 100 rows and 27 KB each, all different; 500 of them make a file of 13 MB."""
    numbers = count()
    return Project(id="project", title="大项目", positions=tuple(_position(numbers) for _ in range(positions)))


def _position(numbers: count[int]) -> Position:
    def new() -> str:
        return f"{next(numbers):010}"

    goals = tuple(Goal(id=new(), text=f"{_LINE}{at}", measure="留存率报表", due="2026-12-31") for at in range(5))
    duties = tuple(
        Duty(
            id=new(), area="用户运营", text=_LINE, standard=_SHORT, outcome=_SHORT, share=Decimal("12.5"), goal=goal.id
        )
        for goal in (*goals, *goals[:3])
    )
    tasks = tuple(
        Task(id=new(), text=_LINE, cadence="weekly", standard=_SHORT, deliverable="周报", tools="SQL", duty=duty.id)
        for duty in (*duties, *duties, *duties)
    )
    weights = (Decimal(30), Decimal(20), Decimal(20), Decimal(15), Decimal(10), Decimal(5))
    kpis = tuple(
        Kpi(
            id=new(),
            name="30 日留存率",
            weight=weight,
            floor=Decimal("20.5"),
            target=Decimal(25),
            stretch=Decimal("27.25"),
            source="数据平台日报",
            goal=goals[0].id,
            definition=_LINE,
            formula=_SHORT,
        )
        for weight in weights
    )
    partners = tuple(
        Collaboration(id=new(), party="产品部", matter=_LINE, ours=_SHORT, theirs=_SHORT, rhythm="每周")
        for _ in range(8)
    )
    needs = tuple(Qualification(id=new(), level="required", category="skill", text=_LINE) for _ in range(10))
    powers = tuple(Authority(id=new(), category="budget", text=_SHORT, limit="每月 5 万元") for _ in range(5))
    steps = tuple(Text(id=new(), title=f"步骤 {at}", text=f"{_LINE}\n\n- {_SHORT}\n- {_SHORT}") for at in range(8))
    return Position(
        id=new(),
        facts=Facts(title=f"运营专员 {new()}", department="运营部", reports_to="运营经理", location="杭州"),
        sections=(
            Text(id=new(), title="岗位目的", text=f"{_LINE}{_SHORT}"),
            Goals(id=new(), items=goals),
            Duties(id=new(), items=duties),
            Tasks(id=new(), items=tasks),
            Kpis(id=new(), items=kpis),
            Collaborations(id=new(), items=partners),
            Qualifications(id=new(), items=needs),
            Authorities(id=new(), items=powers),
            Text(id=new(), title="流程", text=_LINE * 6, sections=steps),
        ),
    )
