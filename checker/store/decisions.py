"""Recording decisions: one transaction, one batch, nothing overwritten."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import Connection

from checker.errors import InputError
from checker.store.actions import EventKind, Request
from checker.store.batch import Batch
from checker.store.ledger import append, last_number, lock, scope_ledger
from checker.store.patches import check_name
from checker.store.projection import read_places
from checker.store.records import Event, Outcome
from checker.store.run_records import read_run
from checker.store.runs import now
from checker.store.scopes import apply_scopes, reproject

__all__ = ["DOCUMENT", "DONE", "decide", "mark_done"]

DOCUMENT, DONE = "document", "done"
"""The document's own item, and its "state" once a reviewer has marked it done."""


def decide(
    connection: Connection, run_id: str, requests: Sequence[Request], *, who: str
) -> Outcome:
    """Record decisions on segments and flags of a run as one batch.

    A request based on an older state of its item than the log's is recorded as a conflict: it is
    kept in the log with what had come first, and changes nothing.

    Raises:
        InputError: a request is not possible; then none of them is recorded.
        StoreError: there is no such run.
    """
    run = read_run(connection, run_id)
    name = check_name(who)
    lock(connection, run.document_id)
    batch = Batch(connection, run_id, run.document_id, name)
    positions = sorted({request.position for request in requests})
    places = {place.position: place for place in read_places(connection, run_id, positions)}
    for request in requests:
        if request.position not in places:
            raise InputError("there is no such segment", where=f"segment {request.position + 1}")
        batch.add(places[request.position], request)
    append(connection, batch.lines)
    reproject(connection, run.document_id, {event.segment for event in batch.applied})
    rules = {e.context["rule"] for e in batch.applied if e.item.startswith(("text:", "rule:"))}
    apply_scopes(connection, run.document_id, rules)
    return Outcome(tuple(batch.applied), tuple(batch.conflicts))


def mark_done(connection: Connection, document_id: str, *, done: bool, who: str) -> None:
    """Record that the review of a document is finished, or goes on."""
    name = check_name(who)
    lock(connection, document_id)
    stood = scope_ledger(connection, document_id).standing(DOCUMENT).values
    event = Event(
        document_id=document_id,
        number=last_number(connection, document_id) + 1,
        at=now(),
        who=name,
        kind=EventKind.FINISH if done else EventKind.RESUME,
        item=DOCUMENT,
        batch=uuid.uuid4().hex[:16],
        before=stood,
        after={"state": DONE if done else "in review"},
    )
    append(connection, [event])
