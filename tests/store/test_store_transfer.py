"""Export and import of a whole store, and the exports a review takes home."""

from __future__ import annotations

import dataclasses
import io
import json

import pytest

from checker.errors import FormatError, InputError
from checker.evaluation.gold_jsonl import read_jsonl_gold
from checker.evaluation.gold_mqm import read_mqm_gold
from checker.formats.mqm import decode_text
from checker.records import Severity
from checker.store import (
    Accept,
    AddFlag,
    Dismiss,
    EditFlag,
    Request,
    ReviewStore,
    RunStatus,
    Scope,
    SegmentQuery,
    Translate,
    open_store,
)
from checker.store.export.reviewed import (
    corrected_text,
    reviewed_records,
    write_corrected,
    write_records,
)
from checker.store.export.reviewed_mqm import write_reviewed_mqm
from tests.store.store_samples import LINES, MARKS, report

BETTER = "China's industrial Internet has taken shape."


def reviewed(store: ReviewStore, name: str = "article") -> str:
    """A run with a decision of every kind."""
    run_id = store.add_run(report(name), who="Ana")
    later = store.begin_run(report(name).document, who="Ana")
    store.add_segments(later, report(name).segments[:1])
    store.finish_run(later, status=RunStatus.CANCELLED)
    keys = {
        (s.position, f.flag.check_id): f.key for s in store.all_segments(run_id) for f in s.flags
    }
    dismissal = Dismiss("house style", Scope.TEXT)
    store.decide(run_id, Request(3, dismissal, keys[3, "my-country"]), who="Ben")
    edit = EditFlag(severity=Severity.MAJOR)
    store.decide(run_id, Request(1, edit, keys[1, "numbers"]), who="Ana")
    store.decide(run_id, Request(1, Dismiss(), keys[1, "numbers"]), who="Ben")
    store.decide(run_id, Request(2, AddFlag(0, 11, Severity.MINOR, "style/register")), who="Ana")
    store.decide(run_id, Request(0, Accept(), keys[0, "fused-sentence"]), who="Ana")
    store.undo(name, who="Ana")
    store.redo(name, who="Ana")
    store.decide(run_id, Request(0, Translate(BETTER)), who="Ana")
    pair = dataclasses.replace(report(name).segments[0].pair, target=BETTER)
    fixed = dataclasses.replace(report(name).segments[0], pair=pair, flags=(), score=98.0)
    store.add_recheck(run_id, 0, fixed)
    return run_id


def export(store: ReviewStore) -> str:
    """The store as text."""
    stream = io.StringIO()
    store.export(stream)
    return stream.getvalue()


def test_a_store_comes_back_from_its_export(store: ReviewStore, other_location: str) -> None:
    run_id = reviewed(store)
    store.add_run(report("second"), who="Ben")
    store.remove("second", who="Ben")
    text = export(store)
    with open_store(other_location) as other:
        assert other.load(text.splitlines()) == 2
        assert [item.document_id for item in other.documents(removed=True)] == ["second"]
        assert export(other) == text
        assert other.history("article") == store.history("article")
        assert other.runs("article") == store.runs("article")
        assert list(other.all_segments(run_id)) == list(store.all_segments(run_id))
        summaries = {item.document_id: item for item in other.documents()}
        assert summaries == {item.document_id: item for item in store.documents()}
        with pytest.raises(InputError, match="in the store already"):
            other.load(text.splitlines())


def test_one_document_can_be_exported(store: ReviewStore, other_location: str) -> None:
    reviewed(store)
    store.add_run(report("second"), who="Ben")
    stream = io.StringIO()
    store.export(stream, documents=["second"])
    with open_store(other_location) as other:
        assert other.load(io.StringIO(stream.getvalue())) == 1
        assert [item.document_id for item in other.documents()] == ["second"]
    with pytest.raises(InputError, match="no such document"):
        store.export(io.StringIO(), documents=["third"])


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda lines: ["", *lines], "line 1"),
        (lambda lines: ['{"format": "other"}', *lines[1:]], "line 1"),
        (lambda lines: [lines[0], "not json", *lines[1:]], "line 2"),
        (lambda lines: [*lines, '{"record": "event", "who": "Eve"}'], "line"),
        (lambda lines: [*lines, '{"record": "spell"}'], "line"),
        (lambda lines: [*lines[:-1], lines[-1][:-1] + ', "extra": 1}'], "line"),
        (lambda lines: [*lines, "[]"], "line"),
    ],
)
def test_a_damaged_export_imports_nothing(store, other_location, change, line) -> None:
    reviewed(store)
    lines = change(export(store).splitlines())
    with open_store(other_location) as other:
        with pytest.raises(FormatError, match=line):
            other.load(lines)
        assert other.documents() == []


def test_derived_state_is_the_same_when_derived_again(store: ReviewStore) -> None:
    run_id = reviewed(store)
    before = list(store.all_segments(run_id)), store.documents()
    store.rebuild("article")
    assert (list(store.all_segments(run_id)), store.documents()) == before


def test_corrected_text_keeps_all_else(store: ReviewStore) -> None:
    run_id = reviewed(store)
    expected = "\n".join([BETTER, *(line[1] for line in LINES[1:])])
    assert corrected_text(store, run_id) == expected


