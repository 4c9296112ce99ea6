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
from collections.abc import Iterable, Mapping
from typing import IO, Any

from checker.formats.codec import json_text
from checker.formats.rounding import rounded_confidence, rounded_score
from checker.records import Flag, SegmentPair, SegmentReport, Severity

__all__ = [
    "CLOSE",
    "METRIC",
    "MQM_COLUMNS",
    "OPEN",
    "RATER",
    "MqmTable",
    "MqmWriter",
    "decode_text",
    "encode_text",
    "google_mqm_score",
    "marked",
    "mqm_category",
]

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

OPEN, CLOSE = "<v>", "</v>"
"""What stands around the marked words."""

RATER, METRIC = "checker", "checker-score"
"""What the product calls itself, and its score, in a table."""

_SPECIAL = re.compile("[&<>\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_REFERENCE = re.compile(r"&(?:amp|lt|gt|#[0-9]{1,7});")
_CHARACTER = {reference: character for character, reference in _NAMED.items()}
_LAST_CHARACTER = 0x10FFFF


def encode_text(text: str) -> str:
    """Writes a text as one cell, special characters as HTML character references."""
    return _SPECIAL.sub(lambda m: _NAMED.get(m.group()) or f"&#{ord(m.group())};", text)


def decode_text(cell: str) -> str:
    """Returns the text `encode_text` was given; `<v>` markers, if any, stay."""
    return _REFERENCE.sub(lambda m: _character(m.group()), cell)


def _character(reference: str) -> str:
    if reference in _CHARACTER:
        return _CHARACTER[reference]
    code = int(reference[2:-1])
    return chr(code) if code <= _LAST_CHARACTER else reference


def marked(text: str, start: int, end: int) -> str:
    """Encodes a text, its span `[start, end)` between `<v>` and `</v>`."""
    before, words, after = map(encode_text, (text[:start], text[start:end], text[end:]))
    return f"{before}{OPEN}{words}{CLOSE}{after}"


def mqm_category(category: str) -> str:
    """A category as the field writes it: "Accuracy/Omission"."""
    return "/".join(part[:1].upper() + part[1:] for part in category.split("/"))


def google_mqm_score(errors: Iterable[tuple[str, Severity]]) -> float:
    """Minus the sum of the weights of Freitag et al. (2021), table 4.

    Major 5 (critical likewise), minor 1, minor punctuation 0.1, non-translation 25, neutral 0.

    Args:
        errors: (category, severity) of each.

    Returns:
        (-∞, 0], higher = better, in tenths.
    """
    penalty = 0.0
    for category, severity in errors:
        kind = category.casefold().strip(" !")
        if kind.startswith("non-translation") and severity is not Severity.NEUTRAL:
            penalty += 25.0
        elif severity in (Severity.MAJOR, Severity.CRITICAL):
            penalty += 5.0
        elif severity is Severity.MINOR:
            penalty += 0.1 if kind == "fluency/punctuation" else 1.0
    return 0.0 - round(penalty, 1)


class MqmTable:
    """Writes the ten columns, one row at a time.

    Args:
        stream: text stream, UTF-8, opened with `newline=""`; the header is written at once.
        system: what to call the translation under review.
    """

    def __init__(self, stream: IO[str], *, system: str) -> None:
        self._stream = stream
        self._system = system
        stream.write("\t".join(MQM_COLUMNS) + "\n")

    def write(
        self,
        pair: SegmentPair,
        flag: Flag | None,
        *,
        ids: tuple[int, int],
        rater: str,
        note: str = "",
        more: Mapping[str, Any],
    ) -> None:
        """Writes a flag of a segment, or that it has none.

        Args:
            ids: the segment's number in its document and in the table, from 1.
            note: what is said of the flag.
            more: metadata besides the flag's words, note and id, None left out; texts unencoded.
        """
        texts = {"source": encode_text(pair.source or ""), "target": encode_text(pair.target)}
        data: dict[str, Any] = {"marked_text": flag.text if flag else ""}
        if flag is not None:
            own = (pair.source or "") if flag.side == "source" else pair.target
            texts[flag.side] = marked(own, flag.start, flag.end)
            data |= {"note": note, "check_id": flag.check_id}
        unseen = {"source_not_seen": True if pair.source is None else None}
        cells = [
            encode_text(self._system),
            encode_text(pair.document_id),
            *map(str, ids),
            encode_text(rater),
            *texts.values(),
            encode_text(mqm_category(flag.category)) if flag else "No-error",
            flag.severity.value.capitalize() if flag else "No-error",
            json_text(_encoded({**data, **unseen, **more})),
        ]
        self._stream.write("\t".join(cells) + "\n")


def _encoded(value: Any) -> Any:
    """The same with its texts encoded, and without what is None."""
    if isinstance(value, str):
        return encode_text(value)
    if isinstance(value, Mapping):
        return {key: _encoded(item) for key, item in value.items() if item is not None}
    return [_encoded(item) for item in value] if isinstance(value, (list, tuple)) else value


class MqmWriter:
    """Writes `mqm.tsv`, one report at a time; for its arguments see `MqmTable`."""

    def __init__(self, stream: IO[str], *, system: str = "translation") -> None:
        self._table = MqmTable(stream, system=system)
        self._written = 0

    def write(self, report: SegmentReport) -> None:
        """Writes a row for each flag of the report, or one "No-error" row."""
        self._written += 1
        ids = report.pair.segment_id + 1, self._written
        score = rounded_score(report.score)
        segment = None if score is None else {"metrics": {METRIC: score}}
        for flag in report.flags or (None,):
            more: dict[str, Any] = {}
            if flag is not None:
                more["confidence"] = rounded_confidence(flag.confidence)
                more["suggestion"] = flag.suggestion
            more["segment"] = segment
            segment = None  # the segment's own figures stand in its first row only
            note = flag.reason if flag else ""
            self._table.write(report.pair, flag, ids=ids, rater=RATER, note=note, more=more)
