"""Where on the number line a figure must lie to state a quantity.

What `equivalence.explains` accepts lies within these stretches; they may be wider, never narrower.
A change there needs one here, and `tests/numbers/test_ledger.py` compares both.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from checker.numbers.equivalence import (
    APPROXIMATE,
    ROUNDED_RATIO,
    ratio_values,
    significant_digits,
)
from checker.numbers.quantities import Quantity
from checker.numbers.units import UNITS, conversion, is_currency

__all__ = ["Stretch", "as_float", "clock_parts", "possible_values", "rounded"]

_ANY = 10**6  # more digits than any figure has
_NEAR, _RATIO_NEAR = float(APPROXIMATE) + 1e-4, float(ROUNDED_RATIO) + 1e-4
"""A hair more than `close` and `explains` allow, since these are floats."""
_UNROUNDED = frozenset({"year", "month", "day", "clock", "century", "ordinal", "decade"})


class Stretch(NamedTuple):
    """Values from `low` to `high` with at most so many significant digits."""

    low: float
    high: float
    most_digits: int


def as_float(value: Fraction) -> float:
    """Return a value as a float, infinite where none is large enough (亿亿亿 …)."""
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def clock_parts(value: Fraction) -> tuple[Fraction, ...]:
    """Return what a time of day or a year can be named by: hour, minute, last two figures."""
    hundredths = value * 100
    if hundredths.denominator != 1:
        return (value % 100,)
    hour, minute = divmod(hundredths.numerator, 100)
    return (value % 100, Fraction(hour), Fraction(minute))


def _around(value: Fraction, share: float, digits: int = _ANY) -> Stretch:
    centre = as_float(value)
    if math.isinf(centre):
        return Stretch(centre, centre, digits)
    slack = abs(centre) * share + 1e-12
    return Stretch(centre - slack, centre + slack, digits)


def rounded(value: Fraction) -> Iterator[Stretch]:
    """Yield where a value and its rounded forms lie; those have fewer digits."""
    yield _around(value, 1e-9)
    digits = len(significant_digits(value))
    yield _around(value, _NEAR, digits if digits <= 2 else digits - 1)


def possible_values(quantity: Quantity) -> Iterator[Stretch]:
    """Yield where the figures lie that may state a quantity."""
    for value in quantity.readings:
        if quantity.kind in _UNROUNDED:
            yield _around(value, 1e-9)
        else:
            yield from rounded(value)
        if quantity.kind == "century":
            yield _around((value - 1) * 100, 1e-9)
        elif quantity.kind == "basis-point":
            yield _around(value / 100, 1e-9)
        elif quantity.kind == "percent":
            yield _around(100 - value, 1e-9)
            yield _around(100 + value, 1e-9)
        elif quantity.kind == "clock" and value in (12, 24):
            yield _around(Fraction(0), 0)
        elif quantity.kind == "doubling":
            yield _around((Fraction(2) ** int(value) - 1) * 100, 1e-9)
        if quantity.room:
            yield from _open(value, quantity)
    for ratio in ratio_values(quantity):
        yield _around(ratio, _RATIO_NEAR)
        yield _around(ratio * 100, _RATIO_NEAR)
    if quantity.unit is not None and not is_currency(quantity.unit):
        yield from _converted(quantity, quantity.unit)


def _open(value: Fraction, quantity: Quantity) -> Iterator[Stretch]:
    low, high = as_float(value), as_float(value + quantity.room)
    # A tenth is told as 0.3 or as 30 percent.
    for scale in (0.1, 10.0) if quantity.kind == "tenth" else (1.0,):
        yield Stretch(low * scale * (1 - 1e-9), high * scale * (1 + 1e-9), _ANY)


def _converted(quantity: Quantity, unit: str) -> Iterator[Stretch]:
    for code, other in UNITS.items():
        if code == unit or other.dimension != UNITS[unit].dimension:
            continue
        for value in quantity.readings:
            least = conversion(value, unit, code)
            most = conversion(value + quantity.room, unit, code) if quantity.room else least
            if least is not None and most is not None:
                slack = abs(as_float(least)) * _NEAR + (1 if code == "fahrenheit" else 1e-12)
                yield Stretch(as_float(least) - slack, as_float(most) + slack, _ANY)
