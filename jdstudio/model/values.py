"""What a person types and reads in a cell, and the value behind it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from jdstudio.errors import EditError
from jdstudio.i18n import N_, interface_language
from jdstudio.model.fields import Field
from jdstudio.model.kinds import Item, Kpi, columns_of, value_of
from jdstudio.model.numbers import check_number

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NUMBER = re.compile(r"[+-]?(\d+(,\d{3})*|\d*)(\.\d+)?")


def clean_text(text: str) -> str:
    """The text without what XML 1.0 forbids (control characters but tab and newline, lone surrogates, U+FFFE, U+FFFF).

    Line ends become newlines; nothing else changes, so that what a person typed arrives as it is.
    """
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """A text as it may stand on one line, such as a title: cleaned, each run of spaces and line ends one space."""
    return " ".join(clean_text(text).split())


def shortened(line: str, most: int) -> str:
    """A line of `most` characters at the most; an ellipsis stands for what is left out."""
    return line if len(line) <= most else line[: most - 1] + "…"


def parse_number(text: str) -> Decimal | None:
    """A number as people type it: `20`, `20%`, `1,200.5`, full-width digits, blank for none. Raises EditError."""
    plain = unicodedata.normalize("NFKC", text).strip().replace("−", "-").removesuffix("%").strip()
    if plain in ("", "-", "—"):
        return None
    try:
        if not _NUMBER.fullmatch(plain):
            raise InvalidOperation
        number = Decimal(plain.replace(",", ""))
        check_number("", number)
    except (InvalidOperation, ValueError):
        raise EditError(
            N_("“{text}” is not a number."),
            remedy=N_("Type a figure such as 20, 20% or 1,200.5."),
            text=text.strip()[:40],
        ) from None
    return number


def parse_value(field: Field, text: str) -> Any:
    """The value for what was typed or pasted into a field. Raises EditError in words when it does not fit."""
    text = clean_text(text)
    match field.input:
        case "number" | "percent" | "amount":
            return parse_number(text)
        case "choice":
            return _parse_choice(field, text)
        case "line" | "date" | "reference":
            return " ".join(text.split("\n")).strip()
    return text


def _parse_choice(field: Field, text: str) -> str:
    wanted = _plain(text)
    for choice in field.choices:
        if wanted in (_plain(choice.value), _plain(choice.zh), _plain(choice.en)):
            return choice.value
    for choice in field.choices:
        if wanted and (wanted in _plain(choice.zh) or wanted in _plain(choice.en)):
            return choice.value
    raise EditError(
        N_("“{text}” is none of the choices."),
        remedy=N_("Choose one of: {choices}."),
        text=text.strip()[:40],
        choices=" / ".join(field.choice(choice.value, interface_language()) for choice in field.choices),
    )


def _plain(text: str) -> str:
    return "".join(ch for ch in unicodedata.normalize("NFKC", text).lower() if ch.isalnum())


def show_number(number: Decimal | None) -> str:
    """A number without needless zeros: `20`, `98.5`."""
    if number is None:
        return ""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def show_value(item: Item, name: str, field: Field, language: str, labels: Mapping[str, str]) -> str:
    """A cell as people read it: percent signs, the words of a choice, the label (`G1`) of what is referred to.

    A reference to something that is gone reads `?`.
    """
    value = value_of(item, name)
    match field.input:
        case "number" | "percent" | "amount":
            percent = field.input == "percent" or (
                field.input == "amount" and isinstance(item, Kpi) and item.in_percent
            )
            return f"{show_number(value)}{'%' if percent else ''}" if value is not None else ""
        case "choice":
            return field.choice(value, language) if value else ""
        case "reference":
            return labels.get(value, "?") if value else ""
    return str(value)


def main_text(item: Item, section: Any) -> str:
    """The words that stand for an item in lists and menus: its longest-named field, usually `text` or `name`."""
    for name in ("name", "text", "matter"):
        if name in columns_of(section):
            return str(value_of(item, name))
    return next((str(value_of(item, name)) for name in columns_of(section)), "")
