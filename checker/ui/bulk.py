"""Decisions on many flags at once: all that the filters find, or those on the page."""

from __future__ import annotations

import dataclasses

import streamlit as st

from checker.report.words import count
from checker.store import (
    Accept,
    Dismiss,
    FlagView,
    Page,
    Request,
    RunSummary,
    SegmentQuery,
)
from checker.ui import actions, services, state

__all__ = ["bulk_menu"]

_MOST = 2_000


def bulk_menu(run: RunSummary, page: Page) -> None:
    """The menu «All shown …», and the button that closes a review."""
    with st.popover("All …", key="bulk", icon=":material/done_all:"):
        st.caption("Open flags that the filters at the side let through, on all pages.")
        reason = st.text_input("Reason", key="bulk_reason", max_chars=500)
        with st.container(horizontal=True):
            st.button("Accept all", key="bulk_accept", on_click=_all, args=(Accept(reason),))
            st.button("Dismiss all", key="bulk_dismiss", on_click=_all, args=(Dismiss(reason),))
        st.divider()
        done = services.store().document(run.document_id).state.value == "done"
        st.button(
            "Review goes on" if done else "Review is done",
            key="mark_done",
            help="Done: segments without an open flag count as read in the exports.",
            on_click=_mark,
            args=(run.document_id, not done),
        )
        st.toggle("Go to the next open flag after a decision", key="advance")


def _all(action: Accept | Dismiss) -> None:
    query = dataclasses.replace(state.filters(), page=0, page_size=500)
    requests: list[Request] = []
    for number in range(services.store().segments(query).pages):
        page = services.store().segments(dataclasses.replace(query, page=number))
        for segment in page.items:
            requests += [
                Request(segment.position, action, flag.key, flag.event)
                for flag in segment.flags
                if flag.current and flag.state.is_open and _meets(flag, query)
            ]
        if len(requests) > _MOST:
            st.session_state["notice"] = f"More than {_MOST:,} open flags: filter further."
            return
    if not requests:
        st.session_state["notice"] = "No open flag is shown."
        return
    actions.decide_many(requests)
    done = "accepted" if isinstance(action, Accept) else "dismissed"
    st.session_state["notice"] = f"{count(len(requests), 'flag')} {done}; U takes it back."


def _meets(view: FlagView, query: SegmentQuery) -> bool:
    """Whether the flag itself is one of those the filters ask for."""
    flag = view.flag
    return (
        (not query.severities or flag.severity in query.severities)
        and (not query.categories or flag.category in query.categories)
        and (not query.rules or flag.check_id in query.rules)
        and (not query.states or view.state in query.states)
        and (query.min_confidence is None or flag.confidence >= query.min_confidence)
        and (query.max_confidence is None or flag.confidence <= query.max_confidence)
    )


def _mark(document_id: str, done: bool) -> None:
    services.store().mark_done(document_id, done=done, who=state.reviewer())
