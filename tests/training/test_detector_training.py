"""The whole recipe of the estimator on fifty self-written pairs and a tiny random model."""

from __future__ import annotations

import itertools
import json
import random
import time
from functools import partial

import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers

from checker.evaluation.defects import CleanPair
from checker.models.estimator.estimator import QualityEstimator
from checker.models.estimator.network import NetworkShape, QualityNetwork
from checker.models.estimator.tokens import encode_pair
from training.annotations import in_validation
from training.detector.batches import Stream, character_labels, make_batch
from training.detector.examples import Example, Mark, joined
from training.detector.export import average, export
from training.detector.garbled import clean_example, garbled_example
from training.detector.mqm import mqm_examples
from training.detector.outputs import Output, consensus_example
from training.detector.replaced import Replacer
from training.detector.start import former_network
from training.detector.trainer import Settings, Trainer, estimator_loss
from training.schedule import learning_rate


@pytest.fixture(scope="module")
def tokenizer(pairs):
    signs = sorted({sign for pair in pairs for text in pair for sign in text if sign != " "})
    pieces = [(name, 0.0) for name in ("<s>", "<pad>", "</s>", "<unk>")]
    tokenizer = Tokenizer(models.Unigram([*pieces, *((s, -1.0) for s in signs)], unk_id=3))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return tokenizer


def trainer(tokenizer, pairs, out, steps=10):
    torch.manual_seed(0)
    shape = NetworkShape(tokenizer.get_vocab_size(), 16, 2, 2, 32, 256)
    network = QualityNetwork(shape)
    clean = [CleanPair(*pair) for pair in pairs]
    replacer = Replacer(target for _, target in pairs)
    pools = {
        "clean": lambda chooser: clean_example(chooser.choice(clean)),
        "garbled": lambda chooser: garbled_example(clean, chooser),
        "replaced": lambda chooser: replacer.example(chooser.choice(clean), chooser),
    }
    stream = Stream(
        pools, lambda spent: dict.fromkeys(pools, 1.0), partial(encode_pair, tokenizer), size=400
    )
    settings = Settings(steps=steps, rate=5e-3, report_minutes=1e9)
    return Trainer(network, stream, settings, out)


def test_ten_steps_lower_the_loss_and_the_result_runs_in_the_product(tokenizer, pairs, tmp_path):
    run = trainer(tokenizer, pairs, tmp_path / "run", steps=50)
    run.run()
    lines = [json.loads(x) for x in (tmp_path / "run" / "log.jsonl").read_text().splitlines()]
    assert lines[-1]["total"] < lines[0]["total"]
    tokenizer.save(str(tmp_path / "run" / "tokenizer.json"))
    checkpoint = tmp_path / "run" / "checkpoint.safetensors"
    facts = export(checkpoint, tmp_path / "run" / "tokenizer.json", tmp_path / "out")
    assert facts["training"]["step"] == 50
    (estimate,) = QualityEstimator(tmp_path / "out", threads=1).estimate([pairs[0]])
    assert len(estimate.tokens) == len(pairs[0][1].replace(" ", ""))


def test_a_resumed_run_has_the_same_weights_as_an_uninterrupted_one(tokenizer, pairs, tmp_path):
    whole = trainer(tokenizer, pairs, tmp_path / "whole")
    whole.run()
    first = trainer(tokenizer, pairs, tmp_path / "parts")
    first.run(stop_after=4)
    second = trainer(tokenizer, pairs, tmp_path / "parts")
    second.resume()
    second.run()
    assert (second.step, second.tokens) == (whole.step, whole.tokens)
    ours = second.network.state_dict()
    for name, weight in whole.network.state_dict().items():
        assert torch.equal(weight, ours[name]), name


def test_time_in_which_a_run_was_stopped_is_not_spent(tokenizer, pairs, tmp_path, monkeypatch):
    run = trainer(tokenizer, pairs, tmp_path)
    run.settings = Settings(minutes=2.5, report_minutes=1e9, checkpoint_minutes=1e9)
    hours = itertools.count(0.0, 3600.0)
    monkeypatch.setattr(time, "monotonic", lambda: next(hours))
    run.run()
    # An hour between two steps counts as a minute.
    assert run.step == 2 and run.spent == 180.0


