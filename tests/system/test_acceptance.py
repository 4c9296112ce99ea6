"""The real garbled article: what a reviewer must be shown, and what must be left alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.config import Settings
from checker.evidence.cache import Cache
from checker.evidence.source import EvidenceSource
from checker.pipeline import Checker
from checker.records import Document, DocumentReport, Severity
from tests.system import gold

ARTICLE = Path(__file__).resolve().parents[3] / "shared/acceptance/industrial-internet"

pytestmark = [
    pytest.mark.model,
    pytest.mark.shared,
    pytest.mark.skipif(
        not ARTICLE.is_dir(),
        reason="../shared/acceptance is not here; corpora/ proves the main job instead",
    ),
]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cache]:
    """The models are asked once for both runs."""
    with Cache(tmp_path_factory.mktemp("acceptance") / "evidence.sqlite") as cache:
        yield cache


@pytest.fixture(scope="module", params=["full", "rules and forced decoding"])
def report(request: pytest.FixtureRequest, answers: Cache) -> DocumentReport:
    settings = Settings(back_ends=("embedded",) if request.param == "full" else ())
    article = Document(
        "acceptance",
        (ARTICLE / "target.en.txt").read_text(encoding="utf-8"),
        (ARTICLE / "source.zh.txt").read_text(encoding="utf-8"),
    )
    checker = Checker(settings, evidence=EvidenceSource(settings, cache=answers))
    return checker.check_document(article)


@pytest.fixture(scope="module")
def passages() -> list[gold.Gold]:
    return gold.read_gold(ARTICLE / "flags.jsonl")


def test_every_passage_that_must_be_flagged_is(
    report: DocumentReport, passages: list[gold.Gold]
) -> None:
    missed = []
    for passage in (one for one in passages if one.must):
        hits = [f for f in report.flags if gold.touches(f, passage)]
        if passage.severity == "major":
            hits = [f for f in hits if f.severity in gold.GRAVE]
        if not hits:
            missed.append(passage.text)
    assert not missed


def test_no_major_flag_lies_on_a_correct_passage(
    report: DocumentReport, passages: list[gold.Gold]
) -> None:
    wrong = [
        gold.describe(flag)
        for flag in gold.grave_flags(report)
        for passage in passages
        if passage.severity is None and gold.touches(flag, passage)
    ]
    assert not wrong


def test_at_most_three_other_major_flags(report: DocumentReport, passages: list[gold.Gold]) -> None:
    marked = [one for one in passages if one.severity is not None]
    other = [
        gold.describe(flag)
        for flag in gold.grave_flags(report)
        if not any(gold.touches(flag, one) for one in marked)
    ]
    assert len(other) <= 3, other


def test_spans_are_the_article_s_own_words(report: DocumentReport) -> None:
    target = (ARTICLE / "target.en.txt").read_text(encoding="utf-8")
    for flag in report.flags:
        if flag.side == "target":
            assert target[flag.document_start : flag.document_end] == flag.text
    assert any(f.severity is Severity.MAJOR for f in report.flags)
