"""What buttons and keys do. Each runs as a callback: the page is drawn again afterwards."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import TimeoutError as StillWorking

import streamlit as st

from checker.errors import CheckerError
from checker.store import (
    Action,
    Conflict,
    FlagView,
    Outcome,
    Request,
    SegmentView,
    State,
    Translate,
)
from checker.ui import services, state
from checker.ui.reader import KEY

__all__ = [
    "apply_mine",
    "current",
    "decide",
    "decide_many",
    "go_next",
    "keep_theirs",
    "on_selection",
    "on_step",
    "on_words",
    "redo",
    "rewrite",
    "undo",
]

_RECHECK_SECONDS = 120


def current() -> tuple[SegmentView, FlagView | None] | None:
    """The selected segment and flag, as they stand in the store."""
    place, run_id = state.selected(), state.chosen_run()
    if place is None or run_id is None:
        return None
    segment = services.store().segment(run_id, place[0])
    if segment is None:
        return None
    return segment, next((flag for flag in segment.flags if flag.key == place[1]), None)


def decide(action: Action, *, on_flag: bool = True, advance: bool = False) -> None:
    """Record an action on the selected flag or, with `on_flag=False`, segment."""
    found = current()
    if found is None or (on_flag and found[1] is None):
        _tell("Select a flag first: click it, or press J.")
        return
    segment, flag = found
    seen = st.session_state.get("seen", {})
    item = flag.key if on_flag and flag else segment.key
    request = Request(
        position=segment.position,
        action=action,
        flag_key=flag.key if on_flag and flag else None,
        based_on=seen.get(item, 0),
    )
    if _record(request) and advance and st.session_state.get("advance"):
        go_next()


def decide_many(requests: list[Request]) -> None:
    """Record several actions as one gesture."""
    _record(*requests)


def rewrite(text: str) -> None:
    """Record a new wording of the selected segment and check it at once."""
    found, run_id = current(), state.chosen_run()
    if found is None or run_id is None:
        _tell("Select a segment first.")
        return
    segment = found[0]
    seen = st.session_state.get("seen", {}).get(segment.key, 0)
    request = Request(segment.position, Translate(text), based_on=seen)
    if _record(request):
        state.select(segment.position, None, scroll=True)
        recheck(segment.position)


def recheck(position: int) -> None:
    """Check the present wording of a segment, unless it is the one the run has checked."""
    run_id = state.chosen_run()
    segment = services.store().segment(run_id, position) if run_id else None
    if run_id is None or segment is None or segment.report is not None:
        return
    mode = services.mode_of(services.store().run(run_id).signature)
    source = segment.original.pair.source
    try:
        report = services.desk().recheck(source, segment.target, mode=mode).result(_RECHECK_SECONDS)
        services.store().add_recheck(run_id, position, report)
    except StillWorking:
        _tell("The new wording is saved; checking it takes longer than usual.")
    except CheckerError as error:
        st.session_state["error"] = f"The new wording is saved, but could not be checked: {error}"


def undo() -> None:
    """Take back the reviewer's last gesture in this document."""
    _reverse("undo", services.store().undo, "Nothing to undo.")


def redo() -> None:
    """Restore the last gesture taken back."""
    _reverse("redo", services.store().redo, "Nothing to redo.")


def go_next(*, back: bool = False) -> None:
    """Select the next (or previous) open flag of the document."""
    found, run_id = current(), state.chosen_run()
    if run_id is None:
        return
    after = (-1, -1)
    if found is not None:
        segment, flag = found
        ordinal = segment.flags.index(flag) if flag in segment.flags else -1
        after = (segment.position, ordinal)
    step = services.store().next_flag(run_id, after=after, back=back)
    if step is None:
        _tell("No flag is open in this document.")
        return
    position, key = step
    state.go_to(position, key, services.store().locate(state.filters(), position))


def keep_theirs() -> None:
    """Leave a conflict as the other reviewer decided."""
    st.session_state["conflict"] = None


def apply_mine() -> None:
    """Record the action of a conflict again, now knowing of the other decision."""
    kept: tuple[Request, Conflict] | None = st.session_state.get("conflict")
    if kept is None:
        return
    request, conflict = kept
    number = conflict.theirs[-1].number
    st.session_state["conflict"] = None
    _record(Request(request.position, request.action, request.flag_key, number))


def on_selection() -> None:
    """The reader clicked or stepped to a flag or segment."""
    chosen = st.session_state[KEY].get("selection")
    if chosen and chosen.get("position") is not None:
        state.select(int(chosen["position"]), chosen.get("key"), scroll=False)


def on_words() -> None:
    """The reader marked words with the mouse."""
    marked = st.session_state[KEY].get("words")
    st.session_state["words"] = dict(marked) if marked else None
    if marked:
        place = state.selected()
        if place is None or place[0] != marked["position"]:
            state.select(int(marked["position"]), None, scroll=False)


def on_step() -> None:
    """J or K went past the page: go on to the next or previous page that has flags."""
    way = int(st.session_state[KEY].get("step") or 0)
    query = state.filters()
    page = query.page + way
    found = services.store().segments(query)
    if not 0 <= page < found.pages:
        _tell("This is the last flag." if way > 0 else "This is the first flag.")
        return
    state.set_filters(page=page)
    items = services.store().segments(state.filters()).items
    places = [(s.position, f.key) for s in items for f in s.flags if f.current]
    if places:
        state.select(*places[0 if way > 0 else -1], scroll=True)
    elif items:
        state.select(items[0].position, None, scroll=True)


def _record(*requests: Request) -> bool:
    """Write requests; True where all were applied."""
    run_id = state.chosen_run()
    if run_id is None:
        return False
    try:
        outcome = services.store().decide(run_id, *requests, who=state.reviewer())
    except CheckerError as error:
        st.session_state["error"] = str(error)
        return False
    if outcome.conflicts:
        conflict = outcome.conflicts[0]
        mine = next(r for r in requests if r.position == conflict.mine.position)
        st.session_state["conflict"] = (mine, conflict)
        return False
    st.session_state["conflict"] = None
    return True


def _reverse(name: str, call: Callable[..., Outcome], nothing: str) -> None:
    run_id = state.chosen_run()
    if run_id is None:
        return
    try:
        outcome = call(services.store().run(run_id).document_id, who=state.reviewer())
    except CheckerError as error:
        st.session_state["error"] = str(error)
        return
    touched = outcome.events or tuple(conflict.mine for conflict in outcome.conflicts)
    if not touched:
        _tell(nothing)
        return
    if outcome.conflicts:
        theirs = outcome.conflicts[0].theirs[-1]
        _tell(f"{theirs.who} has decided since ({theirs.kind.value}); that stays.")
    else:
        _tell(f"{name.capitalize()}: {_what(outcome)}")
    event = next((item for item in touched if item.position is not None), None)
    if event is not None and event.position is not None:
        key = event.item if event.item.startswith("flag:") else None
        page = services.store().locate(state.filters(), event.position)
        state.go_to(event.position, key, page)


def _what(outcome: Outcome) -> str:
    places = {event.position for event in outcome.events if event.position is not None}
    verbs = {
        State.ACCEPTED.value: "accepted",
        State.DISMISSED.value: "dismissed",
        State.OPEN.value: "reopened",
    }
    told = {verbs[s] for e in outcome.events if (s := (e.before or {}).get("state")) in verbs}
    what = " and ".join(sorted(told)) or "change"
    where = ", ".join(str(place + 1) for place in sorted(places)[:3])
    return f"{what} in segment {where}" + (" …" if len(places) > 3 else "")


def _tell(text: str) -> None:
    st.session_state["notice"] = text
