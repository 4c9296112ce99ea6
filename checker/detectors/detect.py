"""All detectors over one pair."""

from __future__ import annotations

from dataclasses import dataclass

from checker.detectors.negation import lost_negations
from checker.detectors.omission import omitted_clauses
from checker.detectors.quality import base_score
from checker.detectors.structure import broken_sentences
from checker.detectors.surprisal import surprising_words
from checker.evidence import Evidence
from checker.records import Finding, SegmentPair

__all__ = ["Detected", "detect"]


@dataclass(frozen=True, slots=True)
class Detected:
    """What the models' evidence comes to.

    Attributes:
        findings: suspicious spans.
        base_score: [0, 100], higher is better; what the segment may score without any flag.
        missing: sentences naming evidence this pair lacks, and why.
    """

    findings: tuple[Finding, ...]
    base_score: float
    missing: tuple[str, ...]


def detect(pair: SegmentPair, evidence: Evidence, *, sensitivity: str) -> Detected:
    """Runs every detector whose evidence is there.

    Args:
        sensitivity: one of `checker.config.SENSITIVITIES`.
    """
    findings: list[Finding] = []
    if evidence.forced_decoding is not None:
        findings += surprising_words(pair, evidence.forced_decoding, sensitivity=sensitivity)
        findings += broken_sentences(pair, evidence.forced_decoding, sensitivity=sensitivity)
    if evidence.reverse is not None:
        findings += omitted_clauses(pair, evidence.reverse, sensitivity=sensitivity)
        if evidence.forced_decoding is not None:
            findings += lost_negations(pair, evidence.forced_decoding, evidence.reverse)
    return Detected(tuple(findings), base_score(evidence), _missing(pair, evidence))


def _missing(pair: SegmentPair, evidence: Evidence) -> tuple[str, ...]:
    gone = [
        f"The re-translation by {translation.back_end} is not used: {translation.problem}."
        for translation in evidence.translations
        if not translation.usable
    ]
    if pair.source == "" and pair.target.strip():
        gone.append("No source sentence is aligned with this one: it was scored by itself.")
    return tuple(gone)
