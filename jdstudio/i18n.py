"""Texts in two languages: the interface's, chosen once at start, and a document's, passed to whoever writes it.

Source strings are English; `resources/locale/zh_CN` translates them. `_` translates for the interface,
`N_` only marks a text that is translated later, `in_language` gives the translator of one language for documents.
"""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Callable
from functools import cache
from typing import Literal

from jdstudio.resources import resource

Language = Literal["zh", "en"]


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    if language == "zh":
        with resource("locale/zh_CN/LC_MESSAGES/jdstudio.mo").open("rb") as file:
            return gettext.GNUTranslations(file)
    return gettext.NullTranslations()


_interface: Language = "en"


def use_language(language: Language) -> None:
    """Choose the language of the interface, for the whole process."""
    global _interface  # noqa: PLW0603  one process speaks one language; handing it through every widget helps nobody
    _interface = language


def interface_language() -> Language:
    return _interface


def system_language() -> Language:
    """The language this machine speaks, from the locale settings; Chinese where it says so, else English."""
    names = [os.environ.get(name, "") for name in ("JDSTUDIO_LANG", "LC_ALL", "LC_MESSAGES", "LANG")]
    name = next((name for name in names if name), "") or (locale.getlocale()[0] or "")
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"


def _(text: str) -> str:
    """`text` in the language of the interface."""
    return _catalogue(_interface).gettext(text) if text else ""


def N_(text: str) -> str:  # noqa: N802  gettext's own name
    """Mark a text that is translated where it is shown."""
    return text


def in_language(language: Language) -> Callable[[str], str]:
    """The translator for a document in `language`."""
    return _catalogue(language).gettext