def test_a_run_begins_and_ends_with_the_validation(tokenizer, pairs, tmp_path):
    run = trainer(tokenizer, pairs, tmp_path, steps=3)
    run.validate = lambda network: {"figure": float(run.step)}
    run.run()
    lines = [json.loads(x) for x in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert [(x["step"], x["figure"]) for x in lines if "figure" in x] == [(0, 0.0), (3, 3.0)]


def test_resuming_nothing_is_refused(tokenizer, pairs, tmp_path):
    with pytest.raises(FileNotFoundError):
        trainer(tokenizer, pairs, tmp_path).resume()


def test_labels_stand_on_the_tokens_they_belong_to(tokenizer):
    example = Example(
        "工厂昨天", "The factory", (Mark(4, 11, 0.5, 0.25),), (Mark(2, 4, 1.0),), 0.75
    )
    pair = encode_pair(tokenizer, example.source, example.target)
    batch = make_batch([(pair, example), (pair, Example("工厂昨天", "The factory"))])
    target = batch.tokens[0, pair.target_at : len(pair.ids) - 1]
    assert target[:, 0].tolist() == [0.0] * 3 + [0.5] * 7
    assert target[:, 1].tolist() == [0.0] * 3 + [0.25] * 7
    assert batch.tokens[0, 1:5, 2].tolist() == [0.0, 0.0, 1.0, 1.0]
    assert float(batch.tokens[0, len(pair.ids) - 1, 0]) == 0.75
    assert bool((batch.tokens[1] == -1).all()) and bool((batch.segments == -1).all())


def test_what_has_no_label_trains_nothing(tokenizer):
    pair = encode_pair(tokenizer, "工厂", "The")
    batch = make_batch([(pair, Example("工厂", "The"))])
    tokens = torch.randn(1, len(pair.ids), 3, requires_grad=True)
    parts = estimator_loss(tokens, torch.randn(1, 3), batch)
    assert float(parts["total"].detach()) == 0.0


def record(**values):
    plain = {"dataset": "wmt21", "doc_id": "a", "src": "工厂", "mt": "The factory works",
             "spans": [], "score": -1.0, "score_type": "google_mqm"}  # fmt: skip
    return {**plain, **values}


def test_raters_are_averaged_and_one_raters_overlapping_spans_count_once():
    spans = [
        {"start": 0, "end": 11, "category": "Accuracy/Mistranslation", "severity": "minor"},
        {"start": 4, "end": 11, "category": "Accuracy/Mistranslation", "severity": "major"},
        {"start": 0, "end": 3, "category": "Other", "severity": "neutral"},
        {"start": 12, "end": 17, "category": "Other", "severity": "major", "map": "guess"},
    ]
    (example,) = mqm_examples([record(spans=spans), record(score=-5.0)])
    # What another could not place, or calls no error, is not known, unless a mark stands there.
    assert character_labels(example) == [0.5] * 11 + [0.0] + [-1.0] * 5
    assert sum((m.major or 0) * (m.end - m.start) for m in example.target_marks) == 0.5 * 7
    assert example.source_marks == ()
    per_word, penalty, chrf = example.segment
    assert 0 < penalty < per_word <= 1 and chrf is None


def test_the_halves_of_wmt21_are_told_apart_by_document():
    halves = {in_validation(record(doc_id=f"doc-{i}")) for i in range(20)}
    assert halves == {True, False}
    assert in_validation(record(dataset="wmt22-qe-dev", doc_id=None))
    assert not in_validation(record(dataset="wmt20"))


def test_words_that_reference_and_witnesses_lack_are_probably_wrong():
    output = Output("工厂", "The factory elephant", "The factory works", ("A factory works",))
    example = consensus_example(output)
    error = {output.target[m.start : m.end]: m.error for m in example.target_marks}
    assert error["factory"] < 0.1 < error["elephant"]
    assert example.segment[:2] == (None, None) and 0 < example.segment[2] < 1


def test_replaced_words_are_marked_exactly(pairs):
    replacer = Replacer(target for _, target in pairs)
    for number, (source, target) in enumerate(pairs):
        example = replacer.example(CleanPair(source, target), random.Random(number))
        assert example.source == source
        rebuilt, place = [], 0
        for mark in example.target_marks:
            rebuilt.append(example.target[place : mark.start])
            place = mark.end
            assert example.target[mark.start : mark.end].isalpha()
        if not example.target_marks:
            assert example.target == target


def test_the_rate_rises_and_falls():
    settings = Settings(steps=1, rate=1.0, warm_up=0.1)
    rates = [learning_rate(share / 20, settings) for share in range(21)]
    assert max(rates) == rates[2] and rates[-1] == pytest.approx(0.02)


def test_joined_examples_keep_their_marks_on_their_words():
    first = Example("工厂。", "The plant.", (Mark(4, 9, 0.5, 0.25),), (Mark(0, 2, 1.0),), 0.5)
    second = Example("学校。", "A school.", (Mark(2, 8, 1.0, 1.0),), (Mark(0, 1, 0.5),), 0.25)
    both = joined(first, second)
    assert both.target == "The plant. A school." and both.source == "工厂。学校。"
    assert [both.target[m.start : m.end] for m in both.target_marks] == ["plant", "school"]
    assert [both.source[m.start : m.end] for m in both.source_marks] == ["工厂", "学"]
    assert [(m.error, m.major) for m in both.target_marks] == [(0.5, 0.25), (1.0, 1.0)]
    assert both.end == 0.25 and both.segment == (None, None, None)


def test_labels_one_half_lacks_are_lacking_in_the_whole():
    known, unknown = Example("工", "A", (), (), 0.0), Example("厂", "B")
    assert joined(known, unknown).target_marks is None
    assert joined(unknown, known).source_marks is None


def test_training_goes_on_from_an_exported_estimator(tokenizer, pairs, tmp_path):
    run = trainer(tokenizer, pairs, tmp_path / "run")
    run.run()
    tokenizer.save(str(tmp_path / "run" / "tokenizer.json"))
    checkpoint = tmp_path / "run" / "checkpoint.safetensors"
    export(checkpoint, tmp_path / "run" / "tokenizer.json", tmp_path / "out")
    network, again = former_network(tmp_path / "out", dropout=0.1, seed=0)
    assert again.get_vocab() == tokenizer.get_vocab()
    assert network.dropout.p == 0.1
    for name, weight in run.network.state_dict().items():
        close = network.state_dict()[name]
        # int8 with a scale a row: half a step of the row's largest weight.
        step = weight.abs().amax(dim=-1, keepdim=True) / 127.0
        assert bool(((weight - close).abs() <= 0.51 * step + 1e-7).all()), name


def test_runs_are_averaged_weight_by_weight(tokenizer, pairs, tmp_path):
    folders, weights = [], []
    for number, steps in enumerate((2, 4)):
        run = trainer(tokenizer, pairs, tmp_path / str(number), steps=steps)
        run.run()
        tokenizer.save(str(run.out / "tokenizer.json"))
        folders.append(run.out)
        weights.append(run.network.state_dict())
    facts = average(folders, tmp_path / "mean")
    assert facts["training"]["step"] == 6 and len(facts["training"]["mean_of"]) == 2
    network, _ = former_network(tmp_path / "mean", dropout=0.0, seed=0)
    ours = network.state_dict()["encoder.layers.0.norm1.weight"]
    both = [w["encoder.layers.0.norm1.weight"] for w in weights]
    assert not torch.equal(*both)
    assert torch.allclose(ours, (both[0] + both[1]) / 2)
    again = average([tmp_path / "mean", tmp_path / "mean"], tmp_path / "again")
    assert again["training"]["step"] == 12


def test_runs_of_different_shape_are_not_averaged(tokenizer, pairs, tmp_path):
    first = trainer(tokenizer, pairs, tmp_path / "a", steps=1)
    first.run()
    second = trainer(tokenizer, pairs, tmp_path / "b", steps=1)
    second.network = QualityNetwork(NetworkShape(second.network.shape.vocabulary, 8, 1, 1, 16, 64))
    second.save()
    for run in (first, second):
        tokenizer.save(str(run.out / "tokenizer.json"))
    with pytest.raises(ValueError, match="differ in shape"):
        average([first.out, second.out], tmp_path / "mean")
