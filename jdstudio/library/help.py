"""What good content looks like: one or two sentences and an example for every kind of section and every field.

Our own words, one file `resources/help/KIND.json` each; `facts` and `company` explain those forms.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec

from jdstudio.i18n import _
from jdstudio.library.words import NOTHING, Words
from jdstudio.resources import resource


class Help(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked for, and an example of it."""

    help: Words = NOTHING
    example: Words = NOTHING


class KindHelp(Help, frozen=True, forbid_unknown_fields=True):
    """Help for a kind of section and for each field of its items."""

    fields: Mapping[str, Help] = {}


@cache
def kind_help(kind: str) -> KindHelp:
    """The help for a kind of section, for `facts` or for `company`; empty where nothing is written."""
    file = resource(f"help/{kind}.json")
    return msgspec.json.decode(file.read_bytes(), type=KindHelp) if file.is_file() else KindHelp()


def field_help(kind: str, field: str) -> Help:
    """The help for one field; empty where nothing is written."""
    return kind_help(kind).fields.get(field, Help())


def tip(kind: str, field: str) -> str:
    """The help for a field with its example, as a tooltip says it in the language of the interface."""
    found = field_help(kind, field)
    example = str(found.example)
    return "\n".join(filter(None, (str(found.help), example and _("Example: {example}").format(example=example))))
