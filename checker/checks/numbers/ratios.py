"""discount (折), tenth (成) and multiple (倍): ratios that English states otherwise."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from checker.checks.base import Check, Context, finding_at
from checker.checks.numbers.doublings import DOUBLING
from checker.numbers.equivalence import ROUNDED_RATIO, explains
from checker.numbers.ledger import Ledger, ledger
from checker.numbers.quantities import Figure, Quantity
from checker.numbers.wording import figures, source_span, stretch
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECKS"]

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
"""Characters before the number in which a word tells a level; chosen, not measured, as `_LOOSE`:
there is no finding on any text of `benchmarks.sensitivity`, neither at half nor at double."""
_MORE = re.compile(r"[\s-]?(?:fold|times)?\s?(?:as )?(?:\w+er|more|greater)\b", re.IGNORECASE)
_LOOSE = Fraction(1, 10)
"""Relative difference of a share that either side calls approximate; see `_BEFORE`."""
_SHARES = frozenset({"tenth", "percent", "fraction", "percentage-point"})


def _finding(
    check_id: str,
    span: Span,
    source: Span,
    meaning: str,
    suggestion: str,
    severity: Severity = Severity.MAJOR,
) -> Finding:
    return finding_at(
        check_id,
        span,
        severity,
        reason=f"source {source.text} = {meaning}; English says “{span.text}”",
        sources=[source],
        confidence=0.9,
        suggestion=suggestion,
    )


def _discount(pair: SegmentPair, context: Context) -> Iterator[Finding]:
    if not pair.source:
        return
    book = ledger(pair.source, pair.target)
    discounts = {q.value * 10: q for q in reversed(book.quantities) if q.kind == "discount"}
    for figure in book.figures if discounts else ():
        if figure.kind != "percent":
            continue
        before = pair.target[max(0, figure.start - 25) : figure.start]
        off = _OFF_AFTER.match(pair.target, figure.end) or _OFF_BEFORE.search(before)
        paid = _PAID_AFTER.match(pair.target, figure.end)
        turned = 100 - figure.value
        right = discounts.get(figure.value if off else turned) if off or paid else None
        if right is not None and turned != figure.value:
            price, less = figures(right.value * 10), figures(100 - right.value * 10)
            yield _finding(
                "discount",
                stretch(pair.target, figure, _OFF_AFTER if off else _PAID_AFTER),
                source_span(right),
                f"{price}% of the price, {less}% off",
                f"{less}% off",
                Severity.CRITICAL,
            )


def _tenth(pair: SegmentPair, context: Context) -> Iterator[Finding]:
    if not pair.source:
        return
    book = ledger(pair.source, pair.target)
    absent = [
        place
        for place, quantity in enumerate(book.quantities)
        if quantity.kind in _SHARES and not book.stating(place)
    ]
    for place in absent:
        quantity = book.quantities[place]
        if quantity.kind != "tenth":
            continue
        figure = _without_tenth(quantity, place, book)
        if figure is None and len(absent) == 1:
            figure = _other_share(quantity, book)
        if figure is not None:
            percent = f"{figures(quantity.value * 10)} percent"
            span = stretch(pair.target, figure, _PERCENT)
            yield _finding("tenth", span, source_span(quantity), percent, percent)


def _without_tenth(quantity: Quantity, place: int, book: Ledger) -> Figure | None:
    """Return the figure that repeats 七 of 七成 as such."""
    same = [at for at in book.exact(quantity) if not book.stated_otherwise(at, place)]
    for figure in (book.figures[at] for at in same):
        if figure.value == quantity.value and figure.kind in ("plain", "percent"):
            return figure
    return None


def _other_share(quantity: Quantity, book: Ledger) -> Figure | None:
    """Return the one percentage or fraction that no source number explains."""
    spare = [
        figure
        for at, figure in enumerate(book.figures)
        if figure.strong and figure.kind in _SHARES and not book.is_stating(at)
    ]
    if len(spare) != 1:
        return None
    told, wanted = spare[0].value / (100 if spare[0].kind == "percent" else 1), quantity.value / 10
    # «More than a third» tells 三成五 well enough.
    slack = wanted * (_LOOSE if quantity.approx or spare[0].approx else 0)
    # 20 percent are not among 八成; what rises by 两成 is 120 percent of what it was.
    right = (wanted, 1 - wanted, 1 + wanted)
    return None if any(abs(told - value) <= slack for value in right) else spare[0]


def _multiple(pair: SegmentPair, context: Context) -> Iterator[Finding]:
    if not pair.source:
        return
    book = ledger(pair.source, pair.target)
    multiples = [at for at, figure in enumerate(book.figures) if figure.kind == "multiple"]
    for place, quantity in enumerate(book.quantities):
        if quantity.kind != "multiple" or quantity.tier > 2 or not multiples:
            continue
        level = _LEVEL.search(pair.source[max(0, quantity.start - _BEFORE) : quantity.start])
        # What fits explains as well; only the reverse may fail.
        stating = [book.figures[at] for at in book.stating(place)]
        if any(_fits(quantity, figure, pair.target, level=level is not None) for figure in stating):
            continue
        near = book.reach(quantity)
        for at in multiples[bisect_left(multiples, near.start) : bisect_left(multiples, near.stop)]:
            if not book.stated_otherwise(at, place):
                number = figures(quantity.value)
                more = "" if level else f" (an increase by it: {figures(quantity.value + 1)} times)"
                yield _finding(
                    "multiple",
                    stretch(pair.target, book.figures[at], _TIMES),
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
        right * (1 - ROUNDED_RATIO) <= value <= right * (1 + ROUNDED_RATIO) + quantity.room
        for value in figure.values
        for right in wanted
    )


_Check = Callable[[SegmentPair, Context], Iterable[Finding]]


def _rule(
    check_id: str, title: str, description: str, check: _Check, severity: Severity = Severity.MAJOR
) -> Check:
    return Check(
        check_id,
        title,
        description,
        "accuracy/number",
        severity,
        check,
        needs=frozenset({"source"}),
    )


CHECKS: tuple[Check, ...] = (
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
        "七成 is 70 percent, 三成五 35 percent. Flags “seven” or “7 percent” where nothing says 70 "
        "percent, seven in ten or 0.7, and the one percentage or fraction without a source number "
        "in its place; 成为, 完成, 成立 are verbs and left alone.",
        _tenth,
    ),
    DOUBLING,
    _rule(
        "multiple",
        "倍 miscounted",
        "N倍 is N times as much; an increase by N倍 makes N + 1 times, and usage is loose, so both "
        "are accepted there, in percent as well. Flags the text that has neither but another "
        "multiple.",
        _multiple,
    ),
)
