"""numbers-exchanged: the source goes from 5 to 8, the English from 8 to 5."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from checker.checks.base import Check, Context, finding, short_enough
from checker.language.views import shorten
from checker.numbers.chinese import find_quantities
from checker.numbers.english import find_figures
from checker.numbers.quantities import Figure, Quantity
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECK"]

_DATES = frozenset({"year", "month", "day", "clock", "decade", "century", "ordinal"})
_CHANGE = (
    "增|升|提高|提升|上涨|上调|扩|长|降|减|跌|缩|下调|调整|改|延|压|攀|飙|涨|翻|跃|滑|落|变|发展"
    "|拉|推|收窄|加"
)
_TIME = "去年|上年|前年|此前|之前|上月|上周|上季|原来|原先|过去|前一|早前|同期|年前|当时|初"
# 从5增至8, 由2015年的5%升到2018年的8%, 比去年的5家增加到8家
_ONWARD_BEFORE = re.compile(r"[从由自比较][^，。；！？,;、]{0,16}$")
_ONWARD = re.compile(
    rf"[^。；！？;]{{0,28}}?(?:{_CHANGE})[^。；！？;]{{0,8}}[到至为成了][^。；！？;，]{{0,14}}"
)
# 8%，高于去年的5%; 8%，而上年同期为5%
_BACKWARD = re.compile(
    r"[^。，；！？;、]{0,8}[，,]?[^。，；！？;、]{0,6}?(?:(?:高|低|多|少|好|快|慢|大|小)于[^。；！？;，]{0,12}"
    rf"|而?(?:在)?(?:{_TIME})[^。；！？;，]{{0,10}}(?:为|是|的|仅|只有|有)[^。；！？;，]{{0,4}})"
)
_ABOUT = r"(?:[^\s;.,]+ ){0,3}[^\s\w;.,]{0,2}[A-Z]{0,3}\$?"
_FROM = re.compile(rf"\bfrom {_ABOUT}$", re.IGNORECASE)
_TO = re.compile(rf"[^;]{{0,50}}?\bto {_ABOUT}", re.IGNORECASE)
_TO_BEFORE = re.compile(rf"\bto {_ABOUT}$", re.IGNORECASE)
_FROM_AFTER = re.compile(rf"[^;,.]{{0,40}}?\bfrom {_ABOUT}", re.IGNORECASE)
_AGAINST = re.compile(
    r"[^;]{0,45}?(?:\b(?:up|down|rising|falling|increase[sd]?|decrease[sd]?|compared|risen|fallen"
    r"|rose|fell|dropp?(?:ed|ing)?|growing|grew|grown|higher|lower|,)(?: \w+){0,2} from"
    r"|\bcompared (?:with|to)|\b(?:as )?against|\bversus|\b(?:high|low|great|small)er than)"
    rf" {_ABOUT}",
    re.IGNORECASE,
)


class _Change(NamedTuple):
    """Two values, the earlier one and the later one, and the words that say so.

    Attributes:
        span: from the one that stands first to the end of the other.
    """

    earlier: Fraction
    later: Fraction
    span: Span


def _chinese(source: str, quantities: Sequence[Quantity]) -> Iterator[_Change]:
    for first, second in pairwise(quantities):
        between = source[first.end : second.start]
        span = Span(first.start, second.end, source[first.start : second.end])
        before = source[max(0, first.start - 18) : first.start]
        if _ONWARD.fullmatch(between) and _ONWARD_BEFORE.search(before):
            yield _Change(first.value, second.value, span)
        elif _BACKWARD.fullmatch(between) and not before.endswith(("从", "由", "比")):
            yield _Change(second.value, first.value, span)


def _english(target: str, numbers: Sequence[Figure]) -> Iterator[tuple[_Change, str]]:
    """Yield changes with what they would be the other way round."""
    for first, second in pairwise(numbers):
        between = target[first.end : second.start]
        span = Span(first.start, second.end, target[first.start : second.end])
        turned = second.text + between + first.text
        before = target[max(0, first.start - 50) : first.start]
        if _FROM.search(before):
            if _TO.fullmatch(between):
                yield _Change(first.value, second.value, span), turned
        elif _AGAINST.fullmatch(between) or (
            _TO_BEFORE.search(before) and _FROM_AFTER.fullmatch(between)
        ):
            yield _Change(second.value, first.value, span), turned


def _once(value: Fraction, quantities: Sequence[Quantity], numbers: Sequence[Figure]) -> bool:
    """Whether exactly one number of each side can have a value."""
    return (
        sum(value in quantity.readings for quantity in quantities) == 1
        and sum(value in figure.values for figure in numbers) == 1
    )


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    source, target = pair.source, pair.target
    if not source or not short_enough(pair):
        return
    quantities = [item for item in find_quantities(source) if item.kind not in _DATES]
    meant = list(_chinese(source, quantities)) if len(quantities) > 1 else []
    if not meant:
        return
    numbers = [item for item in find_figures(target) if item.kind not in _DATES]
    strong = [item for item in numbers if item.strong]
    for said, turned in _english(target, strong):
        for change in meant:
            if (said.earlier, said.later) != (change.later, change.earlier):
                continue
            if change.earlier == change.later or not all(
                _once(value, quantities, numbers) for value in (change.earlier, change.later)
            ):
                continue
            yield finding(
                CHECK,
                (said.span.start, said.span.end),
                f"Two numbers have changed places: source «{shorten(change.span.text, 40)}»,"
                f" English «{shorten(said.span.text, 60)}»",
                confidence=0.85,
                source_spans=(change.span,),
                suggestion=turned,
            )


CHECK = Check(
    id="numbers-exchanged",
    title="Two numbers exchanged",
    description=(
        "The source says that something went from one number to another (从5增至8, 8，高于去年的5),"
        " the English that it went the other way («from 8 to 5», «5, up from 8»). Only numbers that"
        " stand once on each side, and only such wording."
    ),
    category="accuracy/number",
    severity=Severity.MAJOR,
    run=_check,
    needs=frozenset({"source"}),
    phenomenon="figures",
)
