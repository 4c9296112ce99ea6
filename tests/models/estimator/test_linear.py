"""Weighted sums: by hand, and damaged."""

from __future__ import annotations

import pytest

from checker.models.estimator.linear import LinearModel

DATA = {
    "features": ["a", "b"],
    "base": 0.5,
    "means": [1.0, 0.0],
    "scales": [2.0, 1.0],
    "weights": [3.0, -1.0],
}


def test_each_column_adds_its_weight_times_its_deviation():
    model = LinearModel.from_dict(DATA)
    assert model.predict({"a": [1.0, 3.0], "b": [0.0, 2.0]}).tolist() == [0.5, 1.5]


def test_a_missing_value_and_a_missing_column_add_nothing():
    model = LinearModel.from_dict(DATA)
    assert model.predict({"a": [None, 3.0], "other": [7.0, 7.0]}).tolist() == [0.5, 3.5]
    assert model.predict({}).tolist() == []


def test_a_far_value_counts_no_more_than_five_deviations():
    model = LinearModel.from_dict(DATA)
    assert model.predict({"a": [1e9, -1e9, 11.0]}).tolist() == [15.5, -14.5, 15.5]


@pytest.mark.parametrize(
    "damage",
    [
        {"means": [1.0]},
        {"weights": [1.0, float("nan")]},
        {"base": float("inf")},
        {"scales": [1.0, 0.0]},
        {"weights": [[1.0], [2.0]]},
    ],
)
def test_damaged_sums_are_refused(damage):
    with pytest.raises(ValueError):
        LinearModel.from_dict({**DATA, **damage})
