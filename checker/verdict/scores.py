"""Segment and document scores: 0 to 100, higher is better; a flag can only lower them.

The scheme follows MQM's: every flag costs its severity's weight, per hundred words of the segment
(Lommel et al. 2014; the weights 1, 5, 10 are Unbabel's, see Guerreiro et al. 2024, xCOMET). Each
weight is multiplied by the flag's confidence. What copied, empty, looping or untranslated text may
score at most is a ceiling of its check that nothing lifts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.checks.base import Check
from checker.checks.registry import known_check
from checker.language.tokens import word_count
from checker.records import Flag, SegmentReport, Severity

__all__ = ["WEIGHTS", "document_score", "segment_score"]

WEIGHTS = {
    Severity.NEUTRAL: 0.0,
    Severity.MINOR: 1.0,
    Severity.MAJOR: 5.0,
    Severity.CRITICAL: 10.0,
}
"""Penalty points by severity: those of the MQM scores that Unbabel gives at WMT."""

_MIN_WORDS = 10
"""Words that every segment counts for at the least: below it one major error would cost more than
the whole segment. Chosen, not measured."""


def segment_score(
    target: str,
    flags: Sequence[Flag],
    *,
    base: float = 100.0,
) -> float:
    """Scores a segment.

    Args:
        target: its English text (its words are the scale of the penalty).
        flags: its flags; each lowers the score.
        base: [0, 100], what the models alone think of the segment, before any flag.

    Returns:
        [0, base], higher is better; never above a ceiling that applies.
    """
    words = max(_MIN_WORDS, word_count(target))
    penalty = sum(
        WEIGHTS[flag.severity] * flag.confidence
        for flag in flags
        if not all(check is not None and check.priced for check in _behind(flag))
    )
    score = max(0.0, base * (1.0 - min(1.0, penalty / words)))
    ceilings = [check.ceiling for flag in flags for check in _behind(flag) if check is not None]
    return min([score, *(ceiling for ceiling in ceilings if ceiling is not None)])


def _behind(flag: Flag) -> list[Check | None]:
    return [known_check(finding.check_id) for finding in flag.findings]


def document_score(segments: Iterable[SegmentReport]) -> float | None:
    """The mean of segment scores, weighted by length in characters (of the longer side).

    Returns:
        [0, 100], higher is better; None where no segment has a score.
    """
    total = weight = 0.0
    for segment in segments:
        if segment.score is None:
            continue
        size = max(1, len(segment.pair.target), 2 * len(segment.pair.source or ""))
        total += size * segment.score
        weight += size
    return total / weight if weight else None
