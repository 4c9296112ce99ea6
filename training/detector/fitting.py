"""Fits weighted sums with scikit-learn and gives them as the plain JSON that the product reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from checker.estimator.linear import FARTHEST

__all__ = ["fit_chance", "fit_number"]

_INVERSE_PENALTY, _PENALTY_A_ROW = 0.1, 0.25
"""Regularisation of the two, in scikit-learn's terms; of the second, for each row."""
Floats = NDArray[np.float64]


def fit_chance(features: Sequence[str], rows: Floats, labels: Floats) -> dict[str, Any]:
    """A logistic regression: the sum is the log-odds of a label.

    Args:
        rows: (n, features), NaN where a value is missing.
        labels: (n,) 0 or 1. Where all are alike the sum is their log-odds, smoothed.
    """
    from sklearn.linear_model import LogisticRegression

    scaled, shape = _scaled(features, rows)
    if len(set(labels.tolist())) < 2:
        ones = float(labels.sum())
        odds = np.log((ones + 0.5) / (len(labels) - ones + 0.5))
        return {**shape, "base": float(odds), "weights": [0.0] * len(shape["features"])}
    fitted = LogisticRegression(C=_INVERSE_PENALTY, max_iter=500).fit(scaled, labels)
    return {**shape, "base": float(fitted.intercept_[0]), "weights": fitted.coef_[0].tolist()}


def fit_number(
    features: Sequence[str], rows: Floats, numbers: Floats, groups: Sequence[str]
) -> dict[str, Any]:
    """A ridge regression of what makes a segment worse than others of its group.

    Annotators differ in how much they mark; what is shared is the order. So the numbers are
    standardised within each group, and the sum is put back on the mean group's scale.

    Args:
        numbers: (n,), any scale.
        groups: (n,) names, for instance of data sets.
    """
    from sklearn.linear_model import Ridge

    scaled, shape = _scaled(features, rows)
    names = np.array(groups)
    standard = np.zeros(len(numbers))
    means, spreads = [], []
    for name in sorted(set(groups)):
        own = numbers[names == name]
        means.append(own.mean())
        spreads.append(own.std() or 1.0)
        standard[names == name] = (own - means[-1]) / spreads[-1]
    fitted = Ridge(alpha=_PENALTY_A_ROW * len(numbers)).fit(scaled, standard)
    # A regression shrinks; the groups' own spread is given back, so that bad segments look bad.
    spread = float(np.mean(spreads)) / max(0.05, float(fitted.predict(scaled).std()))
    return {
        **shape,
        "base": float(np.mean(means) + np.mean(spreads) * fitted.intercept_),
        "weights": (np.asarray(fitted.coef_) * spread).tolist(),
    }


def _scaled(features: Sequence[str], rows: Floats) -> tuple[Floats, dict[str, Any]]:
    """Standardised columns, a missing value 0, and what describes them; constant ones left out."""
    varied = [
        place
        for place in range(len(features))
        if np.unique(rows[~np.isnan(rows[:, place]), place]).size > 1
    ]
    rows = rows[:, varied]
    means, scales = np.nanmean(rows, axis=0), np.nanstd(rows, axis=0)
    scaled = np.nan_to_num(np.clip((rows - means) / scales, -FARTHEST, FARTHEST))
    shape = {
        "features": [features[place] for place in varied],
        "means": means.tolist(),
        "scales": scales.tolist(),
    }
    return scaled, shape
