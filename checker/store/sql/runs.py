"""Recording runs: a document's report, whole or segment by segment as it is scored."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, select, update

from checker.errors import InputError, StoreError
from checker.records import Document, SegmentReport
from checker.store.events.actions import RunStatus
from checker.store.events.codec import dumps, loads
from checker.store.events.fingerprint import segment_fingerprint
from checker.store.sql.carry import carry_over, settle_twins
from checker.store.sql.ledger import load_ledger, lock
from checker.store.sql.projection import place_of, project, read_places
from checker.store.sql.run_records import current_run, read_run
from checker.store.sql.scopes import reproject
from checker.store.sql.tables import documents, flag_now, rechecks, runs, segment_now, segments

__all__ = [
    "add_recheck",
    "add_segments",
    "begin_run",
    "finish_run",
    "now",
    "rebuild_run",
]

_CHUNK = 500
_MAX_NAME = 300


def now() -> str:
    """The time, UTC, as it is stored."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def begin_run(connection: Connection, document: Document, *, who: str, signature: str) -> str:
    """Open a run, making the document's entry on its first.

    Returns:
        The run's id.

    Raises:
        InputError: the document's name cannot be stored.
    """
    name = document.document_id
    if not name.strip() or len(name) > _MAX_NAME or not name.isprintable():
        raise InputError(
            "this name cannot be used for a document",
            where=repr(name[:40]),
            remedy=f"Use 1 to {_MAX_NAME} printable characters.",
        )
    if not lock(connection, name):
        connection.execute(
            documents.insert().values(document_id=name, created_at=now(), created_by=who)
        )
    last = select(func.max(runs.c.number)).where(runs.c.document_id == name)
    run_id = uuid.uuid4().hex[:16]
    connection.execute(
        runs.insert().values(
            run_id=run_id,
            document_id=name,
            number=(connection.scalar(last) or 0) + 1,
            status=RunStatus.RUNNING.value,
            started_at=now(),
            started_by=who,
            signature=signature,
            document=dumps(document),
            notes="[]",
            missing="[]",
        )
    )
    return run_id


def add_segments(connection: Connection, run_id: str, reports: Sequence[SegmentReport]) -> None:
    """Record segments of a running run, in any order, and derive their present state."""
    run = read_run(connection, run_id)
    for start in range(0, len(reports), _CHUNK):
        chunk = reports[start : start + _CHUNK]
        connection.execute(
            segments.insert(),
            [
                {"run_id": run_id, "position": report.pair.segment_id, "report": dumps(report)}
                for report in chunk
            ],
        )
        counts = _twins(connection, run_id, [segment_fingerprint(r.pair) for r in chunk])
        places = []
        for report in chunk:
            fingerprint = segment_fingerprint(report.pair)
            occurrence = counts.get(fingerprint, 0)
            counts[fingerprint] = occurrence + 1
            places.append(place_of(run_id, run.document_id, report, occurrence))
        ledger = load_ledger(
            connection, run.document_id, segment_keys=[place.key for place in places]
        )
        project(connection, places, ledger)


def add_recheck(connection: Connection, run_id: str, position: int, report: SegmentReport) -> None:
    """Record the report of an edited wording of a segment.

    Raises:
        StoreError: the run has no such segment, or the report has another source.
    """
    run = read_run(connection, run_id)
    lock(connection, run.document_id)
    places = read_places(connection, run_id, [position])
    if not places or places[0].report.pair.source != report.pair.source:
        raise StoreError(
            "the report does not belong to this segment", where=f"segment {position + 1}"
        )
    last = select(func.max(rechecks.c.number)).where(rechecks.c.document_id == run.document_id)
    connection.execute(
        rechecks.insert().values(
            document_id=run.document_id,
            number=(connection.scalar(last) or 0) + 1,
            fingerprint=segment_fingerprint(report.pair),
            at=now(),
            report=dumps(report),
        )
    )
    reproject(connection, run.document_id, [places[0].key])


def finish_run(
    connection: Connection,
    run_id: str,
    *,
    status: RunStatus,
    score: float | None = None,
    notes: Sequence[str] = (),
    missing: Sequence[str] = (),
) -> None:
    """Close a run and carry earlier decisions over to text that has changed.

    A complete run becomes the document's current one; otherwise an earlier complete run stays it.
    """
    connection.execute(
        update(runs)
        .where(runs.c.run_id == run_id)
        .values(
            status=status.value,
            finished_at=now(),
            score=score,
            notes=json.dumps(list(notes), ensure_ascii=False),
            missing=json.dumps(list(missing), ensure_ascii=False),
        )
    )
    run = read_run(connection, run_id)
    settle_twins(connection, run)
    carry_over(connection, run)
    kept = current_run(connection, run.document_id)
    _forget(connection, run.document_id, keep=kept.run_id if kept else run_id)


def rebuild_run(connection: Connection, run_id: str) -> None:
    """Derive the whole present state of a run again from its reports and the log."""
    run = read_run(connection, run_id)
    ledger = load_ledger(connection, run.document_id)
    counts: dict[str, int] = {}
    for table in (flag_now, segment_now):
        connection.execute(delete(table).where(table.c.run_id == run_id))
    query = select(segments.c.report).where(segments.c.run_id == run_id)
    reports = connection.scalars(query.order_by(segments.c.position)).all()
    for start in range(0, len(reports), _CHUNK):
        places = []
        for text in reports[start : start + _CHUNK]:
            report = loads(SegmentReport, text)
            fingerprint = segment_fingerprint(report.pair)
            occurrence = counts.get(fingerprint, 0)
            counts[fingerprint] = occurrence + 1
            places.append(place_of(run_id, run.document_id, report, occurrence))
        project(connection, places, ledger)
    carry_over(connection, run)


def _twins(connection: Connection, run_id: str, prints: Iterable[str]) -> dict[str, int]:
    """How often each text pair stands in the run already."""
    query = (
        select(segment_now.c.fingerprint, func.count())
        .where(segment_now.c.run_id == run_id, segment_now.c.fingerprint.in_(set(prints)))
        .group_by(segment_now.c.fingerprint)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _forget(connection: Connection, document_id: str, *, keep: str) -> None:
    """Drop the derived state of runs that are over and not current; running ones keep theirs."""
    over = select(runs.c.run_id).where(
        runs.c.document_id == document_id,
        runs.c.run_id != keep,
        runs.c.status != RunStatus.RUNNING.value,
    )
    for table in (flag_now, segment_now):
        connection.execute(delete(table).where(table.c.run_id.in_(over)))
