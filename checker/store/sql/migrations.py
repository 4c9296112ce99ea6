"""Schema steps: numbered, applied in order, each in one transaction, recorded in `schema_version`.

A new step is a function in `schema_steps.py` and a line at the end of `MIGRATIONS`; `tables.py`
says how the schema looks after all of them (a test compares).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, func, inspect, select, text

from checker.errors import StoreError
from checker.store.sql import schema_steps
from checker.store.sql.engine import reading, writing
from checker.store.sql.tables import schema_version

__all__ = ["MIGRATIONS", "Migration", "migrate", "version"]

_LOCK = 0x636865636B6572  # any constant known only to this program: "checker" in ASCII


@dataclass(frozen=True, slots=True)
class Migration:
    """One schema step."""

    number: int
    name: str
    apply: Callable[[Connection], None]


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, "records", schema_steps.records),
    Migration(2, "projections", schema_steps.projections),
    Migration(3, "append-only log", schema_steps.append_only),
    Migration(4, "one name for a check's id", schema_steps.check_ids),
)


def migrate(engine: Engine, migrations: Sequence[Migration] = MIGRATIONS) -> int:
    """Bring the schema up to date.

    Returns:
        The schema's version afterwards.

    Raises:
        StoreError: a newer program made this store, or a step failed (then nothing of it stays).
    """
    newest = migrations[-1].number
    current = version(engine)
    if current > newest:
        raise StoreError(
            f"the store has schema {current}, this program knows {newest}",
            where=engine.url.render_as_string(hide_password=True),
            remedy="Update the checker, or use another store.",
        )
    for migration in migrations[current:]:
        _apply(engine, migration)
    return newest


def version(engine: Engine) -> int:
    """Number of the last migration applied; 0 for an empty database."""
    with reading(engine) as connection:
        if not inspect(connection).has_table(schema_version.name):
            return 0
        return connection.scalar(select(func.max(schema_version.c.version))) or 0


def _apply(engine: Engine, migration: Migration) -> None:
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        schema_version.create(connection, checkfirst=True)
        done = connection.scalar(select(func.max(schema_version.c.version))) or 0
        if done >= migration.number:  # another process was faster
            return
        migration.apply(connection)
        connection.execute(
            schema_version.insert().values(
                version=migration.number,
                name=migration.name,
                applied_at=datetime.now(UTC).isoformat(timespec="microseconds"),
            )
        )
