"""fullwidth-left, stop-missing, glued, spacing, brackets, quotes and book-title."""

from __future__ import annotations

import pytest

FULLWIDTH = [
    ("The wind rose，and fell.", [("，", ", ")]),
    ("It cost ５ yuan。", [("５", "5"), ("。", ".")]),
    ("He left—— alone.", [("——", "—")]),
    ("Li Lei·Hasan came.", [("·", " ")]),
    ("The wind rose, and fell.", []),
    ("", []),
    ("The 海风。 was strong.", []),  # within Chinese that was left
]


@pytest.mark.parametrize(("target", "expected"), FULLWIDTH)
def test_fullwidth(findings, target, expected):
    found = findings("fullwidth-left", None, target)
    assert [(target[f.start : f.end], f.suggestion) for f in found] == expected


STOPS = [
    ("海风很大，船都停在港里。", "The wind was strong and ships stayed in port", ["port"]),
    ("海风很大，船都停在港里。", "The wind was strong and ships stayed in port.", []),
    ("海风很大，船都停在港里。", "", []),
    ("海风很大，船停港里", "The wind was strong and ships stayed in port", []),
    ("海风很大。", "Strong wind", []),
    ("海风很大，船都停了。", "Strong Wind Keeps All Ships in Port", []),
    ("海风很大，船都停在港里。", "The wind was strong and ships stayed in the", []),
]


@pytest.mark.parametrize(("source", "target", "expected"), STOPS)
def test_missing_stop(flagged, source, target, expected):
    assert flagged("sentence-stop-missing", source, target) == expected


def test_missing_stop_of_a_sentence_that_goes_on(flagged):
    after = [("继续。", "until the storm was over.")]
    target = "The wind was strong and ships stayed in port"
    assert flagged("sentence-stop-missing", "海风很大，船停港里。", target, after=after) == []


GLUED = [
    ("The wind rose.Ships stayed.", [("rose.Ships", "rose. Ships")]),
    ("He came,she left.", [("came,she", "came, she")]),
    ("The wind rose. Ships stayed.", []),
    ("", []),
    ("See example.com, Node.Js and U.S.A for more.", []),
    ("Mail it to lee@port.Org or https://port.example/Index today.", []),
]


@pytest.mark.parametrize(("target", "expected"), GLUED)
def test_glued(findings, target, expected):
    found = findings("glued-sentence", None, target)
    assert [(target[f.start : f.end], f.suggestion) for f in found] == expected


SPACES = [
    ("The wind rose , then fell .", [" ,", " ."]),
    ("The wind rose, then fell.", []),
    ("", []),
    ("It rose by .5 and ... stopped", []),
]


@pytest.mark.parametrize(("target", "expected"), SPACES)
def test_space_before_punctuation(flagged, target, expected):
    assert flagged("space-before-punctuation", None, target) == expected


def test_double_space(flagged):
    assert flagged("double-space", None, "The  wind rose.   Then") == ["  ", "   "]
    assert flagged("double-space", None, "  The wind rose.\n") == []


BRACKETS = [
    ("海风（六级）很大。", "The wind (force 6 was strong.", ["("]),
    ("海风（六级）很大。", "The wind force 6) was strong.", [")"]),
    ("海风（六级）很大。", "The wind (force 6) was strong.", []),
    ("海风（六级）很大。", "", []),
    ("海风（六级很大。", "The wind (force 6 was strong.", []),
    ("列表", "1) wind; b) rain; (iii) snow", []),
    ("海风很大。", "The wind [force 6） was strong.", ["[", "）"]),
]


@pytest.mark.parametrize(("source", "target", "expected"), BRACKETS)
def test_brackets(flagged, source, target, expected):
    assert flagged("bracket-balance", source, target) == expected


def test_bracket_over_two_segments(flagged):
    after = [("六级。", "force 6) was strong.")]
    assert flagged("bracket-balance", "海风", "The wind (that is,", after=after) == []


QUOTES = [
    ("他说“好”。", 'He said "fine.', ['"']),
    ("他说“好”。", "He said fine.”", ["”"]),
    ("他说“好”。", "He said “fine.”", []),
    ("他说“好”。", "", []),
    ("他说“好。", "He said “fine.", []),
]


@pytest.mark.parametrize(("source", "target", "expected"), QUOTES)
def test_quotes(flagged, source, target, expected):
    assert flagged("quote-balance", source, target) == expected


TITLES = [
    ("他写了《海风》一书。", "he wrote a book about wind.", ["《海风》"]),
    ("他写了《海风》一书。", "He wrote <<sea wind>> alone.", ["<<sea wind>>"]),
    ("他写了《海风》一书。", "He wrote “Sea Wind”.", []),
    ("他写了《海风》一书。", "He wrote the book Sea Wind.", []),
    ("他写了《海风》一书。", "", []),
    ("《海风》获奖。", "Seawind won a prize.", []),
]


@pytest.mark.parametrize(("source", "target", "expected"), TITLES)
def test_book_titles(flagged, source, target, expected):
    found = flagged("book-title", source, target)
    assert sorted(found, key=len, reverse=True)[: len(expected)] == expected
    assert bool(found) is bool(expected)
