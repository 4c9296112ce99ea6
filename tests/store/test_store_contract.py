"""What every engine has to do: record runs, decide, survive a new run, undo."""

from __future__ import annotations

import dataclasses

import pytest

from checker.errors import InputError, StoreError
from checker.records import Severity
from checker.store import (
    Accept,
    AddFlag,
    Comment,
    Dismiss,
    DocumentState,
    EditFlag,
    EventKind,
    Reopen,
    Request,
    ReviewStore,
    RunStatus,
    Scope,
    SegmentQuery,
    State,
    Translate,
    open_store,
)
from tests.store.store_samples import LINES, MARKS, report


def states(store: ReviewStore, run_id: str) -> list[list[str]]:
    """States of the current flags, by segment."""
    return [
        [flag.state.value for flag in segment.flags if flag.current]
        for segment in store.all_segments(run_id)
    ]


def view(store: ReviewStore, run_id: str, position: int, rule: str):
    """The (first) current flag of a rule in a segment."""
    segment = store.segment(run_id, position)
    assert segment is not None
    return next(f for f in segment.flags if f.flag.check_id == rule and f.current)


def decide(store, run_id, position, rule, action, who="Ana"):
    """Decide on a flag as it stands."""
    flag = view(store, run_id, position, rule)
    return store.decide(run_id, Request(position, action, flag.key, flag.event), who=who)


def test_a_report_comes_back_as_it_went_in(store: ReviewStore) -> None:
    original = report()
    run_id = store.add_run(original, who="Ana")
    page = store.segments(SegmentQuery(run_id))
    assert tuple(item.original for item in page.items) == original.segments
    assert [item.score for item in page.items] == [s.score for s in original.segments]
    flags = [view.flag for item in page.items for view in item.flags]
    assert sorted(flags, key=lambda f: f.document_start) == sorted(
        original.flags, key=lambda f: f.document_start
    )
    run = store.run(run_id)
    assert (run.score, run.notes, run.document) == (61.5, ("A note.",), original.document)
    assert run.status is RunStatus.COMPLETE


def test_segments_can_be_read_while_the_run_goes_on(store: ReviewStore) -> None:
    whole = report()
    run_id = store.begin_run(whole.document, who="Ana", signature="v1")
    store.add_segments(run_id, whole.segments[2:])
    assert [item.position for item in store.segments(SegmentQuery(run_id)).items] == [2, 3]
    decide(store, run_id, 3, "my-country", Accept())
    store.add_segments(run_id, whole.segments[:2])
    store.finish_run(run_id, score=whole.score)
    assert states(store, run_id) == [["open", "open"], ["open"], [], ["accepted"]]


def test_accept_dismiss_reopen_and_their_history(store: ReviewStore) -> None:
    run_id = store.add_run(report(), who="Ana")
    decide(store, run_id, 0, "fused-sentence", Accept())
    decide(store, run_id, 0, "my-country", Dismiss("house style"))
    decide(store, run_id, 1, "numbers", Dismiss("typo in source"))
    decide(store, run_id, 1, "numbers", Reopen())
    assert states(store, run_id) == [["dismissed", "accepted"], ["open"], [], ["open"]]
    flag = view(store, run_id, 0, "my-country")
    assert (flag.reason, flag.scope, flag.who) == ("house style", Scope.HERE, "Ana")
    kinds = [event.kind for event in store.history("article")]
    assert kinds == [EventKind.ACCEPT, EventKind.DISMISS, EventKind.DISMISS, EventKind.REOPEN]
    last = store.history("article")[-1]
    assert last.before["state"] == "dismissed" and last.after["state"] == "open"
    assert last.context["text"] == "50 percent"


def test_editing_a_flag_accepts_it_with_the_new_values(store: ReviewStore) -> None:
    run_id = store.add_run(report(), who="Ana")
    edit = EditFlag(severity=Severity.MINOR, category="fluency/punctuation", start=44, end=53)
    decide(store, run_id, 0, "fused-sentence", edit)
    flag = view(store, run_id, 0, "fused-sentence")
    text = LINES[0][1]
    assert flag.state is State.ACCEPTED
    assert (flag.flag.severity, flag.flag.category) == (Severity.MINOR, "fluency/punctuation")
    assert flag.flag.text == text[44:53]
    found = store.segments(SegmentQuery(run_id, categories=("fluency/punctuation",)))
    assert [item.position for item in found.items] == [0]


