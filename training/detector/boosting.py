"""Gradient-boosted trees over the judge's columns: measured beside the judge, not shipped."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["boosted"]

Floats = NDArray[np.float64]


def boosted(rows: Floats, labels: Floats, asked: Floats) -> Floats:
    """Chances that trees fitted on `rows` give to `asked`.

    Args:
        rows: (n, columns), NaN where a value is missing; `asked` likewise.
        labels: (n,) 0 or 1.
    """
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(
        max_iter=100,
        learning_rate=0.05,
        max_leaf_nodes=12,
        min_samples_leaf=max(2, min(200, len(rows) // 50)),
        l2_regularization=5.0,
        early_stopping=False,
        random_state=0,
    ).fit(rows, labels)
    return np.asarray(model.predict_proba(asked)[:, 1], dtype=float)
