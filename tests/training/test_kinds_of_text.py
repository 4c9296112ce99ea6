"""Annotated sets whose marks mean less than all errors: split, masks, ranks, leaks."""

from __future__ import annotations

import json
import lzma
import random
from functools import partial

import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers

from checker.models.estimator.tokens import encode_pair
from training.annotations import in_validation, set_name, validation_sources
from training.detector.batches import Stream, character_labels, make_batch
from training.detector.examples import Example, Mark, joined
from training.detector.material import describe, leaks
from training.detector.mqm import mqm_examples
from training.detector.pools import load_material, ranked_sources
from training.detector.shares import shares_at
from training.detector.trainer import estimator_loss
from training.held_out import HeldOut


def record(dataset, **values):
    plain = {"dataset": dataset, "doc_id": None, "src": "工厂", "mt": "The factory works",
             "spans": [], "score": 0.0, "score_type": "google_mqm", "partial": False}  # fmt: skip
    return {**plain, **values}


def span(start, end, severity="major", category="Accuracy/Mistranslation", **more):
    return {"start": start, "end": end, "severity": severity, "category": category, **more}


# the split


def test_sets_without_documents_are_halved_by_their_source_whatever_its_spacing():
    for dataset in ("wmt22-general-sample", "hadqaet"):
        halves = [in_validation(record(dataset, src=f"第{i}句话")) for i in range(40)]
        assert 8 < sum(halves) < 32
        spaced = [in_validation(record(dataset, src=f" 第{i} 句话 ")) for i in range(40)]
        assert spaced == halves


def test_abstracts_are_halved_by_document_and_their_rounds_told_apart():
    records = [
        record("biomqm", doc_id=f"doc{i}", round=kind, src=f"第{i}句{n}")
        for i in range(12)
        for kind in ("v1", "v2")
        for n in range(2)
    ]
    for i in range(12):
        assert len({in_validation(r) for r in records if r["doc_id"] == f"doc{i}"}) == 1
    assert {in_validation(r) for r in records} == {True, False}
    assert {set_name(r) for r in records} == {"biomqm v1", "biomqm v2"}
    assert set_name(record("wmt21")) == "wmt21"


def test_a_text_is_held_out_if_it_shares_a_long_stretch():
    text = "中国坚定不移奉行互利共赢的开放战略，实现更高水平的对外开放。"
    held_out = HeldOut([text])
    assert text in held_out and f" {text[:9]} {text[9:]}" in held_out
    assert "他说：" + text[3:19] in held_out
    assert "他说：" + text[3:18] not in held_out
    assert "短句" not in held_out and len(held_out) == 1


# the masks


def test_words_without_a_mark_are_not_known_in_a_part_of_the_errors():
    (example,) = mqm_examples(
        [record("wmt22-general-sample", spans=[span(4, 11)], score=None, partial=True)]
    )
    assert character_labels(example) == [-1.0] * 4 + [1.0] * 7 + [-1.0] * 6
    assert example.segment == (None, None, None) and example.weight < 1.0
    (clean,) = mqm_examples([record("wmt22-general-sample")])
    assert character_labels(clean) == [0.0] * 17
    assert clean.segment[:2] == (0.0, 0.0)
    # There is an error in the first, how bad is not known: only the clean one is better.
    assert example.group == clean.group and example.rank < clean.rank
    (worse,) = mqm_examples(
        [record("wmt22-general-sample", spans=[span(0, 17)] * 3, score=None, partial=True)]
    )
    assert worse.rank == example.rank


def test_of_a_post_only_marks_and_what_the_post_editor_kept_are_known():
    (example,) = mqm_examples(
        [
            record(
                "hadqaet",
                spans=[span(4, 11, "minor")],
                score=-1.0,
                partial=True,
                scope="emotion",
                post_edit="The plant works",
            )
        ]
    )
    assert character_labels(example) == [0.0] * 3 + [-1.0] + [1.0] * 7 + [-1.0] + [0.0] * 5
    # Minor for the emotion may be major for the sense.
    assert [m.major for m in example.target_marks if m.error] == [None]
    assert example.segment == (None, None, None)
    assert (example.group, example.rank) == ("hadqaet", -1.0)


def test_a_post_without_a_mark_or_post_edit_teaches_its_rank_alone(tokenizer):
    (example,) = mqm_examples([record("hadqaet", partial=True, scope="emotion")])
    assert set(character_labels(example)) == {-1.0} and example.group == "hadqaet"
    batch = make_batch([(encode_pair(tokenizer, example.source, example.target), example)])
    assert bool((batch.tokens == -1).all()) and bool((batch.segments == -1).all())


