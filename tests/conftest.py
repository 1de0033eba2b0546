"""What every test stands on: no screen, no settings of this machine, English words, no dialog nobody answers, no silent warnings."""

from __future__ import annotations

import logging
import os
import shutil
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from jdstudio.i18n import interface_language, use_language

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A busy machine is no defect: laws are checked on examples, never against a clock.
settings.register_profile("jdstudio", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("jdstudio")


# What a marked test needs beside Python. Where CI runs it must be there: a test skipped in CI shows nothing.
_NEEDS = {"office": ("soffice", "pdftoppm"), "screen": ("Xvfb", "xdotool")}


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark, programs in _NEEDS.items():
        missing = [name for name in programs if item.get_closest_marker(mark) and not shutil.which(name)]
        if missing and not os.environ.get("CI"):
            pytest.skip(f"needs {', '.join(missing)}")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, recovery files and recent lists of a test go to a folder of its own, outside its tmp_path."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("JDSTUDIO_STATE", str(folder / "state"))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The interface speaks English unless a test calls `use_language`; the language before comes back after it."""
    before = interface_language()
    monkeypatch.setenv("JDSTUDIO_LANG", "en")
    use_language("en")
    yield
    use_language(before)


@pytest.fixture
def modal_dialogs() -> None:
    """A test that asks for this may open dialogs that wait for an answer; it must answer them itself."""


@pytest.fixture(autouse=True)
def _no_modal_dialogs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog that waits for a person would hang the tests: it fails the test instead.

    A test of what stands behind a question replaces that one call by its answer (`monkeypatch.setattr(QMessageBox,
    "question", …)`), or asks for `modal_dialogs`.
    """
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or "modal_dialogs" in request.fixturenames:
        return

    def refuse(*args: object, **_: object) -> None:
        pytest.fail(f"a dialog opened and waits for a person: {args}")

    for name in ("QDialog", "QMessageBox", "QFileDialog", "QInputDialog", "QMenu"):
        monkeypatch.setattr(getattr(widgets, name), "exec", refuse)
    for name in ("question", "information", "warning", "critical", "about"):
        monkeypatch.setattr(widgets.QMessageBox, name, refuse)
    for name in ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"):
        monkeypatch.setattr(widgets.QFileDialog, name, refuse)
    for name in ("getText", "getMultiLineText", "getItem", "getInt", "getDouble"):
        monkeypatch.setattr(widgets.QInputDialog, name, refuse)


class _Records(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def _watched_log(request: pytest.FixtureRequest) -> Iterator[list[logging.LogRecord]]:
    """A warning in our log that no test expected is a hidden error, and fails the test."""
    handler = _Records()
    logger = logging.getLogger("jdstudio")
    logger.addHandler(handler)
    yield handler.records
    logger.removeHandler(handler)
    if "logged" not in request.fixturenames and handler.records:
        pytest.fail("unexpected log: " + "; ".join(record.getMessage() for record in handler.records))


@pytest.fixture
def logged(_watched_log: list[logging.LogRecord]) -> list[logging.LogRecord]:
    """The warnings jdstudio logged during the test, for a test that expects some."""
    return _watched_log
