"""The words in what JSON holds, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator


def strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for part in value.values():
                yield from strings(part)
        case list() | tuple():
            for part in value:
                yield from strings(part)


def pairs(value: object) -> Iterator[tuple[str, str]]:
    """Every text of a role in Chinese and English; the parts of a role that are not there are no texts."""
    match value:
        case {"zh": str() as zh, "en": str() as en}:
            yield zh, en
        case dict():
            for part in value.values():
                yield from pairs(part)
        case list() | tuple():
            for part in value:
                yield from pairs(part)
