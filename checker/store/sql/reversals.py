"""Undo and redo, as events: the log only ever grows."""

from __future__ import annotations

import dataclasses
import uuid

from sqlalchemy import Connection

from checker.store.events.actions import EventKind
from checker.store.events.book import batch_to_redo, batch_to_undo
from checker.store.events.patches import check_name
from checker.store.events.records import Conflict, Event, Outcome
from checker.store.sql.ledger import append, last_number, lock, read_events, read_moves
from checker.store.sql.runs import now
from checker.store.sql.scopes import apply_scopes, reproject
from checker.store.sql.tables import events

__all__ = ["can_reverse", "reverse"]

_FINDERS = {EventKind.UNDO: batch_to_undo, EventKind.REDO: batch_to_redo}


def can_reverse(connection: Connection, document_id: str, *, who: str) -> tuple[bool, bool]:
    """Whether `who` has something to undo, and something to redo, in this document."""
    moves = read_moves(connection, document_id, check_name(who))
    return batch_to_undo(moves, who) is not None, batch_to_redo(moves, who) is not None


def reverse(connection: Connection, document_id: str, kind: EventKind, *, who: str) -> Outcome:
    """Undo the reviewer's last batch of decisions in a document, or redo the last undone one.

    Where someone else has decided on the same item since, that part is reported as a conflict and
    theirs stands.

    Returns:
        Nothing applied and no conflict where there is nothing to undo or redo.
    """
    name = check_name(who)
    lock(connection, document_id)
    batch = _FINDERS[kind](read_moves(connection, document_id, name), name)
    if batch is None:
        return Outcome()
    targets = read_events(
        connection, document_id, events.c.batch == batch, events.c.conflict.is_(None)
    )
    number, at, own = last_number(connection, document_id), now(), uuid.uuid4().hex[:16]
    lines: list[Event] = []
    conflicts: list[Conflict] = []
    for target in reversed(targets) if kind is EventKind.UNDO else targets:
        theirs = _newer(connection, target, name)
        number += 1
        line = dataclasses.replace(
            target,
            number=number,
            at=at,
            who=name,
            kind=kind,
            batch=own,
            based_on=target.number,
            conflict=theirs[-1].number if theirs else None,
            reverts=target.number,
            before=target.after if kind is EventKind.UNDO else target.before,
            after=target.before if kind is EventKind.UNDO else target.after,
        )
        lines.append(line)
        if theirs:
            conflicts.append(Conflict(line, theirs))
    append(connection, lines)
    applied = tuple(line for line in lines if line.conflict is None)
    reproject(connection, document_id, {event.segment for event in applied})
    checks = {e.check_id for e in applied if e.item.startswith(("text:", "rule:"))}
    apply_scopes(connection, document_id, checks)
    return Outcome(applied, tuple(conflicts))


def _newer(connection: Connection, target: Event, who: str) -> tuple[Event, ...]:
    """What others have done to the same item since."""
    if target.kind is EventKind.COMMENT:
        return ()
    return tuple(
        read_events(
            connection,
            target.document_id,
            events.c.item == target.item,
            events.c.number > target.number,
            events.c.who != who,
            events.c.conflict.is_(None),
            events.c.kind != EventKind.COMMENT.value,
        )
    )
