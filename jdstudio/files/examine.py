"""The close look at a file that did not pass quickly: repairs it with notes, or says what is wrong, where, and what to do.

It walks over the plain JSON beside the types of the model, so that a new kind of section needs nothing here.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import msgspec
from msgspec import inspect

from jdstudio.errors import Damaged, NewerSchema, NotAProject
from jdstudio.files.form import FORMAT, SCHEMA, Loaded, Note, ProjectFile, brief
from jdstudio.files.migrations import Plain, migrate
from jdstudio.i18n import N_, _
from jdstudio.model.numbers import check_number
from jdstudio.model.project import Project
from jdstudio.model.values import clean_text
from jdstudio.model.walk import MAX_DEPTH

_CORRECT = N_("Correct it in a text editor, or open an earlier copy.")
_CHOOSE = N_("Choose a project written by JD Studio.")
_TOKENS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[{]|[\]}]', re.DOTALL)
_DEEPEST_BRACKET = 2 * MAX_DEPTH + 20


def examine(data: bytes, path: Path | str, migrations: Mapping[int, Callable[[Plain], Plain]]) -> Loaded:
    """The project in a file that holds something unusual. Raises ReadError."""
    notes: list[Note] = []
    text = _text_of(data, path, notes)
    try:
        plain = _in_this_schema(_parsed(text, path), path, notes, migrations)
        look = _Look(path, plain, notes)
        file = msgspec.convert(look.struct(plain, _file_type(), ""), ProjectFile)
    except RecursionError:
        _refuse_depth(text, path)
    except msgspec.ValidationError as error:  # a rule of the model that the walk does not know
        raise Damaged(
            N_("The content breaks the format: {detail}."), path=path, remedy=_CORRECT, detail=error
        ) from error
    project = Project(**{name: getattr(file, name) for name in Project.__struct_fields__})
    return Loaded(project, tuple(notes))


@cache
def _file_type() -> inspect.StructType:
    found = inspect.type_info(ProjectFile)
    assert isinstance(found, inspect.StructType)  # noqa: S101  what type_info gives for a struct
    return found


# --- bytes to text to plain JSON --------------------------------------------------------------------------------------


def _text_of(data: bytes, path: Path | str, notes: list[Note]) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        raise NotAProject(N_("The file is not in UTF-8."), path=path, remedy=N_("Save it again as UTF-8."))
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        notes.append(Note("", N_("The file began with a byte order mark, which is not kept."), level="info"))
    if not data.strip():
        raise NotAProject(
            N_("The file is empty."), path=path, remedy=N_("Open an earlier copy, or start a new project.")
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        where = _place_in_text(data[: error.start].decode("utf-8"))
        remedy = N_("Save it again as UTF-8.")
        raise NotAProject(N_("The file is not in UTF-8."), path=path, where=where, remedy=remedy) from None


def _parsed(text: str, path: Path | str) -> Any:
    try:
        return json.loads(
            text,
            strict=False,
            object_pairs_hook=_object,
            parse_float=_number,
            parse_int=_whole_number,
            parse_constant=Decimal,
        )
    except json.JSONDecodeError as error:
        where = _place_in_text(text[: error.pos])
        ours = f'"{FORMAT}"' in text[:200]
        if error.msg.startswith("Unterminated") or not text[error.pos :].strip():
            message, remedy = N_("The file ends in the middle."), N_("Open an earlier copy.")
        else:
            message, remedy = N_("This is not JSON: what stands here cannot be read."), _CORRECT if ours else _CHOOSE
        raise (Damaged if ours else NotAProject)(message, path=path, where=where, remedy=remedy) from None


class _Contradiction(dict[str, Any]):
    """An object in which a name stands more than once; as everywhere, the last one counts."""

    doubled: tuple[str, ...] = ()


def _object(pairs: list[tuple[str, Any]]) -> Plain:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    contradiction = _Contradiction(made)
    contradiction.doubled = tuple(name for name, count in Counter(name for name, _value in pairs).items() if count > 1)
    return contradiction


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent beyond all bounds
        return Decimal("Infinity")


def _whole_number(text: str) -> int | Decimal:
    return int(text) if len(text) < 1000 else Decimal(text)  # Python refuses to read longer ones as int


def _place_in_text(before: str) -> str:
    line = before.count("\n") + 1
    return _("line {line}, column {column}").format(line=line, column=len(before) - before.rfind("\n"))


def _refuse_depth(text: str, path: Path | str) -> NoReturn:
    depth, at = 0, 0
    for token in _TOKENS.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token.group(), 0)
        if depth > _DEEPEST_BRACKET:
            at = token.start()
            break
    raise _too_deep(path, _place_in_text(text[:at])) from None


def _too_deep(path: Path | str, where: str) -> Damaged:
    remedy = N_("Put the innermost sections higher up.")
    message = N_("Sections are nested deeper than {depth} levels.")
    return Damaged(message, path=path, where=where, remedy=remedy, depth=MAX_DEPTH)


# --- the envelope -----------------------------------------------------------------------------------------------------


def _in_this_schema(
    plain: Any, path: Path | str, notes: list[Note], migrations: Mapping[int, Callable[[Plain], Plain]]
) -> Plain:
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        message = N_('This is JSON, but not a JD Studio project: it does not say "format": "jdstudio".')
        raise NotAProject(message, path=path, remedy=_CHOOSE)
    schema = plain.get("schema")
    if isinstance(schema, bool) or not isinstance(schema, int | Decimal) or not Decimal(schema).is_finite():
        message = N_("The number of the schema is missing.") if schema is None else N_("The schema is not a number.")
        raise Damaged(message, path=path, where="schema", remedy=N_('Write "schema": {schema} there.'), schema=SCHEMA)
    if schema > SCHEMA:
        raise newer_schema(path, schema)
    if schema == SCHEMA:
        plain["schema"] = SCHEMA  # it may have said 1.0
        return plain
    if schema != int(schema) or not all(number in migrations for number in range(int(schema), SCHEMA)):
        message = N_("There is no schema {schema}.")
        raise Damaged(message, path=path, where="schema", remedy=_CORRECT, schema=brief(schema))
    message = N_("The file was in an older form (schema {schema}); saving writes the new one.")
    notes.append(Note("", message, level="info", args={"schema": schema}))
    return migrate(plain, int(schema), SCHEMA, migrations)


def newer_schema(path: Path | str, schema: int | Decimal) -> NewerSchema:
    """The error for a file that a newer version wrote."""
    message = N_("A newer version of JD Studio wrote this file (schema {theirs}; this version reads up to {ours}).")
    remedy = N_("Open it with the newer version. The file is left as it is.")
    return NewerSchema(message, path=path, where="schema", remedy=remedy, theirs=brief(schema), ours=SCHEMA)


# --- the content ------------------------------------------------------------------------------------------------------


class _Look:
    """One walk over the plain JSON beside the types: leaves out what is unknown, cleans texts, names what is wrong."""

    def __init__(self, path: Path | str, plain: Plain, notes: list[Note]) -> None:
        self._path = path
        self._plain = plain
        self._notes = notes

    def value(self, value: Any, kind: inspect.Type, where: str) -> Any:  # noqa: C901, PLR0911, PLR0912  one case a type
        match kind:
            case inspect.UnionType():
                return self._union(value, kind, where)
            case inspect.StructType():
                return self.struct(value, kind, where)
            case inspect.VarTupleType():
                if not isinstance(value, list):
                    self._refuse(where, _("a list"), value)
                return [self.value(each, kind.item_type, f"{where}[{at}]") for at, each in enumerate(value)]
            case inspect.StrType():
                if not isinstance(value, str):
                    self._refuse(where, _("text"), value)
                return self._cleaned(value, where)
            case inspect.BoolType():
                if not isinstance(value, bool):
                    self._refuse(where, _("true or false"), value)
            case inspect.LiteralType():
                if value not in kind.values or isinstance(value, bool):
                    self._refuse(where, _or(kind.values), value)
                return value
            case inspect.DecimalType():
                return self._decimal(value, where)
            case inspect.IntType():
                return self._integer(value, kind, where)
            case inspect.Metadata():
                return self.value(value, kind.type, where)
        return value

    def struct(self, value: Any, kind: inspect.StructType, where: str) -> Plain:
        if not isinstance(value, dict):
            self._refuse(where, _("an object in braces"), value)
        if where.count(".sections[") > MAX_DEPTH:
            raise _too_deep(self._path, ".".join(where.split(".")[:2]))
        start = f"{where}." if where else ""
        fields = {field.encode_name: field for field in kind.fields}
        if isinstance(value, _Contradiction):
            self._notes += [_doubled(start + _key(name)) for name in value.doubled]
        for name in value:
            if name not in fields and name != kind.tag_field:
                self._notes.append(_unknown(start + _key(name), value[name]))
        for name, field in fields.items():
            if field.required and name not in value:
                self._fail(N_("This is missing."), start + name)
        known = {name: self.value(value[name], fields[name].type, start + name) for name in value if name in fields}
        return {kind.tag_field: kind.tag, **known} if kind.tag_field else known

    def _union(self, value: Any, kind: inspect.UnionType, where: str) -> Any:
        structs = [each for each in kind.types if isinstance(each, inspect.StructType)]
        if structs:
            return self.struct(value, self._member(value, structs, where), where)
        if value is None and kind.includes_none:
            return None
        (only,) = (each for each in kind.types if not isinstance(each, inspect.NoneType))
        return self.value(value, only, where)

    def _member(self, value: Any, structs: list[inspect.StructType], where: str) -> inspect.StructType:
        if not isinstance(value, dict):
            self._refuse(where, _("an object in braces"), value)
        tag_field = str(structs[0].tag_field)
        tag = value.get(tag_field)
        found = next((struct for struct in structs if struct.tag == tag), None)
        if found is None and tag is None:
            self._fail(N_("This is missing."), f"{where}.{tag_field}")
        if found is None:
            self._refuse(f"{where}.{tag_field}", _or([struct.tag for struct in structs]), tag)
        return found

    def _cleaned(self, text: str, where: str) -> str:
        clean = clean_text(text)
        if len(clean) < len(text.replace("\r\n", "\n")):
            message = N_("Characters that documents cannot hold were taken out of “{text}”.")
            self._notes.append(Note(where, message, args={"text": brief(clean)}))
        return clean

    def _decimal(self, value: Any, where: str) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self._refuse(where, _("a number"), value)
        number = Decimal(value)
        try:
            check_number("", number)
        except ValueError:
            message = N_("{found} is out of range: a number has up to 15 digits before the point and 9 after it.")
            self._fail(message, where, found=brief(value))
        return number

    def _integer(self, value: Any, kind: inspect.IntType, where: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            self._refuse(where, _("a whole number"), value)
        if not (kind.ge is None or value >= kind.ge) or not (kind.le is None or value <= kind.le):
            self._refuse(where, _("a whole number from {least} to {most}").format(least=kind.ge, most=kind.le), value)
        return value

    def _refuse(self, where: str, expected: str, found: Any) -> NoReturn:
        self._fail(N_("Expected {expected}, found {found}."), where, expected=expected, found=_described(found))

    def _fail(self, message: str, where: str, **args: object) -> NoReturn:
        title = self._title_at(where)
        remedy = N_("It belongs to the position “{title}”: correct it in a text editor, or open an earlier copy.")
        raise Damaged(
            message, path=self._path, where=where, remedy=remedy if title else _CORRECT, title=title, **args
        ) from None

    def _title_at(self, where: str) -> str:
        """The title of the position that holds a place, if it can be found at all."""
        match = re.match(r"positions\[(\d+)\]", where)
        part: Any = self._plain.get("positions") if match else None
        if match and isinstance(part, list):
            part = part[int(match[1])]
            for name in ("facts", "title"):
                part = part.get(name) if isinstance(part, dict) else None
        return brief(clean_text(part)) if isinstance(part, str) else ""


def _unknown(where: str, value: Any) -> Note:
    message = N_("This field is unknown and was left out; it said {value}.")
    remedy = N_("The file as it was stays beside the project when it is saved.")
    return Note(where, message, remedy, args={"value": _described(value)})


def _doubled(where: str) -> Note:
    message = N_("This field stands more than once; only the last one was read.")
    remedy = N_("The file as it was stays beside the project when it is saved.")
    return Note(where, message, remedy, "error", rule="duplicate-field")


def _or(values: list[Any] | tuple[Any, ...]) -> str:
    return _("one of {choices}").format(choices=" / ".join(f"“{value}”" if value != "" else "“”" for value in values))


def _key(name: str) -> str:
    """The name of a field that is not one of ours, for a place: a strange one in quotes."""
    return name if name.isidentifier() and len(name) <= 60 else f"“{brief(clean_text(name))}”"


def _described(value: Any) -> str:
    """A JSON value in words that tell its type: `text “abc”`, `the number 3`, `a list`."""
    match value:
        case None:
            return _("nothing (null)")
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return _("the number {number}").format(number=brief(value))
        case str():
            return _("the text “{text}”").format(text=brief(clean_text(value)))
        case list():
            return _("a list of {count}").format(count=len(value))
    return _("an object with {keys}").format(keys=brief(clean_text(", ".join(value))) or _("nothing in it"))
