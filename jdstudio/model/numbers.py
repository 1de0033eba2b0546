"""Which numbers a project may hold."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

LARGEST = Decimal(10) ** 15
FINEST = -9


@lru_cache(maxsize=4096)  # a project holds many numbers, and few different ones
def are_usable(*values: Decimal | None) -> bool:
    """Whether a sheet can hold the numbers: not NaN, not infinite, within ±10^15, no finer than nine decimals."""
    return all(
        value is None or (value.is_finite() and -LARGEST < value < LARGEST and value == round(value, -FINEST))
        for value in values
    )


def check_number(name: str, value: Decimal | None) -> None:
    """Refuse a number that no sheet can hold. Raises ValueError."""
    if not are_usable(value):
        message = f"{name}: {value} is no number a KPI can use (up to 15 digits, 9 decimals)"
        raise ValueError(message)
