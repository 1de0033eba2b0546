"""What an export of many positions consists of: one job a file, named together so that no two files meet."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from jdstudio.export.names import file_names
from jdstudio.export.registry import format_named, render
from jdstudio.model.languages import Reading, title_in
from jdstudio.model.project import Position, Project


class Job(msgspec.Struct, frozen=True):
    """One file: a position in one format, in one language or both. Its project holds this position alone, so that it travels light."""

    project: Project
    format: str
    reading: Reading
    file_name: str
    calendar: bool = False

    @property
    def position(self) -> Position:
        return self.project.positions[0]

    def render(self) -> bytes:
        """The bytes of the file."""
        return render(self.project, self.position, self.format, self.reading, calendar=self.calendar)


def plan(
    project: Project,
    positions: Iterable[Position],
    formats: Iterable[str],
    readings: Iterable[Reading],
    *,
    calendar: bool = False,
) -> tuple[Job, ...]:
    """The files of an export, position by position. Raises UsageError for a format that does not exist.

    `calendar`: with the task calendar.
    """
    known = [format_named(name) for name in formats]
    chosen = [(position, format_, reading) for position in positions for format_ in known for reading in readings]
    titled = (
        (title_in(position, project.language, reading), format_, reading) for position, format_, reading in chosen
    )
    names = file_names(titled, project.language)
    return tuple(
        Job(replace(project, positions=(position,)), format_.name, reading, name, calendar)
        for (position, format_, reading), name in zip(chosen, names, strict=True)
    )
