"""The way through a document: which segments stand on a page, which flag is next.

Both keep inside the filters and the chosen order. The order is taken when it is chosen: a decision
changes a segment's risk, and rows that moved away under the reviewer would be passed over.
"""

from __future__ import annotations

import dataclasses

import streamlit as st

from checker.store import Page, SegmentQuery, Sort
from checker.ui import services, state

__all__ = ["following", "go_to", "page", "page_of", "turn"]

Place = tuple[int, str]


def page(query: SegmentQuery) -> Page:
    """The page that a query asks for, or the last one where there are fewer."""
    if query.sort is Sort.DOCUMENT:
        found = services.store().segments(query)
        if query.page < found.pages:
            return found
        return services.store().segments(dataclasses.replace(query, page=found.pages - 1))
    places = _ordered(query)
    number = max(0, min(query.page, (len(places) - 1) // query.page_size))
    shown = places[number * query.page_size : (number + 1) * query.page_size]
    items = services.store().segments_at(query.run_id, shown)
    return Page(items, len(places), number, query.page_size)


def page_of(query: SegmentQuery, position: int) -> int | None:
    """The page a segment stands on, or None where it is not among those shown."""
    if query.sort is Sort.DOCUMENT:
        return services.store().locate(query, position)
    places = _ordered(query)
    return places.index(position) // query.page_size if position in places else None


def following(*, back: bool = False, open_only: bool = True, round: bool = True) -> Place | None:
    """The flag after (or before) the selected one, among those the filters let through.

    Args:
        open_only: only flags that wait for a decision.
        round: from the end go on at the beginning.

    Returns:
        (position, flag key); None where there is no other.
    """
    query = state.filters()
    rank = _ranks(query)
    found = [
        ((rank.get(position, len(rank)) if rank else position, position, ordinal), key)
        for position, ordinal, key in services.store().flag_places(query, open_only=open_only)
    ]
    found.sort()
    here = _here(rank)
    others = [item for item in found if item[0] != here]
    beyond = [item for item in others if (item[0] < here if back else item[0] > here)]
    if not beyond and not round:
        return None
    chosen = (beyond or others)[-1 if back else 0] if others else None
    return (chosen[0][1], chosen[1]) if chosen else None


def go_to(position: int, key: str | None) -> bool:
    """Select something that may be on another page; False where the filters leave it out."""
    number = page_of(state.filters(), position)
    if number is None:
        return False
    if number != state.filters().page:
        state.set_filters(page=number)
    state.select(position, key, scroll=True)
    return True


def turn(way: int, *, last: bool = False) -> bool:
    """Go `way` pages on, to the first or last segment there; False where there is no such page."""
    query = state.filters()
    found = page(dataclasses.replace(query, page=max(0, query.page + way)))
    if found.page != query.page + way or not found.items:
        return False
    state.set_filters(page=found.page)
    state.select(found.items[-1 if last else 0].position, None, scroll=True)
    return True


def _here(rank: dict[int, int]) -> tuple[int, int, int]:
    """Where the selection stands in the order; before everything where nothing is selected."""
    place = state.selected()
    if place is None:
        return (-1, -1, -1)
    position, key = place
    first = rank.get(position, len(rank)) if rank else position
    segment = services.store().segment(state.filters().run_id, position) if key else None
    keys = [flag.key for flag in segment.flags] if segment else []
    return (first, position, keys.index(key) if key in keys else -1)


def _ordered(query: SegmentQuery) -> list[int]:
    rank = _ranks(query)
    return sorted(
        services.store().positions(query), key=lambda place: (rank.get(place, len(rank)), place)
    )


def _ranks(query: SegmentQuery) -> dict[int, int]:
    """Position → place in the order as it was when it was chosen; empty for the document's own."""
    if query.sort is Sort.DOCUMENT:
        return {}
    kept: tuple[tuple[str, Sort], dict[int, int]] | None = st.session_state.get("ranks")
    if kept is None or kept[0] != (query.run_id, query.sort):
        whole = services.store().positions(SegmentQuery(query.run_id, sort=query.sort))
        kept = ((query.run_id, query.sort), {place: n for n, place in enumerate(whole)})
        st.session_state["ranks"] = kept
    return kept[1]
