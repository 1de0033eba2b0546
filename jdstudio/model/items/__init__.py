"""What the rows of sections hold, one struct a kind of item, by what they are about.

Here annotations are values, not strings (no `from __future__ import annotations`): msgspec and `fields_of` would have
to evaluate hundreds of them one by one before the first file can be read (some 20 ms).
"""
