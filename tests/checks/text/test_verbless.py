"""verbless-fragment."""

from __future__ import annotations

import pytest

from checker.checks.text.verbless import may_be_finite
from checker.language.views import view

ONE = "这些措施为企业提供了支撑，推动了地方经济稳步增长。"
TWO = "码头已经扩建。新航线下月开通。"
ROWS = [
    # fail: torn off a sentence
    (ONE, "The measures support firms. Steady regional growth.", ["Steady regional growth."]),
    (
        ONE,
        "They promote local applications by sector. Guidelines to achieve the balanced growth of"
        " towns.",
        ["Guidelines to achieve the balanced growth of towns."],
    ),
    (ONE, "The county set a target. New personal best result.", ["New personal best result."]),
    ("", "A rather pleasant surprise.", ["A rather pleasant surprise."]),
    # pass
    (ONE, "The measures support firms. They keep growth steady.", []),
    (TWO, "The quay has been widened. A new line opens next month.", []),
    (ONE, "", []),
    # ignored: as many sentences as the source, quotations, headlines, answers, dates
    (TWO, "A wider quay. A new line in a month.", []),
    (ONE, "The captain had one word for it. “Steady regional growth.”", []),
    (ONE, "Steady Regional Growth. The measures support firms.", []),
    (ONE, "No easy task. The measures support firms.", []),
    (ONE, "The measures support firms. Tuesday, March 4.", []),
    (ONE, "The measures support firms. Look at the map.", []),
]


@pytest.mark.parametrize(("source", "target", "expected"), ROWS)
def test_table(flagged, source, target, expected):
    assert flagged("verbless-fragment", source, target) == expected


def test_severity_follows_the_source(findings):
    torn = findings("verbless-fragment", ONE, "It helps firms. Steady regional growth.")
    whole = findings("verbless-fragment", ONE, "The steady growth of the regional economy.")
    alone = findings("verbless-fragment", None, "It helps firms. Steady regional growth.")
    assert [f[0].severity.value for f in (torn, whole, alone)] == ["major", "minor", "minor"]
    assert "the source has 1 sentence here, the English 2" in torn[0].reason


@pytest.mark.parametrize(
    ("sentence", "verbs"),
    [
        ("The ferry sails.", ["sails"]),
        ("They fuse the data.", ["fuse"]),
        ("The integrated growth of towns.", []),
        ("The team won.", ["won"]),
        ("This one's clever.", ["one's"]),
        ("Supply during the summer.", []),
        ("Carry out the work.", ["Carry"]),
        ("Plans to build towns.", []),
        ("Opportunities and potential exist.", ["exist"]),
    ],
)
def test_words_that_may_be_finite(sentence, verbs):
    words = view(sentence).words
    found = [words[i].text for i in range(len(words)) if may_be_finite(words, i)]
    assert found == verbs
