"""OK/BAD tags of a segment's tokens, gold and predicted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from checker.evaluation.gold import GoldSegment, gold_marks
from checker.evaluation.prediction import Prediction
from checker.evaluation.words import bad_words, whitespace_tokens

__all__ = ["gold_bad", "predicted_bad", "token_places"]


def token_places(segment: GoldSegment) -> tuple[tuple[int, int], ...]:
    """The data set's own tokens; where it has none, the words between white space."""
    return segment.tokens if segment.tokens is not None else whitespace_tokens(segment.target)


def gold_bad(segment: GoldSegment, *, method: str = "union") -> NDArray[np.bool_] | None:
    """Which tokens are BAD: by the raters' tags or, for want of them, by their spans.

    Args:
        method: several raters' tags: "union" = BAD where anyone says so, "majority" = where more
            than half do; for spans see `gold_marks`.

    Returns:
        Shape (tokens,), or None where nobody annotated words or spans.
    """
    tagged = [rating.tags for rating in segment.ratings if rating.tags is not None]
    if tagged:
        votes = np.array(tagged, dtype=bool).sum(axis=0)
        return np.asarray(votes > 0 if method == "union" else 2 * votes > len(tagged))
    marks = gold_marks(segment, method=method)
    if marks is None:
        return None
    return bad_words(token_places(segment), ((mark.start, mark.end) for mark in marks))


def predicted_bad(segment: GoldSegment, prediction: Prediction) -> NDArray[np.bool_]:
    """Which tokens a flag on the target touches, neutral flags aside; shape (tokens,)."""
    marks = [(flag.start, flag.end) for flag in prediction.marks if flag.side == "target"]
    return bad_words(token_places(segment), marks)
