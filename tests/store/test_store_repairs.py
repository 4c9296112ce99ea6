"""What a rewritten segment says of the wording that was checked: its errors are not lost."""

from __future__ import annotations

import dataclasses
import io
import json
from typing import Any

import pytest

from checker.records import Severity
from checker.store import Accept, Dismiss, Request, ReviewStore, State, Translate
from checker.store.events.repairs import REPAIRED, as_reviewed
from checker.store.export.reviewed import reviewed_records
from checker.store.export.reviewed_mqm import write_reviewed_mqm
from tests.store.store_samples import report

OMISSION: dict[str, Any] = {
    "side": "source",
    "start": 2,
    "end": 4,
    "document_start": 2,
    "document_end": 4,
}


@pytest.fixture
def run_id(store: ReviewStore) -> str:
    """The sample, the flag of its last segment an omission marked on the Chinese."""
    whole = report()
    last = whole.segments[3]
    assert last.pair.source is not None
    flag = dataclasses.replace(
        last.flags[0],
        **{**OMISSION, "text": last.pair.source[2:4]},
        category="accuracy/omission",
        check_id="omission",
        severity=Severity.MAJOR,
    )
    segments = (*whole.segments[:3], dataclasses.replace(last, flags=(flag,)))
    return store.add_run(dataclasses.replace(whole, segments=segments), who="machine room")


def rewrite(store: ReviewStore, run_id: str, position: int, text: str, *, keep: bool) -> None:
    """Reword a segment; the check of the new wording finds its flags again, or none."""
    store.decide(run_id, Request(position, Translate(text)), who="Li")
    old = store.segment(run_id, position).original
    pair = dataclasses.replace(old.pair, target=text)
    flags = old.flags if keep else ()
    store.add_recheck(run_id, position, dataclasses.replace(old, pair=pair, flags=flags))


def exported(store: ReviewStore, run_id: str) -> tuple[list[dict[str, Any]], list[list[str]]]:
    """Training records and MQM rows."""
    stream = io.StringIO()
    write_reviewed_mqm(stream, store, run_id)
    rows = [line.split("\t") for line in stream.getvalue().splitlines()[1:]]
    return list(reviewed_records(store, run_id)), rows


def test_a_repaired_omission_is_an_error_of_the_original(store: ReviewStore, run_id: str) -> None:
    rewrite(store, run_id, 3, "China's grain harvest was good this year.", keep=False)
    segment = store.segment(run_id, 3)
    assert segment.editor == "Li"
    (judged,) = as_reviewed(segment)
    assert (judged.state, judged.who, judged.reason) == (State.ACCEPTED, "Li", REPAIRED)
    records, rows = exported(store, run_id)
    (record,) = records
    assert record["src_spans"] == [
        {"start": 2, "end": 4, "category": "Accuracy/Omission", "severity": "major"}
    ]
    assert (record["score"], record["rater"]) == (-5.0, "Li")
    (row,) = rows
    assert "No-error" not in row and row[4] == "Li" and "<v>" in row[5]


def test_a_wording_that_nobody_checked_has_repaired_nothing(
    store: ReviewStore, run_id: str
) -> None:
    store.decide(run_id, Request(3, Translate("My country's harvest was good.")), who="Li")
    segment = store.segment(run_id, 3)
    assert segment.report is None
    assert all(flag.state.is_open for flag in as_reviewed(segment))
    assert exported(store, run_id) == ([], []), "not reviewed yet"


def test_a_flag_found_again_has_the_decision_taken_there(store: ReviewStore, run_id: str) -> None:
    rewrite(store, run_id, 3, "China's grain harvest was good this year.", keep=True)
    assert as_reviewed(store.segment(run_id, 3))[0].state.is_open
    assert exported(store, run_id) == ([], []), "not reviewed yet"
    again = next(f for f in store.segment(run_id, 3).flags if f.current)
    store.decide(run_id, Request(3, Dismiss("fine"), again.key), who="Bea")
    records, rows = exported(store, run_id)
    assert records[0]["src_spans"] == [] and records[0]["rater"] == "Bea+Li"
    (deleted,) = json.loads(rows[0][-1])["deleted_errors"]
    assert deleted["type"] == "Accuracy/Omission"


def test_of_two_alike_the_one_that_stands_is_not_taken_for_repaired(
    store: ReviewStore, run_id: str
) -> None:
    old = store.segment(run_id, 0).original
    store.decide(run_id, Request(0, Translate("China's industrial Internet At present,")), who="Li")
    pair = dataclasses.replace(old.pair, target="China's industrial Internet At present,")
    left = dataclasses.replace(old.flags[1], start=28, end=39, text="At present,")
    store.add_recheck(run_id, 0, dataclasses.replace(old, pair=pair, flags=(left,)))
    states = {f.flag.check_id: f.state for f in as_reviewed(store.segment(run_id, 0))}
    assert states["my-country"] is State.ACCEPTED


def test_fix_and_accept_is_one_step_with_one_acceptance(store: ReviewStore, run_id: str) -> None:
    flag = store.segment(run_id, 1).flags[0]
    outcome = store.decide(
        run_id,
        Request(1, Accept(), flag.key),
        Request(1, Translate("Output grew by 5 percent.")),
        who="Li",
    )
    assert not outcome.conflicts and len(outcome.events) == 2
    store.undo("article", who="Li")
    segment = store.segment(run_id, 1)
    assert not segment.edited and segment.editor is None
    assert segment.flags[0].state is State.OPEN
