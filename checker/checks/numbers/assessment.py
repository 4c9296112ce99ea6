"""What became of the numbers of a pair, seen in its document."""

from __future__ import annotations

from checker.checks.base import Context
from checker.numbers.claims import Assessment
from checker.numbers.matching import assess_texts
from checker.records import SegmentPair

__all__ = ["assess"]

_NEIGHBOURS = 2
"""Pairs looked at before and after; chosen. Findings at half/as is/double: references 62/58/55,
outputs 131/129/127, garbled 409/409/409 (`benchmarks.sensitivity`)."""


def assess(pair: SegmentPair, context: Context) -> Assessment:
    """Match the numbers of a pair, looking at the two pairs before and after it as well."""
    first = max(0, context.index - _NEIGHBOURS)
    around = [
        other
        for place, other in enumerate(context.pairs[first : context.index + _NEIGHBOURS + 1])
        if first + place != context.index
    ]
    return assess_texts(
        pair.source or "",
        pair.target,
        tuple(other.source or "" for other in around),
        tuple(other.target for other in around),
    )
