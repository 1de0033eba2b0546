"""Rules about wording that the article asks for: clear, concrete, in order (A1-1, A1-12, A1-13, A2-9).

The words themselves are data, `resources/rules/wording.json`: regular expressions by list and language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, partial

import msgspec

from jdstudio.checks.places import hit
from jdstudio.checks.rule import Find, Hit, Rule, each_position
from jdstudio.i18n import N_
from jdstudio.model.kinds import AnySection, Task, Text, columns_of, items_of, kind_of, value_of
from jdstudio.model.place import Place
from jdstudio.model.project import Position, Project
from jdstudio.model.walk import walk
from jdstudio.resources import resource

Span = tuple[int, int]

STATED = ("goals", "duties", "tasks", "qualifications", "authority", "process")
"""Kinds whose texts say what is to be done or reached; records tell what was, and may ramble."""

LONG_ZH, LONG_EN = 80, 45
"""Characters, and words, of a sentence that readers lose the thread of."""
_SENTENCE = re.compile(r"(?:[^。！？!?；;.\n]|\.(?=\S))+")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


@cache
def _words(name: str) -> re.Pattern[str]:
    lists = msgspec.json.decode(resource("rules/wording.json").read_bytes())[name]
    return re.compile("|".join((*lists["zh"], *lists["en"])), re.IGNORECASE)


def spans_of(name: str) -> Callable[[str], Iterator[Span]]:
    """Where a text uses an expression of a list."""

    def find(text: str) -> Iterator[Span]:
        yield from (match.span() for match in _words(name).finditer(text))

    return find


def long_sentences(text: str) -> Iterator[Span]:
    """Sentences of more than LONG_ZH characters, or in English of more than LONG_EN words."""
    if len(text) <= min(LONG_ZH, 2 * LONG_EN):  # as nearly all are; a word takes two characters with its space
        return
    for match in _SENTENCE.finditer(text):
        sentence = match.group().strip()
        chinese = len(_CHINESE.findall(sentence))
        if chinese > LONG_ZH or (chinese < 5 and len(sentence.split()) > LONG_EN):
            yield match.span()


def texts(spans: Callable[[str], Iterator[Span]]) -> Find:
    """A rule about the sentences of a position; each stretch found is a hit with its place and its words."""

    def find(project: Project, position: Position) -> Iterator[Hit]:
        for section in walk(position.sections):
            if kind_of(section) == "text":
                for span in spans(section.text):
                    yield _quoted(Hit(Place(position.id, section.id, field="text")), section.text, span)
            elif kind_of(section) in STATED:
                yield from _in_items(project, position, section, spans)

    return each_position(find)


def _in_items(
    project: Project, position: Position, section: AnySection, spans: Callable[[str], Iterator[Span]]
) -> Iterator[Hit]:
    names = [name for name, field in columns_of(section).items() if field.input in ("text", "line")]
    for item in items_of(section):
        for name in names:
            if text := str(value_of(item, name)):
                for span in spans(text):
                    yield _quoted(hit(project, position, section, item, name), text, span)


def _quoted(found: Hit, text: str, span: Span) -> Hit:
    quote = text[slice(*span)].strip()
    values = {**found.values, "quote": quote if len(quote) <= 30 else f"{quote[:29]}…"}
    return msgspec.structs.replace(found, values=values, span=span, quote=text[slice(*span)])


def two_actions(project: Project, position: Position) -> Iterator[Hit]:
    """A1-13: a task that begins two pieces of work."""
    for section in walk(position.sections):
        for item in items_of(section):
            if isinstance(item, Task):
                for span in spans_of("two_actions")(item.text):
                    yield _quoted(hit(project, position, section, item, "text"), item.text, span)


def unordered(_: Project, position: Position) -> Iterator[Hit]:
    """A1-1: a block of prose that should be a list or paragraphs."""
    for section in walk(position.sections):
        if isinstance(section, Text):
            for line in section.text.splitlines():
                if len(_CHINESE.findall(line)) > 200 or len(line.split()) > 130:
                    yield Hit(Place(position.id, section.id, field="text"), {"quote": f"{line.strip()[:20]}…"})


_rule = partial(Rule, family="wording")

RULES = (
    _rule(
        "vague-wording",
        "info",
        texts(spans_of("vague")),
        N_("“{quote}” leaves open what is meant."),
        N_("Vague words let everybody read something else; a newcomer cannot act on them."),
        N_("Name the thing, the amount or the time."),
        source="A1-12, A2-9",
    ),
    _rule(
        "catch-all",
        "info",
        texts(spans_of("catch_all")),
        N_("“{quote}” takes in everything."),
        N_("A catch-all clause says nothing of the work; keep it to one line, last, related to the position."),
        N_("Name what comes up most, or take it out."),
    ),
    _rule(
        "two-actions",
        "info",
        each_position(two_actions),
        N_("“{quote}” are two tasks in one."),
        N_("One task, one action: otherwise cadence, hours and standard fit only half of it."),
        N_("Make two tasks of it."),
        source="A1-1, A1-13",
    ),
    _rule(
        "long-sentence",
        "info",
        texts(long_sentences),
        N_("The sentence “{quote}” is long."),
        N_("Clear means that one reading is enough."),
        N_("Divide it."),
        source="A1-1",
    ),
    _rule(
        "unordered-prose",
        "info",
        each_position(unordered),
        N_("The paragraph “{quote}” is long and without order."),
        N_("What is in order can be found again: short paragraphs or a list."),
        N_("Break it up."),
        source="A1-1",
    ),
)
