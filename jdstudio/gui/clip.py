"""A position or a section on its way through the clipboard or a drag, between places, windows and programs."""

from __future__ import annotations

import msgspec

from jdstudio.model.edits import fresh_position, fresh_section
from jdstudio.model.kinds import AnySection, items_of
from jdstudio.model.place import Place
from jdstudio.model.project import Position, Project
from jdstudio.model.values import main_text
from jdstudio.model.walk import all_ids, walk

MIME = "application/x-jdstudio-sections"


class Clip(msgspec.Struct, frozen=True):
    """One position or one section with all below it; `origin` tells which open project it came from, `place` where."""

    origin: str
    place: Place
    position: Position | None = None
    section: AnySection | None = None


def encode(clip: Clip) -> bytes:
    return msgspec.json.encode(clip)


def decode(data: bytes) -> Clip | None:
    """The clip, or None where the bytes are none: whatever stands in a clipboard came from somewhere else."""
    try:
        clip = msgspec.json.decode(data, type=Clip)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return clip if (clip.position is None) != (clip.section is None) else None


def plain_text(clip: Clip, language: str) -> str:
    """The same as text, for other programs: an outline of titles, prose and items."""
    if clip.position:
        return "\n".join([clip.position.title, *(_lines(clip.position.sections, language, 1))])
    return "\n".join(_lines((clip.section,) if clip.section else (), language, 0))


def title_of(section: AnySection, language: str) -> str:
    """The section's title; the name of its kind where it has none."""
    return section.title or section.about.name(language)


def fresh_for(project: Project, clip: Clip) -> Clip:
    """The clip as it may be put into `project`: with ids of its own.

    What was cut, and so is in the project no more, keeps its ids: what refers to it finds it again.
    """
    here = {known for known, _path in all_ids(project)}
    if clip.position:
        ids = {clip.position.id, *_ids(clip.position.sections)}
        position = fresh_position(clip.position) if ids & here else clip.position
        return msgspec.structs.replace(clip, position=position)
    if clip.section:
        section = fresh_section(clip.section) if _ids((clip.section,)) & here else clip.section
        return msgspec.structs.replace(clip, section=section)
    return clip


def _ids(sections: tuple[AnySection, ...]) -> set[str]:
    return {known for section in walk(sections) for known in (section.id, *(item.id for item in items_of(section)))}


def _lines(sections: tuple[AnySection, ...], language: str, depth: int) -> list[str]:
    lines = []
    for section in sections:
        lines.append("\t" * depth + title_of(section, language))
        lines += ["\t" * (depth + 1) + line for line in section.text.splitlines() if line.strip()]
        lines += ["\t" * (depth + 1) + main_text(item, section) for item in items_of(section)]
        lines += _lines(section.sections, language, depth + 1)
    return lines