def test_a_reviewer_adds_a_flag_and_comments(store: ReviewStore) -> None:
    run_id = store.add_run(report(), who="Ana")
    text = LINES[2][1]
    start = text.index("Beijing")
    add = AddFlag(start, start + 7, Severity.MAJOR, "accuracy/addition", reason="not in source")
    store.decide(run_id, Request(2, add), who="Ana")
    added = view(store, run_id, 2, "reviewer")
    assert (added.flag.text, added.state, added.origin) == ("Beijing", State.ACCEPTED, "reviewer")
    store.decide(run_id, Request(2, Comment("Ask the author."), added.key), who="Ben")
    store.decide(run_id, Request(2, Comment("Whole sentence.")), who="Ben")
    segment = store.segment(run_id, 2)
    assert segment is not None and segment.comments == 1
    assert view(store, run_id, 2, "reviewer").comments == 1
    again = store.decide(run_id, Request(2, add), who="Ben")
    assert again.conflicts and not again.events, "the same flag twice is reported"


def test_wide_dismissals_reach_like_flags_but_not_decided_ones(store: ReviewStore) -> None:
    run_id = store.add_run(report(), who="Ana")
    decide(store, run_id, 3, "my-country", Accept(), who="Ben")
    decide(store, run_id, 0, "my-country", Dismiss("quoted", Scope.RULE))
    assert states(store, run_id) == [["dismissed", "open"], ["open"], [], ["accepted"]]
    store.undo("article", who="Ben")
    assert states(store, run_id)[3] == ["dismissed"]
    flag = view(store, run_id, 3, "my-country")
    assert (flag.scope, flag.who, flag.reason) == (Scope.RULE, "Ana", "quoted")
    store.undo("article", who="Ana")
    assert states(store, run_id) == [["open", "open"], ["open"], [], ["open"]]


def test_same_text_scope_needs_the_same_words(store: ReviewStore) -> None:
    lines = (*LINES, ("我国出口增加。", "my Country exports rose."))
    marks = (*MARKS, ((*MARKS[3][0][:4], "my Country"),))
    run_id = store.add_run(report(lines=lines, marks=marks), who="Ana")
    decide(store, run_id, 0, "my-country", Dismiss("fine", Scope.TEXT))
    assert states(store, run_id) == [["dismissed", "open"], ["open"], [], ["dismissed"], ["open"]]


def test_decisions_survive_a_new_run_of_the_same_text(store: ReviewStore) -> None:
    first = store.add_run(report(), who="Ana")
    decide(store, first, 0, "my-country", Dismiss("fine", Scope.TEXT))
    decide(store, first, 1, "numbers", EditFlag(severity=Severity.MAJOR))
    moved = (("新的一句。", "A new sentence."), *LINES)
    second = store.add_run(report(lines=moved, marks=((), *MARKS)), who="Ben")
    assert states(store, second) == [[], ["dismissed", "open"], ["accepted"], [], ["dismissed"]]
    assert view(store, second, 2, "numbers").flag.severity is Severity.MAJOR
    current = store.current_run("article")
    assert current is not None and current.run_id == second


def test_changed_text_reopens_with_a_note_and_comes_back_when_restored(store: ReviewStore) -> None:
    first = store.add_run(report(), who="Ana")
    decide(store, first, 1, "numbers", Dismiss("rounding"))
    changed = (LINES[0], (LINES[1][0], "The output grew by 50 percent."), *LINES[2:])
    second = store.add_run(report(lines=changed), who="Ana")
    flag = view(store, second, 1, "numbers")
    assert flag.state is State.REOPENED
    assert "Dismissed by Ana" in flag.note and "rounding" in flag.note
    third = store.add_run(report(), who="Ana")
    flag = view(store, third, 1, "numbers")
    assert (flag.state, flag.note) == (State.DISMISSED, "")


