"""All detectors over one pair.

Where the trained estimator has judged the pair, it decides which words are suspicious; the
thresholds on surprisal (`surprisal`) serve only where it is switched off. Sentence breaks, minimal
pairs, lost negations and unexplained clauses have detectors of their own either way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.checks.model.judge import shipped_judges
from checker.checks.model.minimal_pairs import minimal_pairs
from checker.checks.model.negation import lost_negations
from checker.checks.model.omission import omitted_clauses
from checker.checks.model.omitted_items import omitted_items
from checker.checks.model.quality import base_score
from checker.checks.model.segment_features import segment_features
from checker.checks.model.structure import broken_sentences
from checker.checks.model.surprisal import surprising_words
from checker.checks.model.trained import left_out, suspicious_words
from checker.checks.model.word_features import word_table
from checker.evidence.source import Evidence
from checker.records import Finding, SegmentPair

__all__ = ["Detected", "detect"]


@dataclass(frozen=True, slots=True)
class Detected:
    """What the models' evidence comes to.

    Attributes:
        findings: suspicious spans.
        base_score: [0, 100], higher is better; what the segment may score without any flag.
        priced: whether the base score already counts what `findings` of the trained detector cost.
        missing: sentences naming evidence this pair lacks, and why.
    """

    findings: tuple[Finding, ...]
    base_score: float
    priced: bool
    missing: tuple[str, ...]


def detect(
    pair: SegmentPair, evidence: Evidence, rules: Sequence[Finding], *, sensitivity: str
) -> Detected:
    """Runs every detector whose evidence is there.

    Args:
        rules: what the rules found in this pair.
        sensitivity: one of `checker.config.SENSITIVITIES`.

    Raises:
        IntegrityError: the trained detector's numbers cannot be read.
    """
    findings: list[Finding] = []
    forced, reverse = evidence.forced_decoding, evidence.reverse
    if forced is not None:
        findings += broken_sentences(pair, forced, sensitivity=sensitivity)
        findings += minimal_pairs(pair, evidence, sensitivity=sensitivity)
    if forced is not None and reverse is not None:
        findings += lost_negations(pair, forced, reverse)
    if reverse is not None:
        findings += omitted_items(pair, reverse, evidence.removals, sensitivity=sensitivity)
        findings += omitted_clauses(
            pair, reverse, evidence.removals, evidence.estimate, sensitivity=sensitivity
        )
    if evidence.estimate is None:
        if forced is not None:
            findings += surprising_words(pair, forced, sensitivity=sensitivity)
        base = base_score(evidence)
    else:
        judge = shipped_judges().of(evidence)
        limits = judge.limits[sensitivity]
        table = word_table(pair, evidence, rules)
        error, major = judge.words(table)
        findings += suspicious_words(pair, evidence, table, error, major, limits)
        findings += left_out(pair, evidence, limits)
        base = judge.score(segment_features(pair, evidence, table, error))
    return Detected(
        tuple(findings),
        base,
        evidence.estimate is not None,
        _missing(pair, evidence),
    )


def _missing(pair: SegmentPair, evidence: Evidence) -> tuple[str, ...]:
    gone = [
        f"The re-translation by {translation.back_end} is not used: {translation.problem}."
        for translation in evidence.translations
        if not translation.usable
    ]
    if pair.source == "" and pair.target.strip():
        gone.append("No source sentence is aligned with this one: it was read by itself, unscored.")
    return tuple(gone)
