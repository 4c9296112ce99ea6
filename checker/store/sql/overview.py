"""The list of documents, and what the charts are drawn from; counted in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, case, func, select

from checker.records import Severity
from checker.store.events.actions import DocumentState, EventKind, State
from checker.store.events.records import DocumentSummary, RunSummary, SegmentQuery
from checker.store.sql.conditions import decided, matching
from checker.store.sql.document_marks import DOCUMENT, DONE
from checker.store.sql.ledger import scope_ledger
from checker.store.sql.run_records import current_run
from checker.store.sql.tables import documents, events, flag_now, segment_now

__all__ = [
    "Facets",
    "Activity",
    "FlagCount",
    "activity",
    "facets",
    "flag_counts",
    "list_documents",
    "score_histogram",
    "summarise",
]


@dataclass(frozen=True, slots=True)
class FlagCount:
    """How many current flags share severity, category, rule and state."""

    severity: Severity
    category: str
    check_id: str
    state: State
    count: int


@dataclass(frozen=True, slots=True)
class Activity:
    """How many decisions a reviewer took in a document on a day (UTC, "2026-11-25")."""

    document_id: str
    day: str
    who: str
    decisions: int


@dataclass(frozen=True, slots=True)
class Facets:
    """What the filters of a run can choose from."""

    severities: tuple[Severity, ...]
    categories: tuple[str, ...]
    rules: tuple[str, ...]
    states: tuple[State, ...]


def list_documents(connection: Connection) -> list[DocumentSummary]:
    """All documents, the one touched last first."""
    names = connection.scalars(select(documents.c.document_id)).all()
    found = [summarise(connection, name) for name in names]
    return sorted(found, key=lambda item: item.updated_at, reverse=True)


def summarise(connection: Connection, document_id: str) -> DocumentSummary:
    """One line of the list."""
    run = current_run(connection, document_id)
    reviewing = events.c.kind.not_in([EventKind.REMOVE.value, EventKind.RESTORE.value])
    last, happened = connection.execute(
        select(func.max(events.c.at), func.sum(case((reviewing, 1), else_=0))).where(
            events.c.document_id == document_id
        )
    ).one()
    made = connection.scalar(
        select(documents.c.created_at).where(documents.c.document_id == document_id)
    )
    open_flags, decided_flags = _open_and_decided(connection, run)
    marked = scope_ledger(connection, document_id).standing(DOCUMENT).values
    times = [made or "", last or "", run.started_at if run else ""]
    return DocumentSummary(
        document_id=document_id,
        state=_state(marked.get("state"), happened or 0, open_flags, decided_flags),
        run_id=run.run_id if run else None,
        status=run.status if run else None,
        score=run.score if run else None,
        segments=run.segments if run else 0,
        open_flags=open_flags,
        decided_flags=decided_flags,
        updated_at=max(times),
        removed=bool(marked.get("removed")),
    )


def facets(connection: Connection, run_id: str) -> Facets:
    """Severities, categories, rules and states that occur among the current flags."""
    counts = flag_counts(connection, run_id)
    return Facets(
        severities=tuple(
            sorted({c.severity for c in counts}, key=lambda item: item.rank, reverse=True)
        ),
        categories=tuple(sorted({c.category for c in counts})),
        rules=tuple(sorted({c.check_id for c in counts})),
        states=tuple(state for state in State if any(c.state is state for c in counts)),
    )


def flag_counts(connection: Connection, run_id: str) -> list[FlagCount]:
    """Current flags of a run by severity, category, rule and state."""
    columns = [flag_now.c[name] for name in ("severity", "category", "check_id", "state")]
    query = (
        select(*columns, func.count().label("n"))
        .where(flag_now.c.run_id == run_id, flag_now.c.is_current)
        .group_by(*columns)
    )
    severities = list(Severity)
    return [
        FlagCount(severities[row.severity], row.category, row.check_id, State(row.state), row.n)
        for row in connection.execute(query)
    ]


def score_histogram(
    connection: Connection, query: SegmentQuery, *, width: int = 10
) -> list[tuple[int, int]]:
    """Segments by score: (lower bound, count) for each band of `width`, 0 to 100.

    The last band includes 100. Segments without a score are not counted.
    """
    top = 100 - width
    scaled = segment_now.c.score / float(width)
    band = case((segment_now.c.score >= top, top // width), else_=func.floor(scaled))
    counted = (
        select(band.label("band"), func.count().label("n"))
        .where(matching(query), segment_now.c.score.is_not(None))
        .group_by(band)
    )
    counts = {int(row.band): row.n for row in connection.execute(counted)}
    return [(place * width, counts.get(place, 0)) for place in range(100 // width)]


def activity(connection: Connection, document_ids: Sequence[str] = ()) -> list[Activity]:
    """Applied decisions by document, day and reviewer, oldest first."""
    day = func.substr(events.c.at, 1, 10)
    query = (
        select(events.c.document_id, day.label("day"), events.c.who, func.count().label("n"))
        .where(*decided())
        .group_by(events.c.document_id, day, events.c.who)
        .order_by(day, events.c.who, events.c.document_id)
    )
    if document_ids:
        query = query.where(events.c.document_id.in_(document_ids))
    return [Activity(r.document_id, r.day, r.who, r.n) for r in connection.execute(query)]


def _open_and_decided(connection: Connection, run: RunSummary | None) -> tuple[int, int]:
    if run is None:
        return 0, 0
    is_open = flag_now.c.state.in_([State.OPEN.value, State.REOPENED.value])
    row = connection.execute(
        select(
            func.coalesce(func.sum(case((is_open & flag_now.c.is_current, 1), else_=0)), 0),
            func.coalesce(func.sum(case((is_open, 0), else_=1)), 0),
        ).where(flag_now.c.run_id == run.run_id)
    ).one()
    return int(row[0]), int(row[1])


def _state(marked: object, happened: int, open_flags: int, decided: int) -> DocumentState:
    if marked == DONE or (marked is None and decided and not open_flags):
        return DocumentState.DONE
    return DocumentState.IN_REVIEW if happened else DocumentState.NEW
