"""Rounds the figures of a report once, before anything is written or compared.

Batching changes the last bits of a model's figures. Rounding a report first, and then rendering
only the rounded one, keeps every output the same whatever the batch, and makes writing and reading
back exact.
"""

from __future__ import annotations

import math
from dataclasses import replace

from checker.errors import StoreError
from checker.records import (
    Finding,
    Flag,
    ForcedDecoding,
    Overlap,
    QualityEstimate,
    SegmentReport,
    TokenQuality,
    TokenSurprisal,
)

__all__ = [
    "NAT_DIGITS",
    "PROBABILITY_DIGITS",
    "SCORE_DIGITS",
    "rounded",
    "rounded_confidence",
    "rounded_score",
]

SCORE_DIGITS = 2
"""Digits after the point of scores and of chrF++, BLEU and TER."""

PROBABILITY_DIGITS = 4
"""Digits after the point of confidences, alignment scores and probabilities."""

NAT_DIGITS = 3
"""Digits after the point of surprisals, in nats."""


def _round(value: float, digits: int, where: str) -> float:
    if not math.isfinite(value):
        raise StoreError(
            f"a figure is {value}, which no report can hold",
            where=where,
            remedy="Missing evidence must be None; please report this as a bug",
        )
    return round(float(value), digits) + 0.0  # + 0.0 turns -0.0 into 0.0


def _maybe(value: float | None, digits: int, where: str) -> float | None:
    return None if value is None else _round(value, digits, where)


def rounded_score(score: float | None) -> float | None:
    """Rounds a segment's or document's score to `SCORE_DIGITS`; None stays None.

    Raises:
        StoreError: the score is infinite or not a number.
    """
    return _maybe(score, SCORE_DIGITS, "score")


def rounded_confidence(confidence: float) -> float:
    """Rounds a confidence to `PROBABILITY_DIGITS`.

    Raises:
        StoreError: the confidence is infinite or not a number.
    """
    return _round(confidence, PROBABILITY_DIGITS, "confidence")


def _overlap(overlap: Overlap, where: str) -> Overlap:
    return replace(
        overlap,
        chrf=_round(overlap.chrf, SCORE_DIGITS, where),
        bleu=_round(overlap.bleu, SCORE_DIGITS, where),
        ter=_round(overlap.ter, SCORE_DIGITS, where),
    )


def _token(token: TokenSurprisal, where: str) -> TokenSurprisal:
    return replace(
        token,
        given_source=_maybe(token.given_source, NAT_DIGITS, where),
        alone=_round(token.alone, NAT_DIGITS, where),
        expected_probability=_maybe(token.expected_probability, PROBABILITY_DIGITS, where),
    )


def _estimate(estimate: QualityEstimate, where: str) -> QualityEstimate:
    def short(value: float) -> float:
        return _round(value, PROBABILITY_DIGITS, where)

    return replace(
        estimate,
        tokens=tuple(
            TokenQuality(token.start, token.end, short(token.error), short(token.major))
            for token in estimate.tokens
        ),
        omitted=tuple((start, end, short(chance)) for start, end, chance in estimate.omitted),
        end=short(estimate.end),
        penalty_per_word=short(estimate.penalty_per_word),
        penalty=short(estimate.penalty),
        chrf_loss=short(estimate.chrf_loss),
    )


def _finding(finding: Finding, where: str) -> Finding:
    return replace(finding, confidence=_round(finding.confidence, PROBABILITY_DIGITS, where))


def _flag(flag: Flag, where: str) -> Flag:
    return replace(
        flag,
        confidence=_round(flag.confidence, PROBABILITY_DIGITS, where),
        findings=tuple(_finding(finding, where) for finding in flag.findings),
    )


def rounded(report: SegmentReport) -> SegmentReport:
    """Returns the report with every figure rounded; rounding twice changes nothing.

    Raises:
        StoreError: a figure is infinite or not a number.
    """
    pair = report.pair
    where = f"document {pair.document_id}, segment {pair.segment_id + 1}"
    forced = report.forced_decoding
    if forced is not None:
        tokens = tuple(_token(token, where) for token in forced.tokens)
        forced = ForcedDecoding(tokens=tokens, signature=forced.signature)
    return replace(
        report,
        pair=replace(pair, alignment_score=_maybe(pair.alignment_score, PROBABILITY_DIGITS, where)),
        score=_maybe(report.score, SCORE_DIGITS, where),
        flags=tuple(_flag(flag, where) for flag in report.flags),
        overlap=tuple(_overlap(overlap, where) for overlap in report.overlap),
        forced_decoding=forced,
        estimate=None if report.estimate is None else _estimate(report.estimate, where),
    )
