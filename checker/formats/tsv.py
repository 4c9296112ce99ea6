"""`flags.tsv`: one flag a row, safe to open in a spreadsheet, and exactly reversible.

Cells are made safe in two reversible steps. Characters that would end a cell or a row are written
with a backslash: tab `\\t`, line feed `\\n`, carriage return `\\r`, other line separators and
controls `\\xHH` or `\\uHHHH`, the backslash itself `\\\\`. A cell that then begins with = + - @
(half or full width) would be run as a formula, so it gets an apostrophe in front; a cell that
begins with an apostrophe gets another one. `decode_cell` undoes both. Cells with a double quote are
quoted the way Python's `csv` module does for a tab-separated file.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from typing import IO

from checker.formats.rounding import rounded_confidence, rounded_score
from checker.records import Flag, SegmentReport

__all__ = ["FLAG_COLUMNS", "FlagsWriter", "decode_cell", "encode_cell", "read_flags"]

FLAG_COLUMNS = (
    "document",
    "segment",
    "row_id",
    "severity",
    "category",
    "check_id",
    "confidence",
    "text",
    "reason",
    "suggestion",
    "source_words",
    "segment_score",
    "side",
    "start",
    "end",
    "document_start",
    "document_end",
    "source",
    "target",
)
"""Columns of `flags.tsv`; `segment` counts from 1, offsets from 0, end excluded."""

_BREAKING = re.compile("[\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\"}
_LONG = {short: character for character, short in _SHORT.items()}
_ESCAPE = re.compile(r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|[tnr\\])")
_FORMULA = tuple("=+-@＝＋－＠'")


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    return _SHORT.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def encode_cell(text: str) -> str:
    """Makes a text safe as one cell; see the module's description."""
    escaped = _BREAKING.sub(_escape, text)
    return f"'{escaped}" if escaped.startswith(_FORMULA) else escaped


def decode_cell(cell: str) -> str:
    """Returns the text `encode_cell` was given."""
    escaped = cell.removeprefix("'")
    return _ESCAPE.sub(lambda m: _LONG.get(m.group()) or chr(int(m.group()[2:], 16)), escaped)


class FlagsWriter:
    """Writes `flags.tsv`, one report at a time.

    Args:
        stream: text stream, UTF-8, opened with `newline=""`; the header is written at once.
    """

    def __init__(self, stream: IO[str]) -> None:
        self._rows = csv.writer(stream, delimiter="\t", lineterminator="\n")
        self._rows.writerow(FLAG_COLUMNS)

    def write(self, report: SegmentReport) -> None:
        """Writes a row for each flag of the report."""
        for flag in report.flags:
            self._rows.writerow([encode_cell(cell) for cell in _cells(report, flag)])


def _cells(report: SegmentReport, flag: Flag) -> Iterator[str]:
    pair = report.pair
    yield pair.document_id
    yield str(pair.segment_id + 1)
    yield pair.row_id or ""
    yield flag.severity.value
    yield flag.category
    yield flag.check_id
    yield str(rounded_confidence(flag.confidence))
    yield flag.text
    yield flag.reason
    yield flag.suggestion or ""
    yield " … ".join(span.text for span in flag.source_spans)
    yield "" if report.score is None else str(rounded_score(report.score))
    yield flag.side
    for offset in (flag.start, flag.end, flag.document_start, flag.document_end):
        yield str(offset)
    yield pair.source or ""
    yield pair.target


def read_flags(lines: Iterable[str]) -> Iterator[dict[str, str]]:
    """Reads rows of `flags.tsv` back, cells decoded, by column name.

    Raises:
        ValueError: a row has not as many cells as the header.
    """
    rows = csv.reader(lines, delimiter="\t")
    header = ["check_id" if name == "rule" else name for name in next(rows)]  # until version 0.2
    for row in rows:
        yield {name: decode_cell(cell) for name, cell in zip(header, row, strict=True)}
