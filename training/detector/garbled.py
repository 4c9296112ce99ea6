"""Examples made by the garbling generator from clean pairs, and the clean pairs themselves."""

from __future__ import annotations

import random
from collections.abc import Sequence

from checker.garbling import DEFECTS, CleanPair, garble
from checker.records import Severity
from training.detector.examples import Example, Mark

__all__ = ["clean_example", "garbled_example"]

_ATTEMPTS = 6
_CLEAN_END = 0.0
_LEFT_OUT = ("clause-dropped", "list-item-dropped", "cut-after-function-word", "other-segment")
_NAMES = list(DEFECTS)
# What is left out is rare among experts' marks: here most of it is learnt.
_WEIGHTS = [5.0 if name in _LEFT_OUT else 1.0 for name in _NAMES]


def clean_example(pair: CleanPair) -> Example:
    """A human translation, taken for faultless."""
    return Example(pair.source, pair.target, (), (), _CLEAN_END, (0.05, 0.05, None))


def garbled_example(pairs: Sequence[CleanPair], chooser: random.Random) -> Example:
    """One injected defect in a pair drawn at random; a clean pair where none applies."""
    pair = pairs[chooser.randrange(len(pairs))]
    for _ in range(_ATTEMPTS):
        defect = chooser.choices(_NAMES, _WEIGHTS)[0]
        pair = pairs[chooser.randrange(len(pairs))]
        made = garble(pair, defect, seed=chooser.randrange(1 << 30))
        if made is None or not made.target.strip():
            continue
        major = float(made.severity in (Severity.MAJOR, Severity.CRITICAL))
        target = tuple(Mark(s.start, s.end, 1.0, major) for s in made.spans if s.side == "target")
        source = tuple(Mark(s.start, s.end, 1.0) for s in made.spans if s.side == "source")
        ends = any(mark.end >= len(made.target.rstrip()) for mark in target)
        cut = float(
            defect in ("clause-dropped", "cut-after-function-word") or (ends and bool(source))
        )
        return Example(made.source, made.target, target, source, cut)
    return clean_example(pair)
