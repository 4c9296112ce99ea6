"""A tiny random estimator with a tokenizer of characters, in the form that ships."""

from __future__ import annotations

import json
import string

import pytest
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from checker.models.estimator.estimator import QualityEstimator
from checker.models.estimator.network import NetworkShape, QualityNetwork
from training.detector.export import write

SIGNS = f"▁{string.ascii_letters}{string.digits}.,'、，。万元县全投资到位粮食我国"
PLACES = 64


@pytest.fixture(scope="session")
def tiny_tokenizer():
    """A piece a sign."""
    pieces = [(name, 0.0) for name in ("<s>", "<pad>", "</s>", "<unk>")]
    tokenizer = Tokenizer(models.Unigram([*pieces, *((s, -1.0) for s in SIGNS)], unk_id=3))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always"),
        ]
    )
    return tokenizer


@pytest.fixture(scope="session")
def tiny_network():
    """Two layers of width 16."""
    torch.manual_seed(0)
    shape = NetworkShape(4 + len(SIGNS), hidden=16, layers=2, heads=2, inner=32, places=PLACES)
    return QualityNetwork(shape).eval()


@pytest.fixture
def folder(tmp_path, tiny_network, tiny_tokenizer):
    """A folder as it ships."""
    path = tmp_path / "tokenizer-of-the-run.json"
    tiny_tokenizer.save(str(path))
    out = tmp_path / "estimator"
    write(tiny_network.state_dict(), tiny_network.shape.to_dict(), {"step": 1}, path, out)
    assert json.loads((out / "estimator.json").read_text())["training"] == {"step": 1}
    return out


@pytest.fixture
def estimator(folder):
    """The estimator of that folder."""
    return QualityEstimator(folder, threads=1, batch_tokens=100)
