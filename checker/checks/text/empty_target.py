"""empty-target: a source with words, and no English."""

from __future__ import annotations

from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.language.views import shorten
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK"]

_MIN_LETTERS = 2  # letters; chosen, not measured: a mark or a number may well have no English


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    source = pair.source or ""
    if any(ch.isalnum() for ch in pair.target):
        return
    letters = 0
    for ch in source:
        letters += ch.isalpha()
        if letters >= _MIN_LETTERS:
            break
    if letters < _MIN_LETTERS:
        return
    start = len(source) - len(source.lstrip())
    end = len(source.rstrip())
    given = pair.alignment_score is None  # the row itself pairs the source with nothing
    yield finding(
        CHECK,
        (start, end),
        f"No English stands for «{shorten(source)}»",
        confidence=0.99 if given else 0.7,
        severity=Severity.CRITICAL if given else Severity.MAJOR,
        side="source",
    )


CHECK = Check(
    id="empty-target",
    title="Not translated at all",
    description=(
        "The source has words and the target none. Critical where the input itself pairs the two,"
        " major where alignment found no counterpart. Sources without letters are left alone."
    ),
    category="accuracy/omission",
    severity=Severity.CRITICAL,
    run=_check,
    needs=frozenset({"source"}),
    ceiling=0.0,
)
