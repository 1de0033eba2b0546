"""The rule about what a role template or a suggestion made up and nobody has replaced yet."""

from __future__ import annotations

from collections.abc import Iterator

from jdstudio.checks.rule import Hit, Rule, each_position
from jdstudio.i18n import N_, Language
from jdstudio.model.examples import examples_of, section_examples
from jdstudio.model.fields import Field, fields_of
from jdstudio.model.kinds import items_of
from jdstudio.model.place import Place
from jdstudio.model.project import Facts, Position, Project
from jdstudio.model.values import show_value
from jdstudio.model.walk import walk

_LANGUAGES: tuple[Language, ...] = ("zh", "en")
LONGEST = 40
"""Characters of a value that a message quotes."""


def examples_left(_: Project, position: Position) -> Iterator[Hit]:
    """One finding for the facts and one for each section, at the first example value there."""
    if names := examples_of(position.facts):
        value = str(getattr(position.facts, names[0]))
        place = Place(position.id, field=names[0])
        yield _hit(place, len(names), fields_of(Facts)[names[0]], dict.fromkeys(_LANGUAGES, value))
    for section in walk(position.sections):
        left = list(section_examples(section))
        if not left:
            continue
        item_id, name = left[0]
        item = next(each for each in items_of(section) if each.id == item_id)
        field = fields_of(type(item))[name]
        shown = {language: show_value(item, name, field, language, {}) for language in _LANGUAGES}
        yield _hit(Place(position.id, section.id, item_id, name), len(left), field, shown)


def _hit(place: Place, count: int, field: Field, value: dict[Language, str]) -> Hit:
    quoted = {language: " ".join(text.split())[:LONGEST] for language, text in value.items()}
    label = {language: field.label(language) for language in _LANGUAGES}
    return Hit(place, {"count": str(count), "field": label, "value": quoted})


RULES = (
    Rule(
        id="example-left",
        level="warning",
        find=each_position(examples_left),
        message=N_("Example values left here: {count}. The first is {field} “{value}”."),
        why=N_("They come from a template or a suggestion; your own figures may be different."),
        suggestion=N_("Enter your own, or keep those that are right as they are."),
        family="structure",
    ),
)
