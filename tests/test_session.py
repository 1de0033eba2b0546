"""One open project: whatever fails, the project and the files stay as they were."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jdstudio.errors import ChangedOnDisk, Damaged, Locked, NewerSchema, NotAProject, ReadError, UsageError, WriteError
from jdstudio.files.codec import decode, encode
from jdstudio.files.lock import lock_file
from jdstudio.files.recovery import backups_of
from jdstudio.model import edits
from jdstudio.model.edits import set_project_field
from jdstudio.model.kinds import Text
from jdstudio.model.languages import pairs_of
from jdstudio.model.place import Place
from jdstudio.model.project import Facts, Position, Project
from jdstudio.model.translation_edits import set_translation
from jdstudio.session import Session, export, left_behind

PROJECT = Project(
    id="p",
    title="运营部",
    positions=(
        Position(id="a", facts=Facts(title="主管"), sections=(Text(id="t", title="目的", text="让店铺长大。"),)),
        Position(id="b", facts=Facts(title="主管")),
    ),
)
NEWER = b'{"format": "jdstudio", "schema": 2}'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "team.json"
    path.write_bytes(encode(PROJECT))
    return path


def rename(session: Session, title: str) -> None:
    session.store.commit(set_project_field(session.store.project, "title", title), "Rename")


def has_changes(session: Session) -> bool:
    return session.store.is_dirty


def may_not_save(session: Session) -> bool:
    return session.is_read_only


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --- open and save ----------------------------------------------------------------------------------------------------


def test_open_edit_save_close(path: Path) -> None:
    session = Session.open(path)
    assert session.store.project == PROJECT
    assert not has_changes(session)
    rename(session, "电商部")
    session.save()
    assert not has_changes(session)
    assert decode(path.read_bytes(), path).project.title == "电商部"
    session.close()
    assert names_in(path.parent) == ["team.json"]


def test_going_back_behind_the_saved_state_is_a_change(path: Path) -> None:
    session = Session.open(path)
    rename(session, "1")
    session.save()
    session.store.undo()
    assert has_changes(session)
    session.store.redo()
    assert not has_changes(session)
    session.close()


def test_a_new_project_is_saved_where_it_is_told(tmp_path: Path) -> None:
    session = Session.new(PROJECT)
    assert (session.path, session.is_read_only, session.store.is_dirty) == (None, False, False)
    with pytest.raises(WriteError, match=r"This project has no file yet\. Save it under another name\."):
        session.save()
    session.save_as(tmp_path / "new.json")
    assert session.path == tmp_path / "new.json"
    rename(session, "2")
    session.save()
    assert decode(session.path.read_bytes(), "new").project.title == "2"
    session.close()


def test_a_sample_is_opened_as_a_copy(path: Path) -> None:
    session = Session.from_sample(path)
    assert (session.path, session.store.project) == (None, PROJECT)
    assert names_in(path.parent) == ["team.json"]


@pytest.mark.parametrize(
    ("data", "error"), [(b"{", NotAProject), (NEWER, NewerSchema), (encode(PROJECT).replace(b'"p"', b"7"), Damaged)]
)
def test_an_open_that_fails_leaves_no_lock_and_the_file_as_it_was(
    path: Path, data: bytes, error: type[ReadError]
) -> None:
    path.write_bytes(data)
    with pytest.raises(error):
        Session.open(path)
    assert path.read_bytes() == data
    assert names_in(path.parent) == ["team.json"]


def test_a_save_that_fails_keeps_the_changes_unsaved(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session.open(path)
    rename(session, "电商部")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError, match="There is not enough space"):
        session.save()
    assert has_changes(session)
    assert path.read_bytes() == encode(PROJECT)
    monkeypatch.undo()
    session.save()
    assert not has_changes(session)
    session.close()


# --- others have it too -----------------------------------------------------------------------------------------------


def test_a_project_that_is_open_elsewhere_can_be_read_and_copied_but_not_saved(path: Path) -> None:
    first = Session.open(path)
    with pytest.raises(Locked):
        Session.open(path)
    second = Session.open(path, read_only=True)
    assert may_not_save(second)
    rename(second, "电商部")
    with pytest.raises(WriteError, match=r"This project was opened read-only\. Save it under another name\."):
        second.save()
    with pytest.raises(Locked):
        second.save_as(path)
    second.save_as(path.with_name("copy.json"))
    assert not may_not_save(second)
    second.close()
    first.save()
    first.close()
    assert names_in(path.parent) == ["copy.json", "team.json"]


def test_a_file_that_somebody_changed_is_only_replaced_when_told(path: Path) -> None:
    session = Session.open(path)
    rename(session, "ours")
    theirs = encode(set_project_field(PROJECT, "title", "theirs"))
    path.write_bytes(theirs)
    with pytest.raises(ChangedOnDisk):
        session.save()
    assert path.read_bytes() == theirs
    session.save(over_changes=True)
    assert decode(path.read_bytes(), path).project.title == "ours"
    assert theirs in [file.read_bytes() for file in backups_of(path)]
    rename(session, "again")
    session.save()
    session.close()


def test_a_file_of_a_newer_version_is_never_replaced(path: Path) -> None:
    session = Session.open(path)
    newer = path.with_name("newer.json")
    for file in (path, newer):
        file.write_bytes(NEWER)
    with pytest.raises(NewerSchema):
        session.save(over_changes=True)
    with pytest.raises(NewerSchema):
        session.save_as(newer)
    assert path.read_bytes() == newer.read_bytes() == NEWER
    assert session.path == path
    session.close()
    assert names_in(path.parent) == ["newer.json", "team.json"]


def test_a_folder_that_cannot_be_written_gives_a_read_only_project(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def refuse(name: os.PathLike[str], flags: int, *rest: int) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(13, "Permission denied")
        return real(name, flags, *rest)

    monkeypatch.setattr(os, "open", refuse)
    session = Session.open(path)
    assert session.is_read_only
    assert [str(note) for note in session.notes] == [
        "The folder of this project cannot be written to, so it was opened read-only. Save it under another name."
    ]
    assert not has_changes(session)


# --- save as ----------------------------------------------------------------------------------------------------------


def test_save_as_moves_the_lock_and_keeps_what_stood_there(path: Path) -> None:
    other = path.with_name("other.json")
    other.write_bytes(b"something else")
    session = Session.open(path)
    rename(session, "电商部")
    session.save_as(other)
    assert (lock_file(path).exists(), lock_file(other).exists()) == (False, True)
    assert path.read_bytes() == encode(PROJECT)
    assert [file.read_bytes() for file in backups_of(other)] == [b"something else"]
    session.close()


def test_save_as_to_the_same_file_is_a_save(path: Path) -> None:
    session = Session.open(path)
    rename(session, "电商部")
    session.save_as(path.parent / "." / "team.json")
    assert session.path == path
    assert lock_file(path).exists()
    session.close()


def test_a_save_as_that_fails_changes_nothing(path: Path) -> None:
    session = Session.open(path)
    rename(session, "电商部")
    with pytest.raises(WriteError, match="The folder does not exist"):
        session.save_as(path.parent / "missing" / "a.json")
    (path.parent / "folder").mkdir()
    with pytest.raises(WriteError, match="This is a folder"):
        session.save_as(path.parent / "folder")
    assert session.path == path
    assert has_changes(session)
    session.save()
    session.close()
    assert names_in(path.parent) == ["folder", "team.json"]


# --- what the file said more ------------------------------------------------------------------------------------------


def test_a_file_with_unknown_fields_is_kept_beside_the_project_at_the_first_save(path: Path) -> None:
    plain = json.loads(path.read_bytes())
    plain["mood"] = "good"
    original = json.dumps(plain).encode()
    path.write_bytes(original)
    session = Session.open(path)
    assert has_changes(session)
    assert [note.where for note in session.notes] == ["mood"]
    session.save()
    rename(session, "电商部")
    session.save()
    session.close()
    assert names_in(path.parent) == ["team.json", "team.json.bak"]
    assert path.with_name("team.json.bak").read_bytes() == original


def test_an_earlier_kept_file_is_not_overwritten(path: Path) -> None:
    kept = path.with_name("team.json.bak")
    kept.write_bytes(b"earlier")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    session = Session.open(path)
    session.save()
    session.close()
    assert kept.read_bytes() == b"earlier"
    assert path.with_name("team.json.bak2").read_bytes() == b"\xef\xbb\xbf" + encode(PROJECT)


def test_the_file_as_it_was_at_open_goes_to_the_backups_once(path: Path) -> None:
    session = Session.open(path)
    for title in "123":
        rename(session, title)
        session.save()
    session.close()
    assert [file.read_bytes() for file in backups_of(path)] == [encode(PROJECT)]


# --- recovery ---------------------------------------------------------------------------------------------------------

CRASH = """
import os, sys
from pathlib import Path
from jdstudio.model import edits
from jdstudio.model.edits import set_project_field
from jdstudio.session import Session
session = Session.open(Path(sys.argv[1]))
session.store.commit(set_project_field(session.store.project, "title", "unsaved"), "Rename")
session.write_recovery()
os._exit(9)
"""


def crash(path: Path) -> None:
    subprocess.run([sys.executable, "-c", CRASH, str(path)], check=False, timeout=30)


def test_work_of_a_crashed_window_is_recovered_as_unsaved_changes(path: Path) -> None:
    crash(path)
    (found,) = left_behind()
    session = Session.recover(found)
    assert session.store.project.title == "unsaved"
    assert has_changes(session)
    assert session.path == path
    assert path.read_bytes() == encode(PROJECT)
    session.save()
    assert decode(path.read_bytes(), path).project.title == "unsaved"
    session.close()
    assert left_behind() == []
    assert names_in(path.parent) == ["team.json"]


def test_recovered_work_does_not_replace_what_was_saved_elsewhere_meanwhile(path: Path) -> None:
    crash(path)
    path.write_bytes(encode(set_project_field(PROJECT, "title", "newer work on another machine")))
    session = Session.recover(left_behind()[0])
    with pytest.raises(ChangedOnDisk):
        session.save()
    session.close()


def test_a_recovery_job_writes_the_state_at_which_it_was_made(path: Path) -> None:
    session = Session.open(path)
    rename(session, "1")
    job = session.recovery_job()
    rename(session, "2")
    job()
    (copy,) = (Path(os.environ["JDSTUDIO_STATE"]) / "recovery").iterdir()
    assert decode(copy.read_bytes().partition(b"\n")[2], copy).project.title == "1"
    session.save()
    assert not copy.exists()
    session.close()


# --- export -----------------------------------------------------------------------------------------------------------


def test_an_export_writes_each_position_in_each_format_and_language(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "out"
    paths = export(PROJECT, ["a", "b"], ["markdown", "html"], ["zh"], folder)
    assert [path.name for path in paths] == [
        "主管-岗位说明书.md",
        "主管-岗位说明书.html",
        "主管 (2)-岗位说明书.md",
        "主管 (2)-岗位说明书.html",
    ]
    assert "让店铺长大。" in paths[0].read_text(encoding="utf-8")
    assert names_in(folder) == sorted(path.name for path in paths)
    assert export(PROJECT, ["a"], ["markdown"], ["zh"], folder) == paths[:1]


def test_an_export_of_what_is_not_there_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no position “z”"):
        export(PROJECT, ["a", "z"], ["markdown"], ["zh"], tmp_path / "out")
    with pytest.raises(UsageError):
        export(PROJECT, ["a"], ["markdown", "papyrus"], ["zh"], tmp_path / "out")
    assert names_in(tmp_path) == []


def test_an_export_to_where_nothing_can_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WriteError, match="A part of this path is a file"):
        export(PROJECT, ["a"], ["markdown"], ["zh"], tmp_path / "file" / "out")


def test_opening_notes_where_a_text_caught_up_with_its_translation(tmp_path: Path) -> None:
    place = Place("a", field="title")
    caught_up = edits.set_fact(
        set_translation(set_translation(PROJECT, place, "Lead"), place, "Head"), "a", "title", "主管二"
    )
    path = tmp_path / "x.json"
    path.write_bytes(encode(caught_up))
    session = Session.open(path)
    assert not session.store.is_dirty
    changed = edits.set_fact(session.store.project, "a", "title", "主管三")
    assert [pair.state for pair in pairs_of(changed, changed.positions[0]) if pair.place == place] == ["stale"]
    session.close()
