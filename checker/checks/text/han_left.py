"""han-left: Chinese characters left in the English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.checks.text.untranslated import is_untranslated
from checker.language.characters import han_count, han_spans
from checker.language.views import shorten
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECK"]

_JOINT = re.compile(r"[\s、，。·《》“”（）()\d]*")
_GLOSS = re.compile(r"(?:[(（\[《“\"]|\bChinese\b[^.]{0,12}:?)\s*$")
_GLOSS_MAX = 4
"""Han characters that may stand in brackets or quotation marks to explain a word; chosen. Of 100
findings on garbled pairs 98 are major, at half all, at double as before
(`benchmarks.sensitivity`)."""


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield runs of Chinese characters, joined across Chinese marks, digits and spaces."""
    start = end = -1
    for span in han_spans(text):
        if start >= 0 and _JOINT.fullmatch(text, end, span.start):
            end = span.end
            continue
        if start >= 0:
            yield start, end
        start, end = span.start, span.end
    if start >= 0:
        yield start, end


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    text = pair.target
    if text.isascii() or is_untranslated(pair):
        return
    for start, end in _runs(text):
        run = text[start:end]
        gloss = han_count(run) <= _GLOSS_MAX and bool(
            _GLOSS.search(text[max(0, start - 24) : start])
        )
        place = pair.source.find(run) if pair.source else -1
        spans = (Span(place, place + len(run), run),) if place >= 0 else ()
        known = " of the source" if spans else ""
        yield finding(
            CHECK,
            (start, end),
            f"Chinese characters{known} left in the English: «{shorten(run, 40)}»",
            confidence=0.6 if gloss else 0.95,
            severity=Severity.MINOR if gloss else Severity.MAJOR,
            source_spans=spans,
        )


CHECK = Check(
    id="han-left",
    title="Chinese left in the English",
    description=(
        "Chinese characters in the target. Minor where up to four stand in brackets or quotation"
        " marks, as a gloss does; a segment that is Chinese as a whole is reported as"
        " untranslated-segment instead."
    ),
    category="accuracy/untranslated",
    severity=Severity.MAJOR,
    run=_check,
    holds_back=True,
)
