"""Segment-level figures: how well scores and signals follow the experts' scores."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from checker.evaluation.bootstrap import interval_of_samples
from checker.evaluation.correlation import kendall, pearson, spearman
from checker.evaluation.figures import Figure
from checker.evaluation.gold import gold_score
from checker.evaluation.runner import Judged

__all__ = ["correlations", "signal_correlations"]

_Measure = Callable[[ArrayLike, ArrayLike], float | None]
_MEASURES: tuple[tuple[str, _Measure], ...] = (
    ("segment Spearman", spearman),
    ("segment Pearson", pearson),
    ("segment Kendall", kendall),
)


def correlations(judged: Sequence[Judged], *, seed: int, only: Sequence[str] = ()) -> list[Figure]:
    """Spearman, Pearson and Kendall's tau-b of the product's segment score.

    Not defined over scores on several scales (see `Rating.score_type`): then only the figures of
    each data set mean something.

    Args:
        only: labels wanted; () for all three.
    """
    pairs = [
        (gold, prediction.score)
        for segment, prediction in judged
        if (gold := gold_score(segment)) is not None and prediction.score is not None
    ]
    comparable = len(_scales(judged)) <= 1
    return [
        _figure(label, measure, pairs if comparable else [], len(pairs), seed)
        for label, measure in _MEASURES
        if not only or label in only
    ]


def signal_correlations(judged: Sequence[Judged], *, seed: int) -> list[Figure]:
    """Spearman of each piece of untrained evidence by itself, for comparison."""
    if len(_scales(judged)) > 1:
        return []
    names = sorted({name for _, prediction in judged for name in prediction.signals})
    figures = []
    for name in names:
        pairs = [
            (gold, prediction.signals[name])
            for segment, prediction in judged
            if name in prediction.signals and (gold := gold_score(segment)) is not None
        ]
        label = f"{name} alone: segment Spearman"
        figures.append(_figure(label, spearman, pairs, len(pairs), seed))
    return figures


def _scales(judged: Sequence[Judged]) -> set[str | None]:
    ratings = (rating for segment, _ in judged for rating in segment.ratings)
    return {rating.score_type for rating in ratings if rating.score is not None}


def _figure(
    label: str, measure: _Measure, pairs: Sequence[tuple[float, float]], count: int, seed: int
) -> Figure:
    gold = np.array([pair[0] for pair in pairs])
    own = np.array([pair[1] for pair in pairs])

    def of_rows(rows: NDArray[np.int64]) -> float | None:
        return measure(gold[rows], own[rows])

    interval = interval_of_samples(len(pairs), of_rows, seed=seed)
    low, high = interval or (None, None)
    return Figure(label, measure(gold, own), count, low=low, high=high)
