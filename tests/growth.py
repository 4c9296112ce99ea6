"""How the time of a piece of work grows with its input: a ratio, never a limit in seconds."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

TIMES = 4
"""How much longer the long input is than the short one."""
LINEAR = 9.0
"""A ratio below this is no square: 4 is a line, 16 a square; other jobs need some room."""
_GRAIN_S = 0.01
"""Shorter times are noise and count as this much; what stays so short on the long input passes."""
_ROUNDS = 7

Work = Callable[[int], object]
"""Gets the round's number: where answers are kept, each round needs another input."""


def growth(short: Work, long: Work) -> float:
    """Processor time of `long` over that of `short`, which has a quarter of its input.

    The best of several alternating runs each, since a busy machine only ever adds to a time; no
    further round once they show linear growth. Garbage is not collected meanwhile (as in `timeit`):
    only the long run would pay for all that earlier tests have left.
    """
    best = [float("inf")] * 2
    ratio = float("inf")
    gc.disable()
    try:
        for number in range(_ROUNDS):
            for place, work in enumerate((short, long)):
                started = time.process_time()
                work(number)
                best[place] = min(best[place], time.process_time() - started)
            ratio = best[1] / max(best[0], _GRAIN_S)
            if ratio < LINEAR:
                break
    finally:
        gc.enable()
    return ratio
