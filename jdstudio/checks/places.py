"""What rules share: the items of a position by type, and a hit at a field of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from jdstudio.blocks.words import WORDS
from jdstudio.checks.rule import Find, Hit, Words, each_position
from jdstudio.model.kinds import AnySection, Item, items_of
from jdstudio.model.place import Place
from jdstudio.model.project import Position, Project
from jdstudio.model.values import main_text
from jdstudio.model.walk import item_labels, walk

I = TypeVar("I", bound=Item)  # noqa: E741  an item


def items_in(position: Position, type_: type[I]) -> Iterator[tuple[AnySection, I]]:
    """The items of one type in a position, each with its section, in reading order."""
    for section in walk(position.sections):
        if section.item_type is type_:
            yield from ((section, item) for item in items_of(section) if isinstance(item, type_))


def each_item(type_: type[I], field: str, is_wrong: Callable[[I], bool]) -> Find:
    """A rule about single items, from the question what is wrong with one; the hit is at `field`."""

    def find(project: Project, position: Position) -> Iterator[Hit]:
        for section, item in items_in(position, type_):
            if is_wrong(item):
                yield hit(project, position, section, item, field)

    return each_position(find)


def hit(project: Project, position: Position, section: AnySection, item: Item, field: str, **values: str) -> Hit:
    """A hit at one field of an item; `{name}` is its first words, or its label, or else what such an item is called."""
    words = " ".join(main_text(item, section).split())[:40]
    about = section.about
    name: Words = words or item_labels(project, position).get(item.id, "") or {"zh": about.one_zh, "en": about.one_en}
    return Hit(Place(position.id, section.id, item.id, field), {"name": name, **values})


def position_name(position: Position) -> Words:
    return position.title or {"zh": WORDS["zh"].untitled, "en": WORDS["en"].untitled}


def section_name(section: AnySection) -> Words:
    return section.title or {"zh": section.about.zh, "en": section.about.en}


def is_blank(position: Position) -> bool:
    """Whether nothing was written yet: rules about what is missing would only repeat what everybody sees."""
    return not any(section.text.strip() or items_of(section) for section in walk(position.sections))
