"""repeat-loop, repeated-4gram and doubled-word."""

from __future__ import annotations

import pytest

LOOPS = [
    (None, "The pump pump pump pump failed.", ["pump pump pump pump"]),
    (
        None,
        "The lake, the lake, the lake, the lake froze.",
        ["The lake, the lake, the lake, the lake"],
    ),
    (None, "It was of the city of the city of the city.", ["of the city of the city of the city"]),
    (None, "He came from Qing-Qing-Qing-Qing-Qing-Qing.", ["Qing-Qing-Qing-Qing-Qing-Qing."]),
    (None, "", []),
    (None, "No, no, no.", []),
    (None, "It is very very good.", []),
    (None, "Scores: 3 3 3 3 3.", []),
    ("他喊道：加油！加油！加油！", "He shouted: come on, come on, come on!", []),
]


@pytest.mark.parametrize(("source", "target", "expected"), LOOPS)
def test_loops(flagged, source, target, expected):
    assert flagged("repeat-loop", source, target) == expected


def test_a_long_phrase_said_twice_in_a_row_is_a_loop(flagged):
    once = "the mayor of the old town by the river"
    twice = f"He met {once}, {once} and left."
    assert flagged("repeat-loop", None, twice) == [f"{once}, {once}"]
    assert flagged("repeat-loop", None, f"He met {once} and left, and {once} did so.") == []
    assert flagged("repeat-loop", None, "They came and went, came and went again.") == []


def test_loop_counts_its_turns(findings):
    (found,) = findings("repeat-loop", None, "We saw a ship a ship a ship a ship.")
    assert found.severity.value == "critical"
    assert "4 times" in found.reason


PHRASES = [
    (
        "市区、郊区和海岛都有雨。",
        "In the town there will be light rain, on the coast there will be light rain and on the"
        " islands there will be light rain.",
        ["there will be light"],
    ),
    ("", "", []),
    ("市区有雨。", "In the town there will be light rain.", []),
    (
        "市区有小雨，郊区有小雨，海岛有小雨。",
        "There will be light rain in town, there will be light rain outside and there will be light"
        " rain at sea.",
        [],
    ),
    ("甲乙", "1 2 3 4 1 2 3 4 1 2 3 4", []),
    (None, "We like warm bread here, like warm bread here, they like warm bread here.", []),
]


@pytest.mark.parametrize(("source", "target", "expected"), PHRASES)
def test_phrases(flagged, source, target, expected):
    found = flagged("repeated-4gram", source, target)
    assert [words[-len(end) :] for words, end in zip(found, expected, strict=True)] == expected


DOUBLED = [
    ("They sailed to the the island.", ["the the"]),
    ("Sales of of rice rose.", ["of of"]),
    ("They sailed to the island.", []),
    ("", []),
    ("She had had enough, and that that helped is very very clear.", []),
    ("The band Duran Duran played.", []),
    ("He paid the fee. Fee payments are slow.", []),
]


@pytest.mark.parametrize(("target", "expected"), DOUBLED)
def test_doubled_words(flagged, target, expected):
    assert flagged("doubled-word", None, target) == expected
