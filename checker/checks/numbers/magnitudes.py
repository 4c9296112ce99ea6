"""magnitude-differs: vague amounts of another power of ten (数十万 as «tens of thousands»)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checker.checks.base import Check, Context, finding_at
from checker.numbers.chinese import find_quantities
from checker.numbers.english import find_figures
from checker.numbers.vague import CROWD, vague_chinese, vague_english
from checker.numbers.wording import english_amount, source_span, times
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECKS"]

_FACTORS = tuple(Fraction(10) ** power for power in (1, -1, 2, -2, 3, -3, 4, -4))
_NAMES = ("", "dozens", "hundreds", "thousands", "tens of thousands", "hundreds of thousands",
          "millions", "tens of millions", "hundreds of millions", "billions", "tens of billions",
          "hundreds of billions", "trillions")  # fmt: skip


def _check(pair: SegmentPair, context: Context) -> Iterator[Finding]:
    if pair.source:
        yield from _guesses(pair)
        yield from _vague(pair)


def _guesses(pair: SegmentPair) -> Iterator[Finding]:
    """三五万 whose two numbers the English has both, a power of ten too large or too small."""
    told = {value: figure for figure in find_figures(pair.target) for value in figure.values}
    for quantity in find_quantities(pair.source or ""):
        if (
            len(quantity.readings) != 2
            or quantity.kind not in ("plain", "currency")
            or quantity.value < 100
        ):
            continue
        low, high = quantity.readings
        factor = next((f for f in _FACTORS if low * f in told and high * f in told), None)
        if factor is None or low in told or high in told:
            continue
        first, last = told[low * factor], told[high * factor]
        start, end = min(first.start, last.start), max(first.end, last.end)
        meant = f"{english_amount(low)} to {english_amount(high)}"
        said = pair.target[start:end]
        yield finding_at(
            "magnitude-differs",
            Span(start, end, said),
            Severity.MAJOR,
            reason=f"source {quantity.text} is {meant}; English says “{said}” ({times(factor)})",
            sources=[source_span(quantity)],
            confidence=0.9,
            suggestion=meant,
        )


def _vague(pair: SegmentPair) -> Iterator[Finding]:
    source, target = vague_chinese(pair.source or ""), vague_english(pair.target)
    # With several it is anyone's guess which stands for which.
    if len(source) != 1 or len(target) != 1 or source[0].overlaps(target[0]):
        return
    said, told = source[0], target[0]
    if any(told.near(quantity.value) for quantity in find_quantities(pair.source or "")):
        return
    if any(said.near(value) for figure in find_figures(pair.target) for value in figure.values):
        return
    name = _NAMES[min(len(_NAMES) - 1, len(str(said.low)) - 1)]
    yield finding_at(
        "magnitude-differs",
        told.span,
        Severity.MAJOR,
        reason=(
            f"source {said.span.text} is {_amount(said.low)} to {_amount(said.high)}; English says"
            f" “{told.span.text}”, {_amount(told.low)} to {_amount(told.high)}"
        ),
        sources=[said.span],
        confidence=0.85,
        suggestion=name if told.span.text.lower().split()[0] in CROWD else None,
    )


def _amount(value: int) -> str:
    return english_amount(Fraction(value))


CHECKS: tuple[Check, ...] = (
    Check(
        "magnitude-differs",
        "Vague amount of another size",
        "A vague amount (数十万, 几千, 上万, 成百上千) whose English counterpart («tens of "
        "thousands», «several million») cannot be as large or as small, where each side has one "
        "such amount and no figure explains it; a guess between two numbers (三五万) that the "
        "English has both at another power of ten.",
        "accuracy/number",
        Severity.MAJOR,
        _check,
        needs=frozenset({"source"}),
        holds_back=True,
    ),
)
