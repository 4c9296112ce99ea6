"""The real garbled article: what a reviewer must be shown, and what must be left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

import checker
from checker.records import Severity

ARTICLE = Path(__file__).resolve().parents[3] / "shared/acceptance/industrial-internet"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not ARTICLE.is_dir(),
        reason="../shared/acceptance is not here; corpora/ proves the main job instead",
    ),
]


@pytest.fixture(scope="module", params=["full", "rules and forced decoding"])
def report(request, gold_tools):
    settings = checker.Settings(back_ends=("embedded",) if request.param == "full" else ())
    return checker.check(
        (ARTICLE / "source.zh.txt").read_text(encoding="utf-8"),
        (ARTICLE / "target.en.txt").read_text(encoding="utf-8"),
        settings=settings,
    )


@pytest.fixture(scope="module")
def gold(gold_tools):
    return gold_tools.read_gold(ARTICLE / "flags.jsonl")


def test_every_passage_that_must_be_flagged_is(report, gold, gold_tools):
    missed = []
    for passage in (g for g in gold if g.must):
        hits = [f for f in report.flags if gold_tools.touches(f, passage)]
        if passage.severity == "major":
            hits = [f for f in hits if f.severity in gold_tools.GRAVE]
        if not hits:
            missed.append(passage.text)
    assert not missed


def test_no_major_flag_lies_on_a_correct_passage(report, gold, gold_tools):
    wrong = [
        gold_tools.describe(flag)
        for flag in gold_tools.grave_flags(report)
        for passage in gold
        if passage.severity is None and gold_tools.touches(flag, passage)
    ]
    assert not wrong


def test_at_most_three_other_major_flags(report, gold, gold_tools):
    marked = [g for g in gold if g.severity is not None]
    other = [
        gold_tools.describe(flag)
        for flag in gold_tools.grave_flags(report)
        if not any(gold_tools.touches(flag, g) for g in marked)
    ]
    assert len(other) <= 3, other


def test_spans_are_the_article_s_own_words(report):
    target = (ARTICLE / "target.en.txt").read_text(encoding="utf-8")
    for flag in report.flags:
        if flag.side == "target":
            assert target[flag.document_start : flag.document_end] == flag.text
    assert any(f.severity is Severity.MAJOR for f in report.flags)
