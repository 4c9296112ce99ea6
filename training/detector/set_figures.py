"""All figures of one validation set, with bootstrap intervals over its documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from checker.evaluation.bootstrap import interval_of_samples
from checker.evaluation.spans import span_scores
from checker.evaluation.words import word_scores
from training.detector.gold import Judged
from training.detector.measures import (
    DENSITY,
    Limits,
    best_limits,
    penalty_spearman,
    recall_figures,
    segment_counts,
    span_f1,
    word_mcc,
)

__all__ = ["SetFigures", "full_figures", "limit_of_density", "limit_of_alarms"]

ALARMS = 0.20
"""Share of the clean records with a mark at which two networks' recall is compared."""
SetFigures = dict[str, float | tuple[float, float] | None]


def limit_of_density(items: Sequence[Judged], share: float = DENSITY) -> float:
    """The lowest limit at which no more than a share of the words' characters is marked."""
    chances = np.concatenate([item.error for item in items])
    sizes = np.array([end - start for item in items for start, end in item.gold.places])
    return _limit(chances, sizes.astype(float), share)


def limit_of_alarms(items: Sequence[Judged], share: float = ALARMS) -> float | None:
    """The lowest limit at which no more than a share of the clean records has a mark."""
    clean = [i for i in items if not i.gold.partial and i.gold.score == 0.0]
    if not clean:
        return None
    chances = np.array([item.error.max(initial=0.0) for item in clean])
    return _limit(chances, np.ones(len(clean)), share)


def _limit(chances: NDArray[np.float64], sizes: NDArray[np.float64], share: float) -> float:
    order = np.argsort(-chances, kind="stable")
    within = np.cumsum(sizes[order]) <= share * sizes.sum()
    taken = int(within.sum())
    if taken == len(chances):
        return 0.0
    # Just over the first that is too many, so that its equals stay out too.
    return float(np.nextafter(chances[order[taken]], np.inf))


def full_figures(items: Sequence[Judged], tuned: Limits) -> SetFigures:
    """The figures that a set's annotation can tell; an interval stands beside its figure.

    Args:
        tuned: limits found on another set.
    """
    units = defaultdict(list)
    for item in items:
        units[item.gold.unit].append(item)
    groups = [units[name] for name in sorted(units)]
    figures: SetFigures = {"segments": len(items), "units": len(groups)}
    if any(item.gold.score is not None for item in items) and not _sample(items):
        figures["Spearman"] = penalty_spearman(items)
        figures["Spearman interval"] = _interval(groups, penalty_spearman)
    if any(item.gold.partial for item in items):
        return figures | _partial(items, tuned)
    return figures | _complete(items, groups, tuned)


def _sample(items: Sequence[Judged]) -> bool:
    """Whether scores are known only where there is no error."""
    return any(item.gold.score is None for item in items)


def _complete(
    items: Sequence[Judged], groups: Sequence[Sequence[Judged]], tuned: Limits
) -> SetFigures:
    best = best_limits(items)
    figures: SetFigures = {
        "best word MCC": word_mcc(items, best.words),
        "word MCC": word_mcc(items, tuned.words),
    }
    sums = [
        [sum(parts) for parts in zip(*(segment_counts(i, tuned) for i in group), strict=True)]
        for group in groups
    ]

    def mcc(rows: NDArray[np.int64]) -> float | None:
        return word_scores(np.sum([sums[row][0] for row in rows], axis=0)).mcc

    def f1(rows: NDArray[np.int64]) -> float | None:
        return span_scores(np.sum([sums[row][1] for row in rows], axis=0)).f1

    figures["word MCC interval"] = interval_of_samples(len(groups), mcc, seed=0)
    if any(item.gold.spans is not None for item in items):
        figures["best span F1"] = span_f1(items, best.spans)
        figures["span F1"] = span_f1(items, tuned.spans)
        figures["span F1 interval"] = interval_of_samples(len(groups), f1, seed=0)
        marked = recall_figures(items, tuned.spans)
        figures |= {name: marked[name] for name in ("marked", "marked by experts")}
    return figures


def _partial(items: Sequence[Judged], tuned: Limits) -> SetFigures:
    figures: SetFigures = dict(recall_figures(items, tuned.spans))
    at_density = recall_figures(items, limit_of_density(items))
    for name in ("character recall", "span recall", "clean alarms"):
        figures[f"{name} at {DENSITY:.0%} marked"] = at_density[name]
    limit = limit_of_alarms(items)
    if limit is not None:
        at_alarms = recall_figures(items, limit)
        figures[f"character recall at {ALARMS:.0%} alarms"] = at_alarms["character recall"]
    return figures


def _interval(
    groups: Sequence[Sequence[Judged]],
    figure: Callable[[Sequence[Judged]], float | None],
) -> tuple[float, float] | None:
    return interval_of_samples(
        len(groups), lambda rows: figure([i for row in rows for i in groups[row]]), seed=0
    )
