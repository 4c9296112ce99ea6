"""Aligns the sentences of a document: first a rough pass, then one with scales fitted to it.

Short documents are searched whole. Long ones are searched in a band that follows anchors (see
`anchors`), made wider where the path runs along its edge, so that memory grows with the length of
the document and not with its square.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.alignment.anchors import Place, find_anchors, words_of
from checker.alignment.band import MAX_HALF_WIDTH, Band, band_around, whole_band
from checker.alignment.calibration import Step
from checker.alignment.confidence import path_scores
from checker.alignment.evidence import Evidence
from checker.alignment.fusion import cut_fused, whole_steps
from checker.alignment.programme import best_path
from checker.alignment.weights import Weights
from checker.errors import InputError
from checker.records import Document, Segment, SegmentPair

__all__ = ["align"]

_WHOLE_CELLS = 1_000_000
"""Up to 1,000 by 1,000 sentences; chosen, a bound on memory."""
_HALF_WIDTH, _SECOND_HALF_WIDTH = 60, 40
"""Cells on either side of the anchors' line, and of the path of the first pass; chosen, a bound on
work: the band is doubled while the path touches its edge. At half and double the F1 of three
documents of some 1,000 sentences is the same (`benchmarks.sensitivity`)."""


def align(
    source_segments: Sequence[Segment],
    target_segments: Sequence[Segment],
    *,
    bridge: Sequence[str | None] | None,
    document: Document,
) -> tuple[SegmentPair, ...]:
    """Pairs source and target sentences, m to n, in order.

    Sentences are paired inside paragraphs where the breaks of both sides agree, and across them
    where the evidence for it is strong. Every source and every target sentence is in exactly one
    pair; a sentence without a partner is a pair with an empty side.

    Args:
        source_segments: the sentences of `document.source`, in order (likewise `target_segments`).
        bridge: an English re-translation of each source sentence, None where there is no usable
            one; None for no re-translation at all (lengths, numbers, Latin words and common terms
            remain).
        document: whose text the segments index.

    Raises:
        InputError: as many re-translations as source sentences are needed, and a source text.
    """
    if bridge is not None and len(bridge) != len(source_segments):
        raise InputError(
            f"{len(bridge)} re-translations were given for {len(source_segments)} sentences",
            where=document.document_id,
        )
    if document.source is None:
        raise InputError("there is no source to align", where=document.document_id)
    pieces, owners = cut_fused(target_segments)
    evidence = Evidence(source_segments, pieces, bridge, Weights())
    path = _path(evidence, bridge, pieces)
    steps = whole_steps(path, path_scores(evidence, path), owners)
    return tuple(
        _pair(document, source_segments, target_segments, step, score, number)
        for number, (step, score) in enumerate(steps)
    )


def _path(
    evidence: Evidence, bridge: Sequence[str | None] | None, target: Sequence[Segment]
) -> list[Step]:
    counts = evidence.source_count, evidence.target_count
    if (counts[0] + 1) * (counts[1] + 1) <= _WHOLE_CELLS:
        rough, _ = best_path(evidence, whole_band(*counts))
        evidence.recalibrate(rough)
        return best_path(evidence, whole_band(*counts))[0]
    rough = _widening(evidence, _anchors(evidence, bridge, target), _HALF_WIDTH)
    evidence.recalibrate(rough)
    return _widening(evidence, [(i, j) for i, _, j, _ in rough], _SECOND_HALF_WIDTH)


def _anchors(
    evidence: Evidence, bridge: Sequence[str | None] | None, target: Sequence[Segment]
) -> list[Place]:
    left: list[set[str]] = list(evidence.source_tokens)
    if bridge is not None:
        left = [own | words_of(text or "") for own, text in zip(left, bridge, strict=True)]
    right = [
        own | words_of(segment.text)
        for own, segment in zip(evidence.target_tokens, target, strict=True)
    ]
    return find_anchors(left, right)


def _widening(evidence: Evidence, places: Sequence[Place], half_width: int) -> list[Step]:
    """The best path near some places, the band doubled while the path runs along its edge."""
    counts = evidence.source_count, evidence.target_count
    while True:
        band = band_around(_ascending(places), *counts, half_width=half_width)
        path, _ = best_path(evidence, band)
        if half_width >= MAX_HALF_WIDTH or not _touches(path, band, evidence.target_count):
            return path
        half_width *= 2


def _ascending(places: Sequence[Place]) -> list[Place]:
    """Leaves out places that do not ascend on both sides."""
    kept: list[Place] = []
    for place in places:
        if not kept or (place[0] > kept[-1][0] and place[1] > kept[-1][1]):
            kept.append(place)
    return kept


def _touches(path: Sequence[Step], band: Band, target_count: int) -> bool:
    for i, _, j, _ in path:
        at_left = 0 < band.low[i] >= j - 1
        at_right = target_count > band.high[i] <= j + 1
        if at_left or at_right:
            return True
    return False


def _pair(
    document: Document,
    source: Sequence[Segment],
    target: Sequence[Segment],
    step: Step,
    score: float,
    number: int,
) -> SegmentPair:
    i, i_end, j, j_end = step
    source_start, source_end = _extent(source, i, i_end)
    target_start, target_end = _extent(target, j, j_end)
    return SegmentPair(
        document_id=document.document_id,
        segment_id=number,
        source=(document.source or "")[source_start:source_end],
        target=document.target[target_start:target_end],
        source_start=source_start,
        source_end=source_end,
        target_start=target_start,
        target_end=target_end,
        alignment=f"{i_end - i}-{j_end - j}",
        alignment_score=score,
    )


def _extent(segments: Sequence[Segment], first: int, last: int) -> tuple[int, int]:
    """Offsets of segments [first, last); an empty run stands right after the segment before it."""
    if first == last:
        place = segments[first - 1].end if first else 0
        return place, place
    return segments[first].start, segments[last - 1].end