def test_a_reviewers_flag_follows_its_words_into_a_changed_text(store: ReviewStore) -> None:
    first = store.add_run(report(), who="Ana")
    start = LINES[2][1].index("Beijing")
    add = AddFlag(start, start + 7, Severity.MAJOR, "accuracy/addition")
    store.decide(first, Request(2, add), who="Ana")
    changed = (*LINES[:2], (LINES[2][0], "Yesterday, Beijing saw the meeting."), LINES[3])
    second = store.add_run(report(lines=changed), who="Ana")
    flag = view(store, second, 2, "reviewer")
    assert (flag.state, flag.flag.start, flag.flag.text) == (State.REOPENED, 11, "Beijing")
    decide(store, second, 2, "reviewer", Accept())
    flag = view(store, second, 2, "reviewer")
    assert (flag.state, flag.flag.start, flag.note) == (State.ACCEPTED, 11, "")


def test_equal_segments_are_decided_apart(store: ReviewStore) -> None:
    twins = (LINES[3], LINES[2], LINES[3])
    whole = report(lines=twins, marks=(MARKS[3], (), MARKS[3]))
    run_id = store.add_run(whole, who="Ana")
    decide(store, run_id, 2, "my-country", Accept())
    assert states(store, run_id) == [["open"], [], ["accepted"]]
    later = store.begin_run(whole.document, who="Ana")
    store.add_segments(later, tuple(reversed(whole.segments)))
    store.finish_run(later)
    assert states(store, later) == [["open"], [], ["accepted"]]


def test_an_edited_translation_is_kept_checked_and_taken_back(store: ReviewStore) -> None:
    whole = report()
    run_id = store.add_run(whole, who="Ana")
    better = "China's industrial Internet has taken shape."
    store.decide(run_id, Request(0, Translate(better)), who="Ana")
    segment = store.segment(run_id, 0)
    assert segment is not None
    assert (segment.target, segment.edited, segment.report) == (better, True, None)
    assert {f.state for f in segment.flags} == {State.ACCEPTED} and not any(
        f.current for f in segment.flags
    ), "an edit of the flagged words accepts their flags"
    pair = dataclasses.replace(whole.segments[0].pair, target=better)
    store.add_recheck(
        run_id, 0, dataclasses.replace(whole.segments[0], pair=pair, flags=(), score=97.0)
    )
    segment = store.segment(run_id, 0)
    assert segment is not None and segment.score == 97.0
    assert states(store, run_id)[0] == []
    later = store.add_run(whole, who="Ben")
    segment = store.segment(later, 0)
    assert segment is not None and (segment.target, segment.score) == (better, 97.0)
    store.undo("article", who="Ana")
    segment = store.segment(later, 0)
    assert segment is not None and not segment.edited and segment.score == 40.0
    assert states(store, later)[0] == ["open", "open"]
    store.redo("article", who="Ana")
    segment = store.segment(later, 0)
    assert segment is not None and segment.target == better


def test_an_edit_elsewhere_leaves_a_flag_undecided(store: ReviewStore) -> None:
    whole = report()
    run_id = store.add_run(whole, who="Ana")
    text = LINES[0][1].replace("gradually formed At present,", "taken shape.")
    store.decide(run_id, Request(0, Translate(text)), who="Ana")
    segment = store.segment(run_id, 0)
    assert segment is not None
    found = {f.flag.check_id: f.state for f in segment.flags}
    assert found == {"my-country": State.OPEN, "fused-sentence": State.ACCEPTED}


