"""The task calendar is one sheet to pin up."""

from __future__ import annotations

from decimal import Decimal
from itertools import cycle, islice

import pytest

from jdstudio.blocks.build import build
from jdstudio.gui.preview.sheets import Sheets
from jdstudio.model.kinds import Task, Tasks, Text
from jdstudio.model.project import Position, Project

pytestmark = pytest.mark.usefixtures("qapp")

_RHYTHMS = (
    ("daily", "10:00 前"),
    ("weekly", "每周五 17:00 前"),
    ("monthly", "每月5日"),
    ("daily", ""),
    ("weekly", "周一、三"),
    ("monthly", "每月最后3个工作日"),
    ("weekly", ""),
    ("quarterly", "季度首月 10 日"),
    ("monthly", "25日"),
    ("on_demand", "大促期间"),
    ("yearly", "12 月"),
)
_TEXTS = {
    "zh": "核对各平台活动价格、券后价与库存，发现异常当日报告主管并跟进到关闭",
    "en": "Check prices, coupons and stock on all platforms and report what is wrong on the same day",
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_thirty_tasks_with_long_texts_take_one_page(language: str) -> None:
    tasks = tuple(
        Task(id=f"{at}", text=_TEXTS[language], cadence=cadence, due=due, duration=Decimal("1.5"))  # type: ignore[arg-type]
        for at, (cadence, due) in enumerate(islice(cycle(_RHYTHMS), 30))
    )
    sections = (Text(id="x", title="岗位目的", text="让老客户常来。"), Tasks(id="t", items=tasks))
    position = Position(id="p", sections=sections)
    project = Project(id="x", language=language, positions=(position,))  # type: ignore[arg-type]
    counts = []
    for calendar in (False, True):
        sheets = Sheets()
        sheets.show(build(project, position, "description", calendar=calendar))
        counts.append(len(sheets.pages))
    assert counts[1] == counts[0] + 1
    first = sheets.pieces[sheets.pages[-1].start]
    assert list(first.texts(0, 1)) == ["任务日历" if language == "zh" else "Task calendar"]
