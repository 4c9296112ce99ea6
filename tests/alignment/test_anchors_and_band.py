"""Anchors by rare words, and the band that follows them."""

import itertools
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.alignment.anchors import find_anchors, heaviest_chain, words_of
from checker.alignment.band import band_around, whole_band

PLACES = st.dictionaries(
    st.tuples(st.integers(0, 6), st.integers(0, 6)), st.sampled_from([1.0, 1.5, 2.0]), max_size=9
)


def is_chain(places):
    return all(a[0] < b[0] and a[1] < b[1] for a, b in itertools.pairwise(places))


@given(weights=PLACES)
@settings(max_examples=300, deadline=None)
def test_the_chain_is_the_heaviest_of_all(weights):
    chain = heaviest_chain(weights)
    assert is_chain(chain)
    best = max(
        sum(weights[p] for p in subset)
        for size in range(len(weights) + 1)
        for subset in itertools.combinations(sorted(weights), size)
        if is_chain(subset)
    )
    assert sum(weights[p] for p in chain) == pytest.approx(best)


def test_rare_words_vote_and_frequent_ones_do_not():
    source = [{"canal", "water"}, {"water"}, {"water", "dam"}, {"water", "x"}, {"snow", "ice"}]
    target = [{"x"}, {"canal"}, {"water", "flood"}, {"dam", "snow"}, {"snow", "ice"}]
    assert find_anchors(source, target) == [(0, 1), (2, 3), (4, 4)]


def test_anchors_jump_over_an_insertion():
    rng = random.Random(1)
    source = [{f"w{k}", f"v{k}", "common"} for k in range(300)]
    target = [{f"z{k}"} for k in range(100)]
    target[50:50] = source
    rng.shuffle(noise := [{f"w{k}"} for k in range(20)])
    anchors = find_anchors(source, target + noise)
    assert len(anchors) > 250
    assert sum(j == i + 50 for i, j in anchors) > 250


def test_no_words_no_anchors():
    assert find_anchors([], []) == find_anchors([set()], [{"a"}]) == []
    assert words_of("It's 12 Big big dams.") == {"12", "dams"}


@given(
    counts=st.tuples(st.integers(0, 60), st.integers(0, 60)),
    places=st.sets(st.tuples(st.integers(0, 59), st.integers(0, 59)), max_size=8),
    half_width=st.integers(1, 20),
)
@settings(max_examples=300, deadline=None)
def test_a_band_always_leads_from_corner_to_corner(counts, places, half_width):
    chain = heaviest_chain({p: 1.0 for p in places if p[0] < counts[0] and p[1] < counts[1]})
    band = band_around(chain, *counts, half_width=half_width)
    assert len(band.low) == len(band.high) == counts[0] + 1
    assert band.low[0] == 0 and band.high[-1] == counts[1]
    assert (np.diff(band.low) >= 0).all() and (np.diff(band.high) >= 0).all()
    assert (band.low <= band.high).all()
    assert (band.low[1:] <= band.high[:-1]).all()
    assert (band.low >= 0).all() and (band.high <= counts[1]).all()
    for i, j in chain:
        # Places on an edge guide nothing: every path starts at (0, 0).
        assert i == 0 or j == 0 or band.low[i] <= j <= band.high[i]


def test_a_band_is_much_smaller_than_the_matrix():
    places = [(k, k) for k in range(10, 3000, 10)]
    band = band_around(places, 3000, 3000, half_width=60)
    assert band.cells < 3000 * 150
    assert whole_band(3, 5).cells == 24
