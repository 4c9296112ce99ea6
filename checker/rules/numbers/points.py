"""percentage-point: 个百分点 rendered as per cent, and the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.records import Finding, SegmentPair, Severity
from checker.rules.base import Rule, RuleContext
from checker.rules.numbers.chinese import find_quantities
from checker.rules.numbers.english import find_figures
from checker.rules.numbers.equivalence import within_reach
from checker.rules.numbers.quantities import Figure, Kind, Quantity
from checker.rules.numbers.wording import figures, finding_at, source_span, stretch

__all__ = ["RULES"]

_BASIS_FOR: tuple[tuple[Kind, str], ...] = (
    ("percent", "percent"),
    ("percentage-point", "percentage points"),
)

_PERCENT = re.compile(r"[\s-]?(?:%|per\s?cent\b|pct\b|percentage\b)", re.IGNORECASE)
_BARE_PERCENTAGE = re.compile(r"\s?percentage\b(?!\s?point)", re.IGNORECASE)
_POINTS = re.compile(r"[\s-]?(?:percentage|percent|per cent|pct|%)[\s-]points?\b", re.IGNORECASE)


def _check(pair: SegmentPair, context: RuleContext) -> Iterator[Finding]:
    if not pair.source:
        return
    quantities, english = find_quantities(pair.source), find_figures(pair.target)
    for quantity in quantities:
        reach = within_reach(quantity, len(pair.source), english)
        if quantity.kind == "percentage-point":
            wrong = _swapped(quantity, quantities, reach, "percentage-point", "percent")
            if wrong is not None:
                yield _finding(pair, quantity, wrong, _PERCENT, "percentage points", "percent")
        elif quantity.kind == "basis-point":
            for kind, words in _BASIS_FOR:
                wrong = _swapped(quantity, quantities, reach, "basis-point", kind)
                if wrong is not None:
                    mark = _PERCENT if kind == "percent" else _POINTS
                    yield _finding(pair, quantity, wrong, mark, "basis points", words)
        elif quantity.kind == "percent":
            wrong = _swapped(quantity, quantities, reach, "percent", "percentage-point")
            if wrong is not None:
                yield _finding(pair, quantity, wrong, _POINTS, "percent", "percentage points")


def _swapped(
    quantity: Quantity,
    quantities: tuple[Quantity, ...],
    english: Sequence[Figure],
    right: Kind,
    wrong: Kind,
) -> Figure | None:
    """Return the figure with the quantity's value and the wrong kind, if none has the right one."""
    same = [figure for figure in english if quantity.value in figure.values]
    if any(figure.kind != wrong for figure in same):
        return None
    if any(other.kind == wrong and other.value == quantity.value for other in quantities):
        return None
    return next((figure for figure in same if figure.kind == wrong), None)


def _finding(
    pair: SegmentPair,
    quantity: Quantity,
    wrong: Figure,
    mark: re.Pattern[str],
    right_words: str,
    wrong_words: str,
) -> Finding:
    span = stretch(pair.target, wrong, mark)
    number = figures(quantity.value)
    if number == "1":
        right_words = right_words.removesuffix("s")
    # "3 percentage" only lacks its noun.
    bare = _BARE_PERCENTAGE.match(pair.target, wrong.end) is not None
    meaning = "which names no unit" if bare else f"which is {wrong_words}"
    return finding_at(
        "percentage-point",
        span,
        Severity.MINOR if bare else Severity.MAJOR,
        reason=(
            f"source {quantity.text} = {number} {right_words}; "
            f"English says “{span.text}”, {meaning}"
        ),
        sources=[source_span(quantity)],
        confidence=0.9,
        suggestion=f"{number} {right_words}",
    )


RULES: tuple[Rule, ...] = (
    Rule(
        "percentage-point",
        "Percent and percentage point mixed up",
        "个百分点 (a difference between two percentages) rendered as percent, % as percentage "
        "points, or 个基点 (hundredths of one) as either. Silent where the same figure also stands "
        "with the right words.",
        "accuracy/number",
        Severity.MAJOR,
        _check,
        needs_source=True,
    ),
)
