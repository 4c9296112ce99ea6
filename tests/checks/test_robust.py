"""No rule raises on any text, every span lies in its text, and time stays linear."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.checks.base import Context
from checker.checks.numbers import NUMBER_CHECKS
from checker.checks.registry import all_checks, get_check
from checker.records import SegmentPair
from tests.growth import LINEAR, TIMES, growth

WORDS = [
    "The", "the", "has", "formed", "At present,", "is", "In", "of", "A", "and", ".", ",", "(", ")",
    "[", "“", "”", '"', "Wang", "Haiming", "my country’s", "3.5", "%", "million", "first", "(1)",
    "Click here", "\n", "  ", "zz", "C919", "?", "…", "——", "，", "。", "海", "我国", "《", "》",
]  # fmt: skip
CHINESE = [
    "我国", "港口", "王海明", "表示", "，", "。", "？", "一是", "二是", "三是", "《", "》", "陕西",
    "没有", "3.5万", "C919", "（", "）", "\n", "三、", "市长", "没", "Ａ", "柳州市", "国务院",
]  # fmt: skip
text = st.text(max_size=80)
english = st.one_of(text, st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
chinese = st.one_of(st.none(), text, st.lists(st.sampled_from(CHINESE), max_size=20).map("".join))


@settings(max_examples=400, deadline=None, derandomize=True)
@given(rows=st.lists(st.tuples(chinese, english), min_size=1, max_size=4))
def test_any_text(rows):
    pairs = tuple(SegmentPair("d", n, *row) for n, row in enumerate(rows))
    for index, pair in enumerate(pairs):
        for rule in all_checks():
            context = Context(pairs, index)
            if not rule.can_run(context):
                continue
            for item in rule.run(pair, context):
                side = pair.target if item.side == "target" else pair.source
                assert side is not None
                assert 0 <= item.start < item.end <= len(side), (rule.id, item)
                assert 0 <= item.confidence <= 1
                for span in item.source_spans:
                    assert pair.source[span.start : span.end] == span.text, rule.id


SIZE = 40_000
HOSTILE = {
    "letters": "a" * SIZE,
    "capitals": "A" * SIZE,
    "mixed letters": "aé" * (SIZE // 2),
    "dots": "." * SIZE + "x",
    "dots and spaces": ". " * (SIZE // 2) + "x",
    "spaces": "x" + " " * SIZE + "x",
    "lines": "\n" * SIZE + "x",
    "brackets": "(" * SIZE,
    "quotes": '"' * SIZE,
    "digits": "1" * SIZE,
    "commas": "1,1." * (SIZE // 4),
    "hyphens": "a-" * (SIZE // 2),
    "openers": "it At present, " * (SIZE // 15),
    "names": "Wang Haiming said " * (SIZE // 18),
    "fragments": "Very quiet days. " * (SIZE // 17),
    "glued": "aa.Bb,cc" * (SIZE // 8),
    "addresses": "a.b@c." * (SIZE // 6),
    "tags": "<" * SIZE,
    "apostrophes": "a’" * (SIZE // 2),
    "has": "the has now " * (SIZE // 12),
    "perfect": "has really formed " * (SIZE // 18),
    "although": "Although a, " * (SIZE // 12),
    "mark": "Ã\u0080" * (SIZE // 2),
    "dashes": "…—" * (SIZE // 2),
    "cyrillic": "аa" * (SIZE // 2),
}
SOURCES = {
    "han": "海" * SIZE,
    "names": "王海明说" * (SIZE // 4),
    "marks": "。" * SIZE,
    "titles": "《" * SIZE,
    "codes": "C9-" * (SIZE // 3),
    "lists": "一是二是三是" * (SIZE // 6),
    "places": "柳州市陕西省" * (SIZE // 6),
    "denials": "没有不会" * (SIZE // 4),
}
OWN = [
    check.id
    for check in all_checks()
    if not check.asks_models and check.id not in {number.id for number in NUMBER_CHECKS}
]


def steep(make, text):
    """The rules whose time grows faster than the text."""

    def work(check_id, part):
        def run(number):  # another text each time, since what is seen in one is kept
            pair = make(f"{part}{number}")
            return list(get_check(check_id).run(pair, Context((pair,), 0)))

        return run

    ratios = {one: growth(work(one, text[: SIZE // TIMES]), work(one, text)) for one in OWN}
    return {check_id: ratio for check_id, ratio in ratios.items() if ratio > LINEAR}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_targets(name):
    source = "港口的王海明说，没有C919，陕西柳州市。"
    assert not steep(lambda text: SegmentPair("d", 0, source, text), HOSTILE[name])


@pytest.mark.parametrize("name", SOURCES)
def test_hostile_sources(name):
    target = "Wang Haimin said in Lanzhou that 9 ships came. " * 20
    assert not steep(lambda text: SegmentPair("d", 0, text, target), SOURCES[name])
