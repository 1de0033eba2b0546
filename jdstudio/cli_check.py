"""`jdstudio check`: what is wrong with a project, for people and for scripts."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import msgspec

from jdstudio.checks.engine import Finding, run
from jdstudio.files.atomic import read_file
from jdstudio.files.codec import decode
from jdstudio.files.form import Note
from jdstudio.i18n import N_, _, interface_language
from jdstudio.model.place import Place
from jdstudio.model.project import Project
from jdstudio.model.values import main_text
from jdstudio.model.walk import item_at, item_labels, position_at, section_at
from jdstudio.terminal import one_line

LEVELS = {
    "error": (N_("error"), N_("Errors: {count}")),
    "warning": (N_("warning"), N_("Warnings: {count}")),
    "info": (N_("hint"), N_("Hints: {count}")),
}


def check(path: Path, *, as_json: bool) -> int:
    """Print the findings. Exit code 1 when one of them is an error. Raises ReadError."""
    loaded = decode(read_file(path), path, closely=True)
    findings = (*map(_about_the_file, loaded.notes), *run(loaded.project))
    if as_json:
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(findings), indent=2) + b"\n")
    else:
        for line in _lines(loaded.project, path, findings):
            print(one_line(line))
    return 1 if any(finding.level == "error" for finding in findings) else 0


def _about_the_file(note: Note) -> Finding:
    """What had to be repaired or left out to read the file; `field` is the place in the file."""
    guessed = note.level == "error"
    return Finding(
        rule=note.rule,
        family="file",
        level=note.level,
        position="",
        section="",
        item="",
        field=note.where,
        start=None,
        end=None,
        quote="",
        message=_(note.message).format(**note.args),
        why=_("The file contradicts itself.") if guessed else _("The next save writes the file without this."),
        suggestion=_(note.remedy).format(**note.args),
    )


def _lines(project: Project, path: Path, findings: Sequence[Finding]) -> Iterator[str]:
    """The findings by position, each with its place, and how many there are of each level at the end."""
    for position_id, group in groupby(findings, key=lambda finding: finding.position):
        position = position_at(project, Place(position_id))
        yield (position.title if position else "") or project.title or position_id or path.name
        labels = item_labels(project, position) if position else {}
        for finding in group:
            level = _(LEVELS[finding.level][0])
            where = " › ".join(filter(None, _where(project, finding, labels)))
            line = _("{level}: {where}: {message}") if where else _("{level}: {message}")
            yield "  " + line.format(level=level, where=where, message=finding.message)
            if finding.suggestion:
                yield f"    → {finding.suggestion}"
    counts: Counter[str] = Counter(finding.level for finding in findings)
    yield " · ".join(
        _(words).format(count=counts[level]) for level, (_word, words) in LEVELS.items() if counts[level]
    ) or (_("Nothing found."))


def _where(project: Project, finding: Finding, labels: dict[str, str]) -> Iterator[str]:
    """Section and item by the words people know them by; for the file, the place in it."""
    section, item = section_at(project, finding.place), item_at(project, finding.place)
    if finding.family == "file":
        yield finding.field
    if section:
        yield section.title or section.about.name(interface_language())
    if section and item:
        yield labels.get(item.id, "") or main_text(item, section)[:20]
