"""A lock names its holder, and what a crash left does not lock anybody out."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from jdstudio.errors import Locked
from jdstudio.files.lock import Holder, lock_file, take
from jdstudio.files.processes import born_at, is_running


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tmp_path / "team.json"


def left_by(path: Path, **who: object) -> Path:
    """A lock of somebody else beside the project."""
    known: dict[str, object] = {
        "pid": 1,
        "host": socket.gethostname(),
        "user": "li",
        "since": "2026-11-23T14:05:00+08:00",
    }
    file = lock_file(path)
    file.write_bytes(msgspec.json.encode(known | who))
    return file


def dead_pid() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_project_is_locked_once_and_free_again_when_released(project: Path) -> None:
    lock = take(project)
    assert lock.file.name == ".~team.json.lock"
    with pytest.raises(Locked) as caught:
        take(project)
    assert f"has this project open on {socket.gethostname()} (process {os.getpid()}) since 20" in str(caught.value)
    lock.release()
    assert not lock.file.exists()
    take(project).release()


def test_the_way_to_a_file_does_not_matter(project: Path) -> None:
    project.touch()
    link = project.with_name("link.json")
    link.symlink_to(project.name)
    lock = take(link)
    with pytest.raises(Locked):
        take(project)
    lock.release()


def test_a_living_process_of_this_machine_keeps_its_lock(project: Path) -> None:
    left_by(project, pid=os.getppid(), born=born_at(os.getppid()))
    with pytest.raises(Locked, match=r"li has this project open on .* since 2026-11-23 14:05"):
        take(project)


def test_another_machine_keeps_its_lock_since_nothing_is_known_of_it(project: Path) -> None:
    left_by(project, host="pc-42", pid=dead_pid())
    with pytest.raises(Locked, match=r"on pc-42 .* delete \.~team\.json\.lock"):
        take(project)


def test_the_lock_of_a_dead_process_is_taken_over(project: Path) -> None:
    left_by(project, pid=dead_pid())
    take(project).release()


@pytest.mark.skipif(not born_at(os.getpid()), reason="this system does not say when a process began")
def test_a_later_process_with_the_same_number_does_not_hold_the_lock(project: Path) -> None:
    left_by(project, pid=os.getppid(), born="1")
    take(project).release()


def test_a_lock_this_very_process_number_left_before_a_restart_is_taken_over(project: Path) -> None:
    left_by(project, pid=os.getpid(), token="of an earlier life")  # noqa: S106  not a secret
    take(project).release()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"pid": "x"}', b"\xff"])
def test_a_lock_that_names_nobody_is_nobodys(project: Path, content: bytes) -> None:
    lock_file(project).write_bytes(content)
    take(project).release()


def test_a_lock_that_somebody_took_over_is_not_removed(project: Path) -> None:
    lock = take(project)
    theirs = left_by(project, host="pc-42")
    lock.release()
    assert msgspec.json.decode(theirs.read_bytes(), type=Holder).host == "pc-42"


def test_where_no_lock_can_be_written_the_system_says_so(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        take(tmp_path / "missing" / "team.json")


def test_which_processes_run() -> None:
    assert is_running(os.getpid(), born_at(os.getpid()))
    assert not is_running(dead_pid())
    assert not is_running(0)
    assert not is_running(-1)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have no such state")
def test_a_process_that_ended_unnoticed_by_its_parent_no_longer_runs() -> None:
    """In a container nobody may ask how a killed window ended; its lock must not stand for ever."""
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # wait for its end without taking notice of it
    assert not is_running(child.pid)
    child.wait()
