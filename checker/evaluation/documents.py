"""Turns gold segments into the documents a user would hand in: texts, and nothing of the gold."""

from __future__ import annotations

from collections.abc import Sequence

from checker.evaluation.gold import GoldSegment
from checker.records import Document, Span

__all__ = ["TABLE_ROWS", "documents_of"]

TABLE_ROWS = 64
"""Rows of a table made of segments that belong to no document."""

Rows = tuple[GoldSegment, ...]


def documents_of(segments: Sequence[GoldSegment]) -> list[tuple[Document, Rows]]:
    """Groups segments into pre-aligned documents.

    A document holds all segments with the same data set, system and document id, in order, as a
    reviewer sees them. Segments without a document id are put into tables of `TABLE_ROWS` rows.

    Returns:
        Each document with its segments, one a row, in the order of their first segments.
    """
    groups: dict[tuple[object, ...], list[GoldSegment]] = {}
    loose: dict[tuple[object, ...], int] = {}
    for segment in segments:
        kind = (segment.dataset, segment.system, segment.document_id)
        table = 0
        if segment.document_id is None:
            table = loose.get(kind, 0) // TABLE_ROWS
            loose[kind] = loose.get(kind, 0) + 1
        groups.setdefault((*kind, table), []).append(segment)
    return [(_document(key, rows), tuple(rows)) for key, rows in groups.items()]


def _document(key: tuple[object, ...], rows: list[GoldSegment]) -> Document:
    dataset, system, document_id, table = key
    last = f"table {int(str(table)) + 1}" if document_id is None else document_id
    sources, targets = [row.source for row in rows], [row.target for row in rows]
    return Document(
        document_id="/".join(str(part) for part in (dataset, system, last) if part is not None),
        target="\n".join(targets),
        source="\n".join(sources),
        pairs=tuple(zip(_spans(sources), _spans(targets), strict=True)),
        ids=tuple(row.segment_id for row in rows),
    )


def _spans(texts: list[str]) -> list[Span]:
    spans, start = [], 0
    for text in texts:
        spans.append(Span(start, start + len(text), text))
        start += len(text) + 1
    return spans
