"""Cuts pairs that are longer than the network into windows of both sides."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Window", "windows"]

_SPECIALS = 4
_MARGIN = 24
"""Source tokens that a window sees beyond its proportional share, on either side."""


@dataclass(frozen=True, slots=True)
class Window:
    """Token ranges `[start, end)` of the source and the target."""

    source: tuple[int, int]
    target: tuple[int, int]


def windows(source: int, target: int, longest: int) -> list[Window]:
    """Windows that cover every target token once, and every source token at least once.

    Where everything fits there is one window. Otherwise each takes an equal part of the target and
    the part of the source that lies beside it, with a margin.

    Args:
        source: number of source tokens (likewise `target`).
        longest: tokens a sequence may have, closing marks included.
    """
    room = longest - _SPECIALS
    if source + target <= room:
        return [Window((0, source), (0, target))]
    count = math.ceil((source + target) / max(1, room - 2 * _MARGIN - 2))
    edges = [(source * i // count, target * i // count) for i in range(count + 1)]
    return [
        Window((max(0, s0 - _MARGIN), min(source, s1 + _MARGIN)), (t0, t1))
        for (s0, t0), (s1, t1) in pairwise(edges)
    ]
