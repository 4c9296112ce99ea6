"""Numbers as a reviewer reads them: figures with thousands commas, factors, English amounts."""

from __future__ import annotations

import re
from fractions import Fraction

from checker.numbers.english_words import SCALES
from checker.numbers.quantities import Figure, Quantity
from checker.records import Span

__all__ = [
    "amount_for",
    "english_amount",
    "figures",
    "source_says",
    "source_span",
    "stretch",
    "times",
]

_SCALES = ("quadrillion", "trillion", "billion", "million")
_PLACES = 12


def figures(value: Fraction) -> str:
    """Write a value in figures: 160,000,000, 5.2; a ratio without decimal form as 1/3."""
    if value.denominator == 1:
        return f"{value.numerator:,}"
    for places in range(1, _PLACES + 1):
        scaled = value * 10**places
        if scaled.denominator == 1:
            whole, part = divmod(abs(scaled.numerator), 10**places)
            return f"{'-' if value < 0 else ''}{whole:,}.{part:0{places}d}"
    return f"{value.numerator:,}/{value.denominator:,}"


def english_amount(value: Fraction) -> str:
    """Write a value as English news does: 160 million, 1.64 billion, 24,801."""
    for name in _SCALES:
        scaled = value / SCALES[name]
        if scaled >= 1 and (scaled * 1000).denominator == 1:
            return f"{figures(scaled)} {name}"
    return figures(value)


def amount_for(quantity: Quantity, figure: Figure) -> str:
    """Write a source number as it can replace a figure: 40, or more than 40 for 四十多."""
    amount = english_amount(quantity.value)
    return f"more than {amount}" if quantity.room and not figure.approx else amount


def times(factor: Fraction) -> str:
    """Write a factor: ×10, ×0.001."""
    return f"×{figures(factor)}"


def source_span(quantity: Quantity) -> Span:
    """Return a quantity's span of the source text."""
    return Span(quantity.start, quantity.end, quantity.text)


def source_says(quantity: Quantity) -> str:
    """Name a source number and, where they differ in looks, its value: 1.6亿 = 160,000,000."""
    written = figures(quantity.value)
    if quantity.kind in ("plain", "currency") and quantity.room:
        return f"{quantity.text} = more than {written}"
    if quantity.kind in ("plain", "currency") and written != quantity.text:
        return f"{quantity.text} = {written}"
    return quantity.text


def stretch(text: str, figure: Figure, after: re.Pattern[str]) -> Span:
    """Return a figure's span, lengthened by what the pattern matches right after it."""
    match = after.match(text, figure.end)
    end = match.end() if match else figure.end
    return Span(figure.start, end, text[figure.start : end])
