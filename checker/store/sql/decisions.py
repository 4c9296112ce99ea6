"""Recording decisions: one transaction, one batch, nothing overwritten."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from checker.errors import InputError
from checker.store.events.actions import Request
from checker.store.events.patches import check_name
from checker.store.events.records import Outcome
from checker.store.sql.batch import Batch
from checker.store.sql.ledger import append, lock
from checker.store.sql.projection import read_places
from checker.store.sql.run_records import read_run
from checker.store.sql.scopes import apply_scopes, reproject

__all__ = ["decide"]


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
    checks = {e.check_id for e in batch.applied if e.item.startswith(("text:", "rule:"))}
    apply_scopes(connection, run.document_id, checks)
    return Outcome(tuple(batch.applied), tuple(batch.conflicts))