def test_two_sessions_lose_nothing(location: str) -> None:
    with open_store(location) as ana, open_store(location) as ben:
        run_id = ana.add_run(report(), who="Ana")
        seen = view(ben, run_id, 1, "numbers")
        first = ana.decide(run_id, Request(1, Accept(), seen.key, seen.event), who="Ana")
        second = ben.decide(run_id, Request(1, Dismiss("no"), seen.key, seen.event), who="Ben")
        assert len(first.events) == 1 and not first.conflicts
        assert not second.events and len(second.conflicts) == 1
        conflict = second.conflicts[0]
        assert [event.who for event in conflict.theirs] == ["Ana"]
        assert conflict.mine.after["state"] == "dismissed"
        assert [event.number for event in ben.history("article")] == [1, 2], "both are in the log"
        now = view(ben, run_id, 1, "numbers")
        assert now.state is State.ACCEPTED
        third = ben.decide(run_id, Request(1, Dismiss("no"), now.key, now.event), who="Ben")
        assert not third.conflicts and view(ana, run_id, 1, "numbers").state is State.DISMISSED
        undone = ana.undo("article", who="Ana")
        assert undone.conflicts and not undone.events, "Ben has decided since"
        assert view(ana, run_id, 1, "numbers").state is State.DISMISSED


def test_undo_and_redo_go_by_gesture_and_reviewer(store: ReviewStore) -> None:
    run_id = store.add_run(report(), who="Ana")
    flags = [(s.position, f) for s in store.all_segments(run_id) for f in s.flags]
    store.decide(run_id, *(Request(p, Accept(), f.key, f.event) for p, f in flags), who="Ana")
    assert store.can_reverse("article", who="Ana") == (True, False)
    assert store.can_reverse("article", who="Ben") == (False, False)
    assert not store.undo("article", who="Ben").events
    assert len(store.undo("article", who="Ana").events) == 4
    assert states(store, run_id) == [["open", "open"], ["open"], [], ["open"]]
    assert len(store.redo("article", who="Ana").events) == 4
    assert states(store, run_id) == [["accepted", "accepted"], ["accepted"], [], ["accepted"]]
    store.undo("article", who="Ana")
    decide(store, run_id, 1, "numbers", Dismiss())
    assert not store.redo("article", who="Ana").events, "a new decision ends redoing"
    assert [e.kind for e in store.history("article")].count(EventKind.UNDO) == 8


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (Request(9, Translate("x")), "no such segment"),
        (Request(0, Accept()), "needs a flag"),
        (Request(0, Accept(), "flag:unknown"), "not there"),
        (Request(0, AddFlag(5, 5, Severity.MINOR, "style")), "does not lie in"),
        (Request(0, AddFlag(0, 999, Severity.MINOR, "style")), "does not lie in"),
        (Request(0, AddFlag(0, 2, Severity.MINOR, "=cmd()")), "not an MQM category"),
        (Request(0, Translate(LINES[0][1])), "same as before"),
        (Request(0, Translate("two\nlines")), "line break"),
        (Request(0, Comment("  ")), "comment is empty"),
    ],
)
def test_impossible_requests_change_nothing(
    store: ReviewStore, request_: Request, words: str
) -> None:
    run_id = store.add_run(report(), who="Ana")
    good = view(store, run_id, 1, "numbers")
    with pytest.raises(InputError, match=words):
        store.decide(run_id, Request(1, Accept(), good.key), request_, who="Ana")
    assert store.history("article") == [], "all or nothing"
    assert view(store, run_id, 1, "numbers").state is State.OPEN


def test_names_that_cannot_be_stored_are_refused(store: ReviewStore) -> None:
    with pytest.raises(InputError, match="reviewer's name"):
        store.add_run(report(), who=" ")
    with pytest.raises(InputError, match="name cannot be used"):
        store.add_run(report(name="a\0b"), who="Ana")
    with pytest.raises(StoreError, match="no such run"):
        store.run("nothing")


def test_a_cancelled_run_leaves_the_earlier_complete_one_current(store: ReviewStore) -> None:
    first = store.add_run(report(), who="Ana")
    second = store.begin_run(report().document, who="Ana")
    store.add_segments(second, report().segments[:1])
    store.finish_run(second, status=RunStatus.CANCELLED)
    current = store.current_run("article")
    assert current is not None and current.run_id == first
    assert [run.status for run in store.runs("article")] == [
        RunStatus.COMPLETE,
        RunStatus.CANCELLED,
    ]


