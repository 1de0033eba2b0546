"""Tooltips and lists of problems that show user text as it is."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import islice

from jdstudio.i18n import _


def plain_tip(text: str) -> str:
    """A tooltip's text, escaped: Qt takes what looks like HTML for HTML, and breaks long lines only in HTML."""
    return f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>" if text else ""


def first_few(texts: Iterable[object], most: int, between: str = "\n") -> str:
    """The first of many texts, and how many more there are, so that a window keeps its size."""
    rest = iter(texts)
    shown = [str(each) for each in islice(rest, most)]
    if more := sum(1 for _each in rest):
        shown.append(_("and {count} more").format(count=more))
    return between.join(shown)
