"""Edits of texts in two languages. How a pair stands is never noted by an edit of the main text: it follows.

Texts arrive whole, as a person finished them: half a sentence would count as the translation's last change.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from msgspec.structs import replace

from jdstudio.model import edits
from jdstudio.model.kinds import Column, Item, Translation, with_value
from jdstudio.model.languages import Holder, is_stale, main_of, names_of, state_of, swapped, translation_of
from jdstudio.model.place import Place
from jdstudio.model.project import Facts, Language, Project


def set_translation(project: Project, place: Place, text: str) -> Project:
    """Change the translation of a text; an empty one is no translation.

    Where the translation was missing or stale, the two agree from now on; else the main text is stale.
    """

    def change(holder: Any) -> Any:
        name = _name(holder, place)
        found = translation_of(holder, name)
        if name not in names_of(holder) or text == (found.text if found else ""):
            return holder
        main = main_of(holder, name)
        caught_up = state_of(holder, name, project.language) in ("missing", "alike", "stale") and main.strip()
        new = Translation(name, text, main, leads=not caught_up) if text.strip() else None
        return _with_translation(holder, name, new)

    return edits.change_holder(project, place, change)


def set_main(project: Project, place: Place, text: str) -> Project:
    """Change the text of the main language: as every such edit does, and a translation that agreed is stale then."""

    def change(holder: Any) -> Any:
        name = _name(holder, place)
        if name not in names_of(holder) or text == main_of(holder, name):
            return holder
        found = translation_of(holder, name)
        if found and not is_stale(state_of(holder, name, project.language)):
            holder = _with_translation(holder, name, replace(found, of=main_of(holder, name), leads=False))
        return _with_main(holder, name, text)

    return edits.change_holder(project, place, change)


def confirm(project: Project, places: Iterable[Place]) -> Project:
    """Note that texts and their translations agree as they are."""

    def change(place: Place, holder: Any) -> Any:
        name = _name(holder, place)
        found = translation_of(holder, name)
        if found is None or not is_stale(state_of(holder, name, project.language)):
            return holder
        return _with_translation(holder, name, replace(found, of=main_of(holder, name), leads=False))

    for place in places:
        project = edits.change_holder(project, place, partial(change, place))
    return project


def set_main_language(project: Project, language: Language) -> Project:
    """Let that language be the project's main one; where texts stand in both, the two change places."""
    return project if language == project.language else swapped(project)


def _name(holder: Holder, place: Place) -> str:
    """What the text at a place is called in what holds it: a place names a column by its number."""
    return "title" if isinstance(holder, Column) else place.field


def _with_translation(holder: Holder, name: str, new: Translation | None) -> Holder:
    """In the order of the fields, so that files say the same whatever was typed first."""
    kept = {each.field: each for each in holder.other if each.field != name}
    if new:
        kept[name] = new
    order = [
        *(name for name in names_of(holder) if name in kept),
        *(name for name in kept if name not in names_of(holder)),
    ]
    return replace(holder, other=tuple(kept[name] for name in order))


def _with_main(holder: Any, name: str, text: str) -> Any:
    if isinstance(holder, Item):
        return with_value(holder, name, text)
    if isinstance(holder, Facts):
        examples = tuple(field for field in holder.examples if field != name)
        return replace(holder, **{name: text}, examples=examples)
    return replace(holder, **{name: text})
