"""The words around a place of an English text, and the small word list the defects need."""

from __future__ import annotations

from checker.evaluation.defects.records import GarbledSpan
from checker.language.tables import words
from checker.language.tokens import word_spans

__all__ = ["FUNCTION_WORDS", "around"]

FUNCTION_WORDS = words("evaluation/defects/function_words")
"""Words after which an English sentence cannot end."""


def around(text: str, start: int, end: int) -> GarbledSpan:
    """The target span from the word before `start` to the word after `end`, as far as there are."""
    before = word_spans(text[:start])[-1:]
    after = [(s + end, e + end) for s, e in word_spans(text[end:])][:1]
    return GarbledSpan(
        "target",
        before[0][0] if before else start,
        after[0][1] if after else end,
    )
