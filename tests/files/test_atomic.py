"""The one way to the disk: after any failure the old file is there, byte for byte, and no litter beside it."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from jdstudio.errors import ChangedOnDisk, ReadError, WriteError
from jdstudio.files import atomic
from jdstudio.files.atomic import fingerprint, fingerprint_of, is_unchanged, make_folder, read_file, sweep, write_atomic

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes, links, pipes, limits and forks are POSIX things")

OLD, NEW = b"the old file\n" * 1000, b"the new file, longer\n" * 1000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "team.json"
    path.write_bytes(OLD)
    return path


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "new.json"
    seen = write_atomic(path, NEW)
    assert path.read_bytes() == NEW
    assert seen == fingerprint(path)
    assert names_in(tmp_path) == ["new.json"]


def test_an_empty_file_and_a_name_at_the_limit_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("运" * 83 + ".json")  # 254 bytes
    write_atomic(path, b"")
    assert path.read_bytes() == b""


# --- faults injected at every call ------------------------------------------------------------------------------------


def failing(monkeypatch: pytest.MonkeyPatch, name: str, at: int, code: int) -> list[int]:
    """Let the `at`-th call of a function of `os` fail; gives the list of calls made."""
    real: Callable[..., Any] = getattr(os, name)
    calls: list[int] = []

    def call(*args: Any, **named: Any) -> Any:
        calls.append(len(calls))
        if len(calls) - 1 == at:
            raise OSError(code, os.strerror(code))
        return real(*args, **named)

    monkeypatch.setattr(os, name, call)
    return calls


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EACCES])
@pytest.mark.parametrize(
    ("name", "at"), [("open", 0), ("write", 0), ("write", 3), ("fsync", 0), ("fstat", 0), ("replace", 0)]
)
def test_a_fault_at_any_call_leaves_the_old_file_and_no_litter(
    file: Path, monkeypatch: pytest.MonkeyPatch, name: str, at: int, code: int
) -> None:
    writing_in_pieces(monkeypatch, 5000)
    calls = failing(monkeypatch, name, at, code)
    with pytest.raises(WriteError) as caught:
        write_atomic(file, NEW)
    assert len(calls) == at + 1
    assert caught.value.path == file
    assert caught.value.remedy
    monkeypatch.undo()
    assert file.read_bytes() == OLD
    assert names_in(file.parent) == ["team.json"]


def writing_in_pieces(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:size]))


def test_short_writes_are_completed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writing_in_pieces(monkeypatch, 777)
    write_atomic(file, NEW)
    assert file.read_bytes() == NEW


def test_a_write_that_writes_nothing_is_a_fault(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", lambda _handle, _data: 0)
    with pytest.raises(WriteError):
        write_atomic(file, NEW)
    assert file.read_bytes() == OLD


def test_a_disk_that_loses_bytes_is_found_out(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write

    def lossy(handle: int, data: bytes) -> int:
        real(handle, data[:-1])
        return len(data)

    monkeypatch.setattr(os, "write", lossy)
    with pytest.raises(WriteError, match="not enough space"):
        write_atomic(file, NEW)
    assert file.read_bytes() == OLD


def test_a_folder_that_cannot_be_synced_is_no_failure(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is whole and in its place by then; to report a failure would be wrong."""
    calls = failing(monkeypatch, "fsync", 1, errno.EINVAL)
    write_atomic(file, NEW)
    assert len(calls) == 2
    assert file.read_bytes() == NEW


