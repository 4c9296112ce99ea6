"""Shared text helpers: character classes, folding and its offset map."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.language.characters import (
    FULLWIDTH_MARKS,
    HAN_RANGES,
    fold,
    han_count,
    han_spans,
    is_fullwidth,
    is_han,
    is_hangul,
    is_kana,
    latin_share,
    to_halfwidth,
)

TEXTS = st.text(max_size=40) | st.text(
    alphabet="a1９Ａ①½㎡é́̈가ᄀ" + "ᅡᆨｶﾞ万亿，　＄ﬁ\u09c7\u09beकिं", max_size=20
)


@pytest.mark.parametrize("ch", ["中", "國", "〇", "々", "㐀", "𠀀", "𪜀", "\U00030000", "\uf900"])
def test_han_characters(ch: str) -> None:
    assert is_han(ch)
    assert han_spans(ch)[0].text == ch


@pytest.mark.parametrize(
    "ch", ["“", "—", "‰", "→", "∑", "。", "，", "　", "０", "a", "ア", "한", "́"]
)
def test_characters_that_are_not_han(ch: str) -> None:
    assert not is_han(ch)
    assert han_spans(ch) == []


def test_han_ranges_ascend_without_overlap() -> None:
    flat = [code for pair in HAN_RANGES for code in pair]
    assert flat == sorted(flat)


def test_han_spans_find_each_run() -> None:
    text = "The 工业 fair (上海) “二〇二四”"
    spans = han_spans(text)
    assert [span.text for span in spans] == ["工业", "上海", "二〇二四"]
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert han_count(text) == 8


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("", None),
        ("12, 3.", None),
        ("abc", 1.0),
        ("é", 1.0),
        ("Ａ", 1.0),
        ("中文", 0.0),
        ("ab中文", 0.5),
    ],
)
def test_latin_share(text: str, share: float | None) -> None:
    assert latin_share(text) == share


def test_kana_and_hangul() -> None:
    assert is_kana("の") and is_kana("カ") and is_kana("ｶ") and not is_kana("。")
    assert is_hangul("한") and not is_hangul("漢")


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [("，", ","), ("９", "9"), ("Ａ", "A"), ("％", "%"), ("。", "."), ("\u3000", " "), ("x", "x")],
)
def test_halfwidth(wide: str, narrow: str) -> None:
    assert to_halfwidth(wide) == narrow
    assert is_fullwidth(wide) == (wide != narrow)


def test_fullwidth_marks_map_to_other_characters() -> None:
    assert all(len(wide) == 1 and wide != narrow for wide, narrow in FULLWIDTH_MARKS.items())


@given(TEXTS)
def test_fold_is_nfkc_and_maps_back(text: str) -> None:
    folded = fold(text)
    assert folded.text == unicodedata.normalize("NFKC", text)
    assert len(folded.starts) == len(folded.ends) == len(folded.text)
    assert list(folded.starts) == sorted(folded.starts)
    assert all(0 <= s < e <= len(text) for s, e in zip(folded.starts, folded.ends, strict=True))
    for place in range(len(folded.text)):
        start, end = folded.original_span(place, place + 1)
        assert folded.text[place] in unicodedata.normalize("NFKC", text[start:end])


@given(TEXTS)
def test_fold_covers_the_whole_text(text: str) -> None:
    folded = fold(text)
    assert folded.original_span(0, len(folded.text)) == (0, len(text))
    assert folded.folded_span(0, len(text)) == (0, len(folded.text))


def test_fold_keeps_offsets_of_the_original() -> None:
    text = "增长５．２％，①完成"
    folded = fold(text)
    place = folded.text.index("5.2%")
    assert folded.span(place, place + 4).text == "５．２％"
    one = folded.text.index("1")
    assert folded.span(one, one + 1).text == "①"
    assert folded.folded_span(*folded.original_span(place, place + 4)) == (place, place + 4)


def test_fold_expansion_covers_the_whole_original_character() -> None:
    folded = fold("约3㎡地")
    assert folded.text == "约3m2地"
    assert folded.original_span(2, 3) == folded.original_span(3, 4) == (2, 3)
    assert folded.original_span(2, 2) == (2, 2)
    assert folded.original_span(9, 9) == (4, 4)
