"""Alignment of whole documents: nothing lost, the right partners, bounded time and memory."""

import random
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.alignment import align, aligner
from checker.errors import InputError
from checker.language.chinese_sentences import split_chinese
from checker.language.english_sentences import split_english
from checker.records import Document
from tests.growth import LINEAR, TIMES, growth

ARTICLE = Path(__file__).parents[2].parent / "shared" / "acceptance" / "industrial-internet"


def aligned(source, target, bridge=None):
    document = Document("d", target, source)
    sides = split_chinese(source), split_english(target)
    if callable(bridge):
        bridge = [bridge(s.text) for s in sides[0]]
    pairs = align(*sides, bridge=bridge, document=document)
    check(document, sides, pairs)
    return pairs


def check(document, sides, pairs):
    """Every sentence in exactly one pair, in order, with exact offsets."""
    counts = [0, 0]
    for number, pair in enumerate(pairs):
        assert pair.segment_id == number
        assert 0 <= pair.alignment_score <= 1
        assert document.source[pair.source_start : pair.source_end] == pair.source
        assert document.target[pair.target_start : pair.target_end] == pair.target
        places = (pair.source_start, pair.source_end), (pair.target_start, pair.target_end)
        for side, size in enumerate(map(int, pair.alignment.split("-"))):
            run = sides[side][counts[side] : counts[side] + size]
            assert len(run) == size
            if run:
                assert places[side] == (run[0].start, run[-1].end)
            else:
                before = sides[side][counts[side] - 1].end if counts[side] else 0
                assert places[side] == (before, before)
            counts[side] += size
    assert counts == [len(sides[0]), len(sides[1])]


def shapes(pairs):
    return [pair.alignment for pair in pairs]


ZH = st.lists(
    st.sampled_from(["雨。", "水渠修好了。", "100人", "！", "\n", "A。", "“走”", "；"]), max_size=25
)
EN = st.lists(
    st.sampled_from(["Rain. ", "The canal is done. ", "100 ", "! ", "\n", "A. ", "“Go” "]),
    max_size=25,
)


@given(zh=ZH.map("".join), en=EN.map("".join), seed=st.integers(0, 3))
@settings(max_examples=150, deadline=None)
def test_nothing_is_lost_on_random_documents(zh, en, seed):
    rng = random.Random(seed)
    texts = ["Rain.", "The canal is done.", "", None, "100"]
    aligned(zh, en, None if seed == 0 else lambda _: rng.choice(texts))


STORY = (
    "青河县今年投入3500万元修建水渠。\n"
    "县水利局局长李明说，新水渠全长42公里，可以灌溉12万亩农田。去年，全县有8个村庄严重缺水。\n"
    "村民们很高兴。他们在6月种下了玉米，长势良好。\n"
    "记者 王芳"
)


def test_a_plain_document_without_a_bridge():
    target = (
        "Qinghe County invested 35 million yuan this year to build canals.\n"
        "Li Ming, head of the county water bureau, said the new canal is 42 km long and can"
        " irrigate 120,000 mu of farmland. Last year, 8 villages of the county were very short of"
        " water.\n"
        "The villagers are glad. They planted maize in June, which is growing well.\n"
        "Reporter Wang Fang"
    )
    pairs = aligned(STORY, target)
    assert shapes(pairs) == ["1-1"] * 6
    assert all(pair.alignment_score > 0.5 for pair in pairs)


def test_cut_joined_dropped_and_added_sentences():
    target = (
        "Source: County Daily. Original title below:\n"
        "Qinghe County invested 35 million yuan this year to build canals.\n"
        "Li Ming, head of the county water bureau, said the new canal is 42 km long. It can"
        " irrigate 120,000 mu of farmland. Last year, 8 villages of the county were very short of"
        " water.\n"
        "The villagers are glad, and the maize they planted in June is growing well.\n"
    )
    bridge = {
        "青河": "Qinghe County has invested 35 million yuan in canals this year.",
        "县水": "Li Ming, director of the county water bureau, said that the new canal is 42 km"
        " long and can irrigate 120,000 mu of farmland.",
        "去年": "Last year, 8 villages in the county had a serious lack of water.",
        "村民": "The villagers are very glad.",
        "他们": "They planted maize in June, and it grows well.",
        "记者": "Reporter Wang Fang",
    }
    pairs = aligned(STORY, target, lambda text: bridge[text[:2]])
    found = {(p.source[:2], p.target[:4]): p.alignment for p in pairs}
    assert found[("青河", "Qing")] == "1-1"
    assert found[("县水", "Li M")] == "1-2"
    assert found[("去年", "Last")] == "1-1"
    assert found[("村民", "The ")] == "2-1"
    assert found[("记者", "")] == "1-0"
    assert [p for p in pairs if p.alignment == "0-1"]


