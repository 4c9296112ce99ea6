"""date-mismatch: another day, month, year or weekday than the source names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from checker.checks.base import Check, Context, finding_at
from checker.checks.numbers.assessment import assess
from checker.checks.numbers.relative import turned_times
from checker.language.calendar import MONTHS, WEEKDAYS
from checker.numbers.chinese import find_quantities
from checker.numbers.dates import (
    DayMention,
    chinese_days,
    chinese_weekdays,
    english_days,
    english_months,
    english_weekdays,
    names_lunar_dates,
)
from checker.numbers.english import find_figures
from checker.numbers.wording import figures, source_span
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECKS"]

_Reader = Callable[[str], Sequence[DayMention]]


def _check(pair: SegmentPair, context: Context) -> Iterator[Finding]:
    if not pair.source:
        return
    found = list(_mismatch(pair, context, chinese_days, english_days, _day_name))
    if not found:
        found = list(_mismatch(pair, context, _chinese_months, english_months, _month_name))
    yield from found
    yield from _mismatch(pair, context, chinese_weekdays, english_weekdays, _weekday_name)
    yield from _wrong_years(pair, context)
    for turned in turned_times(pair, context):
        yield _finding(turned.target, turned.source, turned.right)


def _chinese_months(text: str) -> list[DayMention]:
    if names_lunar_dates(text):
        return []
    return [
        DayMention(source_span(quantity), int(quantity.value), 0)
        for quantity in find_quantities(text)
        if quantity.kind == "month" and len(quantity.readings) == 1
    ]


def _day_name(mention: DayMention) -> str:
    return f"{_month_name(mention)} {mention.day}"


def _month_name(mention: DayMention) -> str:
    return MONTHS[mention.month - 1]


def _weekday_name(mention: DayMention) -> str:
    return WEEKDAYS[mention.day - 1]


def _around(context: Context) -> Iterable[SegmentPair]:
    first = max(0, context.index - 2)
    return context.pairs[first : context.index + 3]


def _mismatch(
    pair: SegmentPair,
    context: Context,
    chinese: _Reader,
    english: _Reader,
    name: Callable[[DayMention], str],
) -> Iterator[Finding]:
    """Compare one sort of date: one source date absent, one English date from nowhere."""
    sources = chinese(pair.source or "")
    targets = english(pair.target) if sources else ()
    if not targets:
        return
    known = {mention.key for other in _around(context) for mention in chinese(other.source or "")}
    if sources[0].month and sources[0].day:
        known |= _days_in_months(context)
    extra = {mention.key: mention for mention in targets if mention.key not in known}
    if len(extra) != 1:
        return
    said = {mention.key for other in _around(context) for mention in english(other.target)}
    absent = {mention.key: mention for mention in sources if mention.key not in said}
    if len(absent) != 1:
        return
    right, wrong = next(iter(absent.values())), next(iter(extra.values()))
    if not _said_otherwise(right, wrong, pair.target):
        yield _finding(wrong.span, right.span, _in_place(right, wrong) or name(right))


def _in_place(right: DayMention, wrong: DayMention) -> str | None:
    """Write the end of a range that has no month of its own: 8 or 8th in June 3 to 9."""
    digits = wrong.span.text.rstrip("stndrh")
    if not digits.isdigit() or right.month != wrong.month:
        return None
    if digits == wrong.span.text:
        return str(right.day)
    ending = {1: "st", 2: "nd", 3: "rd"}.get(right.day % 10 if right.day // 10 != 1 else 0, "th")
    return f"{right.day}{ending}"


def _days_in_months(context: Context) -> set[tuple[int, int]]:
    """Combine all months and days around, since 11月5日 … 4日 names the fourth of November."""
    quantities = [
        quantity for other in _around(context) for quantity in find_quantities(other.source or "")
    ]
    months = {int(value) for q in quantities if q.kind == "month" for value in q.readings}
    days = {int(value) for q in quantities if q.kind == "day" for value in q.readings}
    return {(month, day) for month in months for day in days}


def _said_otherwise(right: DayMention, wrong: DayMention, target: str) -> bool:
    """Whether the English states the date in pieces or figures: 26 to 27 September, 3/4."""
    if right.month == 0:
        return False
    inside = [f for f in find_figures(target) if wrong.span.start <= f.start < wrong.span.end]
    outside = {v for f in find_figures(target) if f not in inside for v in f.values}
    months = outside | {v for f in inside if f.kind == "month" for v in f.values}
    if right.day == 0:
        return right.month in outside
    return right.month in months and right.day in outside


def _wrong_years(pair: SegmentPair, context: Context) -> Iterator[Finding]:
    result = assess(pair, context)
    absent = [
        claim.quantity for claim in result.by_verdict("missing") if claim.quantity.kind == "year"
    ]
    extra = [figure for figure in result.unclaimed if figure.kind == "year"]
    if len(absent) != 1 or len(extra) != 1:
        return
    span = Span(extra[0].start, extra[0].end, extra[0].text)
    yield _finding(span, source_span(absent[0]), figures(absent[0].value).replace(",", ""))


def _finding(wrong: Span, right: Span, name: str) -> Finding:
    return finding_at(
        "date-mismatch",
        wrong,
        Severity.MAJOR,
        reason=f"source {right.text} = {name}; English says “{wrong.text}”",
        sources=[right],
        confidence=0.85,
        suggestion=name,
    )


CHECKS: tuple[Check, ...] = (
    Check(
        "date-mismatch",
        "Different date",
        "A day, month, year or weekday of the source is absent from the English here and around, "
        "and exactly one English date of that sort has no source; both ends of a range (3月4日至8日"
        ", March 4 to 8) count. Likewise a relative time turned round (明年 as «last year», 昨天 "
        "as «tomorrow»), where nothing names the time outright. Lunar dates, dates in figures and "
        "dates that are merely left out are not flagged.",
        "accuracy/number",
        Severity.MAJOR,
        _check,
        needs=frozenset({"source"}),
        holds_back=True,
    ),
)
