"""Character-level span F1 with half credit for the wrong severity (WMT23 QE task 2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from checker.records import Severity

__all__ = ["MarkedSpan", "SpanScores", "flatten", "span_counts", "span_scores"]

MAJOR = frozenset({Severity.MAJOR, Severity.CRITICAL})


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """`[start, end)` of the translation; an empty one marks the one position `start`.

    Attributes:
        major: critical counts as major, as the field's two levels have it; else minor.
    """

    start: int
    end: int
    major: bool


@dataclass(frozen=True, slots=True)
class SpanScores:
    """All in [0, 1], higher = better; None where neither side marks anything they could rate."""

    f1: float | None
    precision: float | None
    recall: float | None


def flatten(text: str, spans: Iterable[MarkedSpan]) -> tuple[MarkedSpan, ...]:
    """Disjoint spans that mark the same places, the worse severity winning.

    A character marked both major and minor would earn full credit whichever is right.
    """
    level = np.zeros(len(text) + 1, dtype=int)
    for span in spans:
        mark = slice(span.start, max(span.end, span.start + 1))
        level[mark] = np.maximum(level[mark], 2 if span.major else 1)
    flat: list[MarkedSpan] = []
    borders = [0, *(np.flatnonzero(np.diff(level[:-1])) + 1), len(text)]
    for start, end in pairwise(borders):
        if start < end and level[start]:
            flat.append(MarkedSpan(int(start), int(end), bool(level[start] == 2)))
    if level[-1]:
        flat.append(MarkedSpan(len(text), len(text), bool(level[-1] == 2)))
    return tuple(flat)


def span_counts(
    text: str, gold: Iterable[MarkedSpan], predicted: Iterable[MarkedSpan]
) -> NDArray[np.float64]:
    """Counts of one segment: (credit, gold positions, predicted positions).

    Positions are those of the text without the white space around it, and one more for its end.
    """
    length = len(text.strip())
    gold_major, gold_minor = _masks(length, gold)
    major, minor = _masks(length, predicted)
    in_gold, in_predicted = gold_major | gold_minor, major | minor
    same = (gold_major & major) | (gold_minor & minor)
    credit = same.sum() + 0.5 * (in_gold & in_predicted & ~same).sum()
    return np.array([credit, in_gold.sum(), in_predicted.sum()], dtype=float)


def span_scores(counts: NDArray[np.float64]) -> SpanScores:
    """Scores of summed `span_counts`, shape (3,)."""
    credit, gold, predicted = (float(value) for value in counts)
    recall = credit / gold if gold else None
    # Nothing marked where something is wrong is no precision of its own, but an F1 of 0.
    precision = credit / predicted if predicted else (0.0 if gold else None)
    total = gold + predicted
    return SpanScores(2 * credit / total if total else None, precision, recall)


def _masks(length: int, spans: Iterable[MarkedSpan]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    major, minor = np.zeros(length + 1, dtype=bool), np.zeros(length + 1, dtype=bool)
    for span in spans:
        end = max(min(span.end, length), span.start + 1)
        (major if span.major else minor)[span.start : end] = True
    return major, minor
