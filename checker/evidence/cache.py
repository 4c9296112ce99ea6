"""A content-addressed cache in SQLite: (signature, text) → payload, shared by several processes.

The key is the SHA-256 of signature and text, so a new model, setting or text simply misses. The
file is bounded: the entries unused for longest go first. A damaged file is put aside and a new one
begun; `notes` then says so.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Self, TypeVar

from checker.config import cache_folder
from checker.errors import StoreError
from checker.evidence.write_ahead import use_write_ahead_log

__all__ = ["DEFAULT_MAX_BYTES", "Cache"]

DEFAULT_MAX_BYTES = 512 * 1024 * 1024
"""Bytes of the cache file, 512 MiB; chosen, a bound on disk space."""
_CHUNK = 500  # SQLite allows 999 variables in one statement in old builds
_KEEP_SHARE = 0.8  # pruning goes down to this share of the bound, so that it is rare
_FRESH_S = 24 * 3600  # `used` is rewritten at most once a day: reads seldom become writes
_BUSY_S = 30.0  # seconds to wait for another process; chosen
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS entry("
    "key BLOB PRIMARY KEY, payload BLOB NOT NULL, used INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS entry_used ON entry(used)",
)
_Result = TypeVar("_Result")


class Cache:
    """Stored payloads; safe for several threads and processes.

    Args:
        path: the database file; by default `evidence.sqlite` in `cache_folder()`.
        max_bytes: bound on the file's used pages.

    Attributes:
        notes: sentences about what went wrong (a damaged file put aside), for the report.

    Raises:
        StoreError: the file can be neither opened nor created.
    """

    def __init__(
        self, path: str | Path | None = None, *, max_bytes: int = DEFAULT_MAX_BYTES
    ) -> None:
        self.path = Path(path) if path is not None else cache_folder() / "evidence.sqlite"
        self.max_bytes = max_bytes
        self.notes: tuple[str, ...] = ()
        self._lock = threading.RLock()
        self._connection = self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def __del__(self) -> None:
        # A checker lives as long as its user likes and has no end of its own.
        if hasattr(self, "_connection"):
            self._connection.close()

    def close(self) -> None:
        """Closes the database; the cache cannot be used afterwards."""
        with self._lock:
            self._connection.close()

    def get_many(self, signature: str, texts: Iterable[str]) -> dict[str, str]:
        """The stored payloads of those texts that have one.

        Args:
            signature: names everything besides the text that decides the payload.
            texts: what was asked; duplicates are fine.
        """
        keys = {_key(signature, text): text for text in texts}
        nothing: dict[bytes, bytes] = {}
        found = self._guarded(lambda: self._read(list(keys)), nothing)
        values: dict[str, str] = {}
        for key, payload in found.items():
            try:
                values[keys[key]] = zlib.decompress(payload).decode("utf-8")
            except (zlib.error, UnicodeDecodeError):
                continue  # a damaged entry is a miss; the new result replaces it
        return values

    def put_many(self, signature: str, payloads: Mapping[str, str]) -> None:
        """Stores (or replaces) the payload of each text, then prunes if the file is too large."""
        now = int(time.time())
        rows = [
            (_key(signature, text), zlib.compress(payload.encode("utf-8"), 6), now)
            for text, payload in payloads.items()
        ]
        if rows:
            self._guarded(lambda: self._write(rows), None)

    @property
    def used_bytes(self) -> int:
        """Bytes of pages in use."""
        return self._guarded(self._size, 0)

    def _read(self, keys: list[bytes]) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        stale: list[bytes] = []
        now = int(time.time())
        for start in range(0, len(keys), _CHUNK):
            part = keys[start : start + _CHUNK]
            marks = ",".join("?" * len(part))
            query = f"SELECT key, payload, used FROM entry WHERE key IN ({marks})"
            for key, payload, used in self._connection.execute(query, part):
                found[key] = payload
                if now - used > _FRESH_S:
                    stale.append(key)
        if stale:
            with self._connection:
                self._connection.executemany(
                    "UPDATE entry SET used = ? WHERE key = ?", [(now, key) for key in stale]
                )
        return found

    def _write(self, rows: list[tuple[bytes, bytes, int]]) -> None:
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?)", rows)
        if self._size() > self.max_bytes:
            self._prune()

    def _size(self) -> int:
        pages, free, size = (
            int(self._connection.execute(f"PRAGMA {name}").fetchone()[0])
            for name in ("page_count", "freelist_count", "page_size")
        )
        return (pages - free) * size

    def _prune(self) -> None:
        """Deletes the entries unused for longest until the file is well under its bound."""
        while self._size() > self.max_bytes * _KEEP_SHARE:
            with self._connection:
                gone = self._connection.execute(
                    "DELETE FROM entry WHERE key IN (SELECT key FROM entry ORDER BY used LIMIT"
                    " (SELECT 1 + count(*) / 10 FROM entry))"
                ).rowcount
            if gone <= 0:
                return

    def _guarded(self, action: Callable[[], _Result], otherwise: _Result) -> _Result:
        """Runs `action`; a damaged file is replaced, and `otherwise` returned."""
        with self._lock:
            try:
                return action()
            except sqlite3.OperationalError as error:
                if "malformed" not in str(error) and "not a database" not in str(error):
                    raise StoreError(
                        f"the cache cannot be used: {error}",
                        where=str(self.path),
                        remedy="Free disk space or choose another folder with CHECKER_CACHE",
                    ) from error
                self._replace(error)
            except sqlite3.DatabaseError as error:
                self._replace(error)
            return otherwise

    def _replace(self, error: Exception) -> None:
        self._connection.close()
        aside = _put_aside(self.path)
        self.notes += (f"The cache was damaged ({error}); it was put aside as {aside.name}.",)
        self._connection = self._connect()

    def _open(self) -> sqlite3.Connection:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"the cache folder cannot be made: {error.strerror}",
                where=str(self.path.parent),
                remedy="Choose another folder with CHECKER_CACHE",
            ) from error
        try:
            return self._connect()
        except sqlite3.OperationalError as error:
            raise StoreError(
                f"the cache cannot be opened: {error}",
                where=str(self.path),
                remedy="Check the folder's permissions or choose another with CHECKER_CACHE",
            ) from error
        except sqlite3.DatabaseError as error:
            aside = _put_aside(self.path)
            self.notes += (f"The cache was damaged ({error}); it was put aside as {aside.name}.",)
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=_BUSY_S, check_same_thread=False)
        try:
            use_write_ahead_log(connection, _BUSY_S)
            connection.execute("PRAGMA synchronous=NORMAL")
            with connection:
                for statement in _SCHEMA:
                    connection.execute(statement)
        except sqlite3.Error:
            connection.close()
            raise
        return connection


def _key(signature: str, text: str) -> bytes:
    digest = hashlib.sha256(signature.encode("utf-8", "surrogatepass"))
    digest.update(b"\0")
    digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.digest()


def _put_aside(path: Path) -> Path:
    """Renames a damaged database, its journals with it."""
    aside = path.with_name(f"{path.name}.damaged-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}")
    for suffix in ("", "-wal", "-shm"):
        old = path.with_name(path.name + suffix)
        if old.exists():
            old.replace(aside.with_name(aside.name + suffix))
    return aside
