"""Connections: SQLite in one file (the default) or PostgreSQL by URL, with the same behaviour.

SQLite runs in WAL mode, so readers never wait for a writer; a writing transaction takes the write
lock when it begins (`BEGIN IMMEDIATE`), so two writers queue instead of failing half-way.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import StoreError, missing_extra
from checker.evidence.write_ahead import use_write_ahead_log

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine import URL

__all__ = ["default_location", "make_engine", "reading", "writing"]

_BUSY_SECONDS = 30


def default_location() -> str:
    """Where reviews are kept: `CHECKER_STORE` if set, else a file in the user's data folder."""
    chosen = os.environ.get("CHECKER_STORE")
    if chosen:
        return chosen
    from platformdirs import user_data_path

    return str(user_data_path("checker", appauthor=False) / "review.sqlite")


def make_engine(location: str | Path) -> Engine:
    """Connect to a store.

    Args:
        location: path of a SQLite file (made if absent), or a `sqlite:///` or `postgresql://` URL.

    Raises:
        StoreError: the location is not usable.
        MissingDependencyError: the PostgreSQL driver is not installed.
    """
    import sqlalchemy

    url = _url(location)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url)
    try:
        return sqlalchemy.create_engine(url, pool_pre_ping=True)
    except ImportError as error:
        raise missing_extra("the PostgreSQL driver is not installed", "postgres") from error


def _url(location: str | Path) -> URL:
    from sqlalchemy.engine import URL, make_url
    from sqlalchemy.exc import ArgumentError

    text = str(location)
    if "://" not in text:
        return URL.create("sqlite", database=str(Path(text).expanduser()))
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise StoreError("this is not a database URL", where=_shown(text)) from error
    back_end = url.get_backend_name()
    if back_end == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if back_end != "sqlite" or url.database in (None, "", ":memory:"):
        raise StoreError(
            "this kind of database is not supported",
            where=_shown(text),
            remedy="Give the path of a SQLite file, or a postgresql:// URL.",
        )
    return url


def _shown(text: str) -> str:
    """The URL without what could be a password."""
    scheme, _, rest = text.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"


def _sqlite(url: URL) -> Engine:
    from sqlalchemy import create_engine, event

    folder = Path(str(url.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"the folder cannot be made ({error})", where=str(folder)) from error
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the "begin" hook below starts every transaction
        use_write_ahead_log(connection, _BUSY_SECONDS)
        cursor = connection.cursor()
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("checker_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the store and changes nothing.

    Raises:
        StoreError: the database refused.
    """
    with _mapped(engine), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: all of it or, on any exception, nothing.

    Raises:
        StoreError: the database refused.
    """
    with _mapped(engine), engine.connect() as connection:
        connection = connection.execution_options(checker_writes=True)
        with connection.begin():
            yield connection


@contextmanager
def _mapped(engine: Engine) -> Iterator[None]:
    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield
    except SQLAlchemyError as error:
        cause = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise StoreError(
            f"the database refused: {cause}",
            where=engine.url.render_as_string(hide_password=True),
            remedy="Check that it exists, is reachable and may be written to.",
        ) from error
