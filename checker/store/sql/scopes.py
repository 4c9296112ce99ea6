"""After new events: deriving again the segments they name, and the flags wide dismissals reach."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, and_, bindparam, or_, select, update

from checker.store.events.actions import RunStatus
from checker.store.events.flag_rows import scope_columns
from checker.store.events.ledger import Ledger
from checker.store.sql.ledger import load_ledger, scope_ledger
from checker.store.sql.projection import project, read_places, refresh_counts, segment_key
from checker.store.sql.run_records import read_run
from checker.store.sql.tables import flag_now, segment_now

__all__ = ["apply_scopes", "reproject"]

_CHUNK = 500


def reproject(connection: Connection, document_id: str, keys: Collection[str | None]) -> None:
    """Derive again the present state of some segments, in every run that has one."""
    wanted = sorted(key for key in keys if key)
    for start in range(0, len(wanted), _CHUNK):
        chunk = set(wanted[start : start + _CHUNK])
        for run_id, positions in _standing_at(connection, document_id, chunk).items():
            _project(connection, run_id, document_id, positions)


def apply_scopes(connection: Connection, document_id: str, checks: Collection[str | None]) -> None:
    """Bring flags without a decision of their own in line with the document's wide dismissals.

    Args:
        checks: ids of the checks whose flags may be concerned.
    """
    ids = {check_id for check_id in checks if check_id is not None}
    if not ids:
        return
    ledger = scope_ledger(connection, document_id)
    names = ("run_id", "position", "flag_key", "check_id", "words", "note", "state", "at")
    query = select(*(flag_now.c[name] for name in names)).where(
        flag_now.c.document_id == document_id,
        flag_now.c.check_id.in_(sorted(ids)),
        flag_now.c.own.is_(False),
    )
    changes: list[dict[str, Any]] = []
    touched: dict[str, set[int]] = {}
    for row in connection.execute(query):
        columns = scope_columns(row.check_id, row.words, row.note, ledger)
        if (columns["state"], columns["at"]) == (row.state, row.at):
            continue
        place = {"b_run": row.run_id, "b_position": row.position, "b_key": row.flag_key}
        changes.append({**columns, **place})
        touched.setdefault(row.run_id, set()).add(row.position)
    if changes:
        connection.execute(
            update(flag_now).where(
                flag_now.c.run_id == bindparam("b_run"),
                flag_now.c.position == bindparam("b_position"),
                flag_now.c.flag_key == bindparam("b_key"),
            ),
            changes,
        )
    for run_id, positions in touched.items():
        few = sorted(positions) if len(positions) <= _CHUNK else None
        refresh_counts(connection, run_id, few)


def _standing_at(connection: Connection, document_id: str, keys: set[str]) -> dict[str, list[int]]:
    pairs = [key.removeprefix("segment:").rsplit(".", 1) for key in keys]
    match = or_(
        *(
            and_(segment_now.c.fingerprint == fingerprint, segment_now.c.occurrence == int(number))
            for fingerprint, number in pairs
        )
    )
    query = select(segment_now.c.run_id, segment_now.c.position).where(
        segment_now.c.document_id == document_id, match
    )
    found: dict[str, list[int]] = {}
    for run_id, position in connection.execute(query):
        found.setdefault(run_id, []).append(position)
    return found


def _project(connection: Connection, run_id: str, document_id: str, positions: list[int]) -> None:
    places = read_places(connection, run_id, positions)
    query = select(segment_now.c.source_print, segment_now.c.target_print).where(
        segment_now.c.run_id == run_id, segment_now.c.position.in_(positions)
    )
    prints = connection.execute(query).all()
    ledger = load_ledger(
        connection,
        document_id,
        segment_keys=[place.key for place in places],
        source_prints=[row.source_print for row in prints],
        target_prints=[row.target_print for row in prints],
    )
    gone = _gone(connection, run_id, ledger)
    project(connection, places, ledger, vanished=gone)


def _gone(connection: Connection, run_id: str, ledger: Ledger) -> frozenset[str]:
    """Segments with decisions that a finished run no longer has."""
    if read_run(connection, run_id).status is RunStatus.RUNNING:
        return frozenset()
    keys = ledger.segment_keys
    prints = {key.removeprefix("segment:").rsplit(".", 1)[0] for key in keys}
    query = select(segment_now.c.fingerprint, segment_now.c.occurrence).where(
        segment_now.c.run_id == run_id, segment_now.c.fingerprint.in_(prints)
    )
    present = {segment_key(name, number) for name, number in connection.execute(query)}
    return keys - present
