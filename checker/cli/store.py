"""Export the review store to a file, or import one.

`store export FILE` writes documents, runs and decisions as JSON lines; `store import FILE` reads
them into a store that does not hold these documents yet.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.console import write_line
from checker.cli.exit_codes import CLEAN
from checker.errors import InputError, missing_extra

if TYPE_CHECKING:
    from checker.store import ReviewStore

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds this command's arguments."""
    parser.add_argument("action", choices=["export", "import"])
    parser.add_argument("file", metavar="FILE", help="JSON lines")
    parser.add_argument(
        "--store",
        metavar="PLACE",
        help="a SQLite file or a postgresql:// URL (default: CHECKER_STORE, else the user's own)",
    )


def _store() -> tuple[Callable[[], str], Callable[[str], ReviewStore]]:
    """The store's two functions; the rest of the program goes without SQLAlchemy."""
    try:
        from checker.store import default_location, open_store
    except ModuleNotFoundError as error:
        if error.name != "sqlalchemy":
            raise
        raise missing_extra("the review store needs SQLAlchemy", "ui") from error
    return default_location, open_store


def run(arguments: argparse.Namespace) -> int:
    """Exports or imports."""
    default_location, open_store = _store()
    path = Path(arguments.file)
    store = open_store(arguments.store or default_location())
    try:
        if arguments.action == "export":
            with path.open("w", encoding="utf-8", newline="") as stream:
                lines = store.export(stream)
            write_line(f"{lines} lines written to {path}")
        else:
            with path.open(encoding="utf-8") as stream:
                documents = store.load(stream, where=str(path))
            write_line(f"{documents} documents read from {path}")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be used: {error}", where=str(path)) from error
    finally:
        store.close()
    return CLEAN
