"""`segments.jsonl` and its journal `documents.jsonl`: appended to, and taken up again after a kill.

A document's segments are appended to `segments.jsonl` as they come. When it is complete, one line
goes to the journal: its content key, its summary, and the place and checksum of its bytes. Opening
the files again keeps every document whose journal line and bytes are whole and cuts the rest off,
so what is appended then continues exactly where an uninterrupted run would have been.
"""

from __future__ import annotations

import json
import os
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import IO

from checker.formats.codec import decode, encode, json_text
from checker.records import Document
from checker.report.summary import DocumentSummary
from checker.runs.done_index import DoneIndex
from checker.runs.run_names import DOCUMENTS_FILE, SEGMENTS_FILE

__all__ = ["Entry", "Journal", "content_key", "read_entries"]

_SYNC_SECONDS = 5.0
"""Seconds of work that a power failure may cost; chosen, a bound on the time that syncing takes."""
_BLOCK = 1 << 16  # bytes read at a time; chosen, decides nothing


def content_key(document: Document, signature: str) -> str:
    """Returns a hash of a document's id, texts, rows and of the run's signature, 40 hex digits."""
    rows = document.pairs and [
        [span and (span.start, span.end) for span in pair] for pair in document.pairs
    ]
    parts = [document.document_id, document.source, document.target, rows, document.ids, signature]
    return blake2b(json_text(parts).encode(), digest_size=20).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the journal: one complete document.

    Attributes:
        key: see `content_key`.
        start: offset of its first byte in `segments.jsonl`; `end` is that after its last.
        crc: CRC-32 of those bytes.
        rows: rows the document was given as, None where it was not a table.
        source_characters: (in the document, in its segments), white space not counted.
        target_characters: likewise.
    """

    key: str
    start: int
    end: int
    crc: int
    rows: int | None
    source_characters: tuple[int, int]
    target_characters: tuple[int, int]
    summary: DocumentSummary

    @property
    def balanced(self) -> bool:
        """Whether every row and every character that went in came out."""
        source_in, source_out = self.source_characters
        target_in, target_out = self.target_characters
        rows = self.summary.segments if self.rows is None else self.rows
        return (rows, source_in, target_in) == (self.summary.segments, source_out, target_out)

    def to_line(self) -> bytes:
        """Returns the journal line, line feed included."""
        return json_text(encode(self)).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> Entry:
        """Reads a journal line.

        Raises:
            ValueError: the line is torn or not one of the journal.
        """
        if not line.endswith(b"\n"):
            raise ValueError("the line has no end")
        return decode(cls, json.loads(line))


def read_entries(folder: Path) -> Iterator[Entry]:
    """Yields the complete documents of a run in order, as far as the journal is whole."""
    path = folder / DOCUMENTS_FILE
    if not path.exists():
        return
    with path.open("rb") as stream:
        for line in stream:
            try:
                yield Entry.from_line(line)
            except ValueError:
                return


class Journal:
    """Appends documents to a run's two files; opening it first cuts off what is not whole.

    Attributes:
        position: size of `segments.jsonl` so far.
        kept: documents found complete on opening.
    """

    def __init__(self, folder: Path) -> None:
        self._segments: IO[bytes] = _open(folder / SEGMENTS_FILE)
        self._documents: IO[bytes] = _open(folder / DOCUMENTS_FILE)
        self._done = DoneIndex()
        self.kept = 0
        self.position = 0
        journal_end = 0
        for entry in read_entries(folder):
            if entry.start != self.position or _crc(self._segments, entry) != entry.crc:
                break
            self.position = entry.end
            journal_end += len(entry.to_line())
            self.kept += 1
            self._done.add(entry.summary.document_id, entry.key)
        _cut(self._segments, self.position)
        _cut(self._documents, journal_end)
        self._synced = time.monotonic()

    def has_key(self, key: str) -> bool:
        """Whether a document of this content is complete."""
        return self._done.has_key(key)

    def has_id(self, document_id: str) -> bool:
        """Whether a document of this id is complete, whatever its content."""
        return self._done.has_id(document_id)

    def append(self, line: bytes) -> None:
        """Appends to `segments.jsonl`."""
        self._segments.write(line)
        self.position += len(line)

    def flush(self) -> None:
        """Hands what was appended to the operating system, so that a kill cannot lose it."""
        self._segments.flush()

    def complete(self, entry: Entry) -> None:
        """Appends the journal line of a document whose segments have all been appended."""
        self._segments.flush()
        self._documents.write(entry.to_line())
        self._documents.flush()
        self._done.add(entry.summary.document_id, entry.key)
        if time.monotonic() - self._synced > _SYNC_SECONDS:
            self.sync()

    def cut_back(self, position: int) -> None:
        """Takes the segments of an unfinished document off again."""
        self._segments.flush()
        _cut(self._segments, position)
        self.position = position

    def sync(self) -> None:
        """Writes everything to the disk, so that a power cut cannot lose it."""
        for stream in (self._segments, self._documents):
            stream.flush()
            os.fsync(stream.fileno())
        self._synced = time.monotonic()

    def close(self) -> None:
        """Closes both files."""
        self._done.close()
        self._segments.close()
        self._documents.close()


def _open(path: Path) -> IO[bytes]:
    return path.open("r+b" if path.exists() else "w+b")


def _cut(stream: IO[bytes], size: int) -> None:
    stream.truncate(size)
    stream.seek(size)


def _crc(stream: IO[bytes], entry: Entry) -> int | None:
    """CRC-32 of an entry's bytes, None where the file is too short."""
    stream.seek(entry.start)
    left, crc = entry.end - entry.start, 0
    while left > 0:
        block = stream.read(min(left, _BLOCK))
        if not block:
            return None
        crc = zlib.crc32(block, crc)
        left -= len(block)
    return crc
