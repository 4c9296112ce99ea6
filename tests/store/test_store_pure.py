"""The parts without a database: codec, fingerprints, folding of events, changed places."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import StoreError
from checker.formats.mqm import google_mqm_score
from checker.records import Document, Flag, SegmentPair, SegmentReport, Severity
from checker.store import Event, EventKind, State
from checker.store.events.book import batch_to_redo, batch_to_undo, live, standing
from checker.store.events.changes import changed_spans, touches
from checker.store.events.codec import dumps, loads
from checker.store.events.fingerprint import (
    flag_fingerprint,
    fold_text,
    segment_fingerprint,
    text_fingerprint,
    text_item,
)
from checker.store.sql.agreement import cohen_kappa
from tests.store.store_samples import report

TEXT = st.text(st.characters(), max_size=20)  # lone surrogates included


@given(TEXT, TEXT, st.none() | st.floats(0, 100))
def test_records_survive_json(source: str, target: str, score: float | None) -> None:
    whole = report().segments[0]
    pair = dataclasses.replace(whole.pair, source=source or None, target=target)
    changed = dataclasses.replace(whole, pair=pair, score=score)
    text = dumps(changed)
    text.encode("utf-8")
    assert loads(SegmentReport, text) == changed


@pytest.mark.parametrize(
    "document",
    [
        Document("d", "t"),
        Document("d", "t", None, pairs=((None, None),), ids=("1",), notes=("n",)),
        report().document,
    ],
)
def test_documents_survive_json(document: Document) -> None:
    assert loads(Document, dumps(document)) == document


@pytest.mark.parametrize("text", ['{"new_field": 1}', '{"pair": 3}', "[]", '{"pair": {}}'])
def test_unknown_records_are_refused(text: str) -> None:
    with pytest.raises(StoreError, match="SegmentReport cannot be read"):
        loads(SegmentReport, text)


@given(TEXT, TEXT, TEXT, TEXT)
def test_fingerprints_tell_texts_apart(a: str, b: str, c: str, d: str) -> None:
    one = segment_fingerprint(SegmentPair("x", 0, a, b))
    two = segment_fingerprint(SegmentPair("y", 7, c, d, alignment="1-2"))
    assert (one == two) == ((a, b) == (c, d))


def test_missing_and_empty_source_differ() -> None:
    assert text_fingerprint(None) != text_fingerprint("")


def test_a_flags_fingerprint_is_about_words_not_places() -> None:
    whole = report().segments[0]
    flag: Flag = whole.flags[0]
    same = flag_fingerprint(flag, whole.pair)
    moved = dataclasses.replace(flag, document_start=99, document_end=111, confidence=0.1)
    assert flag_fingerprint(moved, dataclasses.replace(whole.pair, segment_id=5)) == same
    others: tuple[dict[str, Any], ...] = (
        {"check_id": "other"},
        {"category": "style"},
        {"text": "x"},
        {"side": "source"},
    )
    for change in others:
        assert flag_fingerprint(dataclasses.replace(flag, **change), whole.pair) != same
    other = dataclasses.replace(whole.pair, source="别的。")
    assert flag_fingerprint(flag, other) != same
    assert text_item(flag) == text_item(moved)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("ＡBc", "abc"), ("Straße", "strasse"), ("a\0b", "a\ufffdb"), ("\ud800", "?"), ("𠀀", "𠀀")],
)
def test_folding(text: str, folded: str) -> None:
    assert fold_text(text) == folded


def event(number: int, kind: str, **values: Any) -> Event:
    """An event on one item."""
    base = {"who": "Ana", "batch": f"b{number}", "after": {}, **values}
    return Event("d", number, "2026-01-01", kind=EventKind(kind), item="flag:x", **base)


def test_folding_skips_conflicts_and_what_is_undone() -> None:
    events = [
        event(1, "accept", after={"state": "accepted"}),
        event(2, "dismiss", after={"state": "dismissed", "scope": "here"}, who="Ben", conflict=1),
        event(3, "comment", after={"text": "hm"}),
        event(4, "undo", reverts=1),
    ]
    assert standing(events[:3]).state is State.ACCEPTED
    assert standing(events[:3]).event == 1, "neither a conflict nor a comment moves it on"
    assert standing(events).state is State.OPEN
    assert standing(events).event == 4 and standing(events).decision is None
    assert [item.number for item in standing(events).comments] == [3]
    again = [*events, event(5, "redo", reverts=1)]
    assert [item.number for item in live(again)] == [1, 3]
    assert standing(again).state is State.ACCEPTED


def test_stacks_of_undo_and_redo() -> None:
    events = [event(1, "accept"), event(2, "dismiss"), event(3, "undo", reverts=2)]
    assert (batch_to_undo(events, "Ana"), batch_to_redo(events, "Ana")) == ("b1", "b2")
    assert batch_to_undo(events, "Ben") is None
    more = [*events, event(4, "redo", reverts=2)]
    assert (batch_to_undo(more, "Ana"), batch_to_redo(more, "Ana")) == ("b2", None)
    cleared = [*events, event(4, "comment")]
    assert batch_to_redo(cleared, "Ana") is None
    barred = [*events[:2], event(3, "undo", reverts=2, conflict=9)]
    assert (batch_to_undo(barred, "Ana"), batch_to_redo(barred, "Ana")) == ("b1", None)


@pytest.mark.parametrize(
    ("before", "after", "spans"),
    [
        ("a b c", "a x c", [(2, 3)]),
        ("a b c", "a c", [(2, 4)]),
        ("a c", "a b c", [(2, 2)]),
        ("formed At", "formed. At", [(6, 6)]),
        ("one two three four", "1 two three 4", [(0, 3), (14, 18)]),
        ("", "new", [(0, 0)]),
        ("old", "", [(0, 3)]),
        ("aaaa", "aaa", [(0, 4)]),
    ],
)
def test_changed_spans(before: str, after: str, spans: list[tuple[int, int]]) -> None:
    assert changed_spans(before, after) == spans


@given(st.text("ab .", max_size=30), st.text("ab .", max_size=30))
def test_what_an_edit_did_not_touch_is_kept(before: str, after: str) -> None:
    spans = changed_spans(before, after)
    place, kept = 0, []
    for start, end in spans:
        assert 0 <= start <= end <= len(before)
        kept.append(before[place:start])
        place = end
    kept.append(before[place:])
    rest = after
    for piece in kept:
        assert piece in rest
        rest = rest[rest.index(piece) + len(piece) :]
    assert bool(spans) == (before != after)


def test_touches() -> None:
    assert touches(2, 5, [(4, 8)]) and touches(2, 5, [(5, 5)]) and touches(2, 5, [(2, 2)])
    assert not touches(2, 5, [(5, 8)]) and not touches(2, 5, [(0, 2)])


def test_kappa_against_hand_counted_tables() -> None:
    pairs = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    assert cohen_kappa(pairs) == pytest.approx(0.4)  # the textbook table 20/5/10/15
    assert cohen_kappa([(True, True)] * 3) is None
    assert cohen_kappa([(True, True), (False, False)]) == 1


@pytest.mark.parametrize(
    ("category", "severity", "score"),
    [
        ("accuracy/omission", Severity.MAJOR, -5.0),
        ("accuracy/omission", Severity.CRITICAL, -5.0),
        ("accuracy/omission", Severity.MINOR, -1.0),
        ("fluency/punctuation", Severity.MINOR, -0.1),
        ("non-translation", Severity.MAJOR, -25.0),
        ("style", Severity.NEUTRAL, 0.0),
    ],
)
def test_mqm_weights(category: str, severity: Severity, score: float) -> None:
    flag = dataclasses.replace(report().segments[0].flags[0], category=category, severity=severity)
    assert google_mqm_score([(flag.category, flag.severity)]) == score
    assert google_mqm_score([]) == 0
