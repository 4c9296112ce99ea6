"""Every splitter: offsets are exact, and no character is lost or shared."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.language.chinese_sentences import split_chinese
from checker.language.english_sentences import split_english
from checker.language.paragraphs import split_paragraphs
from tests.growth import LINEAR, growth

SPLITTERS = [split_chinese, split_english]
# fmt: off
PIECES = ["。", "！", "？", "；", "……", "…", "“", "”", '"', "「", "」", "（", "）", "(", ")", "《",
          "》", "’", "'", ".", "!", "?", "...", " ", "\u3000", "\n", "\r\n", "\u2028", "\t", "，",
          ",", "水利", "说", "的", "Mr", "U.S", "no", "Rain", "rain", "3", "e.g", "的确", "——",
          "https://a.b/?c", "\u200b", "😀", "𠀀"]
# fmt: on
DOCUMENTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=60).map("".join)


def check(text, segments):
    covered: list[int] = []
    for segment in segments:
        assert segment.text == text[segment.start : segment.end]
        assert segment.text == segment.text.strip() != ""
        covered += range(segment.start, segment.end)
    assert covered == sorted(set(covered))
    missing = set(range(len(text))) - set(covered)
    assert all(text[k].isspace() for k in missing)


@pytest.mark.parametrize("split", SPLITTERS)
@given(text=DOCUMENTS)
@settings(max_examples=300, deadline=None)
def test_nothing_is_lost_or_shared(split, text):
    check(text, split(text))


@pytest.mark.parametrize("split", SPLITTERS)
@given(text=DOCUMENTS)
@settings(max_examples=100, deadline=None)
def test_segments_lie_in_their_paragraph(split, text):
    paragraphs = split_paragraphs(text)
    assert [p.number for p in paragraphs] == list(range(len(paragraphs)))
    for segment in split(text):
        paragraph = paragraphs[segment.paragraph]
        assert paragraph.start <= segment.start < segment.end <= paragraph.end


@pytest.mark.parametrize("split", SPLITTERS)
@pytest.mark.parametrize(
    "unit", ["a.", "“", "（。", "。", "水", "a ", "'.", '".', "U.S. ", "Mr. x ", "“。", ")", "...a"]
)
def test_time_grows_with_the_line(split, unit):
    text = unit * (120_000 // len(unit))
    segments = split(text)
    assert segments[0].start == 0
    assert segments[-1].end == len(text.rstrip())
    assert growth(lambda _: split(text[:30_000]), lambda _: split(text)) < LINEAR
