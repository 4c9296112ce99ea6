"""Examples made by the garbling generator from clean pairs, and the clean pairs themselves."""

from __future__ import annotations

import random
from collections.abc import Sequence

from checker.evaluation.defects import DEFECTS, CleanPair, garble
from checker.records import Severity
from training.detector.examples import Example, Mark

__all__ = ["clean_example", "garbled_example"]

_ATTEMPTS = 80
_CLEAN_END = 0.0
# What neither experts' marks nor rules teach well is shown most often.
_WEIGHTS = {
    **dict.fromkeys(DEFECTS, 0.4),
    "clause-dropped": 4.0,
    "list-item-dropped": 4.0,
    "negation-dropped": 4.0,
    "names-swapped": 3.0,
    "verb-dropped": 3.0,
    "other-segment": 2.0,
    "cut-after-function-word": 1.0,
    "sentences-joined": 1.0,
    "currency-swapped": 1.0,
}


def clean_example(pair: CleanPair) -> Example:
    """A human translation, taken for faultless."""
    return Example(pair.source, pair.target, (), (), _CLEAN_END, (0.05, 0.05, None))


def garbled_example(pairs: Sequence[CleanPair], chooser: random.Random) -> Example:
    """A defect drawn by its weight, in a pair where it applies; a clean pair where none does."""
    defect = chooser.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
    for _ in range(_ATTEMPTS):
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
    return clean_example(pairs[chooser.randrange(len(pairs))])
