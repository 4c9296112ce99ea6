"""The part of the sentence matrix that is searched: a band around a line through the anchors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from checker.alignment.anchors import Place

__all__ = ["Band", "band_around", "whole_band"]

MAX_HALF_WIDTH = 3_000
"""Most cells on each side of the line; memory is at most this times two bytes a source sentence."""

_OPEN = 0.25
"""Half-width gained per sentence between two anchors: nothing holds the line there. Chosen; at half
and double the same units are found (`benchmarks.sensitivity`)."""


@dataclass(frozen=True, slots=True)
class Band:
    """For i source sentences used, `low[i]` to `high[i]` target sentences (inclusive) may be used.

    Both run from 0 or more to the number of target sentences and never descend; (0, 0) and the last
    cell are inside, and neighbouring rows overlap, so that a path always exists.
    """

    low: NDArray[np.int64]
    high: NDArray[np.int64]

    @property
    def cells(self) -> int:
        """How many cells it has."""
        return int((self.high - self.low + 1).sum())


def whole_band(source_count: int, target_count: int) -> Band:
    """The whole matrix."""
    low = np.zeros(source_count + 1, np.int64)
    return Band(low, low + target_count)


def band_around(
    places: Sequence[Place], source_count: int, target_count: int, *, half_width: int
) -> Band:
    """A band around the line through some places and both corners.

    Args:
        places: strictly ascending on both sides.
        source_count: sentences of the source (likewise `target_count`).
        half_width: cells left and right of the line at a place; between two places the band takes
            in both ends' columns where they are near, and widens with their distance.
    """
    corners = [(0, 0), *((i, j) for i, j in places if i and j), (source_count, target_count)]
    low = np.full(source_count + 1, target_count, np.int64)
    high = np.zeros(source_count + 1, np.int64)
    for (i0, j0), (i1, j1) in pairwise(corners):
        rows = np.arange(i0, i1 + 1)
        line = j0 + (j1 - j0) * (rows - i0) / max(1, i1 - i0)
        slack = half_width + min(_OPEN * max(i1 - i0, j1 - j0), MAX_HALF_WIDTH)
        # A short stretch with a long insertion: every column between its ends may be where it is.
        near = i1 - i0 <= 2 * half_width and j1 - j0 <= 2 * MAX_HALF_WIDTH
        left, right = (np.full(len(rows), j0), np.full(len(rows), j1)) if near else (line, line)
        low[rows] = np.minimum(low[rows], np.floor(left - slack).astype(np.int64))
        high[rows] = np.maximum(high[rows], np.ceil(right + slack).astype(np.int64))
    return _connected(low, high, target_count)


def _connected(low: NDArray[np.int64], high: NDArray[np.int64], target_count: int) -> Band:
    low = np.minimum.accumulate(np.clip(low, 0, target_count)[::-1])[::-1].copy()
    high = np.maximum.accumulate(np.clip(high, 0, target_count))
    low[0], high[-1] = 0, target_count
    low[1:] = np.minimum(low[1:], high[:-1])
    return Band(np.maximum.accumulate(low), high)
