"""Each defect is injected where it applies, with a span that holds it, and can be taken back."""

import itertools
import lzma
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.errors import SettingsError
from checker.evaluation.defects import DEFECTS, CleanPair, GarbledPair, garble, garble_pairs, undo
from checker.records import Severity

# Texts of our own, one or more for every defect.
NEXT = CleanPair("小学明年开学。", "A primary school opens next autumn in the village.")
PAIRS = {
    "clause-dropped": CleanPair(
        "由于暴雨，两条公路被淹，许多司机只好在车里过夜。",
        "Because of heavy rain, two roads were flooded, and many drivers slept in their cars.",
    ),
    "cut-after-function-word": CleanPair(
        "工人们修好了通往山谷的老桥。",
        "The workers repaired the old bridge that leads down into the quiet green valley.",
    ),
    "sentences-joined": CleanPair(
        "港口很安静。船只明天返回。", "The harbour was quiet. The boats return tomorrow."
    ),
    "verb-dropped": CleanPair("新图书馆去年建成。", "The new library was completed last year."),
    "number-times-ten": CleanPair("产量为3.5亿吨。", "Output was 350 million tonnes."),
    "number-tenth": CleanPair("共有20万人参加。", "Some 200,000 people took part."),
    "number-digit-slip": CleanPair("投资47亿元。", "The investment was 4.7 billion yuan."),
    "percent-for-point": CleanPair(
        "利率上升2个百分点。", "The rate went up by 2 percentage points."
    ),
    "comparison-swapped": CleanPair("销量同比增长。", "Sales grew year on year."),
    "currency-swapped": CleanPair("票价为80元。", "A ticket costs 80 yuan."),
    "list-item-dropped": CleanPair(
        "农民种植小麦、玉米、大豆和棉花。", "Farmers grow wheat, maize, soybeans and cotton."
    ),
    "negation-dropped": CleanPair("他没有离开。", "He did not leave the room."),
    "names-swapped": CleanPair(
        "律师王芳批评了记者李强。", "The lawyer Wang Fang criticised the reporter Li Qiang."
    ),
    "han-left": CleanPair("老师感谢家长。", "The teacher thanked all parents warmly."),
    "fullwidth-left": CleanPair("今天，天晴。", "Today, the sky is clear."),
    "words-looped": CleanPair("雨下了一夜。", "The rain kept falling through the whole night."),
    "other-segment": CleanPair("火车晚点了。", "Trains were delayed because of snow.", NEXT),
    "source-copied": CleanPair("火车晚点了。", "The train was late."),
    "target-empty": CleanPair("火车晚点了。", "The train was late."),
}


def held(garbled: GarbledPair) -> list[str]:
    """The words each gold span covers."""
    texts = {"source": garbled.source, "target": garbled.target}
    return [texts[span.side][span.start : span.end] for span in garbled.spans]


def check_invariants(garbled: GarbledPair) -> None:
    assert undo(garbled) == garbled.clean_target
    assert garbled.target != garbled.clean_target
    assert garbled.spans
    for span in garbled.spans:
        text = garbled.source if span.side == "source" else garbled.target
        assert 0 <= span.start <= span.end <= len(text)
        assert span.start < span.end or not text
    marked = [span for span in garbled.spans if span.side == "target"]
    for edit in garbled.edits:
        here = garbled.target[edit.start : edit.end]
        inside = any(
            span.start <= edit.start + (len(here) - len(here.lstrip())) and edit.end <= span.end
            for span in marked
        )
        assert inside or not marked, "a change lies outside every span"


IDS = [
    "clause-dropped",
    "cut-after-function-word",
    "sentences-joined",
    "verb-dropped",
    "number-times-ten",
    "number-tenth",
    "number-digit-slip",
    "percent-for-point",
    "comparison-swapped",
    "currency-swapped",
    "list-item-dropped",
    "negation-dropped",
    "names-swapped",
    "han-left",
    "fullwidth-left",
    "words-looped",
    "other-segment",
    "source-copied",
    "target-empty",
]


def test_ids_are_frozen():
    assert list(DEFECTS) == IDS
    assert all(name == defect.defect_id for name, defect in DEFECTS.items())
    assert {d.defect_id for d in DEFECTS.values() if d.structural} == {
        "cut-after-function-word",
        "sentences-joined",
        "number-times-ten",
        "number-tenth",
        "number-digit-slip",
        "han-left",
        "words-looped",
        "source-copied",
        "target-empty",
    }


