"""doubling: 翻一番 (twice), 翻两番 (four times) and 减半 (half) as another multiple."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from checker.checks.base import Check, Context, finding_at
from checker.numbers.chinese_numerals import canonical, parse_numeral
from checker.numbers.ledger import Ledger, ledger
from checker.numbers.quantities import Figure, Quantity
from checker.numbers.wording import stretch
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["DOUBLING"]

_TURN = re.compile(
    "翻(?:了|上|近|约|至少)?(?P<count>[一二两三四五]|[1-9])?番(?!茄|薯)|翻倍"
    "|(?P<half>减半|[减降缩跌]\\w{0,2}了?(?:近|约|超过)?一半)"
)
_TIMES = re.compile(r"[\s-]?(?:fold|times)\b|[\s-]?(?:%|per\s?cent\b)", re.IGNORECASE)
_DOUBLED_TWICE = re.compile(r"\bdoubl\w+ (?:twice|two times|again)|\btwice doubl", re.IGNORECASE)
_HALF = re.compile(r"\bhal(?:f|v)|\b50\b|\bfifty\b|\btwo-?fold\b", re.IGNORECASE)
_PERCENT_NEAR = Fraction(1, 10)
"""Relative difference up to which a percentage may tell a doubling; chosen, not measured: there is
no finding on any text of `benchmarks.sensitivity`, neither at half nor at double."""


def _check(pair: SegmentPair, context: Context) -> Iterator[Finding]:
    source = pair.source or ""
    turns = list(_TURN.finditer(canonical(source))) if "翻" in source or "半" in source else []
    if not turns:
        return
    book = ledger(source, pair.target)
    factors = [_factor(turn) for turn in turns]
    stand_in = _stand_in(book)
    wrong = {
        factor: stand_in
        for factor in set(factors)
        if stand_in is not None
        and not _is_told(factor, book, pair.target)
        and not _is_near(factor, stand_in)
    }
    for turn, factor in zip(turns, factors, strict=True):
        if factor in wrong:
            said = Span(turn.start(), turn.end(), source[slice(*turn.span())])
            yield _finding(factor, said, stretch(pair.target, wrong[factor], _TIMES))


def _finding(factor: Fraction, said: Span, wrong: Span) -> Finding:
    meaning = "half" if factor < 1 else f"{factor} times"
    return finding_at(
        "doubling",
        wrong,
        Severity.MAJOR,
        reason=f"source {said.text} = {meaning} as much; English says “{wrong.text}”",
        sources=[said],
        confidence=0.9,
        suggestion=_multiplied(factor),
    )


def _factor(turn: re.Match[str]) -> Fraction:
    if turn["half"]:
        return Fraction(1, 2)
    return Fraction(2) ** int(parse_numeral(turn["count"]) or 1) if turn["count"] else Fraction(2)


def _stand_in(book: Ledger) -> Figure | None:
    """Return the figure that no other source number explains: a multiple, or else the one ratio."""
    # What 番 itself stands for must not explain a figure away.
    explained = {
        shape
        for quantity in book.quantities
        if quantity.kind != "doubling"
        for shape in book.index.stating_shapes(quantity)
    }
    rows = zip(book.figures, book.index.shapes, strict=True)
    spare = [figure for figure, shape in rows if shape not in explained]
    for figure in spare:
        if figure.kind == "multiple":
            return figure
    ratios = [f for f in spare if f.strong and f.kind in ("percent", "fraction")]
    return ratios[0] if len(ratios) == 1 else None


def _is_told(factor: Fraction, book: Ledger, target: str) -> bool:
    """Whether the English has the factor in any form."""
    if factor < 1:
        return _HALF.search(target) is not None
    count = factor.numerator.bit_length() - 1
    right = Quantity(0, 0, "", "doubling", (Fraction(count),), 2)
    if book.index.stating_shapes(right):
        return True
    return count == 2 and _DOUBLED_TWICE.search(target) is not None


def _is_near(factor: Fraction, figure: Figure) -> bool:
    """Whether a percentage may tell the factor: 95 percent more, or 190 percent of it, is twice."""
    if figure.kind == "multiple":
        return False
    told = figure.value / (100 if figure.kind == "percent" else 1)
    right = (factor - 1, factor) if factor > 1 else (factor,)
    return any(abs(told - value) <= value * _PERCENT_NEAR for value in right)


def _multiplied(factor: Fraction) -> str:
    words = {Fraction(1, 2): "halved", Fraction(2): "doubled", Fraction(4): "quadrupled"}
    return words.get(factor, f"rose to {factor} times as much")


DOUBLING = Check(
    "doubling",
    "翻番 or 减半 miscounted",
    "翻一番 doubles, 翻两番 quadruples, 翻N番 multiplies by 2 to the N, 减半 halves. Flags another "
    "multiple, or the one percentage or fraction that no source number explains; increases in "
    "percent (up 300%) and “doubled twice” are right.",
    "accuracy/number",
    Severity.MAJOR,
    _check,
    needs=frozenset({"source"}),
)
"""The rule; it stands with the other ratios in `ratios.CHECKS`."""
