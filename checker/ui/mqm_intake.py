"""An MQM TSV (Marot's ten columns, our own or another annotator's) as reports to review."""

from __future__ import annotations

import dataclasses

from checker.errors import FormatError
from checker.formats.mqm import METRIC
from checker.formats.mqm_reading import MqmRow, read_mqm_rows
from checker.records import (
    Document,
    DocumentReport,
    Finding,
    Flag,
    SegmentPair,
    SegmentReport,
    Side,
    Span,
)
from checker.verdict.scores import document_score

__all__ = ["reports_from_mqm"]


def reports_from_mqm(text: str, *, where: str) -> list[DocumentReport]:
    """Read an MQM TSV; each system's version of a document is a document of its own.

    Raises:
        FormatError: a line is no row of the table (see `read_mqm_rows`), or its text differs from
            that of the segment's first row.
    """
    rows: dict[tuple[str, str], dict[str, list[MqmRow]]] = {}
    systems: dict[str, set[str]] = {}
    for row in read_mqm_rows(text.split("\n"), name=where):
        systems.setdefault(row.document, set()).add(row.system)
        document = rows.setdefault((row.document, row.system), {})
        document.setdefault(row.segment, []).append(row)
    return [
        _document(doc + (f" · {system}" if len(systems[doc]) > 1 else ""), list(segments.values()))
        for (doc, system), segments in rows.items()
    ]


def _document(name: str, groups: list[list[MqmRow]]) -> DocumentReport:
    reports: list[SegmentReport] = []
    places = [0, 0]
    for number, rows in enumerate(groups):
        source, target = rows[0].source, rows[0].target
        pair = SegmentPair(
            document_id=name,
            segment_id=number,
            source=source,
            target=target,
            source_start=places[0],
            source_end=places[0] + len(source),
            target_start=places[1],
            target_end=places[1] + len(target),
            row_id=rows[0].segment,
        )
        flags = tuple(flag for row in rows if (flag := _flag(row, pair)) is not None)
        score = next((s for row in rows if (s := _score(row)) is not None), None)
        reports.append(SegmentReport(pair, score, flags, signature="mqm"))
        places = [places[0] + len(source) + 1, places[1] + len(target) + 1]
    document = Document(
        name,
        "\n".join(rows[0].target for rows in groups),
        "\n".join(rows[0].source for rows in groups),
        notes=("Read from an MQM table.",),
    )
    return DocumentReport(document, tuple(reports), document_score(reports), "mqm", document.notes)


def _flag(row: MqmRow, pair: SegmentPair) -> Flag | None:
    if (row.source, row.target) != (pair.source, pair.target):
        raise FormatError("the text differs from the segment's first row", where=row.where)
    if row.severity is None:
        return None
    side: Side = "source" if row.source_marks else "target"
    text = row.source if side == "source" else row.target
    marks = row.source_marks or row.target_marks
    start, end = marks[0] if marks else (0, len(text))
    base = pair.source_start if side == "source" else pair.target_start
    data = row.metadata
    confidence = _figure(data.get("confidence"), 1.0, row)
    finding = Finding(
        check_id=str(data.get("check_id") or f"mqm-{row.rater}"),
        side=side,
        start=start,
        end=end,
        category=row.category.strip().lower().replace("! ", "") or "other",
        severity=row.severity,
        confidence=1.0 if confidence is None else confidence,
        reason=str(data.get("note") or f"Marked by {row.rater} in the MQM table."),
        source_spans=(Span(start, end, text[start:end]),) if side == "source" else (),
        suggestion=str(data["suggestion"]) if data.get("suggestion") else None,
    )
    shared = {field.name: getattr(finding, field.name) for field in dataclasses.fields(finding)}
    return Flag(
        **shared,
        document_start=base + start,
        document_end=base + end,
        text=text[start:end],
        findings=(finding,),
    )


def _score(row: MqmRow) -> float | None:
    segment = row.metadata.get("segment")
    metrics = segment.get("metrics") if isinstance(segment, dict) else None
    return _figure(metrics.get(METRIC) if isinstance(metrics, dict) else None, 100.0, row)


def _figure(value: object, most: float, row: MqmRow) -> float | None:
    """A figure of the metadata; None where there is none, or something else under its name."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if not 0.0 <= value <= most:
        raise FormatError(f"a figure is {value!r}, not between 0 and {most:g}", where=row.where)
    return float(value)
