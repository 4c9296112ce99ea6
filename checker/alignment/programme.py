"""The dynamic programme: the path of units with the largest total gain, inside a band."""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

from checker.alignment.band import Band
from checker.alignment.calibration import Step
from checker.alignment.evidence import Evidence
from checker.alignment.spans import Array, Window
from checker.alignment.weights import MAX_SOURCE, MOVES

__all__ = ["best_path"]

_SKIP_SOURCE, _SKIP_TARGET = 254, 255  # codes beside the indices into MOVES
_BLOCK = 64  # source places whose gains are held at once; chosen, decides nothing
_ROUNDING = 1e-9  # no better by less than this: the running sums of both sides differ in rounding

_Row = tuple[int, Array]  # first target place of the band, best totals from there on
_Moves = tuple[int, NDArray[np.uint8]]


def best_path(evidence: Evidence, band: Band) -> tuple[list[Step], float]:
    """Finds the best path from (0, 0) to the last cell of a band.

    Time is O(cells × moves). Memory is one byte a cell, for the way back, and the gains of 64
    rows.

    Returns:
        The units in order (1-0 and 0-1 ones are one sentence each), and the total gain.
    """
    rows: deque[_Row] = deque(maxlen=MAX_SOURCE)  # the last ones, latest first
    back: list[_Moves] = []
    for first in range(0, evidence.source_count + 1, _BLOCK):
        last = min(evidence.source_count, first + _BLOCK - 1)
        start, end = int(band.low[first]), int(band.high[last])
        gains = evidence.gains(Window(first, last - first + 1, start, end - start + 1))
        for i in range(first, last + 1):
            low, high = int(band.low[i]), int(band.high[i])
            here = [gain[i - first, low - start : high - start + 1] for gain in gains]
            totals, moves = _next_row(rows, here, low, evidence.weights.gap)
            rows.appendleft((low, totals))
            back.append((low, moves))
    return _trace(back, evidence.target_count), float(rows[0][1][-1])


def _next_row(
    rows: deque[_Row], gains: list[Array], low: int, gap: float
) -> tuple[Array, NDArray[np.uint8]]:
    """Best totals of one row of the band, and the move that led to each."""
    size = len(gains[0])
    moves = np.full(size, _SKIP_SOURCE, np.uint8)
    if rows:
        best = _shifted(rows[0], low, size) - gap
    else:
        best = np.full(size, -np.inf)
        best[0] = 0.0  # the band starts at (0, 0)
    for code, (a, b) in enumerate(MOVES):
        if a <= len(rows):
            total = _shifted(rows[a - 1], low - b, size) + gains[code]
            better = total > best
            moves[better] = code
            best[better] = total[better]
    # Any number of 0-1 moves in a row: the largest total before, minus what the way from it costs.
    costs = gap * np.arange(size)
    after = np.maximum.accumulate(best + costs) - costs
    moves[after > best + _ROUNDING] = _SKIP_TARGET
    return after, moves


def _shifted(row: _Row, first: int, size: int) -> Array:
    """`size` totals of a row from target place `first` on, -inf outside its band."""
    low, totals = row
    found = np.full(size, -np.inf)
    start, end = max(first, low), min(first + size, low + len(totals))
    if start < end:
        found[start - first : end - first] = totals[start - low : end - low]
    return found


def _trace(back: list[_Moves], target_count: int) -> list[Step]:
    path: list[Step] = []
    i, j = len(back) - 1, target_count
    while i or j:
        low, moves = back[i]
        code = int(moves[j - low])
        a, b = {_SKIP_SOURCE: (1, 0), _SKIP_TARGET: (0, 1)}.get(code) or MOVES[code]
        path.append((i - a, i, j - b, j))
        i, j = i - a, j - b
    return path[::-1]
