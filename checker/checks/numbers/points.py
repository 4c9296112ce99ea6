"""percentage-point: 个百分点 rendered as per cent, and the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from checker.checks.base import Check, Context, finding_at
from checker.numbers.ledger import Ledger, ledger
from checker.numbers.quantities import Figure, Kind, Quantity
from checker.numbers.wording import figures, source_span, stretch
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECKS"]

_KINDS = frozenset({"percent", "percentage-point", "basis-point"})
_BASIS_FOR: tuple[tuple[Kind, str], ...] = (
    ("percent", "percent"),
    ("percentage-point", "percentage points"),
)

_PERCENT = re.compile(r"[\s-]?(?:%|per\s?cent\b|pct\b|percentage\b)", re.IGNORECASE)
_BARE_PERCENTAGE = re.compile(r"\s?percentage\b(?!\s?point)", re.IGNORECASE)
_POINTS = re.compile(r"[\s-]?(?:percentage|percent|per cent|pct|%)[\s-]points?\b", re.IGNORECASE)


def _check(pair: SegmentPair, context: Context) -> Iterator[Finding]:
    if not pair.source:
        return
    book = ledger(pair.source, pair.target)
    ratios = [quantity for quantity in book.quantities if quantity.kind in _KINDS]
    every = {(quantity.kind, quantity.value) for quantity in ratios}
    for quantity in ratios:
        if quantity.kind == "percentage-point":
            wrong = _swapped(quantity, every, book, "percent")
            if wrong is not None:
                yield _finding(pair, quantity, wrong, _PERCENT, "percentage points", "percent")
        elif quantity.kind == "basis-point":
            for kind, words in _BASIS_FOR:
                wrong = _swapped(quantity, every, book, kind)
                if wrong is not None:
                    mark = _PERCENT if kind == "percent" else _POINTS
                    yield _finding(pair, quantity, wrong, mark, "basis points", words)
        else:
            wrong = _swapped(quantity, every, book, "percentage-point")
            if wrong is not None:
                yield _finding(pair, quantity, wrong, _POINTS, "percent", "percentage points")


def _swapped(
    quantity: Quantity, every: set[tuple[Kind, Fraction]], book: Ledger, wrong: Kind
) -> Figure | None:
    """Return the figure with the quantity's value and the wrong kind, if none has the right one."""
    if (wrong, quantity.value) in every:
        return None
    same = [book.figures[place] for place in book.exact(quantity)]
    return same[0] if same and all(figure.kind == wrong for figure in same) else None


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


CHECKS: tuple[Check, ...] = (
    Check(
        "percentage-point",
        "Percent and percentage point mixed up",
        "个百分点 (a difference between two percentages) rendered as percent, % as percentage "
        "points, or 个基点 (hundredths of one) as either. Silent where the same figure also stands "
        "with the right words.",
        "accuracy/number",
        Severity.MAJOR,
        _check,
        needs=frozenset({"source"}),
        holds_back=True,
    ),
)
