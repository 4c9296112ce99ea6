"""Windows cover both sides and always fit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.models.estimator.windows import Window, sentence_ends, windows

SIZES = st.integers(min_value=0, max_value=3000)


ENDS = st.lists(st.integers(min_value=1, max_value=3000), max_size=60).map(sorted)


@given(SIZES, SIZES, st.integers(min_value=64, max_value=512), ENDS, ENDS)
def test_the_target_is_covered_once_and_the_source_at_least_once(
    source, target, longest, source_ends, target_ends
):
    found = windows(
        source,
        target,
        longest,
        source_ends=[end for end in source_ends if end <= source],
        target_ends=[end for end in target_ends if end <= target],
    )
    assert [i for w in found for i in range(*w.target)] == list(range(target))
    assert {i for w in found for i in range(*w.source)} == set(range(source))
    for window in found:
        sides = (window.source, window.target)
        assert sum(end - start for start, end in sides) + 4 <= longest


def test_what_fits_is_one_window():
    assert windows(30, 40, 512) == [Window((0, 30), (0, 40))]


def test_cuts_move_to_the_end_of_a_sentence_near_by():
    found = windows(200, 300, 256, source_ends=[60, 75, 140], target_ends=[90, 112, 205])
    assert [window.target for window in found] == [(0, 90), (90, 205), (205, 300)]
    assert [window.source[0] for window in found] == [0, 60 - 24, 140 - 24]


def test_ends_of_sentences_are_told_as_tokens():
    text = "他来了。“好！”她 came at 3.5 p. He left."
    places = [(i, i + 1) for i in range(len(text))]
    ends = sentence_ends(text, places)
    assert [text[:end][-3:] for end in ends] == ["来了。", "好！”", " p."]
    assert sentence_ends("", []) == []
