"""What speaks for each grouping of sentences, computed for a part of the sentence matrix at once.

The gain of a unit is the sum of what the re-translation shares with the target, what both sides
share as they stand (numbers, Latin words, some common terms), how well the lengths fit, and whether
it keeps to paragraphs, minus a price for joining sentences. See `weights` for what each is worth.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from checker.alignment.calibration import Calibration, Step, first_calibration, recalibrated
from checker.alignment.lengths import source_length, target_length
from checker.alignment.spans import PAD, Array, SpanMatrix, Window, padded
from checker.alignment.tokens import source_tokens, target_tokens
from checker.alignment.vectors import hash_ngrams, hash_tokens, weighted
from checker.alignment.weights import MOVES, Weights
from checker.records import Segment

__all__ = ["Evidence"]

_NGRAM_WIDTH, _TOKEN_WIDTH = 2048, 512
"""Columns that features are hashed to: more, and fewer of them fall together, at more memory.
Chosen; F1 at half, as is, double .935, .937, .935 and (without re-translations) .899, .900, .900
(`benchmarks.sensitivity`)."""
_MAX_SIMILARITY = 1.5
"""Times the usual level; more is no better evidence. Chosen; F1 at half, as is, double .935, .937,
.940 (`benchmarks.sensitivity`)."""
_MAX_LENGTH_LOSS = 6.0
"""Most that lengths may speak against a unit, in units of log-likelihood; chosen. F1 at half, as
is, double .936, .937, .937 and (without re-translations) .896, .900, .900
(`benchmarks.sensitivity`)."""


class Evidence:
    """Everything known about the sentences of one document.

    Attributes:
        source_count: number of source sentences (likewise `target_count`).
        source_tokens: of each source sentence (likewise `target_tokens`), for anchors.
        calibration: the scales in use; `recalibrate` replaces them.
    """

    def __init__(
        self,
        source: Sequence[Segment],
        target: Sequence[Segment],
        bridge: Sequence[str | None] | None,
        weights: Weights,
    ) -> None:
        self.weights = weights
        self.source_count, self.target_count = counts = len(source), len(target)
        texts = [segment.text for segment in target]
        self.source_tokens = [source_tokens(segment.text) for segment in source]
        self.target_tokens = [target_tokens(text) for text in texts]
        both = (hash_tokens(self.source_tokens), hash_tokens(self.target_tokens))
        self._tokens = SpanMatrix(*weighted(both, counts, width=_TOKEN_WIDTH, only_shared=True))
        self._bridge: SpanMatrix | None = None
        if bridge is not None and any(bridge):
            both = (hash_ngrams([text or "" for text in bridge]), hash_ngrams(texts))
            self._bridge = SpanMatrix(*weighted(both, counts, width=_NGRAM_WIDTH))
            self._usable = _sums([float(bool(text)) for text in bridge])
        self._source_length = _sums([source_length(segment.text) for segment in source])
        self._target_length = _sums([target_length(text) for text in texts])
        self._source_breaks, self._target_breaks = _breaks(source), _breaks(target)
        few, many = sorted(
            int(breaks.sum()) - 1 for breaks in (self._source_breaks, self._target_breaks)
        )
        # Line breaks tell the less, the more their numbers differ; nothing if one side has none.
        self._paragraphs = few / many if few > 1 else 0.0
        self.calibration: Calibration = first_calibration(self._bridge, sigma=weights.sigma)

    def recalibrate(self, path: Sequence[Step]) -> None:
        """Fits the scales to an alignment."""
        self.calibration = recalibrated(
            self.calibration,
            path,
            bridge=self._bridge,
            source_lengths=np.diff(self._source_length[PAD:]),
            target_lengths=np.diff(self._target_length[PAD:]),
            sigma=self.weights.sigma,
        )

    def gains(self, window: Window) -> list[Array]:
        """For each of `MOVES`, the gain of the unit that ends at each place of a window.

        Returns:
            Arrays (rows, columns), in the order of `MOVES`; -inf where the unit would start before
            the text does.
        """
        tokens = self._tokens.prefix(window)
        bridge = self._bridge.prefix(window) if self._bridge is not None else None
        found = []
        for a, b in MOVES:
            gain = self._length_gain(window, a, b) + self._token_gain(window, tokens, a, b)
            if bridge is not None and self._bridge is not None:
                gain += self._bridge_gain(window, self._bridge, bridge, a, b)
            gain += self._paragraph_gain(window, a, b)
            gain -= self.weights.price(a, b)
            gain[: max(0, a - window.i)] = -np.inf
            gain[:, : max(0, b - window.j)] = -np.inf
            found.append(gain)
        return found

    def _bridge_gain(
        self, window: Window, matrix: SpanMatrix, prefix: Array, a: int, b: int
    ) -> Array:
        scale = self.calibration
        w = self.weights
        distance = scale.level - scale.background
        worth = w.bridge * distance**2 / (distance**2 + w.bridge_noise * scale.spread**2)
        squares = window.across(matrix.source_norms[a]) * window.along(matrix.target_norms[b])
        cosine = window.box(prefix, a, b) / np.sqrt(np.maximum(squares, 1e-12))
        similarity = np.minimum((cosine - scale.background) / distance, _MAX_SIMILARITY)
        translated = (window.across(self._usable) - window.across(self._usable, a)) / a
        result: Array = worth * (a + b) / 2 * translated * (similarity - w.bridge_zero)
        return result

    def _token_gain(self, window: Window, prefix: Array, a: int, b: int) -> Array:
        w = self.weights
        norms = self._tokens.source_norms[a], self._tokens.target_norms[b]
        total = window.across(norms[0]) + window.along(norms[1])
        shared = 2 * np.maximum(window.box(prefix, a, b), 0)
        result: Array = w.tokens * (shared - w.tokens_zero * total) / (total + w.tokens_doubt)
        return result

    def _length_gain(self, window: Window, a: int, b: int) -> Array:
        w = self.weights
        source = window.across(self._source_length) - window.across(self._source_length, a)
        target = window.along(self._target_length) - window.along(self._target_length, b)
        surprise = self.calibration.length.surprise(source, target)
        result: Array = w.length * np.maximum(w.length_peak - surprise, -_MAX_LENGTH_LOSS)
        return result

    def _paragraph_gain(self, window: Window, a: int, b: int) -> Array:
        """More for starting and ending where both sides break, less for where only one does."""
        w = self.weights
        source, target = self._source_breaks, self._target_breaks
        gain: Array = np.zeros((window.rows, window.columns))
        if self._paragraphs:
            odd = w.paragraph_odd * self._paragraphs / 2
            both = w.paragraph * self._paragraphs / 2 + 2 * odd
            for back in ((0, 0), (a, b)):
                left, right = window.across(source, back[0]), window.along(target, back[1])
                gain += both * (left * right) - odd * (left + right)
        for back_in in range(1, a):
            gain -= w.crossing * window.across(source, back_in)
        for back_in in range(1, b):
            gain -= w.crossing * window.along(target, back_in)
        return gain


def _sums(values: Sequence[float]) -> Array:
    """Padded prefix sums over places."""
    return padded(np.concatenate([np.zeros(1), np.cumsum(np.array(values, np.float64))]))


def _breaks(segments: Sequence[Segment]) -> NDArray[np.float64]:
    """Padded: 1.0 at each place where a paragraph starts or the text ends, else 0.0."""
    found = np.ones(len(segments) + 1)
    for place in range(1, len(segments)):
        found[place] = segments[place].paragraph != segments[place - 1].paragraph
    return padded(found)
