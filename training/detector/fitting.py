"""Fits weighted sums with scikit-learn and gives them as the plain JSON that the product reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from checker.models.estimator.linear import FARTHEST

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
    features: Sequence[str], rows: Floats, numbers: Floats, groups: Sequence[str], *, scale: float
) -> dict[str, Any]:
    """A ridge regression of what makes a segment worse than others of its group.

    Annotators differ in how much they mark; what is shared is the order. So the numbers are
    standardised within each group. The sum is then put on the scale of the numbers: the straight
    line whose *points*, e^(c·number) − 1, are nearest to the groups', each group weighing the same.

    Args:
        numbers: (n,), any scale.
        groups: (n,) names, for instance of data sets.
        scale: c, what a number of 1 is the logarithm of.
    """
    from sklearn.linear_model import Ridge

    scaled, shape = _scaled(features, rows)
    names = np.array(groups)
    standard, weight = np.zeros(len(numbers)), np.zeros(len(numbers))
    for name in sorted(set(groups)):
        own = names == name
        standard[own] = (numbers[own] - numbers[own].mean()) / (numbers[own].std() or 1.0)
        weight[own] = 1.0 / own.sum()
    fitted = Ridge(alpha=_PENALTY_A_ROW * len(numbers)).fit(scaled, standard)
    level, slope = _on_points(fitted.predict(scaled), numbers, weight, scale)
    return {
        **shape,
        "base": level + slope * float(fitted.intercept_),
        "weights": (np.asarray(fitted.coef_) * slope).tolist(),
    }


def _on_points(said: Floats, numbers: Floats, weight: Floats, scale: float) -> tuple[float, float]:
    """Level and slope of the line over `said` whose points come nearest to those of `numbers`."""
    from scipy.optimize import least_squares

    points, root = np.expm1(numbers * scale), np.sqrt(weight)

    def errors(line: Floats) -> Floats:
        far: Floats = root * (np.expm1((line[0] + line[1] * said) * scale) - points)
        return far

    start = [float(numbers.mean()), float(numbers.std()) or 1.0]
    level, slope = least_squares(errors, start, bounds=([-1.0, 0.0], [2.0, 2.0])).x
    return float(level), float(slope)


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
