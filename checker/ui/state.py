"""What one browser session remembers; nothing here is lost that matters, decisions are stored.

What a link or a reload should restore (who reviews, which run, where) stands in the address too.
"""

from __future__ import annotations

import dataclasses
from typing import Any

import streamlit as st

from checker.store import SegmentQuery

__all__ = [
    "choose_run",
    "chosen_run",
    "clear_desk",
    "filters",
    "go_to",
    "move",
    "reset_filters",
    "reviewer",
    "select",
    "selected",
    "set_filters",
    "start",
]

PAGE_SIZES = (25, 50)

_DEFAULTS: dict[str, Any] = {
    "selected": None,
    "move": 0,
    "words": None,
    "conflict": None,
    "notice": "",
    "error": "",
    "advance": True,
}


def start() -> None:
    """Defaults of a new session, taken from the address where it says more."""
    for name, value in _DEFAULTS.items():
        st.session_state.setdefault(name, value)
    if "who" not in st.session_state:
        st.session_state["who"] = st.query_params.get("who", "")
    if "run_id" not in st.session_state:
        st.session_state["run_id"] = st.query_params.get("run")
        place = st.query_params.get("segment", "")
        if place.isdigit() and int(place) > 0:
            st.session_state["selected"] = (int(place) - 1, None)
            st.session_state["wanted"] = int(place) - 1


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
        for name in ("selected", "words", "conflict", "filters", "wanted"):
            st.session_state.pop(name, None)
        st.session_state["run_id"] = run_id
        start()
        st.session_state["selected"] = None
    remember()


def clear_desk() -> None:
    """Take the run off the desk."""
    for name in ("words", "conflict", "filters", "wanted"):
        st.session_state.pop(name, None)
    st.session_state["run_id"] = st.session_state["selected"] = None
    start()
    remember()


def remember() -> None:
    """Write to the address what a reload should restore."""
    wanted = {"run": chosen_run(), "who": reviewer()}
    place = selected()
    wanted["segment"] = str(place[0] + 1) if place else None
    for name, value in wanted.items():
        if value:
            if st.query_params.get(name) != value:
                st.query_params[name] = value
        elif name in st.query_params:
            del st.query_params[name]


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
    fresh = values if "page" in values else {**values, "page": 0}
    st.session_state["filters"] = dataclasses.replace(filters(), **fresh)


def reset_filters(**values: Any) -> None:
    """Drop all filters but the given ones."""
    old = filters()
    st.session_state["filters"] = SegmentQuery(old.run_id, page_size=old.page_size, **values)
    for name in [name for name in st.session_state if str(name).startswith("filter_")]:
        del st.session_state[name]


def go_to(position: int, key: str | None, page: int | None) -> None:
    """Select something that may be on another page; outside the filters these are dropped."""
    if page is None:
        reset_filters()
        st.session_state["wanted"] = position
    elif page != filters().page:
        set_filters(page=page)
    select(position, key, scroll=True)
