"""What the trained judge makes of a pair's evidence: chances for its words, a base score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.checks.model.judge import Judge, shipped_judges
from checker.checks.model.quality import surprisal_score
from checker.checks.model.segment_features import segment_features
from checker.checks.model.word_features import WordTable, word_table
from checker.evidence.source import Evidence
from checker.records import Finding, SegmentPair

__all__ = ["Judgement", "base_score", "judge_pair"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The judge's view of a pair.

    Attributes:
        judge: who judged, with the limits of each sensitivity.
        table: the target's words.
        error: calibrated probability of error of each word; `major` likewise.
        score: [0, 100], higher is better; what the segment may score without any flag.
    """

    judge: Judge
    table: WordTable
    error: tuple[float, ...]
    major: tuple[float, ...]
    score: float


def judge_pair(
    pair: SegmentPair, evidence: Evidence, findings: Sequence[Finding]
) -> Judgement | None:
    """Judges a pair; None where the trained estimator was not asked.

    Args:
        findings: of the checks of the texts.

    Raises:
        IntegrityError: the judge's numbers cannot be read.
    """
    if evidence.estimate is None:
        return None
    judge = shipped_judges().of(evidence)
    table = word_table(pair, evidence, findings)
    error, major = judge.words(table)
    score = judge.score(segment_features(pair, evidence, table, error))
    return Judgement(judge, table, tuple(error), tuple(major), score)


def base_score(evidence: Evidence, judgement: Judgement | None) -> float:
    """What the models alone think of a segment: [0, 100], higher is better."""
    return surprisal_score(evidence) if judgement is None else judgement.score
