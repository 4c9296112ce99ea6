"""Tokens find their places; tags and their scores are the ones worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import FormatError
from checker.evaluation.words import (
    END_TOKEN,
    bad_words,
    locate_tokens,
    whitespace_tokens,
    word_counts,
    word_scores,
)

TEXT = 'She said: "don\'t go" & left.'
TOKENS = ["She", "said", ":", "&quot;", "don", "&apos;t", "go", "&quot;", "&amp;", "left", "."]


def test_moses_tokens_find_their_places():
    places = locate_tokens(TEXT, [*TOKENS, END_TOKEN])
    words = [TEXT[start:end] for start, end in places]
    assert words == ["She", "said", ":", '"', "don", "'t", "go", '"', "&", "left", ".", ""]
    assert places[-1] == (len(TEXT), len(TEXT))


def test_a_token_spoilt_by_escaping_gets_an_empty_place():
    text = "the R&amp;D team"
    places = locate_tokens(text, ["the", "R", "&amp;", "amp", ";", "D", "team"])
    assert [text[a:b] for a, b in places] == ["the", "R", "&amp;", "", "", "D", "team"]


def test_tokens_of_another_text_are_refused():
    with pytest.raises(FormatError, match="line 7: 5 of 5 tokens"):
        locate_tokens(
            "Nothing of the kind", ["These", "are", "other", "words", "!"], where="line 7"
        )


@given(st.lists(st.text(alphabet="ab&.;", min_size=1, max_size=4), max_size=12), st.data())
def test_tokens_cut_from_a_text_are_found_again(tokens, data):
    gaps = [data.draw(st.sampled_from(["", " ", "  "])) for _ in tokens]
    text = "".join(gap + token for gap, token in zip(gaps, tokens, strict=True))
    places = locate_tokens(text, tokens)
    assert [text[a:b] for a, b in places] == tokens


def test_whitespace_tokens():
    assert [TEXT[a:b] for a, b in whitespace_tokens("  a bc\td ")] == [
        TEXT[2:3],
        TEXT[4:6],
        TEXT[7],
    ]
    assert whitespace_tokens(" \n") == ()


@pytest.mark.parametrize(
    ("marks", "bad"),
    [
        ([], ""),
        ([(0, 3)], "one"),
        ([(2, 5)], "one two"),
        ([(3, 4)], ""),  # only the space between
        ([(3, 3)], "two"),  # a gap: the word on its right
        ([(4, 4)], "two"),
        ([(5, 5)], "two"),
        ([(13, 13)], "<end>"),  # a gap at the end
        ([(0, 13)], "one two three"),
        ([(0, 1), (8, 9)], "one three"),
    ],
)
def test_which_words_a_mark_touches(marks, bad):
    places = [(0, 3), (4, 7), (8, 13), (13, 13)]
    names = ["one", "two", "three", "<end>"]
    touched = bad_words(places, marks)
    assert [n for n, hit in zip(names, touched, strict=True) if hit] == bad.split()


def test_a_gap_after_the_last_word_falls_to_it_where_there_is_no_end_token():
    assert bad_words([(0, 3), (4, 7)], [(8, 8)]).tolist() == [False, True]
    assert bad_words([], [(0, 0), (0, 4)]).tolist() == []


def test_scores_worked_out_by_hand():
    gold = np.array([0, 0, 0, 0, 1, 1, 1, 0, 0, 0], dtype=bool)
    own = np.array([0, 0, 0, 1, 1, 1, 0, 0, 0, 0], dtype=bool)
    counts = word_counts(gold, own)
    assert counts.tolist() == [6, 2, 1, 1]
    scores = word_scores(counts)
    assert scores.tokens == 10
    assert scores.mcc == pytest.approx((6 * 2 - 1 * 1) / 21)  # root of 7·7·3·3
    assert scores.f1_bad == pytest.approx(4 / 6)
    assert scores.f1_ok == pytest.approx(12 / 14)


@pytest.mark.parametrize(
    ("counts", "mcc", "f1_bad", "f1_ok"),
    [
        ([5, 0, 0, 0], None, None, 1.0),
        ([0, 5, 0, 0], None, 1.0, None),
        ([5, 0, 2, 0], None, 0.0, 10 / 12),
        ([4, 4, 0, 0], 1.0, 1.0, 1.0),
        ([0, 0, 3, 3], -1.0, 0.0, 0.0),
        ([0, 0, 0, 0], None, None, None),
    ],
)
def test_degenerate_tables(counts, mcc, f1_bad, f1_ok):
    scores = word_scores(np.array(counts, dtype=float))
    assert (scores.mcc, scores.f1_bad, scores.f1_ok) == (mcc, f1_bad, f1_ok)


def test_tags_of_different_lengths_are_refused():
    with pytest.raises(ValueError, match="3 gold tags, 2 predicted"):
        word_counts(np.zeros(3, dtype=bool), np.zeros(2, dtype=bool))
