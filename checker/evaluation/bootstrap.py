"""Bootstrap intervals over segments: percentile method, seeded (Efron 1979)."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["RESAMPLES", "interval_of_samples", "interval_of_sums"]

RESAMPLES = 1000
"""Resamples of an interval of sums; the usual number for percentile intervals."""
_CORRELATION_RESAMPLES = 300
"""Fewer where each resample ranks anew; chosen, a bound on time."""
_LEVEL = 95.0  # per cent; the usual level
_CHUNK = 50  # resamples held in memory at once; chosen, decides nothing

Interval = tuple[float, float]


def interval_of_sums(
    counts: NDArray[np.float64],
    statistic: Callable[[NDArray[np.float64]], float | None],
    *,
    seed: int,
    resamples: int = RESAMPLES,
) -> Interval | None:
    """The 95 % interval of a figure that depends only on sums over segments.

    Args:
        counts: shape (segments, k), what each segment adds.
        statistic: from the summed row, shape (k,), to the figure.

    Returns:
        (low, high), or None for fewer than two segments or where the figure is undefined.
    """
    if len(counts) < 2:
        return None
    if (counts == counts[0]).all():
        resamples = 1  # every resample is the same
    weights = _weights(len(counts), seed, resamples)
    chunks = (weights[at : at + _CHUNK] @ counts for at in range(0, resamples, _CHUNK))
    return _interval([statistic(sums) for chunk in chunks for sums in chunk])


def interval_of_samples(
    size: int,
    statistic: Callable[[NDArray[np.int64]], float | None],
    *,
    seed: int,
    resamples: int = _CORRELATION_RESAMPLES,
) -> Interval | None:
    """The 95 % interval of a figure of the segments with the given row numbers.

    Fewer resamples than for sums: a correlation has to be computed anew for each.
    """
    if size < 2:
        return None
    random = np.random.default_rng(seed)
    return _interval([statistic(random.integers(0, size, size)) for _ in range(resamples)])


@lru_cache(maxsize=4)
def _weights(size: int, seed: int, resamples: int) -> NDArray[np.uint8]:
    """How often each segment is drawn, shape (resamples, size).

    Kept, since all figures of one run draw the same segments. A segment is drawn once on average;
    more than 255 times has a probability of less than 10⁻⁵⁰⁰.
    """
    random = np.random.default_rng(seed)
    draws = (random.integers(0, size, size) for _ in range(resamples))
    return np.stack([np.bincount(draw, minlength=size).astype(np.uint8) for draw in draws])


def _interval(values: list[float | None]) -> Interval | None:
    known = [value for value in values if value is not None]
    if len(known) < len(values) / 2:
        return None
    low, high = np.percentile(known, [(100 - _LEVEL) / 2, (100 + _LEVEL) / 2])
    return float(low), float(high)
