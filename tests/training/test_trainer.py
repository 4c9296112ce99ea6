"""The whole recipe on a tiny model: it learns, resumes exactly, and exports what it trained."""

from __future__ import annotations

import json

import pytest
import torch

from checker.models.lm.adapter import read_adapter
from training.retranslator import export as export_module
from training.retranslator.batches import BatchStream
from training.retranslator.data import Example
from training.retranslator.model import LoraGemma
from training.retranslator.trainer import Settings, Trainer
from training.retranslator.validation import Validation
from training.schedule import learning_rate


@pytest.fixture()
def build(tiny_tensors, tiny_config, pairs, to_ids, tmp_path):
    """Makes a fresh trainer writing to the named folder."""

    def make(name: str, steps: int = 10, **options) -> Trainer:
        model = LoraGemma(tiny_tensors, tiny_config, rank=4, seed=2, dtype=torch.float32)
        pools = {
            "news": [Example(zh, en) for zh, en in pairs[:40]],
            "talks": [Example(zh, en, "reverse") for zh, en in pairs[40:]],
        }
        stream = BatchStream(pools, to_ids, tokens=512, seed=4)
        settings = Settings(steps=steps, rate=1e-2, report_minutes=1e9)
        return Trainer(model, stream, settings, tmp_path / name, **options)

    return make


def test_ten_steps_lower_the_loss(build, pairs, to_ids):
    examples = [Example(zh, en) for zh, en in pairs[:12]]
    validate = Validation(examples, to_ids, lambda ids: "x" * len(ids), decoded=2, longest=3)
    trainer = build("run", steps=30)
    trainer.model.fold()
    before = validate(trainer.model)
    trainer.run()
    trainer.model.fold()
    after = validate(trainer.model)
    assert after["validation_loss"] < before["validation_loss"] - 0.3
    assert trainer.step == 30
    lines = (trainer.out / "log.jsonl").read_text(encoding="utf-8").splitlines()
    entry = json.loads(lines[0])
    assert entry["step"] == 20
    assert entry["tokens"] > 0 and entry["tokens_per_s"] > 0 and entry["loss"] > 0


def test_resumed_weights_equal_uninterrupted_ones(build):
    whole = build("whole")
    whole.run()
    first = build("resumed")
    first.run(stop_after=4)
    second = build("resumed")
    second.resume()
    assert second.step == 4
    second.run()
    assert second.step == whole.step == 10
    assert torch.equal(second.model.parameters, whole.model.parameters)
    assert torch.equal(second.second, whole.second)
    assert second.tokens == whole.tokens


def test_seeds_repeat_and_differ(build):
    runs = [build(name) for name in "ab"]
    for trainer in runs:
        trainer.run(stop_after=3)
    assert torch.equal(runs[0].model.parameters, runs[1].model.parameters)
    other = build("c")
    other.stream.seed = 5
    other.run(stop_after=3)
    assert not torch.equal(other.model.parameters, runs[0].model.parameters)


def test_nothing_to_resume_and_wrong_worker_count(build):
    with pytest.raises(FileNotFoundError):
        build("none").resume()
    trainer = build("one")
    trainer.run(stop_after=1)
    two = build("one", world=2)
    with pytest.raises(ValueError, match="1 workers, not 2"):
        two.resume()


def test_budget_is_minutes_or_steps(build):
    trainer = build("x")
    for settings in (Settings(), Settings(minutes=1.0, steps=2)):
        with pytest.raises(ValueError, match="either"):
            Trainer(trainer.model, trainer.stream, settings, trainer.out)


def test_learning_rate_rises_then_falls():
    settings = Settings(steps=1, rate=2.0, warm_up=0.1)
    rates = [learning_rate(share / 100, settings) for share in range(101)]
    peak = rates.index(max(rates))
    assert peak == 10
    assert rates[:11] == sorted(rates[:11])
    assert rates[10:] == sorted(rates[10:], reverse=True)
    assert max(rates) == pytest.approx(2.0)
    assert rates[-1] == pytest.approx(0.04)


def test_the_export_holds_the_trained_update(build, monkeypatch, tmp_path):
    trainer = build("run")
    trainer.run()
    shapes = {key: place[1:] for key, place in trainer.model.places.items()}
    monkeypatch.setattr(export_module, "_shapes", lambda: shapes)
    out = tmp_path / "adapter"
    digest = export_module.export([trainer.checkpoint_path], out, rank=4, alpha=64.0)
    found = read_adapter(out)
    assert found.sha256 == digest
    assert found.scale == trainer.model.scale
    assert found.facts["training"]["step"] == 10
    for key, (a, b) in found.factors().items():
        expected_a, expected_b = trainer.model.factors(key)
        torch.testing.assert_close(a, expected_a, rtol=0.01, atol=1e-6)
        torch.testing.assert_close(b, expected_b, rtol=0.01, atol=1e-6)
    with pytest.raises(ValueError, match="does not fit"):
        export_module.export([trainer.checkpoint_path], out, rank=5, alpha=64.0)
