"""The network against transformers' Gemma 3, on a tiny random model."""

import json
import shutil

import pytest
import torch

from checker.errors import IntegrityError, ModelError
from checker.models.lm.gemma.network import Gemma

TOLERANCE = 2e-4  # of float32 logits of size 10 to 100


def rows(*lengths, seed=0):
    generator = torch.Generator().manual_seed(seed)
    return [torch.randint(4, 300, (n,), generator=generator).tolist() for n in lengths]


def expected(reference, ids):
    with torch.inference_mode():
        return reference(torch.tensor([ids])).logits[0]


def test_logits_are_those_of_transformers_inside_and_beyond_the_window(tiny_gemma, reference_gemma):
    batch = rows(1, 9, 16, 17, 50)
    hidden, _ = tiny_gemma.read(batch)
    for row, states in zip(batch, hidden, strict=True):
        found = tiny_gemma.logits(states[: len(row)])
        torch.testing.assert_close(
            found, expected(reference_gemma, row), atol=TOLERANCE, rtol=TOLERANCE
        )


@pytest.mark.parametrize("length", [3, 20, 40])
def test_a_shared_prefix_changes_nothing(tiny_gemma, reference_gemma, length):
    (before,) = rows(length, seed=1)
    batch = rows(2, 30, seed=2)
    prefix = tiny_gemma.prefix(before)
    hidden, past = tiny_gemma.read(batch, prefix)
    for row, states in zip(batch, hidden, strict=True):
        wanted = expected(reference_gemma, before + row)[length:]
        torch.testing.assert_close(
            tiny_gemma.logits(states[: len(row)]), wanted, atol=TOLERANCE, rtol=TOLERANCE
        )
    for step in range(3):
        token = torch.tensor([5 + step, 9 + step])
        batch = [[*row, int(t)] for row, t in zip(batch, token, strict=True)]
        found = tiny_gemma.logits(tiny_gemma.step(token, past, prefix))
        for row, logits in zip(batch, found, strict=True):
            wanted = expected(reference_gemma, before + row)[-1]
            torch.testing.assert_close(logits, wanted, atol=TOLERANCE, rtol=TOLERANCE)


def test_rows_can_join_and_leave(tiny_gemma, reference_gemma):
    first, second = rows(4, 22, seed=3), rows(11, seed=4)
    _, past = tiny_gemma.read(first)
    _, more = tiny_gemma.read(second)
    past.join(more)
    past.select(torch.tensor([1, 2]))
    found = tiny_gemma.logits(tiny_gemma.step(torch.tensor([6, 8]), past, None))
    for row, logits in zip([[*first[1], 6], [*second[0], 8]], found, strict=True):
        wanted = expected(reference_gemma, row)[-1]
        torch.testing.assert_close(logits, wanted, atol=TOLERANCE, rtol=TOLERANCE)


def test_bfloat16_stays_near_float32(gemma_folder, tiny_gemma):
    (row,) = rows(12, seed=5)
    half = Gemma(gemma_folder, "bfloat16")
    found = half.logits(half.read([row])[0][0]).log_softmax(-1)
    wanted = tiny_gemma.logits(tiny_gemma.read([row])[0][0]).log_softmax(-1)
    likely = wanted > -8.0
    assert (found - wanted)[likely].abs().mean() < 0.5  # random weights are the worst case


def test_a_missing_model_says_so(tmp_path):
    with pytest.raises(ModelError, match=r"config\.json.*Prepare"):
        Gemma(tmp_path, "float32")


def test_a_truncated_file_is_refused(gemma_folder, tmp_path):
    shutil.copytree(gemma_folder, tmp_path / "m")
    weights = tmp_path / "m" / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1000])
    with pytest.raises(IntegrityError, match="cannot be read"):
        Gemma(tmp_path / "m", "float32")


@pytest.mark.parametrize(
    ("change", "message"),
    [({"num_key_value_heads": 2}, "one key-value head"), ({"vocab_size": 5}, "shape")],
)
def test_another_model_is_refused(gemma_folder, tmp_path, change, message):
    shutil.copytree(gemma_folder, tmp_path / "m")
    path = tmp_path / "m" / "config.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**data, **change}), encoding="utf-8")
    with pytest.raises(ModelError, match=message):
        Gemma(tmp_path / "m", "float32")
