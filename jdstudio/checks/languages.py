"""Rules about two languages: texts and translations that do not agree any more, and what has no translation yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain

from jdstudio.checks.rule import Hit, Rule, Words
from jdstudio.i18n import N_, Language, _
from jdstudio.model.languages import Pair, Reading, State, is_stale, is_translated, pairs_of
from jdstudio.model.place import Place
from jdstudio.model.project import Position, Project
from jdstudio.model.walk import section_at

_FACTS: Mapping[Language, str] = {"zh": "基本信息", "en": "Facts"}
_LONGEST = 40


def stale(state: State, project: Project) -> Iterator[Hit]:
    """Each stale pair in that state, of the project and all its positions; without a translation nothing is stale."""
    for pair in _pairs(project, filter(is_translated, project.positions)):
        if pair.state == state:
            yield Hit(pair.place, {"text": " ".join((pair.main or pair.other).split())[:_LONGEST]})


def untranslated(project: Project) -> Iterator[Hit]:
    """Sections with texts that have no translation, in positions that are translated in part; one hit a section."""
    for position in project.positions:
        if not is_translated(position):
            continue
        missing: dict[str, int] = {}
        for pair in pairs_of(project, position):
            if pair.state == "missing":
                missing[pair.place.section] = missing.get(pair.place.section, 0) + 1
        for section_id, count in missing.items():
            place = Place(position.id, section_id)
            yield Hit(place, {"count": str(count), "section": _title(project, place)})


def lacking(project: Project, positions: Iterable[Position], reading: Reading) -> str:
    """What documents of these positions in that reading lack, in words for people; empty for nothing."""
    pairs = list(_pairs(project, positions))
    own = reading == project.language
    missing = 0 if own else sum(pair.state == "missing" for pair in pairs)
    if reading == "both":
        old = sum(is_stale(pair.state) for pair in pairs)
    else:
        old = sum(pair.state == ("main_stale" if own else "stale") for pair in pairs)
    sayings = []
    if missing:
        sayings.append(_(_MISSING[project.language]).format(count=missing))
    if old:
        sayings.append(_(_OLD[reading]).format(count=old))
    return " ".join(sayings)


_MISSING: Mapping[Language, str] = {
    "zh": N_("Texts without English: {count}; the Chinese stands there."),
    "en": N_("Texts without Chinese: {count}; the English stands there."),
}
_OLD: Mapping[Reading, str] = {
    "zh": N_("Texts whose Chinese is older than the English: {count}."),
    "en": N_("Texts whose English is older than the Chinese: {count}."),
    "both": N_("Texts whose two languages do not agree any more: {count}."),
}


def _pairs(project: Project, positions: Iterable[Position]) -> Iterator[Pair]:
    return chain(pairs_of(project), *(pairs_of(project, position) for position in positions))


def _title(project: Project, place: Place) -> Words:
    section = section_at(project, place)
    if section is None:
        return _FACTS
    return section.title or {"zh": section.about.zh, "en": section.about.en}


_rule = partial(Rule, family="languages")

RULES = (
    _rule(
        "stale-translation",
        "warning",
        partial(stale, "stale"),
        N_("“{text}”: the translation is older than the text."),
        N_("Readers of the two languages are told different things."),
        N_("Bring the translation up to date, or confirm in the table of both languages that they still agree."),
    ),
    _rule(
        "stale-translation",
        "warning",
        partial(stale, "main_stale"),
        N_("“{text}”: the text is older than its translation."),
        N_("Readers of the two languages are told different things."),
        N_("Bring the text up to date, or confirm in the table of both languages that they still agree."),
    ),
    _rule(
        "untranslated",
        "info",
        untranslated,
        N_("Texts of “{section}” without a translation: {count}."),
        N_("In the other language the main text stands in their place."),
        N_("Translate them, or export the position in its own language only."),
    ),
)
