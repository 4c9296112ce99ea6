"""Figures of the evaluation of the re-translator."""

from __future__ import annotations

import pytest

from training.decoding import Decoded, minimum_bayes_risk
from training.evaluate_retranslator import figures, loops, number_accuracy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", False),
        ("one two three", False),
        ("the the the the end", True),
        ("no no no it is not", False),
        ("of the plan of the plan of the plan again", True),
        ("he said that he said that they left", False),
    ],
)
def test_loops(text, expected):
    assert loops(text) is expected


def test_numbers_are_compared_by_value():
    sources = ["产值达到1.2万亿元，增长5%。", "没有数字。"]
    right = ["Output reached 1.2 trillion yuan, up 5%.", "No figures."]
    wrong = ["Output reached 1.2 billion yuan, up 5%.", "No figures."]
    assert number_accuracy(sources, right) == (2, 2)
    assert number_accuracy(sources, wrong) == (1, 2)


def test_figures_of_a_perfect_and_a_broken_output():
    sources, references = (
        ["天气很好。", "他走了。"],
        ["The weather is fine today.", "He went away."],
    )
    perfect = figures(sources, references, Decoded(list(references), [False, False], 12, 2.0))
    assert perfect["chrf++"] == 100.0
    assert perfect["tokens_per_s"] == 6.0
    assert perfect["number_accuracy"] is None
    assert perfect["empty"] == perfect["looped"] == perfect["truncated"] == 0
    broken = figures(sources, references, Decoded(["", "a a a a a"], [False, True], 12, 2.0))
    assert (broken["empty"], broken["looped"], broken["truncated"]) == (0.5, 0.5, 0.5)
    assert broken["chrf++"] < 10
    assert "version" in perfect["bleu_signature"]


def test_minimum_bayes_risk_takes_the_most_agreed_on():
    candidates = ["The dog ran home.", "The dog ran home.", "A dog ran home.", "Fish are wet."]
    assert minimum_bayes_risk(candidates) == "The dog ran home."
    assert minimum_bayes_risk(["only"]) == "only"
