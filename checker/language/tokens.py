"""The words of a text: what everything that cuts text into words cuts by.

Three patterns of one make: a *word* keeps its points, commas and apostrophes («U.S», «1,200»,
«isn't»); a *compound* its hyphens too («COVID-19», «long-term»), which is a word as a reader counts
them; a *mark* is anything else that is no white space.
"""

from __future__ import annotations

import re

__all__ = ["COMPOUND", "LATIN", "WORD", "word_count"]

# A combining accent belongs to its letter, a joined emoji is one mark.
_LETTERS = r"\w[\w\u0300-\u036f\u200c\u200d]*"
_MARK = r"[^\w\s](?:[\u0300-\u036f\ufe0f\U000e0020-\U000e007f]|\u200d[^\w\s])*"

WORD = re.compile(rf"{_LETTERS}(?:[.,'’]{_LETTERS})*|{_MARK}")
"""A word or a mark. The judge was fitted on these: another cut asks for another fit."""

COMPOUND = re.compile(rf"{_LETTERS}(?:(?:[.'’\-]|(?<=\d),(?=\d)){_LETTERS})*")
"""A compound; a comma joins figures only, so that «said,We» is two."""

LATIN = re.compile(r"[A-Za-z0-9]+(?:[.,'’\-][A-Za-z0-9]+)*")
"""A Latin word or a figure in Chinese text, where no space parts them from the Han."""


def word_count(text: str) -> int:
    """How many words a text has, as a reader counts them."""
    return sum(1 for _ in COMPOUND.finditer(text))
