"""What the network's words and scores are worth on one validation set.

Every set is measured by itself, with what its annotation can tell: a complete one by rank, words
and spans; posts, of which only errors of emotion are marked, by rank and recall; a sample with a
part of its errors by recall, and by alarms on its records without an error.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checker.evaluation.correlation import spearman
from checker.evaluation.spans import MarkedSpan, flatten, span_counts, span_scores
from checker.evaluation.words import word_counts, word_scores
from checker.models.estimator.network import SEGMENT_OUTPUTS
from training.detector.gold import Judged

__all__ = [
    "DENSITY",
    "THRESHOLDS",
    "Limits",
    "best_limits",
    "marked_spans",
    "penalty_spearman",
    "rank_figures",
    "recall_figures",
    "segment_counts",
    "span_f1",
    "word_mcc",
]

Floats = NDArray[np.float64]
THRESHOLDS = tuple(round(0.025 * step, 3) for step in range(1, 33))
DENSITY = 0.10
"""Share of the characters that is marked where two networks' recall is compared."""
_PENALTY = SEGMENT_OUTPUTS.index("penalty")


@dataclass(frozen=True, slots=True)
class Limits:
    """Chances at which a word counts as wrong: for the words' MCC, and for the spans' F1."""

    words: float
    spans: float


def rank_figures(judged: Sequence[Judged]) -> dict[str, float | None]:
    """Spearman of each of the network's scores with the annotators', higher = better."""
    gold = [item.gold.score for item in judged if item.gold.score is not None]
    scored = [item for item in judged if item.gold.score is not None]
    figures: dict[str, float | None] = {}
    for place, name in enumerate(SEGMENT_OUTPUTS):
        figures[f"{name} Spearman"] = spearman(gold, [-item.outputs[place] for item in scored])
    figures["mean word Spearman"] = spearman(gold, [-item.error.mean() for item in scored])
    return figures


def penalty_spearman(judged: Sequence[Judged]) -> float | None:
    """Spearman of the expected penalty alone."""
    scored = [(s, -i.outputs[_PENALTY]) for i in judged if (s := i.gold.score) is not None]
    return spearman([score for score, _ in scored], [said for _, said in scored])


def marked_spans(item: Judged, limit: float) -> tuple[MarkedSpan, ...]:
    """Words at or over the limit as spans; neighbours of one severity make one span.

    A word is major where a major error is at least half as probable as any error.
    """
    spans: list[MarkedSpan] = []
    before = False
    words = zip(item.gold.places, item.error, item.major, strict=True)
    for (start, end), error, major in words:
        marked = bool(error >= limit)
        if marked:
            worse = bool(major >= 0.5 * error)
            if before and spans[-1].major == worse:
                start = spans.pop().start
            spans.append(MarkedSpan(start, end, worse))
        before = marked
    return flatten(item.gold.target, spans)


def segment_counts(item: Judged, limits: Limits) -> tuple[Floats, Floats]:
    """What a segment adds to the words' counts, (4,), and to the spans', (3,)."""
    words = word_counts(item.gold.bad, item.error >= limits.words)
    if item.gold.spans is None:
        return words, np.zeros(3)
    target = item.gold.target
    gold = flatten(target, item.gold.spans)
    return words, span_counts(target, gold, marked_spans(item, limits.spans))


def word_mcc(judged: Sequence[Judged], limit: float) -> float | None:
    """Matthews correlation of the words at a limit."""
    return word_scores(
        sum((word_counts(i.gold.bad, i.error >= limit) for i in judged), start=np.zeros(4))
    ).mcc


def span_f1(judged: Sequence[Judged], limit: float) -> float | None:
    """Character F1 of the spans at a limit, half credit for the wrong severity."""
    counts = [segment_counts(item, Limits(limit, limit))[1] for item in judged]
    return span_scores(np.sum(counts, axis=0)).f1


def best_limits(judged: Sequence[Judged]) -> Limits:
    """The limits at which MCC and F1 are highest."""

    def best(measure: Callable[[Sequence[Judged], float], float | None]) -> float:
        return max(THRESHOLDS, key=lambda limit: measure(judged, limit) or 0.0)

    spans = any(item.gold.spans is not None for item in judged)
    return Limits(best(word_mcc), best(span_f1) if spans else 0.5)


def recall_figures(judged: Sequence[Judged], limit: float) -> dict[str, float | None]:
    """Shares of the annotators' marks that are found, and of all characters that are marked.

    Returns:
        "character recall" (of marked characters), "span recall" (of spans that a mark touches),
        "marked" (of all characters), "marked by experts", and, where records without an error are
        known to be so, "clean alarms" (of those, the share with any mark).
    """
    found = gold = touched = spans = marked = total = alarms = clean = 0
    for item in judged:
        length = len(item.gold.target)
        ours, theirs = np.zeros(length, bool), np.zeros(length, bool)
        for span in marked_spans(item, limit):
            ours[span.start : span.end] = True
        for span in item.gold.spans or ():
            theirs[span.start : span.end] = True
            touched += bool(ours[span.start : span.end].any())
            spans += 1
        found, gold = found + int((ours & theirs).sum()), gold + int(theirs.sum())
        marked, total = marked + int(ours.sum()), total + length
        if not item.gold.partial and item.gold.score == 0.0:
            clean += 1
            alarms += bool(ours.any())
    return {
        "character recall": found / gold if gold else None,
        "span recall": touched / spans if spans else None,
        "marked": marked / total if total else None,
        "marked by experts": gold / total if total else None,
        "clean alarms": alarms / clean if clean else None,
    }
