"""What evidence a pair lacks, said in sentences."""

from __future__ import annotations

from checker.evidence.source import Evidence
from checker.records import SegmentPair

__all__ = ["missing_of"]


def missing_of(pair: SegmentPair, evidence: Evidence) -> tuple[str, ...]:
    """Sentences naming evidence that this pair lacks, and why."""
    gone = [
        f"The re-translation by {translation.back_end} is not used: {translation.problem}."
        for translation in evidence.translations
        if not translation.usable
    ]
    if not evidence.asked:
        gone.append(
            "The language model and the back ends were not asked here: rules and estimator leave"
            " little doubt."
        )
    if pair.source == "" and pair.target.strip():
        gone.append("No source sentence is aligned with this one: it was read by itself, unscored.")
    return tuple(gone)
