"""Boosted trees: by hand, against scikit-learn where it is installed, and damaged."""

from __future__ import annotations

import numpy as np
import pytest

from checker.estimator.trees import BoostedTrees

STUMP = {
    "feature": [1, 0, 0],
    "threshold": [2.0, 0.0, 0.0],
    "missing_left": [0, 0, 0],
    "left": [1, -1, -1],
    "right": [2, -1, -1],
    "value": [0.0, -1.0, 3.0],
}
DATA = {"features": ["a", "b"], "base": 0.5, "trees": [STUMP, STUMP]}


def test_a_row_goes_left_up_to_the_threshold_and_missing_values_where_the_node_says():
    trees = BoostedTrees.from_dict(DATA)
    rows = np.array([[9.0, 2.0], [9.0, 2.1], [9.0, np.nan]])
    assert trees.predict(rows).tolist() == [-1.5, 6.5, 6.5]
    left = {**DATA, "trees": [{**STUMP, "missing_left": [1, 0, 0]}, STUMP]}
    assert BoostedTrees.from_dict(left).predict(rows).tolist() == [-1.5, 6.5, 2.5]


def test_columns_are_found_by_name_and_absent_ones_are_missing():
    trees = BoostedTrees.from_dict(DATA)
    rows = trees.columns({"b": [1.0, None], "other": [5.0, 5.0]})
    assert rows.shape == (2, 2) and np.isnan(rows[:, 0]).all() and np.isnan(rows[1, 1])
    assert trees.predict(rows).tolist() == [-1.5, 6.5]
    assert trees.predict(trees.columns({})).tolist() == []


@pytest.mark.parametrize(
    "damage",
    [
        {"left": [0, -1, -1]},  # would walk in a circle
        {"right": [3, -1, -1]},
        {"feature": [2, 0, 0]},
        {"value": [0.0, 1.0]},
        {"left": [1, -1]},
        {"value": [0.0, float("nan"), 3.0]},
    ],
)
def test_damaged_trees_are_refused(damage):
    with pytest.raises(ValueError):
        BoostedTrees.from_dict({**DATA, "trees": [{**STUMP, **damage}]})


def test_a_matrix_of_another_width_is_refused():
    with pytest.raises(ValueError):
        BoostedTrees.from_dict(DATA).predict(np.zeros((1, 3)))
