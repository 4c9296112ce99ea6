"""The recorded evidence: what the model says today, and nothing that was not recorded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.record_evidence import Replay, StaleEvidence, read, write
from benchmarks.results import MODES, corpora, differences, report_rows
from benchmarks.results import read as read_results
from checker.evidence.source import EvidenceSource
from checker.pipeline import Checker
from checker.records import Document


@pytest.mark.model
def test_the_model_says_what_was_recorded() -> None:
    """One short article, models and all."""
    name = "sport/garbled"
    checker = Checker(replace(MODES["full"], use_cache=False))
    report = checker.check_document(next(d for d in corpora() if d.document_id == name))
    before = [row for row in read_results("corpora", "full") if row["document"] == name]
    assert differences(before, report_rows(report, own=True)) == []


def test_another_text_is_refused_not_asked(recording: Replay) -> None:
    settings = MODES["full"]
    checker = Checker(settings, evidence=EvidenceSource(settings, cache=recording))
    with pytest.raises(StaleEvidence, match=r"has no answer to 1 .*record_evidence"):
        checker.check_document(Document("d", "It rains.", "下雨了。"))


def test_another_model_is_refused(recording: Replay) -> None:
    with pytest.raises(StaleEvidence, match=r"not 'retranslate\|another'"):
        recording.get_many("retranslate|another", ["下雨了。"])
    assert recording.get_many("retranslate|another", []) == {}
    with pytest.raises(StaleEvidence, match="answered 1 texts anew"):
        recording.put_many("retranslate|another", {"下雨了。": "It rains."})


def test_a_recording_is_read_as_it_was_written(tmp_path: Path) -> None:
    answers = {"b|1": {"雨。": '["Rain.", null, 1]'}, "a|1": {'["雨。", "x"]': "[[0, 1, 0.25]]"}}
    write(tmp_path / "new" / "e.jsonl.xz", answers)
    assert read(tmp_path / "new" / "e.jsonl.xz") == answers
