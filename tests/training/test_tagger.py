"""The embedded model as a tagger: layouts, gradients, and the recipe on a tiny random model."""

from __future__ import annotations

import json
from functools import partial

import pytest
import torch
from tokenizers import Tokenizer, decoders, models, normalizers

from checker.checks.model.word_features import log_odds, word_table
from checker.evaluation.defects import CleanPair
from checker.evidence.source import Evidence
from checker.models.estimator.network import PAD
from checker.records import SegmentPair
from training.detector.batches import Stream, make_batch
from training.detector.examples import Example, Mark
from training.detector.garbled import clean_example, garbled_example
from training.detector.judge_data import JudgedPair
from training.detector.trainer import Settings, Trainer, estimator_loss
from training.retranslator.model import LoraGemma
from training.tagger import compare
from training.tagger.layout import LAYOUTS, encode_for_tagger
from training.tagger.network import EmbeddedTagger


@pytest.fixture(scope="module")
def tokenizer(pairs):
    """One token a character; ids 0 to 2 are special, as in Gemma's."""
    signs = sorted({sign for pair in pairs for text in pair for sign in text} - {" "})
    signs += sorted(set("Chinese:English\n▁") - set(signs))
    pieces = ["<pad>", "<eos>", "<bos>", "<unk>", *signs]
    tokenizer = Tokenizer(models.Unigram([(p, -float(i > 3)) for i, p in enumerate(pieces)], 3))
    tokenizer.normalizer = normalizers.Replace(" ", "▁")
    tokenizer.decoder = decoders.Replace("▁", " ")
    assert len(pieces) <= 160
    return tokenizer


def network(tensors, config, layout):
    gemma = LoraGemma(tensors, config, rank=2, alpha=4.0, seed=1, dtype=torch.float32)
    torch.manual_seed(3)
    made = EmbeddedTagger(gemma, layout=layout)
    with torch.no_grad():
        made.lora.add_(torch.randn(made.lora.shape) * 0.05)
    return made


@pytest.mark.parametrize("layout", LAYOUTS)
def test_places_are_those_of_the_texts(tokenizer, pairs, layout):
    source, target = pairs[0]
    pair = encode_for_tagger(tokenizer, source, target, layout=layout)
    decoded = tokenizer.decode(list(pair.ids[1:]))
    whole = f"Chinese: {source}\nEnglish: {target}\n"
    assert decoded == (whole if layout == "open" else f"{whole} {target}\n")
    tagged = tokenizer.decode(list(pair.ids[pair.target_at :]))
    assert tagged == f" {target}\n" and sum(pair.sides) == len(pair.ids) - pair.target_at
    assert "".join(target[a:b] for a, b in pair.target_places) == target
    left = "".join(source[a:b] for a, b in pair.source_places)
    assert left == (source if layout == "open" else "")


def test_only_the_open_layout_sees_what_follows(tokenizer, pairs, tiny_tensors, tiny_config):
    source, target = pairs[0]
    for layout, sees in (("open", True), ("repeated", False)):
        made = network(tiny_tensors, tiny_config, layout)
        ids = torch.tensor([encode_for_tagger(tokenizer, source, target, layout=layout).ids])
        sides = torch.ones_like(ids)
        other = ids.clone()
        other[0, -2] = 9
        with torch.no_grad():
            first, second = made(ids, sides)[0], made(other, sides)[0]
        assert bool((first[0, :-2] != second[0, :-2]).any()) is sees


