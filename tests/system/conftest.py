"""The articles of corpora/ checked on recorded evidence: the whole product, and no model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from benchmarks.record_evidence import Replay, recorded_evidence
from benchmarks.results import MODES, corpora
from checker.evidence.source import EvidenceSource
from checker.pipeline import Checker
from checker.records import DocumentReport

Reports = dict[str, DocumentReport]


@pytest.fixture(scope="session")
def recording() -> Iterator[Replay]:
    """What the models said of the articles, as a cache."""
    with recorded_evidence() as cache:
        yield cache


@pytest.fixture(scope="session")
def reports(recording: Replay) -> dict[str, Reports]:
    """By mode of `benchmarks.results`, by «article/version», the report."""
    found: dict[str, Reports] = {}
    for mode, settings in MODES.items():
        checker = Checker(settings, evidence=EvidenceSource(settings, cache=recording))
        found[mode] = {one.document_id: checker.check_document(one) for one in corpora()}
    return found
