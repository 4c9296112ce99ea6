"""Words and marks of a text."""

from __future__ import annotations

import re

__all__ = ["WORD"]

# A combining accent belongs to its letter, a joined emoji is one mark.
_LETTERS = r"\w[\w\u0300-\u036f\u200c\u200d]*"
WORD = re.compile(
    rf"{_LETTERS}(?:[.,'’]{_LETTERS})*"
    r"|[^\w\s](?:[\u0300-\u036f\ufe0f\U000e0020-\U000e007f]|\u200d[^\w\s])*"
)
"""A word or a mark of a text."""
