"""The program itself on a real screen, under a mouse and a keyboard: what no offscreen test can show."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jdstudio.files.codec import decode
from jdstudio.model.kinds import Kpis
from jdstudio.model.project import Project
from jdstudio.model.walk import sections_of

pytestmark = pytest.mark.screen
SAMPLE = Path(__file__).parent.parent.parent / "samples" / "ecommerce-team.json"
PATIENCE = 60  # seconds until a machine counts as stuck; nothing is judged by time


def until(ready: Callable[[], bool], what: str) -> None:
    """Ask again and again, a moment apart, until it is so."""
    for _ in range(PATIENCE * 20):
        if ready():
            return
        time.sleep(0.05)
    pytest.fail(f"never happened: {what}")


@pytest.fixture
def screen() -> Iterator[dict[str, str]]:
    """The environment of an X server of our own; it does not start over whenever its last client leaves."""
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1480x920x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=(writer,), stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writer)
    with os.fdopen(reader) as lines:
        number = lines.readline().strip()
    plain = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")}
    yield {**plain, "DISPLAY": f":{number}"}
    server.terminate()
    server.wait(10)


class Hands:
    """A mouse and a keyboard."""

    def __init__(self, screen: dict[str, str]) -> None:
        self.screen = screen

    def do(self, *words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=self.screen, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def focus(self, name: str, program: subprocess.Popen[str]) -> None:
        until(
            lambda: bool(self.do("search", "--onlyvisible", "--name", name)) or program.poll() is not None,
            f"a window called {name}",
        )
        assert program.poll() is None, f"the program ended with {program.returncode}"
        window = self.do("search", "--onlyvisible", "--name", name).splitlines()[0]
        self.do("windowsize", window, "1480", "920")
        self.do("windowmove", window, "0", "0")
        self.do("windowfocus", "--sync", window)


def saved(path: Path) -> Project:
    return decode(path.read_bytes(), path).project


def kpis_of(project: Project) -> Kpis:
    (section,) = sections_of(project.positions[0], "kpis")
    assert isinstance(section, Kpis)
    return section


def test_a_title_typed_into_the_outline_is_saved_and_the_window_closes(screen: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "team.json"
    shutil.copy(SAMPLE, path)
    program = subprocess.Popen(
        [sys.executable, "-m", "jdstudio", str(path)], env=screen, stderr=subprocess.PIPE, text=True
    )
    hands = Hands(screen)
    try:
        hands.focus("JD Studio", program)
        before = path.read_bytes()
        hands.do("key", "--delay", "100", "Down", "F2")  # from the first position to its first section, renaming it
        hands.do("key", "--delay", "100", "ctrl+a")
        hands.do("type", "--delay", "50", "Why this post")
        hands.do("key", "--delay", "100", "Return", "ctrl+s")
        until(lambda: path.read_bytes() != before, "the file was saved")
        assert saved(path).positions[0].sections[0].title == "Why this post"
        hands.do("key", "--delay", "100", "ctrl+z", "ctrl+s")
        until(lambda: path.read_bytes() == before, "undone and saved, the file is what it was, byte by byte")
        hands.do("key", "ctrl+q")
        _, complaints = program.communicate(timeout=PATIENCE)
        assert program.returncode == 0
        assert "Traceback" not in complaints
    finally:
        if program.poll() is None:
            program.send_signal(signal.SIGKILL)
        program.communicate()
