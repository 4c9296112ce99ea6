"""By which power of ten an English figure is off from a Chinese number."""

from __future__ import annotations

from fractions import Fraction

from checker.rules.numbers.equivalence import power_of_ten
from checker.rules.numbers.quantities import Figure, Quantity

__all__ = ["shift_factor"]

_KILO = frozenset({"km", "kg", "kw"})


def _prefix_counted(quantity: Quantity, figure: Figure) -> Fraction | None:
    """Return 1,000 where the 千 of 千米 was counted as well: 3千米 as 3,000 kilometres."""
    if quantity.unit not in _KILO or quantity.unit not in figure.units:
        return None
    return Fraction(1000) if figure.value == quantity.value * 1000 else None


def _may_shift(quantity: Quantity) -> bool:
    if quantity.kind not in ("plain", "currency") or quantity.tier > 2:
        return False
    return quantity.big or quantity.value >= 1000


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
