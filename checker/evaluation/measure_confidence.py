"""Figures of confidence: do flags and flagged words turn out wrong as often as they say?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from checker.evaluation.calibration import (
    ReliabilityBin,
    expected_calibration_error,
    reliability,
)
from checker.evaluation.figures import Figure
from checker.evaluation.gold import rater_share
from checker.evaluation.runner import Judged
from checker.evaluation.tags import gold_bad, token_places
from checker.evaluation.words import bad_words

__all__ = ["calibration_figures", "flag_outcomes", "flag_reliability"]

Outcomes = list[tuple[float, float]]


def flag_outcomes(judged: Sequence[Judged]) -> Outcomes:
    """Each flag's confidence and the share of raters who marked an error that it touches.

    A flag is looked for on its own side; one that names source words may be right on either.
    """
    outcomes: Outcomes = []
    for segment, prediction in judged:
        for flag in prediction.marks:
            places = [(flag.start, flag.end, flag.side)]
            places += [(start, end, "source") for start, end in flag.source_spans]
            shares = [rater_share(segment, start, end, side) for start, end, side in places]
            known = [share for share in shares if share is not None]
            if known:
                outcomes.append((flag.confidence, max(known)))
    return outcomes


def flag_reliability(judged: Sequence[Judged]) -> tuple[ReliabilityBin, ...]:
    """The reliability diagram of the flags."""
    return _bins(flag_outcomes(judged))


def calibration_figures(judged: Sequence[Judged], *, method: str) -> list[Figure]:
    """Expected calibration error of flags (span gold) and of flagged words (word gold), [0, 1].

    A word's confidence is the highest of the flags on it; words without a flag state none.
    """
    flags, words = flag_outcomes(judged), _word_outcomes(judged, method)
    correct = float(np.mean([outcome for _, outcome in flags])) if flags else None
    return [
        Figure("flag ECE", expected_calibration_error(_bins(flags)), len(flags), "flags"),
        Figure("flags that a rater's mark confirms", correct, len(flags), "flags"),
        Figure("word ECE", expected_calibration_error(_bins(words)), len(words), "flagged words"),
    ]


def _word_outcomes(judged: Sequence[Judged], method: str) -> Outcomes:
    outcomes: Outcomes = []
    for segment, prediction in judged:
        gold = gold_bad(segment, method=method)
        if gold is None or not len(gold):
            continue
        places = token_places(segment)
        confidence = np.full(len(places), -1.0)
        for flag in prediction.marks:
            if flag.side == "target":
                here = bad_words(places, [(flag.start, flag.end)])
                confidence[here] = np.maximum(confidence[here], flag.confidence)
        stated = confidence >= 0
        outcomes += zip(confidence[stated].tolist(), gold[stated].astype(float), strict=True)
    return outcomes


def _bins(outcomes: Outcomes) -> tuple[ReliabilityBin, ...]:
    return reliability([pair[0] for pair in outcomes], [pair[1] for pair in outcomes])
