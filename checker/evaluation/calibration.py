"""Whether a confidence of 0.8 is right eight times out of ten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

__all__ = ["BINS", "ReliabilityBin", "expected_calibration_error", "reliability"]

BINS = 10
"""Bins of equal width; the usual number (Naeini et al. 2015)."""


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Predictions with a confidence in (low, high]; the first bin takes in 0 as well.

    Attributes:
        confidence: their mean confidence, [0, 1].
        observed: their mean outcome, [0, 1].
    """

    low: float
    high: float
    count: int
    confidence: float
    observed: float


def reliability(
    confidences: ArrayLike, outcomes: ArrayLike, *, bins: int = BINS
) -> tuple[ReliabilityBin, ...]:
    """Groups predictions by confidence into bins of equal width; empty bins are left out.

    Args:
        confidences: shape (n,), each in [0, 1].
        outcomes: shape (n,), each in [0, 1]: whether the prediction was right or, with several
            raters, the share of them who say so.
    """
    confidence = np.asarray(confidences, dtype=float)
    outcome = np.asarray(outcomes, dtype=float)
    if confidence.shape != outcome.shape:
        raise ValueError(f"{len(confidence)} confidences, {len(outcome)} outcomes")
    edges = np.linspace(0.0, 1.0, bins + 1)
    place = np.clip(np.searchsorted(edges, confidence, side="left") - 1, 0, bins - 1)
    found = []
    for number in range(bins):
        here = place == number
        if here.any():
            found.append(
                ReliabilityBin(
                    low=float(edges[number]),
                    high=float(edges[number + 1]),
                    count=int(here.sum()),
                    confidence=float(confidence[here].mean()),
                    observed=float(outcome[here].mean()),
                )
            )
    return tuple(found)


def expected_calibration_error(bins: Sequence[ReliabilityBin]) -> float | None:
    """Mean gap between confidence and outcome, weighted by bin size (Naeini et al. 2015).

    Returns:
        [0, 1], lower = better; None without predictions.
    """
    total = sum(b.count for b in bins)
    if not total:
        return None
    return sum(b.count * abs(b.confidence - b.observed) for b in bins) / total
