"""Bytes <-> Project: the file format.

The quick way is one typed pass over the bytes. A file that does not pass is looked at closely (`examine.py`), which
costs more and either repairs it with notes or says in words what is wrong, and where.
"""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from jdstudio.files.examine import examine, newer_schema
from jdstudio.files.form import FORMAT, SCHEMA, Loaded, ProjectFile
from jdstudio.files.migrations import MIGRATIONS, Plain
from jdstudio.files.repair import depth_and_ids, with_unique_ids
from jdstudio.library.help import field_help
from jdstudio.model.fields import fields_of
from jdstudio.model.kinds import KINDS, Strategies, items_of
from jdstudio.model.project import Company, Facts, Project
from jdstudio.model.values import clean_text
from jdstudio.model.walk import MAX_DEPTH, walk

_ENCODER = msgspec.json.Encoder(decimal_format="number")
_DECODER = msgspec.json.Decoder(ProjectFile)
_HEAD = f'{{"format":"{FORMAT}","schema":{SCHEMA},'.encode()

_ESCAPED = re.compile(rb"\\(?:[bfr]|u(?:00[01]|[fF]{3}[eEfF]))")
"""Escapes of characters that texts may not hold; line ends of old systems among them."""
_NO_STRATEGY = next(value for value in Project.__struct_defaults__ if isinstance(value, Strategies))
"""What a project holds whose file names none."""
_NO_CHARACTER = re.compile(rb"\xbf[\xbe\xbf](?<=\xef\xbf.)", re.DOTALL)
"""U+FFFE and U+FFFF."""
_NUMBERS_OF = {
    kind.item_type: {
        name for name, field in fields_of(kind.item_type).items() if field.input in ("number", "percent", "amount")
    }
    for kind in KINDS.values()
    if kind.item_type
}
_NUMBERS = frozenset[str]().union(*_NUMBERS_OF.values())
_TAIL = min(map(len, _NUMBERS))
_TAILS = {f'{name[-_TAIL:]}"' for name in _NUMBERS}
_FIGURE = rb"(?:[-+.\d_eE ]|\xef\xbc[\x90-\x99])+"
_QUOTED_NUMBER = re.compile(rb':(?<=(?:%s):)\s*"%s"' % ("|".join(sorted(_TAILS)).encode(), _FIGURE))
"""A figure in quotes: msgspec would take it, but text is not a number. Looks behind the colon, as colons are few."""
_TEXTS_LIKE_NUMBERS = {
    kind.item_type: names
    for kind in KINDS.values()
    if kind.item_type
    and (
        names := [
            name
            for name, field in fields_of(kind.item_type).items()
            if name not in _NUMBERS_OF[kind.item_type] and f'{name[-_TAIL:]}"' in _TAILS
        ]
    )
}
"""Texts whose names end as those of numbers do, such as the baseline of a goal: a figure may stand there in quotes."""


def encode(project: Project) -> bytes:
    """The project as the bytes of a file: UTF-8, two spaces of indent, keys in a fixed order, newline at the end."""
    return msgspec.json.format(encode_compact(project), indent=2) + b"\n"


def encode_compact(project: Project) -> bytes:
    """The same content on one line."""
    try:
        return _HEAD + _ENCODER.encode(project)[1:]
    except UnicodeEncodeError:  # a lone surrogate slipped in: no reason to lose the work
        return _HEAD + _ENCODER.encode(_cleaned(msgspec.to_builtins(project, builtin_types=(Decimal,))))[1:]


def _cleaned(part: Any) -> Any:
    match part:
        case str():
            return clean_text(part)
        case dict():
            return {key: _cleaned(value) for key, value in part.items()}
        case list() | tuple():
            return [_cleaned(value) for value in part]
    return part


def encode_in_pieces(project: Project) -> bytes:
    """The compact form, one position at a time, so that a worker thread never holds the interpreter for long."""
    try:
        head = _HEAD + _ENCODER.encode(msgspec.structs.replace(project, positions=(), other=()))[1:]
        pieces = [piece for position in project.positions for piece in (b",", _ENCODER.encode(position))]
        rest = b',"other":' + _ENCODER.encode(project.other) if project.other else b""  # the one field behind them
    except UnicodeEncodeError:
        return encode_compact(project)
    if pieces:
        pieces[0] = b',"positions":['
        pieces.append(b"]")
    return b"".join((head.removesuffix(b"}"), *pieces, rest, b"}"))  # copied once: it may be large


