"""From a structure and a role to a position that can be edited at once."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from jdstudio.i18n import Language
from jdstudio.library import fill
from jdstudio.library.kpi import LibraryKpi
from jdstudio.library.pen import Pen
from jdstudio.library.role import Role, role
from jdstudio.library.structure import Outline, Structure, structure, walk_outlines
from jdstudio.library.words import Words
from jdstudio.model.ids import new_id
from jdstudio.model.kinds import KINDS, AnySection, Column, Kpi
from jdstudio.model.project import Position, Project

_FORMALITIES = frozenset({"revisions", "signoff", "areas"})
"""What a structure may do without: it says nothing that would be lost."""


def new_project(
    role_id: str | None,
    structure_id: str = "standard",
    language: Language = "zh",
    title: str = "",
    *,
    bilingual: bool = False,
) -> Project:
    """A project with one position. Raises UsageError for a role or structure that does not exist."""
    position = new_position(role_id, structure_id, language, bilingual=bilingual)
    named = tuple(replace(it, field="title") for it in position.facts.other if it.field == "title" and not title)
    return Project(id=new_id(), title=title or position.title, language=language, positions=(position,), other=named)


def new_position(
    role_id: str | None, structure_id: str = "standard", language: Language = "zh", *, bilingual: bool = False
) -> Position:
    """A position with the sections of a structure, filled from a role where one is named.

    `role_id` may be a role's id, code or title. Raises UsageError for a role or structure that does not exist.
    """
    template = role(role_id) if role_id else None
    return position_from(template, structure(structure_id), language, bilingual=bilingual)


def position_from(
    template: Role | None, outline: Structure, language: Language = "zh", *, bilingual: bool = False
) -> Position:
    """A position with the sections of a structure, filled with what a role says.

    `bilingual` keeps the words of the other language as translations. Nothing a role says gets lost: what the structure
    has no place for comes behind its sections, under the title the standard structure gives it.
    """
    pen = Pen(language, bilingual)
    builder = _Builder(template, pen)
    sections = [builder.section(each) for each in outline.sections]
    sections += [builder.section(replace(each, sections=())) for each in builder.missing(outline.sections)]
    facts = fill.facts_of(template, pen)
    return Position(id=new_id(), structure=outline.id, facts=facts, sections=tuple(sections))


def new_kpi(known: LibraryKpi, language: Language = "zh", *, bilingual: bool = False) -> Kpi:
    """A KPI of the library as a row of a position, still without weight and figures."""
    return fill.new_kpi(known, Pen(language, bilingual))


class _Builder:
    """Makes sections from outlines, with what a role says in their slots."""

    def __init__(self, template: Role | None, pen: Pen) -> None:
        self._template, self._pen = template, pen
        self._ids = fill.ids_of(template) if template else {}
        self._content = fill.formalities(pen) | (fill.content_of(template, pen, self._ids) if template else {})

    def section(self, outline: Outline) -> AnySection:
        """The section of an outline, with all below it."""
        pen, kind = self._pen, KINDS[outline.kind]
        fields = dict(self._content_for(outline))
        if outline.faces:
            fields["faces"] = outline.faces
        if outline.columns:
            fields["columns"] = tuple(_column(it.title, it.width, pen) for it in outline.columns)
        title = Words(outline.zh, outline.en)
        return kind(
            id=new_id(),
            slot=outline.slot,
            title=pen.say(title),
            numbered=outline.numbered,
            sections=tuple(self.section(child) for child in outline.sections),
            **{**fields, "other": (*pen.translations({"title": title}), *fields.get("other", ()))},
        )

    def missing(self, outlines: tuple[Outline, ...]) -> Iterator[Outline]:
        """The standard structure's places for what these outlines have none for."""
        taken = {each.slot for each in walk_outlines(outlines) if self._content_for(each)} | _FORMALITIES
        wanted = self._content.keys() - taken
        return (each for each in walk_outlines(structure("standard").sections) if each.slot in wanted)

    def _content_for(self, outline: Outline) -> fill.Content:
        """What stands in a place, where its kind of section can hold it."""
        item_type = KINDS[outline.kind].item_type
        content = self._content
        if self._template:
            content = {
                outline.slot: fill.with_more(content, self._template, outline.slot, item_type, self._pen, self._ids)
            }
        found = content.get(outline.slot, {})
        fits = all(item_type and isinstance(item, item_type) for item in found.get("items", ()))
        return found if fits else {}


def _column(title: Words, width: int, pen: Pen) -> Column:
    return Column(pen.say(title), width, pen.translations({"title": title}))
