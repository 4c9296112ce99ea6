"""Writes one document's segments into a run, and counts what goes in against what comes out."""

from __future__ import annotations

import re
import zlib

from checker.formats.jsonl import to_json
from checker.records import Document, DocumentReport, SegmentReport
from checker.report.summary import DocumentSummary, Tally
from checker.runs.journal import Entry, Journal

__all__ = ["DocumentWriter"]

_FLUSH_EVERY = 64  # segments; chosen, decides nothing
_WHITE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff]+")


def _characters(text: str | None) -> int:
    return len(_WHITE.sub("", text or ""))


class DocumentWriter:
    """Writes the segments of one document; got from `RunDirectory.document`."""

    def __init__(self, journal: Journal, document: Document, key: str) -> None:
        self._journal, self._document, self._key = journal, document, key
        self._start = journal.position
        self._crc = 0
        self._source_out = self._target_out = 0
        self._tally = Tally()
        self._done = False

    def segment(self, report: SegmentReport) -> None:
        """Appends one segment's line; call it in the order of the document.

        Raises:
            StoreError: a figure of the report is infinite or not a number.
        """
        line = to_json(report).encode() + b"\n"
        self._crc = zlib.crc32(line, self._crc)
        self._source_out += _characters(report.pair.source)
        self._target_out += _characters(report.pair.target)
        self._tally.add(report)
        self._journal.append(line)
        if self._tally.segments % _FLUSH_EVERY == 0:
            self._journal.flush()

    def complete(self, report: DocumentReport) -> Entry:
        """Declares the document complete, with its score, notes and missing evidence.

        `report.segments` are written here if `segment` was never called; otherwise they are not
        looked at and may be left out.
        """
        if self._tally.segments == 0:
            for segment in report.segments:
                self.segment(segment)
        document = self._document
        entry = Entry(
            key=self._key,
            start=self._start,
            end=self._journal.position,
            crc=self._crc,
            rows=None if document.pairs is None else len(document.pairs),
            source_characters=(_characters(document.source), self._source_out),
            target_characters=(_characters(document.target), self._target_out),
            summary=DocumentSummary.of(report, self._tally),
        )
        self._journal.complete(entry)
        self._done = True
        return entry

    def __enter__(self) -> DocumentWriter:
        return self

    def __exit__(self, *error: object) -> None:
        """Takes an unfinished document's segments off again."""
        if not self._done:
            self._journal.cut_back(self._start)
