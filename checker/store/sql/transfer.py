"""The whole store as JSON lines and back: every document, run, segment, recheck and event.

The first line says what the file is; each further line is one record of one document, in an order
that an importer can follow. Derived state is not exported, it is derived again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Table, select

from checker.errors import FormatError, InputError
from checker.formats.codec import json_text
from checker.store.events.actions import RunStatus
from checker.store.sql.run_records import current_run
from checker.store.sql.runs import rebuild_run
from checker.store.sql.tables import documents, events, rechecks, runs, segments

__all__ = ["FORMAT", "derive", "export_lines", "import_lines"]

FORMAT = "checker-store-1"

_TABLES = {
    "document": documents,
    "run": runs,
    "segment": segments,
    "recheck": rechecks,
    "event": events,
}
_JSON = {"report", "document", "notes", "missing", "before", "after", "context"}
_CHUNK = 200


def export_lines(
    connection: Connection, document_ids: Iterable[str] | None = None
) -> Iterator[str]:
    """The store as JSON lines, without line ends.

    Args:
        document_ids: only these documents; None for all.

    Raises:
        InputError: there is no such document.
    """
    known = connection.scalars(select(documents.c.document_id)).all()
    wanted = sorted(known) if document_ids is None else list(document_ids)
    for name in wanted:
        if name not in known:
            raise InputError("there is no such document in the store", where=name)
    yield json.dumps({"format": FORMAT, "documents": len(wanted)})
    for name in wanted:
        yield from _lines(connection, "document", documents, documents.c.document_id == name)
        yield from _lines(connection, "run", runs, runs.c.document_id == name)
        own = select(runs.c.run_id).where(runs.c.document_id == name)
        yield from _lines(connection, "segment", segments, segments.c.run_id.in_(own))
        yield from _lines(connection, "recheck", rechecks, rechecks.c.document_id == name)
        yield from _lines(connection, "event", events, events.c.document_id == name)


def import_lines(connection: Connection, lines: Iterable[str], *, where: str = "import") -> int:
    """Read `export_lines`' lines into a store that does not have these documents yet.

    Returns:
        How many documents were read.

    Raises:
        FormatError: a line is not what an export writes (nothing is imported).
        InputError: a document is in the store already (nothing is imported).
    """
    source = iter(lines)
    _check_header(next(source, ""), where)
    present = set(connection.scalars(select(documents.c.document_id)))
    names: list[str] = []
    waiting: list[tuple[str, dict[str, Any]]] = []
    for number, line in enumerate(source, start=2):
        if not line.strip():
            continue
        kind, row = _parse(line, f"{where}, line {number}")
        if kind == "document":
            if row["document_id"] in present:
                raise InputError(
                    "this document is in the store already",
                    where=str(row["document_id"]),
                    remedy="Import into another store, or export without it.",
                )
            names.append(row["document_id"])
        if waiting and (waiting[-1][0] != kind or len(waiting) >= _CHUNK):
            _insert(connection, waiting)
            waiting = []
        waiting.append((kind, row))
    _insert(connection, waiting)
    for name in names:
        derive(connection, name)
    return len(names)


def _lines(connection: Connection, kind: str, table: Table, where: Any) -> Iterator[str]:
    query = select(table).where(where).order_by(*table.primary_key.columns)
    if kind == "run":
        query = select(table).where(where).order_by(table.c.number)
    for row in connection.execute(query).mappings():
        values = {
            name: json.loads(value) if name in _JSON else value
            for name, value in row.items()
            if value is not None
        }
        yield json_text({"record": kind, **values})


def _check_header(line: str, where: str) -> None:
    try:
        header = json.loads(line) if line.strip() else {}
    except ValueError:
        header = {}
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise FormatError(
            "this is not an export of a review store",
            where=f"{where}, line 1",
            remedy=f"Its first line must name the format {FORMAT}.",
        )


def _parse(line: str, where: str) -> tuple[str, dict[str, Any]]:
    try:
        row = json.loads(line)
        kind = row.pop("record")
        table = _TABLES[kind]
        columns = {column.name: column for column in table.columns}
        unknown = row.keys() - columns.keys()
        lacking = {name for name, column in columns.items() if not column.nullable} - row.keys()
        if unknown or lacking:
            raise ValueError(f"fields {sorted(unknown | lacking)}")
        return kind, {
            name: json_text(row.get(name)) if name in _JSON else row.get(name) for name in columns
        }
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise FormatError(
            f"this line is not a record of a review store ({error})", where=where
        ) from error


def _insert(connection: Connection, waiting: list[tuple[str, dict[str, Any]]]) -> None:
    if waiting:
        connection.execute(_TABLES[waiting[0][0]].insert(), [row for _, row in waiting])


def derive(connection: Connection, document_id: str) -> None:
    """Derive the state of the current run and of runs that were going on."""
    current = current_run(connection, document_id)
    going = select(runs.c.run_id).where(
        runs.c.document_id == document_id, runs.c.status == RunStatus.RUNNING.value
    )
    wanted = set(connection.scalars(going)) | ({current.run_id} if current else set())
    for run_id in sorted(wanted):
        rebuild_run(connection, run_id)