def test_corrected_text_puts_a_missing_sentence_between_its_neighbours(store) -> None:
    whole = report(lines=(LINES[1], ("漏译。", ""), LINES[2]), marks=((), (), ()))
    text = f"{LINES[1][1]} {LINES[2][1]}"
    gap = len(LINES[1][1])
    places = [(0, gap), (gap, gap), (gap + 1, len(text))]
    segments = tuple(
        dataclasses.replace(s, pair=dataclasses.replace(s.pair, target_start=start, target_end=end))
        for s, (start, end) in zip(whole.segments, places, strict=True)
    )
    document = dataclasses.replace(whole.document, target=text)
    run_id = store.add_run(
        dataclasses.replace(whole, document=document, segments=segments), who="Ana"
    )
    store.decide(run_id, Request(1, Translate("It was left out.")), who="Ana")
    assert corrected_text(store, run_id) == f"{LINES[1][1]} It was left out. {LINES[2][1]}"


def test_corrected_table_neutralises_formulas(store: ReviewStore) -> None:
    run_id = reviewed(store)
    store.decide(run_id, Request(1, Translate('=HYPERLINK("x")')), who="Ana")
    stream = io.StringIO()
    write_corrected(stream, store, run_id)
    lines = stream.getvalue().splitlines()
    assert len(lines) == 5
    assert lines[1].split("\t")[4:] == [BETTER, "edited"]
    assert "\t\"'=HYPERLINK(" in lines[2] and lines[3].endswith("\t")


def test_reviewed_records_are_training_records(store: ReviewStore) -> None:
    run_id = reviewed(store)
    records = {record["seg_id"]: record for record in reviewed_records(store, run_id)}
    assert sorted(records) == ["1", "2", "3", "4"]
    text = LINES[0][1]
    start = text.index("formed At")
    assert records["1"]["spans"] == [
        {"start": start, "end": len(text), "category": "Fluency/Grammar", "severity": "major"}
    ]
    assert (records["1"]["mt"], records["1"]["corrected"]) == (text, BETTER)
    assert [records[key]["score"] for key in "1234"] == [-5.0, -5.0, -1.0, 0.0]
    assert records["2"]["spans"][0]["severity"] == "major", "Ana's edit, not the machine's critical"
    assert (records["3"]["rater"], records["4"]["rater"]) == ("Ana", "Ben")
    for record in records.values():
        for span in record["spans"]:
            assert 0 <= span["start"] < span["end"] <= len(record["mt"])
    stream = io.StringIO()
    assert write_records(stream, store, run_id) == 4
    assert [json.loads(line) for line in stream.getvalue().splitlines()] == list(records.values())


def test_what_evaluation_and_training_read_is_what_was_decided(store: ReviewStore) -> None:
    run_id = reviewed(store)
    records, table = io.StringIO(newline=""), io.StringIO(newline="")
    write_records(records, store, run_id)
    write_reviewed_mqm(table, store, run_id)
    gold = list(read_jsonl_gold(records.getvalue().splitlines(), name="reviewed"))
    marked = list(read_mqm_gold(table.getvalue().splitlines(), name="reviewed"))
    assert [item.segment.target for item in gold] == [line[1] for line in LINES]
    assert [item.rating.score for item in gold] == [-5.0, -5.0, -1.0, 0.0]
    for mine, theirs in zip(gold, marked, strict=True):
        assert mine.rating.spans == theirs.rating.spans
    assert gold[3].rating.clean


def test_unreviewed_segments_are_no_training_records(store: ReviewStore) -> None:
    run_id = store.add_run(report(), who="Ana")
    assert list(reviewed_records(store, run_id)) == []
    key = store.segment(run_id, 3).flags[0].key
    store.decide(run_id, Request(3, Accept(), key), who="Ana")
    assert [record["seg_id"] for record in reviewed_records(store, run_id)] == ["4"]
    store.mark_done("article", done=True, who="Ana")
    assert [record["seg_id"] for record in reviewed_records(store, run_id)] == ["3", "4"]


def test_reviewed_mqm_has_ten_columns_and_the_reviewer_as_rater(store: ReviewStore) -> None:
    run_id = reviewed(store)
    stream = io.StringIO()
    assert write_reviewed_mqm(stream, store, run_id, system="mt") == 4
    header, *rows = [line.split("\t") for line in stream.getvalue().splitlines()]
    assert header[:4] == ["system", "doc", "docSegId", "globalSegId"] and len(header) == 10
    assert {len(row) for row in rows} == {10}
    told = [(row[2], row[4], row[7], row[8]) for row in rows]
    assert told == [
        ("1", "Ana", "Fluency/Grammar", "Major"),
        ("2", "Ana", "Accuracy/Mistranslation", "Major"),
        ("3", "Ana", "Style/Register", "Minor"),
        ("4", "Ben", "No-error", "No-error"),
    ]
    assert "<v>formed At present,</v>" in rows[0][6]
    assert decode_text(rows[1][6].replace("<v>", "").replace("</v>", "")) == LINES[1][1]
    first, last = json.loads(rows[0][9]), json.loads(rows[3][9])
    assert first["corrected_translation"] == BETTER and first["prior_rater"] == "checker"
    assert last["deleted_errors"][0]["selected"] == "My country's"
    assert last["deleted_errors"][0]["metadata"]["note"] == "house style"


def test_exports_of_hostile_text_stay_one_row_a_segment(store: ReviewStore) -> None:
    hostile = "<v>a</v>\tb <script>\u2028 =1+1 My country's"
    whole = report(lines=((hostile, hostile),), marks=(MARKS[3],))
    run_id = store.add_run(whole, who="Ana")
    store.decide(run_id, Request(0, Accept(), store.segment(run_id, 0).flags[0].key), who="Ana")
    stream = io.StringIO()
    write_reviewed_mqm(stream, store, run_id)
    rows = stream.getvalue().split("\n")[1:-1]
    assert len(rows) == 1 and rows[0].count("<v>") == 1 and "<script>" not in rows[0]
    assert store.segments(SegmentQuery(run_id)).total == 1
