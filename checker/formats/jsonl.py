"""One segment report as one line of JSON, and back; `segment.schema.json` describes the line.

Figures are rounded (see `rounding`), keys come in a fixed order, text is UTF-8. Line separators
other than the line feed, C1 controls and lone surrogates are written as `\\uXXXX`, so that every
tool agrees where a line ends.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from checker.errors import FormatError
from checker.formats.codec import Layout, decode, encode, json_text
from checker.formats.jsonl_checks import checked
from checker.formats.rounding import rounded
from checker.records import (
    SCHEMA_VERSION,
    Flag,
    ForcedDecoding,
    Overlap,
    QualityEstimate,
    SegmentPair,
    SegmentReport,
    TokenQuality,
    TokenSurprisal,
)

__all__ = ["from_json", "read_jsonl", "to_json"]

_READ = range(1, SCHEMA_VERSION + 1)
_LAYOUT = Layout(
    rows=frozenset({TokenQuality, TokenSurprisal}),
    keys={
        SegmentPair: ("document_id", "segment_id", "row_id", ...),
        Flag: (..., "source_spans", "findings"),
        Overlap: (..., "diff"),
        ForcedDecoding: (..., "tokens"),
        QualityEstimate: ("signature", ..., "tokens", "omitted"),
    },
)
_SHORT = {"document_id": "document", "segment_id": "id"}
_EVIDENCE = ("overlap", "forced_decoding", "estimate")


def to_json(report: SegmentReport) -> str:
    """Writes a report as one line of JSON, without the line feed.

    Raises:
        StoreError: a figure is infinite or not a number.
    """
    return json_text(_report_to_data(rounded(report)))


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
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
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


def _report_to_data(report: SegmentReport) -> dict[str, Any]:
    data = encode(report, _LAYOUT)
    findings: list[Any] = []
    for flag in data["flags"]:  # a flag names its findings by their places
        own = flag["findings"]
        flag["findings"] = list(range(len(findings), len(findings) + len(own)))
        findings += own
    pseudo = _pseudo_texts(data["translations"])
    for overlap in data["overlap"]:
        texts = report.pair.target, pseudo.get(overlap["back_end"], "")
        overlap["diff"] = [_step(item, *texts) for item in overlap["diff"]]
    return {
        "schema_version": SCHEMA_VERSION,
        **{_SHORT.get(name, name): value for name, value in data["pair"].items()},
        "score": data["score"],
        "flags": data["flags"],
        "translations": data["translations"],
        "evidence": {**{name: data[name] for name in _EVIDENCE}, "findings": findings},
        "missing": data["missing"],
        "signature": data["signature"],
    }


def _report_from_data(data: dict[str, Any]) -> SegmentReport:
    evidence = data["evidence"]
    findings = evidence["findings"]
    pseudo = _pseudo_texts(data["translations"])
    return decode(
        SegmentReport,
        {
            "pair": {f.name: data[_SHORT.get(f.name, f.name)] for f in fields(SegmentPair)},
            "score": data["score"],
            "flags": [
                {**flag, "findings": [findings[place] for place in flag["findings"]]}
                for flag in data["flags"]
            ],
            "translations": data["translations"],
            "overlap": [
                {**item, "diff": list(_steps(item, data["target"], pseudo))}
                for item in evidence["overlap"]
            ],
            "forced_decoding": evidence["forced_decoding"],
            "estimate": evidence.get("estimate"),  # version 1 had none
            "missing": data["missing"],
            "signature": data["signature"],
        },
        _LAYOUT,
    )


def _pseudo_texts(translations: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Maps each back end to the text of its first translation."""
    texts: dict[str, str] = {}
    for translation in translations:
        texts.setdefault(translation["back_end"], translation["text"])
    return texts


def _step(item: Mapping[str, Any], target: str, pseudo: str) -> list[Any]:
    """A step of an overlap's alignment as kind and offsets.

    The words follow from the offsets; they are written only where they would not.
    """
    own, other = item["target"], item["pseudo"]
    step = [item["kind"], own["start"], own["end"], other["start"], other["end"]]
    cut = target[own["start"] : own["end"]], pseudo[other["start"] : other["end"]]
    return step if cut == (own["text"], other["text"]) else [*step, own["text"], other["text"]]


def _steps(overlap: Mapping[str, Any], target: str, pseudo: Mapping[str, str]) -> Iterator[Any]:
    """The steps of an overlap with their words, as records."""
    other = pseudo.get(overlap["back_end"], "")
    for kind, start, end, left, right, *words in overlap["diff"]:
        own_text, other_text = words or (target[start:end], other[left:right])
        yield {
            "kind": kind,
            "target": {"start": start, "end": end, "text": own_text},
            "pseudo": {"start": left, "end": right, "text": other_text},
        }
