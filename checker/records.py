"""Frozen records that cross stage boundaries: document → pairs → evidence → flags → reports.

Offsets everywhere are half-open Unicode code-point offsets (`text[start:end]`). A record says into
which text: a segment pair's own text on that side, or the whole document text of that side.
Evidence that is missing is `None`, never 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from checker.evidence_records import (
    DiffOp,
    ForcedDecoding,
    Overlap,
    QualityEstimate,
    Removal,
    Replacement,
    Span,
    TokenExpectation,
    TokenQuality,
    TokenSurprisal,
    Translation,
    Variant,
    VariantKind,
)

__all__ = [
    "SCHEMA_VERSION",
    "DiffOp",
    "Document",
    "DocumentReport",
    "Finding",
    "Flag",
    "ForcedDecoding",
    "Overlap",
    "QualityEstimate",
    "Removal",
    "Replacement",
    "Segment",
    "SegmentPair",
    "SegmentReport",
    "Severity",
    "Side",
    "Span",
    "TokenExpectation",
    "TokenQuality",
    "TokenSurprisal",
    "Translation",
    "Variant",
    "VariantKind",
]

SCHEMA_VERSION = 3
"""Version of a line of `segments.jsonl`; goes up with every change of its fields."""

Side = Literal["source", "target"]


class Severity(StrEnum):
    """MQM severity. Ordered by `rank` (higher = worse)."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 (neutral) to 3 (critical)."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Document:
    """One document to check, decoded but otherwise exactly as its author wrote it.

    Attributes:
        source: the Chinese text, or None where no source was given.
        pairs: given when the input is already aligned (a table, or equal line counts declared so):
            the (source span, target span) of each row, covering every row once; else None.
        ids: the caller's own id of each row, parallel to `pairs`.
        notes: sentences for the reader about how the input was read (encoding found, characters
            removed …), shown in the report.
    """

    document_id: str
    target: str
    source: str | None = None
    pairs: tuple[tuple[Span | None, Span | None], ...] | None = None
    ids: tuple[str, ...] | None = None
    source_path: str | None = None
    target_path: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence of one side; `text == document_text[start:end]`.

    Attributes:
        paragraph: 0-based number of the paragraph (runs of text between line breaks) it lies in.
    """

    text: str
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class SegmentPair:
    """An aligned unit: m source sentences and n target sentences, m or n possibly 0.

    Attributes:
        segment_id: 0-based place in the document (shown 1-based).
        source: the source text, "" where nothing is aligned, None where the document has no source.
        source_start: offset of `source` in the document's source text (likewise `source_end`,
            `target_start`, `target_end`); for an empty side, the place where it would stand.
        alignment: "m-n", e.g. "1-2", "0-1".
        alignment_score: [0, 1], higher = surer; None where the pair was given, not found.
        row_id: the caller's id of the row, where there is one.
    """

    document_id: str
    segment_id: int
    source: str | None
    target: str
    source_start: int = 0
    source_end: int = 0
    target_start: int = 0
    target_end: int = 0
    alignment: str = "1-1"
    alignment_score: float | None = None
    row_id: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check says about one span, before merging.

    Attributes:
        check_id: stable id of the check ("fused-sentence", "forced-decoding").
        side: whose text `start` and `end` index: the pair's source or target text.
        category: MQM category path, e.g. "fluency/grammar", "accuracy/omission".
        confidence: [0, 1].
        reason: one sentence a reviewer can check, naming the words and figures concerned.
        source_spans: the source words concerned, as spans of the pair's source text.
        suggestion: what this span could say instead, where the check knows.
    """

    check_id: str
    side: Side
    start: int
    end: int
    category: str
    severity: Severity
    confidence: float
    reason: str
    source_spans: tuple[Span, ...] = ()
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """A flagged passage: one or more findings about overlapping spans, merged.

    Attributes:
        start: offset into the pair's text on `side` (likewise `end`).
        document_start: the same place in the whole document text of that side.
        text: the flagged words.
        check_id: of the finding that decided category and severity.
        confidence: [0, 1].
        suggestion: what the flagged words could be instead, where a check knows; else None.
        findings: all findings merged into this flag, the deciding one first.
    """

    side: Side
    start: int
    end: int
    document_start: int
    document_end: int
    text: str
    severity: Severity
    category: str
    check_id: str
    confidence: float
    reason: str
    source_spans: tuple[Span, ...] = ()
    suggestion: str | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class SegmentReport:
    """Everything known about one segment pair.

    Attributes:
        score: [0, 100], higher is better; flags can only lower it. None where the segment could not
            be scored (then `missing` says why).
        missing: sentences naming evidence that is absent, and why.
        estimate: the trained estimator's view; None where it was not asked.
        signature: names scorer, version, models and settings behind `score`.
    """

    pair: SegmentPair
    score: float | None
    flags: tuple[Flag, ...]
    translations: tuple[Translation, ...] = ()
    overlap: tuple[Overlap, ...] = ()
    forced_decoding: ForcedDecoding | None = None
    missing: tuple[str, ...] = ()
    signature: str = ""
    estimate: QualityEstimate | None = None


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """A checked document.

    Attributes:
        score: [0, 100], higher is better: the length-weighted mean of segment scores; None where no
            segment has a score.
        notes: sentences about the input (encoding, alignment doubts …).
    """

    document: Document
    segments: tuple[SegmentReport, ...]
    score: float | None
    signature: str
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = field(default=())

    @property
    def flags(self) -> tuple[Flag, ...]:
        """All flags, in document order."""
        return tuple(flag for segment in self.segments for flag in segment.flags)
