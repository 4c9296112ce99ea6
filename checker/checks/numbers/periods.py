"""yoy-mom: 同比 (a year before) and 环比 (the period before)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from checker.checks.base import Check, Context
from checker.language.characters import spans_of
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECKS"]

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


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A comparison phrase of one side: `yearly` or with the period before, and where it stands."""

    span: Span
    yearly: bool


_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SENTENCE = re.compile(r"[.;!?](?=\s)")


def _comparisons(text: str, year: re.Pattern[str], period: re.Pattern[str]) -> list[_Comparison]:
    found = [_Comparison(span, True) for span in spans_of(year, text)]
    found += [_Comparison(span, False) for span in spans_of(period, text)]
    return sorted(found, key=lambda comparison: comparison.span.start)


def _check(pair: SegmentPair, context: Context) -> Iterator[Finding]:
    if not pair.source or ("比" not in pair.source and "按" not in pair.source):
        return
    sources = _comparisons(pair.source, _SOURCE_YEAR, _SOURCE_PERIOD)
    targets = _comparisons(pair.target, _YEAR, _PERIOD) if sources else []
    if not targets:
        return
    if len({c.yearly for c in sources}) == 1 and len({c.yearly for c in targets}) == 1:
        other = _OTHER_PERIOD if sources[0].yearly else _OTHER_YEAR
        if sources[0].yearly != targets[0].yearly and not other.search(pair.source):
            yield _finding(sources[0], targets[0])
        return
    yield from _crossed(pair, sources, targets)


def _crossed(
    pair: SegmentPair, sources: list[_Comparison], targets: list[_Comparison]
) -> Iterator[Finding]:
    """Follow each comparison's figure into the English and look which phrase goes with it there.

    Only sentences with as many phrases as such figures are judged: then the k-th figure goes with
    the k-th phrase.
    """
    source = pair.source or ""
    numbers = [_number_after(source, comparison.span) for comparison in sources]
    counts = Counter(numbers)
    by_number = {
        number: comparison
        for number, comparison in zip(numbers, sources, strict=True)
        if number is not None and counts[number] == 1
    }
    starts = [comparison.span.start for comparison in targets]
    for start, end in _sentences(pair.target):
        phrases = targets[bisect_left(starts, start) : bisect_left(starts, end)]
        places = [m for m in _NUMBER.finditer(pair.target, start, end) if m.group() in by_number]
        if len(phrases) != len(places):
            continue
        for match, phrase in zip(places, phrases, strict=True):
            meant = by_number[match.group()]
            if meant.yearly != phrase.yearly:
                yield _finding(meant, phrase)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE.finditer(text):
        yield start, match.end()
        start = match.end()
    yield start, len(text)


def _number_after(text: str, span: Span) -> str | None:
    match = _NUMBER.search(text, span.end, span.end + 15)
    return match.group() if match else None


def _finding(meant: _Comparison, wrong: _Comparison) -> Finding:
    base = "the same period last year" if meant.yearly else "the period before"
    return Finding(
        check_id="yoy-mom",
        side="target",
        start=wrong.span.start,
        end=wrong.span.end,
        category="accuracy/mistranslation",
        severity=Severity.MAJOR,
        confidence=0.9,
        reason=f"source {meant.span.text} compares with {base}; English says “{wrong.span.text}”",
        source_spans=(meant.span,),
        suggestion="year on year" if meant.yearly else "month on month",
    )


CHECKS: tuple[Check, ...] = (
    Check(
        "yoy-mom",
        "Year-on-year and month-on-month mixed up",
        "环比 compares with the period before, 同比 with the same period a year earlier. Flags the "
        "English comparison that belongs to the other word; silent where the source names both "
        "bases and the English keeps them apart.",
        "accuracy/mistranslation",
        Severity.MAJOR,
        _check,
        needs=frozenset({"source"}),
        holds_back=True,
    ),
)
