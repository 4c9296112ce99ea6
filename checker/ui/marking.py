"""Words that the reviewer has marked, with the mouse or the keys, and the flag they can become."""

from __future__ import annotations

import streamlit as st

from checker.records import Severity, Side
from checker.store import AddFlag, SegmentView
from checker.ui import actions, state
from checker.ui.boundary import safe
from checker.ui.plain import as_html, category_title, flag_label

__all__ = ["CATEGORIES", "added_words", "marked"]

CATEGORIES = (
    "accuracy/mistranslation",
    "accuracy/omission",
    "accuracy/addition",
    "accuracy/untranslated",
    "fluency/grammar",
    "fluency/punctuation",
    "fluency/spelling",
    "fluency/inconsistency",
    "terminology",
    "style",
    "locale",
    "non-translation",
)
"""The usual MQM categories; a flag's own is offered too."""

_SIDES: tuple[Side, ...] = ("target", "source")


def marked(segment: SegmentView, side: Side) -> tuple[int, int, str] | None:
    """Words marked on a side of this segment: (start, end, text)."""
    words = st.session_state.get("words")
    if not words or words["position"] != segment.position or words["side"] != side:
        return None
    text = segment.target if side == "target" else segment.original.pair.source or ""
    start, end = int(words["start"]), int(words["end"])
    return (start, end, text[start:end]) if 0 <= start < end <= len(text) else None


def added_words(segment: SegmentView) -> None:
    """Offer a flag on the marked words."""
    found = next(((side, words) for side in _SIDES if (words := marked(segment, side))), None)
    if found is None:
        return
    side, (start, end, text) = found
    own = f"{segment.key}_{side}_{start}_{end}"
    with st.container(border=True, key="marked_words"):
        st.html(f'<div class="ck-quote">{as_html(text)}</div>')
        if side == "source":
            st.button(
                "Missing in the English",
                key=f"missing_{own}",
                help="Adds a major omission, without a word typed.",
                on_click=safe(_missing),
                args=(actions.shown(segment, None), start, end),
            )
        with (
            st.popover("Add a flag here …", key=f"more_add_{own}", help="Key F"),
            st.form(f"add_form_{own}", border=False),
        ):
            st.text_input("What is wrong?", max_chars=500, key=f"add_why_{own}")
            st.selectbox(
                "Category", CATEGORIES, format_func=category_title, key=f"add_category_{own}"
            )
            st.radio(
                "Severity",
                list(Severity)[::-1],
                index=1,
                format_func=flag_label,
                horizontal=True,
                key=f"add_severity_{own}",
            )
            st.form_submit_button(
                "Add flag",
                type="primary",
                on_click=safe(_add),
                args=(actions.shown(segment, None), side, start, end, own),
            )


def _add(about: actions.Shown, side: Side, start: int, end: int, own: str) -> None:
    severity, category, reason = (
        st.session_state[f"add_{name}_{own}"] for name in ("severity", "category", "why")
    )
    _added(AddFlag(start, end, severity, category, side, reason), about)


def _missing(about: actions.Shown, start: int, end: int) -> None:
    _added(AddFlag(start, end, Severity.MAJOR, "accuracy/omission", "source"), about)


def _added(flag: AddFlag, about: actions.Shown) -> None:
    if actions.decide(flag, about):
        st.session_state["words"] = None
        state.say("Flag added")
