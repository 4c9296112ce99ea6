"""Hashed vectors and their sums over runs of sentences."""

import numpy as np
import pytest

from checker.alignment.lengths import LengthModel, source_length, target_length
from checker.alignment.spans import PAD, SpanMatrix, Window, padded
from checker.alignment.vectors import hash_ngrams, hash_tokens, weighted
from checker.alignment.weights import MAX_SOURCE, MAX_TARGET, MOVES

LEFT = ["The canal is done.", "", "Farmers are glad about the water.", "Rain", "The dam holds."]
RIGHT = ["The canal has been done!", "Rain came.", "glad farmers, more water", "x"]


def matrix(width=2048):
    sides = hash_ngrams(LEFT), hash_ngrams(RIGHT)
    return SpanMatrix(*weighted(sides, (len(LEFT), len(RIGHT)), width=width))


def test_ngrams_are_distinct_and_stay_in_their_text():
    rows, hashes = hash_ngrams(["abcabcab", "ab", "ABC-ab"])
    # " abc", "abca", "bcab", "cabc", "cab " | " ab " | " abc", "abc ", "bc a", "c ab", " ab "
    assert np.bincount(rows).tolist() == [5, 1, 5]
    assert len(set(hashes.tolist())) == 9


def test_hashes_do_not_depend_on_the_process():
    _, hashes = hash_ngrams(["水water"])
    assert hashes.tolist() == sorted(hashes.tolist())
    assert int(hashes[0]) == 34697676165835156


@pytest.mark.parametrize("texts", [[], [""], ["", "a"]])
def test_hardly_any_text(texts):
    rows, hashes = hash_ngrams(texts)
    assert len(rows) == len(hashes) <= 1
    [vectors] = weighted([(rows, hashes)], [len(texts)], width=16)
    assert vectors.dense(0, len(texts)).shape == (len(texts), 16)


def test_similar_sentences_are_similar():
    cosines = matrix()
    assert cosines.cosine(0, 0) > 0.4
    assert cosines.cosine(2, 2) > 0.4
    assert abs(cosines.cosine(0, 2)) < 0.1
    assert cosines.cosine(1, 0) is None


def test_rare_features_weigh_more():
    tokens = [{"rain", "the"}, {"the"}, {"the"}, {"dam", "the"}]
    [vectors] = weighted([hash_tokens(tokens)], [4], width=64)
    first, second = vectors.dense(0, 2)
    assert np.abs(first).max() > np.abs(second).max()


def test_only_shared_features():
    sides = hash_tokens([{"a", "b"}]), hash_tokens([{"b", "c"}])
    left, right = weighted(sides, (1, 1), width=64, only_shared=True)
    assert len(left.bins) == len(right.bins) == 1
    assert (left.dense(0, 1) == right.dense(0, 1)).all()


def test_boxes_and_norms_are_sums_over_runs():
    spans = matrix()
    left, right = spans.source.dense(0, len(LEFT)), spans.target.dense(0, len(RIGHT))
    for window in (Window(0, len(LEFT) + 1, 0, len(RIGHT) + 1), Window(3, 2, 1, 3)):
        prefix = spans.prefix(window)
        for a, b in MOVES:
            box = window.box(prefix, a, b)
            for i in range(max(a, window.i), window.i + window.rows):
                for j in range(max(b, window.j), window.j + window.columns):
                    expected = left[i - a : i].sum(axis=0) @ right[j - b : j].sum(axis=0)
                    assert box[i - window.i, j - window.j] == pytest.approx(expected, abs=1e-3)
    for norms, vectors, longest in (
        (spans.source_norms, left, MAX_SOURCE),
        (spans.target_norms, right, MAX_TARGET),
    ):
        for a in range(1, longest + 1):
            for end in range(a, len(vectors) + 1):
                expected = (vectors[end - a : end].sum(axis=0) ** 2).sum()
                assert norms[a][PAD + end] == pytest.approx(expected, abs=1e-3)


def test_window_looks_back_into_the_padding():
    window = Window(0, 2, 1, 2)
    values = padded(np.array([5.0, 6.0, 7.0, 8.0]))
    assert window.across(values).tolist() == [[5], [6]]
    assert window.across(values, 2).tolist() == [[0], [0]]
    assert window.along(values).tolist() == [[6, 7]]
    assert window.along(values, 1).tolist() == [[5, 6]]


def test_lengths():
    assert source_length("水渠长3公里") == 7.0
    assert source_length("") == target_length("") == 0.5
    assert target_length("water canal works") == pytest.approx(18 / 5.8 + 0.5)


def test_surprise_grows_with_the_misfit_and_shrinks_with_the_spread():
    source, target = np.array([20.0, 20.0, 20.0]), np.array([12.4, 20.0, 40.0])
    near, mid, far = LengthModel().surprise(source, target)
    assert near == pytest.approx(0, abs=1e-6)
    assert 0 < mid < far
    assert LengthModel(sigma=0.6).surprise(source, target)[2] < far
