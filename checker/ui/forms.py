"""The small forms of the panel: dismiss with a scope, change, comment, the log.

Each belongs to one flag as it was shown: its keys name it, so that it closes with that flag.
"""

from __future__ import annotations

import streamlit as st

from checker.records import Severity
from checker.report.words import count
from checker.store import (
    Comment,
    Dismiss,
    EditFlag,
    Event,
    EventKind,
    FlagView,
    Scope,
    SegmentQuery,
    SegmentView,
)
from checker.ui import actions, services
from checker.ui.boundary import safe
from checker.ui.marking import CATEGORIES, marked
from checker.ui.plain import as_html, as_label, category_title, flag_label, moment

__all__ = ["change", "comment", "dismissal", "history"]

_SCOPES = {
    Scope.HERE: "Here only",
    Scope.TEXT: "These words, everywhere in this document",
    Scope.RULE: "This rule, everywhere in this document",
}
_REASONS = ("Correct as it stands", "House style", "Quotation", "The source says so")


def dismissal(segment: SegmentView, view: FlagView) -> None:
    """Dismiss with a reason and a scope."""
    own = f"{view.key}_{view.event}"
    alike = services.store().flag_places(
        SegmentQuery(segment.run_id, rules=(view.flag.check_id,)), open_only=True
    )
    shown = {**_SCOPES, Scope.RULE: f"{_SCOPES[Scope.RULE]} ({count(len(alike), 'open flag')})"}
    with (
        st.popover("Dismiss as …", key=f"more_dismiss_{own}", help="Key D"),
        st.form(f"dismiss_form_{own}", border=False),
    ):
        st.selectbox(
            "Why?",
            _REASONS,
            index=None,
            accept_new_options=True,
            placeholder="Choose or type",
            key=f"dismiss_why_{own}",
        )
        st.radio("How far?", list(shown), format_func=shown.__getitem__, key=f"dismiss_far_{own}")
        st.form_submit_button(
            "Dismiss",
            type="primary",
            on_click=safe(_dismiss),
            args=(actions.shown(segment, view), own),
        )


def _dismiss(about: actions.Shown, own: str) -> None:
    reason, scope = st.session_state[f"dismiss_why_{own}"], st.session_state[f"dismiss_far_{own}"]
    actions.decide(Dismiss(reason or "", scope), about, advance=True)


def change(segment: SegmentView, view: FlagView) -> None:
    """Change severity, category or extent."""
    flag, own = view.flag, f"{view.key}_{view.event}"
    names = [flag.category, *(name for name in CATEGORIES if name != flag.category)]
    words = marked(segment, flag.side)
    with (
        st.popover("Change …", key=f"more_change_{own}", help="Key G"),
        st.form(f"change_form_{own}", border=False),
    ):
        st.radio(
            "Severity",
            list(Severity)[::-1],
            index=3 - flag.severity.rank,
            format_func=flag_label,
            horizontal=True,
            key=f"change_severity_{own}",
        )
        st.selectbox("Category", names, format_func=category_title, key=f"change_category_{own}")
        if words is None:
            st.caption("To change what the flag covers, mark the words in the text first.")
        else:
            st.checkbox(
                as_label(f"Cover the marked words: «{words[2]}»"),
                value=True,
                key=f"change_extent_{own}",
            )
        st.form_submit_button(
            "Change and accept",
            type="primary",
            on_click=safe(_change),
            args=(actions.shown(segment, view), own, words),
        )


def _change(about: actions.Shown, own: str, words: tuple[int, int, str] | None) -> None:
    extend = words is not None and st.session_state[f"change_extent_{own}"]
    start, end = words[:2] if words and extend else (None, None)
    edit = EditFlag(
        severity=st.session_state[f"change_severity_{own}"],
        category=st.session_state[f"change_category_{own}"],
        start=start,
        end=end,
    )
    actions.decide(edit, about, advance=True)


def comment(segment: SegmentView, view: FlagView | None) -> None:
    """Comment on the flag, or on the segment."""
    number = view.comments if view else segment.comments
    label = f"Comment ({number})" if number else "Comment"
    own = f"{view.key if view else segment.key}_{number}"
    with (
        st.popover(label, key=f"more_comment_{own}", help="Key M"),
        st.form(f"comment_form_{own}", border=False),
    ):
        st.text_area(
            "Comment", label_visibility="collapsed", max_chars=5000, key=f"comment_text_{own}"
        )
        st.form_submit_button(
            "Add comment",
            type="primary",
            on_click=safe(_comment),
            args=(actions.shown(segment, view), own),
        )


def _comment(about: actions.Shown, own: str) -> None:
    actions.decide(Comment(st.session_state[f"comment_text_{own}"]), about)


def history(segment: SegmentView) -> None:
    """Who did what to this segment."""
    with st.expander("History and comments", key="history_open", on_change="rerun") as box:
        if not box.open:
            return
        run = services.store().run(segment.run_id)
        events = services.store().history(run.document_id, segment=segment.key)
        rows = "".join(_line(event) for event in reversed(events))
        st.html(f'<ul class="ck-log">{rows}</ul>' if rows else "<p>Nothing yet.</p>")


def _line(event: Event) -> str:
    text = str(event.after.get("text") or event.after.get("reason") or "")
    words = str(event.context.get("text") or "")
    what = event.kind.value
    if event.kind in (EventKind.UNDO, EventKind.REDO):
        what = f"{event.kind.value} of entry {event.reverts}"
        text = ""
    late = " — came too late, not applied" if event.conflict else ""
    return (
        f"<li><b>{as_html(event.who)}</b> {as_html(what)}{as_html(late)}"
        f"{f' «{as_html(words)}»' if words else ''}"
        f"{f'<q>{as_html(text)}</q>' if text else ''}"
        f"<small>{as_html(moment(event.at))}</small></li>"
    )
