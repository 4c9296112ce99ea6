"""added-sentence: English beside which the alignment finds no Chinese."""

from __future__ import annotations

from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.checks.text.furniture import CHECK as FURNITURE
from checker.language.views import shorten, view
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK"]

_MIN_WORDS = 3
"""Words that an addition needs; chosen, not measured: less is a mark or a number."""
_SURE = 0.7
"""Certainty of the alignment from which the addition is a major error; chosen, not measured."""


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    # A row that is given without a source says nothing; one the alignment left alone does.
    if pair.source != "" or pair.alignment_score is None:
        return
    if len(view(pair.target).words) < _MIN_WORDS or any(FURNITURE.run(pair, ctx)):
        return
    start = len(pair.target) - len(pair.target.lstrip())
    yield finding(
        CHECK,
        (start, len(pair.target.rstrip())),
        f"No Chinese sentence stands beside «{shorten(pair.target, 60)}»"
        f" (certainty of the alignment {pair.alignment_score:.2f}): it seems to be added",
        confidence=round(min(0.9, pair.alignment_score), 3),
        severity=Severity.MAJOR if pair.alignment_score >= _SURE else Severity.MINOR,
    )


CHECK = Check(
    id="added-sentence",
    title="Sentence without any Chinese",
    description=(
        "An English sentence beside which the alignment finds no Chinese (major where it is sure of"
        " that). Rows given without a source, and text of the web page, are left alone."
    ),
    category="accuracy/addition",
    severity=Severity.MAJOR,
    run=_check,
    needs=frozenset({"source"}),
)
