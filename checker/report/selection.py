"""Keeps the worst of many items, and only so many, however many pass by."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from checker.records import SegmentReport
from checker.report.summary import facets, worst_severity

__all__ = ["DEFAULT_LIMIT", "Kept", "Selection", "Worst", "badness"]

DEFAULT_LIMIT = 2000
"""Segments a report page shows in full; more would freeze a browser."""

T = TypeVar("T")


class Worst(Generic[T]):
    """The `limit` items with the highest keys; the earlier of two equal ones wins.

    Args:
        limit: items kept, at least 0.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.seen = 0
        self._heap: list[tuple[Any, int, T]] = []

    def add(self, key: Any, item: T) -> None:
        """Offers an item; keys must be comparable with each other."""
        # The running number settles every tie, so that items themselves are never compared.
        entry = (key, -self.seen, item)
        self.seen += 1
        if len(self._heap) < self.limit:
            heapq.heappush(self._heap, entry)
        elif self._heap:
            heapq.heappushpop(self._heap, entry)

    def in_order(self) -> list[T]:
        """Returns the kept items in the order they were offered."""
        return [item for _, _, item in sorted(self._heap, key=lambda entry: -entry[1])]

    def worst_first(self) -> list[T]:
        """Returns the kept items, highest key first, earlier ones first among equals."""
        return [item for _, _, item in sorted(self._heap, key=lambda e: e[:2], reverse=True)]

    @property
    def dropped(self) -> int:
        """Items that were offered and are not kept."""
        return self.seen - len(self._heap)


def badness(report: SegmentReport) -> tuple[float, ...]:
    """Returns a sort key, higher = worse: severest flag, then its confidence, then low score."""
    worst = worst_severity(report)
    surest = max((f.confidence for f in report.flags if f.severity is worst), default=0.0)
    score = 100.0 if report.score is None else report.score
    return (-1 if worst is None else worst.rank, surest, -score)


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """A segment the page shows.

    Attributes:
        document: 0-based place of its document in the run.
        segment: 0-based place of the segment in its document.
        facets: what the segment can be found by; see `summary.facets`.
        payload: the report itself, or where to find it.
    """

    document: int
    segment: int
    facets: tuple[str, ...]
    payload: T


class Selection(Generic[T]):
    """The segments a page shows: the worst `limit` of all that were added."""

    def __init__(self, limit: int = DEFAULT_LIMIT) -> None:
        self._worst: Worst[Kept[T]] = Worst(limit)

    def add(self, report: SegmentReport, *, document: int, payload: T) -> None:
        """Offers a segment of the document at place `document`."""
        kept = Kept(document, report.pair.segment_id, facets(report), payload)
        self._worst.add(badness(report), kept)

    @property
    def dropped(self) -> int:
        """Segments that the page leaves out."""
        return self._worst.dropped

    def in_order(self) -> list[Kept[T]]:
        """Returns the kept segments in the order of the run."""
        return self._worst.in_order()

    def worst_first(self, limit: int) -> list[Kept[T]]:
        """Returns the `limit` worst flagged segments, worst first."""
        flagged = (k for k in self._worst.worst_first() if "flagged:yes" in k.facets)
        return [kept for kept, _ in zip(flagged, range(limit), strict=False)]

    def by_document(self) -> Iterator[tuple[int, list[Kept[T]]]]:
        """Yields each document's place with its kept segments, in the order of the run."""
        group: list[Kept[T]] = []
        for kept in self.in_order():
            if group and group[0].document != kept.document:
                yield group[0].document, group
                group = []
            group.append(kept)
        if group:
            yield group[0].document, group
