"""Work off the window's thread, on frozen values; what comes of it arrives on the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal

T = TypeVar("T")


class Tasks(QObject):
    """The window's workers. It lives as long as the window: results never reach an object that is gone."""

    _finished = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._finished.connect(self._hand_over)

    def start(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Run `work` on a worker, then `done` with its result, or `failed` with its error, on the window's thread."""
        self._pool.start(lambda: self._finished.emit(_outcome(work, done, failed)))

    def wait(self) -> None:
        """Until nothing runs any more."""
        self._pool.waitForDone()

    def _hand_over(self, outcome: Callable[[], None]) -> None:
        outcome()


def _outcome(
    work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None]
) -> Callable[[], None]:
    try:
        result = work()
    except Exception as error:  # noqa: BLE001  handed on to `failed`, nothing is swallowed
        return _call(failed, error)
    return _call(done, result)


def _call(function: Callable[[Any], None], value: Any) -> Callable[[], None]:
    return lambda: function(value)
