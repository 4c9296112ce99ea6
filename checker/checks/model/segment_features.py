"""What is known of a segment as a whole, as named values; a value that is missing is None."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import fmean

from checker.checks.model.word_features import WordTable
from checker.evidence.source import Evidence
from checker.language.characters import is_han
from checker.records import SegmentPair

__all__ = ["segment_features"]


def segment_features(
    pair: SegmentPair, evidence: Evidence, table: WordTable, errors: Sequence[float]
) -> dict[str, float | None]:
    """All values of one segment.

    Args:
        errors: calibrated probability of error of each word of the table.
    """
    estimate, words = evidence.estimate, len(table.words)
    han = sum(map(is_han, pair.source or ""))
    values: dict[str, float | None] = {
        "words": float(words),
        "ratio": words / han if han else None,
        "penalty_per_word": estimate.penalty_per_word if estimate else None,
        "penalty": estimate.penalty if estimate else None,
        "chrf_loss": estimate.chrf_loss if estimate else None,
        "end": estimate.end if estimate else None,
        "omitted": max((p for _, _, p in estimate.omitted), default=None) if estimate else None,
        "error_mean": fmean(errors) if errors else None,
        "error_top": _top(errors, 3),
        "errors_expected": math.log1p(sum(errors)) if errors else None,
        "surprisal_mean": _mean(table.columns["surprisal_sum"]),
        "surprisal_top": _top([v for v in table.columns["surprisal"] if v is not None], 3),
        "gain_mean": _mean(table.columns["gain"]),
        "overlap": max((o.chrf for o in evidence.overlap), default=None),
        "aligned": _mean(table.columns["aligned"]),
    }
    reverse = evidence.reverse.tokens if evidence.reverse else ()
    known = [(t.alone, t.given_source) for t in reverse if t.given_source is not None]
    values["reverse_gain"] = fmean(a - g for a, g in known) if known else None
    values["reverse_low"] = min((a - g for a, g in known), default=None)
    return values


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


def _top(values: Sequence[float], count: int) -> float | None:
    return fmean(sorted(values)[-count:]) if values else None
