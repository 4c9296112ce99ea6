"""The switch to the write-ahead log, which SQLite refuses to two openers at once."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from checker.evidence.cache import Cache
from checker.evidence.write_ahead import use_write_ahead_log
from checker.store import open_store


class Refused(sqlite3.Connection):
    """Finds the file locked the first three times that it asks for the log."""

    refusals = 0

    def execute(self, sql: str, *arguments: Any) -> sqlite3.Cursor:
        if "journal_mode" in sql and self.refusals < 3:
            self.refusals += 1
            raise sqlite3.OperationalError("database is locked")
        return super().execute(sql, *arguments)


def mode(connection: sqlite3.Connection) -> str:
    return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def test_a_refusal_is_tried_again(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "new.sqlite", factory=Refused)
    use_write_ahead_log(connection, 30)
    assert (mode(connection), connection.refusals) == ("wal", 3)
    connection.close()


def test_it_gives_up_in_the_end(tmp_path: Path) -> None:
    holder = sqlite3.connect(tmp_path / "held.sqlite", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    connection = sqlite3.connect(tmp_path / "held.sqlite", timeout=0)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        use_write_ahead_log(connection, 0.05)
    holder.close()
    connection.close()


def test_a_file_that_is_no_database_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "text.sqlite").write_bytes(b"not a database" * 100)
    connection = sqlite3.connect(tmp_path / "text.sqlite")
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        use_write_ahead_log(connection, 30)
    connection.close()


@pytest.mark.parametrize("opened", [Cache, lambda path: open_store(str(path))])
def test_cache_and_store_both_open_so(
    opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: real(*a, **k, factory=Refused))
    with opened(tmp_path / "new.sqlite"):
        pass
    monkeypatch.undo()
    connection = sqlite3.connect(tmp_path / "new.sqlite")
    assert mode(connection) == "wal"
    connection.close()
