"""currency-swap and unit-swap: the right figure with another currency or unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from checker.checks.base import Check, Context, finding_at
from checker.numbers.ledger import Ledger, ledger
from checker.numbers.quantities import Figure, Quantity
from checker.numbers.units import (
    ENGLISH_CURRENCY_PREFIX,
    ENGLISH_UNIT,
    UNITS,
    conversion,
    english_unit_name,
    is_currency,
)
from checker.numbers.wording import english_amount, source_says, source_span
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECKS"]

# 元 alone is what each of these is called at home.
_YUAN_AT_HOME = frozenset({"HKD", "TWD", "SGD", "MOP", "AUD", "CAD", "NZD"})
_ANY_DOLLAR = re.compile("[美港台臺澳加新纽]元|美金|港币|台币|USD|\\$")
_ALIKE = Fraction(1, 8)
"""Relative difference of two units that are alike in size; chosen: a pound is 0.91 斤, a yard 0.91
m. Findings at half/as is/double: references 1/1/1, outputs 103/101/101, garbled 96/96/96
(`benchmarks.sensitivity`)."""
_SQUARED = frozenset({"km2", "m2", "cm2", "mile2", "ft2", "m3"})
_UNIT_AFTER = re.compile(rf"[\s-]?(?:{ENGLISH_UNIT.pattern})", re.IGNORECASE)


def _currency_swap(pair: SegmentPair, context: Context) -> Iterator[Finding]:
    yield from _swaps(pair, context, "currency-swap", currency=True)


def _unit_swap(pair: SegmentPair, context: Context) -> Iterator[Finding]:
    yield from _swaps(pair, context, "unit-swap", currency=False)


def _swaps(
    pair: SegmentPair, context: Context, check_id: str, *, currency: bool
) -> Iterator[Finding]:
    if not pair.source:
        return
    book = ledger(pair.source, pair.target)
    suspects = []
    for quantity in book.quantities:
        if not quantity.unit or quantity.tier > 2 or is_currency(quantity.unit) != currency:
            continue
        same = book.index.places(book.index.rounded_shapes(quantity), book.reach(quantity))
        if same and not any(_may_be_right(quantity, book.figures[place]) for place in same):
            suspects.append((quantity, same))
    stated = _stated_units(book) if suspects else []
    any_dollar = bool(suspects) and _ANY_DOLLAR.search(pair.source) is not None
    for quantity, same in suspects:
        # Another source number of this value may have the figure's unit.
        if any(stated[place] & book.figures[place].units for place in same):
            continue
        if not (any_dollar and _may_be_dollar(pair.source, quantity)):
            yield _finding(pair, check_id, quantity, book.figures[same[0]])


def _stated_units(book: Ledger) -> list[set[str]]:
    """For each figure, the units of the source numbers that have its value."""
    found: dict[int, set[str]] = {}
    for quantity in book.quantities:
        if quantity.unit:
            for shape in book.index.rounded_shapes(quantity):
                found.setdefault(shape, set()).add(quantity.unit)
    return [found.get(shape, set()) for shape in book.index.shapes]


def _may_be_right(quantity: Quantity, figure: Figure) -> bool:
    """Whether the figure has the right unit, none, or one that measures something else."""
    unit = quantity.unit
    if unit is None or not figure.units or unit in figure.units:
        return True
    if is_currency(unit):
        if unit == "CNY" and figure.units <= _YUAN_AT_HOME:
            return True
        return not any(is_currency(code) for code in figure.units)
    if _other_dimension(unit, figure):
        return False
    others = [code for code in figure.units if UNITS[code].dimension == UNITS[unit].dimension]
    if not others or UNITS[unit].dimension in ("time", "calendar"):
        return True
    # 斤 and pound, metre and yard are alike in size and often interchanged on purpose.
    return any(
        converted is not None and abs(converted - quantity.value) <= abs(quantity.value) * _ALIKE
        for converted in (conversion(quantity.value, unit, code) for code in others)
    )


def _other_dimension(unit: str, figure: Figure) -> bool:
    """Whether an area or a volume became a length, or a length an area: 平方公里, kilometers."""
    pair = {UNITS[unit].dimension, *(UNITS[code].dimension for code in figure.units)}
    squared = unit in _SQUARED or figure.units <= _SQUARED
    return squared and pair in ({"length", "area"}, {"length", "volume"})


def _may_be_dollar(source: str, quantity: Quantity) -> bool:
    """Whether 元 may be short for a dollar, where the sentence names one."""
    around = source[max(0, quantity.start - 5) : quantity.end + 6]
    return quantity.unit == "CNY" and "人民币" not in around


def _finding(pair: SegmentPair, check_id: str, quantity: Quantity, figure: Figure) -> Finding:
    span = _with_unit(pair.target, figure)
    unit = UNITS[quantity.unit or "CNY"]
    name = english_unit_name(unit.code)
    severity = Severity.CRITICAL if is_currency(quantity.unit) else Severity.MAJOR
    amount = english_amount(quantity.value)
    return finding_at(
        check_id,
        span,
        severity,
        reason=(
            f"source {source_says(quantity)} {unit.chinese[0]} ({name}); English says “{span.text}”"
        ),
        sources=[_source_with_unit(pair.source or "", quantity)],
        confidence=0.92,
        suggestion=f"{amount} {name}",
    )


def _with_unit(text: str, figure: Figure) -> Span:
    first = max(0, figure.start - 10)
    prefix = ENGLISH_CURRENCY_PREFIX.search(text[first : figure.start])
    start = first + prefix.start() if prefix else figure.start
    after = _UNIT_AFTER.match(text, figure.end)
    end = after.end() if after and not prefix else figure.end
    return Span(start, end, text[start:end])


def _source_with_unit(text: str, quantity: Quantity) -> Span:
    for name in UNITS[quantity.unit or "CNY"].chinese:
        place = text.find(name, quantity.end, quantity.end + len(name) + 3)
        if place >= 0:
            end = place + len(name)
            return Span(quantity.start, end, text[quantity.start : end])
    return source_span(quantity)


CHECKS: tuple[Check, ...] = (
    Check(
        "currency-swap",
        "Wrong currency",
        "The amount is right but stands in another currency: 元 as dollars, 美元 as yuan. Left "
        "alone: amounts converted to another figure, and 元 where the sentence names a dollar it "
        "may be short for.",
        "accuracy/number",
        Severity.CRITICAL,
        _currency_swap,
        needs=frozenset({"source"}),
        holds_back=True,
    ),
    Check(
        "unit-swap",
        "Wrong unit",
        "The figure is right but stands with another unit of the same sort (100公里 as 100 miles, "
        "500亩 as 500 hectares), or an area or volume became a length (90平方公里 as 90 "
        "kilometers) or the reverse. Left alone: converted figures and units alike in size.",
        "accuracy/number",
        Severity.MAJOR,
        _unit_swap,
        needs=frozenset({"source"}),
        holds_back=True,
    ),
)
