"""Reading runs without their segments."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, select

from checker.errors import StoreError
from checker.records import Document
from checker.store.events.actions import RunStatus
from checker.store.events.codec import loads
from checker.store.events.records import RunSummary
from checker.store.sql.tables import runs, segments

__all__ = ["current_run", "document_runs", "read_run"]


def read_run(connection: Connection, run_id: str) -> RunSummary:
    """A run by id.

    Raises:
        StoreError: there is none.
    """
    row = connection.execute(_summaries().where(runs.c.run_id == run_id)).mappings().first()
    if row is None:
        raise StoreError("there is no such run", where=run_id)
    return _summary(row)


def document_runs(connection: Connection, document_id: str) -> list[RunSummary]:
    """All runs of a document, the first first."""
    query = _summaries().where(runs.c.document_id == document_id).order_by(runs.c.number)
    return [_summary(row) for row in connection.execute(query).mappings()]


def current_run(connection: Connection, document_id: str) -> RunSummary | None:
    """The latest complete run; the latest of any kind where none is complete."""
    query = (
        _summaries()
        .where(runs.c.document_id == document_id)
        .order_by((runs.c.status == RunStatus.COMPLETE.value).desc(), runs.c.number.desc())
        .limit(1)
    )
    row = connection.execute(query).mappings().first()
    return _summary(row) if row else None


def _summaries() -> Select[Any]:
    count = select(func.count()).where(segments.c.run_id == runs.c.run_id).scalar_subquery()
    return select(runs, count.label("segments"))


def _summary(row: RowMapping) -> RunSummary:
    return RunSummary(
        run_id=row["run_id"],
        document_id=row["document_id"],
        number=row["number"],
        status=RunStatus(row["status"]),
        started_at=row["started_at"],
        started_by=row["started_by"],
        finished_at=row["finished_at"],
        score=row["score"],
        signature=row["signature"],
        document=loads(Document, row["document"]),
        notes=tuple(json.loads(row["notes"])),
        missing=tuple(json.loads(row["missing"])),
        segments=row["segments"],
    )
