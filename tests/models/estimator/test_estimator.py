"""The estimator on a tiny model: offsets, batching, long texts, files that are not sound."""

from __future__ import annotations

import json
import math
import pickle

import pytest
import torch

from checker.errors import InputError, IntegrityError
from checker.evidence.cache import Cache
from checker.evidence.quality_estimation import estimate_quality
from checker.models.estimator.estimator import QualityEstimator, _summed
from checker.models.estimator.network import QualityNetwork
from checker.models.estimator.tokens import encode_pair
from checker.models.estimator.weights import unpack

PAIRS = [
    ("全县投资7900万元到位。", "The county invested 79 million yuan."),
    ("粮食", "Grain."),
    ("我国", "our country, in full width ，too"),
    ("投资到位", "x"),
]


def test_every_token_stands_where_it_says(estimator):
    for (source, target), estimate in zip(PAIRS, estimator.estimate(PAIRS), strict=True):
        covered = "".join(target[t.start : t.end] for t in estimate.tokens)
        assert set(target) - {" "} <= set(covered)
        assert all(0 <= t.major <= t.error <= 1 for t in estimate.tokens)
        assert [t.start for t in estimate.tokens] == sorted(t.start for t in estimate.tokens)
        assert max(end for _, end, _ in estimate.omitted) == len(source)
        assert 0 <= estimate.end <= 1


def test_it_says_what_the_network_says(estimator, tiny_network, tiny_tokenizer):
    source, target = PAIRS[0]
    pair = encode_pair(tiny_tokenizer, source, target)
    with torch.inference_mode():
        tokens, segments = tiny_network(torch.tensor([pair.ids]), torch.tensor([pair.sides]))
    (estimate,) = estimator.estimate([PAIRS[0]])
    chances = torch.sigmoid(tokens[0, pair.target_at : -1, 0])
    assert [t.error for t in estimate.tokens] == pytest.approx(chances.tolist(), abs=0.02)
    assert estimate.penalty_per_word == pytest.approx(float(segments[0, 0]), abs=0.02)


def test_batches_change_nothing(estimator):
    together = estimator.estimate(PAIRS)
    for pair, estimate in zip(PAIRS, together, strict=True):
        (alone,) = estimator.estimate([pair])
        assert alone.penalty == pytest.approx(estimate.penalty, abs=1e-4)
        assert [t.error for t in alone.tokens] == pytest.approx(
            [t.error for t in estimate.tokens], abs=1e-4
        )


def test_nothing_of_a_long_pair_is_cut_off(estimator):
    source, target = "全县投资到位。" * 40, "The county invested a lot. " * 30
    (estimate,) = estimator.estimate([(source, target)])
    letters = {i for token in estimate.tokens for i in range(token.start, token.end)}
    assert {i for i, sign in enumerate(target) if sign != " "} <= letters
    source_signs = {i for start, end, _ in estimate.omitted for i in range(start, end)}
    assert source_signs == set(range(len(source)))


def test_no_pairs_load_no_model(estimator):
    assert estimator.estimate([]) == [] and not estimator.loaded
    estimator.estimate(PAIRS[:1])
    assert estimator.loaded


def test_the_cache_gives_back_the_very_same(estimator, tmp_path):
    cache = Cache(tmp_path / "cache")
    first = estimate_quality(PAIRS, estimator, cache)

    class Never:
        signature = estimator.signature

        def estimate(self, pairs):
            raise AssertionError("asked again")

    assert estimate_quality([*PAIRS, PAIRS[0]], Never(), cache) == [*first, first[0]]


@pytest.mark.parametrize("name", ["estimator.safetensors", "tokenizer.json", "estimator.json"])
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(IntegrityError, match=name.replace(".", r"\.")):
        QualityEstimator(folder)


def test_a_truncated_file_is_refused(folder):
    path = folder / "estimator.safetensors"
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(IntegrityError, match="not the one its settings name"):
        QualityEstimator(folder)


def test_a_pickle_is_never_loaded(folder):
    import hashlib

    path = folder / "estimator.safetensors"
    path.write_bytes(pickle.dumps({"words.weight": [1.0]}))
    facts = json.loads((folder / "estimator.json").read_text())
    facts["weights_sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (folder / "estimator.json").write_text(json.dumps(facts))
    with pytest.raises(IntegrityError, match="cannot be loaded"):
        QualityEstimator(folder).estimate(PAIRS)


@pytest.mark.parametrize(
    "change",
    [
        {"longest": 1},
        {"longest": 4096},
        {"format": 2},
        {"shape": 3},
        {"weights_sha256": None},
        {"format": None},
    ],
)
def test_other_settings_are_refused(folder, change):
    facts = json.loads((folder / "estimator.json").read_text())
    (folder / "estimator.json").write_text(json.dumps({**facts, **change}))
    with pytest.raises(IntegrityError):
        QualityEstimator(folder)


def test_another_shape_than_the_weights_is_refused(folder):
    facts = json.loads((folder / "estimator.json").read_text())
    facts["shape"]["layers"] = 3
    (folder / "estimator.json").write_text(json.dumps(facts))
    with pytest.raises(IntegrityError, match="cannot be loaded"):
        QualityEstimator(folder).estimate(PAIRS)


def test_packed_weights_are_near_and_small(folder, tiny_network):
    from safetensors.torch import load_file

    packed = load_file(str(folder / "estimator.safetensors"))
    weights = unpack(packed)
    assert weights.keys() == tiny_network.state_dict().keys()
    for name, weight in tiny_network.state_dict().items():
        if weight.ndim == 2:
            assert packed[name].dtype is torch.int8
            half_step = weight.abs().amax(dim=1, keepdim=True) / 254 + 1e-6
            assert bool(((weights[name] - weight).abs() <= half_step).all())
        else:
            assert torch.equal(weights[name], weight)
    QualityNetwork(tiny_network.shape).load_state_dict(weights)
    del packed["words.weight.scale"]
    with pytest.raises(KeyError):
        unpack(packed)


def test_half_a_surrogate_pair_is_refused(estimator):
    with pytest.raises(InputError, match="surrogate"):
        estimator.estimate([("好", "\ud800")])


@pytest.mark.parametrize(
    "entry", ["[]", "[[[0,1,7.0,0.1]],[],0.1,[0,0,0]]", "[[[0,1,NaN,0.1]],[],0.1,[0,0,0]]"]
)
def test_a_damaged_cache_entry_is_estimated_again(estimator, tmp_path, entry):
    cache = Cache(tmp_path / "cache")
    (first,) = estimate_quality(PAIRS[:1], estimator, cache)
    cache.put_many(estimator.signature, {json.dumps(PAIRS[0], ensure_ascii=False): entry})
    assert estimate_quality(PAIRS[:1], estimator, cache) == [first]


def test_the_points_of_windows_add_up():
    points = [2.0, 5.0]
    scale = math.log1p(25.0)
    summed = _summed([math.log1p(value) / scale for value in points])
    assert math.expm1(summed * scale) == pytest.approx(7.0)
    assert _summed([0.3]) == 0.3
