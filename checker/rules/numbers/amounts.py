"""currency-swap and unit-swap: the right figure with another currency or unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from checker.records import Finding, SegmentPair, Severity, Span
from checker.rules.base import Rule, RuleContext
from checker.rules.numbers.chinese import find_quantities
from checker.rules.numbers.english import find_figures
from checker.rules.numbers.equivalence import close, within_reach
from checker.rules.numbers.quantities import Figure, Quantity
from checker.rules.numbers.units import (
    ENGLISH_CURRENCY_PREFIX,
    ENGLISH_UNIT,
    UNITS,
    conversion,
    english_unit_name,
    is_currency,
)
from checker.rules.numbers.wording import english_amount, finding_at, source_says, source_span

__all__ = ["RULES"]

# 元 alone is what each of these is called at home.
_YUAN_AT_HOME = frozenset({"HKD", "TWD", "SGD", "MOP", "AUD", "CAD", "NZD"})
_ANY_DOLLAR = re.compile("[美港台臺澳加新纽]元|美金|港币|台币|USD|\\$")
_ALIKE = Fraction(1, 8)
_UNIT_AFTER = re.compile(rf"[\s-]?(?:{ENGLISH_UNIT.pattern})", re.IGNORECASE)


def _currency_swap(pair: SegmentPair, context: RuleContext) -> Iterator[Finding]:
    yield from _swaps(pair, context, "currency-swap", currency=True)


def _unit_swap(pair: SegmentPair, context: RuleContext) -> Iterator[Finding]:
    yield from _swaps(pair, context, "unit-swap", currency=False)


def _swaps(
    pair: SegmentPair, context: RuleContext, rule_id: str, *, currency: bool
) -> Iterator[Finding]:
    if not pair.source:
        return
    quantities = find_quantities(pair.source)
    wanted = [q for q in quantities if q.unit and q.tier <= 2 and is_currency(q.unit) == currency]
    if not wanted:
        return
    english = find_figures(pair.target)
    for quantity in wanted:
        reach = within_reach(quantity, len(pair.source), english)
        same = [figure for figure in reach if _same_value(quantity, figure)]
        if not same or any(_may_be_right(quantity, figure) for figure in same):
            continue
        if _stated_elsewhere(quantity, quantities, same) or _house_dollar(pair.source, quantity):
            continue
        yield _finding(pair, rule_id, quantity, same[0])


def _same_value(quantity: Quantity, figure: Figure) -> bool:
    return any(
        close(wanted, value, approx=False)
        for wanted in quantity.readings
        for value in figure.values
    )


def _may_be_right(quantity: Quantity, figure: Figure) -> bool:
    """Whether the figure has the right unit, none, or one that measures something else."""
    unit = quantity.unit
    if unit is None or not figure.units or unit in figure.units:
        return True
    if is_currency(unit):
        if unit == "CNY" and figure.units <= _YUAN_AT_HOME:
            return True
        return not any(is_currency(code) for code in figure.units)
    others = [code for code in figure.units if UNITS[code].dimension == UNITS[unit].dimension]
    if not others or UNITS[unit].dimension in ("time", "calendar"):
        return True
    # 斤 and pound, metre and yard are alike in size and often interchanged on purpose.
    return any(
        converted is not None and abs(converted - quantity.value) <= abs(quantity.value) * _ALIKE
        for converted in (conversion(quantity.value, unit, code) for code in others)
    )


def _stated_elsewhere(
    quantity: Quantity, quantities: tuple[Quantity, ...], same: list[Figure]
) -> bool:
    """Whether another source number of this value has the figure's unit."""
    return any(
        other is not quantity and other.unit in figure.units and _same_value(other, figure)
        for other in quantities
        for figure in same
    )


def _house_dollar(source: str, quantity: Quantity) -> bool:
    """Whether 元 may be short for a dollar that the sentence names."""
    if quantity.unit != "CNY" or "人民币" in source[max(0, quantity.start - 5) : quantity.end + 6]:
        return False
    return _ANY_DOLLAR.search(source) is not None


def _finding(pair: SegmentPair, rule_id: str, quantity: Quantity, figure: Figure) -> Finding:
    span = _with_unit(pair.target, figure)
    unit = UNITS[quantity.unit or "CNY"]
    name = english_unit_name(unit.code)
    severity = Severity.CRITICAL if is_currency(quantity.unit) else Severity.MAJOR
    amount = english_amount(quantity.value)
    return finding_at(
        rule_id,
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


RULES: tuple[Rule, ...] = (
    Rule(
        "currency-swap",
        "Wrong currency",
        "The amount is right but stands in another currency: 元 as dollars, 美元 as yuan. Left "
        "alone: amounts converted to another figure, and 元 where the sentence names a dollar it "
        "may be short for.",
        "accuracy/number",
        Severity.CRITICAL,
        _currency_swap,
        needs_source=True,
    ),
    Rule(
        "unit-swap",
        "Wrong unit",
        "The figure is right but stands with another unit of the same sort (100公里 as 100 miles, "
        "500亩 as 500 hectares). Left alone: converted figures and units alike in size.",
        "accuracy/number",
        Severity.MAJOR,
        _unit_swap,
        needs_source=True,
    ),
)