@pytest.mark.parametrize("layout", LAYOUTS)
def test_padding_changes_nothing(tokenizer, pairs, tiny_tensors, tiny_config, layout):
    encoded = [encode_for_tagger(tokenizer, *pair, layout=layout) for pair in (pairs[0], pairs[4])]
    both = make_batch([(pair, Example("", "")) for pair in encoded])
    made = network(tiny_tensors, tiny_config, layout)
    with torch.no_grad():
        tokens, segments = made(both.ids, both.sides)
        for row, pair in enumerate(encoded):
            one = make_batch([(pair, Example("", ""))])
            assert int(one.ids[0, -1]) != PAD
            alone, segment = made(one.ids, one.sides)
            size = len(pair.ids)
            torch.testing.assert_close(tokens[row, :size], alone[0], rtol=1e-4, atol=1e-4)
            torch.testing.assert_close(segments[row], segment[0], rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_gradient_equals_finite_differences(tokenizer, pairs, tiny_tensors, tiny_config, layout):
    source, target = pairs[2]
    example = Example(source, target, (Mark(0, 5, 1.0, 0.5),), (), 0.0, (0.3, 0.2, None))
    batch = make_batch([(encode_for_tagger(tokenizer, source, target, layout=layout), example)])
    made = network(tiny_tensors, tiny_config, layout)

    def loss():
        words, segment = made(batch.ids, batch.sides)
        return estimator_loss(words, segment, batch)["total"]

    loss().backward()
    direction = made.lora.grad / made.lora.grad.norm()
    values = []
    for offset in (1e-2, -1e-2):
        with torch.no_grad():
            made.lora.add_(direction, alpha=offset)
            values.append(float(loss()))
            made.lora.sub_(direction, alpha=offset)
    slope = (values[0] - values[1]) / 2e-2
    assert slope == pytest.approx(float(made.lora.grad.norm()), rel=0.03)


def trainer(tokenizer, pairs, tensors, config, out, steps):
    clean = [CleanPair(*pair) for pair in pairs]
    pools = {
        "clean": lambda chooser: clean_example(chooser.choice(clean)),
        "garbled": lambda chooser: garbled_example(clean, chooser),
    }
    encode = partial(encode_for_tagger, tokenizer, layout="open")
    stream = Stream(pools, lambda spent: dict.fromkeys(pools, 1.0), encode, size=400, longest=200)
    settings = Settings(steps=steps, rate=5e-3, report_minutes=1e9, bfloat16=False)
    return Trainer(network(tensors, config, "open"), stream, settings, out)


def test_fifty_steps_lower_the_loss(tokenizer, pairs, tiny_tensors, tiny_config, tmp_path):
    run = trainer(tokenizer, pairs, tiny_tensors, tiny_config, tmp_path, steps=50)
    before = run.network.lora.detach().clone()
    run.run()
    lines = [json.loads(x) for x in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert lines[-1]["total"] < lines[0]["total"]
    assert not torch.equal(before, run.network.lora)


def test_a_resumed_run_has_the_same_weights(tokenizer, pairs, tiny_tensors, tiny_config, tmp_path):
    whole = trainer(tokenizer, pairs, tiny_tensors, tiny_config, tmp_path / "whole", 6)
    whole.run()
    first = trainer(tokenizer, pairs, tiny_tensors, tiny_config, tmp_path / "parts", 6)
    first.run(stop_after=3)
    second = trainer(tokenizer, pairs, tiny_tensors, tiny_config, tmp_path / "parts", 6)
    second.resume()
    second.run()
    ours = second.network.state_dict()
    for name, weight in whole.network.state_dict().items():
        assert torch.equal(weight, ours[name]), name


def judged(pairs, tables):
    made = []
    for number, (source, target) in enumerate(pairs):
        pair = SegmentPair("d", number, source, target)
        table = word_table(pair, tables, ())
        size = len(table.words)
        made.append(
            JudgedPair({"dataset": "wmt21"}, pair, tables, (), table, (0.0,) * size, None, 0.0, 0)
        )
    return made


def test_words_get_the_highest_chance_of_their_subwords(
    tokenizer, pairs, tiny_tensors, tiny_config, tmp_path, monkeypatch
):
    run = trainer(tokenizer, pairs, tiny_tensors, tiny_config, tmp_path, steps=2)
    run.run()

    def fresh(seed, rank, alpha):
        model = LoraGemma(
            tiny_tensors, tiny_config, rank=rank, alpha=alpha, seed=seed, dtype=torch.float32
        )
        return model, tokenizer

    monkeypatch.setattr(compare, "load_model", fresh)
    network, encode = compare.load_tagger(tmp_path)
    assert torch.equal(network.lora, run.network.lora)
    items = judged(pairs[:3], Evidence())
    long = judged([("很" * 250, "The " * 70)], Evidence())
    first, *_, last = compare.tag(network, encode, [*items, *long])
    assert last is None and len(first.error) == len(items[0].table.words)
    pair = encode(*pairs[0])
    with torch.no_grad():
        tokens, segments = network(torch.tensor([pair.ids]), torch.tensor([pair.sides]))
    # «factory» is the second word: characters 4 to 11 of the target, without its space.
    at = [i for i, (a, b) in enumerate(pair.target_places) if a >= 4 and b <= 11 and a < b]
    expected = torch.sigmoid(tokens[0, pair.target_at :, :2])[at].max(0).values.tolist()
    assert [first.error[1], first.major[1]] == pytest.approx(expected, abs=1e-5)
    assert first.penalty == pytest.approx(float(segments[0, 1]), abs=1e-5)
    columns = compare.with_columns(items[0], first).table.columns
    assert columns["tagger_error"][1] == pytest.approx(log_odds(expected[0]), abs=1e-4)
    said = compare.alone([*items, *long], [first, None, None, last], items[:1], [None])
    assert [len(error) for error, _ in said.chances] == [
        len(i.table.words) for i in [*items, *long]
    ]
    assert said.scores[0] == said.scores[-1] == -first.penalty
    assert said.on_clean == [([0.0] * len(items[0].table.words),) * 2]
    silent = compare.with_columns(items[0], None).table.columns
    assert silent["tagger_error"] == [None] * len(items[0].table.words)


def test_a_run_of_another_layout_is_not_resumed(
    tokenizer, pairs, tiny_tensors, tiny_config, tmp_path
):
    trainer(tokenizer, pairs, tiny_tensors, tiny_config, tmp_path, 1).run()
    other = trainer(tokenizer, pairs, tiny_tensors, tiny_config, tmp_path, 2)
    other.network = network(tiny_tensors, tiny_config, "repeated")
    with pytest.raises(ValueError, match="another network"):
        other.resume()
