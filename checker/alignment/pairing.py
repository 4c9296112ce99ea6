"""Segments both sides, re-translates the source sentences, and aligns over the translations."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from checker.alignment import align, pairs_from_rows, pairs_without_source
from checker.evidence.source import EvidenceSource, join_translations
from checker.language.chinese_sentences import split_chinese
from checker.language.english_sentences import split_english
from checker.records import Document, Segment, SegmentPair, Translation

__all__ = ["Paired", "pair_segments", "translations_of"]

_Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Paired:
    """Aligned pairs, and for each the translations of its source, one a back end.

    Attributes:
        translations: None where nothing has been translated yet.
    """

    pairs: tuple[SegmentPair, ...]
    translations: tuple[tuple[Translation, ...], ...] | None

    def window(self, start: int, end: int) -> Paired:
        """The pairs `[start, end)`."""
        known = self.translations
        return Paired(self.pairs[start:end], None if known is None else known[start:end])


def pair_segments(
    document: Document,
    evidence: EvidenceSource,
    *,
    sparing: bool = False,
    progress: _Progress | None = None,
) -> Paired:
    """Pairs the segments of both sides.

    The source is translated sentence by sentence, since that is where models lose least; the
    translation of a pair joins those of its sentences, and the first usable one of each sentence is
    the bridge over which the two sides are aligned.

    Args:
        sparing: do not translate rows that are paired already; two texts need it to be aligned.

    Raises:
        BackEndError: a back end failed.
    """
    if document.source is None:
        alone = pairs_without_source(document, split_english(document.target))
        return Paired(alone, tuple(() for _ in alone))
    if document.pairs is not None:
        pairs = pairs_from_rows(document)
        if sparing:
            return Paired(pairs, None)
        sentences = _sentences_of_rows(pairs)
        translated = evidence.translate([s.text for s in sentences], progress=progress)
    else:
        sentences = split_chinese(document.source)
        translated = evidence.translate([s.text for s in sentences], progress=progress)
        pairs = align(
            sentences,
            split_english(document.target),
            bridge=_bridge(translated, len(sentences)),
            document=document,
        )
    return Paired(pairs, _joined(pairs, sentences, translated, evidence))


def translations_of(
    pairs: Sequence[SegmentPair], evidence: EvidenceSource
) -> tuple[tuple[Translation, ...], ...]:
    """The translations of each pair's source, one a back end, sentence by sentence.

    Raises:
        BackEndError: a back end failed.
    """
    sentences = _sentences_of_rows(pairs)
    return _joined(pairs, sentences, evidence.translate([s.text for s in sentences]), evidence)


def _bridge(translated: Sequence[Sequence[Translation]], count: int) -> list[str | None] | None:
    """The first usable translation of each sentence; None where there is no back end."""
    if not translated:
        return None
    return [
        next((part[index].text for part in translated if part[index].usable), None)
        for index in range(count)
    ]


def _sentences_of_rows(pairs: Sequence[SegmentPair]) -> tuple[Segment, ...]:
    """The sentences of each row by itself: none may reach over the end of its row."""
    result: list[Segment] = []
    for number, pair in enumerate(pairs):
        for inner in split_chinese(pair.source or ""):
            start, end = pair.source_start + inner.start, pair.source_start + inner.end
            result.append(Segment(inner.text, start, end, number))
    return tuple(result)


def _joined(
    pairs: Sequence[SegmentPair],
    sentences: Sequence[Segment],
    translated: Sequence[Sequence[Translation]],
    evidence: EvidenceSource,
) -> tuple[tuple[Translation, ...], ...]:
    starts = [sentence.start for sentence in sentences]
    result = []
    for pair in pairs:
        first = bisect_left(starts, pair.source_start)
        last = bisect_left(starts, pair.source_end)
        own = (
            join_translations(part[first:last], translator.back_end, translator.signature)
            for part, translator in zip(translated, evidence.translators, strict=True)
        )
        result.append(tuple(own) if pair.source and pair.source.strip() else ())
    return tuple(result)
