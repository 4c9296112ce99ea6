"""list-items: «一是…二是…三是…» with fewer items in the English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECK"]

_DIGITS = "一二三四五六七八九"
_SERIES = (
    re.compile(r"(?<![第十其之唯万])([一二三四五六七八九])(?:是|要|则)"),
    re.compile(r"第([一二三四五六七八九])[，,、：]"),
    re.compile(r"其([一二三四五六七八九])[，,是]"),
    re.compile(r"[（(]([一二三四五六七八九])[）)]"),
)
_ORDINALS = (
    r"first(?:ly)?|1st|one", r"second(?:ly)?|2nd|two", r"third(?:ly)?|3rd|three",
    r"fourth(?:ly)?|4th|four", r"fifth(?:ly)?|5th|five", r"sixth(?:ly)?|6th|six",
    r"seventh(?:ly)?|7th|seven", r"eighth(?:ly)?|8th|eight", r"ninth(?:ly)?|9th|nine",
)  # fmt: skip
_MARK = [
    re.compile(rf"(?:\b(?:{words})\b|[(（]\s*{n}\s*[)）]|(?<![\d.,]){n}[.)](?= ))", re.IGNORECASE)
    for n, words in enumerate(_ORDINALS, start=1)
]
_LAST = re.compile(r"\b(?:final(?:ly)?|last(?:ly)?)\b", re.IGNORECASE)


def _series(source: str) -> list[Span]:
    """Return the marks of the longest list in a source that counts 一, 二, 三 in order."""
    best: list[Span] = []
    for pattern in _SERIES:
        run: list[Span] = []
        for match in pattern.finditer(source):
            if match[1] == _DIGITS[len(run) : len(run) + 1]:
                run.append(Span(match.start(), match.end(), match.group()))
        if len(run) > len(best):
            best = run
    return best


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    if not pair.source or not pair.target.strip():
        return
    items = _series(pair.source)
    if len(items) < 3:
        return
    found = [bool(mark.search(pair.target)) for mark in _MARK[: len(items)]]
    # Only an English text that counts can be caught out counting.
    if not (found[0] and found[1]) or _LAST.search(pair.target):
        return
    missing = [n for n, seen in enumerate(found) if not seen]
    if not missing:
        return
    first = items[missing[0]]
    end = items[missing[0] + 1].start if missing[0] + 1 < len(items) else len(pair.source)
    yield finding(
        CHECK,
        (first.start, len(pair.source[:end].rstrip())),
        f"The source counts {len(items)} items, the English {len(found) - len(missing)}:"
        f" «{first.text}» has no counterpart",
        confidence=0.75,
        side="source",
    )


CHECK = Check(
    id="list-items",
    title="List item missing",
    description=(
        "The source counts three or more items (一是…二是…三是; 第一，第二; （一）（二）)"
        " and the English counts, too, but skips one. English that lists without counting is left"
        " alone."
    ),
    category="accuracy/omission",
    severity=Severity.MAJOR,
    run=_check,
    needs=frozenset({"source"}),
)
