"""Turns word probabilities into spans that are neither empty nor overlapping."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.checks.model.judge import Limits
from checker.records import Span

__all__ = ["DecodedSpan", "decode_spans"]

_BRIDGED = 1
"""Marks between two words of one span that may be unsuspicious themselves."""


@dataclass(frozen=True, slots=True)
class DecodedSpan:
    """Words `[first, last]` that belong to one error.

    Attributes:
        error: highest probability of error among them; `major` likewise.
    """

    first: int
    last: int
    error: float
    major: float

    def is_major(self, limits: Limits) -> bool:
        """Whether the error is major at these limits."""
        return self.major >= limits.major


def decode_spans(
    words: Sequence[Span], error: Sequence[float], major: Sequence[float], limits: Limits
) -> list[DecodedSpan]:
    """Grows a span from each word above `limits.minor` over neighbours above `limits.near`.

    A span neither begins nor ends with a mark unless the mark itself began it. Spans come in order
    and share no word.

    Args:
        error: probability of error of each word; `major` likewise.
    """
    spans: list[DecodedSpan] = []
    taken = -1
    for index in range(len(words)):
        if index <= taken or error[index] < limits.minor:
            continue
        first, last = index, index
        while first - 1 > taken and _joins(words, error, first - 1, limits):
            first -= 1
        while last + 1 < len(words) and _joins(words, error, last + 1, limits):
            last += 1
        while last + 1 + _BRIDGED < len(words) and _bridges(words, error, last + 1, limits):
            last += 1 + _BRIDGED
            while last + 1 < len(words) and _joins(words, error, last + 1, limits):
                last += 1
        taken = last
        inside = range(first, last + 1)
        spans.append(
            DecodedSpan(first, last, max(error[i] for i in inside), max(major[i] for i in inside))
        )
    return spans


def _joins(words: Sequence[Span], error: Sequence[float], index: int, limits: Limits) -> bool:
    return words[index].text[0].isalnum() and error[index] >= limits.near


def _bridges(words: Sequence[Span], error: Sequence[float], index: int, limits: Limits) -> bool:
    """Whether a lone mark stands before a word that is suspicious by itself."""
    beyond = words[index + _BRIDGED].text[0]
    return (
        not words[index].text[0].isalnum()
        and beyond.isalnum()
        and error[index + _BRIDGED] >= limits.minor
    )
