"""Sentences run into one are cut for the alignment, and only for it."""

import pytest

from checker.alignment import align
from checker.alignment.fusion import cut_fused, whole_steps
from checker.language.chinese_sentences import split_chinese
from checker.language.english_sentences import split_english
from checker.records import Document


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "The water network has slowly formed At present, it covers twelve towns.",
            ["The water network has slowly formed ", "At present, it covers twelve towns."],
        ),
        ("He read about the First World War in The Daily News last week.", None),
        ("They saw Gone With The Wind at the cinema in town.", None),
        ("It formed At present.", None),
        ("The old bridge of However Town stood there for years.", None),
    ],
)
def test_where_sentences_are_cut(text, pieces):
    segments = split_english("Rain came. " + text)
    found, owners = cut_fused(segments)
    assert [piece.text for piece in found[1:]] == (pieces or [text])
    assert owners == [0, *([1] * len(found[1:]))]
    whole = "Rain came. " + text
    assert all(whole[piece.start : piece.end] == piece.text for piece in found)


def test_units_that_share_a_segment_are_joined():
    path = [(0, 1, 0, 2), (1, 2, 2, 3), (2, 3, 3, 3), (3, 3, 3, 4)]
    scores = [0.9, 0.5, 0.8, 0.7]
    assert whole_steps(path, scores, [0, 1, 1, 2]) == [
        ((0, 2, 0, 2), 0.5),
        ((2, 3, 2, 2), 0.8),
        ((3, 3, 2, 3), 0.7),
    ]
    assert whole_steps(path, scores, [0, 1, 2, 3])[0] == ((0, 1, 0, 2), 0.9)
    assert whole_steps([], [], []) == []


def test_a_fused_sentence_keeps_both_its_sources():
    source = (
        "过去五年，我国供水网络体系化格局逐步形成。"
        "目前，该网络已覆盖12个镇、45个村，助力农业、工业和旅游业发展。"
    )
    target = (
        "In the past five years, the water network of our country has gradually formed At present,"
        " the network covers 12 towns and 45 villages, helping farming, industry and tourism."
    )
    document = Document("d", target, source)
    [pair] = align(split_chinese(source), split_english(target), bridge=None, document=document)
    assert pair.alignment == "2-1"
    assert (pair.source, pair.target) == (source, target)
