"""The filters at the side: what to look for, in which order, how many a page.

What the fields show is what holds: a field's key carries a version, and whoever changes the filters
from elsewhere (`state.reset_filters`) counts it up, so that all fields are made anew.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from checker.records import Severity
from checker.report.words import check_title
from checker.store import SegmentQuery, Sort, State
from checker.store.sql.overview import Facets
from checker.ui import services, state
from checker.ui.boundary import safe
from checker.ui.plain import as_label, category_title, flag_label

__all__ = ["show_filters"]

_SORTS = {
    Sort.DOCUMENT: "Document order",
    Sort.RISK: "Highest risk first",
    Sort.SCORE: "Lowest score first",
    Sort.CONFIDENCE: "Surest flags first",
}
_STATES = {
    State.OPEN: "Open",
    State.REOPENED: "Reopened",
    State.ACCEPTED: "Accepted",
    State.DISMISSED: "Dismissed",
}
_SEGMENTS = {None: "All segments", True: "With flags", False: "Without flags"}


def show_filters(run_id: str) -> None:
    """Draw the filters of a run; a change shows its first page."""
    facets = services.store().statistics.facets(run_id)
    query = state.filters()
    with st.container(key="search"):
        st.text_input(
            "Search source and translation",
            key=_field("text", query.text),
            placeholder="Search both texts   /",
            icon=":material/search:",
            label_visibility="collapsed",
            on_change=safe(_set),
            args=("text",),
        )
    _one("sort", "Order", _SORTS, query.sort)
    _choice("severities", "Severity", facets.severities or tuple(Severity), flag_label)
    _choice("states", "State", tuple(State), _STATES.__getitem__)
    with st.expander("More filters", expanded=_more(query)):
        _further(query, facets)
    if _decided(query):
        st.caption(as_label(_decided(query)))
    st.button(
        "Clear all filters",
        icon=":material/filter_alt_off:",
        on_click=safe(state.reset_filters),
        disabled=not _filtered(query),
        width="stretch",
    )


def _further(query: SegmentQuery, facets: Facets) -> None:
    _choice("categories", "Category", facets.categories, category_title)
    _choice("rules", "Check", facets.rules, check_title)
    _range("confidence", "Confidence of a flag, %", scale=100.0)
    _range("score", "Score of a segment", scale=1.0)
    _one("flagged", "Segments", _SEGMENTS, query.flagged)
    sizes = {size: str(size) for size in state.PAGE_SIZES}
    _one("page_size", "Segments a page", sizes, query.page_size)


def _key(name: str) -> str:
    return f"filter_{st.session_state['filters_version']}_{name}"


def _field(name: str, value: Any) -> str:
    """The key of a field, its first value taken from the filters."""
    st.session_state.setdefault(_key(name), value)
    return _key(name)


def _set(name: str) -> None:
    value = st.session_state.get(_key(name))
    state.set_filters(**{name: tuple(value) if isinstance(value, list) else value})


def _one(name: str, label: str, shown: dict[Any, str], value: Any) -> None:
    st.selectbox(
        label,
        list(shown),
        format_func=shown.__getitem__,
        key=_field(name, value),
        on_change=safe(_set),
        args=(name,),
    )


def _choice(name: str, label: str, options: tuple[Any, ...], shown: Callable[[Any], str]) -> None:
    """Several of some values; one that is asked for is offered even where no flag has it."""
    chosen = list(getattr(state.filters(), name))
    offered = (*options, *(item for item in chosen if item not in options))
    st.multiselect(
        label,
        offered,
        format_func=shown,
        key=_field(name, chosen),
        placeholder="Any",
        on_change=safe(_set),
        args=(name,),
    )


def _range(name: str, label: str, *, scale: float) -> None:
    query = state.filters()
    low, high = getattr(query, f"min_{name}"), getattr(query, f"max_{name}")
    value = (
        0 if low is None else round(low * scale),
        100 if high is None else round(high * scale),
    )
    st.slider(
        label,
        0,
        100,
        key=_field(name, value),
        on_change=safe(_set_range),
        args=(name, scale),
    )


def _set_range(name: str, scale: float) -> None:
    first, last = st.session_state.get(_key(name)) or (0, 100)
    state.set_filters(
        **{
            f"min_{name}": None if first == 0 else first / scale,
            f"max_{name}": None if last == 100 else last / scale,
        }
    )


def _more(query: SegmentQuery) -> bool:
    return bool(query.categories or query.rules or query.flagged is not None) or any(
        value is not None
        for value in (query.min_confidence, query.max_confidence, query.min_score, query.max_score)
    )


def _filtered(query: SegmentQuery) -> bool:
    return bool(_more(query) or query.text or query.severities or query.states or _decided(query))


def _decided(query: SegmentQuery) -> str:
    """The filter that a bar of the chart «Decisions over time» sets, in words; "" where none."""
    by = f" by {query.decided_by}" if query.decided_by else ""
    on = f" on {query.decided_on} (UTC)" if query.decided_on else ""
    return f"Only segments with a decision{by}{on}" if by or on else ""
