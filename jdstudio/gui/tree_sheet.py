"""How lists with columns look in dialogs: like the tables of the window."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from jdstudio.gui.theme import colours


def tree_sheet() -> str:
    """The style sheet of a `QTreeWidget` in a dialog, in the colours of now."""
    return Template(_SHEET).substitute(asdict(colours()))


_SHEET = """
QTreeWidget { background: $surface; border: 1px solid $line; border-radius: 8px; }
QHeaderView { background: $surface_soft; border: 0; border-top-left-radius: 8px; border-top-right-radius: 8px; }
QHeaderView::section { background: $surface_soft; color: $text_soft; border: 0; padding: 7px 8px;
    border-bottom: 1px solid $line; font-weight: 600; }
QTreeWidget::item { padding: 2px 6px; }
"""
