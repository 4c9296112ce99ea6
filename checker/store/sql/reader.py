"""What can be read from a review store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Engine

from checker.store.events.records import (
    DocumentSummary,
    Event,
    Page,
    RunSummary,
    SegmentQuery,
    SegmentView,
)
from checker.store.sql import overview, queries, reversals, run_records
from checker.store.sql.engine import reading
from checker.store.sql.ledger import read_events
from checker.store.sql.statistics import Statistics
from checker.store.sql.tables import events

__all__ = ["StoreReader"]

_CHUNK = 200


class StoreReader:
    """The reading half of `ReviewStore`; each call sees one state of the store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def run(self, run_id: str) -> RunSummary:
        """A run by id.

        Raises:
            StoreError: there is none.
        """
        with reading(self._engine) as connection:
            return run_records.read_run(connection, run_id)

    def runs(self, document_id: str) -> list[RunSummary]:
        """All runs of a document, the first first."""
        with reading(self._engine) as connection:
            return run_records.document_runs(connection, document_id)

    def current_run(self, document_id: str) -> RunSummary | None:
        """The latest complete run, else the latest of any kind; None for an unknown document."""
        with reading(self._engine) as connection:
            return run_records.current_run(connection, document_id)

    def documents(self, *, removed: bool | None = False) -> list[DocumentSummary]:
        """The documents of the list, the one touched last first.

        Args:
            removed: True for those taken off the list, None for all.
        """
        with reading(self._engine) as connection:
            found = overview.list_documents(connection)
        return [item for item in found if removed is None or item.removed is removed]

    def document(self, document_id: str) -> DocumentSummary:
        """One document's line in the list."""
        with reading(self._engine) as connection:
            return overview.summarise(connection, document_id)

    def segments(self, query: SegmentQuery) -> Page:
        """One page of the segments that match.

        Raises:
            InputError: the page's number or size is out of range.
        """
        with reading(self._engine) as connection:
            return queries.page_of(connection, query)

    def segment(self, run_id: str, position: int) -> SegmentView | None:
        """One segment, or None where the run has none there."""
        with reading(self._engine) as connection:
            found = queries.segments_at(connection, run_id, (position,))
        return found[0] if found else None

    def segments_at(self, run_id: str, positions: Sequence[int]) -> tuple[SegmentView, ...]:
        """Some segments, in the order asked for."""
        with reading(self._engine) as connection:
            return queries.segments_at(connection, run_id, positions)

    def all_segments(self, run_id: str) -> Iterator[SegmentView]:
        """Every segment of a run in document order, read in small portions."""
        page = 0
        while True:
            found = self.segments(SegmentQuery(run_id, page=page, page_size=_CHUNK))
            yield from found.items
            page += 1
            if page >= found.pages:
                return

    def positions(self, query: SegmentQuery) -> list[int]:
        """Places of all matching segments, in the query's order."""
        with reading(self._engine) as connection:
            return queries.positions_of(connection, query)

    def locate(self, query: SegmentQuery, position: int) -> int | None:
        """The page a segment stands on, or None where it does not match."""
        with reading(self._engine) as connection:
            return queries.locate(connection, query, position)

    def flag_places(
        self, query: SegmentQuery, *, open_only: bool = True
    ) -> list[tuple[int, int, str]]:
        """Flags that meet the filters, in document order: (position, ordinal, flag key)."""
        with reading(self._engine) as connection:
            return queries.flag_places(connection, query, open_only=open_only)

    def can_reverse(self, document_id: str, *, who: str) -> tuple[bool, bool]:
        """Whether the reviewer has something to undo, and something to redo."""
        with reading(self._engine) as connection:
            return reversals.can_reverse(connection, document_id, who=who)

    def history(
        self, document_id: str, *, item: str | None = None, segment: str | None = None
    ) -> list[Event]:
        """The log of a document, of one item or of one segment with its flags, oldest first."""
        where = []
        if item is not None:
            where.append(events.c.item == item)
        if segment is not None:
            where.append(events.c.segment == segment)
        with reading(self._engine) as connection:
            return read_events(connection, document_id, *where)

    @property
    def statistics(self) -> Statistics:
        """What the charts are drawn from."""
        return Statistics(self._engine)
