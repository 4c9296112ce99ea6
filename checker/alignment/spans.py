"""Shared features of every run of source sentences with every run of target sentences, by sums."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checker.alignment.vectors import SparseRows
from checker.alignment.weights import MAX_SOURCE, MAX_TARGET

__all__ = ["PAD", "Array", "SpanMatrix", "Window", "padded"]

Array = NDArray[np.float64]
PAD = max(MAX_SOURCE, MAX_TARGET)
"""Zeros in front of every array over places, so that looking back from the first ones is safe."""

_BLOCK = 256  # rows made dense at once; chosen, decides nothing


def padded(values: Array) -> Array:
    """Puts `PAD` zeros in front."""
    return np.concatenate([np.zeros(PAD), values])


@dataclass(frozen=True, slots=True)
class Window:
    """Places where units may end: `rows` source places from `i`, `columns` target places from `j`.

    Place k lies before sentence k, so a unit of a source sentences that ends at place i holds the
    sentences i - a … i - 1. Arrays over places are padded.
    """

    i: int
    rows: int
    j: int
    columns: int

    def across(self, values: Array, back: int = 0) -> Array:
        """`values` at each source place minus `back`, as a column (rows, 1)."""
        first = PAD + self.i - back
        return values[first : first + self.rows, None]

    def along(self, values: Array, back: int = 0) -> Array:
        """`values` at each target place minus `back`, as a row (1, columns)."""
        first = PAD + self.j - back
        return values[None, first : first + self.columns]

    def box(self, prefix: Array, a: int, b: int) -> Array:
        """Sums over the a × b rectangle that ends at each place, from padded prefix sums."""
        top, left = PAD - a, PAD - b
        bottom, right = top + self.rows, left + self.columns
        result: Array = (
            prefix[PAD:, PAD:]
            - prefix[top:bottom, PAD:]
            - prefix[PAD:, left:right]
            + prefix[top:bottom, left:right]
        )
        return result


class SpanMatrix:
    """Dot products between runs of sentences of both sides.

    Attributes:
        source: a vector for each source sentence (likewise `target`).
        source_norms: [a][PAD + i] = squared length of the sum of the vectors i - a … i - 1
            (likewise `target_norms`).
    """

    def __init__(self, source: SparseRows, target: SparseRows) -> None:
        self.source, self.target = source, target
        self.source_norms = _run_norms(source, MAX_SOURCE)
        self.target_norms = _run_norms(target, MAX_TARGET)

    def prefix(self, window: Window) -> Array:
        """Prefix sums of the dot products, for `Window.box`: (PAD + rows, PAD + columns).

        Memory grows with the window, not with the texts.
        """
        i, j = window.i, window.j
        first, start = max(0, i - PAD), max(0, j - PAD)
        rows = self.source.dense(first, i + window.rows - 1)
        columns = self.target.dense(start, j + window.columns - 1)
        sums = np.zeros((window.rows + PAD, window.columns + PAD))
        inner = sums[PAD + first - i + 1 :, PAD + start - j + 1 :]
        np.cumsum(np.cumsum(rows @ columns.T, axis=0, dtype=np.float64), axis=1, out=inner)
        return sums

    def cosine(self, i: int, j: int) -> float | None:
        """Cosine of source sentence i and target sentence j; None where one has no features."""
        squares = self.source_norms[1][PAD + i + 1] * self.target_norms[1][PAD + j + 1]
        if squares <= 0:
            return None
        dot = self.source.dense(i, i + 1)[0] @ self.target.dense(j, j + 1)[0]
        return float(dot / np.sqrt(squares))


def _run_norms(rows: SparseRows, longest: int) -> list[Array]:
    """Squared lengths of the sums of up to `longest` neighbouring rows, by run length and end."""
    count = len(rows)
    sums = np.zeros((longest, count + 1))  # [d][k]: sum of row r · row r + d over r < k
    for first in range(0, count, _BLOCK):
        last = min(count, first + _BLOCK)
        block = rows.dense(first, min(count, last + longest))
        for d in range(longest):
            have = min(last, count - d) - first
            if have > 0:
                near = np.einsum("ij,ij->i", block[:have], block[d : d + have])
                sums[d, first + 1 : first + have + 1] = near
    np.cumsum(sums, axis=1, out=sums)
    norms = [padded(np.zeros(count + 1))]
    for a in range(1, longest + 1):
        ends = np.arange(a, count + 1)
        squares = np.zeros(count + 1)
        for d in range(a):
            squares[ends] += (1 if d == 0 else 2) * (sums[d, ends - d] - sums[d, ends - a])
        norms.append(padded(np.maximum(squares, 0)))
    return norms
