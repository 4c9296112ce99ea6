"""What experts said: ratings, segments, and how several raters become one gold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import fmean

import numpy as np

from checker.evaluation.spans import MAJOR, MarkedSpan
from checker.records import Severity, Side

__all__ = [
    "SPAN_GOLD",
    "GoldSegment",
    "GoldSpan",
    "Rating",
    "gold_marks",
    "gold_score",
    "rater_share",
]

SPAN_GOLD = ("union", "majority")


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """A marked error, `[start, end)` in code points of the text on `side`.

    Attributes:
        category: as the data set names it, e.g. "Accuracy/Mistranslation".
    """

    start: int
    end: int
    category: str
    severity: Severity
    side: Side = "target"


@dataclass(frozen=True, slots=True)
class Rating:
    """One rater's judgement of one segment.

    Attributes:
        score: higher = better, on the scale `score_type`; None where there is none.
        spans: on both sides; () = annotated and nothing marked, None = not annotated for spans.
        unlocated: errors without a place.
        tags: one flag a token of the segment, True = BAD; None where there are none.
    """

    rater: str
    score: float | None
    score_type: str | None
    spans: tuple[GoldSpan, ...] | None
    unlocated: int = 0
    tags: tuple[bool, ...] | None = None

    @property
    def clean(self) -> bool:
        """Annotated, and no error found at all."""
        return self.spans == () and not self.unlocated


@dataclass(frozen=True, slots=True)
class GoldSegment:
    """A translated segment with everything its raters said.

    Attributes:
        number: 0-based place among all segments of the run.
        document_id: None where the data set does not say.
        tokens: offsets of its tokens in the target, where the data set brings its own.
        human: whether the translation is a person's.
    """

    number: int
    dataset: str
    system: str | None
    document_id: str | None
    segment_id: str
    source: str
    target: str
    ratings: tuple[Rating, ...]
    tokens: tuple[tuple[int, int], ...] | None = None
    token_texts: tuple[str, ...] | None = None
    human: bool = False

    def numbered(self, number: int) -> GoldSegment:
        """The same segment at another place."""
        return replace(self, number=number)

    @property
    def clean(self) -> bool:
        """A person's translation in which no rater found an error."""
        return self.human and bool(self.ratings) and all(r.clean for r in self.ratings)


def gold_score(segment: GoldSegment) -> float | None:
    """The mean of the raters' scores (as in Freitag et al. 2021), None where nobody gave one."""
    scores = [rating.score for rating in segment.ratings if rating.score is not None]
    return fmean(scores) if scores else None


def gold_marks(segment: GoldSegment, *, method: str = "union") -> tuple[MarkedSpan, ...] | None:
    """The gold spans of the target; None where no rater annotated spans. Neutral ones are left out.

    Args:
        method: "union" takes every rater's spans as they are, which may overlap with different
            severities: the layout of the WMT span task allows for that, and gives full credit for
            either. "majority" marks the characters that more than half of the raters marked, and
            as major where at least half of those say major.
    """
    raters = [r.spans for r in segment.ratings if r.spans is not None]
    if not raters:
        return None
    marked = [[_mark(s) for s in spans if s.side == "target" and _counts(s)] for spans in raters]
    if method == "union":
        return tuple(span for spans in marked for span in spans)
    return _majority(len(segment.target), marked)


def rater_share(segment: GoldSegment, start: int, end: int, side: Side) -> float | None:
    """The share of raters, [0, 1], who marked an error that touches `[start, end)` on `side`."""
    raters = [r.spans for r in segment.ratings if r.spans is not None]
    if not raters:
        return None
    hits = [any(touches(span, start, end, side) for span in spans) for spans in raters]
    return fmean(hits)


def touches(span: GoldSpan, start: int, end: int, side: Side) -> bool:
    """Whether a gold span and `[start, end)` share a character; empty ones count at their place."""
    if span.side != side or not _counts(span):
        return False
    if span.start == span.end or start == end:
        return span.start <= end and start <= span.end
    return span.start < end and start < span.end


def _counts(span: GoldSpan) -> bool:
    return span.severity is not Severity.NEUTRAL


def _mark(span: GoldSpan) -> MarkedSpan:
    return MarkedSpan(span.start, span.end, span.severity in MAJOR)


def _majority(length: int, raters: Sequence[Iterable[MarkedSpan]]) -> tuple[MarkedSpan, ...]:
    votes, major_votes = np.zeros(length + 1, dtype=int), np.zeros(length + 1, dtype=int)
    for spans in raters:
        marked, major = np.zeros(length + 1, dtype=bool), np.zeros(length + 1, dtype=bool)
        for span in spans:
            place = slice(span.start, max(span.end, span.start + 1))
            marked[place] = True
            major[place] |= span.major
        votes += marked
        major_votes += major
    level = np.where(2 * votes > len(raters), np.where(2 * major_votes >= votes, 2, 1), 0)
    borders = [0, *(np.flatnonzero(np.diff(level)) + 1), length + 1]
    return tuple(
        MarkedSpan(int(start), int(end), bool(level[start] == 2))
        for start, end in pairwise(borders)
        if level[start]
    )
