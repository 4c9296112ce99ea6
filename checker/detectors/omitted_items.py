"""Items of a Chinese list that no English words explain: «A、B、C和D» as "A, B and D".

As with clauses (`omission`), an item that is translated becomes far more predictable once the
English is known; one that is missing does not, while its neighbours do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.detectors.omission import explained
from checker.records import Finding, ForcedDecoding, SegmentPair, Severity, Span
from checker.rules.enumeration import JOIN, longest_list
from checker.text import is_han

__all__ = ["DETECTOR", "GAIN", "omitted_items"]

DETECTOR = "omitted-item"

GAIN = {"strict": 0.6, "balanced": 0.3, "lenient": 0.0}
"""By sensitivity: most that the English may explain of the item, in nats a token. At 0.3, 45 of 75
dropped items are found, and items of 13 of 351 good translations (some of which do lack them)."""

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
    pair: SegmentPair, reverse: ForcedDecoding, *, sensitivity: str
) -> Iterator[Finding]:
    """Finds items between two separators that the target does not explain.

    Args:
        reverse: surprisals of the source given the target; offsets index the source.

    Yields:
        Findings on the source, in order; surer where the longest list of the English is shorter
        than the Chinese one.
    """
    source = pair.source or ""
    for items in _lists(source):
        gains = [explained(reverse, item.start, item.end) for item in items]
        if any(gain is None for gain in gains):
            continue
        known = [gain for gain in gains if gain is not None]
        fewer = longest_list(pair.target, items[-1].end / len(source)).items < len(items)
        # A missing item makes the one behind it hard to expect, too: only the worst is named.
        place = min(range(len(items)), key=lambda i: known[i])
        others = (sum(known) - known[place]) / (len(known) - 1)
        middle = 0 < place < len(items) - 1
        unexplained = known[place] <= GAIN[sensitivity] and others - known[place] >= _CONTRAST
        if middle and unexplained and _surprise(items[place], reverse) >= _UNEXPLAINED:
            yield _finding(items[place], known[place], others, fewer=fewer)


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


def _finding(item: Span, gain: float, others: float, *, fewer: bool) -> Finding:
    shorter = " The longest list of the English is shorter than the Chinese one." if fewer else ""
    return Finding(
        detector=DETECTOR,
        side="source",
        start=item.start,
        end=item.end,
        category="accuracy/omission",
        severity=Severity.MINOR,
        confidence=0.5
        if fewer
        else 0.25,  # rare: of 12 on 1,200 outputs none was marked by experts
        reason=(
            f"‘{item.text}’ in this list is not explained by any English word: knowing the English"
            f" makes it {'no' if gain <= 0 else 'hardly'} more predictable ({gain:.2f} nats a"
            f" token, against {others:.2f} for the items around it).{shorter}"
        ),
        source_spans=(item,),
    )
