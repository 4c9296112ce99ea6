"""Beside a segment: its glossary terms, and how the same Chinese is rendered elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from checker.store import FlagView, SegmentQuery, SegmentView
from checker.ui import services
from checker.ui.marking import marked
from checker.ui.plain import as_html

__all__ = ["elsewhere", "terms_of"]

_SHOWN, _READ = 5, 25


def elsewhere(segment: SegmentView, view: FlagView | None) -> None:
    """Draw them, folded away; nothing is looked for until they are opened."""
    if not segment.original.pair.source:
        return
    with st.expander(
        "Terms and same Chinese elsewhere", key="elsewhere_open", on_change="rerun"
    ) as box:
        if not box.open:
            return
        rows = [*terms_of(segment)]
        words = _chinese(segment, view)
        for chinese in words:
            rows += _places(segment, chinese)
        cells = "".join(f"<span>{as_html(a)}</span><div>{as_html(b)}</div>" for a, b in rows)
        if cells:
            st.html(f'<div class="ck-facts">{cells}</div>')
        if not words:
            st.caption("Mark words of the Chinese to see where else they stand.")


def terms_of(segment: SegmentView) -> Iterable[tuple[str, str]]:
    """The terms of the glossary that the segment's Chinese has, with their English."""
    glossary = services.glossary()
    source = segment.original.pair.source or ""
    for term in glossary.terms if glossary else ():
        if term.source in source:
            never = f" (never: {', '.join(term.forbidden)})" if term.forbidden else ""
            yield f"Term {term.source}", f"{' or '.join(term.targets)}{never}"


def _chinese(segment: SegmentView, view: FlagView | None) -> list[str]:
    """What to look for: the marked Chinese, else the Chinese that the flag is about."""
    words = marked(segment, "source")
    if words is not None:
        return [words[2]]
    spans = view.flag.source_spans if view else ()
    return list(dict.fromkeys(span.text.strip() for span in spans if span.text.strip()))


def _places(segment: SegmentView, chinese: str) -> Iterable[tuple[str, str]]:
    """Other segments with the same Chinese, and their English."""
    query = SegmentQuery(segment.run_id, text=chinese, page_size=_READ)
    found = [
        item
        for item in services.store().segments(query).items
        if item.position != segment.position and chinese in (item.original.pair.source or "")
    ]
    for item in found[:_SHOWN]:
        yield f"{chinese}, segment {item.position + 1}", item.target
    if not found:
        yield chinese, "Nowhere else in this document."
    elif len(found) > _SHOWN:
        yield "", "and more: search for it at the side."
