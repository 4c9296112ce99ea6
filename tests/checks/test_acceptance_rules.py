"""The acceptance article, paragraph by paragraph, with the rules alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.checks.running import run_checks
from checker.records import SegmentPair

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "acceptance" / "industrial-internet"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"left out: there is no {FOLDER}"),
]


def paragraphs(text):
    """(start, end) of each line that is not blank."""
    spans, place = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((place, place + len(line)))
        place += len(line) + 1
    return spans


@pytest.fixture(scope="module")
def flags():
    source = (FOLDER / "source.zh.txt").read_text(encoding="utf-8")
    target = (FOLDER / "target.en.txt").read_text(encoding="utf-8")
    pairs = tuple(
        SegmentPair("article", n, source[s:e], target[a:b], s, e, a, b)
        for n, ((s, e), (a, b)) in enumerate(
            zip(paragraphs(source), paragraphs(target), strict=True)
        )
    )
    return [
        (pair.target_start + found.start, pair.target_start + found.end, found)
        for pair, result in zip(pairs, run_checks(pairs), strict=True)
        for found in result
        if found.side == "target"
    ]


@pytest.fixture(scope="module")
def marked():
    with (FOLDER / "flags.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def over(flags, passage):
    return [found for s, e, found in flags if s < passage["end"] and e > passage["start"]]


def test_every_passage_that_must_be_flagged_is(flags, marked):
    must = [passage for passage in marked if passage["must"]]
    assert len(must) == 6
    for passage in must:
        severities = {found.severity.value for found in over(flags, passage)}
        assert passage["severity"] in severities, passage["text"]


def test_correct_passages_carry_no_major(flags, marked):
    good = [passage for passage in marked if passage["severity"] is None]
    assert len(good) == 4
    for passage in good:
        assert not [f for f in over(flags, passage) if f.severity.rank >= 2], passage["text"]


def test_few_other_majors(flags, marked):
    flaws = [passage for passage in marked if passage["severity"] is not None]
    others = [
        found
        for start, end, found in flags
        if found.severity.rank >= 2
        and not any(start < p["end"] and end > p["start"] for p in flaws)
    ]
    assert len(others) <= 3
