"""The first page: what is there, and ways to bring in more."""

from __future__ import annotations

import streamlit as st

from checker.report.words import count, score_text
from checker.store import DocumentState, DocumentSummary, RunStatus
from checker.ui import services, state
from checker.ui.open_form import open_form
from checker.ui.plain import as_html, as_label, moment
from checker.ui.progress import job_list
from checker.ui.removal import removal, removed_list

__all__ = ["show"]

_PAGE = 20
_ICONS = {
    DocumentState.NEW: ("New", "blue"),
    DocumentState.IN_REVIEW: ("In review", "orange"),
    DocumentState.DONE: ("Done", "green"),
}


def show() -> None:
    """Draw the page."""
    leave_for = st.session_state.pop("leave_for", None)
    if leave_for:
        state.choose_run(leave_for)
        st.switch_page(st.session_state["pages"]["review"])
    every = services.store().documents(removed=None)
    documents = [item for item in every if not item.removed]
    removed = [item for item in every if item.removed]
    if services.desk().jobs():
        job_list()  # first: a fragment is known by its place, and messages come and go
    _messages()
    if not documents:
        st.html(
            '<div class="ck-welcome"><h1>Which passages of this translation went wrong?</h1>'
            "<p>Open a Chinese text with its English translation. The checker marks English "
            "passages that are garbled or do not say what the Chinese says; you decide on each "
            "mark and take the corrected text home. Nothing leaves this computer.</p></div>"
        )
        open_form(expanded=True)
        removed_list(removed)
        return
    left, right = st.columns([4, 3], gap="large")
    with left:
        st.header("Documents")
        _list(documents)
        removed_list(removed)
    with right:
        open_form(expanded=True)


def _messages() -> None:
    notice, error = st.session_state["notice"], st.session_state["error"]
    if notice:
        st.toast(as_label(notice))
        st.session_state["notice"] = ""
    if error:
        st.error(as_label(error))
        st.session_state["error"] = ""


def _list(documents: list[DocumentSummary]) -> None:
    wanted = ""
    if len(documents) > _PAGE:
        wanted = st.text_input("Find a document", key="find_document").strip().casefold()
    found = [item for item in documents if wanted in item.document_id.casefold()]
    pages = max(1, -(-len(found) // _PAGE))
    number = 1
    if pages > 1:
        number = st.selectbox("Page", range(1, pages + 1), key="documents_page")
    for item in found[(number - 1) * _PAGE : number * _PAGE]:
        _row(item)
    if not found:
        st.caption("No document has this in its name.")


def _row(item: DocumentSummary) -> None:
    name, colour = _ICONS[item.state]
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        total = item.open_flags + item.decided_flags
        status = _status(item)
        st.html(
            f'<div class="ck-document"><b>{as_html(item.document_id)}</b>'
            f"<small>{score_text(item.score)} score · {count(item.segments, 'segment')} · "
            f"{item.open_flags:,} open of {count(total, 'flag')}{as_html(status)}<br>"
            f"{as_html(moment(item.updated_at))}</small></div>"
        )
        st.badge(name, color=colour)
        if st.button("Review", key=f"review_{item.run_id}", disabled=item.run_id is None):
            st.session_state["leave_for"] = item.run_id
            st.rerun()
        removal(item)


def _status(item: DocumentSummary) -> str:
    if services.desk().going_on(item.document_id) is not None:
        return " · being checked"
    if item.status is RunStatus.COMPLETE:
        return ""
    if item.status is RunStatus.RUNNING:
        return " · interrupted"
    return f" · {item.status.value if item.status else 'not checked'}"
