"""Positions to review, for the tests of the review sheet: every kind of KPI row, in both languages."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from jdstudio.i18n import Language
from jdstudio.model.kinds import Kpi, Kpis
from jdstudio.model.project import Company, Facts, Position, Project


def kpi(number: int, name: str, levels: str, **more: Any) -> Kpi:
    """A KPI with `levels` as "floor target stretch", `-` for a level that is open."""
    floor, target, stretch = (None if level == "-" else Decimal(level) for level in levels.split())
    return Kpi(id=f"kpi{number:07}", name=name, floor=floor, target=target, stretch=stretch, **more)


def review(*kpis: Kpi, language: Language = "zh", facts: Facts | None = None) -> Project:
    """A project with one position that is reviewed by these KPIs."""
    position = Position(id="position01", facts=facts or Facts(), sections=(Kpis(id="section001", items=kpis),))
    return Project(id="project001", language=language, company=Company(name="示例电商"), positions=(position,))


CHINESE = review(
    kpi(
        1,
        "成交总额达成率",
        "85 100 110",
        dimension="经营",
        weight=Decimal(30),
        source="店铺后台 / BI",
        definition="考核期内支付成交总额与目标之比，剔除刷单与内购订单。",
        formula="实际成交总额 ÷ 目标成交总额",
        period="月度",
    ),
    kpi(2, "支付转化率", "2.6 3.3 3.7", dimension="流量", weight=Decimal("17.5"), source="店铺后台"),
    kpi(3, "推广费率", "17 14 14", dimension="流量", direction="lower", weight=Decimal("12.5")),
    kpi(4, "断货天数", "24 12 6", dimension="货品", direction="lower", unit="天", weight=Decimal(15)),
    kpi(5, "净销售额", "20400000 24000000 -", dimension="经营", unit="元", weight=Decimal(15)),
    kpi(6, "团队带教", "- - -", method="manual", unit="分", weight=Decimal(5), rule="按带教记录评分。"),
    kpi(7, "待定指标", "80 - -", weight=Decimal(5)),
    facts=Facts(title="电商运营主管", code="OP-EC-03", department="电商事业部", version="V1.2", prepared_by="王敏"),
)
ENGLISH = review(
    kpi(1, "Gross margin", "34 38 41", dimension="Business", weight=Decimal(60), source="Finance"),
    kpi(2, "Out-of-stock days", "24 12 6", direction="lower", unit="days", weight=Decimal(30)),
    kpi(3, "Coaching", "- - -", method="manual", unit="points", weight=Decimal(10)),
    language="en",
    facts=Facts(title="Operations Lead", code="OP-1", department="Shop", version="V1"),
)
