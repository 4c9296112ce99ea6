"""repeated-4gram: the same four words three times in one segment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from checker.checks.base import Check, Context, finding
from checker.language.grammar_words import CLOSED_CLASS
from checker.language.views import view
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK"]

_SIZE, _TIMES = 4, 3
"""Words, and how often they must come; the check's name says the first. Findings at 2, 3 and 6
times: references 12/3/0, outputs 26/8/2, garbled 100/97/0 (`benchmarks.sensitivity`)."""
_SOURCE_LIMIT = 50_000  # characters; chosen, a bound on work


def _source_repeats(source: str) -> int:
    """Return how often the most frequent run of two characters (no marks) occurs."""
    text = source[:_SOURCE_LIMIT]
    grams = Counter(a + b for a, b in pairwise(text) if (a + b).isalnum())
    return max(grams.values(), default=0)


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    words = view(pair.target).words
    lows = [word.lower for word in words]
    if len(lows) - len(set(lows)) < _SIZE * (_TIMES - 1):
        return
    counts = Counter(zip(lows, lows[1:], lows[2:], lows[3:], strict=False))
    gram, times = max(counts.items(), key=lambda item: item[1])
    if times < _TIMES or all(low in CLOSED_CLASS for low in gram):
        return
    if len(set(gram)) == 1 or not any(low[0].isalpha() for low in gram):
        return
    known = _source_repeats(pair.source) if pair.source else _TIMES
    if known >= times:
        return
    places = [i for i in range(len(lows) - 3) if tuple(lows[i : i + 4]) == gram]
    first, last = places[0], places[-1]
    sparse = places[-1] - places[0] > 40 * times
    yield finding(
        CHECK,
        (words[last].start, words[last + _SIZE - 1].end),
        f"«{' '.join(gram)}» stands {times} times in this segment (first as"
        f" «{words[first].text} …»)"
        + (", and nothing in the source is repeated so often" if pair.source else ""),
        confidence=0.4 if sparse or not pair.source else 0.6,
        severity=Severity.MAJOR if pair.source and times > _TIMES else Severity.MINOR,
    )


CHECK = Check(
    id="repeated-4gram",
    title="Phrase repeated",
    description=(
        "Four words in the same order three times or more within one segment, while the source"
        " repeats no two characters as often. Minor at three times, major above;"
        " without a source only above. Phrases"
        " of function words only are left alone."
    ),
    category="fluency/grammar",
    severity=Severity.MINOR,
    run=_check,
)
