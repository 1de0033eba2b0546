"""Example values: the quantities a role template or a suggestion made up, to be replaced by a person's own.

An item names such fields in `Item.examples`, a position in `Facts.examples`; a change of the value takes the name out
(`with_value`, `edits.set_fact`). Documents show the values like all others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from jdstudio.model.fields import fields_of
from jdstudio.model.kinds import AnySection, Item, Kpi, items_of
from jdstudio.model.place import Place
from jdstudio.model.project import Facts, Position, Project
from jdstudio.model.walk import position_at, walk

_KPI_WORDS = frozenset({"name", "dimension", "unit", "source", "definition", "formula", "period", "pitfall"})
"""What the KPI library says about a KPI: true of it wherever it is used."""
_OF_THE_POST = ("direct_reports", "headcount", "hours", "pay")
"""The facts that a role proposes with a quantity."""

_NO_QUANTITY = re.compile(
    r"^\s*\d+[.、)）]"  # a number of a list
    r"|《[^》]*》"  # a title of a law or a document
    r"|第\s*[\d、,，—–-]+\s*条"  # an article of a law
    r"|6·18|双\s?1[12]"  # days of sales, by name
    r"|[A-Za-z][\w.+/-]*\d[\w.]*"  # Q4, V1.0, H5, SOP-01
    r"|\d+[A-Z][A-Za-z]*\b",  # 3C, 4S
    re.ASCII | re.MULTILINE,
)


def example_fields(thing: Item | Facts) -> tuple[str, ...]:
    """The fields of a proposed item, or proposed facts, that hold a made-up quantity or leave it blank.

    That is a number (a level of a KPI, hours, an amount) or a text with a figure or a blank (`__`) in it. Not: weights
    and shares, which the total of 100 % governs; choices, links; what the KPI library says of a KPI; names that only
    look like figures (Q4, V1.0, 《…》, 双 11).
    """
    fields = fields_of(type(thing))
    if isinstance(thing, Facts):
        fields = {name: fields[name] for name in _OF_THE_POST}
    found = []
    for name, field in fields.items():
        value = getattr(thing, name)
        if isinstance(thing, Kpi) and name in _KPI_WORDS:
            continue
        match field.input:
            case "number" | "amount":
                made_up = value is not None
            case "line" | "text" | "date":
                made_up = bool(re.search(r"[0-9]|__", _NO_QUANTITY.sub("", value)))
            case _:
                made_up = False
        if made_up:
            found.append(name)
    return tuple(found)


def with_examples(item: Item, *, but: tuple[str, ...] = ()) -> Item:
    """A proposed item, with its made-up quantities marked; `but` are fields known to hold none."""
    marks = tuple(name for name in example_fields(item) if name not in but)
    return msgspec.structs.replace(item, examples=marks) if marks != item.examples else item


def examples_of(thing: Item | Facts) -> tuple[str, ...]:
    """The fields that hold examples; a file may name some that there are none of."""
    return tuple(name for name in thing.examples if name in fields_of(type(thing)))


def section_examples(section: AnySection) -> Iterator[tuple[str, str]]:
    """The example values left in a section: item id and field, in reading order."""
    for item in items_of(section):
        yield from ((item.id, name) for name in examples_of(item))


def position_examples(position: Position) -> Iterator[Place]:
    """The example values left in a position, its facts first, in reading order."""
    yield from (Place(position.id, field=name) for name in examples_of(position.facts))
    for section in walk(position.sections):
        yield from (Place(position.id, section.id, item, name) for item, name in section_examples(section))


def next_example(project: Project, place: Place) -> Place | None:
    """The example value after a place in its position, then from the beginning again; None where none is left.

    From a value that is no example it leads to the first one of the same row or further on.
    """
    position = position_at(project, place)
    left = list(position_examples(position)) if position else []
    if not position or not left:
        return None
    if place in left:
        return left[(left.index(place) + 1) % len(left)]
    rows = {at: row for row, at in enumerate(_rows(position))}
    here = rows.get((place.section, place.item), -1)
    return next((each for each in left if rows[each.section, each.item] >= here), left[0])


def _rows(position: Position) -> Iterator[tuple[str, str]]:
    """Section and item of every row of a position, in reading order; facts come first, a section before its rows."""
    yield "", ""
    for section in walk(position.sections):
        yield section.id, ""
        yield from ((section.id, item.id) for item in items_of(section))
