"""Random projects for laws: every kind of section, every field, any text a person may type."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import count
from typing import Any, get_args, get_type_hints

from hypothesis import strategies as st
from msgspec.structs import replace

from jdstudio.model.fields import Field, fields_of
from jdstudio.model.kinds import KINDS, AnySection, Column, Item, Strategies, Table, TableRow, Text, Translation
from jdstudio.model.project import FULL_WEEK, Company, Facts, Former, Hollow, Position, Project

texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
    | st.sampled_from("\n\t“”，。=<>&\"\\/'𠮷😀\u2028\u200b"),
    max_size=8,
)
numbers = st.decimals(-1_000_000, 1_000_000, places=2) | st.sampled_from([Decimal(0), Decimal("1E+3"), Decimal("1E-9")])
_structures = st.sampled_from(["", "A1", "A4", "standard", "gone"])
_faces = st.sampled_from([("description",), ("description", "posting"), ("review",), ()])


def projects(*, positions: int = 2, sections: int = 3) -> st.SearchStrategy[Project]:
    """Projects of a few positions, with unique ids, and references to items that are there or gone."""
    return _projects(positions, sections)


@st.composite
def _projects(draw: st.DrawFn, positions: int, sections: int) -> Project:
    numbering = count()

    def new() -> str:
        return f"id{next(numbering)}"

    items = draw(st.integers(0, 2))
    strategy = Strategies(id=new(), items=tuple(draw(_item(KINDS["strategy"].item_type, new)) for _ in range(items)))
    made = []
    for _ in range(draw(st.integers(0, positions))):
        tree = tuple(_section(draw, new, depth=2) for _ in range(draw(st.integers(0, sections))))
        marks = tuple(draw(st.lists(st.sampled_from(sorted(fields_of(Facts))), max_size=2, unique=True)))
        position = Position(
            id=new(),
            facts=replace(draw(_lines_of(Facts)), examples=marks),
            sections=tree,
            structure=draw(_structures),
            capacity=draw(st.just(FULL_WEEK) | st.decimals(1, 168, places=1)),
            former=tuple(draw(st.lists(_formers(), max_size=2, unique_by=lambda each: each.structure))),
        )
        made.append(position)
    return Project(
        id=new(),
        title=draw(texts),
        language=draw(st.sampled_from(["zh", "en"])),
        company=draw(_lines_of(Company)),
        strategy=strategy,
        positions=tuple(made),
        other=draw(_translations("title")),
    )


def _section(draw: st.DrawFn, new: Callable[[], str], depth: int) -> AnySection:
    kind: Any = draw(st.sampled_from([kind for name, kind in KINDS.items() if name != "strategy"]))
    children = tuple(_section(draw, new, depth - 1) for _ in range(draw(st.integers(0, 2)))) if depth else ()
    common: dict[str, Any] = {"id": new(), "title": draw(texts), "text": draw(texts), "sections": children}
    common |= {"faces": draw(_faces), "numbered": draw(st.booleans())}
    common |= {"slot": draw(st.sampled_from(["", "goals", "purpose"])), "other": draw(_translations("title", "text"))}
    if kind is Text:
        return Text(**common)
    items = tuple(draw(_item(kind.item_type, new)) for _ in range(draw(st.integers(0, 3))))
    if kind is Table:
        widths = draw(st.lists(st.integers(1, 1000), max_size=3))
        common["columns"] = tuple(Column(draw(texts), width, draw(_translations("title"))) for width in widths)
    made: AnySection = kind(items=items, **common)
    return made


def _item(struct: type[Item] | None, new: Callable[[], str]) -> st.SearchStrategy[Any]:
    assert struct is not None
    if struct is TableRow:
        cells = st.lists(texts, max_size=3).map(tuple)
        return st.builds(TableRow, id=st.builds(new), cells=cells, other=_translations("0", "1", "2"))
    hints = get_type_hints(struct)
    values = {name: value_for(field, hints[name]) for name, field in fields_of(struct).items()}
    others = _translations(*fields_of(struct))
    examples = st.lists(st.sampled_from(sorted(fields_of(struct))), max_size=2, unique=True).map(tuple)
    return st.builds(struct, id=st.builds(new), other=others, examples=examples, **values)


def _translations(*fields: str) -> st.SearchStrategy[tuple[Translation, ...]]:
    one = st.builds(Translation, field=st.sampled_from(fields), text=texts, of=texts, leads=st.booleans())
    return st.lists(one, max_size=2, unique_by=lambda each: each.field).map(tuple)


def value_for(field: Field, hint: Any) -> st.SearchStrategy[Any]:
    """Values that a field may hold."""
    match field.input:
        case "number" | "percent" | "amount":
            return st.none() | numbers
        case "choice":
            return st.sampled_from(get_args(hint))
        case "reference":
            return st.sampled_from(["", "id1", "id5", "gone"])
    return texts


def _lines_of(struct: type[Company | Facts]) -> st.SearchStrategy[Any]:
    return st.builds(struct, other=_translations(*fields_of(struct)), **dict.fromkeys(fields_of(struct), texts))


def _formers() -> st.SearchStrategy[Former]:
    """What a position remembers: sections it has or had, of their kind or another; a file may say anything."""
    return st.builds(Former, structure=_structures, sections=st.lists(_hollows(1), max_size=2).map(tuple))


def _hollows(depth: int) -> st.SearchStrategy[Hollow]:
    ids = st.sampled_from(["id1", "id3", "id5", "id8", "gone"])
    return st.builds(
        Hollow,
        section=ids,
        kind=st.sampled_from([name for name in KINDS if name != "strategy"]),
        slot=st.sampled_from(["", "goals", "purpose"]),
        title=texts,
        other=_translations("title"),
        faces=_faces,
        numbered=st.booleans(),
        items=st.lists(ids, max_size=2).map(tuple),
        sections=st.lists(_hollows(depth - 1), max_size=1).map(tuple) if depth else st.just(()),
    )
