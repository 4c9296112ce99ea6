"""repeated-source-inconsistent: one source translated two ways, or two sources by one English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from checker.checks.base import Check, Context, finding
from checker.checks.facts import per_document
from checker.language.characters import han_count
from checker.language.tokens import bare, word_count
from checker.language.views import shorten
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK"]

_MIN_HAN, _MIN_WORDS, _ALIKE = 5, 5, 0.35
"""Han characters and words that are no accident when they come again, and the share of characters
below which two sources say different things; chosen, not measured: there is no finding on any text
of `benchmarks.sensitivity`, neither at half nor at double."""


@dataclass(slots=True)
class _Index:
    """First pair of each source and of each target, by normalised text."""

    sources: dict[str, int] = field(default_factory=dict)
    targets: dict[str, int] = field(default_factory=dict)


@per_document
def _index(pairs: tuple[SegmentPair, ...]) -> _Index:
    index = _Index()
    for place, pair in enumerate(pairs):
        if pair.source and pair.target.strip():
            index.sources.setdefault(bare(pair.source), place)
            index.targets.setdefault(bare(pair.target), place)
    return index


def _alike(left: str, right: str) -> float:
    """Return the share of common characters (Jaccard) of two Chinese texts, in [0, 1]."""
    one, two = set(bare(left)), set(bare(right))
    return len(one & two) / max(len(one | two), 1)


def _span(text: str) -> tuple[int, int]:
    return len(text) - len(text.lstrip()), len(text.rstrip())


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    if not pair.source or not pair.target.strip():
        return
    index = _index(ctx.pairs)
    first = index.sources.get(bare(pair.source), ctx.index)
    other = ctx.pairs[first]
    long_enough = han_count(pair.source) >= _MIN_HAN
    if first < ctx.index and long_enough and bare(other.target) != bare(pair.target):
        yield finding(
            CHECK,
            _span(pair.target),
            f"The same Chinese was «{shorten(other.target, 60)}» in segment {other.segment_id + 1}",
            confidence=0.5,
            suggestion=other.target.strip(),
        )
    twin = ctx.pairs[index.targets.get(bare(pair.target), ctx.index)]
    if twin is pair or not twin.source or word_count(pair.target) < _MIN_WORDS:
        return
    if _alike(twin.source, pair.source) < _ALIKE:
        yield finding(
            CHECK,
            _span(pair.target),
            f"Segment {twin.segment_id + 1} has the same English for a different Chinese:"
            f" «{shorten(twin.source, 40)}»",
            confidence=0.8,
            severity=Severity.MAJOR,
            category="accuracy/mistranslation",
        )


CHECK = Check(
    id="repeated-source-inconsistent",
    title="Repetition not consistent",
    description=(
        "The same source segment translated differently within the document (minor), or the same"
        " English for clearly different sources (major). Short segments are left alone."
    ),
    category="terminology/inconsistent",
    severity=Severity.MINOR,
    run=_check,
    needs=frozenset({"source"}),
)
