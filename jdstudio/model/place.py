"""An address in a project, by ids: what the tree selects, an edit changes, a preview click finds, a finding names."""

from __future__ import annotations

import msgspec


class Place(msgspec.Struct, frozen=True):
    """A position, a section, an item and a field; empty strings from the right for larger places.

    With no position, `section` is the project's strategy section; all empty is the project itself.
    A position without section and with a field is one of its facts.
    """

    position: str = ""
    section: str = ""
    item: str = ""
    field: str = ""
