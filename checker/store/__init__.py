"""Where documents, runs and review decisions live: SQLite by default, PostgreSQL by URL.

    with open_store("review.sqlite") as store:
        run_id = store.add_run(report, who="Ana")
        page = store.segments(SegmentQuery(run_id, sort=Sort.RISK))
        flag = page.items[0].flags[0]
        store.decide(run_id, Request(page.items[0].position, Accept(), flag.key), who="Ana")

Decisions are events of an append-only log, tied to the words they are about: they survive a new run
and come back whenever the text is the same.
"""

from __future__ import annotations

from checker.store.events.actions import (
    Accept,
    Action,
    AddFlag,
    Comment,
    Dismiss,
    DocumentState,
    EditFlag,
    EventKind,
    Reopen,
    Request,
    RunStatus,
    Scope,
    Sort,
    State,
    Translate,
)
from checker.store.events.records import (
    Conflict,
    DocumentSummary,
    Event,
    FlagView,
    Outcome,
    Page,
    RunSummary,
    SegmentQuery,
    SegmentView,
)
from checker.store.sql.engine import default_location
from checker.store.sql.store import ReviewStore, open_store

__all__ = [
    "Accept",
    "Action",
    "AddFlag",
    "Comment",
    "Conflict",
    "Dismiss",
    "DocumentState",
    "DocumentSummary",
    "EditFlag",
    "Event",
    "EventKind",
    "FlagView",
    "Outcome",
    "Page",
    "Reopen",
    "Request",
    "ReviewStore",
    "RunStatus",
    "RunSummary",
    "Scope",
    "SegmentQuery",
    "SegmentView",
    "Sort",
    "State",
    "Translate",
    "default_location",
    "open_store",
]
