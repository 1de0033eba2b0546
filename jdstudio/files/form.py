"""What a project file is: its envelope, and what is handed on of one that was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec

from jdstudio.i18n import _
from jdstudio.model.project import Project
from jdstudio.model.values import shortened

FORMAT = "jdstudio"
SCHEMA = 1
"""The form this version writes. A higher number is refused, a lower one is brought up by migrations.py."""


class ProjectFile(Project, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """A project with the envelope that names its format."""

    format: Annotated[Literal["jdstudio"], msgspec.Meta(description="Says that this is a JD Studio project.")]
    schema: Annotated[Literal[1], msgspec.Meta(description="The form of the file; newer programs write higher ones.")]


class Note(msgspec.Struct, frozen=True):
    """Something a person should know about a file that could be read: what was repaired or could not be kept.

    `rule` is the name a check reports it under. `level` is "error" where the file contradicts itself and only a guess could be read, "warning" where something in
    the file is not in the project, "info" where nothing is lost.
    `message` and `remedy` are source strings with `{names}`, as in errors.
    """

    where: str
    message: str
    remedy: str = ""
    level: Literal["info", "warning", "error"] = "warning"
    args: Mapping[str, object] = msgspec.field(default_factory=dict)
    rule: str = "file"

    def __str__(self) -> str:
        """One line: `place: what happened. What to do.`"""
        sentence = _(self.message).format(**self.args)
        remedy = f" {_(self.remedy).format(**self.args)}" if self.remedy else ""
        return (f"{self.where}: " if self.where else "") + sentence + remedy


def brief(text: object) -> str:
    """What a file holds, on one line and short enough for a sentence about it."""
    return shortened(" ".join(str(text).split()), 60)


class Loaded(msgspec.Struct, frozen=True):
    """A project read from a file; with notes, the file holds something else than the project."""

    project: Project
    notes: tuple[Note, ...] = ()
