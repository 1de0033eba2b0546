"""Every kind of section and every field explains itself, in both languages, with an example."""

from __future__ import annotations

import pytest

from jdstudio.i18n import use_language
from jdstudio.library.help import Help, field_help, kind_help, tip
from jdstudio.model.fields import fields_of
from jdstudio.model.kinds import KINDS, Table
from jdstudio.model.project import Company, Facts

STRUCTS = {name: kind.item_type for name, kind in KINDS.items() if kind is not Table}
STRUCTS |= {"facts": Facts, "company": Company}


def is_whole(help_: Help) -> bool:
    return all((help_.help.zh, help_.help.en, help_.example.zh, help_.example.en))


@pytest.mark.parametrize("kind", [*KINDS, "facts", "company"])
def test_every_kind_says_what_good_content_looks_like(kind: str) -> None:
    assert is_whole(kind_help(kind))


@pytest.mark.parametrize("kind", STRUCTS)
def test_every_field_says_what_it_asks_for_and_no_other_does(kind: str) -> None:
    struct = STRUCTS[kind]
    fields = set(fields_of(struct)) if struct else set()
    assert set(kind_help(kind).fields) == fields
    assert [name for name in fields if not is_whole(field_help(kind, name))] == []


def test_a_tip_is_the_help_and_an_example_in_the_language_of_the_interface() -> None:
    use_language("zh")
    assert tip("goals", "due") == "写日期或期间，不写“尽快”。\n例：2027-09-30"
    use_language("en")
    assert tip("goals", "due") == "A date or a period; “soon” is neither.\nExample: 2027-09-30"


def test_what_nobody_explains_has_no_tip() -> None:
    assert tip("table", "0") == ""
    assert kind_help("unheard of") == kind_help("nor this")
