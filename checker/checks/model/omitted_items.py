"""Items of a Chinese list that no English words explain: «A、B、C和D» as "A, B and D".

As with clauses (`omission`): an item that is translated becomes far more predictable once the
English is known, while a missing one does not; and the English suffers where it is taken out of the
Chinese, unless it is missing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.checks.base import Check, Context
from checker.checks.model.witnesses import Stretch, explained, removal_of, unexplained
from checker.checks.text.enumeration import JOIN, longest_list
from checker.language.characters import is_han
from checker.records import Finding, ForcedDecoding, Removal, SegmentPair, Severity, Span

__all__ = ["CHECK", "GAIN", "REMOVAL", "doubtful_items", "omitted_items"]

GAIN = {"strict": 0.6, "balanced": 0.3, "lenient": 0.0}
"""By sensitivity: most that the English may explain of an item that was not tried, in nats a token.
At 0.3, 45 of 75 dropped items are found, and items of 13 of 351 good translations."""

REMOVAL = {"strict": -0.5, "balanced": 0.3, "lenient": 2.5}
"""By sensitivity: least that the English gains without the item, in nats, of one that was tried. At
0.3, 44 of 60 dropped items are found, and items of 4 of 1,100 good translations."""

_SURE = 2.5
"""The same, from which the item is left out without doubt: 33 of 60, and one of 1,100."""
_IDIOM = 4
"""Characters of each item of a string such as 齐心协力、团结一致、众志成城, which English
says once."""
_DOUBTFUL = 2.0
"""Nats a token that the English may explain of an item that is worth a trial."""
_CONTRAST = 1.0
"""Nats a token by which the English must explain the other items better."""
_UNEXPLAINED = 2.5
"""Nats a token that the item must surprise by although the English is known."""
_NEIGHBOUR = 4
"""Characters of the first and last item that are looked at: where they begin or end is unclear."""

# Titles are rendered too freely to be judged by their words.
_QUOTED = re.compile("[《》〈〉“”「」『』]")
_CLAUSE = re.compile(r"[^，。；：！？,;:!?\n]+")


def omitted_items(
    pair: SegmentPair,
    reverse: ForcedDecoding,
    removals: Sequence[Removal] = (),
    *,
    sensitivity: str,
) -> Iterator[Finding]:
    """Finds items between two separators that the target does not explain.

    Args:
        reverse: surprisals of the source given the target; offsets index the source.
        removals: trials without an item; of a list without any, the worst item is judged by
            `reverse`.

    Yields:
        Findings on the source, in order; surer where the longest list of the English is shorter
        than the Chinese one.
    """
    source = pair.source or ""
    for spans in _lists(source):
        items = _judged(spans, reverse, removals)
        fewer = longest_list(pair.target, spans[-1].end / len(source)).items < len(spans)
        tried = [item for item in _whole(items, source) if item.removal is not None]
        if tried:
            idiom = all(len(span.text) == _IDIOM for span in spans[1:-1])
            for item in _gone(tried, sensitivity):
                yield _finding(item, fewer=fewer, sure=not idiom and _removal(item) >= _SURE)
        elif items:
            # A missing item makes the one behind it hard to expect, too: only the worst is named.
            worst = min(items, key=lambda item: item.gain)
            unexplained = worst.gain <= GAIN[sensitivity]
            apart = worst.others - worst.gain >= _CONTRAST
            middle = worst in items[1:-1]
            if middle and unexplained and apart and _surprise(worst.span, reverse) >= _UNEXPLAINED:
                yield _finding(worst, fewer=fewer, sure=False)


def doubtful_items(source: str, reverse: ForcedDecoding) -> Iterator[tuple[Span, float]]:
    """Items that the English hardly explains, with the nats a token that it does."""
    for spans in _lists(source):
        for item in _whole(_judged(spans, reverse, ()), source):
            if item.gain <= _DOUBTFUL:
                yield item.span, item.gain


def _whole(items: Sequence[Stretch], source: str) -> Sequence[Stretch]:
    """The items whose both ends are known: the middle ones, and the last where its clause ends."""
    if items and _CLAUSE.match(source, items[-1].span.end) is None:
        return items[1:]
    return items[1:-1]


def _judged(
    spans: Sequence[Span], reverse: ForcedDecoding, removals: Sequence[Removal]
) -> list[Stretch]:
    """The items of a list; none where one of them was not scored."""
    gains = [gain for s in spans if (gain := explained(reverse, s.start, s.end)) is not None]
    if len(gains) < len(spans):
        return []
    total, rest = sum(gains), len(gains) - 1
    return [
        Stretch(span, gain, (total - gain) / rest, removal_of(span.start, span.end, removals))
        for span, gain in zip(spans, gains, strict=True)
    ]


def _gone(tried: Sequence[Stretch], sensitivity: str) -> list[Stretch]:
    """The items whose removal does the English no harm: the best one, and others that are sure."""
    best = max(tried, key=_removal)
    least = REMOVAL[sensitivity]
    return [
        item for item in tried if _removal(item) >= (least if item is best else max(least, _SURE))
    ]


def _removal(item: Stretch) -> float:
    return -math.inf if item.removal is None else item.removal


def _lists(source: str) -> Iterator[list[Span]]:
    """Lists of three or more: the end of the first item, the middle ones, the last one's start."""
    for clause in _CLAUSE.finditer(source):
        marks = [clause.start() + m.start() for m in re.finditer("、", clause.group())]
        if not marks:
            continue
        borders = [(mark, mark + 1) for mark in marks]
        join = JOIN.search(source, marks[-1] + 1, clause.end())
        borders += [join.span()] if join else []
        if len(borders) < 2:
            continue
        first = (max(clause.start(), marks[0] - _NEIGHBOUR), marks[0])
        last = (borders[-1][1], min(clause.end(), borders[-1][1] + _NEIGHBOUR))
        middle = [(a[1], b[0]) for a, b in pairwise(borders)]
        spans = [Span(a, b, source[a:b]) for a, b in (first, *middle, last)]
        if all(any(map(is_han, s.text)) and not _QUOTED.search(s.text) for s in spans):
            yield spans


def _surprise(item: Span, reverse: ForcedDecoding) -> float:
    return _mean(
        [
            token.given_source
            for token in reverse.tokens
            if token.start < item.end and item.start < token.end and token.given_source is not None
        ]
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _finding(item: Stretch, *, fewer: bool, sure: bool) -> Finding:
    span = item.span
    return Finding(
        check_id=CHECK.id,
        side="source",
        start=span.start,
        end=span.end,
        category="accuracy/omission",
        severity=Severity.MAJOR if sure else Severity.MINOR,
        confidence=0.5 if fewer or sure else 0.25,
        reason=_reason(item, fewer=fewer),
        source_spans=(span,),
    )


def _reason(item: Stretch, *, fewer: bool) -> str:
    what = f"‘{item.span.text}’ in this list"
    told = unexplained(what, item, "the items around it")
    shorter = " The longest list of the English is shorter than the Chinese one." if fewer else ""
    return told + shorter


def _run(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    return omitted_items(pair, ctx.reverse, ctx.given.removals, sensitivity=ctx.sensitivity)


CHECK = Check(
    id="omitted-item",
    title="Item of a list left out",
    description=(
        "An item between two separators of a Chinese list (、, 和) that no English words explain,"
        " while the others are explained. Strings of four-character phrases, which English says"
        " once, and quoted titles are left alone."
    ),
    category="accuracy/omission",
    severity=Severity.MINOR,
    run=_run,
    needs=frozenset({"source", "reverse"}),
    phenomenon="omission",
)