@pytest.mark.parametrize("defect", IDS)
def test_every_defect_applies_to_its_own_text(defect):
    garbled = garble(PAIRS[defect], defect, seed=3)
    assert garbled is not None
    assert (garbled.defect, garbled.seed) == (defect, 3)
    assert garbled.severity is DEFECTS[defect].severity
    assert garbled.category == DEFECTS[defect].category
    check_invariants(garbled)


@pytest.mark.parametrize("defect", IDS)
def test_the_same_seed_gives_the_same_pair(defect):
    assert garble(PAIRS[defect], defect, seed=8) == garble(PAIRS[defect], defect, seed=8)


@pytest.mark.parametrize(
    ("defect", "target", "spans"),
    [
        (
            "clause-dropped",
            "Because of heavy rain, two roads were flooded.",
            ["许多司机只好在车里过夜。", "flooded"],
        ),
        (
            "sentences-joined",
            "The harbour was quiet The boats return tomorrow.",
            ["quiet The"],
        ),
        ("verb-dropped", "The new library last year.", ["library last"]),
        ("number-times-ten", "Output was 3500 million tonnes.", ["3500 million"]),
        ("number-tenth", "Some 20,000 people took part.", ["20,000"]),
        ("percent-for-point", "The rate went up by 2 percent.", ["percent"]),
        ("comparison-swapped", "Sales grew month-on-month.", ["month-on-month"]),
        ("negation-dropped", "He did leave the room.", ["did leave"]),
        (
            "names-swapped",
            "The lawyer Li Qiang criticised the reporter Wang Fang.",
            ["Li Qiang", "Wang Fang"],
        ),
        (
            "other-segment",
            "A primary school opens next autumn in the village.",
            ["A primary school opens next autumn in the village."],
        ),
        ("source-copied", "火车晚点了。", ["火车晚点了。"]),
        ("target-empty", "", ["火车晚点了。", ""]),
    ],
)
def test_what_a_defect_makes(defect, target, spans):
    garbled = garble(PAIRS[defect], defect)
    assert garbled.target == target
    assert held(garbled) == spans


def test_a_list_loses_the_item_whose_source_is_marked():
    made = {
        (garbled.target, *held(garbled))
        for seed in range(20)
        if (garbled := garble(PAIRS["list-item-dropped"], "list-item-dropped", seed=seed))
    }
    assert made == {
        ("Farmers grow wheat, soybeans and cotton.", "玉米", "wheat, soybeans"),
        ("Farmers grow wheat, maize and cotton.", "大豆", "maize and"),
    }


def test_two_pairs_are_joined_where_one_has_a_single_sentence():
    pair = CleanPair("雨停了。", "The rain has finally stopped.", NEXT)
    garbled = garble(pair, "sentences-joined")
    assert garbled.source == "雨停了。小学明年开学。"
    assert garbled.target.startswith("The rain has finally stopped A primary school")
    assert held(garbled) == ["stopped A"]
    assert undo(garbled) == f"{pair.target} {NEXT.target}"


def test_han_is_the_source_s_own_and_short():
    source = PAIRS["han-left"].source
    for seed in range(30):
        garbled = garble(PAIRS["han-left"], "han-left", seed=seed)
        (words,) = held(garbled)
        assert 1 <= len(words) <= 6
        assert words in source


def test_a_digit_slip_changes_digits_only():
    for seed in range(30):
        garbled = garble(PAIRS["number-digit-slip"], "number-digit-slip", seed=seed)
        (words,) = held(garbled)
        assert words.endswith(" billion")
        digits = words.removesuffix(" billion")
        assert digits != "4.7"
        assert len(digits) == 3
        assert digits[1] == "."


@pytest.mark.parametrize(
    ("defect", "words"),
    [
        ("number-times-ten", ["3.5亿"]),
        ("number-digit-slip", ["47亿"]),
        ("percent-for-point", ["百分点"]),
        ("comparison-swapped", ["同比"]),
        ("currency-swapped", ["元"]),
        ("negation-dropped", []),
    ],
)
def test_the_source_words_that_say_it_right(defect, words):
    garbled = garble(PAIRS[defect], defect)
    assert [garbled.source[c.start : c.end] for c in garbled.counterparts] == words
    assert all(c.side == "source" for c in garbled.counterparts)


@pytest.mark.parametrize("source", ["近47亿元", "47亿多元", "47余亿元", "47亿元左右", "超过47亿元"])
def test_a_rough_figure_takes_no_digit_slip(source):
    pair = CleanPair(source, "It cost 4.7 billion yuan.")
    assert garble(pair, "number-digit-slip") is None
    assert garble(pair, "number-times-ten") is not None


