"""Pairs where there is nothing to find: rows given in pairs, and a target without a source."""

from __future__ import annotations

from collections.abc import Sequence

from checker.errors import InputError
from checker.records import Document, Segment, SegmentPair

__all__ = ["pairs_from_rows", "pairs_without_source"]


def pairs_from_rows(document: Document) -> tuple[SegmentPair, ...]:
    """Turns the rows of a document into segment pairs, one each, in their order.

    A row without a source (or target) is "0-1" (or "1-0"); its empty side stands right after the
    row before. Where the document has no source at all, `source` is None.

    Raises:
        InputError: the document has no rows, or not one id a row.
    """
    if document.pairs is None:
        raise InputError("the document was not given in rows", where=document.document_id)
    ids = document.ids if document.ids is not None else (None,) * len(document.pairs)
    if len(ids) != len(document.pairs):
        raise InputError(
            f"{len(document.pairs)} rows have {len(ids)} ids", where=document.document_id
        )
    found: list[SegmentPair] = []
    source_end = target_end = 0
    for number, ((source, target), row_id) in enumerate(zip(document.pairs, ids, strict=True)):
        source_start, source_end = (source.start, source.end) if source else (source_end,) * 2
        target_start, target_end = (target.start, target.end) if target else (target_end,) * 2
        found.append(
            SegmentPair(
                document_id=document.document_id,
                segment_id=number,
                source=None if document.source is None else source.text if source else "",
                target=target.text if target else "",
                source_start=source_start,
                source_end=source_end,
                target_start=target_start,
                target_end=target_end,
                alignment=f"{int(source is not None)}-{int(target is not None)}",
                row_id=row_id,
            )
        )
    return tuple(found)


def pairs_without_source(
    document: Document, target_segments: Sequence[Segment]
) -> tuple[SegmentPair, ...]:
    """Makes a pair of each target sentence of a document whose source is not at hand."""
    return tuple(
        SegmentPair(
            document_id=document.document_id,
            segment_id=number,
            source=None,
            target=segment.text,
            target_start=segment.start,
            target_end=segment.end,
            alignment="0-1",
        )
        for number, segment in enumerate(target_segments)
    )
