"""Whether the further rows of a role fit the sections they are meant for."""

from __future__ import annotations

from collections.abc import Iterable

from jdstudio.errors import EditError
from jdstudio.library.structure import structures, walk_outlines
from jdstudio.library.words import Row, Words
from jdstudio.model.fields import fields_of
from jdstudio.model.kinds import KINDS, Item
from jdstudio.model.values import parse_value


def fits(rows: Iterable[Row], item_type: type[Item]) -> bool:
    """Whether every row names fields of the item, with values that these can hold."""
    known = fields_of(item_type)
    return all(name in known and _fits(name, value, item_type) for row in rows for name, value in row.items())


def _fits(name: str, value: Words | str, item_type: type[Item]) -> bool:
    field = fields_of(item_type)[name]
    if isinstance(value, Words) or field.input == "reference":
        return True
    try:
        parse_value(field, value)
    except EditError:
        return False
    return True


def item_types() -> dict[str, set[type[Item]]]:
    """Which items each place holds, over all structures, by slot."""
    found: dict[str, set[type[Item]]] = {}
    for structure in structures():
        for outline in walk_outlines(structure.sections):
            if item_type := KINDS[outline.kind].item_type:
                found.setdefault(outline.slot, set()).add(item_type)
    return found
