"""How far the position at hand is, in one line."""

from __future__ import annotations

from decimal import Decimal

from jdstudio.i18n import _
from jdstudio.model.kinds import Duties, Goals, Kpis, Tasks, is_counted
from jdstudio.model.place import Place
from jdstudio.model.project import Project
from jdstudio.model.values import show_number
from jdstudio.model.walk import position_at, sections_of


def summary_of(project: Project, place: Place) -> str:
    """Goals, duties, tasks and KPIs of the position counted, and the total of the weights of those that count; empty for none."""
    position = position_at(project, place)
    if not position:
        return ""
    goals = duties = tasks = kpis = 0
    weight = Decimal(0)
    for section in sections_of(position):
        match section:
            case Goals():
                goals += len(section.items)
            case Duties():
                duties += len(section.items)
            case Tasks():
                tasks += len(section.items)
            case Kpis():
                kpis += len(section.items)
                weight += sum((item.weight or Decimal(0) for item in section.items if is_counted(item)), Decimal(0))
            case _:
                pass
    counts = _("Goals {goals} · duties {duties} · tasks {tasks} · KPIs {kpis}")
    words = counts.format(goals=goals, duties=duties, tasks=tasks, kpis=kpis)
    return words + _(" · weights {total}%").format(total=show_number(weight)) if kpis else words
