"""The words of a text: what everything that cuts text into words cuts by.

A *word* keeps its points, commas and apostrophes («U.S», «1,200», «isn't»); a *compound* its
hyphens too («COVID-19», «long-term»), which is a word as a reader counts them; a *mark* is anything
else that is no white space. What compares spellings takes texts further apart: *letters* are Latin
ones in a row, *bare* words letters and figures without any mark.
"""

from __future__ import annotations

import re

from checker.language.characters import HAN_RANGES, han_count

__all__ = [
    "BARE", "COMPOUND", "LATIN", "LETTERS", "MARKS", "MIXED", "PIECE", "WORD", "bare",
    "length_units", "word_count", "word_spans",
]  # fmt: skip

# A combining accent belongs to its letter, a joined emoji is one mark.
_LETTERS = r"\w[\w\u0300-\u036f\u200c\u200d]*"
_MARK = r"[^\w\s](?:[\u0300-\u036f\ufe0f\U000e0020-\U000e007f]|\u200d[^\w\s])*"

WORD = re.compile(rf"{_LETTERS}(?:[.,'’]{_LETTERS})*|{_MARK}")
"""A word or a mark. The judge was fitted on these: another cut asks for another fit."""

PIECE = re.compile(rf"{WORD.pattern}|\s")
"""A word, a mark or one white space: every character is in one of them."""

COMPOUND = re.compile(rf"{_LETTERS}(?:(?:[.'’\-]|(?<=\d),(?=\d)){_LETTERS})*")
"""A compound; a comma joins figures only, so that «said,We» is two."""

LATIN = re.compile(r"[A-Za-z0-9]+(?:[.,'’\-][A-Za-z0-9]+)*")
"""A Latin word or a figure in Chinese text, where no space parts them from the Han."""

LETTERS = re.compile("[A-Za-z]+")
"""Latin letters in a row."""

BARE, MARKS = re.compile(r"[^\W_]+"), re.compile(r"[\W_]+")
"""Letters and figures in a row, and what stands between them."""

_HAN = "".join(f"{chr(first)}-{chr(last)}" for first, last in HAN_RANGES)
_LETTER = rf"[^\W{_HAN}]"
MIXED = re.compile(
    rf"[{_HAN}]|\d+(?:[.,:/]\d+)*(?!{_LETTER})%?|{_LETTER}+(?:[-'’‐‑]{_LETTER}+)*|[^\w\s]"
)
"""A word or mark of English that may have Chinese in it, whose every character is a word: figures
keep their separators and %, words their hyphens and apostrophes."""


def word_spans(text: str) -> list[tuple[int, int]]:
    """Offsets `[start, end)` of every compound, in order."""
    return [match.span() for match in COMPOUND.finditer(text)]


def word_count(text: str) -> int:
    """How many words a text has, as a reader counts them."""
    return sum(1 for _ in COMPOUND.finditer(text))


def length_units(source: str) -> float:
    """The length of a Chinese text: characters plus 1.5 for each Latin word or number."""
    return han_count(source) + 1.5 * len(LATIN.findall(source))


def bare(text: str) -> str:
    """Letters and figures alone, in small letters and run together: equal for texts that say the
    same."""
    return MARKS.sub("", text).lower()
