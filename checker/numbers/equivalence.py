"""Whether an English figure states a Chinese quantity: equal, rounded, converted or rephrased."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from checker.numbers.quantities import Figure, Quantity
from checker.numbers.units import conversion, is_currency

__all__ = [
    "APPROXIMATE",
    "ROUNDED_RATIO",
    "close",
    "explains",
    "power_of_ten",
    "ratio_values",
    "significant_digits",
]

_ROUNDED, _ROUNDED_TO_TWO_DIGITS = Fraction(1, 200), Fraction(1, 40)
"""Relative difference of a rounded figure, and of one that still has two digits; chosen. Findings
of the number checks at half/as is/double: of the first, references 59/59/58, else the same; of the
second, one of 182 major ones on outputs goes at double (`benchmarks.sensitivity`)."""
_ROUND_DIGITS = 2
"""Digits of a round figure: “about 8,263” for 8,236 is a slip, not rounded. Chosen; with 4 digits
two of 230 findings on outputs and three of 505 on garbled pairs go (`benchmarks.sensitivity`)."""
APPROXIMATE, _CONVERTED, ROUNDED_RATIO = Fraction(1, 20), Fraction(1, 40), Fraction(1, 40)
"""Relative difference of what either side calls approximate, of a converted unit and of a ratio;
chosen. At half and double of each no finding of the number checks comes or goes
(`benchmarks.sensitivity`)."""


def significant_digits(value: Fraction) -> str:
    """Return the digits of a value without leading and trailing zeros, "" for 0.

    A value without a finite decimal form (1/3) gives its first twelve digits.
    """
    whole = abs(value.numerator)
    if value.denominator != 1:
        # Doubling and quintupling factors out everything a finite decimal may have.
        whole = whole * 10**12 // value.denominator
    return str(whole).strip("0")


def close(source: Fraction, target: Fraction, *, approx: bool) -> bool:
    """Whether `target` is `source`, or `source` rounded the way news rounds.

    A rounded figure has fewer digits and is off by at most 0.5 %, by 2.5 % if it still has two
    digits, or by 5 % where either side says "about" (`approx`).
    """
    # Cross-multiplied integers: most calls end here, and fractions are ten times slower.
    left, right = source.numerator * target.denominator, target.numerator * source.denominator
    if left == right:
        return True
    if left == 0 or right == 0 or _apart(left, right, APPROXIMATE):
        return False
    have, had = len(significant_digits(target)), len(significant_digits(source))
    if approx and (have < had or (have == had <= _ROUND_DIGITS and source >= 1000)):
        return True
    if have >= had:
        return False
    allowed = _ROUNDED_TO_TWO_DIGITS if have >= 2 else _ROUNDED
    return not _apart(left, right, allowed)


def _apart(left: int, right: int, allowed: Fraction) -> bool:
    return abs(left - right) * allowed.denominator > abs(left) * allowed.numerator


def power_of_ten(source: Fraction, target: Fraction) -> Fraction | None:
    """Return the power of ten, not 1, by which `target` is off from `source`; None if none is.

    Figures of two digits or more may be rounded by 0.5 % besides.
    """
    if source <= 0 or target <= 0:
        return None
    ratio = target / source
    exponent = len(str(int(ratio))) - 1 if ratio >= 1 else -len(str(int(1 / ratio)))
    for power in (exponent, exponent + 1):
        factor = Fraction(10) ** power
        if factor == 1 or abs(power) > 9:
            continue
        if ratio == factor:
            return factor
        two_digits = len(significant_digits(source)) >= 2 and len(significant_digits(target)) >= 2
        if two_digits and abs(ratio / factor - 1) <= _ROUNDED:
            return factor
    return None


def explains(quantity: Quantity, figure: Figure) -> bool:
    """Whether an English figure can be the rendering of a Chinese quantity."""
    approx = quantity.approx or figure.approx
    if quantity.room and _within_room(quantity, figure):
        return True
    if quantity.kind in _ONLY_RATIOS:
        return _same_ratio(quantity, figure)
    if quantity.kind == "decade" and figure.kind == "decade":
        return _equal(quantity, quantity.value, figure.value, approx)  # 1880s is no 1980s
    for value in figure.values:
        if any(_equal(quantity, wanted, value, approx) for wanted in quantity.readings):
            return True
    if quantity.kind == "basis-point" and figure.kind == "percentage-point":
        return any(value * 100 in quantity.readings for value in figure.values)
    if quantity.kind in _RATIOS:
        return _same_ratio(quantity, figure)
    if quantity.unit is None or not figure.units:
        return False
    return _converts(quantity, figure, approx)


def _within_room(quantity: Quantity, figure: Figure) -> bool:
    """Whether a figure says what 多 or 余 leaves open: 43, or nearly 50, for 四十多."""
    values: Iterable[Fraction] = figure.values
    if quantity.kind == "tenth":
        values = (10 * ratio for ratio in _as_ratios(figure))
    more = [value - low for value in values for low in quantity.readings]
    # «More than 50» is too many for 四十多.
    return any(0 <= m < quantity.room or (m == quantity.room and not figure.over) for m in more)


def _equal(quantity: Quantity, wanted: Fraction, value: Fraction, approx: bool) -> bool:
    if wanted == value:
        return True
    if quantity.kind == "decade":
        return wanted % 100 == value % 100 and min(wanted, value) < 100
    if quantity.kind == "century":
        # the 1700s
        return value == (wanted - 1) * 100
    if quantity.kind == "clock":
        # midnight; 13.55 and 1.30 as times of day
        clock = divmod(value * 100, 100) if (value * 100).denominator == 1 else ()
        return wanted in (12, 24) if value == 0 else wanted in clock
    if quantity.kind in ("year", "month", "day", "clock", "century", "ordinal"):
        return False
    if (
        quantity.kind == "currency"
        and quantity.unit == "CNY"
        and wanted < 10
        and value == wanted * 10
    ):
        return False
    return close(wanted, value, approx=approx)


# 七成 is not "seven"; 2倍 may well be "two".
_ONLY_RATIOS = frozenset({"tenth", "discount", "doubling"})
_RATIOS = _ONLY_RATIOS | {"percent", "fraction", "multiple"}


def _same_ratio(quantity: Quantity, figure: Figure) -> bool:
    if quantity.kind == "doubling" and figure.kind == "percent":
        # "up 300%" quadruples; "tripled" does not.
        return figure.value in {(Fraction(2) ** int(n) - 1) * 100 for n in quantity.readings}
    if quantity.kind == "percent" and figure.kind == "percent":
        # 80% of it is "20 percent less"; up 150% is "250 percent of".
        return any(figure.value in (100 - value, 100 + value) for value in quantity.readings)
    return any(
        abs(value - wanted) <= abs(wanted) * ROUNDED_RATIO
        for wanted in ratio_values(quantity)
        for value in _as_ratios(figure)
    )


def ratio_values(quantity: Quantity) -> Iterator[Fraction]:
    """Yield the ratios a quantity of ratio kind may be rendered as (1 = the whole).

    An increase by N times the base makes N + 1 times the base, and press use is loose about which
    of both 倍 means, so both are yielded; likewise what remains after a discount.
    """
    for value in quantity.readings:
        if quantity.kind == "percent":
            # Up 150% is 2.5 times as much.
            yield from (value / 100, 1 + value / 100)
        elif quantity.kind == "fraction":
            yield value
            yield 1 + value
        elif quantity.kind == "tenth":
            yield value / 10
        elif quantity.kind == "discount":
            yield value / 10
            yield 1 - value / 10
        elif quantity.kind == "multiple":
            yield from (value, value + 1, value - 1)
        elif quantity.kind == "doubling":
            yield Fraction(2) ** int(value)


def _as_ratios(figure: Figure) -> Iterator[Fraction]:
    for value in figure.values:
        if figure.kind == "percent":
            yield value / 100
        elif figure.kind in ("multiple", "fraction", "ordinal"):
            yield value
        elif figure.kind == "plain":
            # "by 30" in a table, or 0.3 written out.
            yield value
            if value > 1:
                yield value / 100


def _converts(quantity: Quantity, figure: Figure, approx: bool) -> bool:
    unit = quantity.unit
    assert unit is not None
    if is_currency(unit):
        return False
    allowed = APPROXIMATE if approx else _CONVERTED
    for code in figure.units:
        if code == unit:
            continue
        for wanted in quantity.readings:
            low = conversion(wanted, unit, code)
            high = conversion(wanted + quantity.room, unit, code) if quantity.room else low
            if low is None or high is None:
                continue
            slack = max(abs(low) * allowed, Fraction(1) if code == "fahrenheit" else 0)
            if any(low - slack <= value <= high + slack for value in figure.values):
                return True
    return False
