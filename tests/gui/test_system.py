"""Before Qt is asked: what a machine without a screen or without Qt's libraries is told."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from jdstudio.gui import system

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Windows and macOS bring what Qt needs")


@pytest.fixture
def no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@LINUX
@pytest.mark.usefixtures("no_screen")
def test_without_a_screen_the_command_line_way_is_named() -> None:
    problem = system.window_problem()
    assert problem
    assert "no screen" in problem
    assert "jdstudio export" in problem


@LINUX
@pytest.mark.usefixtures("no_screen")
def test_a_library_that_is_missing_is_named_with_its_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setitem(system._FOR_QT, "libnowhere.so.9", ("libnowhere9", "nowhere-libs", "nowhere"))  # type: ignore[arg-type]
    problem = system.window_problem()
    assert problem
    assert "libnowhere.so.9" in problem
    assert "apt install libnowhere9" in problem
    assert "dnf install nowhere-libs" in problem
    assert "libnowhere9" in system.missing_packages("apt")


@LINUX
@pytest.mark.usefixtures("no_screen")
def test_a_screen_that_does_not_answer_is_said_before_qt_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":4711")
    monkeypatch.setattr(system, "_FOR_X11", {"libxcb-cursor.so.0": system._FOR_X11["libxcb-cursor.so.0"]})
    if not system._loads("libxcb-cursor.so.0"):
        pytest.skip("this machine has no X libraries")
    assert ":4711 does not answer" in (system.window_problem() or "")


@LINUX
@pytest.mark.usefixtures("no_screen")
def test_a_platform_without_a_screen_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert system.window_problem() is None


@LINUX
def test_the_window_command_ends_with_one_message_and_no_traceback_where_there_is_no_screen() -> None:
    plain = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    done = subprocess.run([sys.executable, "-m", "jdstudio"], env=plain, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "screen" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_check_imports_nothing_that_has_to_be_installed() -> None:
    code = "import sys, jdstudio.gui.system; print(sorted(n for n in sys.modules if n.split('.')[0] in ('PySide6', 'msgspec')))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"
