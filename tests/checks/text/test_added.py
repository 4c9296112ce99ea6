"""added-sentence: what the alignment leaves without a source."""

from __future__ import annotations

import pytest

from checker.checks.running import run_checks
from checker.records import SegmentPair

ADDED = "Three hundred people were killed in the flood. "


def found(target, source="", score=0.9):
    pair = SegmentPair("d", 0, source, target, alignment="0-1", alignment_score=score)
    (findings,) = run_checks((pair,), only=("added-sentence",))
    return findings


@pytest.mark.parametrize(("score", "severity"), [(0.95, "major"), (0.55, "minor")])
def test_english_without_chinese_is_an_addition_as_grave_as_the_alignment_is_sure(score, severity):
    (finding,) = found(ADDED, score=score)
    assert ADDED[finding.start : finding.end] == ADDED.strip()
    assert finding.severity.value == severity and finding.confidence == min(0.9, score)
    assert f"{score:.2f}" in finding.reason


@pytest.mark.parametrize(
    ("target", "source", "score"),
    [
        (ADDED, "洪水造成三百人死亡。", 0.9),
        (ADDED, None, 0.9),  # the document has no source
        (ADDED, "", None),  # a row given so
        ("Oh no.", "", 0.9),
        ("Editor in charge: Print this page", "", 0.9),
        ("", "", 0.9),
    ],
)
def test_what_is_left_alone(target, source, score):
    assert found(target, source, score) == []
