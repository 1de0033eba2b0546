"""What a structure advises for one of its places: what belongs there, an example of it, and items to take over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from jdstudio.errors import EditError, UsageError
from jdstudio.i18n import Language
from jdstudio.library.fill import new_kpi
from jdstudio.library.help import kind_help
from jdstudio.library.kpi import LibraryKpi, kpis
from jdstudio.library.pen import Pen
from jdstudio.library.structure import Outline, Structure, structure, structures, walk_outlines
from jdstudio.library.words import Words
from jdstudio.model.examples import with_examples
from jdstudio.model.fields import Field, fields_of
from jdstudio.model.ids import new_id
from jdstudio.model.kinds import KINDS, AnySection, Item, Kpi, items_of, kind_of, value_of
from jdstudio.model.values import parse_value, show_value


def place_of(structure_id: str, section: AnySection) -> Outline | None:
    """The place of a structure that a section fills; None where it fills none.

    A section that came from another structure has its place there: the first that has one of its name and kind.
    """
    if not section.slot:
        return None
    kind = kind_of(section)
    places = (place for known in _first(structure_id) for place in walk_outlines(known.sections))
    return next((place for place in places if place.slot == section.slot and place.kind == kind), None)


def _first(structure_id: str) -> Iterator[Structure]:
    """A structure, then all of them: those of the person are read from the disk, which is seldom needed."""
    with suppress(UsageError):  # a structure of the person's own that is gone
        yield structure(structure_id)
    yield from structures()


def help_of(place: Outline | None, kind: str) -> tuple[Words, Words]:
    """What belongs in a place and an example of it; what its kind says where the place says nothing."""
    known = kind_help(kind)
    if place is None:
        return known.help, known.example
    return (place.help if place.help.zh else known.help), (place.example if place.example.zh else known.example)


def suggested_items(place: Outline, language: Language, *, both: bool = False) -> tuple[Item, ...]:
    """The items a place suggests, new each time, their made-up figures and blanks marked as examples.

    With `both` they carry the words of the other language as translations. A KPI that the library knows by its name
    comes as the library has it. A suggestion of a person's own structure that no item can hold is left out.
    """
    item_type = KINDS[place.kind].item_type
    if item_type is None:
        return ()
    fields = fields_of(item_type)
    pen = Pen(language, both)
    found = []
    for suggestion in place.suggestions:
        try:
            values = {name: _value(fields[name], value) for name, value in suggestion.items()}
        except (EditError, KeyError):
            continue
        known = _of_library(values.get("name")) if item_type is Kpi else None
        item = new_kpi(known, pen) if known else with_examples(item_type(id=new_id(), **pen.fields(values)))
        found.append(item)
    return tuple(found)


def _of_library(name: object) -> LibraryKpi | None:
    return next((known for known in kpis() if known.name == name), None)


def _value(field: Field, value: Words | str) -> object:
    return value if isinstance(value, Words) else parse_value(field, value)


def identity(item: Item) -> tuple[str, ...]:
    """What makes an item that item: its main text; where it has none, its first two fields, as matter and department."""
    names = _main(item)
    return tuple(str(value_of(item, name)).strip() for name in names)


def is_taken(section: AnySection, suggestion: Item) -> bool:
    """Whether the section holds an item that says the same already."""
    wanted = identity(suggestion)
    return any(identity(item) == wanted for item in items_of(section))


def in_one_line(item: Item, language: Language) -> str:
    """An item as a list offers it: its fields up to its main text."""
    fields = fields_of(type(item))
    last = list(fields).index(_main(item)[-1])
    shown = (show_value(item, name, fields[name], language, {}) for name in list(fields)[: last + 1])
    return " · ".join(" ".join(text.split()) for text in shown if text.strip())


def in_full(item: Item, language: Language) -> str:
    """All that an item says, a field a line."""
    colon = "：" if language == "zh" else ": "
    fields = fields_of(type(item))
    said = ((field.label(language), show_value(item, name, field, language, {})) for name, field in fields.items())
    return "\n".join(f"{label}{colon}{text}" for label, text in said if text)


def _main(item: Item) -> tuple[str, ...]:
    names = tuple(fields_of(type(item)))
    return next(((name,) for name in ("name", "text") if name in names), names[:2])
