"""What a crash leaves can be found and read; what was closed in order leaves nothing; old versions are kept."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from jdstudio.errors import WriteError
from jdstudio.files.atomic import fingerprint_of
from jdstudio.files.places import key_of, state_folder
from jdstudio.files.recovery import (
    KEPT_BACKUPS,
    RecoveryCopy,
    backups_of,
    drop_recovery,
    keep_backup,
    left_behind,
    read_recovery,
)
from jdstudio.model.project import Position, Project

CRASH = """
import os, sys
from pathlib import Path
from jdstudio.files.atomic import fingerprint_of
from jdstudio.files.recovery import RecoveryCopy
from jdstudio.model.project import Position, Project
path = Path(sys.argv[1]) if sys.argv[1] else None
project = Project(id="p", title="运营部", positions=(Position(id="a"), Position(id="b")))
RecoveryCopy("p").write(project, path, fingerprint_of(b"base") if path else None)
os._exit(9)
"""
PROJECT = Project(id="p", title="运营部", positions=(Position(id="a"), Position(id="b")))


def crash(path: str) -> None:
    subprocess.run([sys.executable, "-c", CRASH, path], check=False, env=os.environ, timeout=30)


def test_what_a_crashed_window_wrote_is_found_and_read() -> None:
    crash("/somewhere/team.json")
    (found,) = left_behind()
    assert (found.path, found.title) == (Path("/somewhere/team.json"), "运营部")
    assert found.base == fingerprint_of(b"base")
    assert found.written.tzinfo
    assert read_recovery(found).project == PROJECT
    drop_recovery(found)
    assert left_behind() == []


def test_a_project_without_a_file_is_found_too() -> None:
    crash("")
    (found,) = left_behind()
    assert found.path is None
    assert read_recovery(found).project == PROJECT


def test_the_copy_of_a_window_that_runs_is_not_offered() -> None:
    copy = RecoveryCopy("p")
    copy.write(PROJECT, None, None)
    assert left_behind() == []
    copy.close()


def test_a_closed_project_leaves_nothing_even_if_a_worker_comes_late() -> None:
    copy = RecoveryCopy("p")
    copy.write(PROJECT, None, None)
    copy.close()
    late = threading.Thread(target=copy.write, args=(PROJECT, None, None))
    late.start()
    late.join()
    assert list((state_folder() / "recovery").iterdir()) == []


def test_a_saved_project_leaves_nothing_until_it_is_changed_again() -> None:
    copy = RecoveryCopy("p")
    copy.write(PROJECT, None, None)
    copy.drop()
    assert list((state_folder() / "recovery").iterdir()) == []
    copy.write(PROJECT, None, None)
    assert len(list((state_folder() / "recovery").iterdir())) == 1
    copy.close()


def test_a_copy_that_is_damaged_is_not_offered() -> None:
    crash("")
    (file,) = (state_folder() / "recovery").iterdir()
    file.write_bytes(file.read_bytes()[5:])
    (file.parent / "empty.json").touch()
    assert left_behind() == []


def test_a_state_folder_that_cannot_be_made_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("JDSTUDIO_STATE", str(tmp_path / "file" / "state"))
    with pytest.raises(WriteError, match="No recovery copy can be written"):
        RecoveryCopy("p").write(PROJECT, None, None)
    keep_backup(tmp_path / "team.json", b"1")  # a convenience: no reason not to save
    assert left_behind() == []
    assert backups_of(tmp_path / "team.json") == []


@pytest.mark.skipif(sys.platform == "win32", reason="modes are a POSIX thing")
def test_copies_are_for_this_user_only() -> None:
    RecoveryCopy("p").write(PROJECT, None, None)
    assert (state_folder() / "recovery").stat().st_mode & 0o077 == 0


def test_the_last_ten_versions_are_kept_newest_first(tmp_path: Path) -> None:
    path = tmp_path / "team.json"
    for number in range(KEPT_BACKUPS + 3):
        keep_backup(path, b"%d" % number)
    assert [int(file.read_bytes()) for file in backups_of(path)] == list(range(KEPT_BACKUPS + 2, 2, -1))


def test_a_version_that_did_not_change_is_kept_once(tmp_path: Path) -> None:
    path = tmp_path / "team.json"
    for data in (b"1", b"1", b"2", b"1"):
        keep_backup(path, data)
    assert [file.read_bytes() for file in backups_of(path)] == [b"1", b"2", b"1"]


def test_a_file_has_one_key_by_whatever_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link").symlink_to(tmp_path)
    assert key_of(Path("team.json")) == key_of(tmp_path / "link" / "team.json")
    assert key_of(Path("team.json")) != key_of(Path("other.json"))


def test_the_state_folder_is_where_each_system_keeps_such_things(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JDSTUDIO_STATE")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_STATE_HOME", "/x/state")
    assert state_folder() == Path("/x/state/jdstudio")
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", "/home/li")
    assert state_folder() == Path("/home/li/.local/state/jdstudio")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert state_folder() == Path("/home/li/Library/Application Support/JD Studio")
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", "/appdata")
    assert state_folder() == Path("/appdata/JD Studio")
