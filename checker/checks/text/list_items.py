"""list-items: «一是…二是…三是…» with fewer items in the English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.numbers.english_words import of_kind
from checker.numbers.numerals import ONE_TO_NINE
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECK"]

_SERIES = (
    re.compile(r"(?<![第十其之唯万])([一二三四五六七八九])(?:是|要|则)"),
    re.compile(r"第([一二三四五六七八九])[，,、：]"),
    re.compile(r"其([一二三四五六七八九])[，,是]"),
    re.compile(r"[（(]([一二三四五六七八九])[）)]"),
)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_MARK = [
    re.compile(
        rf"(?:\b(?:{ordinal}(?:ly)?|{n}{_ENDINGS.get(n, 'th')}|{word})\b|[(（]\s*{n}\s*[)）]"
        rf"|(?<![\d.,]){n}[.)](?= ))",
        re.IGNORECASE,
    )
    for ordinal, n in of_kind("ordinal").items()
    for word, value in of_kind("unit").items()
    if n == value <= len(ONE_TO_NINE)
]
_LAST = re.compile(r"\b(?:final(?:ly)?|last(?:ly)?)\b", re.IGNORECASE)


def _series(source: str) -> list[Span]:
    """Return the marks of the longest list in a source that counts 一, 二, 三 in order."""
    best: list[Span] = []
    for pattern in _SERIES:
        run: list[Span] = []
        for match in pattern.finditer(source):
            if match[1] == ONE_TO_NINE[len(run) : len(run) + 1]:
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
