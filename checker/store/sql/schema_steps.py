"""The schema steps themselves, frozen: a released step never changes, a new one is added below.

Plain SQL that SQLite and PostgreSQL read alike.
"""

from __future__ import annotations

from sqlalchemy import Connection

__all__ = ["append_only", "check_ids", "projections", "records"]

_RECORDS = """
CREATE TABLE documents (
    document_id TEXT NOT NULL PRIMARY KEY,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL
);
CREATE TABLE runs (
    run_id TEXT NOT NULL PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (document_id),
    number INTEGER NOT NULL,
    status TEXT NOT NULL,
    started_at TEXT NOT NULL,
    started_by TEXT NOT NULL,
    finished_at TEXT,
    score DOUBLE PRECISION,
    signature TEXT NOT NULL,
    document TEXT NOT NULL,
    notes TEXT NOT NULL,
    missing TEXT NOT NULL
);
CREATE UNIQUE INDEX runs_by_document ON runs (document_id, number);
CREATE TABLE segments (
    run_id TEXT NOT NULL REFERENCES runs (run_id),
    position INTEGER NOT NULL,
    report TEXT NOT NULL,
    PRIMARY KEY (run_id, position)
);
CREATE TABLE rechecks (
    document_id TEXT NOT NULL REFERENCES documents (document_id),
    number INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    at TEXT NOT NULL,
    report TEXT NOT NULL,
    PRIMARY KEY (document_id, number)
);
CREATE INDEX rechecks_by_text ON rechecks (document_id, fingerprint);
CREATE TABLE events (
    document_id TEXT NOT NULL REFERENCES documents (document_id),
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    kind TEXT NOT NULL,
    item TEXT NOT NULL,
    batch TEXT NOT NULL,
    segment TEXT,
    source_print TEXT,
    target_print TEXT,
    run_id TEXT,
    position INTEGER,
    based_on INTEGER NOT NULL,
    "conflict" INTEGER,
    reverts INTEGER,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    context TEXT NOT NULL,
    PRIMARY KEY (document_id, number)
);
CREATE INDEX events_by_item ON events (document_id, item);
CREATE INDEX events_by_segment ON events (document_id, segment);
CREATE INDEX events_by_source ON events (document_id, source_print);
CREATE INDEX events_by_target ON events (document_id, target_print)
"""

_PROJECTIONS = """
CREATE TABLE segment_now (
    run_id TEXT NOT NULL REFERENCES runs (run_id),
    position INTEGER NOT NULL,
    document_id TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    occurrence INTEGER NOT NULL,
    source_print TEXT NOT NULL,
    target_print TEXT NOT NULL,
    target TEXT NOT NULL,
    recheck INTEGER,
    edited BOOLEAN NOT NULL,
    score DOUBLE PRECISION,
    risk DOUBLE PRECISION NOT NULL,
    flags INTEGER NOT NULL,
    open_flags INTEGER NOT NULL,
    comments INTEGER NOT NULL,
    event INTEGER NOT NULL,
    search TEXT NOT NULL,
    PRIMARY KEY (run_id, position)
);
CREATE INDEX segment_now_by_text ON segment_now (run_id, fingerprint);
CREATE INDEX segment_now_by_source ON segment_now (run_id, source_print);
CREATE INDEX segment_now_by_target ON segment_now (run_id, target_print);
CREATE INDEX segment_now_by_risk ON segment_now (run_id, risk);
CREATE TABLE flag_now (
    run_id TEXT NOT NULL REFERENCES runs (run_id),
    position INTEGER NOT NULL,
    flag_key TEXT NOT NULL,
    document_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    origin TEXT NOT NULL,
    is_current BOOLEAN NOT NULL,
    severity INTEGER NOT NULL,
    category TEXT NOT NULL,
    rule TEXT NOT NULL,
    words TEXT NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    state TEXT NOT NULL,
    own BOOLEAN NOT NULL,
    event INTEGER NOT NULL,
    who TEXT,
    at TEXT,
    scope TEXT,
    reason TEXT NOT NULL,
    note TEXT NOT NULL,
    comments INTEGER NOT NULL,
    flag TEXT NOT NULL,
    PRIMARY KEY (run_id, position, flag_key)
);
CREATE INDEX flag_now_by_state ON flag_now (run_id, state, position);
CREATE INDEX flag_now_by_rule ON flag_now (run_id, rule);
CREATE INDEX flag_now_by_words ON flag_now (run_id, words)
"""


def records(connection: Connection) -> None:
    """Step 1, what is recorded: documents, runs, segments, rechecks, events."""
    _run(connection, _RECORDS)


def projections(connection: Connection) -> None:
    """Step 2, what is derived: the present state of segments and flags."""
    _run(connection, _PROJECTIONS)


def append_only(connection: Connection) -> None:
    """Step 3: the database itself refuses to change or delete a line of the log."""
    if connection.dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER events_no_{verb.lower()} BEFORE {verb} ON events "
                "BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END"
            )
        return
    connection.exec_driver_sql(
        "CREATE FUNCTION checker_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the event log is append-only'; END $$"
    )
    connection.exec_driver_sql(
        "CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events "
        "FOR EACH STATEMENT EXECUTE FUNCTION checker_append_only()"
    )


def check_ids(connection: Connection) -> None:
    """Step 4: one name for a check's id."""
    _run(
        connection,
        "ALTER TABLE flag_now RENAME COLUMN rule TO check_id;"
        "DROP INDEX flag_now_by_rule;"
        "CREATE INDEX flag_now_by_check ON flag_now (run_id, check_id)",
    )


def _run(connection: Connection, script: str) -> None:
    for statement in script.split(";"):
        connection.exec_driver_sql(statement)
