"""What lists and pages call a structure."""

from __future__ import annotations

from jdstudio.i18n import _, interface_language
from jdstudio.library.structure import OF_ARTICLE, Structure


def name_of(structure: Structure) -> str:
    """A structure as lists name it: those of the article by their number too."""
    name = structure.name(interface_language())
    if structure.id in OF_ARTICLE:
        return f"{structure.id}  {name}"
    return name or _("Earlier outline")
