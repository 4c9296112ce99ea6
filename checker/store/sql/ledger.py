"""The event log of a document: reading it, adding to it, and folding the part that is needed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, func, or_, select

from checker.store.events.actions import EventKind
from checker.store.events.book import standings
from checker.store.events.codec import dumps, encode
from checker.store.events.fingerprint import text_fingerprint
from checker.store.events.ledger import Ledger
from checker.store.events.records import Event
from checker.store.sql.tables import documents, events

__all__ = [
    "append",
    "last_number",
    "load_ledger",
    "lock",
    "read_events",
    "read_moves",
    "scope_ledger",
]


def read_events(
    connection: Connection, document_id: str, *where: ColumnElement[bool]
) -> list[Event]:
    """Events of a document that meet `where`, oldest first."""
    query = select(events).where(events.c.document_id == document_id, *where)
    rows = connection.execute(query.order_by(events.c.number)).mappings()
    return [_event(row) for row in rows]


def read_moves(connection: Connection, document_id: str, who: str) -> list[Event]:
    """One reviewer's events without their texts, oldest first: enough to know what to undo."""
    names = ("number", "batch", "kind", "item", "conflict", "reverts")
    query = select(*(events.c[name] for name in names)).where(
        events.c.document_id == document_id, events.c.who == who
    )
    return [
        Event(
            document_id=document_id,
            number=row.number,
            at="",
            who=who,
            kind=EventKind(row.kind),
            item=row.item,
            batch=row.batch,
            conflict=row.conflict,
            reverts=row.reverts,
        )
        for row in connection.execute(query.order_by(events.c.number))
    ]


def load_ledger(
    connection: Connection,
    document_id: str,
    *,
    segment_keys: Sequence[str] | None = None,
    source_prints: Sequence[str] = (),
    target_prints: Sequence[str] = (),
) -> Ledger:
    """Fold a document's events: all of them, or what bears on some segments.

    Args:
        segment_keys: the segments concerned; None for the whole document.
        source_prints: also events on segments with one of these sources.
        target_prints: also events on segments with one of these targets.
    """
    where = []
    if segment_keys is not None:
        where.append(
            or_(
                events.c.segment.in_(segment_keys),
                events.c.segment.is_(None),
                events.c.source_print.in_(source_prints),
                events.c.target_print.in_(target_prints),
            )
        )
    return Ledger(standings(read_events(connection, document_id, *where)))


def scope_ledger(connection: Connection, document_id: str) -> Ledger:
    """Fold only what concerns no single segment: wide dismissals and the document itself."""
    return Ledger(standings(read_events(connection, document_id, events.c.segment.is_(None))))


def lock(connection: Connection, document_id: str) -> bool:
    """Make other writers of this document wait until the transaction ends.

    Returns:
        False where there is no such document.
    """
    query = select(documents.c.document_id).where(documents.c.document_id == document_id)
    return connection.scalar(query.with_for_update()) is not None


def last_number(connection: Connection, document_id: str) -> int:
    """Number of the document's last event, 0 where there is none."""
    query = select(func.max(events.c.number)).where(events.c.document_id == document_id)
    return connection.scalar(query) or 0


def append(connection: Connection, lines: Iterable[Event]) -> None:
    """Write events to the log."""
    rows = [_row(event) for event in lines]
    if rows:
        connection.execute(events.insert(), rows)


def _row(event: Event) -> dict[str, Any]:
    context = event.context
    known = event.segment is not None and "target" in context
    return {
        "document_id": event.document_id,
        "number": event.number,
        "at": event.at,
        "who": event.who,
        "kind": event.kind.value,
        "item": event.item,
        "batch": event.batch,
        "segment": event.segment,
        "source_print": text_fingerprint(context.get("source")) if known else None,
        "target_print": text_fingerprint(context["target"]) if known else None,
        "run_id": event.run_id,
        "position": event.position,
        "based_on": event.based_on,
        "conflict": event.conflict,
        "reverts": event.reverts,
        "before": dumps(encode(event.before)),
        "after": dumps(encode(event.after)),
        "context": dumps(encode(context)),
    }


def _event(row: RowMapping) -> Event:
    values = {name: row[name] for name in _PLAIN}
    return Event(
        **values,
        kind=EventKind(row["kind"]),
        before=json.loads(row["before"]),
        after=json.loads(row["after"]),
        context=json.loads(row["context"]),
    )


_PLAIN = (
    "document_id",
    "number",
    "at",
    "who",
    "item",
    "batch",
    "segment",
    "run_id",
    "position",
    "based_on",
    "conflict",
    "reverts",
)