def test_severities_that_may_belong_to_another_span_are_not_known():
    (example,) = mqm_examples(
        [record("hadqaet", spans=[span(4, 11, "critical", map="order")], partial=True, scope="e")]
    )
    assert [(m.error, m.major) for m in example.target_marks] == [(1.0, None)]


def test_neutral_marks_are_neither_right_nor_wrong(tokenizer):
    (example,) = mqm_examples([record("biomqm", round="v1", spans=[span(0, 3, "neutral")])])
    assert character_labels(example) == [-1.0] * 3 + [0.0] * 14
    pair = encode_pair(tokenizer, example.source, example.target)
    batch = make_batch([(pair, example)])
    target = batch.tokens[0, pair.target_at : len(pair.ids) - 1]
    assert target[:3].tolist() == [[-1.0] * 3] * 3
    assert target[3:, :2].tolist() == [[0.0, 0.0]] * 12


def test_rounds_of_raters_are_examples_of_their_own():
    examples = mqm_examples(
        [
            record("biomqm", round="v1", score=0.0),
            record("biomqm", round="v2", spans=[span(4, 11)], score=-5.0),
        ]
    )
    assert [e.group for e in examples] == ["biomqm v1", "biomqm v2"]
    assert {tuple(character_labels(e)) for e in examples} == {
        (0.0,) * 17,
        (0.0,) * 4 + (1.0,) * 7 + (0.0,) * 6,
    }


def test_only_omissions_are_left_out_of_the_source(tokenizer):
    marks = [span(0, 1), span(1, 2, category="Accuracy/Omission")]
    for dataset, partly, around in (("biomqm", False, 0.0), ("hadqaet", True, -1.0)):
        (example,) = mqm_examples(
            [record(dataset, src="工厂好", src_spans=marks, partial=partly, scope=None)]
        )
        pair = encode_pair(tokenizer, example.source, example.target)
        batch = make_batch([(pair, example)])
        assert batch.tokens[0, 1:4, 2].tolist() == [-1.0, 1.0, around], dataset


def test_what_is_known_of_some_places_only_is_not_joined_to_what_is_known_of_all():
    with pytest.raises(ValueError, match="partial"):
        joined(Example("工", "A", ()), Example("厂", "B", (), complete=False))


# loss


def test_weights_scale_the_words_loss(tokenizer):
    pair = encode_pair(tokenizer, "工厂", "The")
    tokens, segments = torch.randn(1, len(pair.ids), 3), torch.zeros(1, 3)
    losses = [
        float(
            estimator_loss(
                tokens,
                segments,
                make_batch([(pair, Example("工厂", "The", (Mark(0, 3, 1.0),), weight=weight))]),
            )["words"]
        )
        for weight in (1.0, 0.5)
    ]
    assert losses[0] > 0 and losses[1] == pytest.approx(losses[0] / 2)


def test_only_pairs_of_one_group_and_different_rank_are_ordered(tokenizer):
    pair = encode_pair(tokenizer, "工厂", "The")

    def loss(groups, ranks, penalties):
        examples = [
            Example("工厂", "The", group=g, rank=r) for g, r in zip(groups, ranks, strict=True)
        ]
        segments = torch.zeros(len(ranks), 3)
        segments[:, 1] = torch.tensor(penalties)
        batch = make_batch([(pair, example) for example in examples])
        return float(
            estimator_loss(torch.zeros(len(ranks), len(pair.ids), 3), segments, batch)["ranks"]
        )

    assert loss(["a", "b"], [0.0, -5.0], [0.0, 1.0]) == 0.0
    assert loss(["a", "a"], [-5.0, -5.0], [0.0, 1.0]) == 0.0
    assert loss([None, None], [0.0, -5.0], [0.0, 1.0]) == 0.0
    right, wrong = loss("aa", [0.0, -5.0], [0.0, 0.5]), loss("aa", [0.0, -5.0], [0.5, 0.0])
    assert 0 < right < 0.1 < 1.0 < wrong


def test_outputs_of_one_source_stand_in_one_batch(tokenizer):
    cluster = tuple(
        Example("工厂", "The factory" * n, group="a", rank=float(-n)) for n in (1, 2, 3)
    )
    others = [Example("工" * n, "The" * n) for n in range(1, 20)]
    pools = {
        "ranked": lambda chooser: cluster,
        "others": lambda chooser: chooser.choice(others),
    }
    encode = partial(encode_pair, tokenizer)
    stream = Stream(pools, lambda spent: dict.fromkeys(pools, 1.0), encode, size=300)
    for _ in range(60):
        batch = stream.next(0.5)
        assert int((batch.groups >= 0).sum()) % 3 == 0