def test_paragraphs_may_differ():
    target = (
        "Qinghe County invested 35 million yuan this year to build canals. Li Ming, head of the"
        " county water bureau, said the new canal is 42 km long and can irrigate 120,000 mu of"
        " farmland.\nLast year, 8 villages of the county were very short of water. The villagers"
        " are glad.\nThey planted maize in June, which is growing well. Reporter Wang Fang"
    )
    assert shapes(aligned(STORY, target))[:4] == ["1-1"] * 4


@pytest.mark.parametrize(
    ("zh", "en", "expected"), [("", "", []), ("雨。", "", ["1-0"]), ("", "Rain.", ["0-1"])]
)
def test_empty_sides(zh, en, expected):
    assert shapes(aligned(zh, en)) == expected


def test_wrong_calls_are_refused():
    document = Document("d", "Rain.", "雨。")
    sides = split_chinese("雨。"), split_english("Rain.")
    with pytest.raises(InputError, match="2 re-translations were given for 1 sentences"):
        align(*sides, bridge=["a", "b"], document=document)
    with pytest.raises(InputError, match="no source"):
        align(*sides, bridge=None, document=Document("d", "Rain."))


def test_an_unusable_bridge_is_no_bridge():
    target = "It rains. The canal of Beijing is 42 km long. 8 villages are glad."
    source = "下雨了。北京的水渠长42公里。8个村庄很高兴。"
    assert (
        shapes(aligned(source, target, [None] * 3))
        == shapes(aligned(source, target))
        == ["1-1"] * 3
    )


def long_document(count, inserted, *, seed=5):
    """Source, target, bridge by source sentence, and the true target sentence of each."""
    rng = random.Random(seed)
    syllables = [
        a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "el", "or")
    ]
    words = ["".join(rng.choices(syllables, k=rng.randint(2, 3))) for _ in range(4000)]
    han = [chr(rng.randrange(0x4E00, 0x9000)) + chr(rng.randrange(0x4E00, 0x9000)) for _ in words]
    source, target, bridge, truth = [], [], {}, []
    for number in range(count):
        if number == count // 3:
            for _ in range(inserted):
                target.append(" ".join(rng.choices(words, k=12)).capitalize() + ".")
        picked = rng.choices(range(len(words)), k=rng.randint(6, 18))
        source.append("".join(han[k] for k in picked) + "。")
        truth.append(len(target))
        target.append(" ".join(words[k] for k in picked).capitalize() + ".")
        kept = [words[k] if rng.random() < 0.4 else rng.choice(words) for k in picked]
        bridge[source[-1]] = " ".join(kept)
    joined = "".join(s + ("\n" if k % 5 == 4 else "") for k, s in enumerate(source))
    return joined, " ".join(target), bridge, truth


def test_a_long_document_with_many_sentences_inserted():
    source, target, bridge, truth = long_document(450, 60)
    pairs = aligned(source, target, bridge.get)
    places = {s.start: k for k, s in enumerate(split_english(target))}
    right = number = 0
    for pair in pairs:
        if pair.alignment == "1-1":
            right += places[pair.target_start] == truth[number]
        number += int(pair.alignment[0])
    assert right > 435


def test_time_grows_with_the_length_not_with_its_square():
    def work(count):
        source, target, bridge, _ = long_document(count, count // 15)
        return lambda _: aligned(source, target, bridge.get)

    assert growth(work(400 // TIMES), work(400)) < LINEAR


def test_memory_grows_with_the_length_not_with_its_square(monkeypatch):
    monkeypatch.setattr(aligner, "_WHOLE_CELLS", 0)

    def peak(count):
        source, target, bridge, _ = long_document(count, 0)
        sides = split_chinese(source), split_english(target)
        texts = [bridge[s.text] for s in sides[0]]
        document = Document("d", target, source)
        tracemalloc.start()
        align(*sides, bridge=texts, document=document)
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    assert peak(400) < 2.6 * peak(200)


@pytest.mark.shared
@pytest.mark.skipif(not ARTICLE.exists(), reason="../shared is not there")
def test_the_industrial_internet_article_without_a_bridge():
    source, target = (
        (ARTICLE / name).read_text(encoding="utf-8") for name in ("source.zh.txt", "target.en.txt")
    )
    pairs = aligned(source, target)
    for start, inside in (
        ("王鹏表示，近年来", "High-quality economic development."),
        ("王鹏表示，下一步", "Guidelines to realize"),
        ("会上数据显示", "The synergistic effect"),
        ("近日", "press conference"),
    ):
        [pair] = [p for p in pairs if p.source.startswith(start)]
        assert inside in pair.target
    [furniture] = [p for p in pairs if "original title:" in p.target]
    assert furniture.source in ("2022-09-11", "")
