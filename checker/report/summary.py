"""What a run amounts to: counts over all segments, gathered one report at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from checker.formats.rounding import rounded_score
from checker.records import DocumentReport, SegmentReport, Severity

__all__ = [
    "SCORE_BINS",
    "DocumentSummary",
    "Tally",
    "facets",
    "score_bin",
    "worst_severity",
]

SCORE_BINS = 10
"""Bars of the score histogram: 0 to 10, 10 to 20 … 90 to 100 (100 included)."""


def score_bin(score: float) -> int:
    """Returns the bar a score in [0, 100] falls into, 0 to `SCORE_BINS` - 1."""
    return max(0, min(SCORE_BINS - 1, int(score * SCORE_BINS // 100)))


def worst_severity(report: SegmentReport) -> Severity | None:
    """Returns the severest severity among the segment's flags, None without flags."""
    return max((flag.severity for flag in report.flags), key=lambda s: s.rank, default=None)


def facets(report: SegmentReport) -> tuple[str, ...]:
    """Returns what a segment can be found by, each once: "severity:major", "score:4" …

    The kinds are severity, category, rule, score (number of the histogram bar, or "none") and
    flagged ("yes" or "no").
    """
    found = {f"severity:{flag.severity.value}": None for flag in report.flags}
    found.update({f"category:{flag.category}": None for flag in report.flags})
    found.update({f"rule:{flag.check_id}": None for flag in report.flags})
    found[f"score:{'none' if report.score is None else score_bin(report.score)}"] = None
    found[f"flagged:{'yes' if report.flags else 'no'}"] = None
    return tuple(found)


@dataclass(slots=True)
class Tally:
    """Counts over segments; `add` each report once. Its size does not grow with their number.

    Attributes:
        segments: reports added.
        flags: all flags.
        flagged: segments with at least one flag.
        unscored: segments without a score.
        severities: flags of each severity, by its value.
        categories: flags of each MQM category.
        rules: flags decided by each rule or detector.
        rule_severities: flags of each (rule, severity value).
        category_severities: flags of each (category, severity value).
        worst: segments by the severity of their worst flag.
        bins: segments in each of the `SCORE_BINS` score ranges.
    """

    segments: int = 0
    flags: int = 0
    flagged: int = 0
    unscored: int = 0
    severities: Counter[str] = field(default_factory=Counter)
    categories: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    rule_severities: Counter[tuple[str, str]] = field(default_factory=Counter)
    category_severities: Counter[tuple[str, str]] = field(default_factory=Counter)
    worst: Counter[str] = field(default_factory=Counter)
    bins: list[int] = field(default_factory=lambda: [0] * SCORE_BINS)

    def add(self, report: SegmentReport) -> None:
        """Counts one report."""
        self.segments += 1
        if report.score is None:
            self.unscored += 1
        else:
            self.bins[score_bin(report.score)] += 1
        worst = worst_severity(report)
        if worst is not None:
            self.flagged += 1
            self.worst[worst.value] += 1
        for flag in report.flags:
            self.flags += 1
            self.severities[flag.severity.value] += 1
            self.categories[flag.category] += 1
            self.rules[flag.check_id] += 1
            self.rule_severities[flag.check_id, flag.severity.value] += 1
            self.category_severities[flag.category, flag.severity.value] += 1

    @property
    def serious(self) -> int:
        """Flags that are major or critical."""
        return self.severities["major"] + self.severities["critical"]

    def as_dict(self) -> dict[str, Any]:
        """Returns the counts as plain JSON values, names sorted."""
        return {
            "segments": self.segments,
            "flagged_segments": self.flagged,
            "unscored_segments": self.unscored,
            "flags": self.flags,
            "flags_by_severity": {s.value: self.severities[s.value] for s in Severity},
            "flags_by_category": dict(sorted(self.categories.items())),
            "flags_by_rule": dict(sorted(self.rules.items())),
            "score_histogram": list(self.bins),
        }


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """What a report says of one document besides its segments.

    Attributes:
        score: [0, 100], higher is better; None where no segment has a score.
        severities: flags of each severity, by its value.
        has_source: False where English was checked without its Chinese.
    """

    document_id: str
    score: float | None
    segments: int
    flagged: int
    severities: Mapping[str, int]
    has_source: bool = True
    source_path: str | None = None
    target_path: str | None = None
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    signature: str = ""

    @classmethod
    def of(cls, report: DocumentReport, tally: Tally | None = None) -> DocumentSummary:
        """Sums up a document; `tally` may stand in for the counts of segments written before.

        Raises:
            StoreError: the score is infinite or not a number.
        """
        counts = tally or tally_of(report.segments)
        document = report.document
        return cls(
            document_id=document.document_id,
            score=rounded_score(report.score),
            segments=counts.segments,
            flagged=counts.flagged,
            severities={s.value: counts.severities[s.value] for s in Severity},
            has_source=document.source is not None,
            source_path=document.source_path,
            target_path=document.target_path,
            notes=tuple(dict.fromkeys((*document.notes, *report.notes))),
            missing=report.missing,
            signature=report.signature,
        )

    @property
    def flags(self) -> int:
        """All flags of the document."""
        return sum(self.severities.values())


def tally_of(reports: Iterable[SegmentReport]) -> Tally:
    """Counts all reports."""
    tally = Tally()
    for report in reports:
        tally.add(report)
    return tally
