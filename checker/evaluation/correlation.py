"""Spearman, Pearson and Kendall correlation between gold and predicted scores.

All are in [-1, 1], higher = closer, and None where they are not defined: fewer than two segments,
or one side constant.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["average_ranks", "kendall", "pearson", "spearman"]

Floats = NDArray[np.float64]


def average_ranks(values: ArrayLike) -> Floats:
    """Ranks from 0, ties sharing the mean of their places.

    Returns:
        Shape (n,), the same order as `values`.
    """
    array = np.asarray(values, dtype=float)
    _, inverse, counts = np.unique(array, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    means: Floats = last - (counts + 1) / 2
    return means[inverse.reshape(-1)]


def pearson(gold: ArrayLike, predicted: ArrayLike) -> float | None:
    """Pearson's r of two sequences of the same length."""
    a, b = _centred(gold), _centred(predicted)
    if len(a) != len(b):
        raise ValueError(f"{len(a)} gold scores, {len(b)} predicted ones")
    if len(a) < 2:
        return None
    # Scaled first: the squares of tiny deviations would vanish.
    largest_a, largest_b = np.abs(a).max(), np.abs(b).max()
    if largest_a == 0 or largest_b == 0:
        return None
    a, b = a / largest_a, b / largest_b
    value = float(a @ b / math.sqrt(float(a @ a) * float(b @ b)))
    return max(-1.0, min(1.0, value))


def spearman(gold: ArrayLike, predicted: ArrayLike) -> float | None:
    """Spearman's rho: Pearson's r of the average ranks."""
    return pearson(average_ranks(gold), average_ranks(predicted))


def kendall(gold: ArrayLike, predicted: ArrayLike) -> float | None:
    """Kendall's tau-b, which corrects for ties on either side (Kendall 1945).

    Counted in O(n log² n) after Knight (1966): discordant pairs are the inversions left when the
    segments are sorted by the first sequence.
    """
    a = np.unique(np.asarray(gold, dtype=float), return_inverse=True)[1].reshape(-1)
    b = np.unique(np.asarray(predicted, dtype=float), return_inverse=True)[1].reshape(-1)
    if len(a) != len(b):
        raise ValueError(f"{len(a)} gold scores, {len(b)} predicted ones")
    total = len(a) * (len(a) - 1) // 2
    tied_a, tied_b = _tied_pairs(a), _tied_pairs(b)
    if total == 0 or tied_a == total or tied_b == total:
        return None
    tied_both = _tied_pairs(a * (int(b.max()) + 1) + b)
    # Ties of the first sequence are sorted by the second, so they count no inversion.
    discordant = _inversions(b[np.lexsort((b, a))])
    concordant = total - tied_a - tied_b + tied_both - discordant
    return float((concordant - discordant) / math.sqrt(total - tied_a) / math.sqrt(total - tied_b))


def _centred(values: ArrayLike) -> Floats:
    array = np.asarray(values, dtype=float)
    if len(array) and (array == array[0]).all():
        return np.zeros(len(array))  # the mean of equal values may differ from them by a rounding
    return array - array.mean() if len(array) else array


def _tied_pairs(codes: NDArray[np.intp]) -> int:
    counts = np.unique(codes, return_counts=True)[1].astype(np.int64)
    return int((counts * (counts - 1) // 2).sum())


def _inversions(codes: NDArray[np.intp]) -> int:
    """Pairs (i, j) with i < j and codes[i] > codes[j], for codes >= 0.

    Two codes are out of order exactly if, at the highest bit in which they differ, the earlier one
    has 1. So the codes are grouped by their higher bits, order kept, and each 0 counts the 1s
    before it in its group.
    """
    count = 0
    codes = codes.astype(np.int64)
    for bit in reversed(range(int(codes.max()).bit_length())):
        ones = (codes >> bit) & 1
        groups = codes >> (bit + 1)
        starts = np.flatnonzero(np.diff(groups, prepend=groups[0] - 1))
        before = np.cumsum(ones) - ones  # ones left of each place, in all groups
        offset = np.repeat(before[starts], np.diff(starts, append=len(codes)))
        count += int(((before - offset) * (1 - ones)).sum())
        codes = codes[np.argsort(codes >> bit, kind="stable")]
    return count
