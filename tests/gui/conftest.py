"""What tests of widgets stand on: closed windows are really gone, so that no test pays for those before it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent


@pytest.fixture(autouse=True)
def _gone_when_closed() -> Iterator[None]:
    """`deleteLater` waits for an event loop that runs; between tests none does."""
    yield
    if QCoreApplication.instance():
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
