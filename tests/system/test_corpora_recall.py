"""The real embedded model on the shipped articles: what it must find and must leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest

import checker
from checker.pipeline import Checker

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
ARTICLES = sorted(path.parent for path in CORPORA.glob("*/gold.jsonl"))

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def product():
    return Checker(checker.Settings())


@pytest.fixture(scope="module")
def reports(product):
    return {
        (folder.name, version): product.check_document(
            checker.Document(
                folder.name,
                (folder / f"{version}.en.txt").read_text(encoding="utf-8"),
                (folder / "source.zh.txt").read_text(encoding="utf-8"),
            )
        )
        for folder in ARTICLES
        for version in ("good", "garbled")
    }


def test_there_are_at_least_eight_articles():
    assert len(ARTICLES) >= 8


def test_most_grave_flaws_are_flagged_as_grave(reports, gold_tools):
    missed, total = [], 0
    for folder in ARTICLES:
        grave = gold_tools.grave_flags(reports[folder.name, "garbled"])
        for gold in gold_tools.read_gold(folder / "gold.jsonl"):
            if gold.severity in {"major", "critical"}:
                total += 1
                if not any(gold_tools.touches(flag, gold) for flag in grave):
                    missed.append((folder.name, gold.text))
    assert 1 - len(missed) / total >= 0.85, missed


@pytest.mark.parametrize("folder", ARTICLES, ids=lambda folder: folder.name)
def test_a_good_article_has_at_most_one_false_major(reports, gold_tools, folder):
    wrong = [gold_tools.describe(f) for f in gold_tools.grave_flags(reports[folder.name, "good"])]
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize("folder", ARTICLES, ids=lambda folder: folder.name)
def test_the_garbled_version_scores_below_the_good_one(reports, folder):
    assert reports[folder.name, "garbled"].score < reports[folder.name, "good"].score


@pytest.mark.parametrize("folder", ARTICLES, ids=lambda folder: folder.name)
def test_nothing_of_either_text_is_lost(reports, folder):
    for version in ("good", "garbled"):
        report = reports[folder.name, version]
        for side in ("source", "target"):
            text = getattr(report.document, side)
            covered = "".join(getattr(segment.pair, side) or "" for segment in report.segments)
            assert "".join(covered.split()) == "".join(text.split())


def test_the_sample_shows_the_sentence_that_is_cut_off_and_fused(reports):
    flags = reports["industrial-internet", "garbled"].flags
    fused = [flag for flag in flags if "Right now" in flag.text or "completed Right" in flag.text]
    assert fused and fused[0].severity.value == "major"
    assert "expects" in fused[0].reason or "opens" in fused[0].reason
    assert any(flag.suggestion for flag in flags)
