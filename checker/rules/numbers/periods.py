"""yoy-mom: 同比 (against the same period a year before) and 环比 (against the period before)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.records import Finding, SegmentPair, Severity, Span
from checker.rules.base import Rule, RuleContext
from checker.text import spans_of

__all__ = ["RULES"]

_SOURCE_YEAR = re.compile("同比")
_SOURCE_PERIOD = re.compile("环比|環比|按月|按季|月比")
_OTHER_YEAR = re.compile("去年|上年|前年|按年|年增|年减|比上一年|年率|一年前")
_OTHER_PERIOD = re.compile("上月|上个月|上一?季|上周|前一|上一[周月期]|较上期|比上期|前期")

_YEAR = re.compile(
    r"\byear[\s-](?:on|over|to)[\s-]year(?:ly)?\b|\by[\s-]?[/o-][\s-]?y\b"
    r"|\b(?:from|than|over|to|against|compared with|compared to) (?:the |a )?"
    r"(?:same (?:period|month|quarter|time) (?:of )?(?:the )?(?:last|previous|prior) year"
    r"|year (?:earlier|ago|before)|last year|previous year)",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:month|quarter|week)[\s-](?:on|over|to)[\s-](?:month|quarter|week)(?:ly)?\b"
    r"|\b[mqw][\s-]?[/o-][\s-]?[mqw]\b|\bsequential(?:ly)?\b|\bchain(?:ed)?\b"
    r"|\b(?:previous|prior|preceding|last|earlier) (?:month|quarter|week|period)\b"
    r"|\b(?:month|quarter|week) (?:earlier|before|ago)\b|\bring ratio\b|\bperiod[\s-]on[\s-]period",
    re.IGNORECASE,
)


def _check(pair: SegmentPair, context: RuleContext) -> Iterator[Finding]:
    if not pair.source:
        return
    yearly = spans_of(_SOURCE_YEAR, pair.source)
    periodic = spans_of(_SOURCE_PERIOD, pair.source)
    if not yearly and not periodic:
        return
    english_year = spans_of(_YEAR, pair.target)
    english_period = spans_of(_PERIOD, pair.target)
    if periodic and not yearly and english_year and not english_period:
        if not _OTHER_YEAR.search(pair.source):
            yield _finding(periodic, english_year[0], "the period before", "month on month")
    elif yearly and not periodic and english_period and not english_year:
        if not _OTHER_PERIOD.search(pair.source):
            yield _finding(yearly, english_period[0], "the same period last year", "year on year")
    elif yearly and periodic and english_year and english_period:
        yield from _crossed(pair, yearly, periodic, english_year, english_period)


def _finding(sources: list[Span], wrong: Span, meaning: str, right: str) -> Finding:
    word = sources[0].text
    return Finding(
        detector="yoy-mom",
        side="target",
        start=wrong.start,
        end=wrong.end,
        category="accuracy/mistranslation",
        severity=Severity.MAJOR,
        confidence=0.9,
        reason=f"source {word} compares with {meaning}; English says “{wrong.text}”",
        source_spans=tuple(sources),
        suggestion=right,
    )


_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def _number_after(text: str, span: Span) -> str | None:
    match = _NUMBER.search(text, span.end, span.end + 15)
    return match.group() if match else None


def _number_before(text: str, span: Span) -> str | None:
    numbers = _NUMBER.findall(text[max(0, span.start - 30) : span.start])
    return numbers[-1] if numbers else None


def _crossed(
    pair: SegmentPair,
    yearly: list[Span],
    periodic: list[Span],
    english_year: list[Span],
    english_period: list[Span],
) -> Iterator[Finding]:
    """Find the two comparisons exchanged: each English phrase follows the other one's figure."""
    if not all(len(spans) == 1 for spans in (yearly, periodic, english_year, english_period)):
        return
    source = pair.source or ""
    year, period = _number_after(source, yearly[0]), _number_after(source, periodic[0])
    if year is None or period is None or year == period:
        return
    if (_number_before(pair.target, english_year[0]) == period
            and _number_before(pair.target, english_period[0]) == year):  # fmt: skip
        yield _finding(periodic, english_year[0], "the period before", "month on month")
        yield _finding(yearly, english_period[0], "the same period last year", "year on year")


RULES: tuple[Rule, ...] = (
    Rule(
        "yoy-mom",
        "Year-on-year and month-on-month mixed up",
        "环比 compares with the period before, 同比 with the same period a year earlier. Flags the "
        "English comparison that belongs to the other word; silent where the source names both "
        "bases and the English keeps them apart.",
        "accuracy/mistranslation",
        Severity.MAJOR,
        _check,
        needs_source=True,
    ),
)
