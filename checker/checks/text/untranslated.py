"""untranslated-segment: the target is the source, or Chinese, as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from checker.checks.base import Check, Context, finding
from checker.language.characters import fold, han_count, latin_share
from checker.language.views import shorten
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECK", "is_untranslated"]

_MIN_HAN, _LATIN_SHARE = 2, 0.10
"""Han characters that a target needs, and share of Latin letters below which it is Chinese; chosen.
At half and double no finding comes or goes (`benchmarks.sensitivity`)."""


@lru_cache(maxsize=16)
def _mostly_chinese(text: str) -> bool:
    if text.isascii() or han_count(text) < _MIN_HAN:
        return False
    share = latin_share(text)
    return share is not None and share < _LATIN_SHARE


def _is_copy(pair: SegmentPair) -> bool:
    if not pair.source or pair.target.isascii() or not han_count(pair.target):
        return False
    return fold(pair.source).text.split() == fold(pair.target).text.split()


def is_untranslated(pair: SegmentPair) -> bool:
    """Whether a segment's target is a copy of its Chinese source or has next to no Latin letter."""
    return _mostly_chinese(pair.target) or _is_copy(pair)


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    if not is_untranslated(pair):
        return
    text = pair.target
    start = len(text) - len(text.lstrip())
    source = pair.source or ""
    if _is_copy(pair):
        reason = f"«{shorten(text, 60)}» is the source, character for character"
    else:
        share = latin_share(text) or 0.0
        reason = f"«{shorten(text, 60)}» is Chinese: {share:.0%} of its letters are Latin"
    yield finding(
        CHECK,
        (start, len(text.rstrip())),
        reason,
        confidence=0.99,
        source_spans=(Span(0, len(source), source),) if source else (),
    )


CHECK = Check(
    id="untranslated-segment",
    title="Segment not translated",
    description=(
        "The target equals its Chinese source, or less than a tenth of its letters are Latin."
        " Segments of figures, codes and names without Chinese are left alone."
    ),
    category="accuracy/untranslated",
    severity=Severity.CRITICAL,
    run=_check,
    ceiling=0.0,
    holds_back=True,
)