def decode(
    data: bytes,
    path: Path | str,
    *,
    closely: bool = False,
    migrations: Mapping[int, Callable[[Plain], Plain]] = MIGRATIONS,
) -> Loaded:
    """The project in the bytes of a file, with notes on what was repaired or could not be kept.

    Content that is lost because the name of its field stands twice is always noticed; with `closely`, which takes
    longer, so is a single value. `path` is for messages only. Raises ReadError: NotAProject, NewerSchema or Damaged.
    """
    project = None if closely else _decode_quickly(data)
    if project is not None:
        return Loaded(project)
    loaded = examine(data, path, migrations)
    project, notes = with_unique_ids(loaded.project)
    return Loaded(project, (*loaded.notes, *notes))


class _Envelope(msgspec.Struct):
    format: str = ""
    schema: int = 0


def refuse_newer(data: bytes, path: Path | str) -> None:
    """Raise NewerSchema where the bytes are a project of a newer version: it may not be written over."""
    try:
        envelope = msgspec.json.decode(data, type=_Envelope)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return
    if envelope.format == FORMAT and envelope.schema > SCHEMA:
        raise newer_schema(path, envelope.schema)


def _decode_quickly(data: bytes) -> Project | None:
    """The project, if there is nothing at all to say about the file."""
    if _ESCAPED.search(data) or _NO_CHARACTER.search(data):
        return None
    with _no_collection():
        try:
            file = _DECODER.decode(data)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None
        depth, ids = depth_and_ids(file)
        if depth > MAX_DEPTH or not file.id or "" in ids or len(set(ids)) < len(ids):
            return None
        in_file = len(ids) + 1 - (file.strategy is _NO_STRATEGY)
        if data.count(b'"id":') != in_file:  # JSON lets a field stand twice, and the first would be dropped unsaid
            return None
        if (quoted := len(_QUOTED_NUMBER.findall(data))) and quoted != _figures_in_texts(file):
            return None
    return Project(**{name: getattr(file, name) for name in Project.__struct_fields__})


def _figures_in_texts(project: Project) -> int:
    """How many texts that share the name of a number hold nothing but a figure, as they may."""
    return sum(
        re.fullmatch(_FIGURE, getattr(item, name).encode()) is not None
        for position in project.positions
        for section in walk(position.sections)
        for item in items_of(section)
        for name in _TEXTS_LIKE_NUMBERS.get(type(item), ())
    )


@contextmanager
def _no_collection() -> Iterator[None]:
    """Pause the collector of cycles: a frozen project holds none, and passes over its many objects cost a quarter."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def schema() -> bytes:
    """The JSON Schema of the file, as `jdstudio schema` prints it."""
    (ref,), components = msgspec.json.schema_components([ProjectFile], ref_template="#/$defs/{name}")
    _say_labels(components)
    envelope = components.pop(ref["$ref"].rpartition("/")[2])
    keys = ("format", "schema", *Project.__struct_fields__)
    envelope["properties"] = {key: envelope["properties"][key] for key in keys}
    envelope["required"] = [key for key in keys if key in envelope["required"]]
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **envelope,
        "title": "JD Studio project",
        "description": "Positions with their goals, duties, tasks and KPIs: one team or department.",
        "$defs": components,
    }
    return json.dumps(_numbers_as_numbers(whole), ensure_ascii=False, indent=2).encode() + b"\n"


def _say_labels(components: dict[str, Any]) -> None:
    """Give every declared field the words people know it by."""
    structs: dict[str, type[msgspec.Struct]] = {"company": Company, "facts": Facts}
    structs |= {name: kind.item_type for name, kind in KINDS.items() if kind.item_type}
    for kind, struct in structs.items():
        properties = components[struct.__name__]["properties"]
        for name, field in fields_of(struct).items():
            properties[name]["title"] = f"{field.en} / {field.zh}"
            if said := field_help(kind, name).help.en:
                properties[name]["description"] = said


def _numbers_as_numbers(part: Any) -> Any:
    """The schema msgspec makes has decimals as strings; our files have them as numbers."""
    if isinstance(part, list):
        return [_numbers_as_numbers(each) for each in part]
    if isinstance(part, dict):
        if part.get("format") == "decimal":
            return {**{key: part[key] for key in part if key != "format"}, "type": "number"}
        return {key: _numbers_as_numbers(each) for key, each in part.items()}
    return part
