"""Two languages in one project: which texts stand in both, how each pair stands, and how the project reads in one.

The main language is the project's; the other one stands beside it as translations. Nothing here translates anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, MutableMapping
from functools import cache, partial
from typing import Any, Literal, TypeVar

import msgspec
from msgspec.structs import replace

from jdstudio.model.fields import fields_of
from jdstudio.model.kinds import AnySection, Column, Item, SectionBase, Table, TableRow, Text, Translation, items_of
from jdstudio.model.place import Place
from jdstudio.model.project import Company, Facts, Former, Hollow, Language, Position, Project
from jdstudio.model.walk import walk

Reading = Literal["zh", "en", "both"]
"""How a document reads: in one language, or in both side by side."""

State = Literal["agreed", "missing", "stale", "main_stale", "alike"]
"""agreed: they say the same. missing: no translation yet. stale: the translation is older than the main text;
main_stale: the other way round. alike: a figure, code or name that reads the same in both languages."""

Holder = Item | SectionBase | Column | Hollow | Facts | Company | Project
"""What has texts of its own, and their translations beside them."""

Known = MutableMapping[str, tuple[object, Any]]
"""What was read before, by id: its owner keeps one, so that what did not change is the very same object again."""

H = TypeVar("H")

_CHINESE = re.compile(r"[㐀-䶿一-鿿𠀀-𰀀]")
_ENGLISH = re.compile(r"[a-z]{2}")
_ADDRESS = re.compile(r"\S+@\S+|(https?://|www\.)\S+")


def other_language(language: Language) -> Language:
    return "en" if language == "zh" else "zh"


def needs_translation(text: str, language: Language) -> bool:
    """Whether a text in that language holds words at all, not just figures, codes or an address."""
    if language == "zh":
        return _CHINESE.search(text) is not None
    return _ENGLISH.search(text) is not None and _ADDRESS.fullmatch(text.strip()) is None


# --- one text and its translation --------------------------------------------------------------------------------------


def names_of(holder: Holder) -> tuple[str, ...]:
    """The texts that something holds, by the names of its fields; a row of the user's own table has `0`, `1`, …"""
    if isinstance(holder, TableRow):
        return tuple(map(str, range(len(holder.cells))))
    return _names(type(holder))


@cache
def _names(struct: type[msgspec.Struct]) -> tuple[str, ...]:
    if issubclass(struct, SectionBase):
        return ("title", "text")
    if issubclass(struct, Project | Column | Hollow):
        return ("title",)
    return tuple(name for name, field in fields_of(struct).items() if field.input in ("line", "text", "date"))


def main_of(holder: Holder, name: str) -> str:
    """The text in the main language."""
    if isinstance(holder, TableRow):
        return holder.cells[int(name)] if int(name) < len(holder.cells) else ""
    return str(getattr(holder, name))


def translation_of(holder: Holder, name: str) -> Translation | None:
    """The text's translation; an empty one counts as none."""
    return next((found for found in holder.other if found.field == name and found.text.strip()), None)


def state_of(holder: Holder, name: str, language: Language) -> State:
    """How a text and its translation stand; `language` is the main one."""
    main, found = main_of(holder, name), translation_of(holder, name)
    if found is None:
        needed = needs_translation(main, language) and not (name == "title" and _own_title(holder, language))
        return "missing" if needed else "alike"
    if found.leads:
        return "main_stale" if main == found.of else "agreed"
    return "agreed" if main == found.of else "stale"


def is_stale(state: State) -> bool:
    """Whether one of the two is older than the other."""
    return state in ("stale", "main_stale")


def _own_title(holder: Holder, language: Language) -> str:
    """What the other language calls the section where its title is the one its kind came with."""
    if isinstance(holder, SectionBase) and holder.title.strip() == holder.about.name(language):
        return holder.about.name(other_language(language))
    return ""


def title_in(position: Position, language: Language, reading: Reading) -> str:
    """The position's title as a file in that reading is named; `language` is the main one."""
    found = translation_of(position.facts, "title")
    return found.text if found and reading not in (language, "both") else position.title


# --- all of them -------------------------------------------------------------------------------------------------------


class Pair(msgspec.Struct, frozen=True):
    """A text in both languages, and how the two stand. `was`: what the main text said when a stale pair agreed."""

    place: Place
    main: str
    other: str
    state: State
    was: str = ""


