"""Role templates: complete positions to start from, one file `resources/roles/CODE.json` each, in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Literal

import msgspec

from jdstudio.errors import ReadError, UsageError
from jdstudio.i18n import N_
from jdstudio.library.kpi import Method, kpis
from jdstudio.library.own import in_short, read_own
from jdstudio.library.role_rows import fits, item_types
from jdstudio.library.words import NOTHING, Row, Words, same_name
from jdstudio.model.numbers import check_number
from jdstudio.resources import resource

ORDER = (
    *("ecom", "live", "service", "user", "content", "event"),
    *("community", "newmedia", "product", "data", "channel", "supply"),
    *("store", "saas", "game"),
)
"""The roles in the order they are offered; each is a file `resources/roles/CODE.json`, and others come after them."""

Cadence = Literal["daily", "weekly", "monthly", "quarterly", "yearly", "on_demand"]
Category = Literal["education", "experience", "knowledge", "skill", "certificate", "other"]
Power = Literal["approval", "budget", "people", "business", "other"]


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a role."""


class RoleFacts(_Part, frozen=True):
    """What a role proposes for the facts of the position."""

    department: Words
    reports_to: Words
    direct_reports: Words
    headcount: Words
    hours: Words
    pay: Words


class RoleGoal(_Part, frozen=True):
    """A goal; KPIs and duties of the role name it by its id."""

    id: str
    text: Words
    due: Words


