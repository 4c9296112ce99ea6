"""What the reading component hands over: keys and clicks, each done once and in order.

The component keeps what Python has not acknowledged and sends it again with the next, so that quick
keys are neither lost nor done twice. An act is acknowledged before it is done: one that fails is
told, not repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from checker.store import Accept, Dismiss
from checker.ui import actions, reversal, state, walk
from checker.ui.reader import KEY

__all__ = ["on_acts"]

Act = Mapping[str, Any]


def on_acts() -> None:
    """Do what is new of what the component sent."""
    sent = st.session_state[KEY].get("acts") or {}
    desk, items = str(sent.get("desk", "")), list(sent.get("items", ()))
    acked = st.session_state["acked"]
    done = int(acked["n"]) if acked["desk"] == desk else 0
    for act in sorted(items, key=lambda item: int(item["n"])):
        if int(act["n"]) <= done:
            continue
        st.session_state["acked"] = {"desk": desk, "n": int(act["n"])}
        _ACTS[str(act["do"])](act)


def _about(act: Act) -> actions.Shown:
    return actions.Shown(int(act["position"]), str(act["key"]), int(act["event"]))


def _select(act: Act) -> None:
    if act.get("position") is not None:
        state.select(int(act["position"]), act.get("key"), scroll=False)


def _words(act: Act) -> None:
    """Words were marked, or are no longer."""
    words = act.get("words")
    st.session_state["words"] = dict(words) if words else None
    place = state.selected()
    if words and (place is None or place[0] != int(words["position"])):
        state.select(int(words["position"]), None, scroll=False)


def _step(act: Act) -> None:
    """J or K went past the page: on to the next flag the filters let through, decided or not."""
    way = int(act.get("way") or 0)
    found = walk.following(back=way < 0, open_only=False, round=False)
    if found is None or not walk.go_to(*found):
        state.tell("This is the last flag." if way > 0 else "This is the first flag.")


def _turn(act: Act) -> None:
    """The segments went past the page: on to the next page, or to the end of the one before."""
    way = int(act.get("way") or 0)
    if not walk.turn(way, last=way < 0):
        state.tell("This is the last segment." if way > 0 else "This is the first segment.")


_ACTS: dict[str, Callable[[Act], object]] = {
    "select": _select,
    "words": _words,
    "step": _step,
    "turn": _turn,
    "accept": lambda act: actions.decide(Accept(), _about(act), advance=True),
    "dismiss": lambda act: actions.decide(Dismiss(), _about(act), advance=True),
    "fix": lambda act: actions.fix(_about(act)),
    "next": lambda act: actions.go_next(),
    "previous": lambda act: actions.go_next(back=True),
    "undo": lambda act: reversal.undo(),
    "redo": lambda act: reversal.redo(),
}
"""Key of an act → what it does."""