def test_document_states(store: ReviewStore) -> None:
    run_id = store.add_run(report(), who="Ana")
    assert store.document("article").state is DocumentState.NEW
    flags = [(s.position, f) for s in store.all_segments(run_id) for f in s.flags]
    requests = [Request(p, Accept(), f.key, f.event) for p, f in flags]
    store.decide(run_id, requests[0], who="Ana")
    summary = store.document("article")
    assert (summary.state, summary.open_flags, summary.decided_flags) == (
        DocumentState.IN_REVIEW,
        3,
        1,
    )
    store.decide(run_id, *requests[1:], who="Ana")
    assert store.document("article").state is DocumentState.DONE
    store.mark_done("article", done=False, who="Ana")
    assert store.document("article").state is DocumentState.IN_REVIEW
    store.mark_done("article", done=True, who="Ana")
    assert [item.state for item in store.documents()] == [DocumentState.DONE]


def test_a_removed_document_leaves_the_list_and_nothing_else(store: ReviewStore) -> None:
    run_id = store.add_run(report(), who="Ana")
    store.add_run(report("second"), who="Ana")
    before = list(store.all_segments(run_id))
    store.remove("article", who="Ben")
    assert [item.document_id for item in store.documents()] == ["second"]
    (gone,) = store.documents(removed=True)
    assert (gone.document_id, gone.removed, gone.state) == ("article", True, DocumentState.NEW)
    assert len(store.documents(removed=None)) == 2
    assert list(store.all_segments(run_id)) == before
    (event,) = store.history("article")
    assert (event.kind, event.who, event.after) == (EventKind.REMOVE, "Ben", {"removed": True})
    store.restore("article", who="Ana")
    assert {item.document_id for item in store.documents()} == {"article", "second"}
    assert [e.kind for e in store.history("article")] == [EventKind.REMOVE, EventKind.RESTORE]


def test_undo_at_the_desk_does_not_touch_the_list(store: ReviewStore) -> None:
    run_id = store.add_run(report(), who="Ana")
    decide(store, run_id, 1, "numbers", Accept())
    store.remove("article", who="Ana")
    store.restore("article", who="Ana")
    (undone,) = store.undo("article", who="Ana").events
    assert undone.before["state"] == "accepted"
    assert not store.undo("article", who="Ana").events
    assert [item.document_id for item in store.documents()] == ["article"]


def test_checking_a_removed_document_again_brings_it_and_its_decisions_back(store) -> None:
    run_id = store.add_run(report(), who="Ana")
    decide(store, run_id, 1, "numbers", Accept())
    store.remove("article", who="Ana")
    again = store.add_run(report(), who="Ben")
    assert [item.run_id for item in store.documents()] == [again]
    assert states(store, again) == [["open", "open"], ["accepted"], [], ["open"]]
    assert store.history("article")[-1].who == "Ben"


def test_only_a_known_document_can_be_removed_and_only_by_a_name(store: ReviewStore) -> None:
    store.add_run(report(), who="Ana")
    with pytest.raises(InputError, match="no such document"):
        store.remove("artikel", who="Ana")
    with pytest.raises(InputError, match="name"):
        store.remove("article", who=" ")
    assert len(store.documents()) == 1


def test_hostile_text_comes_back_as_typed(store: ReviewStore) -> None:
    hostile = "<script>alert(1)</script></div> $x$ :smile: =1+1 \0 \ud800 𠀀 ' \" \\ % _"
    lines = ((hostile, f"{hostile} My country's"), LINES[1])
    run_id = store.add_run(report(lines=lines, marks=(MARKS[3], MARKS[1])), who="Ana")
    segment = store.segment(run_id, 0)
    assert segment is not None and segment.original.pair.source == hostile
    store.decide(run_id, Request(0, Translate(hostile + "!")), who="Ana")
    segment = store.segment(run_id, 0)
    assert segment is not None and segment.target == hostile + "!"
    for text in ("</DIV>", "% _", "$X$"):
        found = store.segments(SegmentQuery(run_id, text=text))
        assert [item.position for item in found.items] == [0], text
