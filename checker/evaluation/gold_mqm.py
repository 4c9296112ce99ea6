"""Gold from tables of MQM errors: one judgement for all rows of a rater about a segment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from checker.evaluation.gold import GoldSegment, GoldSpan, Rating
from checker.evaluation.grouping import Judgement
from checker.formats.mqm import google_mqm_score
from checker.formats.mqm_reading import MqmRow, read_mqm_rows
from checker.records import Side

__all__ = ["read_mqm_gold"]

# “refA”, “ref-B”, “Human-A.0”, but not “Refine”.
_HUMAN = re.compile(r"(?:ref|human)[A-Z]?\d*(?:[-_.].*)?", re.IGNORECASE)


def read_mqm_gold(lines: Iterable[str], *, name: str) -> Iterator[Judgement]:
    """Yields one judgement for all rows of one rater about one segment.

    Raises:
        FormatError: see `read_mqm_rows`.
    """
    rows: dict[tuple[str, ...], list[MqmRow]] = {}
    for row in read_mqm_rows(lines, name=name):
        key = (row.system, row.document, row.segment, row.rater, row.source, row.target)
        if row.judged:
            rows.setdefault(key, []).append(row)
    for group in rows.values():
        yield _judgement(group, name)


def _judgement(group: list[MqmRow], name: str) -> Judgement:
    first = group[0]
    errors = [(row.category, row.severity) for row in group if row.severity is not None]
    spans = [_spans(row) for row in group if row.severity is not None]
    rating = Rating(
        rater=first.rater,
        score=google_mqm_score(errors),
        score_type="google_mqm",
        spans=tuple(span for own in spans for span in own),
        unlocated=sum(not own for own in spans),
    )
    own = GoldSegment(
        number=0,
        dataset=name.partition(".")[0],
        system=first.system or None,
        document_id=first.document or None,
        segment_id=first.segment,
        source=first.source,
        target=first.target,
        ratings=(),
        human=_HUMAN.fullmatch(first.system) is not None,
    )
    return Judgement(own, rating, first.line)


def _spans(row: MqmRow) -> list[GoldSpan]:
    sides: tuple[tuple[Side, tuple[tuple[int, int], ...]], ...] = (
        ("target", row.target_marks),
        ("source", row.source_marks),
    )
    return [
        GoldSpan(start, end, row.category, row.severity, side)
        for side, places in sides
        for start, end in places
        if row.severity is not None
    ]