def pairs_of(project: Project, position: Position | None = None) -> Iterator[Pair]:
    """Every text of a position in reading order; without one those of the project itself, company and strategy."""
    language = project.language
    if position is None:
        yield from _pairs(project, Place(), language)
        yield from _pairs(project.company, Place(), language)
        yield from pairs_in(project.strategy, "", language)
        return
    yield from _pairs(position.facts, Place(position.id), language)
    for section in walk(position.sections):
        yield from pairs_in(section, position.id, language)


def pairs_in(section: AnySection, position_id: str, language: Language) -> Iterator[Pair]:
    """The texts of one section, without those of the sections below it. Titles of own columns have no item."""
    here = Place(position_id, section.id)
    yield from _pairs(section, here, language)
    if isinstance(section, Table):
        for at, column in enumerate(section.columns):
            for pair in _pairs(column, here, language):
                yield replace(pair, place=replace(here, field=str(at)))
    for item in items_of(section):
        yield from _pairs(item, replace(here, item=item.id), language)


def _pairs(holder: Holder, place: Place, language: Language) -> Iterator[Pair]:
    for name in names_of(holder):
        main, found = main_of(holder, name), translation_of(holder, name)
        if main.strip() or found:
            state = state_of(holder, name, language)
            was = found.of if found and is_stale(state) else ""
            yield Pair(replace(place, field=name), main, found.text if found else "", state, was)


def stale_in(section: AnySection, language: Language) -> int:
    """How many pairs of one section, without those below it, do not agree any more. Costs next to nothing for none."""
    holders: tuple[Holder, ...] = (section, *items_of(section))
    if isinstance(section, Table):
        holders += section.columns
    return sum(_stale(holder, language) for holder in holders if holder.other)


def stale_facts(holder: Facts | Company | Project, language: Language) -> int:
    """The same for what is no section."""
    return _stale(holder, language) if holder.other else 0


def _stale(holder: Holder, language: Language) -> int:
    return sum(is_stale(state_of(holder, name, language)) for name in names_of(holder))


def is_translated(position: Position) -> bool:
    """Whether any text of the position stands in the other language."""
    holders: Iterator[Holder] = (
        holder for section in walk(position.sections) for holder in (section, *items_of(section))
    )
    return bool(position.facts.other) or any(holder.other for holder in holders)


# --- the project as it reads in one language -----------------------------------------------------------------------------


def in_language(project: Project, language: Language, known: Known | None = None) -> Project:
    """The project as it reads in one language: translations in place of texts, and the main text where none stands.

    In its own language it is the very same object; with `known`, so is every part that reads as it did before.
    """
    if language == project.language:
        return project
    read = _mapped(project, partial(_translated, language=project.language), {} if known is None else known)
    return replace(read, language=language)


def filled(project: Project, known: Known | None = None) -> Project:
    """The project in its own language, with the translation where only that one stands."""
    return _mapped(project, _filled, {} if known is None else known)


def stacked(project: Project) -> Project:
    """The project with both languages in every text: lines as `主管 / Lead`, longer texts below each other."""
    return _mapped(project, _stacked, {})


def _stacked(holder: Holder) -> Holder:
    texts = {}
    for name in names_of(holder):
        main, found = main_of(holder, name).strip(), translation_of(holder, name)
        if found and found.text != main:
            between = "\n" if _is_long(type(holder), name) else " / "
            texts[name] = f"{main}{between}{found.text}" if main else found.text
    return _with_texts(holder, texts, ()) if texts or holder.other else holder


@cache
def _is_long(struct: type[msgspec.Struct], name: str) -> bool:
    if issubclass(struct, SectionBase):
        return name == "text"
    field = fields_of(struct).get(name)
    return field is not None and field.input == "text"


def _translated(holder: Holder, language: Language) -> Holder:
    texts = {name: found.text for name in names_of(holder) if (found := translation_of(holder, name))}
    if "title" not in texts and (title := _own_title(holder, language)):
        texts["title"] = title
    return _with_texts(holder, texts, ()) if texts or holder.other else holder


def _filled(holder: Holder) -> Holder:
    if not holder.other:
        return holder
    found = {name: translation_of(holder, name) for name in names_of(holder) if not main_of(holder, name).strip()}
    texts = {name: each.text for name, each in found.items() if each}
    return _with_texts(holder, texts, holder.other) if texts else holder


def _with_texts(holder: Any, texts: dict[str, str], other: tuple[Translation, ...]) -> Any:
    """The holder with other texts. It stays an example where it was one: nobody wrote anything."""
    if isinstance(holder, TableRow):
        cells = tuple(texts.get(str(at), cell) for at, cell in enumerate(holder.cells))
        return replace(holder, cells=cells, other=other)
    return replace(holder, **texts, other=other)


