"""`jdstudio export`: every position asked for, in every format; one that fails does not stop the others."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

from jdstudio.checks.languages import lacking
from jdstudio.errors import JDStudioError, UsageError, WriteError
from jdstudio.export.jobs import Job, plan
from jdstudio.export.registry import FORMATS, format_named, writer_of
from jdstudio.files.atomic import make_folder, read_file, write_atomic
from jdstudio.files.codec import decode
from jdstudio.files.form import Note, brief
from jdstudio.i18n import N_, Language, _, interface_language, use_language
from jdstudio.model.languages import Reading
from jdstudio.model.project import Position, Project
from jdstudio.terminal import say

ALONE = 20
"""Files up to which one process is faster than starting several."""

MOST_NOTES = 12
"""Notes on one file that are said while something else is done."""


def export(
    path: Path,
    formats: Sequence[str],
    wanted: Sequence[str],
    reading: Reading | None,
    folder: Path,
    *,
    calendar: bool = False,
) -> int:
    """Write the files and print their paths, one a line; say on stderr which could not be written.

    `formats` may hold several names apart by commas. No positions `wanted` means all, no `reading` the project's own
    language. What the documents lack in that language is said, and is no failure.
    `calendar`: descriptions end with their task calendar; to ask for it without a description is a mistake.
    Exit code 1 when a file is missing at the end. Raises ReadError, WriteError for the folder, UsageError.
    """
    names = tuple(dict.fromkeys(name for part in formats for name in part.replace(",", " ").split()))
    for name in names or ("",):
        format_named(name)
    if calendar and not any(FORMATS[name].face == "description" for name in names):
        raise UsageError(
            N_("The task calendar is a page of the job description, which is not exported."),
            remedy=N_("Add word, html or markdown to --to."),
        )
    loaded = decode(read_file(path), path)
    positions = choose_positions(loaded.project, wanted, path)
    make_folder(folder)
    if not os.access(folder, os.W_OK):  # said once, not for each file
        message, remedy = N_("You have no permission to write into this folder."), N_("Choose another folder.")
        raise WriteError(message, path=folder, remedy=remedy)
    _say_notes(path, loaded.notes)
    reading = reading or loaded.project.language
    if words := lacking(loaded.project, positions, reading):
        say(words)
    jobs = plan(loaded.project, positions, names, (reading,), calendar=calendar)
    failed = 0
    for done, (job, problem) in enumerate(_written(jobs, folder), 1):
        _progress(done, len(jobs))
        if problem is None:
            print(folder / job.file_name)
        else:
            failed += 1
            say(f"{job.position.title or job.position.id}: {problem}")
    return 1 if failed else 0


def choose_positions(project: Project, wanted: Sequence[str], path: Path) -> tuple[Position, ...]:
    """The positions with these ids or titles, in the project's order; all where none is named. Raises UsageError."""
    if not project.positions:
        raise UsageError(N_("The project has no positions."), path=path, remedy=N_("Add one first."))
    chosen: set[str] = set()
    for name in wanted:
        found = {position.id for position in project.positions if name == position.id}
        found = found or {p.id for p in project.positions if name.strip().casefold() == p.title.strip().casefold()}
        if not found:
            titles = ", ".join(brief(position.title or position.id) for position in project.positions[:12])
            raise UsageError(
                N_("There is no position “{name}”."),
                remedy=N_("The project holds: {titles}."),
                path=path,
                name=name,
                titles=titles + (" …" if len(project.positions) > 12 else ""),
            )
        chosen |= found
    return tuple(position for position in project.positions if not wanted or position.id in chosen)


def _written(jobs: Sequence[Job], folder: Path) -> Iterator[tuple[Job, str | None]]:
    """Each job when it is done, in order, with what went wrong; many jobs on all cores."""
    cores = min(os.cpu_count() or 1, 1 + len(jobs) // ALONE)
    if cores == 1:
        yield from ((job, _write(job, folder)) for job in jobs)
        return
    for name in {job.format for job in jobs}:
        writer_of(FORMATS[name])  # imported once, before the processes part
    with ProcessPoolExecutor(cores, initializer=_begin, initargs=(interface_language(),)) as pool:
        try:
            yield from zip(jobs, pool.map(_write, jobs, repeat(folder), chunksize=4), strict=True)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _begin(language: Language) -> None:
    """A process of the pool begins: it speaks our language, and leaves Ctrl+C to us."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use_language(language)


def _write(job: Job, folder: Path) -> str | None:
    """Write one file; what went wrong, in words, or None."""
    try:
        write_atomic(folder / job.file_name, job.render())
    except JDStudioError as error:
        return str(error)
    except Exception as error:  # a fault of ours in one position must not cost the others
        if os.environ.get("JDSTUDIO_DEBUG"):
            raise
        reason = f"{type(error).__name__}: {error}"
        return _("{file} could not be made ({reason}).").format(file=job.file_name, reason=reason)
    return None


def _say_notes(path: Path, notes: Sequence[Note]) -> None:
    """What had to be repaired to read the file; a file that is wrong all over does not hide the rest."""
    for note in notes[:MOST_NOTES]:
        say(f"{path}: {note}")
    if len(notes) > MOST_NOTES:
        more = _("{number} more of this kind; all of them: jdstudio check")
        say(f"{path}: {more.format(number=len(notes) - MOST_NOTES)}")


def _progress(done: int, whole: int) -> None:
    """A line that counts up, on a terminal where the paths do not show how far it is, and gone at the end."""
    if whole > ALONE and sys.stderr.isatty() and not sys.stdout.isatty():
        text = f"{done} / {whole}"
        print(f"\r{text}" if done < whole else "\r" + " " * len(text) + "\r", end="", file=sys.stderr, flush=True)
