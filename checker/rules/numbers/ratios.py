"""discount (折), tenth (成), doubling (番) and multiple (倍): ratios English states otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction

from checker.records import Finding, SegmentPair, Severity, Span
from checker.rules.base import Rule, RuleContext
from checker.rules.numbers.chinese import find_quantities
from checker.rules.numbers.english import find_figures
from checker.rules.numbers.equivalence import explains, within_reach
from checker.rules.numbers.numerals import canonical, parse_numeral
from checker.rules.numbers.quantities import Figure, Quantity
from checker.rules.numbers.wording import figures, finding_at, source_span, stretch

__all__ = ["RULES"]

_MOST = 500
_PERCENT = re.compile(r"[\s-]?(?:%|per\s?cent\b)", re.IGNORECASE)
_TIMES = re.compile(r"[\s-]?(?:fold|times)\b|[\s-]?(?:%|per\s?cent\b)", re.IGNORECASE)
_OFF_AFTER = re.compile(
    r"[\s-]?(?:%|per\s?cent)[\s-](?:off\b|discount|reduction|cut\b|cheaper|lower|less\b|markdown)",
    re.IGNORECASE,
)
_OFF_BEFORE = re.compile(r"\b(?:discount|reduction|cut|markdown)s? (?:of|by)(?: up to)? ?$", re.I)
_PAID_AFTER = re.compile(
    r"[\s-]?(?:%|per\s?cent) of (?:the|its|their|an?) ?(?:\w+ )?(?:price|cost|value|fare|rate)",
    re.IGNORECASE,
)
# 是去年的3倍, 达到5倍: how many times as much; 增长3倍 says by how much more.
_LEVEL = re.compile(
    r"(?:[是为达]到?|相当于|等于|[增升涨扩提]\w{0,2}[至到])[^，。；增长高出多]{0,12}?的?$"
)
_BEFORE = 16
_MORE = re.compile(r"[\s-]?(?:fold|times)?\s?(?:as )?(?:\w+er|more|greater)\b", re.IGNORECASE)
_ROUNDED = Fraction(1, 40)
_DOUBLING = re.compile("翻(?:了|上|近|约|至少)?(?P<count>[一二两三四五]|[1-9])?番(?!茄|薯)")
_DOUBLED_TWICE = re.compile(r"\bdoubl\w+ (?:twice|two times|again)|\btwice doubl", re.IGNORECASE)


def _finding(
    rule_id: str,
    span: Span,
    source: Span,
    meaning: str,
    suggestion: str,
    severity: Severity = Severity.MAJOR,
) -> Finding:
    return finding_at(
        rule_id,
        span,
        severity,
        reason=f"source {source.text} = {meaning}; English says “{span.text}”",
        sources=[source],
        confidence=0.9,
        suggestion=suggestion,
    )


def _discount(pair: SegmentPair, context: RuleContext) -> Iterator[Finding]:
    if not pair.source:
        return
    for quantity in find_quantities(pair.source):
        if quantity.kind != "discount":
            continue
        paid = quantity.value * 10
        off = 100 - paid
        for figure in find_figures(pair.target):
            if figure.kind != "percent":
                continue
            before = pair.target[max(0, figure.start - 25) : figure.start]
            says_off = _OFF_AFTER.match(pair.target, figure.end) or _OFF_BEFORE.search(before)
            says_paid = _PAID_AFTER.match(pair.target, figure.end)
            if (says_off and figure.value == paid != off) or (
                says_paid and figure.value == off != paid
            ):
                mark = _OFF_AFTER if says_off else _PAID_AFTER
                yield _finding(
                    "discount",
                    stretch(pair.target, figure, mark),
                    source_span(quantity),
                    f"{figures(paid)}% of the price, {figures(off)}% off",
                    f"{figures(off)}% off",
                    Severity.CRITICAL,
                )


def _unexplained(
    quantity: Quantity, quantities: Sequence[Quantity], english: Sequence[Figure]
) -> list[Figure]:
    """Return the figures that no other source number explains."""
    others = [other for other in quantities if other is not quantity][:_MOST]
    return [figure for figure in english if not any(explains(other, figure) for other in others)]


def _tenth(pair: SegmentPair, context: RuleContext) -> Iterator[Finding]:
    if not pair.source:
        return
    quantities, english = find_quantities(pair.source), find_figures(pair.target)
    for quantity in quantities:
        if quantity.kind != "tenth":
            continue
        reach = within_reach(quantity, len(pair.source), english)
        if any(explains(quantity, figure) for figure in reach):
            continue
        for figure in _unexplained(quantity, quantities, reach):
            if figure.value == quantity.value and figure.kind in ("plain", "percent"):
                percent = f"{figures(quantity.value * 10)} percent"
                yield _finding(
                    "tenth",
                    stretch(pair.target, figure, _PERCENT),
                    source_span(quantity),
                    percent,
                    percent,
                )
                break


def _doubling(pair: SegmentPair, context: RuleContext) -> Iterator[Finding]:
    if not pair.source:
        return
    matches = list(_DOUBLING.finditer(canonical(pair.source)))
    if not matches:
        return
    quantities, english = find_quantities(pair.source), find_figures(pair.target)
    # What 番 itself stands for must not explain a figure away.
    others = tuple(other for other in quantities if other.kind != "doubling")
    for match in matches:
        count = int(parse_numeral(match["count"]) or 1) if match["count"] else 1
        factor = 2**count
        right = Quantity(match.start(), match.end(), match.group(), "doubling",
                         (Fraction(count),), 2)  # fmt: skip
        if any(explains(right, figure) for figure in english):
            continue
        if count == 2 and _DOUBLED_TWICE.search(pair.target):
            continue
        for figure in english:
            if figure.kind == "multiple" and not any(explains(o, figure) for o in others):
                source = Span(match.start(), match.end(), pair.source[slice(*match.span())])
                span = stretch(pair.target, figure, _TIMES)
                yield _finding(
                    "doubling", span, source, f"{factor} times as much", _multiplied(factor)
                )
                break


def _multiplied(factor: int) -> str:
    return {2: "doubled", 4: "quadrupled"}.get(factor, f"rose to {factor} times as much")


def _multiple(pair: SegmentPair, context: RuleContext) -> Iterator[Finding]:
    if not pair.source:
        return
    quantities, english = find_quantities(pair.source), find_figures(pair.target)
    wanted = [q for q in quantities if q.kind == "multiple" and q.tier <= 2]
    for quantity in wanted:
        reach = within_reach(quantity, len(pair.source), english)
        level = _LEVEL.search(pair.source[max(0, quantity.start - _BEFORE) : quantity.start])
        if any(_fits(quantity, figure, pair.target, level=level is not None) for figure in reach):
            continue
        others = [other for other in quantities if other is not quantity][:_MOST]
        for figure in reach:
            if figure.kind == "multiple" and not any(explains(o, figure) for o in others):
                number = figures(quantity.value)
                more = "" if level else f" (an increase by it: {figures(quantity.value + 1)} times)"
                yield _finding(
                    "multiple",
                    stretch(pair.target, figure, _TIMES),
                    source_span(quantity),
                    f"{number} times{more}",
                    f"{number} times",
                )
                break


def _fits(quantity: Quantity, figure: Figure, target: str, *, level: bool) -> bool:
    """Whether an English figure may state N倍: N times, and N + 1 times of an increase by N倍.

    Args:
        level: the source says how many times as much something is, not by how much it grew.
    """
    if figure.kind != "multiple":
        return explains(quantity, figure)
    wanted = set(quantity.readings)
    if not level:
        wanted |= {value + 1 for value in quantity.readings}
    if _MORE.match(target, figure.end):
        wanted |= {value - 1 for value in quantity.readings}
    return any(
        abs(value - right) <= right * _ROUNDED for value in figure.values for right in wanted
    )


_Check = Callable[[SegmentPair, RuleContext], Iterable[Finding]]


def _rule(
    rule_id: str, title: str, description: str, check: _Check, severity: Severity = Severity.MAJOR
) -> Rule:
    return Rule(rule_id, title, description, "accuracy/number", severity, check, needs_source=True)


RULES: tuple[Rule, ...] = (
    _rule(
        "discount",
        "Discount turned round",
        "折 gives the tenths of the price that are paid: 八折 is 80% of the price, 20% off. Flags "
        "“80% off” for it. 折 in 折合, 折射, 骨折 is no discount.",
        _discount,
        Severity.CRITICAL,
    ),
    _rule(
        "tenth",
        "成 not read as tenths",
        "七成 is 70 percent. Flags “seven” or “7 percent” where nothing says 70 percent, seven in "
        "ten or 0.7; 成为, 完成, 成立 are verbs and left alone.",
        _tenth,
    ),
    _rule(
        "doubling",
        "翻番 miscounted",
        "翻一番 doubles, 翻两番 quadruples, 翻N番 multiplies by 2 to the N. Flags another "
        "multiple; increases in percent (up 300%) and “doubled twice” are right.",
        _doubling,
    ),
    _rule(
        "multiple",
        "倍 miscounted",
        "N倍 is N times as much; an increase by N倍 makes N + 1 times, and usage is loose, so both "
        "are accepted there, in percent as well. Flags the text that has neither but another "
        "multiple.",
        _multiple,
    ),
)
