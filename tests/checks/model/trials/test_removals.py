"""What is taken out of a source for a trial, and what becomes of the trials."""

import pytest

from checker.checks.model.trials import with_removals
from checker.checks.model.trials.removals import MOST_REMOVALS, shortened
from checker.evidence.source import Evidence
from checker.records import (
    ForcedDecoding,
    Removal,
    SegmentPair,
    Span,
    TokenExpectation,
    TokenSurprisal,
)

SOURCE = "由于天气恶劣，周末的比赛被推迟，观众很失望。"
TARGET = "The match was put off and the spectators were disappointed."


def span(source, text):
    return Span(source.index(text), source.index(text) + len(text), text)


@pytest.mark.parametrize(
    ("source", "gone", "rest"),
    [
        (SOURCE, "由于天气恶劣，", "周末的比赛被推迟，观众很失望。"),
        (SOURCE, "周末的比赛被推迟，", "由于天气恶劣，观众很失望。"),
        (SOURCE, "观众很失望。", "由于天气恶劣，周末的比赛被推迟。"),
        ("他说：“价格下跌，观众失望。”", "观众失望。”", "他说：“价格下跌。"),
        ("雨停了。观众很失望", "观众很失望", "雨停了。"),
        ("出售苹果、香蕉、葡萄和西瓜。", "香蕉", "出售苹果、葡萄和西瓜。"),
        ("出售苹果、香蕉、葡萄和西瓜。", "葡萄", "出售苹果、香蕉和西瓜。"),
        ("出售苹果、香蕉、葡萄和西瓜。", "西瓜", "出售苹果、香蕉、葡萄。"),
        ("出售苹果、香蕉以及西瓜。", "西瓜", "出售苹果、香蕉。"),
    ],
)
def test_what_is_left_of_a_source(source, gone, rest):
    assert shortened(source, span(source, gone)) == rest


def reverse(source, lost):
    """Each character explained by 3 nats, those of `lost` by none."""
    places = {i for text in lost for i in range(source.index(text), source.index(text) + len(text))}
    return ForcedDecoding(
        tuple(
            TokenSurprisal(i, i + 1, 4.0 if i in places else 1.0, 4.0) for i in range(len(source))
        ),
        "test",
    )


def forward(nats=2.0):
    return ForcedDecoding((TokenSurprisal(0, len(TARGET), nats, 9.0),), "test")


def both_ways(source, lost):
    return Evidence(forced_decoding=forward(), reverse=reverse(source, [lost]))


class Scorer:
    """Scores a target by the source it is given."""

    def __init__(self, surprisals):
        self.surprisals, self.asked = surprisals, []

    def score_given(self, pairs):
        self.asked += pairs
        return [
            None if (nats := self.surprisals.get(source, 7.0)) is None
            else (TokenExpectation(0, 3, nats),)
            for source, _ in pairs
        ]  # fmt: skip


def removals(scorer, evidence, source=SOURCE):
    (found,) = with_removals([SegmentPair("d", 0, source, TARGET)], [evidence], scorer)
    return found.removals


def test_only_doubtful_clauses_are_tried_and_the_gain_is_told():
    scorer = Scorer({"周末的比赛被推迟，观众很失望。": 1.25})
    found = removals(
        scorer, Evidence(forced_decoding=forward(), reverse=reverse(SOURCE, [SOURCE[:7]]))
    )
    assert found == (Removal(0, 7, 0.75),) and SOURCE[0:7] == "由于天气恶劣，"
    assert scorer.asked == [("周末的比赛被推迟，观众很失望。", TARGET)]


def test_nothing_is_tried_without_both_directions_or_a_score():
    lost = reverse(SOURCE, [SOURCE[:7]])
    unscored = ForcedDecoding((TokenSurprisal(0, 3, None, 9.0),), "test")
    for evidence in (
        Evidence(forced_decoding=forward()),
        Evidence(reverse=lost),
        Evidence(forced_decoding=unscored, reverse=lost),
    ):
        scorer = Scorer({})
        assert removals(scorer, evidence) == () and scorer.asked == []
    dumb = Scorer({"周末的比赛被推迟，观众很失望。": None})
    assert removals(dumb, Evidence(forced_decoding=forward(), reverse=lost)) == ()


def test_a_single_clause_is_never_taken_away_and_trials_are_bounded():
    single = "周末的比赛被推迟到下周。"
    scorer = Scorer({})
    assert (
        removals(
            scorer, Evidence(forced_decoding=forward(), reverse=reverse(single, [single])), single
        )
        == ()
    )
    long = "周末的比赛被推迟，" * 40
    removals(scorer, both_ways(long, long), long)
    assert len(scorer.asked) == MOST_REMOVALS
