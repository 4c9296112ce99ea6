"""What was brought in goes to the workers, or as an earlier run straight to the desk."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

import streamlit as st

from checker.errors import CheckerError
from checker.records import Document, DocumentReport
from checker.store import ReviewStore
from checker.ui import services, state
from checker.ui.boundary import safe
from checker.ui.plain import as_label
from checker.ui.recognition import doubts_about

__all__ = ["ask_about_doubts", "free_name", "start", "take"]

_DOUBTFUL = "doubtful"


def free_name(store: ReviewStore, document: Document) -> str:
    """The document's name, with a number where another text already has it.

    A new wording of the same source, or of the same English, counts as the same document: its
    decisions are carried over.
    """
    taken = {item.document_id for item in store.documents(removed=None)}
    name, number = document.document_id, 2
    while name in taken:
        run = store.current_run(name)
        known = run.document if run else None
        if known is None or known.target == document.target:
            return name
        if document.source and known.source == document.source:
            return name
        name, number = f"{document.document_id} ({number})", number + 1
    return name


def start(read: Callable[[], list[Document]]) -> None:
    """Queue documents for checking; what looks wrong with them is asked about first."""
    if not _named():
        return
    try:
        documents = read()
    except CheckerError as error:
        st.error(as_label(str(error)))
        return
    doubts = [f"{item.document_id}: {told}" for item in documents for told in doubts_about(item)]
    if doubts:
        st.session_state[_DOUBTFUL] = (documents, doubts, st.session_state["mode"])
    else:
        _submit(documents, st.session_state["mode"])
    st.rerun()


def ask_about_doubts() -> None:
    """The question that `start` left, if there is one."""
    kept = st.session_state.get(_DOUBTFUL)
    if kept is None:
        return
    documents, doubts, mode = kept
    with st.container(border=True, key="doubts"):
        for told in doubts[:3]:
            st.warning(as_label(told), icon=":material/help:")
        if len(doubts) > 3:
            st.caption(f"and {len(doubts) - 3:,} more")
        with st.container(horizontal=True):
            st.button(
                "Check it all the same",
                key="doubts_yes",
                on_click=safe(_submit),
                args=(documents, mode),
            )
            st.button("Leave it", key="doubts_no", on_click=safe(_forget))


def take(read: Callable[[], list[DocumentReport]]) -> None:
    """Put the reports of an earlier run into the store."""
    if not _named():
        return
    store = services.store()
    try:
        for report in read():
            document = _renamed(report.document, free_name(store, report.document))
            run_id = store.add_run(
                dataclasses.replace(report, document=document), who=state.reviewer()
            )
    except CheckerError as error:
        st.error(as_label(str(error)))
        return
    state.choose_run(run_id)
    st.switch_page(st.session_state["pages"]["review"])


def _submit(documents: Sequence[Document], mode: str) -> None:
    _forget()
    for document in documents:
        name = free_name(services.store(), document)
        services.desk().submit(_renamed(document, name), mode=mode, who=state.reviewer())


def _forget() -> None:
    st.session_state.pop(_DOUBTFUL, None)


def _named() -> bool:
    if not state.reviewer():
        st.error("Enter your name at the side first: the log says who did what.")
        return False
    return True


def _renamed(document: Document, name: str) -> Document:
    return dataclasses.replace(document, document_id=name)
