"""Ranges of Chinese numbers: the unit at the end counts for both ends (3~5万, 10至12%)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from checker.numbers.chinese_lexicon import MINUTES
from checker.numbers.quantities import Quantity

__all__ = ["distribute_units"]

_RANGE = re.compile(r"\s?(?:[-~—–−]{1,2}|至|到|或|或者)\s?")
_LIST = re.compile("、")
_SHARED_KINDS = frozenset({"percent", "percentage-point", "basis-point", "multiple", "tenth",
                           "discount", "month", "day", "decade", "century", "clock"})  # fmt: skip


def distribute_units(plain: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Give the first end of each range the kind, unit and scale of its last end.

    Args:
        plain: the canonical text the quantities were read from.
        quantities: its quantities, left to right.
    """
    result = list(quantities)
    for place in range(len(result) - 2, -1, -1):
        first, last = result[place], result[place + 1]
        gap = plain[first.end : last.start]
        if first.kind == "century" and last.kind == "decade" and not gap.strip():
            result[place : place + 2] = [_decade_of_century(first, last)]
            continue
        if first.kind == "clock" and not gap.strip() and MINUTES.match(plain, last.end):
            result[place + 1] = replace(last, kind="clock")
        if gap == ":" and _is_clock_face(first, last):
            result[place : place + 2] = [replace(first, kind="clock"), replace(last, kind="clock")]
            continue
        if first.kind != "plain" or first.unit is not None or first.big:
            continue
        if _RANGE.fullmatch(gap):
            result[place] = _share(first, last, certain=True)
        elif _LIST.fullmatch(gap) and last.kind == "decade" and first.value < 10:
            result[place] = replace(first, kind="decade", readings=(first.value * 10,))
        elif _LIST.fullmatch(gap) and last.big:
            result[place] = _share(first, last, certain=False)
    return result


def _is_clock_face(hour: Quantity, minute: Quantity) -> bool:
    """Whether figures around a colon can be a time of day (a score of 21:25 looks the same)."""
    return hour.value <= 24 and minute.value < 60 and minute.end - minute.start == 2


def _decade_of_century(century: Quantity, decade: Quantity) -> Quantity:
    """Read 20世纪90年代 as the 1990s."""
    first_year = (century.value - 1) * 100 + decade.value
    return replace(decade, start=century.start, readings=(first_year, decade.value))


def _share(first: Quantity, last: Quantity, *, certain: bool) -> Quantity:
    shared = first
    if certain and last.kind in _SHARED_KINDS:
        shared = replace(shared, kind=last.kind, tier=min(first.tier, last.tier))
    if certain and last.kind == "year" and 1000 <= first.value <= 2200:
        shared = replace(shared, kind="year")
    if certain and last.unit is not None:
        kind = last.kind if last.kind == "currency" else shared.kind
        shared = replace(shared, unit=last.unit, kind=kind)
    if last.big and last.coefficient and first.value < last.coefficient:
        scaled = first.value * last.value / last.coefficient
        readings = (scaled, first.value) if certain else (first.value, scaled)
        # Only a certain range is as sure a big number as its last end.
        shared = replace(
            shared, readings=readings, big=certain, coefficient=first.value, approx=True
        )
    return shared
