"""Correlations against values worked out by hand, and against their definitions."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.evaluation.correlation import average_ranks, kendall, pearson, spearman


def test_ties_share_the_mean_rank():
    assert average_ranks([30, 10, 20, 20]).tolist() == [3.0, 0.0, 1.5, 1.5]
    assert average_ranks([]).tolist() == []


@pytest.mark.parametrize(
    ("measure", "gold", "own", "value"),
    [
        (pearson, [1, 2, 3], [2, 4, 6], 1.0),
        (pearson, [1, 2, 3], [3, 2, 1], -1.0),
        # deviations (-2,-1,0,1,2) and (-1,-2,1,0,2): 8 / 10
        (pearson, [1, 2, 3, 4, 5], [2, 1, 4, 3, 5], 0.8),
        # 1 - 6·(1+1+1+1) / (5·24)
        (spearman, [1, 2, 3, 4, 5], [20, 10, 400, 300, 9000], 0.8),
        # ranks (0, 1.5, 1.5, 3) and (0, 1, 2, 3): 4.5 / sqrt(4.5 · 5)
        (spearman, [1, 2, 2, 3], [1, 2, 3, 4], 4.5 / math.sqrt(22.5)),
        # 8 of 10 pairs in order
        (kendall, [1, 2, 3, 4, 5], [2, 1, 4, 3, 5], 0.6),
        # 5 concordant pairs, one tied on the left: 5 / sqrt(5 · 6)
        (kendall, [1, 2, 2, 3], [1, 2, 3, 4], 5 / math.sqrt(30)),
        (kendall, [1, 1, 2], [3, 3, 1], -1.0),
    ],
)
def test_values_worked_out_by_hand(measure, gold, own, value):
    assert measure(gold, own) == pytest.approx(value, abs=1e-12)


@pytest.mark.parametrize("measure", [pearson, spearman, kendall])
@pytest.mark.parametrize(
    ("gold", "own"), [([], []), ([1], [2]), ([1, 1, 1], [1, 2, 3]), ([1, 2], [0.1, 0.1])]
)
def test_undefined_is_none(measure, gold, own):
    assert measure(gold, own) is None


@pytest.mark.parametrize("measure", [pearson, kendall])
def test_different_lengths_are_refused(measure):
    with pytest.raises(ValueError, match="2 gold scores, 3 predicted"):
        measure([1, 2], [1, 2, 3])


_SCORES = st.lists(st.tuples(st.integers(-4, 4), st.integers(-4, 4)), min_size=2, max_size=30)


@settings(max_examples=80, deadline=None)
@given(_SCORES)
def test_kendall_is_its_definition(pairs):
    gold, own = [a for a, _ in pairs], [b for _, b in pairs]
    signs = [
        (np.sign(a[0] - b[0]), np.sign(a[1] - b[1])) for a, b in itertools.combinations(pairs, 2)
    ]
    left, right = sum(a != 0 for a, _ in signs), sum(b != 0 for _, b in signs)
    value = kendall(gold, own)
    if left == 0 or right == 0:
        assert value is None
    else:
        expected = sum(a * b for a, b in signs) / math.sqrt(left * right)
        assert value == pytest.approx(expected, abs=1e-9)


@settings(max_examples=80, deadline=None)
@given(_SCORES, st.floats(0.1, 5), st.floats(-9, 9))
def test_scale_and_shift_change_nothing(pairs, scale, shift):
    gold, own = np.array(pairs, dtype=float).T
    for measure in (pearson, spearman, kendall):
        before, after = measure(gold, own), measure(gold, own * scale + shift)
        assert (before is None) == (after is None)
        if before is not None:
            assert after == pytest.approx(before, abs=1e-9)
            assert measure(gold, -own) == pytest.approx(-before, abs=1e-9)


def test_kendall_of_many_segments_is_exact():
    random = np.random.default_rng(3)
    gold, own = random.integers(0, 40, 600), random.integers(0, 40, 600)
    a, b = np.sign(gold[:, None] - gold), np.sign(own[:, None] - own)
    expected = (a * b).sum() / math.sqrt((a != 0).sum() * (b != 0).sum())
    assert kendall(gold, own) == pytest.approx(float(expected), abs=1e-12)
