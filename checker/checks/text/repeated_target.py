"""repeated-target: one English sentence for two different Chinese ones, inside longer segments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from checker.checks.base import Check, Context, finding
from checker.checks.facts import per_document
from checker.language.characters import han_count
from checker.language.chinese_sentences import split_chinese
from checker.language.english_sentences import split_english
from checker.language.tokens import bare, word_count
from checker.language.views import shorten
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECK"]

_MIN_WORDS, _MIN_HAN, _ALIKE = 6, 6, 0.3
"""Words and Han characters that are no accident when they come again, and the share of characters
below which two sources say different things; chosen, not measured: there is no finding on any text
of `benchmarks.sensitivity`, neither at half nor at double."""


class _Said(NamedTuple):
    """A sentence of the English and the Chinese it stands for.

    Attributes:
        pair: index of its pair in the document.
        source: place of the Chinese in the source of the pair.
        exact: the Chinese is one sentence, not the whole segment.
        alone: the segment has no other sentence.
    """

    pair: int
    start: int
    end: int
    source: Span
    exact: bool
    alone: bool


def _said(place: int, pair: SegmentPair) -> Iterator[_Said]:
    """Yield the longer sentences of a pair, each with its own Chinese where both have as many."""
    source, sentences = pair.source or "", split_english(pair.target)
    chinese = split_chinese(source)
    exact = len(chinese) == len(sentences)
    for index, item in enumerate(sentences):
        if word_count(item.text) < _MIN_WORDS:
            continue
        span = Span(0, len(source), source)
        if exact:
            span = Span(chinese[index].start, chinese[index].end, chinese[index].text)
        if han_count(span.text) >= _MIN_HAN:
            yield _Said(place, item.start, item.end, span, exact, len(sentences) == 1)


@per_document
def _index(pairs: tuple[SegmentPair, ...]) -> dict[str, list[_Said]]:
    """Return all sentences by their English, those that stand more than once."""
    found: dict[str, list[_Said]] = {}
    for place, pair in enumerate(pairs):
        for said in _said(place, pair):
            found.setdefault(bare(pair.target[said.start : said.end]), []).append(said)
    return {key: places for key, places in found.items() if len(places) > 1}


def _different(left: _Said, right: _Said) -> bool:
    """Whether the Chinese of two sentences has little in common (characters of the shorter)."""
    one, two = set(bare(left.source.text)), set(bare(right.source.text))
    return len(one & two) < _ALIKE * max(min(len(one), len(two)), 1)


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    if not pair.source:
        return
    index = _index(ctx.pairs)
    if not index:
        return
    for said in _said(ctx.index, pair):
        first = next(iter(index.get(bare(pair.target[said.start : said.end]), ())), said)
        # Whole segments that are alike are reported by «repeated-source-inconsistent».
        if (first.pair, first.start) >= (said.pair, said.start) or (first.alone and said.alone):
            continue
        if first.pair == said.pair and not said.exact:
            continue
        if _different(first, said):
            number = ctx.pairs[first.pair].segment_id + 1
            yield finding(
                CHECK,
                (said.start, said.end),
                f"The same sentence stands in segment {number} for another Chinese:"
                f" «{shorten(first.source.text, 40)}», here «{shorten(said.source.text, 40)}»",
                confidence=0.6,
                source_spans=(said.source,),
            )


CHECK = Check(
    id="repeated-target",
    title="One sentence for two",
    description=(
        "An English sentence of six words or more that stands twice in the document, for Chinese"
        " sentences that have little in common. Where both segments consist of that sentence alone,"
        " «repeated-source-inconsistent» reports them."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MINOR,
    run=_check,
    needs=frozenset({"source"}),
)
