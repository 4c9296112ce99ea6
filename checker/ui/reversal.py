"""Undo and redo, as the desk calls them."""

from __future__ import annotations

from collections.abc import Callable

from checker.store import Outcome, State
from checker.ui import services, state, walk

__all__ = ["redo", "undo"]

_VERBS = {
    State.ACCEPTED.value: "accepted",
    State.DISMISSED.value: "dismissed",
    State.OPEN.value: "reopened",
}


def undo() -> None:
    """Take back the reviewer's last gesture in this document."""
    _reverse("Undo", services.store().undo, "Nothing to undo.")


def redo() -> None:
    """Restore the last gesture taken back."""
    _reverse("Redo", services.store().redo, "Nothing to redo.")


def _reverse(name: str, call: Callable[..., Outcome], nothing: str) -> None:
    run_id = state.chosen_run()
    if run_id is None:
        return
    outcome = call(services.store().run(run_id).document_id, who=state.reviewer())
    touched = outcome.events or tuple(conflict.mine for conflict in outcome.conflicts)
    if not touched:
        state.tell(nothing)
        return
    told = f"{name}: {_what(outcome)}."
    if outcome.conflicts:
        theirs = outcome.conflicts[0].theirs[-1]
        told = f"{theirs.who} has decided since ({theirs.kind.value}); that stays."
    event = next((item for item in touched if item.position is not None), None)
    if event is not None and event.position is not None:
        flags = (item.item for item in touched if item.item.startswith("flag:"))
        if not walk.go_to(event.position, next(flags, None)):
            told += " The filters leave that segment out."
    state.tell(told)


def _what(outcome: Outcome) -> str:
    places = {event.position for event in outcome.events if event.position is not None}
    told = {_VERBS[s] for e in outcome.events if (s := (e.before or {}).get("state")) in _VERBS}
    what = " and ".join(sorted(told)) or "change"
    where = ", ".join(str(place + 1) for place in sorted(places)[:3])
    return f"{what} in segment {where}" + (" …" if len(places) > 3 else "")
