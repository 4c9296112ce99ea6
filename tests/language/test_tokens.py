"""Words, marks and sentences: what every count and comparison cuts by."""

import pytest

from checker.language.side_by_side import sentences_side_by_side
from checker.language.tokens import (
    BARE,
    COMPOUND,
    LETTERS,
    MIXED,
    PIECE,
    WORD,
    bare,
    length_units,
    word_count,
    word_spans,
)
from checker.records import SegmentPair

TEXT = "Isn’t COVID-19, at 1,200 cases,over in 长春5G?"


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (WORD, "Isn’t|COVID|-|19|,|at|1,200|cases,over|in|长春5G|?"),
        (COMPOUND, "Isn’t|COVID-19|at|1,200|cases|over|in|长春5G"),
        (LETTERS, "Isn|t|COVID|at|cases|over|in|G"),
        (BARE, "Isn|t|COVID|19|at|1|200|cases|over|in|长春5G"),
        (MIXED, "Isn’t|COVID-19|,|at|1,200|cases|,|over|in|长|春|5G|?"),
    ],
    ids=["word", "compound", "letters", "bare", "mixed"],
)
def test_what_each_pattern_finds(pattern, found):
    assert pattern.findall(TEXT) == found.split("|")


@pytest.mark.parametrize("text", [TEXT, "", " \n", "é e\u0301 👩\u200d🔬 \U000323af\t—\u00a0x_"])
def test_pieces_lose_no_character(text):
    assert "".join(PIECE.findall(text)) == text


def test_words_are_counted_where_they_stand():
    assert word_count("A well-known, twice-told tale.") == 4
    assert [TEXT[start:end] for start, end in word_spans(TEXT)] == COMPOUND.findall(TEXT)
    assert word_count("") == word_count(" – ") == 0


def test_length_of_chinese():
    assert length_units("码头 5G 和 COVID-19 共1,200例") == 5 + 3 * 1.5


def test_bare_texts_compare_what_is_said():
    assert bare("“Yes”, he_said: 1,200!") == "yeshesaid1200"


def test_sentences_beside_each_other():
    pair = SegmentPair("d", 0, "他来了。她走了！", " He came. She left! ")
    found = sentences_side_by_side(pair)
    assert [(zh.text, en.text) for zh, en in found] == [
        ("他来了。", "He came."),
        ("她走了！", "She left!"),
    ]
    for zh, en in found:
        assert pair.source[zh.start : zh.end] == zh.text
        assert pair.target[en.start : en.end] == en.text


@pytest.mark.parametrize(
    ("source", "target", "whole"),
    [
        ("他来了。她走了！", " He came, she left. ", "He came, she left."),
        (None, "He came.", "He came."),
        ("他来了。", "He came. She left.", "He came. She left."),
    ],
)
def test_else_the_pair_as_a_whole(source, target, whole):
    ((zh, en),) = sentences_side_by_side(SegmentPair("d", 0, source, target))
    assert (zh.text, en.text, target[en.start : en.end]) == (source or "", whole, whole)


@pytest.mark.parametrize("source", ["", None, "他来了。"])
def test_no_english_no_sentences(source):
    assert sentences_side_by_side(SegmentPair("d", 0, source, " \n")) == ()