class _Measured(_Part, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part with figures, which have to be such as a position can hold. Raises ValueError."""

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            if isinstance(figure := getattr(self, name), Decimal):
                check_number(name, figure)


class RoleDuty(_Measured, frozen=True):
    """A duty. `text` may be read by candidates; internal limits and targets stand in `standard` and `outcome`."""

    id: str
    area: Words
    text: Words
    share: Decimal
    goal: str = ""
    standard: Words = NOTHING
    outcome: Words = NOTHING


class RoleTask(_Measured, frozen=True):
    """A task, and the id of the duty it belongs to. `duration`: hours for one occurrence."""

    duty: str
    cadence: Cadence
    text: Words
    standard: Words
    deliverable: Words
    duration: Decimal | None = None
    steps: Words = NOTHING
    tools: Words = NOTHING
    skills: Words = NOTHING
    due: Words = NOTHING


class RoleKpi(_Measured, frozen=True):
    """A KPI of the library with this role's weight and figures, and the id of the goal or duty it measures."""

    kpi: str
    goal: str
    weight: Decimal
    method: Method
    period: Words
    target: Decimal
    floor: Decimal | None = None
    stretch: Decimal | None = None
    rule: Words = NOTHING


class RoleRelation(_Part, frozen=True):
    """With whom the role works, on what, in which rhythm; what it gives (`ours`) and what it needs (`theirs`)."""

    party: Words
    matter: Words
    rhythm: Words
    ours: Words = NOTHING
    theirs: Words = NOTHING


class RoleAuthority(_Part, frozen=True):
    """What the role may decide, and up to where."""

    category: Power
    text: Words
    limit: Words = NOTHING


class RoleQualification(_Part, frozen=True):
    """What the holder must have, or what counts in favour."""

    level: Literal["required", "preferred"]
    category: Category
    text: Words


class Pair(_Part, frozen=True):
    """A row of two texts: a tool and how well it must be known; a stage and what is reached by then."""

    name: Words
    text: Words


class Role(_Part, frozen=True):
    """A template for a position. `code` is its short name, `summary` what a candidate reads first.

    `more` are items for further places of a structure, by slot: words in both languages, or a value as it is typed.
    """

    id: str
    code: str
    title: Words
    summary: Words
    facts: RoleFacts
    purpose: Words
    goals: tuple[RoleGoal, ...]
    duties: tuple[RoleDuty, ...]
    tasks: tuple[RoleTask, ...]
    kpis: tuple[RoleKpi, ...]
    vetoes: tuple[Words, ...]
    bonuses: tuple[Words, ...]
    collaboration: tuple[RoleRelation, ...]
    authority: tuple[RoleAuthority, ...]
    qualifications: tuple[RoleQualification, ...]
    skills: tuple[Pair, ...]
    growth: tuple[Words, ...]
    onboarding: tuple[Pair, ...]
    conditions: Words
    offer: tuple[Words, ...]
    more: Mapping[str, tuple[Row, ...]] = {}


class OwnRoles(msgspec.Struct, frozen=True):
    """The person's own roles, and for each file that was left out or misses something why."""

    roles: tuple[Role, ...]
    problems: tuple[ReadError, ...]


def roles() -> tuple[Role, ...]:
    """All role templates, in the order they are offered: those that ship, then the person's own."""
    return (*_shipped(), *own_roles().roles)


@cache
def _shipped() -> tuple[Role, ...]:
    decoder = msgspec.json.Decoder(Role)
    others = sorted({file.stem for file in resource("roles").glob("*.json")} - set(ORDER))
    return tuple(decoder.decode(resource(f"roles/{code}.json").read_bytes()) for code in (*ORDER, *others))


def is_own(found: Role) -> bool:
    """Whether a role is the person's own."""
    return all(found is not shipped for shipped in _shipped())


def own_roles() -> OwnRoles:
    """The roles in the person's own folder as it is now.

    A file that cannot be read, that takes the name of another role, or that names two goals alike, is left out. A KPI
    that the library does not have is left out of its role, and so are further rows that fit no section.
    """
    files, problems = read_own("roles", Role)
    found: list[Role] = []
    told = list(problems)
    taken = {name.casefold() for shipped in _shipped() for name in (shipped.id, shipped.code)}
    for path, each in files:
        names = {each.id.strip().casefold(), each.code.strip().casefold()}
        if names & taken or "" in names:
            told.append(
                ReadError(
                    N_("There is already a role called “{name}”."),
                    path=path,
                    remedy=N_("Give it an id and a code of its own."),
                    name=in_short(each.code),
                )
            )
            continue
        if doubled := _doubled(each):
            message, remedy = N_("The id “{name}” stands there twice."), N_("Give each goal and duty an id of its own.")
            told.append(ReadError(message, path=path, remedy=remedy, name=in_short(doubled)))
            continue
        taken |= names
        found.append(each)
        told += [
            ReadError(
                N_("The library has no KPI “{name}”; the role is offered without it."),
                path=path,
                remedy=N_("See: jdstudio kpis"),
                name=in_short(name),
            )
            for name in _unknown_kpis(each)
        ]
        told += [
            ReadError(
                N_("What the role holds for “{name}” fits no section of that name; the role is offered without it."),
                path=path,
                remedy=N_("Correct the names and values of its fields."),
                name=in_short(slot),
            )
            for slot in _unfit(each)
        ]
    return OwnRoles(tuple(found), tuple(told))


def _doubled(found: Role) -> str:
    """An id that two goals or duties of the role share; empty for none."""
    names = Counter([*(goal.id for goal in found.goals), *(duty.id for duty in found.duties)])
    return next((name for name, number in names.items() if number > 1), "")


def _unknown_kpis(found: Role) -> list[str]:
    known = {each.id for each in kpis()}
    return [each.kpi for each in found.kpis if each.kpi not in known]


def _unfit(found: Role) -> list[str]:
    """The slots for which the role has rows that no section takes up."""
    known = item_types() if found.more else {}
    return [slot for slot, rows in found.more.items() if not any(fits(rows, each) for each in known.get(slot, ()))]


def role(name: str) -> Role:
    """The role of that id, code or title, in either language. Raises UsageError where there is none."""
    known = roles()
    for found in known:
        if any(same_name(each, name) for each in (found.id, found.code, found.title.zh, found.title.en)):
            return found
    raise UsageError(
        N_("There is no role “{name}”."),
        remedy=N_("Choose one of: {choices}."),
        name=name,
        choices=", ".join(found.code for found in known),
    )
