"""What a change of structure found no place for, and nobody has put anywhere since."""

from __future__ import annotations

from collections.abc import Iterator

from jdstudio.checks.places import section_name
from jdstudio.checks.rule import Hit, Rule, each_position
from jdstudio.i18n import N_
from jdstudio.model.kinds import UNSORTED, Text, items_of
from jdstudio.model.place import Place
from jdstudio.model.project import Position, Project
from jdstudio.model.walk import sections_of, walk


def unsorted_content(_: Project, position: Position) -> Iterator[Hit]:
    for section in sections_of(position, "text"):
        if isinstance(section, Text) and section.slot == UNSORTED:
            count = sum(len(items_of(each)) + bool(each.text.strip()) for each in walk((section,)))
            if count:
                yield Hit(Place(position.id, section.id), {"section": section_name(section), "count": str(count)})


RULES = (
    Rule(
        "unsorted-content",
        "info",
        each_position(unsorted_content),
        N_("Entries that still have no place: {count}, in the section “{section}”."),
        N_("A change of structure put them there; documents show them at the end, outside the numbering."),
        N_("Drag the sections in it to where they belong, or delete what is not needed any more."),
        "structure",
    ),
)
