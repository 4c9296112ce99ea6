"""What the product said of one segment, in the form that is kept and measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean

from checker.evaluation.gold import GoldSegment
from checker.evaluation.spans import MAJOR, MarkedSpan, flatten
from checker.records import SegmentReport, Severity, Side

__all__ = ["PredictedFlag", "Prediction", "predicted_marks", "prediction_of"]


@dataclass(frozen=True, slots=True)
class PredictedFlag:
    """A flag, offsets into the segment's text on `side`.

    Attributes:
        checks: ids of all checks behind it, each once.
        source_spans: source words it names.
    """

    side: Side
    start: int
    end: int
    severity: Severity
    category: str
    check_id: str
    confidence: float
    checks: tuple[str, ...] = ()
    source_spans: tuple[tuple[int, int], ...] = ()

    @property
    def major(self) -> bool:
        """Major or critical."""
        return self.severity in MAJOR


@dataclass(frozen=True, slots=True)
class Prediction:
    """A line of `predictions.jsonl`.

    Attributes:
        key: content key of the document the segment was checked in.
        row: 0-based row of the segment in that document.
        rows: rows of that document.
        score: [0, 100], higher = better; None where the product gave none.
        flags: neutral ones included.
        signals: evidence that is measured by itself, e.g. "chrF".
        seconds: the document's time, shared out evenly over its rows.
    """

    key: str
    row: int
    rows: int
    dataset: str
    system: str | None
    document_id: str | None
    segment_id: str
    source: str
    target: str
    score: float | None
    flags: tuple[PredictedFlag, ...]
    signals: Mapping[str, float]
    seconds: float
    peak_memory_mb: float | None

    @property
    def marks(self) -> tuple[PredictedFlag, ...]:
        """The flags that say something is wrong: all but the neutral ones."""
        return tuple(flag for flag in self.flags if flag.severity is not Severity.NEUTRAL)


def predicted_marks(prediction: Prediction) -> tuple[MarkedSpan, ...]:
    """The target flags as disjoint spans of two levels, the worse one winning."""
    spans = [MarkedSpan(f.start, f.end, f.major) for f in prediction.marks if f.side == "target"]
    return flatten(prediction.target, spans)


def prediction_of(
    report: SegmentReport,
    segment: GoldSegment,
    *,
    key: str,
    row: int,
    rows: int,
    seconds: float,
    peak_memory_mb: float | None,
) -> Prediction:
    """Takes from a segment's report what is measured; the gold lends its names, nothing else."""
    return Prediction(
        key=key,
        row=row,
        rows=rows,
        dataset=segment.dataset,
        system=segment.system,
        document_id=segment.document_id,
        segment_id=segment.segment_id,
        source=segment.source,
        target=segment.target,
        score=report.score,
        flags=tuple(
            PredictedFlag(
                side=flag.side,
                start=flag.start,
                end=flag.end,
                severity=flag.severity,
                category=flag.category,
                check_id=flag.check_id,
                confidence=flag.confidence,
                checks=tuple(dict.fromkeys(f.check_id for f in flag.findings)) or (flag.check_id,),
                source_spans=tuple((span.start, span.end) for span in flag.source_spans),
            )
            for flag in report.flags
        ),
        signals=_signals(report),
        seconds=seconds,
        peak_memory_mb=peak_memory_mb,
    )


def _signals(report: SegmentReport) -> dict[str, float]:
    """Untrained evidence about the whole segment, each signed so that higher = better."""
    signals: dict[str, float] = {}
    if report.overlap:
        signals["chrF"] = fmean(overlap.chrf for overlap in report.overlap)
    tokens = report.forced_decoding.tokens if report.forced_decoding else ()
    given = [(t.given_source, t.alone) for t in tokens if t.given_source is not None]
    if given:
        signals["logprob"] = -fmean(with_source for with_source, _ in given)
        signals["logprob difference"] = fmean(alone - with_source for with_source, alone in given)
    return signals
