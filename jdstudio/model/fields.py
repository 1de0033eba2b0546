"""How a field of a struct is declared: its words, how it is typed in, and which faces show it.

A declaration stands beside the type, `weight: Annotated[Decimal | None, Field("权重", "Weight", "percent", …)]`.
The item table, the form, the preview, Word, Excel and the checks read it, so a new field is one line.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal, get_args, get_origin, get_type_hints

import msgspec

Face = Literal["description", "posting", "review"]
Input = Literal["line", "text", "number", "percent", "amount", "choice", "date", "reference"]

DESCRIPTION: tuple[Face, ...] = ("description",)
INTERNAL: tuple[Face, ...] = ("description", "review")
HIRING: tuple[Face, ...] = ("posting",)
OUTSIDE: tuple[Face, ...] = ("description", "posting")
EVERYWHERE: tuple[Face, ...] = ("description", "posting", "review")


class Choice(msgspec.Struct, frozen=True):
    """One value of a choice field: what the file holds, and what people read."""

    value: str
    zh: str
    en: str


class Field(msgspec.Struct, frozen=True):
    """One field as people meet it.

    `input`: line (one line of text), text (several lines), number, percent (percent points, 0–100),
    amount (a number in the item's own unit), choice, date (YYYY-MM-DD or words), reference (the id of an item
    in a section of kind `to`).
    `faces`: where the field may appear. `width`: its share of a table's width.
    `under`: in documents it stands in a small line under the item's row instead of in a column.
    `total`: the sum of the column closes the table. `least`: the smallest number a person may type.
    """

    zh: str
    en: str
    input: Input
    faces: tuple[Face, ...]
    width: int = 10
    under: bool = False
    total: bool = False
    least: int | None = None
    choices: tuple[Choice, ...] = ()
    to: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        return self.zh if language == "zh" else self.en

    def choice(self, value: object, language: str) -> str:
        """The words for one value of a choice field; an unknown value stands for itself."""
        for choice in self.choices:
            if choice.value == value:
                return choice.zh if language == "zh" else choice.en
        return str(value)


@cache
def fields_of(struct: type[msgspec.Struct]) -> dict[str, Field]:
    """The declared fields of a struct, by name, in order."""
    found: dict[str, Field] = {}
    for name, hint in get_type_hints(struct, include_extras=True).items():
        if get_origin(hint) is Annotated:
            mark = next((mark for mark in get_args(hint) if isinstance(mark, Field)), None)
            if mark:
                found[name] = mark
    order = struct.__struct_fields__
    return dict(sorted(found.items(), key=lambda pair: order.index(pair[0])))
