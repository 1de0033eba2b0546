"""Every field of every kind, filled with what people should not type: it arrives as typed, and only where it may."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from html.parser import HTMLParser
from itertools import count
from typing import Any, get_type_hints

import msgspec
import pytest
from markdown_it import MarkdownIt
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from export.word_reading import W, root_of, text_of
from jdstudio.export.registry import render
from jdstudio.model.fields import Field, fields_of
from jdstudio.model.kinds import KINDS, Column, Kpi, Strategies, Strategy, Table, TableRow, Text, Translation
from jdstudio.model.languages import Reading, main_of, names_of
from jdstudio.model.project import Company, Facts, Position, Project

HOSTILE = {
    "formulas": "=1+1 +1 -2 @SUM(A1) =cmd|'/C calc'!A0 #N/A",
    "markup": "<b>x</b><script>y</script> & &amp; &#60; ]]> <![CDATA[ --> <!DOCTYPE z> \"'",
    "patterns": "{0} {name} {page} %s %(x)s ${x} $HOME `x` \\1 &P &D",
    "escapes": "_x000D_ _x0041_ _x000A_",
    "signs": "👩‍👩‍👧 🇨🇳 𠮷 \u200b\u2060\u202eRTL\u202c مرحبا Z\u0335\u0310 \ue000",
    "markdown": "#1 | a|b ~~c~~ ![d](e.png) <https://f> * g 1. h",
    "long": "字" * 2_500 + "w" * 2_500,
}
INTERNAL = ("kpis", "goals", "tasks", "strategy", "authority", "collaboration")


class Marked:
    """Texts between marks of their own, so that each can be found again; `texts` holds them by place."""

    def __init__(self, hostile: str) -> None:
        self.hostile = hostile
        self.numbers = count(100)
        self.texts: dict[str, str] = {}

    def text(self, place: str) -> str:
        mark = f"Qk{next(self.numbers)}"
        self.texts[place] = f"{mark}{self.hostile}{mark[::-1]}"
        return self.texts[place]

    def number(self) -> Decimal:
        return Decimal(f"{next(self.numbers)}.137")

    def fill(self, struct: type[msgspec.Struct], name: str, **known: Any) -> Any:
        hints = get_type_hints(struct)
        values = {
            field: self.value(declared, hints[field], f"{name}.{field}")
            for field, declared in fields_of(struct).items()
        }
        return struct(**{**values, **known})

    def value(self, field: Field, hint: Any, place: str) -> Any:
        match field.input:
            case "number" | "percent" | "amount":
                return self.number()
            case "choice":
                if place == "kpis.counted":
                    return ""  # what is only watched is not in the review sheet
                return next(value for value in hint.__args__ if value)
            case "reference":
                return ""
        return self.text(place)

    def project(self) -> Project:
        goal = Strategy(id="zid-s", text=self.text("project.strategy"))
        return Project(
            id="zid-p",
            title=self.text("project.title"),
            company=self.fill(Company, "company"),
            strategy=Strategies(id="zid-st", items=(goal,)),
            positions=(Position("zid-a", self.fill(Facts, "facts"), tuple(self.sections())),),
        )

    def sections(self) -> Iterator[Any]:
        for name, kind in KINDS.items():
            words: dict[str, Any] = {
                "id": f"zid-{name}",
                "title": self.text(f"{name}.title"),
                "faces": kind.about.faces,
            }
            if kind is Text:
                yield Text(**words, text="Plain.")
            elif kind is Table:
                cells, columns = (self.text("table.cell"),), (Column(self.text("table.column")),)
                yield Table(**words, columns=columns, items=(TableRow("zid-row", cells),))
            elif kind.item_type:
                made: Any = kind
                yield made(**words, items=(self.fill(kind.item_type, name, id=f"zid-{name}-1"),))


def translated(thing: Any, marked: Marked) -> Any:
    """The same with a translation beside every text, a mark of its own in each; `goals.text` has `goals.text/en`."""
    if isinstance(thing, tuple):
        return tuple(translated(each, marked) for each in thing)
    if not isinstance(thing, msgspec.Struct):
        return thing
    parts = {name: translated(getattr(thing, name), marked) for name in thing.__struct_fields__}
    if "other" in parts:
        places = {text: place for place, text in marked.texts.items()}
        texts = {name: main_of(thing, name) for name in names_of(thing)}  # type: ignore[arg-type]
        parts["other"] = tuple(
            Translation(name, marked.text(f"{places[text]}/en"), text) for name, text in texts.items() if text in places
        )
    return msgspec.structs.replace(thing, **parts)


@pytest.fixture(params=list(HOSTILE.values()), ids=list(HOSTILE))
def marked(request: pytest.FixtureRequest) -> Marked:
    return Marked(request.param)


def said_by_word(file: bytes) -> str:
    return "\n".join(text_of(paragraph) for paragraph in root_of(file).iter(f"{W}p"))


def said_by_excel(file: bytes) -> str:
    cells = [cell for sheet in load_workbook(io.BytesIO(file)) for row in sheet.iter_rows() for cell in row]
    assert not any("Qk" in str(cell.value) for cell in cells if cell.data_type != "s")
    return "\n".join(str(cell.value) for cell in cells if cell.data_type == "s")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        assert tag not in ("script", "b", "img", "iframe")

    def handle_data(self, data: str) -> None:
        self.said += data

    def handle_comment(self, data: str) -> None:
        pytest.fail(f"a comment was made of {data!r}")


def said_by_html(file: bytes) -> str:
    page = _Page()
    page.feed(file.decode().partition("</style>")[2])
    page.close()
    return page.said


def said_by_markdown(file: bytes) -> str:
    said = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(file.decode()):
        assert token.type not in ("html_block", "fence", "code_block")
        parts = token.children or ()
        assert {part.type for part in parts if part.content} <= {"text", "html_inline"}
        said.append("".join(part.content for part in parts if part.content != "<!-- -->"))
    return "\n".join(said)


READERS: dict[str, Callable[[bytes], str]] = {
    "word": said_by_word,
    "posting": said_by_word,
    "excel": said_by_excel,
    "html": said_by_html,
    "markdown": said_by_markdown,
}


def shown(face: str) -> set[str]:
    """The places whose text a face shows, by their declarations."""
    structs = {name: kind.item_type for name, kind in KINDS.items() if kind.item_type and kind is not Table}
    kinds = {name for name, kind in KINDS.items() if face in kind.about.faces}
    declared = {"facts": Facts, **{name: structs[name] for name in kinds & structs.keys()}}
    found = {
        f"{name}.{field}"
        for name, struct in declared.items()
        for field, d in fields_of(struct).items()
        if face in d.faces
    }
    return found | {f"{name}.title" for name in kinds} | {"table.cell", "table.column"}


@pytest.mark.parametrize("name", ["word", "posting", "html", "markdown"])
def test_what_a_face_shows_arrives_as_it_was_typed(marked: Marked, name: str) -> None:
    project = marked.project()
    said = READERS[name](render(project, project.positions[0], name, "zh"))
    wanted = shown("posting" if name == "posting" else "description") & marked.texts.keys()
    assert len(wanted) > 15
    assert [place for place in wanted if marked.texts[place] not in said] == []


def test_the_review_sheet_takes_every_text_for_a_text(marked: Marked) -> None:
    project = marked.project()
    said = said_by_excel(render(project, project.positions[0], "excel", "zh"))
    texts = [f"kpis.{field}" for field, declared in fields_of(Kpi).items() if declared.input in ("line", "text")]
    assert [place for place in texts if marked.texts[place] not in said] == []


def test_nothing_internal_stands_in_any_byte_of_a_posting() -> None:
    marked = Marked("x")
    project = marked.project()
    file = render(project, project.positions[0], "posting", "zh")
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    allowed = shown("posting") | {f"company.{field}" for field in fields_of(Company)}
    internal = {place: text for place, text in marked.texts.items() if place not in allowed}
    assert {"facts.reports_to", "facts.code", "facts.version", "facts.prepared_by", "goals.text"} <= internal.keys()
    assert {place.partition(".")[0] for place in internal} > set(INTERNAL)
    for part, content in parts.items():
        assert [place for place, text in internal.items() if text in content] == [], part
        assert "zid-" not in content, part
        assert ".137" not in content, part


@pytest.mark.parametrize("reading", ["zh", "en", "both"])
def test_no_translation_of_what_is_internal_stands_in_any_byte_of_a_posting(reading: Reading) -> None:
    marked = Marked("x")
    project = translated(marked.project(), marked)
    file = render(project, project.positions[0], "posting", reading)
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        content = "\n".join(package.read(name).decode() for name in package.namelist())
    allowed = shown("posting") | {f"company.{field}" for field in fields_of(Company)}
    internal = {place: text for place, text in marked.texts.items() if place.removesuffix("/en") not in allowed}
    assert {"facts.code/en", "goals.text/en", "kpis.name/en", "tasks.text/en", "project.strategy/en"} <= internal.keys()
    assert [place for place, text in internal.items() if text in content] == []
    wanted = {"duties.text": ("zh", "both"), "duties.text/en": ("en", "both")}
    assert {place for place in wanted if marked.texts[place] in content} == {
        place for place, readings in wanted.items() if reading in readings
    }


@pytest.mark.parametrize("name", ["word", "html", "markdown"])
@pytest.mark.parametrize("reading", ["en", "both"])
def test_every_translation_arrives_as_it_was_typed(name: str, reading: Reading) -> None:
    marked = Marked(HOSTILE["markup"])
    project = translated(marked.project(), marked)
    said = READERS[name](render(project, project.positions[0], name, reading))
    wanted = {f"{place}/en" for place in shown("description")} & marked.texts.keys()
    assert len(wanted) > 15
    assert [place for place in wanted if marked.texts[place] not in said] == []


@pytest.mark.parametrize("name", ["word", "posting", "excel"])
def test_office_has_nothing_to_repair(marked: Marked, name: str, tmp_path: Any) -> None:
    project = marked.project()
    path = tmp_path / ("made.xlsx" if name == "excel" else "made.docx")
    path.write_bytes(render(project, project.positions[0], name, "zh"))
    found = OpenXmlValidator().validate(str(path))
    assert [str(error) for error in found.errors] == []
