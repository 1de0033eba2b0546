"""What a hostile or unlucky person gives the command line: one clear line, the agreed exit code, nothing damaged."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jdstudio.cli import main
from jdstudio.cli_export import MOST_NOTES
from jdstudio.files.codec import decode, encode

SAMPLE = Path(__file__).parent.parent / "samples" / "ecommerce-team.json"
HEAD = '{"format": "jdstudio", "schema": 1, "id": "x"'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "team.json"
    path.write_bytes(SAMPLE.read_bytes())
    return path


def said(capfd: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    status = main([str(each) for each in arguments])
    out, err = capfd.readouterr()
    return status, out, err


def refused(capfd: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    """The one line that a refused command says."""
    status, out, err = said(capfd, *arguments)
    assert (status, out) == (2, "")
    assert err.startswith("jdstudio: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    assert "unforeseen" not in err
    return err


# --- files that contradict themselves ---------------------------------------------------------------------------------


def twice(position: str) -> str:
    return f'{HEAD}, "positions": [{position}, {position}]}}'


CONTRADICTIONS = {
    "an id that stands twice": (
        twice('{"id": "a", "facts": {"title": "店长"}}'),
        "duplicate-id",
        "positions[1].id: The id “a” stands at positions[0].id already; here it is now “",
    ),
    "an id of the strategy in a position": (
        HEAD + ', "strategy": {"kind": "strategy", "id": "s", "items": [{"id": "a"}]}, "positions": [{"id": "a"}]}',
        "duplicate-id",
        "positions[0].id: The id “a” stands at strategy.items[0].id already",
    ),
    "a list that stands twice": (
        f'{HEAD}, "positions": [{{"id": "a"}}], "positions": []}}',
        "duplicate-field",
        "positions: This field stands more than once; only the last one was read.",
    ),
    "a value that stands twice": (
        f'{HEAD}, "title": "one", "title": "two"}}',
        "duplicate-field",
        "title: This field stands more than once; only the last one was read.",
    ),
}


@pytest.mark.parametrize(("content", "rule", "words"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_a_file_that_contradicts_itself_is_an_error_of_the_check(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], content: str, rule: str, words: str
) -> None:
    path = tmp_path / "bad.json"
    path.write_text(content, "utf-8")
    status, out, err = said(capfd, "check", path)
    assert (status, err) == (1, "")
    assert f"  error: {words}" in out
    status, out, _ = said(capfd, "check", "--json", path)
    found = json.loads(out)
    assert status == 1
    assert [(each["rule"], each["level"]) for each in found if each["family"] == "file"] == [(rule, "error")]
    assert path.read_text("utf-8") == content


# --- files that speak too much ----------------------------------------------------------------------------------------


def test_a_file_wrong_all_over_does_not_flood_the_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "odd.json"
    strange: dict[str, Any] = {f"k{at}": at for at in range(500)} | {"k" * 100_000: 1}
    path.write_text(json.dumps({"format": "jdstudio", "schema": 1, "id": "x", "positions": [{"id": "a"}], **strange}))
    status, _, err = said(capfd, "export", path, "--to", "markdown", "-o", tmp_path / "out")
    lines = err.splitlines()
    assert status == 0
    assert len(lines) == MOST_NOTES + 1
    assert lines[-1] == f"jdstudio: {path}: {501 - MOST_NOTES} more of this kind; all of them: jdstudio check"
    status, out, _ = said(capfd, "check", path)
    assert max(map(len, out.splitlines())) < 300


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
@pytest.mark.parametrize("dirt", ["\n", "\r", "\x1b[31m", "\x9b31m", "\x85", "\u2028"])
def test_nothing_in_a_file_or_its_name_commands_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], dirt: str
) -> None:
    path = tmp_path / f"a{dirt}b.json"
    path.write_text("[]")
    assert dirt not in refused(capfd, "check", path).removesuffix("\n")
    project = {"format": "jdstudio", "schema": 1, "id": "x", f"c{dirt}d": 1, "title": f"e{dirt}f"}
    path.write_text(json.dumps(project))
    status, out, _ = said(capfd, "check", path)
    assert status == 0
    assert not any(dirt in line for line in out.split("\n"))


# --- places that cannot be read or written ----------------------------------------------------------------------------


PLACES: dict[str, tuple[Callable[[Path], tuple[str, ...]], str]] = {
    "no project named": (lambda _: ("check", ""), "A file or folder has an empty name."),
    "no folder named": (
        lambda path: ("export", str(path), "--to", "word", "-o", " "),
        "A file or folder has an empty name.",
    ),
    "no new file named": (lambda _: ("new", "-o", ""), "A file or folder has an empty name."),
    "a link that leads round": (lambda path: ("check", str(link(path, "loop", "loop"))), "could not be read"),
    "a link to nothing": (lambda path: ("check", str(link(path, "dangling", "gone"))), "There is no such file."),
    "a new file over a link": (
        lambda path: ("new", "-o", str(link(path, "dangling", "gone"))),
        "This file exists already.",
    ),
    "a name of 300 letters": (lambda path: ("check", str(path.with_name("x" * 300))), "The name is too long."),
    "a folder under a file": (
        lambda path: ("export", str(path), "--to", "word", "-o", str(path / "out")),
        "A part of this path is a file",
    ),
    "a file for a folder": (
        lambda path: ("export", str(path), "--to", "word", "-o", str(path)),
        "A file of this name is in the way.",
    ),
    "no such position": (
        lambda path: ("export", str(path), "--to", "word", "-o", "out", "--position", "店\n长"),
        "There is no position “店 长”. The project holds: ",
    ),
}


def link(path: Path, name: str, target: str) -> Path:
    path.with_name(name).symlink_to(target)
    return path.with_name(name)


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights there")
@pytest.mark.parametrize(("command", "words"), PLACES.values(), ids=PLACES)
def test_a_place_that_cannot_be_used_is_one_clear_line(
    project: Path, capfd: pytest.CaptureFixture[str], command: Callable[[Path], tuple[str, ...]], words: str
) -> None:
    assert words in refused(capfd, *command(project))
    assert project.read_bytes() == SAMPLE.read_bytes()


def test_a_project_without_positions_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "empty.json"
    path.write_text(HEAD + ', "mood": 1}')
    err = refused(capfd, "export", path, "--to", "word", "-o", tmp_path / "out")
    assert err == f"jdstudio: {path}: The project has no positions. Add one first.\n"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["a\0b", "a\ud800b"])
def test_a_name_no_file_can_have_is_a_clear_line_too(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    assert "No file can have this name here." in refused(capfd, "check", tmp_path / name)
    assert "No file can have this name here." in refused(capfd, "new", "-o", tmp_path / name)


# --- as other users and on small disks --------------------------------------------------------------------------------

AS_NOBODY = """
import io, json, os, sys
from contextlib import redirect_stderr
from jdstudio.cli import main

