"""The project: one frozen value that holds everything. An edit makes a new one and shares all it did not touch."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

import msgspec

from jdstudio.model.fields import DESCRIPTION, EVERYWHERE, HIRING, INTERNAL, OUTSIDE, Face, Field
from jdstudio.model.kinds import AnySection, Column, Strategies, Translation
from jdstudio.model.numbers import check_number

Language = Literal["zh", "en"]


class Company(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Who employs: the letterhead of every document, and the employer facts a posting must show."""

    name: Annotated[str, Field("公司名称", "Company", "line", EVERYWHERE)] = ""
    short_name: Annotated[str, Field("简称", "Short name", "line", DESCRIPTION)] = ""
    industry: Annotated[str, Field("行业", "Industry", "line", OUTSIDE)] = ""
    size: Annotated[str, Field("规模", "Size", "line", OUTSIDE)] = ""
    address: Annotated[str, Field("地址", "Address", "line", OUTSIDE)] = ""
    website: Annotated[str, Field("网址", "Website", "line", OUTSIDE)] = ""
    contact: Annotated[str, Field("招聘联系方式", "Hiring contact", "line", HIRING)] = ""
    intro: Annotated[str, Field("公司简介", "About the company", "text", OUTSIDE)] = ""
    other: tuple[Translation, ...] = ()


class Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The facts block of a position (domain.md 4.1 rows 1–5). Reporting names never reach a posting."""

    title: Annotated[str, Field("岗位名称", "Title", "line", EVERYWHERE)] = ""
    code: Annotated[str, Field("岗位编号", "Job no.", "line", INTERNAL)] = ""
    department: Annotated[str, Field("所属部门", "Department", "line", EVERYWHERE)] = ""
    reports_to: Annotated[str, Field("汇报对象", "Reports to", "line", INTERNAL)] = ""
    direct_reports: Annotated[str, Field("直接下属", "Direct reports", "line", DESCRIPTION)] = ""
    grade: Annotated[str, Field("职级", "Grade", "line", INTERNAL)] = ""
    headcount: Annotated[str, Field("编制人数", "Headcount", "line", OUTSIDE)] = ""
    location: Annotated[str, Field("工作地点", "Location", "line", OUTSIDE)] = ""
    hours: Annotated[str, Field("工时制度", "Working hours", "line", OUTSIDE)] = ""
    pay: Annotated[str, Field("薪酬范围", "Pay", "line", HIRING)] = ""
    apply_by: Annotated[str, Field("招聘有效期", "Apply by", "date", HIRING)] = ""
    version: Annotated[str, Field("版本", "Version", "line", INTERNAL)] = ""
    effective: Annotated[str, Field("生效日期", "Effective", "date", DESCRIPTION)] = ""
    review_by: Annotated[str, Field("下次修订", "Next revision", "date", DESCRIPTION)] = ""
    prepared_by: Annotated[str, Field("编制人", "Prepared by", "line", DESCRIPTION)] = ""
    reviewed_by: Annotated[str, Field("审核人", "Reviewed by", "line", DESCRIPTION)] = ""
    approved_by: Annotated[str, Field("批准人", "Approved by", "line", DESCRIPTION)] = ""
    other: tuple[Translation, ...] = ()
    examples: tuple[str, ...] = ()


class Hollow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A section without its content, as a position remembers it: where it stood, and which items it held, by id."""

    section: str
    kind: str
    slot: str = ""
    title: str = ""
    other: tuple[Translation, ...] = ()
    faces: tuple[Face, ...] = ()
    numbered: bool = True
    columns: tuple[Column, ...] = ()
    items: tuple[str, ...] = ()
    sections: tuple[Hollow, ...] = ()


class Former(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A structure the position had before, so that going back puts everything where it was."""

    structure: str
    sections: tuple[Hollow, ...] = ()


FULL_WEEK = Decimal(40)
"""Working hours of a week (国务院关于职工工作时间的规定, 1995)."""


class Position(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One post, with its facts and its tree of sections.

    `structure` is the id of the structure it follows, empty for none; `former` are those it had. `capacity`: working
    hours a week that its tasks may fill.
    """

    id: str
    facts: Facts = Facts()
    sections: tuple[AnySection, ...] = ()
    structure: str = ""
    capacity: Decimal = FULL_WEEK
    former: tuple[Former, ...] = ()

    def __post_init__(self) -> None:
        check_number("capacity", self.capacity)

    @property
    def title(self) -> str:
        return self.facts.title


class Project(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One team or department: its company, its strategy and its positions.

    `language` is that of the content, and so of the labels in its documents unless another is asked for; every text
    may stand in the other language too, as a translation beside it.
    """

    id: str
    title: str = ""
    language: Language = "zh"
    company: Company = Company()
    strategy: Strategies = Strategies(id="strategy")
    positions: tuple[Position, ...] = ()
    other: tuple[Translation, ...] = ()
