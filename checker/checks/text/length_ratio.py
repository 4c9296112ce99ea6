"""length-ratio: far fewer or far more English words than the Chinese text calls for.

The usual number of English words for a Chinese character differs by a sixth from one collection to
the next, so a segment is measured against its own document: robust z-score of the logarithm of
words / (Chinese characters + 1.5 × Latin words), shrunk towards news translation in general.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.checks.facts import per_document
from checker.language.anchors import LENGTH_CENTRE
from checker.language.tokens import length_units, word_count
from checker.language.views import shorten
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK"]

_MIN_UNITS = 20.0
"""Units of source that a ratio needs; chosen, not measured."""
_PRIOR_SPREAD = 0.21
"""Spread of the log ratio in news translation in general: 1.48 times the median deviation, of
12,528 references of WMT news 2017–2021 that are long enough."""
_PRIOR_WEIGHT = 12
"""Segments that news translation in general weighs against the document's own; chosen. Findings at
half/as is/double: references 9/9/7, outputs 19/19/17, garbled 124/124/124
(`benchmarks.sensitivity`)."""
_LOW, _HIGH = 0.42, 1.28
"""Words per unit between which nothing is said; chosen (of 12,528 references 215 lie below, 24
above). Findings on references, outputs, garbled pairs: 9, 19, 124; with _LOW halved 1, 11, 97,
doubled as before; with _HIGH halved as before, doubled 8, 17, 124 (`benchmarks.sensitivity`)."""
_Z_MINOR, _Z_MAJOR = 4.2, 4.8
"""Deviations from the document's centre that make a minor and a major finding; chosen. Findings on
references, outputs, garbled pairs: 9, 19, 124 (major: 2, 16, 112); with _Z_MINOR halved 100, 58,
232, doubled 0, 5, 69 (`benchmarks.sensitivity`)."""


def _ratio(pair: SegmentPair) -> float | None:
    """Return English words per unit of source; None where the segment is too short to say."""
    if not pair.source or not pair.target.strip():
        return None
    units = length_units(pair.source)
    if units < _MIN_UNITS:
        return None
    return max(word_count(pair.target), 1) / units


@per_document
def _document_band(pairs: tuple[SegmentPair, ...]) -> tuple[float, float]:
    """Return centre and spread of the log ratio in a document, shrunk towards the prior."""
    logs = [math.log(ratio) for pair in pairs if (ratio := _ratio(pair)) is not None]
    if not logs:
        return LENGTH_CENTRE, _PRIOR_SPREAD
    median = statistics.median(logs)
    spread = 1.4826 * statistics.median(abs(value - median) for value in logs)
    weight = len(logs) / (len(logs) + _PRIOR_WEIGHT)
    return (
        (1 - weight) * LENGTH_CENTRE + weight * median,
        max(0.15, (1 - weight) * _PRIOR_SPREAD + weight * spread),
    )


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    ratio = _ratio(pair)
    if ratio is None or _LOW <= ratio <= _HIGH:
        return
    centre, spread = _document_band(ctx.pairs)
    z = (math.log(ratio) - centre) / spread
    if abs(z) < _Z_MINOR:
        return
    words = word_count(pair.target)
    units = length_units(pair.source or "")
    usual = math.exp(centre) * units
    what = "a part of the source may be missing" if z < 0 else "something may have been added"
    start = len(pair.target) - len(pair.target.lstrip())
    yield finding(
        CHECK,
        (start, len(pair.target.rstrip())),
        f"«{shorten(pair.target, 50)}» has {words} English words; about {usual:.0f} are usual in"
        f" this document for «{shorten(pair.source or '', 40)}» (z = {z:+.1f}): {what}",
        confidence=0.75 if abs(z) >= _Z_MAJOR else 0.5,
        severity=Severity.MAJOR if abs(z) >= _Z_MAJOR else Severity.MINOR,
        category="accuracy/omission" if z < 0 else "accuracy/addition",
    )


CHECK = Check(
    id="length-ratio",
    title="Unusual length",
    description=(
        "The English is far shorter or longer than this document's segments are for their source:"
        " z-score beyond 4.2 (major beyond 4.8) and outside 0.42 to 1.28 words for each Chinese"
        " character. Sources of fewer than 20 characters are left alone."
    ),
    category="accuracy/omission",
    severity=Severity.MINOR,
    run=_check,
    needs=frozenset({"source"}),
    phenomenon="omission",
)
