"""This pair of Python and PySide6 must not wear down the reference counts of None and True: it would end the process.

PySide6 6.12.0 on Python below 3.12 does: every call that returns nothing costs None one reference, every emit costs True
one, and after some thousand keystrokes the interpreter dies. pyproject.toml pins the pairs that work.
"""

from __future__ import annotations

import sys
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

pytestmark = pytest.mark.usefixtures("qapp")

CALLS = 500
SLACK = 50  # what pytest and the collector do meanwhile


class Sender(QObject):
    sent = Signal()


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True are immortal there")
def test_calls_that_return_nothing_leave_none_and_true_alone() -> None:
    sender = Sender()
    singletons: list[Any] = [None, True]
    before = [sys.getrefcount(one) for one in singletons]
    for _ in range(CALLS):
        sender.setObjectName("name")
        sender.sent.emit()
    after = [sys.getrefcount(one) for one in singletons]
    assert all(abs(now - then) < SLACK for now, then in zip(after, before, strict=True))


def test_many_calls_survive() -> None:
    sender = Sender()
    for _ in range(20_000):
        sender.setObjectName("name")
        sender.sent.emit()
    assert sender.objectName() == "name"
