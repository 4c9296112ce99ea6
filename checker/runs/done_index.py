"""Which documents a run holds, by content and by name, without holding them in memory."""

from __future__ import annotations

import sqlite3
from hashlib import blake2b

__all__ = ["DoneIndex"]


class DoneIndex:
    """Remembers content keys and document ids in a private temporary SQLite file.

    SQLite keeps at most its cache (2 MB) in memory, so that a run of a million documents needs no
    more than one of a thousand. The file has no name and goes when the index is closed.
    """

    def __init__(self) -> None:
        self._rows = sqlite3.connect("", isolation_level=None)
        self._rows.execute("PRAGMA journal_mode = OFF")
        self._rows.execute("PRAGMA synchronous = OFF")
        self._rows.execute("CREATE TABLE done (id BLOB PRIMARY KEY, key BLOB) WITHOUT ROWID")
        self._rows.execute("CREATE INDEX by_key ON done (key)")
        self._rows.execute("BEGIN")

    def add(self, document_id: str, key: str) -> None:
        """Remembers a document; `key` is its content key, hex digits."""
        self._rows.execute(
            "INSERT OR REPLACE INTO done VALUES (?, ?)", (_digest(document_id), bytes.fromhex(key))
        )

    def has_key(self, key: str) -> bool:
        """Whether a document of this content was added."""
        return self._has("SELECT 1 FROM done WHERE key = ?", bytes.fromhex(key))

    def has_id(self, document_id: str) -> bool:
        """Whether a document of this id was added."""
        return self._has("SELECT 1 FROM done WHERE id = ?", _digest(document_id))

    def close(self) -> None:
        """Drops the index."""
        self._rows.close()

    def _has(self, query: str, value: bytes) -> bool:
        return self._rows.execute(query, (value,)).fetchone() is not None


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