# --- all at once -------------------------------------------------------------------------------------------------------


def settled(project: Project) -> Project:
    """The project with every main text that caught up with its translation noted as agreeing with it.

    Until then a caught-up text can change further without being marked: somebody may still be writing it. A file is
    settled when it is opened, so that what is changed from then on marks the translation. States stay as they are.
    """
    return _mapped(project, _settled, {})


def _settled(holder: Holder) -> Holder:
    if not any(each.leads for each in holder.other):
        return holder
    names = names_of(holder)
    other = tuple(
        replace(each, of=main_of(holder, each.field), leads=False)
        if each.leads and each.field in names and main_of(holder, each.field) != each.of
        else each
        for each in holder.other
    )
    return holder if other == holder.other else replace(holder, other=other)


def swapped(project: Project) -> Project:
    """The project with the other language as its main one: every pair changes places, and stays as stale as it was.

    A text without a translation stays where it is. What the main text of a stale pair used to say is forgotten.
    """
    made = _mapped(project, partial(_swapped, language=project.language), {})
    positions = tuple(
        replace(position, former=tuple(_swapped_former(former, project.language) for former in position.former))
        if position.former
        else position
        for position in made.positions
    )
    return replace(made, positions=positions, language=other_language(project.language))


def _swapped(holder: Any, language: Language) -> Any:
    names = names_of(holder)
    texts: dict[str, str] = {}
    other: list[Translation] = []
    for name in names:
        if found := translation_of(holder, name):
            main, texts[name] = main_of(holder, name), found.text
            state = state_of(holder, name, language)
            of = "" if state == "main_stale" else found.text
            if main:
                other.append(Translation(name, main, of, leads=state == "stale"))
    other += [each for each in holder.other if each.field not in names]  # of a field that is none: nobody's to drop
    return _with_texts(holder, texts, tuple(other)) if texts or holder.other else holder


def _swapped_former(former: Former, language: Language) -> Former:
    def inside(hollow: Hollow) -> Hollow:
        columns = tuple(_swapped(column, language) for column in hollow.columns)
        sections = tuple(map(inside, hollow.sections))
        new: Hollow = _swapped(hollow, language)
        return replace(new, columns=columns, sections=sections)

    return replace(former, sections=tuple(map(inside, former.sections)))


# --- the walk over all holders -----------------------------------------------------------------------------------------


def _mapped(project: Project, change: Callable[[Any], Any], known: Known) -> Project:
    """The project with every holder changed; what comes out as it went in stays the very same object."""
    positions = tuple(_once(known, each.id, each, partial(_position, change, known)) for each in project.positions)
    strategy = _once(known, project.strategy.id, project.strategy, partial(_section, change, known))
    company = _once(known, "company", project.company, change)
    parts = {"positions": positions, "strategy": strategy, "company": company}
    whole: Project = change(project)
    return _with_parts(whole, parts)


def _position(change: Callable[[Any], Any], known: Known, position: Position) -> Position:
    sections = tuple(_once(known, each.id, each, partial(_section, change, known)) for each in position.sections)
    facts = _once(known, f"{position.id}.facts", position.facts, change)
    return _with_parts(position, {"facts": facts, "sections": sections})


def _section(change: Callable[[Any], Any], known: Known, section: AnySection) -> AnySection:
    parts: dict[str, Any] = {}
    if section.sections:
        parts["sections"] = tuple(
            _once(known, each.id, each, partial(_section, change, known)) for each in section.sections
        )
    if isinstance(section, Table):
        parts["columns"] = tuple(map(change, section.columns))
    if not isinstance(section, Text):
        parts["items"] = tuple(_once(known, each.id, each, change) if each.other else each for each in section.items)
    whole: AnySection = change(section)
    return _with_parts(whole, parts)


def _with_parts(whole: H, parts: dict[str, Any]) -> H:
    """Put parts in where they are others than before; tuples compare by their members' identity first."""
    new = {name: part for name, part in parts.items() if not _is_same(part, getattr(whole, name))}
    return replace(whole, **new) if new else whole  # type: ignore[type-var]


def _is_same(one: object, two: object) -> bool:
    if isinstance(one, tuple) and isinstance(two, tuple):
        return len(one) == len(two) and all(a is b for a, b in zip(one, two, strict=True))
    return one is two


def _once(known: Known, key: str, thing: H, make: Callable[[H], Any]) -> Any:
    """What `make` makes of a thing, made once while the thing is the very same object."""
    before = known.get(key)
    if before is not None and before[0] is thing:
        return before[1]
    made = make(thing)
    known[key] = (thing, made)
    return made
