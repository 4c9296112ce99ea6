"""Writing to the terminal."""

from __future__ import annotations

import sys

__all__ = ["write_line", "write_note"]


def write_line(text: str = "") -> None:
    """Writes a result line to standard output."""
    sys.stdout.write(text + "\n")


def write_note(text: str) -> None:
    """Writes a remark to standard error, so that piped results stay clean."""
    sys.stderr.write(f"checker: {text}\n")
