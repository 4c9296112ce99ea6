"""What version 0.1 wrote still opens: its store, its exports, a run directory (made with it)."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from checker.evaluation.gold_jsonl import read_jsonl_gold
from checker.formats.jsonl import read_jsonl
from checker.formats.tsv import read_flags
from checker.store import ReviewStore, Scope, State, open_store
from checker.store.export.reviewed import write_records
from checker.ui.mqm_intake import reports_from_mqm

FORMER = Path(__file__).resolve().parents[1] / "golden" / "former"


def migrated(folder: Path) -> ReviewStore:
    path = folder / "review.sqlite"
    path.write_bytes(gzip.decompress((FORMER / "review.sqlite.gz").read_bytes()))
    return open_store(str(path))


def imported(folder: Path) -> ReviewStore:
    store = open_store(str(folder / "new.sqlite"))
    assert store.load((FORMER / "store.jsonl").read_text(encoding="utf-8").splitlines()) == 1
    return store


@pytest.mark.parametrize("opened", [migrated, imported])
def test_a_store_of_version_0_1_keeps_every_decision(tmp_path, opened):
    with opened(tmp_path) as store:
        (run,) = store.runs("article")
        flags = {
            (view.position, item.flag.check_id): item
            for view in store.all_segments(run.run_id)
            for item in view.flags
        }
        assert flags[0, "fused-sentence"].state is State.ACCEPTED
        # a dismissal of a rule everywhere reaches the flags of all segments, and who did it
        country = flags[0, "my-country"]
        assert (country.state, country.scope, country.who) == (State.DISMISSED, Scope.RULE, "Ben")
        assert flags[1, "numbers"].flag.severity.value == "major"
        assert flags[2, "reviewer"].flag.text == "meeting"
        assert store.segment(run.run_id, 3).target == "China's grain harvest was good."


def test_decisions_on_a_store_of_version_0_1_go_on(tmp_path):
    with migrated(tmp_path) as store:
        store.undo("article", who="Ana")
        stream = io.StringIO(newline="")
        (run,) = store.runs("article")
        assert write_records(stream, store, run.run_id) > 0
        assert store.statistics.rule_precision(run.run_id)


def test_a_run_directory_of_version_0_1_is_read():
    with (FORMER / "run" / "segments.jsonl").open(encoding="utf-8") as lines:
        reports = list(read_jsonl(lines))
    flags = [flag for report in reports for flag in report.flags]
    with (FORMER / "run" / "flags.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(read_flags(lines))
    assert [row["check_id"] for row in rows] == [flag.check_id for flag in flags]
    assert all(finding.check_id for flag in flags for finding in flag.findings)
    for report in reports:
        for flag in report.flags:
            text = report.pair.target if flag.side == "target" else report.pair.source
            assert text[flag.start : flag.end] == flag.text


def test_an_mqm_table_of_version_0_1_keeps_the_ids():
    text = (FORMER / "run" / "mqm.tsv").read_text(encoding="utf-8")
    (report,) = reports_from_mqm(text, where="mqm.tsv")
    with (FORMER / "run" / "segments.jsonl").open(encoding="utf-8") as lines:
        ids = [flag.check_id for segment in read_jsonl(lines) for flag in segment.flags]
    assert [flag.check_id for flag in report.flags] == ids


def test_a_training_export_of_version_0_1_is_read_as_gold():
    path = FORMER / "training.jsonl"
    with path.open(encoding="utf-8") as lines:
        judgements = list(read_jsonl_gold(lines, name=path.name))
    assert len(judgements) == len(path.read_text(encoding="utf-8").splitlines())
