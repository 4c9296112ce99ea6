"""The small forms of the panel: dismiss with a scope, change, comment, add a flag, edit, log."""

from __future__ import annotations

import streamlit as st

from checker.records import Severity
from checker.store import (
    AddFlag,
    Comment,
    Dismiss,
    EditFlag,
    Event,
    EventKind,
    FlagView,
    Scope,
    SegmentView,
)
from checker.ui import actions, services, state
from checker.ui.plain import as_html, as_label, category_title, flag_label, moment

__all__ = ["added_words", "change", "comment", "dismissal", "history", "wording"]

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

_SCOPES = {
    Scope.HERE: "Here only",
    Scope.TEXT: "These words, everywhere in this document",
    Scope.RULE: "This rule, everywhere in this document",
}
_REASONS = ("Correct as it stands", "House style", "Quotation", "The source says so")


def dismissal(view: FlagView) -> None:
    """Dismiss with a reason and a scope."""
    with (
        st.popover("Dismiss as …", key="more_dismiss", help="Key D"),
        st.form("dismiss_form", border=False),
    ):
        reason = st.selectbox(
            "Why?", _REASONS, index=None, accept_new_options=True, placeholder="Choose or type"
        )
        scope = st.radio("How far?", list(_SCOPES), format_func=_SCOPES.__getitem__)
        if st.form_submit_button("Dismiss", type="primary"):
            actions.decide(Dismiss(reason or "", scope), advance=True)
            st.rerun(scope="fragment")


def change(segment: SegmentView, view: FlagView) -> None:
    """Change severity, category or extent."""
    flag = view.flag
    names = [flag.category, *(name for name in CATEGORIES if name != flag.category)]
    words = _marked(segment, flag.side)
    with (
        st.popover("Change …", key="more_change", help="Key G"),
        st.form(f"change_form_{view.key}_{view.event}", border=False),
    ):
        severity = st.radio(
            "Severity",
            list(Severity)[::-1],
            index=3 - flag.severity.rank,
            format_func=flag_label,
            horizontal=True,
        )
        category = st.selectbox("Category", names, format_func=category_title)
        extend = words is not None and st.checkbox(
            as_label(f"Cover the marked words: «{words[2]}»"), value=True
        )
        if words is None:
            st.caption("To change what the flag covers, mark the words in the text first.")
        if st.form_submit_button("Change and accept", type="primary"):
            start, end = words[:2] if extend and words else (None, None)
            edit = EditFlag(severity=severity, category=category, start=start, end=end)
            actions.decide(edit, advance=True)
            st.rerun(scope="fragment")


def comment(segment: SegmentView, view: FlagView | None) -> None:
    """Comment on the flag, or on the segment."""
    number = view.comments if view else segment.comments
    label = f"Comment ({number})" if number else "Comment"
    with (
        st.popover(label, key="more_comment", help="Key M"),
        st.form("comment_form", border=False, clear_on_submit=True),
    ):
        text = st.text_area("Comment", label_visibility="collapsed", max_chars=5000)
        if st.form_submit_button("Add comment", type="primary"):
            actions.decide(Comment(text), on_flag=view is not None)
            st.rerun(scope="fragment")


def added_words(segment: SegmentView, view: FlagView | None) -> None:
    """Offer what can be done with words marked by the mouse."""
    found = [(side, words) for side in ("target", "source") if (words := _marked(segment, side))]
    if not found:
        return
    side, (start, end, text) = found[0]
    with st.container(border=True, key="marked_words"):
        st.html(f'<div class="ck-quote">{as_html(text)}</div>')
        with (
            st.popover("Add a flag here …", key="more_add", help="Key F"),
            st.form("add_form", border=False),
        ):
            severity = st.radio(
                "Severity", list(Severity)[::-1], index=1, format_func=flag_label, horizontal=True
            )
            category = st.selectbox("Category", CATEGORIES, format_func=category_title)
            reason = st.text_input("What is wrong?", max_chars=500)
            if st.form_submit_button("Add flag", type="primary"):
                add = AddFlag(
                    start,
                    end,
                    severity,
                    category,
                    "source" if side == "source" else "target",
                    reason,
                )
                actions.decide(add, on_flag=False)
                st.session_state["words"] = None
                st.rerun(scope="fragment")


def wording(segment: SegmentView, view: FlagView | None) -> None:
    """Edit the translation, or take a suggestion over; then it is checked at once."""
    suggestion = _suggestion(segment, view)
    version = f"{segment.run_id}_{segment.position}_{segment.event}"
    with st.container(key="wording"):
        text = st.text_area(
            "Translation",
            value=segment.target,
            key=f"wording_{version}",
            height="content",
            help="Key E goes here; Ctrl+Enter takes the text over.",
        )
    _wording_buttons(segment, text, suggestion)
    if segment.edited and segment.report is None:
        st.button(
            "This wording is not checked yet: check now",
            key="check_now",
            on_click=actions.recheck,
            args=(segment.position,),
        )


def _wording_buttons(segment: SegmentView, text: str, suggestion: str | None) -> None:
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Save and check",
            key="save_wording",
            type="primary" if text != segment.target else "secondary",
            disabled=text == segment.target,
            on_click=actions.rewrite,
            args=(text,),
        )
        if suggestion:
            st.button(
                "Take suggestion",
                key="take_suggestion",
                shortcut="S",
                icon=":material/auto_fix_high:",
                help=as_label(suggestion),
                disabled=suggestion == segment.target,
                on_click=actions.rewrite,
                args=(suggestion,),
            )
        if segment.edited:
            st.button(
                "Restore original",
                key="restore",
                on_click=actions.rewrite,
                args=(segment.original.pair.target,),
            )


def history(segment: SegmentView) -> None:
    """Who did what to this segment."""
    with st.expander("History and comments", key="history_open", on_change="rerun") as box:
        if not box.open:
            return
        document_id = segment.original.pair.document_id
        run = services.store().run(segment.run_id)
        events = services.store().history(run.document_id or document_id, segment=segment.key)
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


def _suggestion(segment: SegmentView, view: FlagView | None) -> str | None:
    """A whole new wording: a usable re-translation, or the flag's words replaced."""
    report = segment.report or segment.original
    usable = [item.text for item in report.translations if item.usable]
    if view is None or not view.flag.suggestion:
        return usable[0] if usable else None
    flag, text = view.flag, segment.target
    if flag.suggestion in usable or flag.side == "source":
        return usable[0] if usable else None
    return text[: flag.start] + (flag.suggestion or "") + text[flag.end :]


def _marked(segment: SegmentView, side: str) -> tuple[int, int, str] | None:
    """Words marked by the mouse in this segment: (start, end, text)."""
    words = st.session_state.get("words")
    place = state.selected()
    if not words or not place or words["position"] != segment.position or words["side"] != side:
        return None
    text = segment.target if side == "target" else segment.original.pair.source or ""
    start, end = int(words["start"]), int(words["end"])
    return (start, end, text[start:end]) if 0 <= start < end <= len(text) else None
