"""`mqm.tsv`: errors in the ten columns that Marot and the WMT MQM data use, one error a row.

Columns and markers after the description of the format in google-research/marot/README.md. The
flagged words stand between `<v>` and `</v>` in the target, or in the source for a source-side flag;
a segment without flags gets one "No-error" row. Marot splits lines at every tab without regard to
quotes and puts the texts into its page as HTML. So `&`, `<`, `>`, tabs, line ends and controls are
written as HTML character references (`&amp;` `&lt;` `&gt;` `&#9;` `&#10;` …), which keeps a literal
`<v>` apart from the marker, keeps markup inert and is undone by `decode_text`; the texts inside the
metadata are encoded the same way.
"""

from __future__ import annotations

import re
from typing import IO, Any

from checker.formats.codec import json_text
from checker.formats.rounding import rounded_confidence, rounded_score
from checker.records import Flag, SegmentReport

__all__ = ["MQM_COLUMNS", "MqmWriter", "decode_text", "encode_text", "marked"]

MQM_COLUMNS = (
    "system",
    "doc",
    "docSegId",
    "globalSegId",
    "rater",
    "source",
    "target",
    "category",
    "severity",
    "metadata",
)
"""Columns of `mqm.tsv`, in Marot's order; both segment ids count from 1."""

RATER = "checker"
METRIC = "checker-score"

_SPECIAL = re.compile("[&<>\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_REFERENCE = re.compile(r"&(?:amp|lt|gt|#[0-9]{1,7});")
_CHARACTER = {reference: character for character, reference in _NAMED.items()}


def encode_text(text: str) -> str:
    """Writes a text as one cell, special characters as HTML character references."""
    return _SPECIAL.sub(lambda m: _NAMED.get(m.group()) or f"&#{ord(m.group())};", text)


def decode_text(cell: str) -> str:
    """Returns the text `encode_text` was given; `<v>` markers, if any, stay."""
    return _REFERENCE.sub(lambda m: _CHARACTER.get(m.group()) or chr(int(m.group()[2:-1])), cell)


def marked(text: str, start: int, end: int) -> str:
    """Encodes a text, its span `[start, end)` between `<v>` and `</v>`."""
    before, words, after = text[:start], text[start:end], text[end:]
    return f"{encode_text(before)}<v>{encode_text(words)}</v>{encode_text(after)}"


def _title(category: str) -> str:
    return "/".join(part[:1].upper() + part[1:] for part in category.split("/"))


class MqmWriter:
    """Writes `mqm.tsv`, one report at a time.

    Args:
        stream: text stream, UTF-8, opened with `newline=""`; the header is written at once.
        system: what to call the translation under review.
    """

    def __init__(self, stream: IO[str], *, system: str = "translation") -> None:
        self._stream = stream
        self._system = encode_text(system)
        self._written = 0
        stream.write("\t".join(MQM_COLUMNS) + "\n")

    def write(self, report: SegmentReport) -> None:
        """Writes a row for each flag of the report, or one "No-error" row."""
        self._written += 1
        for number, flag in enumerate(report.flags or (None,)):
            self._row(report, flag, first=number == 0)

    def _row(self, report: SegmentReport, flag: Flag | None, *, first: bool) -> None:
        pair = report.pair
        source, target = encode_text(pair.source or ""), encode_text(pair.target)
        if flag is not None and flag.side == "source":
            source = marked(pair.source or "", flag.start, flag.end)
        elif flag is not None:
            target = marked(pair.target, flag.start, flag.end)
        cells = [
            self._system,
            encode_text(pair.document_id),
            str(pair.segment_id + 1),
            str(self._written),
            RATER,
            source,
            target,
            encode_text(_title(flag.category)) if flag else "No-error",
            flag.severity.value.capitalize() if flag else "No-error",
            _metadata(report, flag, first=first),
        ]
        self._stream.write("\t".join(cells) + "\n")


def _metadata(report: SegmentReport, flag: Flag | None, *, first: bool) -> str:
    """JSON of the last column; the segment's own figures stand in its first row only."""
    data: dict[str, Any] = {"marked_text": encode_text(flag.text) if flag else ""}
    if flag is not None:
        data["note"] = encode_text(flag.reason)
        data["check_id"] = encode_text(flag.check_id)
        data["confidence"] = rounded_confidence(flag.confidence)
        if flag.suggestion is not None:
            data["suggestion"] = encode_text(flag.suggestion)
    if report.pair.source is None:
        data["source_not_seen"] = True
    if first and report.score is not None:
        data["segment"] = {"metrics": {METRIC: rounded_score(report.score)}}
    return json_text(data)