def test_the_file_is_synced_before_it_is_replaced_and_the_folder_after(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []

    def noted(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            order.append(name)
            return real(*args)

        return call

    for name in ("fsync", "replace"):
        monkeypatch.setattr(os, name, noted(name, getattr(os, name)))
    write_atomic(file, NEW)
    assert order == ["fsync", "replace", "fsync"]


def test_an_interrupted_save_leaves_no_litter(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(file, NEW)
    assert file.read_bytes() == OLD
    assert names_in(file.parent) == ["team.json"]


@pytest.mark.parametrize(("times", "works"), [(2, True), (3, False)])
def test_a_file_held_by_a_scanner_is_tried_again_for_a_while(
    file: Path, monkeypatch: pytest.MonkeyPatch, *, times: int, works: bool
) -> None:
    real, left = os.replace, [times]

    def held(*args: Any) -> None:
        left[0] -= 1
        if left[0] >= 0:
            raise PermissionError(errno.EACCES, "held")
        real(*args)

    monkeypatch.setattr(os, "replace", held)
    monkeypatch.setattr(atomic, "RETRY_PAUSES", (0, 0))
    if works:
        write_atomic(file, NEW)
    else:
        with pytest.raises(WriteError, match="open in another program"):
            write_atomic(file, NEW)
    assert file.read_bytes() == (NEW if works else OLD)


# --- real disks -------------------------------------------------------------------------------------------------------


def run(code: str, *args: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@posix
def test_a_full_disk_leaves_the_old_file(file: Path) -> None:
    code = """
import resource, sys
from pathlib import Path
from jdstudio.errors import WriteError
from jdstudio.files.atomic import write_atomic
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
try:
    write_atomic(Path(sys.argv[1]), b"x" * 50_001)
except WriteError as error:
    print(error)
"""
    done = run(code, file)
    words = "There is not enough space to write this file. Free some space, or choose another disk."
    assert done.stdout.strip() == f"{file}: {words}", done.stderr
    assert file.read_bytes() == OLD
    assert names_in(file.parent) == ["team.json"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root must become somebody else")
@pytest.mark.parametrize(("mode", "file_mode"), [(0o555, 0o666), (0o777, 0o444)])
def test_a_folder_or_file_without_permission_is_named(mode: int, file_mode: int) -> None:
    code = """
import os, sys
from pathlib import Path
from jdstudio.errors import WriteError
from jdstudio.files.atomic import write_atomic
os.setuid(65534)
try:
    write_atomic(Path(sys.argv[1]), b"new")
except WriteError as error:
    print(error)
"""
    with TemporaryDirectory() as folder:  # tmp_path stands below a folder that only root may enter
        file = Path(folder, "team.json")
        file.write_bytes(OLD)
        file.chmod(file_mode)
        file.parent.chmod(mode)
        done = run(code, file)
        assert "This file could not be written: no permission" in done.stdout, done.stderr
        assert file.read_bytes() == OLD


@posix
def test_a_process_killed_in_the_middle_of_saves_leaves_a_whole_file(tmp_path: Path) -> None:
    """Each of a hundred processes saves two versions in turn, without end, until the system kills it some time later."""
    code = """
import os, signal, sys
from pathlib import Path
from jdstudio.files.atomic import write_atomic
path, versions = Path(sys.argv[1]), [b"a" * 3_000_000, b"b" * 3_000_000]
path.write_bytes(versions[0])
for kill in range(100):
    child = os.fork()
    if not child:
        signal.setitimer(signal.ITIMER_REAL, 0.001 + kill * 0.000_3)  # whose signal nobody handles
        while True:
            for version in versions:
                write_atomic(path, version)
    _, status = os.waitpid(child, 0)
    print(os.WTERMSIG(status) == signal.SIGALRM and path.read_bytes() in versions)
"""
    done = run(code, tmp_path / "team.json")
    assert done.stdout.split() == ["True"] * 100, done.stderr
    assert list(tmp_path.glob(".jdstudio-*.tmp")), "no process was killed in the middle of a save"


@posix
def test_mode_and_links_are_kept(file: Path) -> None:
    file.chmod(0o640)
    link = file.with_name("link.json")
    link.symlink_to(file.name)
    write_atomic(link, NEW)
    assert link.is_symlink()
    assert file.read_bytes() == NEW
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@posix
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing/a.json", "The folder does not exist. Choose another folder."),
        ("team.json/a.json", "A part of this path is a file, not a folder."),
        ("folder", "This is a folder. Name a file in it."),
        ("x" * 300, "The name is too long. Choose a shorter one."),
        ("pipe", "This is not a plain file."),
    ],
)
def test_places_where_nothing_can_be_written_are_named(file: Path, name: str, words: str) -> None:
    (file.parent / "folder").mkdir()
    os.mkfifo(file.parent / "pipe")
    path = file.parent / name
    with pytest.raises(WriteError) as caught:
        write_atomic(path, NEW)
    assert str(caught.value).startswith(f"{path}: {words}")
    assert names_in(file.parent) == ["folder", "pipe", "team.json"]


def test_a_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    (tmp_path / "c").touch()
    with pytest.raises(WriteError, match="A file of this name is in the way"):
        make_folder(tmp_path / "c")


# --- what others did --------------------------------------------------------------------------------------------------


def test_a_file_that_somebody_changed_is_not_overwritten(file: Path) -> None:
    seen = fingerprint(file)
    file.write_bytes(OLD[:-1] + b"!")
    with pytest.raises(ChangedOnDisk, match="changed by another program or person"):
        write_atomic(file, NEW, expect=seen)
    assert file.read_bytes() == OLD[:-1] + b"!"


def test_a_file_that_was_only_touched_or_is_gone_may_be_written(file: Path) -> None:
    seen = fingerprint(file)
    os.utime(file, ns=(1, 1))
    write_atomic(file, NEW, expect=seen)
    seen = fingerprint(file)
    file.unlink()
    write_atomic(file, OLD, expect=seen)
    assert file.read_bytes() == OLD


def test_a_fingerprint_of_bytes_alone_knows_the_file(file: Path) -> None:
    assert is_unchanged(file, fingerprint_of(OLD))
    assert not is_unchanged(file, fingerprint_of(NEW))


def test_temp_files_of_killed_processes_go_after_a_day(tmp_path: Path) -> None:
    for name in (".jdstudio-old.tmp", ".jdstudio-new.tmp", "team.tmp"):
        (tmp_path / name).touch()
    os.utime(tmp_path / ".jdstudio-old.tmp", (1, 1))
    os.utime(tmp_path / "team.tmp", (1, 1))
    sweep(tmp_path)
    assert names_in(tmp_path) == [".jdstudio-new.tmp", "team.tmp"]


# --- reading ----------------------------------------------------------------------------------------------------------


@posix
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing.json", "There is no such file. Check the name."),
        ("team.json/a.json", "A part of this path is a file, not a folder. Check the name."),
        (".", "This is a folder. Name a file in it."),
        ("pipe", "This is not a plain file. Name a file."),
        ("x" * 300, "The name is too long. Check the name."),
        ("huge.json", "The file is too large (257 MB). JD Studio reads files up to 256 MB."),
    ],
)
def test_what_cannot_be_read_is_named(file: Path, name: str, words: str) -> None:
    os.mkfifo(file.parent / "pipe")
    with (file.parent / "huge.json").open("wb") as huge:
        huge.truncate(257 * 1024**2)
    path = file.parent / name
    with pytest.raises(ReadError) as caught:
        read_file(path)
    assert str(caught.value) == f"{path}: {words}"


def test_a_file_without_permission_is_named(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr("io.open", refuse)
    with pytest.raises(ReadError, match=r"You have no permission to read this file\. Ask its owner"):
        read_file(file)
