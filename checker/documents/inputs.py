"""One way in for every kind of input the command line knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from checker.documents.folder import read_folder
from checker.documents.pair import read_pair, read_target
from checker.documents.table import READERS, iter_documents, iter_stream
from checker.errors import InputError
from checker.records import Document

__all__ = ["STDIN", "open_inputs"]

STDIN = "-"
"""The path that stands for JSONL on standard input."""


def open_inputs(
    paths: Sequence[str | Path],
    *,
    pre_aligned: bool = False,
    encoding: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Document | InputError]:
    """Decides what the paths are and reads their documents one at a time.

    Two paths are a Chinese file and its English translation. One path is a folder of pairs, a
    table (by its suffix), `-` for JSONL on standard input, or else an English file alone.

    Args:
        paths: one or two.
        pre_aligned: files of a pair correspond line by line.
        encoding: of all files; None = find out for each (standard input is UTF-8).
        stdin: the bytes of standard input; needed for `-`.

    Returns:
        Documents, and in the place of what cannot be read an `InputError` saying why. Nothing is
        raised once this function has returned.

    Raises:
        InputError: the paths cannot be meant so: too few or many, a missing file, a folder or
            table as one side of a pair, `pre_aligned` for anything but pairs of files.
    """
    known = [str(path) for path in paths]
    _check_paths(known, pre_aligned, stdin)
    return _guarded(_documents(known, pre_aligned, encoding, stdin))


def _check_paths(paths: list[str], pre_aligned: bool, stdin: BinaryIO | None) -> None:
    if len(paths) not in (1, 2):
        raise InputError(
            f"{len(paths) or 'no'} inputs were given",
            remedy="Give SOURCE and TARGET, or one folder, table or English file",
        )
    for path in paths:
        if path == STDIN and (len(paths) > 1 or stdin is None):
            raise InputError(
                "standard input can only be a table of its own, not one side of a pair",
                where=path,
                remedy="Give - alone, with one JSON object a line",
            )
        if path != STDIN and not Path(path).exists():
            raise InputError("does not exist", where=path, remedy="Check the path")
        if len(paths) == 2 and (Path(path).is_dir() or _is_table(path)):
            kind = "a folder" if Path(path).is_dir() else "a table"
            raise InputError(
                f"is {kind}, where one side of a pair was expected",
                where=path,
                remedy=f"Give {kind} alone, or two text files",
            )
    if pre_aligned and len(paths) == 1 and not Path(paths[0]).is_dir():
        raise InputError(
            "only pairs of files can be declared to correspond line by line",
            where=paths[0],
            remedy="Give two files or a folder of pairs, or leave the declaration out",
        )


def _is_table(path: str) -> bool:
    return Path(path).suffix.lower() in READERS


def _documents(
    paths: list[str], pre_aligned: bool, encoding: str | None, stdin: BinaryIO | None
) -> Iterator[Document | InputError]:
    first = paths[0]
    if len(paths) == 2:
        yield read_pair(first, paths[1], pre_aligned=pre_aligned, encoding=encoding)
    elif first == STDIN and stdin is not None:
        yield from iter_stream(stdin, encoding=encoding)
    elif Path(first).is_dir():
        yield from read_folder(first, pre_aligned=pre_aligned, encoding=encoding)
    elif _is_table(first):
        yield from iter_documents(first, encoding=encoding)
    else:
        yield read_target(first, encoding=encoding)


def _guarded(documents: Iterator[Document | InputError]) -> Iterator[Document | InputError]:
    """Gives an error that ends the reading as the last item instead of raising it."""
    try:
        yield from documents
    except InputError as error:
        yield error
