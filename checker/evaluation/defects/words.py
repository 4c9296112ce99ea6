"""Words of an English text with their places, and the small word lists the defects need."""

from __future__ import annotations

import re

from checker.evaluation.defects.records import GarbledSpan
from checker.language.tables import words

__all__ = ["FUNCTION_WORDS", "WORD", "around", "word_spans"]

WORD = re.compile(r"[A-Za-z0-9]+(?:[.,'’\-][A-Za-z0-9]+)*")
"""A word or figure, with inner hyphens, apostrophes, points and thousands commas."""

FUNCTION_WORDS = words("evaluation/defects/function_words")
"""Words after which an English sentence cannot end."""


def word_spans(text: str) -> list[tuple[int, int]]:
    """Offsets of every word, in order."""
    return [match.span() for match in WORD.finditer(text)]


def around(text: str, start: int, end: int) -> GarbledSpan:
    """The target span from the word before `start` to the word after `end`, as far as there are."""
    before = word_spans(text[:start])[-1:]
    after = [(s + end, e + end) for s, e in word_spans(text[end:])][:1]
    return GarbledSpan(
        "target",
        before[0][0] if before else start,
        after[0][1] if after else end,
    )
