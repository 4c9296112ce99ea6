"""Turns on SQLite's write-ahead log where several processes may open a new file at once."""

from __future__ import annotations

import sqlite3
import time

__all__ = ["use_write_ahead_log"]

_PAUSE_S = 0.02  # seconds between two tries; chosen, decides nothing


def use_write_ahead_log(connection: sqlite3.Connection, patience: float) -> None:
    """Switches the file to the write-ahead log, as often as it takes.

    SQLite's own waiting does not cover this switch: two connections that both read the header and
    both want the file for themselves are refused at once.

    Args:
        patience: seconds to go on trying for.

    Raises:
        sqlite3.Error: the file is locked for longer, or is no database.
    """
    end = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
        time.sleep(_PAUSE_S)
