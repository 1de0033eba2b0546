"""What a rule is, and what it finds. A rule is a value: its sentences as source strings, and a small pure function."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

import msgspec

from jdstudio.i18n import Language
from jdstudio.model.place import Place
from jdstudio.model.project import Position, Project

Level = Literal["error", "warning", "info"]

Words = str | Mapping[Language, str]
"""A value in a sentence: the same in both languages, or one for each."""


class Hit(msgspec.Struct, frozen=True):
    """Where a rule found something, and the values of the `{names}` in its sentences.

    `span` counts characters (code points) in the text of the place's field; `quote` is what stands there.
    """

    place: Place
    values: Mapping[str, Words] = {}
    span: tuple[int, int] | None = None
    quote: str = ""


Find = Callable[[Project], Iterator[Hit]]


class Rule(msgspec.Struct, frozen=True):
    """One rule. `message` says what is wrong, `why` why that matters, `suggestion` what to do: source strings.

    `source` are the requirements of the article it answers, such as `A1-7`.
    """

    id: str
    level: Level
    find: Find
    message: str
    why: str
    suggestion: str
    family: str
    source: str = ""


def each_position(find: Callable[[Project, Position], Iterator[Hit]]) -> Find:
    """A rule that looks at one position at a time, made into one for the whole project."""

    def find_all(project: Project) -> Iterator[Hit]:
        for position in project.positions:
            yield from find(project, position)

    return find_all
