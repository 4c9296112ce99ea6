"""What counts as similar in this document: estimated roughly first, then from an alignment.

A good re-translation shares half its n-grams with the true target, a poor one a seventh, and
unrelated sentences share a few hundredths; so similarity is measured on the scale between the
document's own unrelated and aligned pairs. All estimates are medians, drawn towards what is usual
where there are few pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from checker.alignment.lengths import LengthModel
from checker.alignment.spans import PAD, Array, SpanMatrix

__all__ = ["Calibration", "Step", "first_calibration", "recalibrated"]

Step = tuple[int, int, int, int]
"""A unit on a path: source sentences [0] to [1], target sentences [2] to [3], half-open."""

_SAMPLED = 200
"""Source sentences looked at for the background; chosen, a bound on work."""
_PRIOR = 12
"""Pairs that the usual values count for; chosen. Units found at half, as is, double: F1 .942, .937,
.934 with re-translations and .907, .900, .892 without (`benchmarks.sensitivity`)."""
_FEW = 50
"""Cosines that quantiles need; chosen, not measured: only documents of a few sentences have
less."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Scales of one document.

    Attributes:
        length: the length model.
        background: cosine of unrelated sentences over the bridge.
        spread: standard deviation of that.
        level: cosine of sentences that belong together.
    """

    length: LengthModel
    background: float = 0.03
    spread: float = 0.03
    level: float = 0.4


def first_calibration(bridge: SpanMatrix | None, *, sigma: float) -> Calibration:
    """A first guess before anything is aligned: most pairs are unrelated, the best ones are not."""
    length = LengthModel(sigma=sigma)
    if bridge is None:
        return Calibration(length)
    cosines = _sampled_cosines(bridge)
    if not len(cosines):
        return Calibration(length)
    background, upper = 0.03, 0.06
    if cosines.size > _FEW:
        background, upper = (float(value) for value in np.quantile(cosines, [0.5, 0.8]))
    # 0.84: the 80 % quantile of a normal distribution. The other numbers are chosen.
    spread = max(0.01, (upper - background) / 0.84)
    level = max(background + 3 * spread, 0.9 * float(np.median(cosines.max(axis=1))))
    return Calibration(length, background, spread, level)


def _sampled_cosines(bridge: SpanMatrix) -> Array:
    """Cosines of some source sentences with all target sentences, (sampled, target)."""
    count = len(bridge.source)
    sampled = np.arange(0, count, max(1, count // _SAMPLED))
    squares = bridge.source_norms[1][PAD + sampled + 1]
    sampled, squares = sampled[squares > 0], squares[squares > 0]
    rows = [bridge.source.dense(row, row + 1) for row in sampled.tolist()]
    if not rows or not len(bridge.target):
        return np.zeros((0, 0))
    parts = []
    for first in range(0, len(bridge.target), 512):
        last = min(len(bridge.target), first + 512)
        norms = np.sqrt(bridge.target_norms[1][PAD + first + 1 : PAD + last + 1])
        dots = np.concatenate(rows) @ bridge.target.dense(first, last).T
        parts.append(dots / np.maximum(np.sqrt(squares)[:, None] * norms[None, :], 1e-9))
    return np.concatenate(parts, axis=1)


def recalibrated(
    before: Calibration,
    path: Sequence[Step],
    *,
    bridge: SpanMatrix | None,
    source_lengths: Array,
    target_lengths: Array,
    sigma: float,
) -> Calibration:
    """Better scales, from the 1-1 units of an alignment.

    Args:
        before: the scales that alignment was made with.
        path: its units.
        bridge: similarity over the re-translation, if there is one.
        source_lengths: of each source sentence (likewise `target_lengths`).
        sigma: the usual spread of log length ratios.
    """
    ones = [(i, j) for i, i_end, j, j_end in path if i_end - i == 1 and j_end - j == 1]
    if not ones:
        return before
    rows, columns = (np.array(side) for side in zip(*ones, strict=True))
    length = _length_model(source_lengths[rows], target_lengths[columns], sigma)
    level = before.level
    if bridge is not None:
        every = max(1, len(ones) // 300)
        cosines = [c for c in (bridge.cosine(i, j) for i, j in ones[::every]) if c is not None]
        if cosines:
            mean = _drawn(float(np.median(cosines)), len(cosines), before.level)
            level = max(before.background + 2 * before.spread, mean)
    return replace(before, length=length, level=level)


def _drawn(value: float, count: int, usual: float) -> float:
    return (value * count + usual * _PRIOR) / (count + _PRIOR)


def _length_model(source: Array, target: Array, sigma: float) -> LengthModel:
    usual = LengthModel(sigma=sigma)
    long = (source > 5) & (target > 4)
    logs = np.log(target[long] / source[long])
    if len(logs) <= 3:
        return usual
    middle = float(np.median(logs))
    deviation = 1.48 * float(np.median(np.abs(logs - middle)))
    ratio = np.exp(_drawn(middle, len(logs), float(np.log(usual.ratio))))
    spread = np.sqrt(_drawn(deviation**2, len(logs), sigma**2))
    return LengthModel(float(ratio), max(0.12, float(spread)))
