"""By which power of ten an English figure is off from a Chinese number."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from fractions import Fraction

from checker.numbers.equivalence import power_of_ten
from checker.numbers.quantities import Figure, Quantity

__all__ = ["ShiftIndex", "shift_factor"]

_KILO = frozenset({"km", "kg", "kw"})
_SAME_DIGITS = 0.0022
"""Of the decimal logarithm: a hair more than the 0.5 % that `power_of_ten` allows."""


class ShiftIndex:
    """Figures by their digits, so that those at another power of ten are found without trying."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._figures = figures
        rows = sorted(
            (_digits(figure.value), place)
            for place, figure in enumerate(figures)
            if figure.value > 0
        )
        self._digits = [digits for digits, _ in rows]
        self._places = [place for _, place in rows]

    def shifted(self, quantity: Quantity, within: range) -> list[tuple[int, Fraction]]:
        """Return the places of figures that misstate a quantity, and by which power of ten."""
        if not _may_shift(quantity) and quantity.unit not in _KILO:
            return []
        near = {
            place
            for value in quantity.readings
            if value > 0
            for place in self._near(_digits(value))
            if place in within
        }
        factors = ((place, shift_factor(quantity, self._figures[place])) for place in sorted(near))
        return [(place, factor) for place, factor in factors if factor is not None]

    def _near(self, digits: float) -> list[int]:
        # 9.99 and 1.0 are neighbours, too.
        found: list[int] = []
        for centre in (digits - 1, digits, digits + 1):
            first = bisect_left(self._digits, centre - _SAME_DIGITS)
            found += self._places[first : bisect_right(self._digits, centre + _SAME_DIGITS)]
        return found


def _digits(value: Fraction) -> float:
    """Return the part of the logarithm that powers of ten do not change."""
    # Integers of any size have one; a float may overflow.
    return (math.log10(value.numerator) - math.log10(value.denominator)) % 1.0


def _prefix_counted(quantity: Quantity, figure: Figure) -> Fraction | None:
    """Return 1,000 where the 千 of 千米 was counted as well: 3千米 as 3,000 kilometres."""
    if quantity.unit not in _KILO or quantity.unit not in figure.units:
        return None
    return Fraction(1000) if figure.value == quantity.value * 1000 else None


def _may_shift(quantity: Quantity) -> bool:
    if quantity.kind not in ("plain", "currency") or quantity.tier > 2:
        return False
    # Others are too small to be told from other numbers with their digits; 三百多 is rarely one.
    return quantity.big or quantity.value >= (100 if quantity.room else 1000)


def shift_factor(quantity: Quantity, figure: Figure) -> Fraction | None:
    """Return the power of ten by which a figure misstates a quantity; None if it does not."""
    if not _may_shift(quantity):
        return _prefix_counted(quantity, figure)
    if figure.kind not in ("plain", "currency", "year"):
        return None
    for wanted in quantity.readings:
        factor = power_of_ten(wanted, figure.value)
        if factor is None:
            continue
        if figure.value >= 1000:
            return factor
        # The scale was dropped altogether: 500多万 as "more than 500".
        if quantity.coefficient == figure.value and figure.value >= 10:
            return factor
    return None
