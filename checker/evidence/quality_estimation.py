"""The trained estimator's view of pairs, cached."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from checker.evidence.cache import Cache
from checker.evidence.cached import score_cached
from checker.records import QualityEstimate, TokenQuality

__all__ = ["Estimator", "estimate_quality"]


class Estimator(Protocol):
    """What estimates quality; `checker.models.estimator.QualityEstimator` is one."""

    @property
    def signature(self) -> str:
        """Names model and version; a cache key."""
        ...

    def estimate(self, pairs: Sequence[tuple[str, str]]) -> list[QualityEstimate]:
        """Estimates each (source, target) pair; same length and order."""
        ...


def estimate_quality(
    pairs: Sequence[tuple[str, str]], estimator: Estimator, cache: Cache | None = None
) -> list[QualityEstimate]:
    """Estimates each (source, target) pair, equal ones once; same length and order.

    Raises:
        CheckerError: the estimator failed.
    """
    signature = estimator.signature

    def unpack(values: Any) -> QualityEstimate:
        tokens, omitted, end, (per_word, penalty, chrf_loss) = values
        chances = [end, *(p for row in tokens for p in row[2:]), *(row[2] for row in omitted)]
        if not all(0.0 <= float(chance) <= 1.0 for chance in chances):
            raise ValueError("a probability is outside [0, 1]")
        return QualityEstimate(
            tuple(TokenQuality(*row) for row in tokens),
            tuple((int(start), int(stop), float(p)) for start, stop, p in omitted),
            end=float(end),
            penalty_per_word=float(per_word),
            penalty=float(penalty),
            chrf_loss=float(chrf_loss),
            signature=signature,
        )

    return score_cached(pairs, estimator.estimate, signature, cache, pack=_pack, unpack=unpack)


def _pack(estimate: QualityEstimate) -> list[Any]:
    return [
        [[token.start, token.end, token.error, token.major] for token in estimate.tokens],
        [list(row) for row in estimate.omitted],
        estimate.end,
        [estimate.penalty_per_word, estimate.penalty, estimate.chrf_loss],
    ]
