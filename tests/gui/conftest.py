"""What tests of widgets stand on: closed windows are really gone, so that no test pays for those before it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication


@pytest.fixture(autouse=True)
def _gone_when_closed() -> Iterator[None]:
    """`deleteLater` waits for an event loop that runs; between tests none does.

    The clipboard without a screen outlives the interpreter: what Python put there has to be gone by then, or the
    process crashes at its end.
    """
    yield
    if isinstance(QCoreApplication.instance(), QGuiApplication):
        QGuiApplication.clipboard().clear()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
