"""Runs the rules over a project and says what they found in finished words.

To add a rule: write its function beside its kin and name it in that module's `RULES`; a new module is named below.
"""

from __future__ import annotations

import msgspec

from jdstudio.checks import chain, examples, languages, parts, practice, structure, unsorted, wording
from jdstudio.checks.rule import Hit, Level, Rule
from jdstudio.i18n import Language, in_language, interface_language
from jdstudio.model.place import Place
from jdstudio.model.project import Project
from jdstudio.model.walk import all_ids

RULES: tuple[Rule, ...] = (
    *structure.RULES,
    *languages.RULES,
    *parts.RULES,
    *chain.RULES,
    *practice.RULES,
    *unsorted.RULES,
    *wording.RULES,
    *examples.RULES,
)


class Finding(msgspec.Struct, frozen=True):
    """One thing found, as `jdstudio check --json` prints it. The place is given by ids, empty for what is larger.

    `start` and `end` count characters (code points) in the text of `field`, and `quote` is what stands there; they are
    null and empty where no stretch of text is meant.
    """

    rule: str
    family: str
    level: Level
    position: str
    section: str
    item: str
    field: str
    start: int | None
    end: int | None
    quote: str
    message: str
    why: str
    suggestion: str

    @property
    def place(self) -> Place:
        return Place(self.position, self.section, self.item, self.field)


def run(project: Project, language: Language | None = None) -> tuple[Finding, ...]:
    """Everything the rules find, in the project's reading order, in the language asked for or the interface's."""
    language = language or interface_language()
    order: dict[str, int] = {}
    for row, (id_, _path) in enumerate(all_ids(project)):
        order.setdefault(id_, row)

    def reading_order(found: tuple[Rule, Hit]) -> int:
        place = found[1].place
        return order.get(place.item or place.section or place.position, -1)

    hits = [(rule, hit) for rule in RULES for hit in rule.find(project)]
    return tuple(_finding(rule, hit, language) for rule, hit in sorted(hits, key=reading_order))


def _finding(rule: Rule, hit: Hit, language: Language) -> Finding:
    place, (start, end) = hit.place, hit.span or (None, None)
    values = {name: value if isinstance(value, str) else value[language] for name, value in hit.values.items()}
    translate = in_language(language)
    return Finding(
        rule=rule.id,
        family=rule.family,
        level=rule.level,
        position=place.position,
        section=place.section,
        item=place.item,
        field=place.field,
        start=start,
        end=end,
        quote=hit.quote,
        message=translate(rule.message).format(**values),
        why=translate(rule.why).format(**values),
        suggestion=translate(rule.suggestion).format(**values),
    )
