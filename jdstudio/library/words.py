"""Texts of the library: always in both languages."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from jdstudio.i18n import Language, interface_language


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text in Chinese and in English. As a string it reads in the language of the interface."""

    zh: str
    en: str

    def in_language(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en

    def __str__(self) -> str:
        return self.in_language(interface_language())


NOTHING = Words("", "")

Row = Mapping[str, Words | str]
"""An item by its fields: words in both languages, or a value as it is typed."""


def same_name(name: str, wanted: str) -> bool:
    """Whether a person who typed `wanted` meant `name`: upper and lower case and outer blanks do not matter."""
    return name.strip().casefold() == wanted.strip().casefold()
