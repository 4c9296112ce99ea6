"""Documents out of a table of pairs, with bounded memory.

Consecutive rows with the same `document` are one document; without that column (or with a blank
cell) the document is the table itself. A document of more than 1,000 rows, or 4 million characters,
is given in parts, so that a table of any length needs the memory of its largest part. The parts are
called NAME, NAME#2, NAME#3 …; so is a document whose rows are not all together.

The text of a document is its cells joined by line feeds, blank ones left out.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from checker.documents.encoding import detect_encoding, encoding_note
from checker.documents.limits import CHUNK_CHARACTERS, CHUNK_ROWS, MAX_ROW_CHARACTERS
from checker.documents.lines import LineReader
from checker.documents.rows import TableRow, read_csv_rows, read_jsonl_rows, read_tsv_rows
from checker.documents.seen import SeenKeys
from checker.documents.validation import check_sides
from checker.errors import EncodingError, FormatError, InputError
from checker.records import Document, Span

__all__ = ["READERS", "iter_documents", "iter_stream"]

READERS = {
    ".tsv": read_tsv_rows,
    ".csv": read_csv_rows,
    ".jsonl": read_jsonl_rows,
    ".ndjson": read_jsonl_rows,
}
"""File suffix → how its rows are read. A new kind of table is a reader here."""

_SAMPLE = 1 << 18  # bytes that the encoding is told from; chosen, as in `encoding`


def iter_documents(
    path: str | Path, *, encoding: str | None = None, chunk_rows: int = CHUNK_ROWS
) -> Iterator[Document | InputError]:
    """Reads the documents of a table file, its kind told by its suffix.

    A bad row gives an error that names its line, in its place; the rows around it go on.

    Args:
        path: a file with a suffix of `READERS`.
        encoding: of the file; None = find out from its first 256 kB.
        chunk_rows: most rows in one `Document`.

    Raises:
        InputError: the file cannot be read, its encoding is unsure, or its columns are not named.
    """
    path = Path(path)
    read = READERS.get(path.suffix.lower())
    if read is None:
        raise InputError(
            f"is no table: its name ends in none of {', '.join(READERS)}", where=str(path)
        )
    try:
        file = path.open("rb")
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror or error}", where=str(path), remedy="Check the path"
        ) from error
    with file:
        sample = file.read(_SAMPLE)
        file.seek(0)
        found = detect_encoding(sample, where=str(path), encoding=encoding, complete=False)
        yield from _documents(file, found, read, str(path), path.stem, chunk_rows)


def iter_stream(
    stream: BinaryIO,
    *,
    name: str = "standard input",
    encoding: str | None = None,
    chunk_rows: int = CHUNK_ROWS,
) -> Iterator[Document | InputError]:
    """Reads the documents of a JSONL stream that cannot be read twice (standard input).

    Args:
        stream: bytes; UTF-8 unless `encoding` says otherwise, as JSON is.
        name: what to call it in messages; also the document's name where rows have none.
    """
    found = detect_encoding(b"", where=name, encoding=encoding)
    yield from _documents(stream, found, read_jsonl_rows, name, "stdin", chunk_rows)


def _documents(
    stream: BinaryIO,
    encoding: str,
    read: Callable[[LineReader], Iterator[TableRow | InputError]],
    where: str,
    name: str,
    chunk_rows: int,
) -> Iterator[Document | InputError]:
    text = io.TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline="")
    reader = LineReader(text, where=where, limit=MAX_ROW_CHARACTERS, encoding=encoding)
    parts = _Parts(where, name, encoding_note(encoding, where=where))
    try:
        for row in read(reader):
            if isinstance(row, InputError):
                yield row
                continue
            if parts.ends_before(row, chunk_rows):
                yield parts.take()
            error = parts.add(row)
            if error is not None:
                yield error
    except UnicodeDecodeError as error:  # UTF-16 and UTF-32, where bad bytes cannot be stepped over
        yield EncodingError(
            f"bytes are not valid {encoding}: {error.reason}",
            where=where,
            remedy="Rows after that place were not read: repair the file, or save it as UTF-8",
        )
    finally:
        text.detach()  # the stream is the caller's to close
    if parts:
        yield parts.take()


class _Parts:
    """Gathers rows into one document at a time."""

    def __init__(self, where: str, name: str, note: str | None) -> None:
        self._where, self._name = where, name
        self._notes = (note,) if note else ()
        self._rows: list[TableRow] = []
        self._characters = 0
        self._row_ids = SeenKeys()  # "document\nid" -> line
        self._documents = SeenKeys()  # name -> parts given so far

    def __bool__(self) -> bool:
        return bool(self._rows)

    def ends_before(self, row: TableRow, chunk_rows: int) -> bool:
        """Whether the rows gathered so far are to be taken before this one is added."""
        if not self._rows:
            return False
        full = len(self._rows) >= chunk_rows or self._characters >= CHUNK_CHARACTERS
        return full or self._rows[0].document != row.document

    def add(self, row: TableRow) -> FormatError | None:
        """Adds a row, unless its id was met before in the same document."""
        if row.row_id is not None:
            key = f"{row.document or ''}\n{row.row_id}"
            line = self._row_ids.get(key)
            if line:
                return FormatError(
                    f"the id {row.row_id!r} was given to line {line} already",
                    where=f"{self._where}, line {row.line}",
                    remedy="Give every row of a document its own id",
                )
            self._row_ids.put(key, row.line)
        self._rows.append(row)
        self._characters += len(row.source or "") + len(row.target or "")
        return None

    def take(self) -> Document | InputError:
        """The gathered rows as a document; the next one starts empty."""
        rows, self._rows, self._characters = self._rows, [], 0
        name = rows[0].document or self._name
        part = self._documents.get(name) + 1
        self._documents.put(name, part)
        source, source_spans = _joined([row.source for row in rows])
        target, target_spans = _joined([row.target for row in rows])
        where = f"{self._where}, lines {rows[0].line} to {rows[-1].line}"
        error = _swapped(source, target, where)
        if error is not None:
            return error
        ids = tuple(row.row_id or f"line {row.line}" for row in rows)
        return Document(
            document_id=name if part == 1 else f"{name}#{part}",
            target=target,
            source=source if any(source_spans) else None,
            pairs=tuple(zip(source_spans, target_spans, strict=True)),
            ids=ids if any(row.row_id for row in rows) else None,
            source_path=self._where,
            target_path=self._where,
            notes=self._notes,
        )


def _joined(cells: list[str | None]) -> tuple[str, list[Span | None]]:
    spans: list[Span | None] = []
    place = 0
    for cell in cells:
        spans.append(None if cell is None else Span(place, place + len(cell), cell))
        place += 0 if cell is None else len(cell) + 1
    return "\n".join(cell for cell in cells if cell is not None), spans


def _swapped(source: str, target: str, where: str) -> InputError | None:
    """The error where the columns are swapped. An English source passes: it may be but a name."""
    try:
        check_sides(source, target, source_name=where, target_name=where, allow_english=True)
    except InputError as error:
        return InputError(error.what, where=where, remedy="Swap the columns source and target")
    return None
