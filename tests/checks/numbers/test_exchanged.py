"""numbers-exchanged: two numbers of one sentence in each other's place."""

from __future__ import annotations

import pytest

UP = "渔船从5艘增至8艘。"
SHARE = "占比由2015年的12%上升到2018年的31%。"
ABOVE = "今年运量达到640万吨，高于去年的510万吨。"
EXCHANGED = [
    (UP, "The fleet grew from 8 boats to 5.", "8 boats to 5", "5 boats to 8"),
    (UP, "The fleet grew to 5 boats from 8.", "5 boats from 8", "8 boats from 5"),
    (UP, "There are 5 boats, up from 8.", "5 boats, up from 8", "8 boats, up from 5"),
    (UP, "The fleet grew from eight boats to five.", "eight boats to five", "five boats to eight"),
    (
        SHARE,
        "The share rose from 31% in 2015 to 12% in 2018.",
        "31% in 2015 to 12",
        "12% in 2015 to 31",
    ),
    (
        ABOVE,
        "It carried 5.1 million tonnes, compared with 6.4 million tonnes last year.",
        "5.1 million tonnes, compared with 6.4 million",
        "6.4 million tonnes, compared with 5.1 million",
    ),
    (
        "运量为640万吨，而去年为510万吨。",
        "It was 5.1 million tonnes, against 6.4 million last year.",
        "5.1 million tonnes, against 6.4 million",
        "6.4 million tonnes, against 5.1 million",
    ),
    (
        "票价从40元降到25元。",
        "Fares fell from 25 yuan to 40 yuan.",
        "25 yuan to 40",
        "40 yuan to 25",
    ),
]


@pytest.mark.parametrize(("source", "target", "flagged_words", "suggestion"), EXCHANGED)
def test_exchanged(findings, source, target, flagged_words, suggestion):
    (found,) = findings("numbers-exchanged", source, target)
    assert target[found.start : found.end] == flagged_words
    assert found.suggestion == suggestion
    assert found.severity.value == "major"
    (span,) = found.source_spans
    assert source[span.start : span.end] == span.text


RIGHT = {
    "onward": (UP, "The fleet grew from 5 boats to 8."),
    "backward": (UP, "There are 8 boats, up from 5."),
    "to, from": (UP, "The fleet grew to 8 boats from 5."),
    "compared": (ABOVE, "It was 6.4 million tonnes, compared with 5.1 million tonnes last year."),
    "years": (SHARE, "The share rose from 12% in 2015 to 31% in 2018."),
    "no translation": (UP, ""),
    "no such wording": (UP, "The 8 boats and 5 crews are there."),
    "no such Chinese": ("5艘渔船和8名船员到了。", "It grew from 8 to 5."),
    "a range of ages": ("招收从45岁到18岁的船员。", "It hires crews aged from 18 to 45."),
    "a number twice": (
        "渔船从5艘增至8艘，货轮8艘。",
        "Boats grew from 8 to 5, and 8 freighters came.",
    ),
    "a number twice in English": (UP, "Boats went from 8 to 5 and to 8."),
    "two changes": (
        "渔船从5艘增至8艘，货轮从8艘减至5艘。",
        "Freighters fell from 8 to 5, boats grew from 5 to 8.",
    ),
    "another number": (UP, "The fleet grew from 8 boats to 6."),
    "two sentences": ("渔船从5艘开始。后来增至8艘。", "From 8 boats it went to 5."),
}


@pytest.mark.parametrize("name", RIGHT)
def test_left_alone(findings, name):
    source, target = RIGHT[name]
    assert findings("numbers-exchanged", source, target) == []
