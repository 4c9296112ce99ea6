"""The word alignment of two texts."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.evidence import word_diff
from checker.evidence.word_diff import diff_words, words_of

TEXT = st.text(alphabet="abC ,.'\n-12%工业é", max_size=40)
SENTENCE = st.lists(
    st.sampled_from(["the", "a", "The", "cat", "dog", "sat", "on", "mat", ",", "."]), max_size=25
).map(" ".join)


def steps(target, pseudo):
    return [(op.kind, op.target.text, op.pseudo.text) for op in diff_words(target, pseudo)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("The state-of-the-art, isn't it?", ["The", "state-of-the-art", ",", "isn't", "it", "?"]),
        ("It’s 3.5% of 1,200 at 9:30.", ["It’s", "3.5%", "of", "1,200", "at", "9:30", "."]),
        ("the 工业 net", ["the", "工", "业", "net"]),
        ("COVID19 x_y 5G, 19th 1,200m", ["COVID19", "x_y", "5G", ",", "19th", "1", ",", "200m"]),
        ("“Hi”—no", ["“", "Hi", "”", "—", "no"]),
    ],
)
def test_words(text, words):
    assert [word.text for word in words_of(text)] == words


@pytest.mark.parametrize(
    ("target", "pseudo", "expected"),
    [
        ("", "", []),
        ("The cat sat.", "the CAT sat .", [("equal", "The cat sat.", "the CAT sat .")]),
        ("a b", "", [("delete", "a b", "")]),
        ("", "a b", [("insert", "", "a b")]),
        (
            "The old cat sat",
            "The cat sat",
            [("equal", "The", "The"), ("delete", "old", ""), ("equal", "cat sat", "cat sat")],
        ),
        (
            "The cat sat down",
            "The dog lay",
            [("equal", "The", "The"), ("replace", "cat sat down", "dog lay")],
        ),
        ("it’s", "it's", [("equal", "it’s", "it's")]),
        ("３ cats", "3 cats", [("equal", "３ cats", "3 cats")]),
    ],
)
def test_steps(target, pseudo, expected):
    assert steps(target, pseudo) == expected


def check(target, pseudo):
    operations = diff_words(target, pseudo)
    for side, text in (("target", target), ("pseudo", pseudo)):
        words, place = [], 0
        for op in operations:
            span = getattr(op, side)
            assert text[span.start : span.end] == span.text
            assert span.start >= place
            place = span.end
            words += [word.text for word in words_of(span.text)]
        assert words == [word.text for word in words_of(text)]
    for op in operations:
        empty = {"insert": (True, False), "delete": (False, True)}.get(op.kind, (False, False))
        assert (not op.target.text, not op.pseudo.text) == empty
    kinds = [op.kind == "equal" for op in operations]
    assert all(a != b for a, b in pairwise(kinds))


@settings(max_examples=400, deadline=None)
@given(TEXT, TEXT)
def test_both_texts_are_covered_in_order(target, pseudo):
    check(target, pseudo)


@settings(max_examples=200, deadline=None)
@given(SENTENCE, SENTENCE)
def test_equal_runs_hold_equal_words_and_cost_is_least(target, pseudo):
    check(target, pseudo)
    cost = 0
    for op in diff_words(target, pseudo):
        left, right = words_of(op.target.text), words_of(op.pseudo.text)
        if op.kind == "equal":
            assert [w.text.lower() for w in left] == [w.text.lower() for w in right]
        else:
            cost += max(len(left), len(right))
    a, b = target.lower().split(), pseudo.lower().split()
    assert distance(a, b) <= cost <= max(len(a), len(b))


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row, above = [i], row
        for j, y in enumerate(b, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (x != y)))
    return row[-1]


def test_very_long_texts_take_the_other_way(monkeypatch):
    monkeypatch.setattr(word_diff, "_MAX_CELLS", 4)
    target, pseudo = "x the cat sat on the mat y", "z a cat sat on a mat w"
    check(target, pseudo)
    assert ("equal", "cat sat on", "cat sat on") in steps(target, pseudo)


def test_a_very_long_text_is_aligned_in_reasonable_time():
    target = " ".join(f"w{i % 997}" for i in range(6000))
    pseudo = target.replace("w3 ", "v3 ")
    check(target, pseudo)
