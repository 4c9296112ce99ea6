"""One training example of the quality estimator, from whatever source."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from checker.models.estimator.artefact import LOST

__all__ = ["Example", "Mark", "joined", "penalty_per_word_target", "penalty_target"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch `[start, end)` of one side with soft labels in [0, 1].

    Attributes:
        error: probability that it stands in an error (of the source: that it is left out). None
            where that is not known; 0 says that it is right where other places are not known.
        major: probability that the error is major; 0 on the source, None where it is not known.
    """

    start: int
    end: int
    error: float | None
    major: float | None = 0.0


@dataclass(frozen=True, slots=True)
class Example:
    """A pair with what is known of it; what is not known is None and trains nothing.

    Attributes:
        target_marks: labels of the target's characters; overlapping marks add up. None where the
            target has no labels.
        source_marks: the same of the source's characters (left out of the translation), 0 where no
            mark stands.
        end: label of the place after the last word: something is missing there.
        segment: targets in the order of `checker.models.estimator.network.SEGMENT_OUTPUTS`.
        complete: whether a place of the target without a mark is right (0) or not known.
        weight: of its token labels in the loss.
        group: within which `rank` says something; None where nothing is known of its rank.
        rank: higher = better; equal ranks say nothing.
    """

    source: str
    target: str
    target_marks: tuple[Mark, ...] | None = None
    source_marks: tuple[Mark, ...] | None = None
    end: float | None = None
    segment: tuple[float | None, float | None, float | None] = (None, None, None)
    complete: bool = True
    weight: float = 1.0
    group: str | None = None
    rank: float = 0.0


def penalty_per_word_target(penalty: float, words: int) -> float:
    """MQM penalty points a hundred words, on a logarithmic scale of about [0, 1]."""
    return math.log1p(100.0 * max(0.0, penalty) / max(1, words)) / math.log1p(100.0)


def penalty_target(penalty: float) -> float:
    """MQM penalty points of the segment, on a logarithmic scale; `LOST` points give 1."""
    return math.log1p(max(0.0, penalty)) / math.log1p(LOST)


def joined(first: Example, second: Example) -> Example:
    """Two examples as one of two sentences; the segment's targets and rank are not known then.

    Raises:
        ValueError: places without a mark are known in one only.
    """
    if first.complete != second.complete:
        raise ValueError("a complete and a partial annotation cannot be joined")
    gap = len(first.target) + 1

    def both(
        one: tuple[Mark, ...] | None, other: tuple[Mark, ...] | None, by: int
    ) -> tuple[Mark, ...] | None:
        if one is None or other is None:
            return None
        moved = (replace(mark, start=mark.start + by, end=mark.end + by) for mark in other)
        return (*one, *moved)

    return Example(
        first.source + second.source,
        f"{first.target} {second.target}",
        both(first.target_marks, second.target_marks, gap),
        both(first.source_marks, second.source_marks, len(first.source)),
        second.end,
        complete=first.complete,
        weight=min(first.weight, second.weight),
    )
