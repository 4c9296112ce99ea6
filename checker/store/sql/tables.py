"""The tables as they are after all migrations (`migrations.py` makes them).

Recorded, never changed afterwards: `documents`, `segments`, `rechecks`, `events`; of `runs` only
status, score and closing notes are filled in at the end. Derived from those, may be rebuilt at any
time (`projection.py`): `segment_now`, `flag_now`. Raw text is kept inside JSON, where NUL and lone
surrogates survive on every engine; times are ISO 8601 UTC.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

__all__ = [
    "documents",
    "events",
    "flag_now",
    "metadata",
    "rechecks",
    "runs",
    "schema_version",
    "segment_now",
    "segments",
]

metadata = MetaData()

schema_version = Table(
    "schema_version",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("applied_at", Text, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("document_id", Text, primary_key=True),
    Column("created_at", Text, nullable=False),
    Column("created_by", Text, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("run_id", Text, primary_key=True),
    Column("document_id", Text, ForeignKey("documents.document_id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("started_at", Text, nullable=False),
    Column("started_by", Text, nullable=False),
    Column("finished_at", Text),
    Column("score", Float(53)),
    Column("signature", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("missing", Text, nullable=False),
    Index("runs_by_document", "document_id", "number", unique=True),
)

segments = Table(
    "segments",
    metadata,
    Column("run_id", Text, ForeignKey("runs.run_id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("report", Text, nullable=False),
)

rechecks = Table(
    "rechecks",
    metadata,
    Column("document_id", Text, ForeignKey("documents.document_id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("fingerprint", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("report", Text, nullable=False),
    Index("rechecks_by_text", "document_id", "fingerprint"),
)

events = Table(
    "events",
    metadata,
    Column("document_id", Text, ForeignKey("documents.document_id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("batch", Text, nullable=False),
    Column("segment", Text),
    Column("source_print", Text),
    Column("target_print", Text),
    Column("run_id", Text),
    Column("position", Integer),
    Column("based_on", Integer, nullable=False),
    Column("conflict", Integer),
    Column("reverts", Integer),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("context", Text, nullable=False),
    Index("events_by_item", "document_id", "item"),
    Index("events_by_segment", "document_id", "segment"),
    Index("events_by_source", "document_id", "source_print"),
    Index("events_by_target", "document_id", "target_print"),
)

segment_now = Table(
    "segment_now",
    metadata,
    Column("run_id", Text, ForeignKey("runs.run_id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("document_id", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("occurrence", Integer, nullable=False),
    Column("source_print", Text, nullable=False),
    Column("target_print", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("recheck", Integer),
    Column("edited", Boolean, nullable=False),
    Column("score", Float(53)),
    Column("risk", Float(53), nullable=False),
    Column("flags", Integer, nullable=False),
    Column("open_flags", Integer, nullable=False),
    Column("comments", Integer, nullable=False),
    Column("event", Integer, nullable=False),
    Column("search", Text, nullable=False),
    Index("segment_now_by_text", "run_id", "fingerprint"),
    Index("segment_now_by_source", "run_id", "source_print"),
    Index("segment_now_by_target", "run_id", "target_print"),
    Index("segment_now_by_risk", "run_id", "risk"),
)

flag_now = Table(
    "flag_now",
    metadata,
    Column("run_id", Text, ForeignKey("runs.run_id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("flag_key", Text, primary_key=True),
    Column("document_id", Text, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("origin", Text, nullable=False),
    Column("is_current", Boolean, nullable=False),
    Column("severity", Integer, nullable=False),
    Column("category", Text, nullable=False),
    Column("check_id", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("confidence", Float(53), nullable=False),
    Column("state", Text, nullable=False),
    Column("own", Boolean, nullable=False),
    Column("event", Integer, nullable=False),
    Column("who", Text),
    Column("at", Text),
    Column("scope", Text),
    Column("reason", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("comments", Integer, nullable=False),
    Column("flag", Text, nullable=False),
    Index("flag_now_by_state", "run_id", "state", "position"),
    Index("flag_now_by_check", "run_id", "check_id"),
    Index("flag_now_by_words", "run_id", "words"),
)
