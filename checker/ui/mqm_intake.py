"""An MQM TSV (Marot's ten columns, our own or another annotator's) as reports to review."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from checker.errors import FormatError
from checker.formats.mqm import MQM_COLUMNS, decode_text
from checker.records import (
    Document,
    DocumentReport,
    Finding,
    Flag,
    SegmentPair,
    SegmentReport,
    Severity,
    Side,
    Span,
)
from checker.verdict.scores import document_score

__all__ = ["reports_from_mqm"]

_OPEN, _CLOSE = "<v>", "</v>"
_METRIC = "checker-score"


def reports_from_mqm(text: str, *, where: str) -> list[DocumentReport]:
    """Read an MQM TSV; each system's version of a document is a document of its own.

    Raises:
        FormatError: a line does not have the ten columns, or its spans do not fit its text.
    """
    rows: dict[tuple[str, str], dict[str, list[dict[str, str]]]] = {}
    systems: dict[str, set[str]] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.removesuffix("\r")
        if not line or line.startswith("system\tdoc"):
            continue
        cells = line.split("\t")
        if len(cells) != len(MQM_COLUMNS):
            raise FormatError(
                f"has {len(cells)} columns",
                where=f"{where}, line {number}",
                remedy=f"Ten are needed: {', '.join(MQM_COLUMNS)}.",
            )
        row = {**dict(zip(MQM_COLUMNS, cells, strict=True)), "line": f"{where}, line {number}"}
        systems.setdefault(row["doc"], set()).add(row["system"])
        document = rows.setdefault((row["doc"], row["system"]), {})
        document.setdefault(row["docSegId"], []).append(row)
    return [
        _document(
            decode_text(doc) + (f" · {decode_text(system)}" if len(systems[doc]) > 1 else ""),
            list(segments.values()),
        )
        for (doc, system), segments in rows.items()
    ]


def _document(name: str, groups: list[list[dict[str, str]]]) -> DocumentReport:
    reports: list[SegmentReport] = []
    sources: list[str] = []
    targets: list[str] = []
    places = [0, 0]
    for number, rows in enumerate(groups):
        source, target = (_plain(rows[0][side]) for side in ("source", "target"))
        pair = SegmentPair(
            document_id=name,
            segment_id=number,
            source=source,
            target=target,
            source_start=places[0],
            source_end=places[0] + len(source),
            target_start=places[1],
            target_end=places[1] + len(target),
            row_id=rows[0]["docSegId"],
        )
        flags = tuple(flag for row in rows if (flag := _flag(row, pair)) is not None)
        score = next((s for row in rows if (s := _score(row)) is not None), None)
        reports.append(SegmentReport(pair, score, flags, signature="mqm"))
        sources.append(source)
        targets.append(target)
        places = [places[0] + len(source) + 1, places[1] + len(target) + 1]
    document = Document(
        name, "\n".join(targets), "\n".join(sources), notes=("Read from an MQM table.",)
    )
    return DocumentReport(document, tuple(reports), document_score(reports), "mqm", document.notes)


def _flag(row: dict[str, str], pair: SegmentPair) -> Flag | None:
    severity = _severity(row["severity"])
    if severity is None or not row["rater"]:
        return None
    side: Side = "source" if _OPEN in row["source"] else "target"
    text = (pair.source or "") if side == "source" else pair.target
    start, end = _span(row[side], row["line"])
    if _plain(row[side]) != text:
        raise FormatError("the text differs from the segment's first row", where=row["line"])
    data = _metadata(row)
    base = pair.source_start if side == "source" else pair.target_start
    category = decode_text(row["category"]).strip().lower().replace("! ", "") or "other"
    named = data.get("check_id") or data.get("rule")  # so called until version 0.2
    check_id = decode_text(str(named or f"mqm-{row['rater']}"))
    reason = decode_text(str(data.get("note") or f"Marked by {row['rater']} in the MQM table."))
    confidence = data.get("confidence")
    finding = Finding(
        check_id=check_id,
        side=side,
        start=start,
        end=end,
        category=category,
        severity=severity,
        confidence=float(confidence) if isinstance(confidence, (int, float)) else 1.0,
        reason=reason,
        source_spans=(Span(start, end, text[start:end]),) if side == "source" else (),
        suggestion=decode_text(str(data["suggestion"])) if data.get("suggestion") else None,
    )
    shared = {field.name: getattr(finding, field.name) for field in dataclasses.fields(finding)}
    return Flag(
        **shared,
        document_start=base + start,
        document_end=base + end,
        text=text[start:end],
        findings=(finding,),
    )


def _plain(cell: str) -> str:
    return decode_text(cell.replace(_OPEN, "").replace(_CLOSE, ""))


def _span(cell: str, where: str) -> tuple[int, int]:
    """The marked span in the decoded text; where nothing is marked, the whole text."""
    if _OPEN not in cell:
        return 0, len(decode_text(cell))
    before, _, rest = cell.partition(_OPEN)
    words, closed, _ = rest.partition(_CLOSE)
    if not closed:
        raise FormatError("a <v> is not closed", where=where, remedy="Close it with </v>.")
    start = len(decode_text(before))
    return start, start + len(decode_text(words.replace(_OPEN, "")))


def _severity(name: str) -> Severity | None:
    try:
        return Severity(name.strip().lower())
    except ValueError:
        return None


def _metadata(row: dict[str, str]) -> dict[str, Any]:
    try:
        data = json.loads(row["metadata"] or "{}")
    except ValueError:
        return {"note": row["metadata"]}  # the format's older form: a bare note
    return data if isinstance(data, dict) else {}


def _score(row: dict[str, str]) -> float | None:
    segment = _metadata(row).get("segment")
    metrics = segment.get("metrics") if isinstance(segment, dict) else None
    value = metrics.get(_METRIC) if isinstance(metrics, dict) else None
    return float(value) if isinstance(value, (int, float)) else None
