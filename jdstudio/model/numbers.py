"""Which numbers a project may hold."""

from __future__ import annotations

from decimal import Decimal

LARGEST = Decimal(10) ** 15
FINEST = -9


def check_number(name: str, value: Decimal | None) -> None:
    """Refuse what no sheet can hold: NaN, infinity, beyond ±10^15, finer than nine decimals. Raises ValueError."""
    if value is None:
        return
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or not -LARGEST < value < LARGEST or exponent < FINEST:
        message = f"{name}: {value} is no number a KPI can use (up to 15 digits, 9 decimals)"
        raise ValueError(message)
