"""Span F1 with half credit, worked out by hand; predictions that cannot be both severities."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.evaluation.spans import MarkedSpan, flatten, span_counts, span_scores

TEXT = "0123456789"


def major(start, end):
    return MarkedSpan(start, end, True)


def minor(start, end):
    return MarkedSpan(start, end, False)


@pytest.mark.parametrize(
    ("gold", "own", "counts"),
    [
        ([], [], [0, 0, 0]),
        ([major(0, 4)], [major(0, 4)], [4, 4, 4]),
        ([major(0, 4)], [minor(0, 4)], [2, 4, 4]),  # half credit
        ([major(0, 4)], [major(2, 8)], [2, 4, 6]),
        ([major(0, 4)], [major(0, 2), minor(2, 4)], [3, 4, 4]),
        ([major(0, 4), minor(2, 6)], [minor(2, 4)], [2, 6, 2]),  # either severity is right
        ([major(0, 4)], [], [0, 4, 0]),
        ([], [minor(9, 10)], [0, 0, 1]),
        ([minor(3, 3)], [minor(3, 4)], [1, 1, 1]),  # an empty span marks one position
        ([minor(10, 10)], [minor(10, 10)], [1, 1, 1]),  # the end of the text
        ([minor(8, 99)], [minor(8, 10)], [2, 2, 2]),
    ],
)
def test_counts_worked_out_by_hand(gold, own, counts):
    assert span_counts(TEXT, gold, own).tolist() == counts


def test_scores_worked_out_by_hand():
    scores = span_scores(span_counts(TEXT, [major(0, 4)], [major(2, 8)]))
    assert scores.precision == pytest.approx(2 / 6)
    assert scores.recall == pytest.approx(2 / 4)
    assert scores.f1 == pytest.approx(2 * (1 / 3) * (1 / 2) / (1 / 3 + 1 / 2))


@pytest.mark.parametrize(
    ("counts", "scores"),
    [
        ([0, 0, 0], (None, None, None)),
        ([0, 4, 0], (0.0, 0.0, 0.0)),
        ([0, 0, 4], (0.0, 0.0, None)),
    ],
)
def test_degenerate_counts(counts, scores):
    import numpy as np

    found = span_scores(np.array(counts, dtype=float))
    assert (found.f1, found.precision, found.recall) == scores


def test_white_space_around_the_text_does_not_count():
    assert span_counts("ab   ", [minor(0, 5)], []).tolist() == [0, 2, 0]


def test_the_worse_severity_wins():
    spans = [minor(0, 6), major(2, 4), minor(4, 8), major(10, 10)]
    assert flatten(TEXT, spans) == (minor(0, 2), major(2, 4), minor(4, 8), major(10, 10))
    assert flatten(TEXT, []) == ()
    assert flatten("", [minor(0, 0)]) == (minor(0, 0),)


_SPANS = st.lists(
    st.builds(
        lambda start, length, grave: MarkedSpan(start, min(start + length, 10), grave),
        st.integers(0, 10),
        st.integers(0, 6),
        st.booleans(),
    ),
    max_size=6,
)


@given(_SPANS, _SPANS)
def test_flat_spans_are_disjoint_and_mark_the_same_places(spans, gold):
    flat = flatten(TEXT, spans)
    marked = [p for s in flat for p in range(s.start, max(s.end, s.start + 1))]
    assert len(marked) == len(set(marked))
    assert set(marked) == {p for s in spans for p in range(s.start, max(s.end, s.start + 1))}
    # Flattening can never earn more than marking both severities does.
    assert span_counts(TEXT, gold, flat)[0] <= span_counts(TEXT, gold, spans)[0]
    assert span_counts(TEXT, gold, flat)[1:].tolist() == span_counts(TEXT, gold, spans)[1:].tolist()


@given(_SPANS)
def test_gold_agrees_with_itself(spans):
    credit, gold, own = span_counts(TEXT, spans, spans)
    assert credit == gold == own
