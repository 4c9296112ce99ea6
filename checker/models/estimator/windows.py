"""Cuts pairs that are longer than the network into windows of both sides."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Window", "sentence_ends", "windows"]

_SENTENCE_END = re.compile(r"[。！？；]+[”’」』）]*|[.!?;]+[\"'”’)]*(?=\s)|\n+")
_SPECIALS = 4  # <s> source </s> </s> target </s>, see `tokens.join`
_MARGIN = 24
"""Source tokens that a window sees beyond its proportional share, on either side."""
_REACH = 0.3
"""Share of a window's part by which a cut may move to the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Window:
    """Token ranges `[start, end)` of the source and the target."""

    source: tuple[int, int]
    target: tuple[int, int]


def sentence_ends(text: str, places: Sequence[tuple[int, int]]) -> list[int]:
    """Numbers of tokens after which a Chinese or English sentence ends, rising.

    Args:
        places: half-open offsets of the tokens, in order.
    """
    ends = [end for _, end in places]
    return [bisect_right(ends, match.end()) for match in _SENTENCE_END.finditer(text)]


def windows(
    source: int,
    target: int,
    longest: int,
    *,
    source_ends: Sequence[int] = (),
    target_ends: Sequence[int] = (),
) -> list[Window]:
    """Windows that cover every target token once, and every source token at least once.

    Where everything fits there is one window. Otherwise each takes an equal part of the target and
    the part of the source that lies beside it, with a margin; cuts move to the end of a sentence
    that is near, where the windows still fit then.

    Args:
        source: number of source tokens (likewise `target`).
        longest: tokens a sequence may have, closing marks included.
        source_ends: numbers of tokens after which a sentence ends, rising (likewise
            `target_ends`).
    """
    room = longest - _SPECIALS
    if source + target <= room:
        return [Window((0, source), (0, target))]
    count = math.ceil((source + target) / max(1, room - 2 * _MARGIN - 2))
    for parts in (count, count + 1):
        found = _cut(_edges(source, parts, source_ends), _edges(target, parts, target_ends))
        if all(_size(window) <= room for window in found):
            return found
    return _cut(_edges(source, count, ()), _edges(target, count, ()))


def _edges(size: int, parts: int, ends: Sequence[int]) -> list[int]:
    """Where `size` tokens are cut into `parts`: equal ones, or ending with a sentence near by."""
    edges = [size * i // parts for i in range(parts + 1)]
    reach = _REACH * size / parts
    for place in range(1, parts):
        nearest = min(ends, key=lambda end: abs(end - edges[place]), default=-size)
        if abs(nearest - edges[place]) <= reach and nearest >= edges[place - 1]:
            edges[place] = nearest
    return edges


def _cut(source: Sequence[int], target: Sequence[int]) -> list[Window]:
    return [
        Window((max(0, s0 - _MARGIN), min(source[-1], s1 + _MARGIN)), (t0, t1))
        for (s0, s1), (t0, t1) in zip(pairwise(source), pairwise(target), strict=True)
    ]


def _size(window: Window) -> int:
    return sum(end - start for start, end in (window.source, window.target))
