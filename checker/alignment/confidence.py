"""How sure each unit of an alignment is."""

from __future__ import annotations

import math
from collections.abc import Sequence

from checker.alignment.calibration import Step
from checker.alignment.evidence import Evidence
from checker.alignment.spans import Window
from checker.alignment.weights import MOVES

__all__ = ["path_scores"]

_SURE_ALONE = 3.0
"""Most that speaks for a sentence without a partner: a score of .95. Chosen, not measured."""
_CODES = {move: code for code, move in enumerate(MOVES)}


def path_scores(evidence: Evidence, path: Sequence[Step]) -> list[float]:
    """Returns how sure each unit is: [0, 1], higher = surer.

    The logistic of what speaks for it (natural log-odds as they come, not fitted to outcomes).
    """
    odds = (max(-30.0, min(30.0, value)) for value in _for_units(evidence, path))
    return [round(1 / (1 + math.exp(-value)), 4) for value in odds]


def _for_units(evidence: Evidence, path: Sequence[Step]) -> list[float]:
    """For each unit what speaks for it.

    For a pair: its gain over that of leaving its sentences alone, per sentence. For a sentence
    without a partner: how much joining it to the unit before or after would lose, at the least.
    """
    gap = evidence.weights.gap
    gains = [_gain(evidence, step) for step in path]
    found = []
    for number, step in enumerate(path):
        i, i_end, j, j_end = step
        if i_end > i and j_end > j:
            count = i_end - i + j_end - j
            found.append(gains[number] / count + gap)
            continue
        losses = [_SURE_ALONE]
        for other in (number - 1, number + 1):
            if 0 <= other < len(path):
                joined = _joined(step, path[other])
                if joined[0] < joined[1] and joined[2] < joined[3]:
                    losses.append(gains[number] + gains[other] - _gain(evidence, joined))
        found.append(min(losses))
    return found


def _joined(step: Step, other: Step) -> Step:
    return (min(step[0], other[0]), max(step[1], other[1]),
            min(step[2], other[2]), max(step[3], other[3]))  # fmt: skip


def _gain(evidence: Evidence, step: Step) -> float:
    i, i_end, j, j_end = step
    if i == i_end or j == j_end:
        return -evidence.weights.gap * (i_end - i + j_end - j)
    code = _CODES.get((i_end - i, j_end - j))
    if code is None:
        return -math.inf
    return float(evidence.gains(Window(i_end, 1, j_end, 1))[code][0, 0])
