"""English sentences that are two run into one, cut for the alignment only.

«… has gradually formed At present, the network …» belongs to two Chinese sentences. The text must
stay as it stands, but the aligner finds the partners of its halves better one by one; where they go
to different units, the units are joined afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.alignment.calibration import Step
from checker.language.grammar_words import ROLES, SENTENCE_STARTERS
from checker.language.tokens import word_count
from checker.records import Segment

__all__ = ["cut_fused", "whole_steps"]

_SEAM = re.compile(r"\b([a-z]{2,}),? (?=([A-Z][a-z]*)\b)")
_IN_NAMES = ROLES["no_title"]
_MIN_WORDS = 4
"""Words that each half must have; chosen, not measured: at half and double the same units are found
(`benchmarks.sensitivity`)."""


def cut_fused(segments: Sequence[Segment]) -> tuple[list[Segment], list[int]]:
    """Cuts sentences where a typical first word, capitalised, follows a word without a stop.

    Returns:
        The pieces, and for each the number of the segment it comes from.
    """
    pieces: list[Segment] = []
    owners: list[int] = []
    for number, segment in enumerate(segments):
        start = 0
        for seam in _seams(segment.text):
            pieces.append(_piece(segment, start, seam))
            start = seam
        pieces.append(_piece(segment, start, len(segment.text)))
        owners += [number] * (len(pieces) - len(owners))
    return pieces, owners


def _seams(text: str) -> list[int]:
    found: list[int] = []
    for match in _SEAM.finditer(text):
        before, after = match.group(1), match.group(2).lower()
        if before in SENTENCE_STARTERS or after in _IN_NAMES or after not in SENTENCE_STARTERS:
            continue
        start, end = found[-1] if found else 0, match.end()
        if min(word_count(text[start:end]), word_count(text[end:])) >= _MIN_WORDS:
            found.append(end)
    return found


def _piece(segment: Segment, start: int, end: int) -> Segment:
    text = segment.text[start:end]
    return Segment(text, segment.start + start, segment.start + end, segment.paragraph)


def whole_steps(
    path: Sequence[Step], scores: Sequence[float], owners: Sequence[int]
) -> list[tuple[Step, float]]:
    """Turns units of pieces into units of segments, joining those that share a segment.

    Args:
        path: units over pieces.
        scores: of each unit; a joined unit has the least of its units' scores.
        owners: the segment each piece comes from.
    """
    joined: list[tuple[Step, float]] = []
    for (i, i_end, j, j_end), score in zip(path, scores, strict=True):
        if joined and 0 < j < len(owners) and owners[j - 1] == owners[j]:
            before, least = joined[-1]
            joined[-1] = (before[0], i_end, before[2], j_end), min(score, least)
        else:
            joined.append(((i, i_end, j, j_end), score))
    places = [*owners, owners[-1] + 1 if owners else 0]
    return [((i, i_end, places[j], places[e]), score) for (i, i_end, j, e), score in joined]
