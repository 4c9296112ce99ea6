"""One segment report as one line of JSON, and back; `segment.schema.json` describes the line.

Figures are rounded (see `rounding`), keys come in a fixed order, text is UTF-8. Line separators
other than the line feed, C1 controls and lone surrogates are written as `\\uXXXX`, so that every
tool agrees where a line ends.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from checker.errors import FormatError
from checker.formats.jsonl_checks import checked
from checker.formats.jsonl_parts import (
    estimate_from_data,
    estimate_to_data,
    finding_from_data,
    finding_to_data,
    flag_from_data,
    flag_to_data,
    forced_from_data,
    forced_to_data,
    overlap_from_data,
    overlap_to_data,
    pseudo_texts,
    translation_to_data,
)
from checker.formats.rounding import rounded
from checker.records import SCHEMA_VERSION, SegmentPair, SegmentReport, Translation

__all__ = ["dump_json", "from_json", "read_jsonl", "to_json"]

_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def dump_json(value: object) -> str:
    """Writes JSON on one line, in the order of the keys, safe to split at any kind of line end.

    Raises:
        ValueError: a figure is infinite or not a number.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def to_json(report: SegmentReport) -> str:
    """Writes a report as one line of JSON, without the line feed.

    Raises:
        StoreError: a figure is infinite or not a number.
    """
    return dump_json(_report_to_data(rounded(report)))


def from_json(line: str, *, where: str | None = None) -> SegmentReport:
    """Reads what `to_json` wrote: `from_json(to_json(report)) == rounded(report)`.

    Args:
        where: file and line, for the error message.

    Raises:
        FormatError: the line is not a segment report of a known schema version, or a figure or an
            offset in it is out of its range.
    """
    try:
        data = json.loads(line)
        version = data["schema_version"]
        if version in _READ:
            return checked(_report_from_data(data))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise FormatError(
            f"this line is not a segment report ({error!r})",
            where=where,
            remedy="Check the folder again with this version",
        ) from error
    raise FormatError(
        f"schema version {version!r} is unknown, this version reads 1 to {SCHEMA_VERSION}",
        where=where,
        remedy="Read the file with the version that wrote it, or check the documents again",
    )


def read_jsonl(lines: Iterable[str], *, name: str = "segments.jsonl") -> Iterator[SegmentReport]:
    """Reads segment reports one at a time; empty lines are passed over.

    Raises:
        FormatError: a line is not a segment report; the message names its number.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield from_json(line, where=f"{name}, line {number}")


_READ = range(1, SCHEMA_VERSION + 1)
_PAIR_HEAD = ("source", "target", "source_start", "source_end", "target_start", "target_end")
_PAIR_TAIL = ("alignment", "alignment_score")


def _report_to_data(report: SegmentReport) -> dict[str, Any]:
    pair = report.pair
    flags: list[dict[str, Any]] = []
    findings: list[dict[str, Any]] = []
    for flag in report.flags:
        flags.append(flag_to_data(flag, len(findings)))
        findings += [finding_to_data(finding) for finding in flag.findings]
    pseudo = pseudo_texts(report.translations)
    overlaps = [
        overlap_to_data(overlap, pair.target, pseudo.get(overlap.back_end, ""))
        for overlap in report.overlap
    ]
    return {
        "schema_version": SCHEMA_VERSION,
        "document": pair.document_id,
        "id": pair.segment_id,
        "row_id": pair.row_id,
        **{name: getattr(pair, name) for name in _PAIR_HEAD + _PAIR_TAIL},
        "score": report.score,
        "flags": flags,
        "translations": [translation_to_data(item) for item in report.translations],
        "evidence": {
            "overlap": overlaps,
            "forced_decoding": forced_to_data(report.forced_decoding),
            "estimate": estimate_to_data(report.estimate),
            "findings": findings,
        },
        "missing": list(report.missing),
        "signature": report.signature,
    }


def _report_from_data(data: dict[str, Any]) -> SegmentReport:
    pair = SegmentPair(
        document_id=data["document"],
        segment_id=data["id"],
        row_id=data["row_id"],
        **{name: data[name] for name in _PAIR_HEAD + _PAIR_TAIL},
    )
    evidence = data["evidence"]
    findings = [finding_from_data(finding) for finding in evidence["findings"]]
    translations = tuple(Translation(**item) for item in data["translations"])
    pseudo = pseudo_texts(translations)
    return SegmentReport(
        pair=pair,
        score=data["score"],
        flags=tuple(flag_from_data(flag, findings) for flag in data["flags"]),
        translations=translations,
        overlap=tuple(
            overlap_from_data(item, pair.target, pseudo.get(item["back_end"], ""))
            for item in evidence["overlap"]
        ),
        forced_decoding=forced_from_data(evidence["forced_decoding"]),
        # Version 1 had no estimates.
        estimate=estimate_from_data(evidence.get("estimate")),
        missing=tuple(data["missing"]),
        signature=data["signature"],
    )
