"""Stable ids: short random strings that a position, section or item keeps for life."""

from __future__ import annotations

import secrets

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u to misread


def new_id() -> str:
    """Ten characters, 50 bits: a project of 100,000 items collides less than once in 200,000 projects."""
    return "".join(_ALPHABET[byte & 31] for byte in secrets.token_bytes(10))
