"""What reviewers say of a whole document: that its review is done, that it leaves the list.

Both are events of the log like any decision. Removing a document takes it off the list and nothing
else: its texts, runs and log stay, and it can be put back.
"""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import Connection

from checker.errors import InputError
from checker.store.events.actions import EventKind
from checker.store.events.patches import check_name
from checker.store.events.records import Event
from checker.store.sql.ledger import append, last_number, lock, scope_ledger
from checker.store.sql.runs import now

__all__ = ["DOCUMENT", "DONE", "bring_back", "mark_done", "mark_removed"]

DOCUMENT, DONE = "document", "done"
"""The document's own item, and its "state" once a reviewer has marked it done."""


def mark_done(connection: Connection, document_id: str, *, done: bool, who: str) -> None:
    """Record that the review of a document is finished, or goes on.

    Raises:
        InputError: there is no such document.
    """
    kind = EventKind.FINISH if done else EventKind.RESUME
    _record(connection, document_id, kind, {"state": DONE if done else "in review"}, who)


def mark_removed(connection: Connection, document_id: str, *, removed: bool, who: str) -> None:
    """Record that a document leaves the list, or is put back.

    Raises:
        InputError: there is no such document.
    """
    kind = EventKind.REMOVE if removed else EventKind.RESTORE
    _record(connection, document_id, kind, {"removed": removed}, who)


def bring_back(connection: Connection, document_id: str, *, who: str) -> None:
    """Put a document back that is being checked anew, if it had been removed."""
    if scope_ledger(connection, document_id).standing(DOCUMENT).values.get("removed"):
        mark_removed(connection, document_id, removed=False, who=who)


def _record(
    connection: Connection, document_id: str, kind: EventKind, after: dict[str, Any], who: str
) -> None:
    name = check_name(who)
    if not lock(connection, document_id):
        raise InputError("there is no such document in the store", where=document_id)
    stood = scope_ledger(connection, document_id).standing(DOCUMENT).values
    event = Event(
        document_id=document_id,
        number=last_number(connection, document_id) + 1,
        at=now(),
        who=name,
        kind=kind,
        item=DOCUMENT,
        batch=uuid.uuid4().hex[:16],
        before={field: stood[field] for field in after if field in stood},
        after=after,
    )
    append(connection, [event])