# everything together


@pytest.fixture(scope="module")
def tokenizer():
    signs = sorted(set("ThefactoryworksplantA工厂好"))
    pieces = [(name, 0.0) for name in ("<s>", "<pad>", "</s>", "<unk>")]
    made = Tokenizer(models.Unigram([*pieces, *((s, -1.0) for s in signs)], unk_id=3))
    made.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return made


def write_lines(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines(f"{row}\n" for row in rows)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A data folder in which sources stand in several files and halves."""
    folder = tmp_path_factory.mktemp("data")
    sources = [f"第{i}座工厂昨天开始工作。" for i in range(30)]
    posts = [record("hadqaet", src=s, score=-float(i % 3), partial=True, scope="emotion")
             for i, s in enumerate(sources)]  # fmt: skip
    sample = [record("wmt22-general-sample", src=s[::-1], mt=f"The factory works {n}",
                     spans=[span(0, 3)] * n, score=None if n else 0.0, partial=bool(n))
              for s in sources for n in range(2)]  # fmt: skip
    abstracts = [record("biomqm", doc_id=f"doc{i}", round=kind, src=f"药物{i}有效而且安全。")
                 for i in range(12) for kind in ("v1", "v2")]  # fmt: skip
    old = [record("wmt20", src=s, doc_id="a") for s in sources]
    for name, records in (("more", posts + sample + abstracts), ("train", old)):
        lines = (json.dumps(r, ensure_ascii=False) for r in records)
        write_lines(folder / "qe" / f"mqm_zh_en.{name}.jsonl.xz", lines)
    pairs = [f"{s}\tThe plant stopped again.\td:{i // 7}" for i, s in enumerate(sources)]
    write_lines(folder / "parallel" / "taiwan-laws.tsv.xz", pairs)
    outputs = [f"wmt19\t{i}\tx\t{s}\tThe plant\tThe plant stopped." for i, s in enumerate(sources)]
    write_lines(folder / "system_outputs.tsv.xz", outputs)
    return folder


def test_no_validation_source_is_trained_on_in_whatever_file_it_stands(data):
    found = describe(data)
    assert found["leaks"] == []
    assert set(found["validation"]) == {
        "biomqm v1", "biomqm v2", "hadqaet", "wmt22-general-sample",
    }  # fmt: skip
    assert set(found["training"]) == {"medical", "mqm", "posts", "sample"}
    for pool in found["training"].values():
        assert pool["examples"] > 0
    assert found["training"]["mqm"]["sources"] < 30
    assert 0 < found["outputs"] < 30 and 0 < found["clean pairs"] < 30
    assert found["training"]["posts"]["unknown"] == 1.0


def test_a_leak_would_be_found(data):
    material = load_material(data)
    source = sorted(material.sources())[0]
    assert leaks(material, HeldOut(["别的句子"])) == []
    assert leaks(material, HeldOut([source]))[:1] == [source]


def test_the_material_is_the_same_each_time(data):
    assert describe(data)["sha256"] == describe(data)["sha256"]
    assert describe(data, limit=3)["sha256"] != describe(data)["sha256"]


def test_every_pool_draws_what_it_holds_and_has_a_share(data):
    material = load_material(data)
    pools = material.pools()
    assert {"mqm", "joined", "ranked", "sample", "posts", "medical", "clean"} <= set(pools)
    assert min(shares_at(1.0, pools).values()) > 0
    for name, draw in pools.items():
        drawn = draw(random.Random(name))
        for example in drawn if isinstance(drawn, tuple) else (drawn,):
            assert example.target.strip(), name


def test_sources_are_ranked_where_their_outputs_differ():
    one = [Example("工", t, group="a", rank=r) for t, r in (("A", 0.0), ("B", -1.0), ("C", -1.0))]
    equal = [Example("厂", t, group="a", rank=-1.0) for t in "AB"]
    other = [Example("工", "D", group="b", rank=-9.0), Example("工", "E")]
    assert ranked_sources([*one, *equal, *other]) == [tuple(one)]


def test_validation_sources_span_both_files(data):
    from training.annotations import read_annotations

    records = read_annotations(data)
    names = {set_name(r) for r in records if r["src"].strip() in validation_sources(records)}
    assert names > {"hadqaet", "wmt22-general-sample", "biomqm v1"}
