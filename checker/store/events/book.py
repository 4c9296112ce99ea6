"""From the log to the present: what the events about one item add up to.

Pure functions over events in order; no database. An event that came in conflict is not applied; an
undone one is not either, until it is redone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from checker.store.events.actions import EventKind, Scope, State
from checker.store.events.records import Event

__all__ = ["Standing", "batch_to_redo", "batch_to_undo", "live", "standing", "standings"]

_REVERSALS = (EventKind.UNDO, EventKind.REDO)

_ON_THE_LIST = (EventKind.REMOVE, EventKind.RESTORE)
"""Not among what a reviewer undoes at the desk: the list has its own way back."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the events about one item say together.

    Attributes:
        event: number of the last applied event other than comments; 0 where none. A request based
            on an older number is a conflict.
        decision: the last event that decided and still holds; None where nobody has decided.
        values: what the live events set, the later over the earlier.
        comments: live comments, oldest first.
    """

    event: int = 0
    decision: Event | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    comments: tuple[Event, ...] = ()

    @property
    def state(self) -> State:
        """The decided state; open where nobody has decided."""
        return State(self.values.get("state", State.OPEN))

    @property
    def scope(self) -> Scope | None:
        """Scope of a dismissal."""
        return Scope(self.values["scope"]) if self.state is State.DISMISSED else None


def live(events: Iterable[Event]) -> list[Event]:
    """The events that count: applied, and not undone; without the undo and redo events."""
    applied = [event for event in events if event.conflict is None]
    undone: set[int] = set()
    for event in applied:
        if event.kind is EventKind.UNDO and event.reverts is not None:
            undone.add(event.reverts)
        elif event.kind is EventKind.REDO and event.reverts is not None:
            undone.discard(event.reverts)
    return [e for e in applied if e.kind not in _REVERSALS and e.number not in undone]


def standing(events: Iterable[Event]) -> Standing:
    """Fold the events about one item, in order."""
    history = list(events)
    counting = live(history)
    decisions = [event for event in counting if event.kind is not EventKind.COMMENT]
    values: dict[str, Any] = {}
    for event in decisions:
        values.update(event.after)
    comments = {event.number for event in history if event.kind is EventKind.COMMENT}
    moves = [
        event.number
        for event in history
        if event.conflict is None and event.number not in comments and event.reverts not in comments
    ]
    return Standing(
        event=max(moves, default=0),
        decision=decisions[-1] if decisions else None,
        values=values,
        comments=tuple(event for event in counting if event.kind is EventKind.COMMENT),
    )


def standings(events: Iterable[Event]) -> dict[str, Standing]:
    """Fold events about several items: item → standing."""
    by_item: dict[str, list[Event]] = {}
    for event in events:
        by_item.setdefault(event.item, []).append(event)
    return {item: standing(group) for item, group in by_item.items()}


def batch_to_undo(events: Iterable[Event], who: str) -> str | None:
    """The batch that `who` would undo next, or None."""
    done, _ = _stacks(events, who)
    return done[-1] if done else None


def batch_to_redo(events: Iterable[Event], who: str) -> str | None:
    """The batch that `who` would redo next, or None (a new decision empties this stack)."""
    _, undone = _stacks(events, who)
    return undone[-1] if undone else None


def _stacks(events: Iterable[Event], who: str) -> tuple[list[str], list[str]]:
    """Batches done and batches undone by `who`, the last of each on top.

    An undo that came in conflict leaves the stack too, or it would bar the way to earlier ones.
    """
    batches: dict[str, list[Event]] = {}
    batch_of: dict[int, str] = {}
    for event in events:
        if event.who == who and event.kind not in _ON_THE_LIST:
            batch_of[event.number] = event.batch
            batches.setdefault(event.batch, []).append(event)
    done: list[str] = []
    undone: list[str] = []
    for batch, lines in batches.items():
        applied = [event for event in lines if event.conflict is None]
        if lines[0].kind not in _REVERSALS:
            if applied:
                done.append(batch)
                undone.clear()
            continue
        source, sink = (done, undone) if lines[0].kind is EventKind.UNDO else (undone, done)
        target = batch_of.get(lines[0].reverts or 0, "")
        if target in source:
            source.remove(target)
            if applied:
                sink.append(target)
    return done, undone
