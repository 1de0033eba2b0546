"""The formats a position can be exported to. To add one: write its writer and name it here.

Writers are named by a string and imported on first use, so that nobody pays for Word to read the list.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from jdstudio.blocks.bilingual import build_reading
from jdstudio.errors import UsageError
from jdstudio.i18n import N_, Language
from jdstudio.model.fields import Face
from jdstudio.model.languages import Reading, in_language, stacked
from jdstudio.model.project import Position, Project


class Format(msgspec.Struct, frozen=True):
    """One format: its name on the command line, the file's suffix, the face it shows, what its document is called.

    `writer` is `module:function`. It takes what `takes` says and returns the file's bytes: the Document of the face,
    or the project and the position as they read, and the reading, where a form is more than its blocks.
    """

    name: str
    suffix: str
    face: Face
    zh: str
    en: str
    writer: str
    takes: Literal["document", "position"] = "document"

    def word(self, language: Language) -> str:
        """What the document is called, as file names say it."""
        return self.zh if language == "zh" else self.en


FORMATS: Mapping[str, Format] = {
    format_.name: format_
    for format_ in (
        Format("word", ".docx", "description", "岗位说明书", "Job description", "jdstudio.export.word:write_word"),
        Format("posting", ".docx", "posting", "招聘 JD", "Job posting", "jdstudio.export.word:write_word"),
        Format(
            "excel", ".xlsx", "review", "绩效考核表", "Review sheet", "jdstudio.export.excel:write_excel", "position"
        ),
        Format(
            "markdown", ".md", "description", "岗位说明书", "Job description", "jdstudio.export.markdown:write_markdown"
        ),
        Format("html", ".html", "description", "岗位说明书", "Job description", "jdstudio.export.html:write_html"),
    )
}


def format_named(name: str) -> Format:
    """The format of that name. Raises UsageError that lists the ones there are."""
    if name not in FORMATS:
        raise UsageError(
            N_("There is no format “{name}”."),
            remedy=N_("Choose from: {formats}."),
            name=name,
            formats=", ".join(FORMATS),
        )
    return FORMATS[name]


def render(project: Project, position: Position, name: str, reading: Reading, *, calendar: bool = False) -> bytes:
    """The finished file of one position in one format; nothing is written. Raises UsageError for an unknown format.

    `calendar`: a description ends with its task calendar; other faces have none.
    """
    format_ = format_named(name)
    write = writer_of(format_)
    if format_.takes == "document":
        return bytes(write(build_reading(project, position, format_.face, reading, calendar=calendar)))
    alone = replace(project, positions=(position,))
    read = stacked(alone) if reading == "both" else in_language(alone, reading)
    return bytes(write(read, read.positions[0], reading))


@cache
def writer_of(format_: Format) -> Any:
    """The writer's function, imported now if it was not yet."""
    module, function = format_.writer.split(":")
    return getattr(import_module(module), function)
