"""Source clauses that no English words explain: candidates for an omission.

The Chinese is scored given the English, and alone. A clause that is translated becomes far more
predictable when the English is known; one that is missing does not (the coverage idea of Vamvas and
Sennrich 2022, with the reverse direction in place of a removed clause: one pass a segment).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.clauses import split_clauses
from checker.records import Finding, ForcedDecoding, SegmentPair, Severity, Span
from checker.text import is_han

__all__ = ["DETECTOR", "THRESHOLDS", "Thresholds", "explained", "omitted_clauses"]

DETECTOR = "coverage"
_MIN_HAN = 5
"""Han characters a clause needs to be judged: «他说，» carries too little."""

# Who says it: names are hard to predict even where they are translated.
_ATTRIBUTION = re.compile(
    r"(?:说|表示|介绍|指出|认为|坦言|强调|称|透露|回应|提问|商定)[，：:。”]*\s*$"
)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a clause is not explained; nats a token of the Chinese.

    Attributes:
        gain: most that the English may explain, per token, for a flag.
        contrast: least by which the rest of the segment must be better explained, unless all of it
            stays under `gain`: then the whole sentence is missing.
    """

    gain: float
    contrast: float


THRESHOLDS = {
    "strict": Thresholds(gain=0.45, contrast=1.1),
    "balanced": Thresholds(gain=0.3, contrast=1.4),
    "lenient": Thresholds(gain=0.05, contrast=1.8),
}
"""By sensitivity."""


def omitted_clauses(
    pair: SegmentPair, reverse: ForcedDecoding, *, sensitivity: str
) -> list[Finding]:
    """Finds clauses of the source that the target does not explain.

    Args:
        reverse: surprisals of the source given the target; offsets index the source.

    Returns:
        Findings on the source, in order.
    """
    source = pair.source or ""
    limits = THRESHOLDS[sensitivity]
    clauses = split_clauses(source)
    gains = [_gain(clause, reverse) for clause in clauses]
    known = [gain for gain in gains if gain is not None]
    findings = []
    for clause, gain in zip(clauses, gains, strict=True):
        if gain is None or len(known) < 2 or gain > limits.gain:
            continue
        others = (sum(known) - gain) / (len(known) - 1)
        if others - gain >= limits.contrast or max(known) <= limits.gain:
            findings.append(_finding(clause, gain, others, limits))
    return findings


def _gain(clause: Span, reverse: ForcedDecoding) -> float | None:
    """Mean nats a token of the clause that the English explains; None where that says nothing."""
    if sum(map(is_han, clause.text)) < _MIN_HAN or _ATTRIBUTION.search(clause.text):
        return None
    return explained(reverse, clause.start, clause.end)


def explained(reverse: ForcedDecoding, start: int, end: int) -> float | None:
    """Mean nats a token of source[start:end] that the English explains.

    Args:
        reverse: surprisals of the source given the target; offsets index the source.

    Returns:
        Negative where the English makes the words less probable; None where no token was scored.
    """
    gains = [
        token.alone - token.given_source
        for token in reverse.tokens
        if token.start < end and start < token.end and token.given_source is not None
    ]
    return sum(gains) / len(gains) if gains else None


def _confidence(excess: float) -> float:
    """Of 23 findings on WMT21's validation half experts confirm a quarter."""
    return round(min(0.6, max(0.2, 0.2 + excess / 5)), 3)


def _finding(clause: Span, gain: float, others: float, limits: Thresholds) -> Finding:
    words = clause.text.strip("，。；：！？、 \n")
    start = clause.start + clause.text.index(words) if words else clause.start
    return Finding(
        detector=DETECTOR,
        side="source",
        start=start,
        end=start + len(words),
        category="accuracy/omission",
        severity=Severity.MAJOR,
        confidence=_confidence(others - gain - limits.contrast),
        reason=(
            f"‘{words}’ is not explained by any English word: knowing the English makes it"
            f" {'no' if gain <= 0 else 'hardly'} more predictable ({gain:.2f} nats a token,"
            f" against {others:.2f} for the rest of the segment)."
        ),
        source_spans=(Span(start, start + len(words), words),),
    )
