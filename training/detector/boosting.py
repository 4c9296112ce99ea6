"""Fits gradient-boosted trees with scikit-learn and writes them as plain JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["fit_trees"]

Floats = NDArray[np.float64]


def fit_trees(
    features: Sequence[str], rows: Floats, labels: Floats, *, classify: bool, seed: int = 0
) -> dict[str, Any]:
    """Fits trees in the form `checker.estimator.trees` reads.

    Args:
        rows: (n, features), NaN where a value is missing.
        labels: (n,) 0 or 1 to classify (the trees then give log-odds), else numbers.
    """
    from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

    kind = HistGradientBoostingClassifier if classify else HistGradientBoostingRegressor
    model = kind(
        max_iter=100,
        learning_rate=0.05,
        max_leaf_nodes=12,
        min_samples_leaf=max(2, min(200, len(rows) // 50)),
        l2_regularization=5.0,
        early_stopping=False,
        random_state=seed,
    ).fit(rows, labels)
    trees = []
    for (predictor,) in model._predictors:
        nodes = predictor.nodes
        leaf = nodes["is_leaf"].astype(bool)
        threshold = np.where(leaf, 0.0, nodes["num_threshold"])
        trees.append(
            {
                "feature": np.where(leaf, 0, nodes["feature_idx"]).astype(int).tolist(),
                # Unrounded: a threshold may be a value of the data itself.
                "threshold": np.minimum(threshold, 1e300).tolist(),
                "missing_left": nodes["missing_go_to_left"].astype(int).tolist(),
                "left": np.where(leaf, -1, nodes["left"].astype(int)).tolist(),
                "right": np.where(leaf, -1, nodes["right"].astype(int)).tolist(),
                "value": [float(f"{value:.6g}") for value in np.where(leaf, nodes["value"], 0.0)],
            }
        )
    base = float(np.ravel(model._baseline_prediction)[0])
    return {"features": list(features), "base": base, "trees": trees}
