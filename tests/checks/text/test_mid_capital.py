"""mid-capital."""

from __future__ import annotations

import pytest

ROWS = [
    # fail
    (None, "It is in the Begin exploring of new routes.", [("the Begin exploring", "major")]),
    (None, "The farmers hope to Improve soils with compost.", [("Improve", "minor")]),
    (None, "The engine and Low power pumps were replaced.", [("Low", "minor")]),
    (None, "Water is kept With care in the tank.", [("With", "minor")]),
    # pass
    (None, "The farmers hope to improve soils.", []),
    (None, "", []),
    # ignored: names, titles, headlines, the source's own word, marks between
    (None, "The novel Being There was filmed.", []),
    (None, "They toured with The Who last year.", []),
    (None, "How Farmers Improve Soils With Compost And Patience", []),
    (None, "He bought ten A shares for ten yuan.", []),
    ("他们使用Improve软件记账。", "They keep books with Improve software.", []),
    (None, "He shouted: Improve the soil or leave.", []),
    (None, "Senator Mark spoke for Grant yesterday.", []),
]


@pytest.mark.parametrize(("source", "target", "expected"), ROWS)
def test_table(findings, source, target, expected):
    found = findings("mid-capital", source, target)
    assert [(target[f.start : f.end], f.severity.value) for f in found] == expected


def test_terms_of_the_document_are_left_alone(flagged):
    target = "The app asks users to Improve scores."
    same = [(None, "Press the button called Improve twice."), (None, "They tap Improve twice.")]
    assert flagged("mid-capital", None, target) == ["Improve"]
    assert flagged("mid-capital", None, target, before=same) == []


def test_nouns_need_the_document(flagged):
    target = "Keepers feed a young Rhino calf by hand."
    assert flagged("mid-capital", None, target) == []
    assert flagged("mid-capital", None, target, before=[(None, "A rhino sleeps.")]) == ["Rhino"]
