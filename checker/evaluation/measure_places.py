"""Figures of place: word tags, span F1, and how many of the marked errors are found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from checker.evaluation.bootstrap import interval_of_sums
from checker.evaluation.figures import Figure
from checker.evaluation.gold import GoldSegment, GoldSpan, gold_marks, touches
from checker.evaluation.prediction import PredictedFlag, Prediction, predicted_marks
from checker.evaluation.runner import Judged
from checker.evaluation.spans import MAJOR, MarkedSpan, span_counts, span_scores
from checker.evaluation.tags import gold_bad, predicted_bad
from checker.evaluation.words import word_counts, word_scores
from checker.records import Severity

__all__ = ["found_by", "recall_figures", "span_figures", "sum_figure", "word_figures"]

Counts = NDArray[np.float64]


def word_figures(
    judged: Sequence[Judged], *, method: str, seed: int, everything: bool = False
) -> list[Figure]:
    """MCC, F1-BAD and F1-OK over all tokens.

    Args:
        method: how several raters become one gold; see `gold_bad`.
        everything: measure the tagger that calls every token BAD instead.
    """
    rows = []
    for segment, prediction in judged:
        gold = gold_bad(segment, method=method)
        if gold is not None and len(gold):
            own = np.ones_like(gold) if everything else predicted_bad(segment, prediction)
            rows.append(word_counts(gold, own))
    counts = _stack(rows, 4)
    tokens = int(counts.sum())
    return [
        sum_figure("word MCC", counts, lambda c: word_scores(c).mcc, tokens, "tokens", seed),
        sum_figure("word F1-BAD", counts, lambda c: word_scores(c).f1_bad, tokens, "tokens", seed),
        sum_figure("word F1-OK", counts, lambda c: word_scores(c).f1_ok, tokens, "tokens", seed),
    ]


def span_figures(
    judged: Sequence[Judged], *, method: str, seed: int, everything: bool = False
) -> list[Figure]:
    """Character-level F1, precision and recall, half credit for the wrong severity.

    Args:
        method: how several raters become one gold; see `gold_marks`.
        everything: measure a marker that calls every character major instead.
    """
    rows = []
    for segment, prediction in judged:
        gold = gold_marks(segment, method=method)
        if gold is not None:
            own = predicted_marks(prediction)
            if everything:
                own = (MarkedSpan(0, len(segment.target), True),)
            rows.append(span_counts(segment.target, gold, own))
    counts, number = _stack(rows, 3), len(rows)
    return [
        sum_figure("span F1", counts, lambda c: span_scores(c).f1, number, "segments", seed),
        sum_figure(
            "span precision", counts, lambda c: span_scores(c).precision, number, "segments", seed
        ),
        sum_figure(
            "span recall", counts, lambda c: span_scores(c).recall, number, "segments", seed
        ),
    ]


def recall_figures(
    judged: Sequence[Judged], *, category: str | None = None, seed: int
) -> list[Figure]:
    """The share of the experts' spans that a flag touches, on the target or the source side.

    Args:
        category: count the spans of this category, of any severity; None counts the major ones of
            all categories.
    """
    rows, as_major = [], []
    for segment, prediction in judged:
        spans = [span for span in _spans(segment) if _wanted(span, category)]
        found = [found_by(span, prediction) for span in spans]
        rows.append([sum(bool(flags) for flags in found), len(spans)])
        as_major.append([sum(any(f.major for f in flags) for flags in found), len(spans)])
    label = "recall of major spans" if category is None else "recall"
    number = sum(row[1] for row in rows)
    return [
        sum_figure(label, _stack(rows, 2), _ratio, number, "spans", seed),
        sum_figure(f"{label}, flagged major", _stack(as_major, 2), _ratio, number, "spans", seed),
    ]


def found_by(span: GoldSpan, prediction: Prediction) -> list[PredictedFlag]:
    """The flags that touch a gold span, or name source words that touch it."""
    return [
        flag
        for flag in prediction.marks
        if touches(span, flag.start, flag.end, flag.side)
        or any(touches(span, start, end, "source") for start, end in flag.source_spans)
    ]


def sum_figure(
    label: str,
    counts: Counts,
    statistic: Callable[[Counts], float | None],
    number: int,
    unit: str,
    seed: int,
    **more: Any,
) -> Figure:
    """A figure of summed counts, shape (segments, k), with its interval."""
    value = statistic(counts.sum(axis=0)) if len(counts) else None
    interval = interval_of_sums(counts, statistic, seed=seed) if value is not None else None
    low, high = interval or (None, None)
    return Figure(label, value, number, unit, low, high, **more)


def _spans(segment: GoldSegment) -> Iterable[GoldSpan]:
    for rating in segment.ratings:
        yield from rating.spans or ()


def _wanted(span: GoldSpan, category: str | None) -> bool:
    if span.severity is Severity.NEUTRAL:
        return False
    return span.severity in MAJOR if category is None else span.category == category


def _ratio(counts: Counts) -> float | None:
    return float(counts[0] / counts[1]) if counts[1] else None


def _stack(rows: Sequence[Any], width: int) -> Counts:
    return np.array(rows, dtype=float).reshape(len(rows), width)
