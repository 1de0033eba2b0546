"""The errors a person can meet. Each says what happened, where, and what to do; none is shown as a traceback.

JDStudioError
├── ReadError            a file could not be read as what it should be
│   ├── NotAProject      readable, but not a JD Studio project
│   ├── NewerSchema      written by a newer version
│   └── Damaged          a project whose content breaks the format; `where` names the place
├── WriteError           a file could not be written
│   ├── ChangedOnDisk    somebody else changed the file since it was read
│   └── Locked           another window or person has the project open
├── EditError            a value that may not stand where it was put
└── UsageError           a command that names something that does not exist
"""

from __future__ import annotations

from pathlib import Path

from jdstudio.i18n import _


class JDStudioError(Exception):
    """Base of all errors meant for people: a sentence, the file, the place in it, and the remedy.

    The texts are source strings with `{names}`; they are translated only when the error is shown.
    """

    def __init__(
        self, message: str, *, path: Path | str | None = None, where: str = "", remedy: str = "", **args: object
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.where = where
        self.remedy = remedy
        self.args_named = args

    def __str__(self) -> str:
        """One line: `file: place: what happened. What to do.`"""
        sentence = _(self.message).format(**self.args_named)
        remedy = _(self.remedy).format(**self.args_named) if self.remedy else ""
        parts = [str(part) for part in (self.path, self.where, sentence) if part]
        gap = "" if not remedy or sentence.endswith("。") else " "
        return ": ".join(parts) + gap + remedy


class ReadError(JDStudioError):
    """A file could not be read as what it should be."""


class NotAProject(ReadError):
    """Readable, but not a JD Studio project."""


class NewerSchema(ReadError):
    """Written by a newer version of JD Studio."""


class Damaged(ReadError):
    """A project whose content breaks the format; `where` names the place, as in `positions[2].sections[0]`."""


class WriteError(JDStudioError):
    """A file could not be written; what stood there before is untouched."""


class ChangedOnDisk(WriteError):
    """Somebody else changed the file since it was read."""


class Locked(WriteError):
    """Another window or person has the project open."""


class EditError(JDStudioError):
    """A value that may not stand where it was put, such as a word in a number cell."""


class UsageError(JDStudioError):
    """A command or a choice that names something that does not exist."""