def test_a_loop_repeats_four_words():
    garbled = garble(PAIRS["words-looped"], "words-looped")
    (words,) = held(garbled)
    gram = words.split()[:4]
    assert words.split() == gram * (len(words.split()) // 4)
    assert garbled.target[: garbled.spans[0].start].endswith(" ".join(gram) + " ")


@pytest.mark.parametrize(
    ("defect", "source", "target"),
    [
        ("clause-dropped", "雨停了。", "The rain stopped."),
        ("clause-dropped", "雨停了。", "After some time, the rain stopped over the hills."),
        ("cut-after-function-word", "雨停了。", "The rain of today stopped."),
        ("sentences-joined", "史密斯先生来了。", "Mr. Smith came to the U.S. In vain."),
        ("verb-dropped", "什么？", "What?"),
        ("number-times-ten", "产量为3.5亿吨。", "Output was 3.5 billion tonnes."),  # already wrong
        ("number-tenth", "共3万人。", "There were 30 thousand of them and 5 dogs."),
        ("percent-for-point", "上升2%。", "It went up by 2 percentage points."),
        ("comparison-swapped", "增长了。", "It grew year on year."),
        ("currency-swapped", "美元走弱。", "The dollar weakened."),
        ("list-item-dropped", "小麦、玉米和大豆。", "Wheat, maize, rice and soybeans."),
        ("negation-dropped", "他不仅会唱歌。", "He can not only sing."),
        ("negation-dropped", "他来了。", "He did not come."),
        ("names-swapped", "京津冀。", "They met in Beijing, Tianjin and Hebei."),
        ("other-segment", "雨停了。", "The rain stopped."),
        ("han-left", "OK.", "All is well with them."),
        ("fullwidth-left", "好", "Fine"),
        ("words-looped", "好", "All is well"),
        ("source-copied", "OK", "OK"),
        ("target-empty", "好", ""),
    ],
)
def test_none_where_a_defect_does_not_apply(defect, source, target):
    garbled = garble(CleanPair(source, target), defect)
    if defect == "number-tenth":
        assert held(garbled) == ["3 thousand"]  # only the figure the source states
    else:
        assert garbled is None


def test_an_unknown_defect_is_refused():
    with pytest.raises(SettingsError, match="spelling"):
        garble(NEXT, "spelling")


def test_pairs_are_garbled_defect_by_defect_up_to_the_limit():
    pairs = [(pair.source, pair.target) for pair in PAIRS.values()]
    made = list(garble_pairs(pairs, seed=1, defects=["target-empty", "han-left"], per_defect=5))
    assert [m.defect for m in made] == ["target-empty"] * 5 + ["han-left"] * 5
    assert len({m.source for m in made[:5]}) >= 4
    again = list(garble_pairs(pairs, seed=1, defects=["target-empty", "han-left"], per_defect=5))
    assert made == again
    assert {m.defect for m in garble_pairs(pairs)} == set(DEFECTS)


_TEXT = st.text(alphabet="aA bB.,;!0 5元亿，。、（%’'”-中不\n\u0301", max_size=60)


@settings(max_examples=60, deadline=None)
@given(_TEXT, _TEXT, _TEXT, st.sampled_from(IDS), st.integers(0, 5))
def test_any_text_is_garbled_consistently_or_not_at_all(source, target, other, defect, seed):
    pair = CleanPair(source, target, CleanPair(other, other))
    garbled = garble(pair, defect, seed=seed)
    if garbled is not None:
        check_invariants(garbled)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(list(PAIRS.values())), min_size=1, max_size=3), st.randoms())
def test_texts_glued_together_keep_the_invariants(parts, rng):
    pair = CleanPair("".join(p.source for p in parts), " ".join(p.target for p in parts), NEXT)
    made = [garble(pair, defect, seed=rng.randrange(99)) for defect in DEFECTS]
    for garbled in filter(None, made):
        check_invariants(garbled)
    assert made[IDS.index("target-empty")].severity is Severity.CRITICAL


NEWS = Path(__file__).resolve().parents[3] / "shared/data/parallel/wmt17-21-newstest.tsv.xz"


@pytest.mark.shared
@pytest.mark.skipif(not NEWS.is_file(), reason="../shared/data is not here")
def test_real_news_keeps_the_invariants():
    with lzma.open(NEWS, "rt", encoding="utf-8") as stream:
        rows = [line.split("\t")[:2] for line in itertools.islice(stream, 1500)]
    sample = random.Random(5).sample(rows, 600)
    seen = set()
    for garbled in garble_pairs([(a, b) for a, b in sample], seed=5, per_defect=60):
        check_invariants(garbled)
        seen.add(garbled.defect)
    assert len(seen) >= 17
