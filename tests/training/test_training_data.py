"""Which pairs are trained on, and how they become batches."""

from __future__ import annotations

import lzma

import pytest
import torch

from training.retranslator.batches import BatchStream, encode, make_batch
from training.retranslator.data import Example, load_examples, read_pairs

LONG = "A cold wind came from the north and the old men of the village stayed at home"


def write(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines("\t".join(row) + "\n" for row in rows)


@pytest.fixture()
def data(tmp_path):
    write(
        tmp_path / "parallel" / "wmt17-21-newstest.tsv.xz",
        [
            ("山上下雪了。", "It snowed on the hill.", "newstest2019-zhen:1"),
            ("路上没有人。", "The road was empty.", "newstest2021-zhen:1"),
            ("河水上涨了。", "The road was empty.", "newstest2018-zhen:9"),
            ("他们回家了。", "They went home.", "newstest2021-enzh:1"),
        ],
    )
    write(
        tmp_path / "parallel" / "flores200-dev.tsv.xz",
        [("猫睡了。", "The cat slept.", "flores-dev:1")],
    )
    write(tmp_path / "parallel" / "ntrex128.tsv.xz", [("猫睡了。", "A cat was asleep.", "ntrex:1")])
    source = "北方吹来冷风，村里的老人都待在家里。"
    good, other = "ff:bergamot-base-memory", "ff:google"
    rows = [
        ("wmt19", "0", good, source, LONG, LONG + "."),
        ("wmt19", "0", other, source, LONG + " too", LONG),
        (
            "wmt19",
            "1",
            good,
            "他有35只羊，住在很远的山里。",
            "He has 53 sheep, far up in the hills.",
            "He has 35 sheep, far up in the hills.",
        ),
        ("wmt19", "2", good, source, "Something quite different was said here by no one.", LONG),
        ("wmt19", "3", good, "路上没有人。", "The road was empty", "The road was empty."),
        ("wmt21", "4", good, source + "冷", LONG, LONG),
        ("iwslt17", "5", good, "风" + source, LONG + " now", LONG),
    ]
    write(tmp_path / "system_outputs.tsv.xz", rows)
    return tmp_path


def test_validation_pairs_and_other_systems_stay_out(data):
    pools = load_examples(data)
    assert [e.source for e in pools["news"]] == ["山上下雪了。"]
    assert [e.source for e in pools["other-news"]] == ["他们回家了。"]
    assert [e.target for e in pools["distilled"]] == [LONG]
    assert [e.target for e in pools["talks"]] == [LONG + " now"]
    assert set(pools) == {"news", "other-news", "distilled", "talks"}


def test_absent_files_are_skipped(tmp_path):
    assert load_examples(tmp_path) == {}


def test_reading_with_a_limit_is_evenly_spaced(tmp_path):
    write(tmp_path / "x.tsv.xz", [(str(i), "b", f"d:{i}") for i in range(10)])
    assert [row[0] for row in read_pairs(tmp_path / "x.tsv.xz", 5)] == ["0", "2", "4", "6", "8"]


def test_prompt_and_answer_meet_at_a_token_border(to_ids):
    encoded = encode(Example("甲。", "One."), to_ids)
    assert encoded.ids[0] == 2
    assert list(encoded.ids[1 : encoded.answer_start]) == to_ids("Chinese: 甲。\nEnglish:")
    assert list(encoded.ids[encoded.answer_start :]) == to_ids(" One.\n")
    turned = encode(Example("甲。", "One.", "reverse"), to_ids)
    assert list(turned.ids[turned.answer_start :]) == to_ids(" 甲。\n")
    context = encode(Example("丙。", "Three.", "context", ("甲。", "乙。")), to_ids)
    assert list(context.ids[1 : context.answer_start]) == to_ids(
        "Context: 甲。\nContext: 乙。\nChinese: 丙。\nEnglish:"
    )


def test_places_predict_the_answer_tokens(to_ids):
    examples = [encode(Example("甲" * n, "One." * n), to_ids) for n in (1, 3)]
    batch = make_batch(examples)
    assert batch.ids.shape == (2, len(examples[1].ids))
    flat = batch.ids.reshape(-1)
    assert torch.equal(flat[batch.places + 1], batch.labels)
    assert batch.labels.tolist() == [
        *examples[0].ids[examples[0].answer_start :],
        *examples[1].ids[examples[1].answer_start :],
    ]


def test_batches_hold_the_token_budget_and_every_pair(pairs, to_ids):
    stream = BatchStream({"news": [Example(*pair) for pair in pairs]}, to_ids, tokens=400)
    seen = 0
    for _ in range(40):
        batch = next(stream)
        assert batch.ids.numel() <= 400
        seen += batch.ids.shape[0]
    assert seen > len(pairs)


@pytest.mark.parametrize("steps", [0, 1, 7, 200])
def test_a_restored_stream_goes_on_alike(pairs, to_ids, steps):
    def make():
        pools = {
            "news": [Example(*p) for p in pairs[:30]],
            "talks": [Example(*p) for p in pairs[30:]],
        }
        return BatchStream(pools, to_ids, tokens=600, seed=1)

    whole = make()
    for _ in range(steps):
        next(whole)
    state = whole.state()
    other = make()
    other.restore(state)
    for _ in range(150):
        assert torch.equal(next(other).ids, next(whole).ids)


def test_too_long_examples_are_left_out(to_ids):
    pools = {"news": [Example("短。", "Short."), Example("长" * 300, "Long.")]}
    stream = BatchStream(pools, to_ids, longest=100)
    for _ in range(5):
        assert next(stream).ids.shape[1] < 100
