"""Counts and agreement over a store, each one query or a few."""

from __future__ import annotations

from sqlalchemy import Engine

from checker.store.events.records import SegmentQuery
from checker.store.sql import agreement, overview
from checker.store.sql.engine import reading

__all__ = ["Statistics"]


class Statistics:
    """What the charts are drawn from; see `ReviewStore.statistics`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def facets(self, run_id: str) -> overview.Facets:
        """What the filters of a run can choose from."""
        with reading(self._engine) as connection:
            return overview.facets(connection, run_id)

    def flag_counts(self, run_id: str) -> list[overview.FlagCount]:
        """Current flags of a run by severity, category, rule and state."""
        with reading(self._engine) as connection:
            return overview.flag_counts(connection, run_id)

    def score_histogram(self, query: SegmentQuery, *, width: int = 10) -> list[tuple[int, int]]:
        """Segments by score: (lower bound, count) for each band of `width` points."""
        with reading(self._engine) as connection:
            return overview.score_histogram(connection, query, width=width)

    def activity(self, *document_ids: str) -> list[overview.Activity]:
        """Decisions by document, day and reviewer, in some documents or in all."""
        with reading(self._engine) as connection:
            return overview.activity(connection, document_ids)

    def rule_precision(self, *run_ids: str) -> list[agreement.RulePrecision]:
        """Accepted, dismissed and open flags of each rule over some runs."""
        with reading(self._engine) as connection:
            return agreement.rule_precision(connection, run_ids)

    def agreements(self, *document_ids: str) -> list[agreement.Agreement]:
        """Agreement of every two reviewers on flags both have decided."""
        with reading(self._engine) as connection:
            return agreement.agreements(connection, document_ids)
