"""The training model computes what transformers' Gemma 3 computes, gradients included."""

from __future__ import annotations

import pytest
import torch
from torch.nn import functional

from training.retranslator.batches import encode, make_batch
from training.retranslator.data import Example
from training.retranslator.model import LoraGemma


@pytest.fixture()
def model(tiny_tensors, tiny_config):
    made = LoraGemma(tiny_tensors, tiny_config, rank=2, alpha=3.0, seed=1, dtype=torch.float32)
    generator = torch.Generator().manual_seed(9)
    made.parameters.add_(torch.randn(made.parameters.shape, generator=generator) * 0.05)
    made.fold()
    return made


@pytest.fixture()
def merged(model, tiny_tensors, tiny_config):
    """transformers' model with the update added to its weights."""
    from transformers import Gemma3ForCausalLM, Gemma3TextConfig

    network = Gemma3ForCausalLM(Gemma3TextConfig(**tiny_config)).eval()
    state = dict(tiny_tensors)
    for key in model.places:
        a, b = model.factors(key)
        state[f"{key}.weight"] = state[f"{key}.weight"] + 1.5 * b @ a
    state["lm_head.weight"] = state["model.embed_tokens.weight"]
    network.load_state_dict(state)
    return network


@pytest.fixture()
def batch(to_ids):
    examples = [
        Example("下雨了。", "It rains."),
        Example("学校没有回答问题。", "The school did not answer."),
    ]
    return make_batch([encode(example, to_ids) for example in examples])


def test_loss_equals_that_of_transformers(model, merged, batch):
    mask = (torch.arange(batch.ids.shape[1]) < (batch.ids != 0).sum(1, keepdim=True)).long()
    with torch.no_grad():
        logits = merged(batch.ids, attention_mask=mask).logits.flatten(0, 1)[batch.places]
        expected = functional.cross_entropy(logits, batch.labels, label_smoothing=0.1)
        found = model.loss(batch.ids, batch.places, batch.labels, 0.1)
    torch.testing.assert_close(found, expected, rtol=1e-5, atol=1e-5)


def test_gradient_equals_finite_differences(model, batch):
    model.loss(batch.ids, batch.places, batch.labels, 0.0).backward()
    gradient = model.gradient()
    direction = gradient / gradient.norm()
    step = 1e-2

    def loss_at(offset: float) -> float:
        model.parameters.add_(direction, alpha=offset)
        model.fold()
        with torch.no_grad():
            loss = float(model.loss(batch.ids, batch.places, batch.labels, 0.0))
        model.parameters.sub_(direction, alpha=offset)
        return loss

    slope = (loss_at(step) - loss_at(-step)) / (2 * step)
    assert slope == pytest.approx(float(gradient.norm()), rel=0.02)


def test_padding_changes_nothing(model, batch):
    wider = functional.pad(batch.ids, (0, 5))
    width = batch.ids.shape[1]
    places = batch.places + 5 * (batch.places // width)
    with torch.no_grad():
        found = model.loss(wider, places, batch.labels, 0.0)
        expected = model.loss(batch.ids, batch.places, batch.labels, 0.0)
    torch.testing.assert_close(found, expected)


def test_a_new_adapter_changes_nothing_yet(tiny_tensors, tiny_config):
    model = LoraGemma(tiny_tensors, tiny_config, rank=2, dtype=torch.float32)
    model.fold()
    for key, weight in model.folded.items():
        torch.testing.assert_close(weight, tiny_tensors[f"{key}.weight"])
    mask = model.b_mask()
    assert not model.parameters[mask].any()
    assert model.parameters[~mask].abs().min() > 0


def test_longer_than_the_window_is_refused(model):
    with pytest.raises(ValueError, match="sliding window"):
        model.hidden_states(torch.zeros((1, 300), dtype=torch.long))


def test_training_can_begin_at_an_adapter(model, batch, tiny_tensors, tiny_config):
    factors = {key: tuple(f.clone() for f in model.factors(key)) for key in model.places}
    other = LoraGemma(tiny_tensors, tiny_config, rank=2, alpha=6.0, seed=5, dtype=torch.float32)
    other.start_from(factors, model.scale)
    other.fold()
    with torch.no_grad():
        found = other.loss(batch.ids, batch.places, batch.labels, 0.0)
        expected = model.loss(batch.ids, batch.places, batch.labels, 0.0)
    torch.testing.assert_close(found, expected, rtol=1e-5, atol=1e-5)


def test_an_adapter_of_another_shape_is_refused(model, tiny_tensors, tiny_config):
    factors = {key: model.factors(key) for key in model.places}
    with pytest.raises(ValueError, match="rank"):
        LoraGemma(tiny_tensors, tiny_config, rank=3).start_from(factors, 1.0)
    factors.popitem()
    with pytest.raises(ValueError, match="projections"):
        model.start_from(factors, 1.0)
