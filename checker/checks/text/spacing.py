"""space-before-punctuation and double-space: stray blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.records import Finding, SegmentPair, Severity

__all__ = ["DOUBLE_SPACE", "SPACE_BEFORE_PUNCTUATION"]

_BEFORE = re.compile(r"(?<=[\w)\]”’%]) {1,4}(?P<mark>[,.;!?])(?=\s|$|[\"”’)])")
_DOUBLE = re.compile(r"(?<=\S)(?<! ) {2,}(?=\S)")


def _space_before(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    for match in _BEFORE.finditer(pair.target):
        mark = match["mark"]
        yield finding(
            SPACE_BEFORE_PUNCTUATION,
            match.span(),
            f"A space stands before «{mark}»",
            confidence=0.9,
            suggestion=mark,
        )


def _double_space(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    for match in _DOUBLE.finditer(pair.target):
        yield finding(
            DOUBLE_SPACE,
            match.span(),
            f"{match.end() - match.start()} spaces in a row",
            confidence=0.9,
            suggestion=" ",
        )


SPACE_BEFORE_PUNCTUATION = Check(
    id="space-before-punctuation",
    title="Space before a mark",
    description="A blank between a word and the comma, stop, semicolon or question mark after it.",
    category="fluency/punctuation",
    severity=Severity.MINOR,
    run=_space_before,
)

DOUBLE_SPACE = Check(
    id="double-space",
    title="Two spaces",
    description=(
        "Two or more blanks between words. Off by default: some styles put two after a full stop."
    ),
    category="fluency/punctuation",
    severity=Severity.NEUTRAL,
    run=_double_space,
    default=False,
)
