"""The words documents say of themselves, in the document's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from jdstudio.model.fields import Face

Language = Literal["zh", "en"]


class Words(msgspec.Struct, frozen=True):
    faces: Mapping[Face, str]
    untitled: str
    total: str
    colon: str
    version: str
    internal: str
    pages: str
    sign: tuple[str, ...]
    date: str
    about_company: str
    required: str
    preferred: str
    no_department: str
    no_matter: str
    no_cadence: str
    both_known: str


WORDS: Mapping[Language, Words] = {
    "zh": Words(
        faces={"description": "岗位说明书", "posting": "招聘 JD", "review": "绩效考核表"},
        untitled="未命名岗位",
        total="合计",
        colon="：",
        version="版本",
        internal="内部资料",
        pages="第 {page} 页 / 共 {pages} 页",
        sign=("任职者", "直接上级", "人力资源"),
        date="日期",
        about_company="公司简介",
        required="必备条件",
        preferred="加分条件",
        no_department="部门未定",
        no_matter="事项未定",
        no_cadence="频次未定",
        both_known="差异合计只计预算与实际均已填写的科目（{count} / {all}）",
    ),
    "en": Words(
        faces={"description": "Job description", "posting": "Job posting", "review": "Review sheet"},
        untitled="Untitled position",
        total="Total",
        colon=": ",
        version="Version",
        internal="Internal",
        pages="Page {page} of {pages}",
        sign=("Holder", "Manager", "Human resources"),
        date="Date",
        about_company="About us",
        required="Required",
        preferred="Preferred",
        no_department="Department open",
        no_matter="Matter open",
        no_cadence="Cadence open",
        both_known="The total difference counts only items with both figures ({count} of {all})",
    ),
}


class CalendarWords(msgspec.Struct, frozen=True):
    """What the task calendar says of itself; `hours` is against the capacity, `each` of one occurrence."""

    title: str
    hours: str
    legend: str
    when: str
    tasks: str
    each: str
    behind: str
    between: str
    undecided: str
    weekdays: tuple[str, ...]


CALENDAR: Mapping[Language, CalendarWords] = {
    "zh": CalendarWords(
        title="任务日历",
        hours="每周约 {hours} 小时，可用 {capacity} 小时",
        legend="（按需任务与未填工时的任务不计）。括号内为每次工时与时间节点。",
        when="时间",
        tasks="任务",
        each="{hours} 小时",
        behind="（{text}）",
        between="，",
        undecided="频次未定",
        weekdays=("周一", "周二", "周三", "周四", "周五"),
    ),
    "en": CalendarWords(
        title="Task calendar",
        hours="About {hours} hours a week of {capacity}",
        legend=", without tasks on demand or without hours. In brackets: hours each time, and when it is due.",
        when="When",
        tasks="Tasks",
        each="{hours} h",
        behind=" ({text})",
        between=", ",
        undecided="Cadence open",
        weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    ),
}
