"""Numbers that count no amount: ordinals, fractions, parts of the year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from checker.checks.base import Check, Context, finding_at, short_enough
from checker.language.calendar import MONTHS
from checker.numbers.chinese import find_quantities
from checker.numbers.english import find_figures
from checker.numbers.ledger import ledger
from checker.numbers.quantities import Figure, Quantity
from checker.numbers.wording import figures, source_span
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECKS"]

_ORDINAL_KINDS = frozenset({"ordinal", "decade", "century"})
# 第三届 is a third of its kind; 第三产业, 第三方 and 第一时间 are words.
_COUNTED = re.compile("[届次名位轮批集季]|个五年|号[令台风]")
_PART_OF_YEAR = re.compile(r"\s(?:half|quarters?|hand|nature|thoughts?)\b", re.IGNORECASE)


def _ordinal_quantities(source: str) -> list[Quantity]:
    return [
        quantity
        for quantity in find_quantities(source)
        if quantity.kind in ("decade", "century")
        or (quantity.kind == "ordinal" and _COUNTED.match(source, quantity.end))
    ]


def _ordinal(pair: SegmentPair, context: Context) -> Iterator[Finding]:
    if not short_enough(pair):
        return
    source = pair.source or ""
    english = [
        figure
        for figure in find_figures(pair.target)
        if figure.kind in _ORDINAL_KINDS
        and figure.value > 1
        and not _PART_OF_YEAR.match(pair.target, figure.end)
    ]
    yield from _replaced(pair, "ordinal-differs", _ordinal_quantities(source), english)


def _fraction(pair: SegmentPair, context: Context) -> Iterator[Finding]:
    if not short_enough(pair):
        return
    wanted = [q for q in find_quantities(pair.source or "") if q.kind == "fraction"]
    english = [
        figure
        for figure in find_figures(pair.target)
        if figure.kind == "fraction" and (figure.strong or figure.text.lower() != "half")
    ]
    yield from _replaced(pair, "fraction-differs", wanted, english)


def _replaced(
    pair: SegmentPair, check_id: str, wanted: list[Quantity], english: list[Figure]
) -> Iterator[Finding]:
    """Report the one number of its sort that is absent and the one that stands in its place."""
    book = ledger(pair.source or "", pair.target)
    told = {figure.start for place, figure in enumerate(book.figures) if book.is_stating(place)}
    absent = [q for q in wanted if not book.index.stating_shapes(q)]
    spare = [figure for figure in english if figure.start not in told]
    if len(absent) != 1 or len(spare) != 1 or absent[0].kind != spare[0].kind:
        return
    quantity, figure = absent[0], spare[0]
    meaning = f" = {figures(quantity.value)}" if quantity.kind != "decade" else ""
    yield finding_at(
        check_id,
        Span(figure.start, figure.end, figure.text),
        Severity.MAJOR,
        reason=f"source {quantity.text}{meaning}; English says “{figure.text}”",
        sources=[source_span(quantity)],
        confidence=0.8,
    )


class _Period(NamedTuple):
    """A part of a year as months 1 to 12, and where it is named."""

    span: Span
    first: int
    last: int


_DIGIT = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_WORD = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_WORD |= {"last": 4, "final": 4, "two": 2, "three": 3, "latter": 2, "1": 1, "2": 2, "3": 3, "4": 4}
_SOURCE_PERIOD = re.compile(
    r"(?P<half>[上下])半年(?!度?报)|前(?P<quarters>[二两三23])个?季度?"
    r"|(?:第)?(?P<quarter>[一二三四1-4])季度?(?!节)(?=[，。、度内中末初]|同|环|的|实|国|全|经|净|营|G|增|共)"
)
_TARGET_PERIOD = re.compile(
    r"\b(?P<half>first|second|latter)[\s-](?:half|six months)(?: of (?:the|this|last) year|\b)"
    r"|\bfirst (?P<quarters>two|three) quarters\b"
    r"|\b(?P<quarter>first|second|third|fourth|last|final|1st|2nd|3rd|4th)[\s-](?:\w+ )?quarter\b"
    r"|\bQ(?P<short>[1-4])\b|\bH(?P<short_half>[12])\b",
    re.IGNORECASE,
)
_OTHER_WORDS = re.compile(
    rf"\b(?:{'|'.join(MONTHS)}"
    r"|months?|mid-?year|interim|1H|2H|[1-4]Q)\b"
)


def _source_periods(source: str) -> list[_Period]:
    found = []
    for match in _SOURCE_PERIOD.finditer(source):
        span = Span(match.start(), match.end(), match.group())
        if match["half"]:
            found.append(_half(span, 1 if match["half"] == "上" else 2))
        elif match["quarters"]:
            found.append(_Period(span, 1, 3 * _DIGIT.get(match["quarters"], 2)))
        else:
            found.append(_quarter(span, _DIGIT[match["quarter"]]))
    return found


def _target_periods(target: str) -> list[_Period]:
    found = []
    for match in _TARGET_PERIOD.finditer(target):
        span = Span(match.start(), match.end(), match.group())
        half, quarter = match["half"] or match["short_half"], match["quarter"] or match["short"]
        if half:
            found.append(_half(span, _WORD[half.lower()]))
        elif match["quarters"]:
            found.append(_Period(span, 1, 3 * _WORD[match["quarters"].lower()]))
        else:
            found.append(_quarter(span, _WORD[quarter.lower()]))
    return found


def _half(span: Span, number: int) -> _Period:
    return _Period(span, 6 * number - 5, 6 * number)


def _quarter(span: Span, number: int) -> _Period:
    return _Period(span, 3 * number - 2, 3 * number)


def _period(pair: SegmentPair, context: Context) -> Iterator[Finding]:
    if not short_enough(pair) or _OTHER_WORDS.search(pair.target):
        return
    wanted, english = _source_periods(pair.source or ""), _target_periods(pair.target)
    if len({p[1:] for p in wanted}) != 1 or len({p[1:] for p in english}) != 1:
        return
    if wanted[0][1:] != english[0][1:]:
        yield finding_at(
            "period-differs",
            english[0].span,
            Severity.MAJOR,
            reason=(
                f"source {wanted[0].span.text} = months {wanted[0].first} to {wanted[0].last} of"
                f" the year; English says “{english[0].span.text}”"
            ),
            sources=[wanted[0].span],
            confidence=0.8,
        )


CHECKS: tuple[Check, ...] = (
    Check(
        "ordinal-differs",
        "Different ordinal",
        "第三届, 第5次, 上世纪80年代 or 20世纪 is absent, and one ordinal, decade or century that "
        "the source does not name stands in its place. Left alone: “first”, parts of the year and "
        "words such as 第三产业.",
        "accuracy/number",
        Severity.MAJOR,
        _ordinal,
        needs=frozenset({"source"}),
    ),
    Check(
        "fraction-differs",
        "Different fraction",
        "X分之Y (the denominator first: 三分之二 is two thirds) is absent, and one other fraction "
        "stands in its place.",
        "accuracy/number",
        Severity.MAJOR,
        _fraction,
        needs=frozenset({"source"}),
    ),
    Check(
        "period-differs",
        "Different part of the year",
        "The source speaks of one half of the year, one quarter or the first quarters (上半年, "
        "一季度, 前三季度) and the English of another. English that names months is left alone.",
        "accuracy/number",
        Severity.MAJOR,
        _period,
        needs=frozenset({"source"}),
    ),
)
