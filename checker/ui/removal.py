"""Taking a document off the list, after a question, and putting it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from checker.errors import CheckerError
from checker.report.words import count
from checker.store import DocumentSummary
from checker.ui import services, state
from checker.ui.boundary import safe
from checker.ui.plain import as_html, as_label, moment

__all__ = ["removal", "removed_list"]

_SHOWN = 20


def removal(item: DocumentSummary) -> None:
    """The button of one document, with its question."""
    busy = services.desk().going_on(item.document_id) is not None
    with st.popover(
        as_label(f"Remove {item.document_id}"),
        icon=":material/delete:",
        type="tertiary",
        key=f"removal_{item.run_id or item.document_id}",
        help="Being checked: cancel that first." if busy else "Remove from the list",
        disabled=busy,
    ):
        st.markdown(f"Remove **{as_label(item.document_id)}** from the list?")
        st.caption("Its texts and decisions stay in the store; you can put it back.")
        st.button(
            "Remove",
            key=f"remove_{item.run_id or item.document_id}",
            type="primary",
            on_click=safe(_remove),
            args=(item,),
        )


def removed_list(removed: Sequence[DocumentSummary]) -> None:
    """What was taken off the list, with a way back for each."""
    if not removed:
        return
    with st.expander(f"Removed ({len(removed):,})", key="removed_documents"):
        for item in removed[:_SHOWN]:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(
                    f'<div class="ck-document"><b>{as_html(item.document_id)}</b>'
                    f"<small>{as_html(moment(item.updated_at))}</small></div>"
                )
                st.button(
                    "Put back",
                    key=f"restore_{item.run_id or item.document_id}",
                    on_click=safe(_record),
                    args=(services.store().restore, item, "is back on the list"),
                )
        if len(removed) > _SHOWN:
            st.caption(f"and {count(len(removed) - _SHOWN, 'document')} removed earlier")


def _remove(item: DocumentSummary) -> None:
    told = "is removed; you can put it back below the list"
    if _record(services.store().remove, item, told) and state.chosen_run() == item.run_id:
        state.clear_desk()


def _record(call: Callable[..., None], item: DocumentSummary, told: str) -> bool:
    try:
        call(item.document_id, who=state.reviewer())
    except CheckerError as error:
        st.session_state["error"] = str(error)
        return False
    st.session_state["notice"] = f"{item.document_id} {told}."
    return True