commands, folder = json.loads(sys.argv[1]), sys.argv[2]
main(["new", "-o", folder + "/made.json"])  # whoever cannot read this Python's own files must find it loaded
main(["export", folder + "/made.json", "--to", "word,excel", "-o", folder])
os.setgroups([]); os.setgid(65534); os.setuid(65534)
for command in commands:
    with redirect_stderr(io.StringIO()) as err:
        status = main(command)
    print("said", json.dumps([status, err.getvalue()]))
"""


def as_nobody(folder: Path, commands: list[list[str]]) -> list[tuple[int, str]]:
    """What each command gives and says to a user without rights."""
    arguments = [sys.executable, "-c", AS_NOBODY, json.dumps(commands), str(folder)]
    run = subprocess.run(arguments, capture_output=True, check=True)
    lines = [line.removeprefix("said ") for line in run.stdout.decode().splitlines() if line.startswith("said ")]
    return [tuple(json.loads(line)) for line in lines]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else")
def test_without_permission_the_person_reads_so(project: Path) -> None:
    if not all(folder.stat().st_mode & 0o001 for folder in Path(__file__).resolve().parents):
        pytest.skip("this checkout lies where nobody but its owner may look")
    for folder in project.parents[:-2]:
        folder.chmod(0o755)
    secret, closed, made = project.with_name("secret"), project.with_name("closed.json"), project.with_name("made")
    secret.mkdir(mode=0o700)
    made.mkdir()
    closed.write_bytes(SAMPLE.read_bytes())
    closed.chmod(0o600)
    expected = {
        f"check {closed}": f"{closed}: You have no permission to read this file.",
        f"check {secret}/a.json": "You have no permission to read this file.",
        f"new -o {secret}/a.json": "This file could not be written: no permission",
        f"new --force -o {closed}": "This file could not be written: no permission",
        f"export {project} --to word,excel -o {secret}": "You have no permission to write into this folder.",
        f"export {project} --to word -o {secret}/out": "This file could not be written: no permission",
    }
    answers = as_nobody(made, [command.split() for command in expected])
    for words, (status, err) in zip(expected.values(), answers, strict=True):
        assert (status, err.count("\n"), words in err) == (2, 1, True), err
    assert list(secret.iterdir()) == []
    assert closed.read_bytes() == SAMPLE.read_bytes()


ON_A_FULL_DISK = """
import resource, sys
from jdstudio.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(os.name == "nt", reason="no limits of this kind there")
def test_on_a_full_disk_every_format_says_so_and_nothing_half_stays(project: Path, tmp_path: Path) -> None:
    def tried(*arguments: str | Path) -> tuple[int, list[str]]:
        command = [sys.executable, "-B", "-c", ON_A_FULL_DISK, *map(str, arguments)]
        run = subprocess.run(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, check=False)
        return run.returncode, run.stderr.decode().splitlines()

    words = "There is not enough space to write this file. Free some space, or choose another disk."
    status, lines = tried("export", project, "--to", "word,posting,excel,html,markdown", "-o", tmp_path / "out")
    assert status == 1
    assert len(lines) > 10
    assert all(line.endswith(words) for line in lines), lines
    assert {path.suffix for path in (tmp_path / "out").iterdir()} <= {".md"}
    assert tried("new", "--force", "--role", "ecom", "-o", project) == (2, [f"jdstudio: {project}: {words}"])
    assert project.read_bytes() == SAMPLE.read_bytes()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_word_nobody_can_read_changes_no_exit_code() -> None:
    with Path("/dev/full").open("wb") as full:
        assert (
            subprocess.run([sys.executable, "-m", "jdstudio", "check", "gone"], stderr=full, check=False).returncode
            == 2
        )


def test_what_was_repaired_is_written_as_a_file_without_faults() -> None:
    for content, _rule, _words in CONTRADICTIONS.values():
        repaired = encode(decode(content.encode(), "bad.json").project)
        assert decode(repaired, "good.json", closely=True).notes == ()
