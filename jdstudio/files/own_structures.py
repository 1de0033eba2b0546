"""A person's own structures on the disk: kept, renamed, deleted, handed on and taken over, a file each."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec.structs import replace

from jdstudio.errors import ReadError, UsageError, WriteError
from jdstudio.files.atomic import make_folder, read_file, write_atomic
from jdstudio.i18n import N_
from jdstudio.library.own import own_folder, read_one
from jdstudio.library.own_structures import free_id, free_name
from jdstudio.library.soundness import refuse_unsound
from jdstudio.library.structure import Structure, own_structures, structures
from jdstudio.model.values import one_line


def keep_structure(own: Structure) -> Path:
    """Write a new structure into the person's library and say where. Raises WriteError.

    No file is written over, also none that was left out because it is broken.
    """
    folder = own_folder("structures")
    make_folder(folder)
    stem = free_id(own.id, [file.stem for file in folder.glob("*.json")])
    path = folder / f"{stem}.json"
    write_atomic(path, _encoded(own))
    return path


def rename_structure(structure_id: str, name: str) -> Structure:
    """Give an own structure another name, in both languages; its id stays, so positions that follow it still do.

    Raises UsageError for an empty name or a structure that is gone, WriteError where the file cannot be written.
    """
    file, own = _found(structure_id)
    title = one_line(name)
    if not title:
        raise UsageError(N_("A structure needs a name."), remedy=N_("Name it."))
    new = replace(own, zh=title, en=title)
    write_atomic(file, _encoded(new))
    return new


def delete_structure(structure_id: str) -> None:
    """Delete an own structure. Positions that follow it keep all their sections.

    Raises UsageError for a structure that is gone, WriteError where the file cannot be deleted.
    """
    file, _own = _found(structure_id)
    try:
        file.unlink()
    except OSError as error:
        message, remedy = N_("The file cannot be deleted: {why}."), N_("Close programs that use it and try again.")
        raise WriteError(message, path=file, remedy=remedy, why=error.strerror or error) from error


def export_structure(own: Structure, path: Path) -> None:
    """Write a structure to a file that others can import. Raises WriteError."""
    write_atomic(path, _encoded(own))


def import_structure(path: Path) -> Structure:
    """Take a structure from a file over into the person's library.

    Where its id or name is taken it gets another one. Raises ReadError where the file is no usable structure.
    """
    read_file(path)  # says in words what is wrong with a file that cannot be read at all
    try:
        given = read_one(path, Structure)
        refuse_unsound(given, path)
    except ReadError as error:
        remedy = N_("Choose a file that was exported as a structure.")
        raise ReadError(error.message, path=path, where=error.where, remedy=remedy, **error.args_named) from error
    known = structures()
    names = [name for each in known for name in {each.zh, each.en}]
    own = replace(
        given,
        id=free_id(given.id, [each.id for each in known]),
        zh=free_name(given.zh, names),
        en=free_name(given.en, names),
    )
    keep_structure(own)
    return own


def _found(structure_id: str) -> tuple[Path, Structure]:
    for file, own in own_structures()[0]:
        if own.id == structure_id:
            return file, own
    raise UsageError(N_("The structure “{name}” is not there any more."), name=structure_id)


def _encoded(own: Structure) -> bytes:
    return msgspec.json.format(msgspec.json.encode(own), indent=2) + b"\n"
