"""Sparse sets of features as hashed vectors, whose dot products tell how much two sentences share.

The overlap of character n-grams that chrF measures, in a form that adds up: the vector of a run of
sentences is the sum of theirs, so the dot product of two runs is the sum over a rectangle of the
sentence matrix, and every m-to-n grouping costs four look-ups. sacrebleu's chrF would need a call
for each grouping. Features are weighted by how rare they are in the document (inverse document
frequency) and hashed with a sign, so that collisions cancel on average (Weinberger et al. 2009).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checker.language.tokens import MARKS

__all__ = ["SparseRows", "hash_ngrams", "hash_tokens", "weighted"]

_NGRAM = 4
"""Characters; chosen. F1 of the alignment at 3, 4, 6 of them: .942, .937, .935
(`benchmarks.sensitivity`)."""
_MIX = np.uint64(0x9E3779B97F4A7C15)
"""The 64-bit golden ratio, multiplier of Fibonacci hashing (Knuth 1998, section 6.4)."""
_STEP = np.uint64(1_000_003)
"""Base of the polynomial over characters; any odd number that is large enough would do."""


@dataclass(frozen=True, slots=True)
class SparseRows:
    """One hashed vector a row.

    Attributes:
        starts: (rows + 1,) where each row's entries start.
        bins: (entries,) column of each entry, 0 ≤ bin < width.
        values: (entries,) signed weights.
        width: number of columns.
    """

    starts: NDArray[np.int64]
    bins: NDArray[np.int64]
    values: NDArray[np.float32]
    width: int

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.starts) - 1

    def dense(self, first: int, last: int) -> NDArray[np.float32]:
        """Rows `[first, last)` as a matrix (last - first, width)."""
        begin, end = self.starts[first], self.starts[last]
        counts = np.diff(self.starts[first : last + 1])
        rows = np.repeat(np.arange(last - first), counts)
        flat = np.bincount(
            rows * self.width + self.bins[begin:end],
            weights=self.values[begin:end],
            minlength=(last - first) * self.width,
        )
        return flat.astype(np.float32).reshape(last - first, self.width)


def hash_ngrams(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """The distinct character 4-grams of each text, letters and digits in lower case.

    Returns:
        (row, hash) of each, sorted by row.
    """
    plain = [f" {MARKS.sub(' ', text.lower()).strip()} " for text in texts]
    codes = np.frombuffer("".join(plain).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    rows = np.repeat(np.arange(len(plain)), [len(text) for text in plain])
    if len(codes) < _NGRAM:
        return np.zeros(0, np.int64), np.zeros(0, np.uint64)
    hashes = np.zeros(len(codes) - _NGRAM + 1, np.uint64)
    for place in range(_NGRAM):
        hashes = hashes * _STEP + codes[place : place + len(hashes)]
    inside = rows[: len(hashes)] == rows[_NGRAM - 1 :]
    return _distinct(rows[: len(hashes)][inside], hashes[inside])


def hash_tokens(sets: Sequence[Iterable[str]]) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """As `hash_ngrams`, for sets of words."""
    known: dict[str, int] = {}
    rows = [row for row, tokens in enumerate(sets) for _ in tokens]
    numbers = [known.setdefault(token, _polynomial(token)) for tokens in sets for token in tokens]
    return _distinct(np.array(rows, np.int64), np.array(numbers, np.uint64))


def _polynomial(token: str) -> int:
    value = 7
    for ch in token:
        value = (value * 1_000_003 + ord(ch)) & 0xFFFFFFFFFFFF
    return value


def _distinct(
    rows: NDArray[np.int64], hashes: NDArray[np.uint64]
) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    mixed = hashes * _MIX
    mixed = (mixed ^ (mixed >> np.uint64(29))) * _MIX
    order = np.lexsort((mixed, rows))
    rows, mixed = rows[order], mixed[order]
    new = np.ones(len(rows), bool)
    new[1:] = (rows[1:] != rows[:-1]) | (mixed[1:] != mixed[:-1])
    return rows[new], mixed[new]


def weighted(
    sides: Sequence[tuple[NDArray[np.int64], NDArray[np.uint64]]],
    counts: Sequence[int],
    *,
    width: int,
    only_shared: bool = False,
) -> list[SparseRows]:
    """Turns hashed features of both sides into vectors with common weights.

    Args:
        sides: (row, hash) arrays of each side.
        counts: number of rows of each side.
        width: columns of the vectors; more means fewer collisions.
        only_shared: leave out features that not every side has.
    """
    every = np.concatenate([hashes for _, hashes in sides])
    known, which = np.unique(every, return_inverse=True)
    frequency = np.bincount(which, minlength=len(known))
    weights = np.log(1 + sum(counts) / np.maximum(frequency, 1)).astype(np.float32)
    if only_shared:
        for _, hashes in sides:
            weights[~np.isin(known, hashes)] = 0
    result = []
    for (rows, hashes), count in zip(sides, counts, strict=True):
        value = weights[np.searchsorted(known, hashes)]
        kept = value > 0
        sign = np.where((hashes[kept] >> np.uint64(40)) & np.uint64(1), 1, -1)
        starts = np.searchsorted(rows[kept], np.arange(count + 1))
        bins = (hashes[kept] % np.uint64(width)).astype(np.int64)
        result.append(SparseRows(starts, bins, (value[kept] * sign).astype(np.float32), width))
    return result
