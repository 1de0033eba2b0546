"""Tooltips that show user text as it is."""

from __future__ import annotations

from html import escape


def plain_tip(text: str) -> str:
    """A tooltip's text, escaped: Qt takes what looks like HTML for HTML, and breaks long lines only in HTML."""
    return f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>" if text else ""
