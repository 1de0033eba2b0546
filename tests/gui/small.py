"""A small project that the tests of the window share."""

from __future__ import annotations

from decimal import Decimal

from jdstudio.model.kinds import (
    Column,
    Duties,
    Duty,
    Goal,
    Goals,
    Kpi,
    Kpis,
    Strategies,
    Strategy,
    Table,
    TableRow,
    Task,
    Tasks,
    Text,
)
from jdstudio.model.place import Place
from jdstudio.model.project import Company, Facts, Position, Project

POSITION = "pos"
KPIS = Place(POSITION, "kpis")
GOALS = Place(POSITION, "goals")
DUTIES = Place(POSITION, "duties")
TASKS = Place(POSITION, "tasks")
PURPOSE = Place(POSITION, "purpose")
OWN = Place(POSITION, "own")


def kpi(at: int, name: str, weight: int | None) -> Kpi:
    return Kpi(
        f"k{at}",
        name,
        weight=None if weight is None else Decimal(weight),
        floor=Decimal(34),
        target=Decimal(38),
        stretch=Decimal(41),
        goal="g1",
    )


def small_project() -> Project:
    sections = (
        Text("purpose", "Purpose", "Runs the **shop**.", faces=("description", "posting")),
        Goals("goals", "Goals", items=(Goal("g1", "Sell more", strategy="s1"), Goal("g2", "Keep customers"))),
        Duties(
            "duties",
            "Duties",
            items=(
                Duty("d1", "Shop", "Runs the shop", share=Decimal(60)),
                Duty("d2", "Ads", "Buys ads", share=Decimal(30)),
            ),
            sections=(Tasks("tasks", "Tasks", items=(Task("t1", "Check stock", "daily", duty="d1"),)),),
        ),
        Kpis("kpis", "KPIs", items=(kpi(1, "Sales", 50), kpi(2, "Margin", 25), kpi(3, "Returns", 20))),
        Table(
            "own", "History", columns=(Column("Version"), Column("Change")), items=(TableRow("r1", ("V1", "First")),)
        ),
    )
    position = Position(POSITION, Facts(title="Shop lead", department="Sales"), sections)
    strategy = Strategies("strategy", items=(Strategy("s1", "Grow"),))
    return Project("project", "Team", "en", Company("Shop Ltd."), strategy, (position,))
