"""Writes words of the library into a position: in its language, and beside them in the other one where both are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import msgspec

from jdstudio.i18n import Language
from jdstudio.library.words import Words
from jdstudio.model.ids import new_id
from jdstudio.model.items.base import Item, Translation

T = TypeVar("T", bound=Item)


class Pen(msgspec.Struct, frozen=True):
    """`language` is that of the main texts; `bilingual` keeps the words of the other language as translations."""

    language: Language
    bilingual: bool = False

    def say(self, words: Words) -> str:
        return words.in_language(self.language)

    def fields(self, values: Mapping[str, object]) -> dict[str, Any]:
        """Values of a struct: words as said in the main language, their translations under `other`."""
        said = {name: self.say(value) if isinstance(value, Words) else value for name, value in values.items()}
        return {**said, "other": self.translations({k: v for k, v in values.items() if isinstance(v, Words)})}

    def translations(self, words: Mapping[str, Words]) -> tuple[Translation, ...]:
        """The words in the other language, by field; none unless both languages are kept."""
        if not self.bilingual:
            return ()
        other: Language = "en" if self.language == "zh" else "zh"
        return tuple(
            Translation(name, pair.in_language(other), of=self.say(pair))
            for name, pair in words.items()
            if pair.in_language(other) and self.say(pair)
        )

    def item(self, type_: type[T], item_id: str = "", **values: object) -> T:
        """A new item with these values."""
        return type_(id=item_id or new_id(), **self.fields(values))


def each(lines: Iterable[Words], put: Callable[[list[str]], str]) -> Words:
    """Lines put together in the same way in both languages."""
    known = list(lines)
    return Words(put([line.zh for line in known]), put([line.en for line in known]))


def bullets(lines: Iterable[Words]) -> Words:
    return each(lines, lambda texts: "\n".join(f"- {text}" for text in texts))


def enumeration(words: Iterable[Words]) -> Words:
    known = list(words)
    return Words("、".join(one.zh for one in known), ", ".join(one.en for one in known))
