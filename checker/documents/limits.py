"""How large an input may be. A document is held in memory whole; a table is not, only its rows."""

from __future__ import annotations

__all__ = [
    "CHUNK_CHARACTERS",
    "CHUNK_ROWS",
    "MAX_FILE_BYTES",
    "MAX_ROW_CHARACTERS",
    "MAX_ROW_LINES",
]

MAX_FILE_BYTES = 50_000_000
"""One side of a document. A single line may be as long as the file."""

MAX_ROW_CHARACTERS = 4_000_000
"""One row of a table, line breaks included: an unclosed quotation mark must not eat the file."""

MAX_ROW_LINES = 1_000
"""Lines of one CSV row."""

CHUNK_ROWS = 1_000
"""Rows of one table document checked together; a longer one is checked in parts."""

CHUNK_CHARACTERS = 4_000_000
"""Likewise, characters of both sides together."""
