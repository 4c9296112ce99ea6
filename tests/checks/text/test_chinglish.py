"""chinglish-density: stock phrases of literal translation, counted over a document."""

from __future__ import annotations

import pytest

STIFF = (
    "We must vigorously develop the port and do a good job in fishery. The broad masses actively"
    " participate, and the county further strengthens its fleet and carries out safety work."
)
PLAIN = "The county wants a larger port and more boats, and most of its people are for it. " * 2


def test_one_finding_for_a_document(findings):
    rows = [("海", "The port is old."), ("海", STIFF), ("海", STIFF)]
    assert findings("chinglish-density", *rows[0], after=rows[1:]) == []
    (found,) = findings("chinglish-density", *rows[1], before=rows[:1], after=rows[2:])
    assert rows[1][1][found.start : found.end] == "vigorously develop"
    assert found.severity.value == "neutral"
    assert "12 stock phrases" in found.reason and "«broad masses»" in found.reason
    assert findings("chinglish-density", *rows[2], before=rows[:2]) == []


FIRES = [
    STIFF,
    STIFF + " " + PLAIN,
    "Vigorously promote trade, earnestly implement the plan, give full play to youth, pay great"
    " attention to safety and attach great importance to people's livelihood.",
    "They comprehensively and thoroughly studied it, took reform as the core, made new"
    " contributions to growth, achieved remarkable results and reached a new level, under the"
    " strong leadership of the board. " + PLAIN,
    "Continuously improve service, steadily advance work, firmly safeguard order, unswervingly"
    " uphold rules, deeply explore needs.",
]


@pytest.mark.parametrize("target", FIRES)
def test_fires(flagged, target):
    assert len(flagged("chinglish-density", None, target)) == 1


SILENT = [
    "",
    PLAIN,
    "We must vigorously develop the port.",
    STIFF + " " + PLAIN * 20,
    "Further north, the actively managed fund does a job. A good job is hard to find.",
    "He further said that the people carried out their own boats.",
]


@pytest.mark.parametrize("target", SILENT)
def test_silent(flagged, target):
    assert flagged("chinglish-density", None, target) == []
