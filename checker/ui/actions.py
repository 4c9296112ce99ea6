"""What buttons and keys do. Each runs as a callback: the page is drawn again afterwards.

A decision names the flag it is about and the event that flag was shown at; one that comes late, or
twice, is dropped and told.
"""

from __future__ import annotations

from concurrent.futures import TimeoutError as StillWorking
from dataclasses import dataclass

import streamlit as st

from checker.errors import CheckerError
from checker.store import (
    Accept,
    Action,
    Conflict,
    Dismiss,
    FlagView,
    Request,
    SegmentView,
    Translate,
)
from checker.ui import services, state, walk
from checker.ui.repair import repaired

__all__ = [
    "Shown",
    "apply_mine",
    "current",
    "decide",
    "fix",
    "go_next",
    "keep_theirs",
    "record",
    "recheck",
    "rewrite",
    "shown",
]

_RECHECK_SECONDS = 120
_TOLD = {Accept: "Accepted", Dismiss: "Dismissed"}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a decision is about, as the reviewer saw it.

    Attributes:
        key: of the flag; None for the segment itself.
        event: number of the last event on it that was shown.
    """

    position: int
    key: str | None
    event: int


def shown(segment: SegmentView, view: FlagView | None) -> Shown:
    """A flag, or a segment, as it stands on the page now."""
    if view is None:
        return Shown(segment.position, None, segment.event)
    return Shown(segment.position, view.key, view.event)


def current() -> tuple[SegmentView, FlagView | None] | None:
    """The selected segment and flag, as they stand in the store."""
    place, run_id = state.selected(), state.chosen_run()
    if place is None or run_id is None:
        return None
    segment = services.store().segment(run_id, place[0])
    if segment is None:
        return None
    return segment, next((flag for flag in segment.flags if flag.key == place[1]), None)


def decide(action: Action, about: Shown, *, advance: bool = False) -> bool:
    """Record an action on a flag or segment; True where it was applied."""
    found = _find(about)
    if found is None:
        return False
    return _decided((Request(about.position, action, about.key, about.event),), about, advance)


def fix(about: Shown) -> bool:
    """Accept a flag and put its suggestion in place of the flagged words, as one step."""
    found = _find(about)
    view = found[1] if found else None
    if found is None or view is None:
        return False
    segment = found[0]
    text = repaired(segment, view)
    if text is None:
        state.tell("This flag has no suggestion for its words: change them by hand (E).")
        return False
    accepted = Request(about.position, Accept(), about.key, about.event)
    written = Request(about.position, Translate(text), based_on=segment.event)
    return _decided((accepted, written), about, advance=True)


def rewrite(text: str, about: Shown) -> bool:
    """Record a new wording of a segment and check it at once."""
    if _find(about) is None:
        return False
    if not record(Request(about.position, Translate(text), based_on=about.event)):
        return False
    state.select(about.position, None, scroll=True)
    recheck(about.position)
    return True


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
        state.tell("The new wording is saved; checking it takes longer than usual.")
    except CheckerError as error:
        st.session_state["error"] = f"The new wording is saved, but could not be checked: {error}"


def go_next(*, back: bool = False) -> None:
    """Select the next (or previous) open flag that the filters let through."""
    if state.chosen_run() is None:
        return
    step = walk.following(back=back)
    if step is None or not walk.go_to(*step):
        state.tell("No other flag is open among those shown.")


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
    record(Request(request.position, request.action, request.flag_key, number))


def record(*requests: Request) -> bool:
    """Write requests as one gesture; True where all were applied."""
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


def _find(about: Shown) -> tuple[SegmentView, FlagView | None] | None:
    """The segment and flag a decision names, unless one's own later decision stands there."""
    run_id = state.chosen_run()
    segment = services.store().segment(run_id, about.position) if run_id else None
    if run_id is None or segment is None:
        state.tell("That segment is no longer there; nothing was decided.")
        return None
    if about.key is None:
        return segment, None
    view = next((flag for flag in segment.flags if flag.key == about.key), None)
    if view is None:
        state.tell("That flag is no longer there; nothing was decided.")
        return None
    if view.event > about.event and _own_since(run_id, view):
        state.tell("You have decided on this flag already; the second time was dropped.")
        return None
    return segment, view


def _own_since(run_id: str, view: FlagView) -> bool:
    """Whether the last event on a flag is the reviewer's own: no conflict, but a doubled key."""
    store = services.store()
    events = store.history(store.run(run_id).document_id, item=view.key)
    return bool(events) and events[-1].who == state.reviewer()


def _decided(requests: tuple[Request, ...], about: Shown, advance: bool) -> bool:
    """Record a decision and, where that is wished, go on to the flag that followed it before."""
    state.select(about.position, about.key, scroll=False)
    onwards = advance and about.key is not None and bool(st.session_state.get("advance"))
    step = walk.following() if onwards else None
    if not record(*requests):
        return False
    state.say(_TOLD.get(type(requests[0].action), "Done"))
    if any(isinstance(request.action, Translate) for request in requests):
        recheck(about.position)
        state.select(about.position, None, scroll=True)  # what the new wording has comes first
    if step is not None and _open(*step):
        walk.go_to(*step)
    elif onwards:
        go_next()
    return True


def _open(position: int, key: str) -> bool:
    """Whether a flag still waits: a wide dismissal or an edit may have taken it along."""
    run_id = state.chosen_run()
    segment = services.store().segment(run_id, position) if run_id else None
    flags = segment.flags if segment else ()
    return any(flag.key == key and flag.current and flag.state.is_open for flag in flags)
