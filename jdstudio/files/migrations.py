"""Older forms of the file, brought up one number at a time.

A change of the form raises SCHEMA in form.py, adds the step from the number before here, and leaves a sample of the
old form in tests/data/projects. A step takes and gives plain JSON values, so that it does not change with the model.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Plain = dict[str, Any]

MIGRATIONS: Mapping[int, Callable[[Plain], Plain]] = {}
"""From a schema number to the function that makes the next one of it."""


def migrate(plain: Plain, schema: int, target: int, migrations: Mapping[int, Callable[[Plain], Plain]]) -> Plain:
    """The same project in the form `target`. Raises KeyError where a step is missing."""
    for number in range(schema, target):
        plain = {**migrations[number](plain), "schema": number + 1}
    return plain
