"""length-ratio."""

from __future__ import annotations

import pytest

from checker.language.tokens import length_units

SOURCE = "港务局表示，今年将扩建两座码头，疏浚主航道，并为全体船员提供安全培训和设备检修服务。"
GOOD = (
    "The port authority said that this year it will widen two quays, dredge the main channel and"
    " offer all crews safety training and the repair of their gear."
)


@pytest.mark.parametrize(
    ("target", "category"),
    [
        ("The port authority said it will widen two quays.", "accuracy/omission"),
        (GOOD + " " + GOOD + " " + GOOD, "accuracy/addition"),
        (GOOD, None),
        ("", None),
    ],
)
def test_table(findings, target, category):
    found = findings("length-ratio", SOURCE, target)
    assert [item.category for item in found] == ([category] if category else [])


def test_short_sources_are_left_alone(findings):
    assert findings("length-ratio", "码头扩建。", "Yes.") == []


def test_a_terse_document_is_its_own_measure(findings):
    terse = "Authority to widen two quays, dredge channel, train all crews."
    around = [(SOURCE, terse)] * 40
    assert findings("length-ratio", SOURCE, terse)
    assert findings("length-ratio", SOURCE, terse, before=around) == []


def test_reason_gives_the_figures(findings):
    (found,) = findings("length-ratio", SOURCE, "The port authority said it will widen two quays.")
    assert "9 English words" in found.reason
    assert "z = -" in found.reason


def test_units():
    assert length_units("码头5G扩建") == 4 + 1.5
    assert length_units("") == 0
