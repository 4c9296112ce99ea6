"""number-power-shift, number-differs, number-missing, number-added: the value of each number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from checker.checks.base import Check, Context, finding_at, finding_in_source
from checker.checks.numbers.assessment import assess
from checker.numbers.claims import Claim
from checker.numbers.equivalence import power_of_ten
from checker.numbers.quantities import Figure, Quantity
from checker.numbers.wording import amount_for, figures, source_says, source_span, times
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECKS"]

_CATEGORY = "accuracy/number"
_NAMED = 4  # figures; chosen, only what the reason names
_DATE_KINDS = frozenset({"year", "month", "day", "clock", "decade", "century"})
_FIRM_KINDS = frozenset({"percent", "percentage-point", "basis-point", "currency"})


def _english_says(figure: Figure) -> str:
    written = figures(figure.value)
    if figure.kind == "percent":
        return f"“{figure.text}” percent"
    return f"“{figure.text}”" if figure.text == written else f"“{figure.text}” = {written}"


def _span(figure: Figure) -> Span:
    return Span(figure.start, figure.end, figure.text)


def _power_shift(pair: SegmentPair, context: Context) -> Iterator[Finding]:
    if not pair.source:
        return
    for claim in assess(pair, context).by_verdict("shifted"):
        quantity, figure = claim.quantity, claim.figure
        if figure is None or claim.factor is None:
            continue
        yield finding_at(
            "number-power-shift",
            _span(figure),
            Severity.CRITICAL,
            reason=(
                f"source {source_says(quantity)}; English says {_english_says(figure)} "
                f"({times(claim.factor)})"
            ),
            sources=[source_span(quantity)],
            confidence=0.97,
            suggestion=amount_for(quantity, figure),
        )


def _differs(pair: SegmentPair, context: Context) -> Iterator[Finding]:
    if not pair.source:
        return
    for claim in assess(pair, context).by_verdict("differs"):
        quantity, figure = claim.quantity, claim.figure
        if figure is None or not _is_weighty(quantity):
            continue
        factor = power_of_ten(quantity.value, figure.value)
        off = f" ({times(factor)})" if factor is not None else ""
        yield finding_at(
            "number-differs",
            _span(figure),
            Severity.MAJOR,
            reason=f"source {source_says(quantity)}; English says {_english_says(figure)}{off}",
            sources=[source_span(quantity)],
            confidence=0.85,
            suggestion=amount_for(quantity, figure),
        )


def _is_weighty(quantity: Quantity) -> bool:
    """Whether a number is one a translator carries over as such, unlike 4位 or 3天."""
    if quantity.tier > 2:
        return False
    if quantity.kind in _FIRM_KINDS or quantity.big:
        return True
    return quantity.kind in ("plain", "fraction") and quantity.value > 10


def _is_firm(quantity: Quantity) -> bool:
    if quantity.tier > 2:
        return False
    if quantity.kind in _FIRM_KINDS or quantity.big:
        return True
    return quantity.kind == "plain" and quantity.value >= 1000


def _is_slight(quantity: Quantity) -> bool:
    return quantity.tier == 1 and not _is_firm(quantity) and quantity.kind not in ("ordinal",)


def _absent(claim: Claim) -> bool:
    return claim.verdict == "missing" or (
        claim.verdict == "differs" and not _is_weighty(claim.quantity)
    )


def _missing(pair: SegmentPair, context: Context) -> Iterator[Finding]:
    if not pair.source:
        return
    result = assess(pair, context)
    for claim in result.claims:
        if _absent(claim) and _is_firm(claim.quantity):
            yield _missing_finding(
                "number-missing", claim.quantity, Severity.MAJOR, 0.8, result.figures
            )


def _slight_missing(pair: SegmentPair, context: Context) -> Iterator[Finding]:
    if not pair.source:
        return
    result = assess(pair, context)
    for claim in result.claims:
        if _absent(claim) and _is_slight(claim.quantity):
            yield _missing_finding(
                "number-missing-small", claim.quantity, Severity.MINOR, 0.5, result.figures
            )


def _missing_finding(
    check_id: str,
    quantity: Quantity,
    severity: Severity,
    confidence: float,
    english: Sequence[Figure],
) -> Finding:
    strong = islice((figure for figure in english if figure.strong), _NAMED)
    stands = ", ".join(f"“{figure.text}”" for figure in strong)
    here = f" (here stands {stands})" if stands else ""
    return finding_in_source(
        check_id,
        source_span(quantity),
        severity,
        reason=(
            f"source {source_says(quantity)}; no English number here{here} or in the sentences "
            "around it has this value"
        ),
        confidence=confidence,
    )


def _added(pair: SegmentPair, context: Context) -> Iterator[Finding]:
    if not pair.source:
        return
    result = assess(pair, context)
    standing_in = {claim.figure for claim in result.claims if claim.verdict != "present"}
    for figure in result.unclaimed:
        if figure in standing_in or figure.kind in ("ordinal", "year") or figure.value <= 10:
            continue
        yield finding_at(
            "number-added",
            _span(figure),
            Severity.MINOR,
            reason=f"no Chinese number here or around it is {_english_says(figure)}",
            sources=[],
            confidence=0.5,
            category="accuracy/addition",
        )


CHECKS: tuple[Check, ...] = (
    Check(
        "number-power-shift",
        "Number off by a power of ten",
        "A source number (above all one in 万 or 亿) is absent, and an English number that no "
        "source number explains has the same digits at another power of ten. SI units (千米, "
        "千瓦), ranges, unit conversions and numbers moved from a neighbouring sentence are left "
        "alone.",
        _CATEGORY,
        Severity.CRITICAL,
        _power_shift,
        needs=frozenset({"source"}),
        holds_back=True,
    ),
    Check(
        "number-differs",
        "Different number",
        "A source number is absent and exactly one unexplained English number of the same sort "
        "stands in its place; 四十多 may be anything from 40 to 50, not 14. Rounding, numbers in "
        "words, fractions, conversions and numbers up to ten are left alone.",
        _CATEGORY,
        Severity.MAJOR,
        _differs,
        needs=frozenset({"source"}),
        holds_back=True,
    ),
    Check(
        "number-missing",
        "Number missing",
        "A percentage, an amount of money, a number with 万 or 亿 or one above 1,000 is found "
        "neither in the English nor in that of the sentences around. Marks the source.",
        "accuracy/omission",
        Severity.MAJOR,
        _missing,
        needs=frozenset({"source"}),
        holds_back=True,
    ),
    Check(
        "number-missing-small",
        "Small number or date part missing",
        "As number-missing, for date parts, times and numbers below 1,000 written in figures, "
        "which English may well express by a word or leave to the context.",
        "accuracy/omission",
        Severity.MINOR,
        _slight_missing,
        needs=frozenset({"source"}),
        default=False,
    ),
    Check(
        "number-added",
        "Number not in the source",
        "An English number above ten that no Chinese number here or around it explains and that "
        "stands for none. Years and ordinals are left alone.",
        "accuracy/addition",
        Severity.MINOR,
        _added,
        needs=frozenset({"source"}),
        default=False,
    ),
)
