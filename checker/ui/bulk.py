# mypy: disallow-untyped-decorators=False
"""Decisions on many flags at once: counted, asked about, then taken as one step."""

from __future__ import annotations

import dataclasses
from collections import Counter

import streamlit as st

from checker.records import Severity
from checker.report.words import count
from checker.store import Accept, Dismiss, Request, RunSummary
from checker.ui import actions, services, state
from checker.ui.boundary import guarded, safe
from checker.ui.plain import as_label

__all__ = ["bulk_menu"]

_MOST = 2_000
_VERBS = {Accept: ("Accept", "accepted"), Dismiss: ("Dismiss", "dismissed")}


def bulk_menu(run: RunSummary) -> None:
    """The menu «All …»: decide on all shown, close the review, how to go on."""
    number = len(services.store().flag_places(state.filters()))
    with st.popover("All …", key="bulk"):
        st.caption(
            f"{count(number, 'open flag')} that the filters at the side let through, on all pages."
        )
        st.text_input("Reason", key="bulk_reason", max_chars=500)
        with st.container(horizontal=True):
            for kind in (Accept, Dismiss):
                verb = _VERBS[kind][0]
                label = f"{verb} all {number:,} …"
                if st.button(label, key=f"bulk_{verb.lower()}", disabled=not number):
                    _ask(kind, st.session_state["bulk_reason"])
        st.divider()
        done = services.store().document(run.document_id).state.value == "done"
        st.button(
            "Review goes on" if done else "Review is done",
            key="mark_done",
            help="Done: segments without an open flag count as read in the exports.",
            on_click=safe(_mark),
            args=(run, not done),
        )
        st.toggle("Go to the next open flag after a decision", key="advance")


@st.dialog("All of them?")
@guarded
def _ask(kind: type[Accept] | type[Dismiss], reason: str) -> None:
    """Say how many and how grave, and wait for a yes about just these flags."""
    requests, severities = _open_flags(kind(reason))
    if len(requests) > _MOST:
        st.write(f"{count(len(requests), 'open flag')}: more than {_MOST:,} at once. Filter first.")
        return
    verb, _ = _VERBS[kind]
    grave = ", ".join(f"{severities[s]:,} {s.value}" for s in reversed(Severity) if severities[s])
    st.write(f"{verb} {count(len(requests), 'open flag')}: {grave}?")
    if reason.strip():
        st.caption(as_label(f"Reason: {reason}"))
    with st.container(horizontal=True):
        yes = f"{verb} {count(len(requests), 'flag')}"
        if st.button(
            yes, key="bulk_yes", type="primary", on_click=safe(_take), args=(requests, kind)
        ):
            st.rerun()
        if st.button("Leave them open", key="bulk_no"):
            st.rerun()


def _open_flags(action: Accept | Dismiss) -> tuple[list[Request], Counter[Severity]]:
    """A request for each open flag that is shown, and how many there are of each severity."""
    query = dataclasses.replace(state.filters(), page=0, page_size=500)
    requests: list[Request] = []
    severities: Counter[Severity] = Counter()
    wanted = {key for _, _, key in services.store().flag_places(query)}
    for number in range(services.store().segments(query).pages):
        page = services.store().segments(dataclasses.replace(query, page=number))
        for segment in page.items:
            for view in segment.flags:
                if view.key in wanted:
                    requests.append(Request(segment.position, action, view.key, view.event))
                    severities[view.flag.severity] += 1
    return requests, severities


def _take(requests: list[Request], kind: type[Accept] | type[Dismiss]) -> None:
    if actions.record(*requests):
        told = count(len(requests), "flag")
        state.tell(f"{told} {_VERBS[kind][1]}; U takes it back.")


def _mark(run: RunSummary, done: bool) -> None:
    """Close or reopen the review; closing says what is accepted and still stands."""
    services.store().mark_done(run.document_id, done=done, who=state.reviewer())
    left = services.unrepaired(run.run_id)
    if done and left:
        state.tell(
            f"Done, with {count(left, 'accepted error')} still in the translation: "
            "«Take home» names them."
        )
