"""What the library says in both languages, word for word: for texts that were taken from it in one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

import msgspec

from jdstudio.library.kpi import kpis
from jdstudio.library.role import roles
from jdstudio.library.structure import structures


def known_words(language: Literal["zh", "en"]) -> Mapping[str, str]:
    """The library's texts in that language, and what it says for them in the other one.

    Titles of sections, columns, suggestions, roles and KPIs. A text for which it has two different ones is left out.
    """
    other = "en" if language == "zh" else "zh"
    found: dict[str, str] = {}
    unclear: set[str] = set()
    for pair in _pairs([*structures(), *roles(), *kpis()]):
        one, two = pair[language].strip(), pair[other].strip()
        if one and two and found.setdefault(one, two) != two:
            unclear.add(one)
    return {one: two for one, two in found.items() if one not in unclear}


def _pairs(things: Iterable[Any]) -> Iterator[Mapping[str, str]]:
    """All that stands in both languages, however deep."""
    waiting: list[Any] = [msgspec.to_builtins(thing) for thing in things]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, dict):
            if isinstance(thing.get("zh"), str) and isinstance(thing.get("en"), str):
                yield thing
            waiting += thing.values()
        elif isinstance(thing, list | tuple):
            waiting += thing
