"""What the models think of a segment as a whole, before any flag."""

from __future__ import annotations

from checker.evidence.source import Evidence

__all__ = ["surprisal_score"]


def surprisal_score(evidence: Evidence) -> float:
    """Rates a segment by how well its words are explained by the source.

    Returns:
        [0, 100], higher is better; 100 where there is no model evidence, since nothing then speaks
        against the segment.
    """
    forced = evidence.forced_decoding
    if forced is None:
        return 100.0
    given = [token.given_source for token in forced.tokens if token.given_source is not None]
    if not given:
        return 100.0
    return 100.0 - min(30.0, 6.0 * sum(given) / len(given))
