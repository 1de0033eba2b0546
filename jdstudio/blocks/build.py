"""A position, a face and a language -> the document that preview, Word, HTML and text all draw."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from jdstudio.blocks.calendar import calendar_blocks
from jdstudio.blocks.items import item_blocks
from jdstudio.blocks.markdown import Chunks, text_blocks
from jdstudio.blocks.numbering import heading_label
from jdstudio.blocks.types import Block, Document, Fact, Facts, Heading, Signatures, Title
from jdstudio.blocks.words import WORDS, Language, Words
from jdstudio.model.fields import Face, fields_of
from jdstudio.model.kinds import AnySection, Table, Tasks, columns_of, items_of, value_of
from jdstudio.model.languages import Known, in_language
from jdstudio.model.place import Place
from jdstudio.model.project import Facts as PositionFacts
from jdstudio.model.project import Position, Project
from jdstudio.model.walk import item_labels, walk


@dataclass(slots=True)
class Memo:
    """What a build remembers for the next one, so that what did not change is the very same object again.

    Its owner keeps one for each thing it shows; a build without one is simply not incremental.
    """

    parts: dict[object, tuple[tuple[object, ...], tuple[Block, ...]]] = field(default_factory=dict)
    chunks: dict[str, Chunks] = field(default_factory=dict)
    read: dict[str, Known] = field(default_factory=dict)

    def remembered(
        self, where: object, inputs: tuple[object, ...], make: Callable[[], Iterable[Block]]
    ) -> tuple[Block, ...]:
        """The blocks of one part: those of the build before where its inputs are the same objects."""
        old = self.parts.get(where)
        if old and old[0] == inputs:  # cheap: tuples compare what is the same object by identity
            return old[1]
        blocks = tuple(make())
        if old:  # a heading above a changed table stays the heading it was
            blocks = tuple(a if a == b else b for a, b in zip(old[1], blocks, strict=False)) + blocks[len(old[1]) :]
        self.parts[where] = (inputs, blocks)
        return blocks


def build(
    project: Project,
    position: Position,
    face: Face,
    language: Language | None = None,
    memo: Memo | None = None,
    *,
    calendar: bool = False,
) -> Document:
    """The whole document of one face in one language; a text that does not stand in it stands in the project's own.

    With a `memo`, unchanged parts are the same objects as in the build before. `calendar`: a description ends with the
    page that shows its tasks by when they are due.
    """
    language = language or project.language
    memo = memo or Memo()
    if language != project.language:
        known = memo.read.setdefault(language, {})
        project = in_language(replace(project, positions=(position,)), language, known)
        (position,) = project.positions
    builder = _Builder(project, position, face, language, memo)
    words = builder.words
    facts = position.facts
    company = project.company.name or ("" if face == "posting" else project.title)  # applicants know no project
    foot = [f"{words.version} {facts.version}"] if facts.version and face != "posting" else []
    return Document(
        face=face,
        language=language,
        title=facts.title or words.untitled,
        blocks=(*builder.blocks(), *(builder.calendar() if calendar and face == "description" else ())),
        head_left=company,
        head_right=" · ".join(filter(None, (words.faces[face], facts.code if face != "posting" else ""))),
        foot_left=" · ".join([*foot, *([words.internal] if face != "posting" else [])]),
        page_words=words.pages,
        author=facts.prepared_by if face != "posting" else company,
        position=facts.title,
    )


def is_shown(section: AnySection, face: Face) -> bool:
    """Whether the section may stand in that face: its kind allows it and its author chose it."""
    return face in section.faces and face in section.about.faces


class _Builder:
    """One build: what all its parts need to know."""

    def __init__(self, project: Project, position: Position, face: Face, language: Language, memo: Memo) -> None:
        self.project = project
        self.position = position
        self.face: Face = face
        self.language: Language = language
        self.words: Words = WORDS[language]
        self.memo = memo
        self.labels: dict[str, str] = item_labels(project, position)
        self.by_cadence = position.structure == "A4"  # it wants each day's, week's and month's tasks listed (A4-3)
        # a strategy is read, not looked up: no document lists the strategies beside the goals
        self.labels.update({item.id: item.text for item in project.strategy.items if item.text})

    def blocks(self) -> Iterator[Block]:
        yield from self.remembered("title", (self.position.facts.title,), self.title)
        yield from self.remembered("facts", (self.position.facts,), self.facts)
        signed = False
        for block in self.sections(self.position.sections, 1, ()):
            signed |= isinstance(block, Signatures)
            yield block
        if self.face == "posting":
            yield from self.remembered("company", (self.project.company,), self.company)
        elif not signed:
            yield from self.remembered("sign", (), lambda: (Signatures(self.words.sign, self.words.date),))

    def calendar(self) -> Iterable[Block]:
        tasks = [section for section in walk(self.position.sections) if isinstance(section, Tasks)]
        labels = tuple(self.labels[task.id] for section in tasks for task in section.items)
        faces = tuple(section.faces for section in walk(self.position.sections))
        inputs = (*(section.items for section in tasks), labels, faces, self.position.capacity)
        return self.remembered("calendar", inputs, lambda: calendar_blocks(self.position, self.labels, self.language))

    def remembered(
        self, key: object, inputs: tuple[object, ...], make: Callable[[], Iterable[Block]]
    ) -> tuple[Block, ...]:
        return self.memo.remembered((self.position.id, self.face, self.language, key), inputs, make)

    def title(self) -> Sequence[Block]:
        place = Place(self.position.id, field="title")
        return [Title(self.position.facts.title or self.words.untitled, self.words.faces[self.face], place)]

    def facts(self) -> Sequence[Block]:
        found = [
            Fact(field.label(self.language), value, Place(self.position.id, field=name))
            for name, field in fields_of(PositionFacts).items()
            if self.face in field.faces and (value := str(getattr(self.position.facts, name)).strip())
        ]
        if self.face == "posting":  # its title stands above already
            found = [fact for fact in found if fact.place.field != "title"]
        rows = tuple(tuple(found[at : at + 2]) for at in range(0, len(found), 2))
        return [Facts(rows)] if rows else []

    def company(self) -> Sequence[Block]:
        company = self.project.company
        facts = [
            Fact(field.label(self.language), value, Place(field=name))
            for name, field in fields_of(type(company)).items()
            if "posting" in field.faces and name != "intro" and (value := str(getattr(company, name)).strip())
        ]
        if not company.intro and len(facts) < 2:  # a bare name stands in the header already
            return []
        blocks: list[Block] = [Heading(1, "", self.words.about_company, Place(field="intro"))]
        blocks += text_blocks(company.intro, Place(field="intro"), self.body_style)
        rows = tuple(tuple(facts[at : at + 2]) for at in range(0, len(facts), 2))
        return [*blocks, Facts(rows)] if rows else blocks

    @property
    def body_style(self) -> str:
        return "body" if self.language == "zh" else "lead"

    def sections(self, sections: tuple[AnySection, ...], level: int, above: tuple[int, ...] | None) -> Iterator[Block]:
        """The sections of one level. `above`: the numbers before theirs; None below one that carries no number."""
        count = 0
        for section in sections:
            if not self.has_content(section):
                continue
            number = None
            if section.numbered and above is not None:
                count += 1
                number = (*above, count)
            yield from self.section(section, level, number or ())
            yield from self.sections(section.sections, level + 1, number)

    def has_content(self, section: AnySection) -> bool:
        """An empty section has no place in a document; a section that is hidden hides what is below it."""
        if not is_shown(section, self.face):
            return False
        own = bool(section.text.strip() or items_of(section))
        return own or any(self.has_content(child) for child in section.sections)

    def section(self, section: AnySection, level: int, number: tuple[int, ...]) -> tuple[Block, ...]:
        """Heading, introduction and items of one section, without its sub-sections."""
        used = tuple(self.labels.get(value, "?") for value in _references(section))
        own = tuple(self.labels.get(item.id, "") for item in items_of(section))
        columns = section.columns if isinstance(section, Table) else ()
        inputs = (section.title, section.text, items_of(section), columns, level, number, used, own, self.by_cadence)
        return self.remembered(section.id, inputs, lambda: self.section_blocks(section, level, number))

    def section_blocks(self, section: AnySection, level: int, number: tuple[int, ...]) -> Iterator[Block]:
        place = Place(self.position.id, section.id)
        title = section.title or section.about.name(self.language)
        yield Heading(level, heading_label(number, self.language), title, place)
        chunks = self.memo.chunks.setdefault(f"{section.id}.{self.face}.{self.language}", {})
        yield from text_blocks(section.text, place, self.body_style, chunks)
        yield from item_blocks(section, level, place, self.face, self.language, self.labels, by_cadence=self.by_cadence)


def _references(section: AnySection) -> Iterator[str]:
    names = [name for name, column in columns_of(section).items() if column.input == "reference"]
    for item in items_of(section):
        for name in names:
            if value := value_of(item, name):
                yield value
