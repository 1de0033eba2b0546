"""Everything the article asks for has its answer: `requirements.md` names it for every number, and each is there."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from jdstudio.checks.engine import RULES
from jdstudio.library import kpis, structures
from jdstudio.library.structure import Outline, walk_outlines
from jdstudio.library.words import Words
from jdstudio.model.fields import Field, fields_of
from jdstudio.model.kinds import KINDS
from jdstudio.model.project import Company, Facts

TABLE = Path(__file__).with_name("requirements.md")

NUMBERS = [
    *(f"A1-{at}" for at in range(1, 32)),
    *(f"A2-{at}" for at in range(1, 26)),
    *(f"A3-{at}" for at in range(1, 31)),
    *(f"A4-{at}" for at in range(1, 23)),
    "A4-22b",
    *(f"A4-{at}" for at in range(23, 30)),
]
"""The article, paragraph by paragraph: 31, 25, 30 and 29 requirements, and one in between."""

NO_FIELD = {"A1-10"}
"""Those that ask for nothing one could write down."""


def rows() -> dict[str, list[str]]:
    """The answers of the table, by number."""
    lines = re.findall(r"^\| (A\d-\d+b?) \| .+? \| (.+) \|$", TABLE.read_text("utf-8"), re.MULTILINE)
    assert len(lines) == len(dict(lines)), "a number stands twice"
    return {number: answers.split("; ") for number, answers in lines}


ANSWERS = [(number, answer) for number, answers in rows().items() for answer in answers]


def test_every_requirement_stands_in_the_table_and_nothing_else() -> None:
    assert list(rows()) == NUMBERS


def test_only_what_asks_for_nothing_has_no_answer() -> None:
    assert {number for number, answer in ANSWERS if answer.startswith("none")} == NO_FIELD


# --- each kind of answer ---------------------------------------------------------------------------------------------


def outlines(structure_id: str) -> dict[str, Outline]:
    (structure,) = (each for each in structures() if each.id == structure_id)
    return {outline.slot: outline for outline in walk_outlines(structure.sections)}


def field(name: str) -> Field:
    kind, _, of = name.partition(".")
    struct = {"facts": Facts, "company": Company}.get(kind) or KINDS[kind].item_type
    assert struct is not None
    return fields_of(struct)[of]


def section(name: str) -> None:
    structure, _, slot = name.partition("/")
    assert slot in outlines(structure)


def choice(name: str) -> None:
    of, _, value = name.partition("=")
    assert value in [each.value for each in field(of).choices]


def check(name: str) -> None:
    assert name in {rule.id for rule in RULES}


def kpi(name: str) -> None:
    assert name in {each.name.zh for each in kpis()}


def suggestion(name: str) -> None:
    where, _, text = name.partition(" ")
    structure, _, slot = where.partition("/")
    values = [value for item in outlines(structure)[slot].suggestions for value in item.values()]
    assert any(text in (value.zh if isinstance(value, Words) else value) for value in values)


def code(name: str) -> None:
    module, _, attribute = name.partition(":")
    assert callable(getattr(importlib.import_module(module), attribute))


def none(reason: str) -> None:
    assert len(reason.split()) > 3, "say why there is none"


KINDS_OF_ANSWER: dict[str, Callable[[str], object]] = {
    "field": field,
    "section": section,
    "choice": choice,
    "check": check,
    "kpi": kpi,
    "suggestion": suggestion,
    "code": code,
    "none:": none,
}


@pytest.mark.parametrize(("number", "answer"), ANSWERS, ids=[f"{number} {answer}" for number, answer in ANSWERS])
def test_the_answer_is_there(number: str, answer: str) -> None:
    kind, _, name = answer.partition(" ")
    assert kind in KINDS_OF_ANSWER, f"{number}: {answer} is no kind of answer"
    KINDS_OF_ANSWER[kind](name)


# --- and back ---------------------------------------------------------------------------------------------------------


def test_every_rule_that_names_a_requirement_answers_it_in_the_table() -> None:
    named = {(number, rule.id) for rule in RULES for number in filter(None, rule.source.split(", "))}
    answered = {(number, answer.removeprefix("check ")) for number, answer in ANSWERS if answer.startswith("check ")}
    assert named - answered == set()
