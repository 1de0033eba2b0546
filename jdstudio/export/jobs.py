"""What an export of many positions consists of: one job a file, named together so that no two files meet."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from jdstudio.export.names import file_names
from jdstudio.export.registry import format_named, render
from jdstudio.i18n import Language
from jdstudio.model.project import Position, Project


class Job(msgspec.Struct, frozen=True):
    """One file: a position in one format and language. Its project holds this position alone, so that it travels light."""

    project: Project
    format: str
    language: Language
    file_name: str

    @property
    def position(self) -> Position:
        return self.project.positions[0]

    def render(self) -> bytes:
        """The bytes of the file."""
        return render(self.project, self.position, self.format, self.language)


def plan(
    project: Project, positions: Iterable[Position], formats: Iterable[str], languages: Iterable[Language]
) -> tuple[Job, ...]:
    """The files of an export, position by position. Raises UsageError for a format that does not exist."""
    known = [format_named(name) for name in formats]
    chosen = [(position, format_, language) for position in positions for format_ in known for language in languages]
    names = file_names((position.title, format_, language) for position, format_, language in chosen)
    return tuple(
        Job(replace(project, positions=(position,)), format_.name, language, name)
        for (position, format_, language), name in zip(chosen, names, strict=True)
    )
