"""What one browser session remembers; nothing here is lost that matters, decisions are stored.

What a link or a reload should restore (which run, where, which filters and view) stands in the
address too (`address`); who reviews never does (`signing`).
"""

from __future__ import annotations

import dataclasses
from typing import Any

import streamlit as st

from checker.store import SegmentQuery
from checker.ui import address

__all__ = [
    "PAGE_SIZES",
    "VIEWS",
    "choose_run",
    "chosen_run",
    "clear_desk",
    "filters",
    "move",
    "remember",
    "reset_filters",
    "reviewer",
    "say",
    "select",
    "selected",
    "set_filters",
    "start",
    "start_afresh",
    "tell",
]

PAGE_SIZES = (25, 50)

VIEWS = {"segments": "Segments", "document": "Running text"}

_DEFAULTS: dict[str, Any] = {
    "selected": None,
    "move": 0,
    "words": None,
    "conflict": None,
    "notice": "",
    "error": "",
    "said": (0, ""),
    "acked": {"desk": "", "n": 0},
    "filters_version": 0,
    "advance": True,
    "view": "segments",
}


def start() -> None:
    """Defaults of a new session, taken from the address where it says more."""
    for name, value in _DEFAULTS.items():
        st.session_state.setdefault(name, value)
    st.session_state.setdefault("who", "")
    if "who" in st.query_params:
        del st.query_params["who"]  # of an old link: an address signs nobody in
    if "run_id" not in st.session_state:
        given = dict(st.query_params.items())
        st.session_state["run_id"] = given.get("run")
        if given.get("view") in VIEWS:
            st.session_state["view"] = given["view"]
        if given.get("run"):
            st.session_state["filters"] = address.to_query(given["run"], given)
        place = address.to_place(given)
        if place is not None:
            st.session_state["selected"] = place
            st.session_state["wanted"] = place[0]


def reviewer() -> str:
    """The reviewer's name, "" where none is given."""
    return str(st.session_state.get("who", "")).strip()


def chosen_run() -> str | None:
    """Id of the run on the desk."""
    run_id: str | None = st.session_state.get("run_id")
    return run_id


def choose_run(run_id: str) -> None:
    """Put a run on the desk."""
    if run_id != chosen_run():
        clear_desk()
        st.session_state["run_id"] = run_id
    remember()


def clear_desk() -> None:
    """Take the run off the desk."""
    for name in ("words", "conflict", "filters", "wanted", "ranks"):
        st.session_state.pop(name, None)
    st.session_state["run_id"] = st.session_state["selected"] = None
    st.session_state["filters_version"] += 1
    start()
    remember()


def start_afresh() -> None:
    """Let go of place, words and filters: what to do when a page cannot be drawn."""
    st.session_state["selected"] = st.session_state["words"] = None
    st.session_state["conflict"] = None
    reset_filters()


def remember() -> None:
    """Write to the address what a reload should restore."""
    wanted = {
        "run": chosen_run() or "",
        **address.from_place(selected()),
        **(address.from_query(filters()) if chosen_run() else {}),
    }
    if st.session_state["view"] != "segments":
        wanted["view"] = st.session_state["view"]
    given = {name: text for name, text in wanted.items() if text}
    if dict(st.query_params.items()) != given:
        st.query_params.from_dict(given)


def selected() -> tuple[int, str | None] | None:
    """(position, flag key) on the desk."""
    place: tuple[int, str | None] | None = st.session_state.get("selected")
    return place


def select(position: int, key: str | None, *, scroll: bool) -> None:
    """Select a segment or a flag.

    Args:
        scroll: bring it into view (a selection made by a click stays where it is).
    """
    if st.session_state.get("selected") != (position, key):
        st.session_state["conflict"] = None
    st.session_state["selected"] = (position, key)
    if scroll:
        move()


def move() -> None:
    """Make the reading component follow the selection."""
    st.session_state["move"] += 1


def filters() -> SegmentQuery:
    """The present filters, with page and page size."""
    run_id = chosen_run() or ""
    query: SegmentQuery | None = st.session_state.get("filters")
    if query is None or query.run_id != run_id:
        query = SegmentQuery(run_id)
        st.session_state["filters"] = query
    return query


def set_filters(**values: Any) -> None:
    """Change filters; any change but of the page goes to the first page."""
    if "page" not in values:
        values["page"] = 0
        st.session_state.pop("ranks", None)
    st.session_state["filters"] = dataclasses.replace(filters(), **values)


def reset_filters(**values: Any) -> None:
    """Drop all filters but the given ones; the fields at the side are made anew with these."""
    old = filters()
    st.session_state["filters"] = SegmentQuery(old.run_id, page_size=old.page_size, **values)
    st.session_state["filters_version"] += 1
    st.session_state.pop("ranks", None)


def tell(text: str) -> None:
    """Show a notice when the page is drawn next; it is read out too."""
    st.session_state["notice"] = text
    say(text)


def say(text: str) -> None:
    """Have a screen reader say what has happened."""
    st.session_state["said"] = (st.session_state["said"][0] + 1, text)
