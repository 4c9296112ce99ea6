"""The app, read from top to bottom: page, session, reviewer, navigation, the chosen page."""

from __future__ import annotations

import os
from importlib.resources import files

import streamlit as st

from checker.errors import CheckerError
from checker.ui import (
    page_charts,
    page_documents,
    page_export,
    page_review,
    services,
    state,
)
from checker.ui.plain import as_label

__all__ = ["run"]


def run() -> None:
    """Draw the app."""
    st.set_page_config(
        page_title="Translation review",
        page_icon=_asset("icon.svg.html"),
        layout="wide",
        menu_items={"about": "Finds garbled passages in Chinese-English translations, offline."},
    )
    st.html(f"<style>{_asset('desk.css')}</style>")
    state.start()
    pages = {
        "documents": st.Page(
            page_documents.show,
            title="Documents",
            icon=":material/folder_open:",
            url_path="documents",
            default=True,
        ),
        "review": st.Page(
            page_review.show, title="Review", icon=":material/fact_check:", url_path="review"
        ),
        "charts": st.Page(
            page_charts.show, title="Charts", icon=":material/bar_chart:", url_path="charts"
        ),
        "export": st.Page(
            page_export.show, title="Take home", icon=":material/download:", url_path="take-home"
        ),
    }
    st.session_state["pages"] = pages
    chosen = st.navigation(list(pages.values()), position="top")
    with st.sidebar:
        _who()
    try:
        services.store()
    except CheckerError as error:
        st.error(as_label(str(error)))
        st.stop()
    try:
        chosen.run()
    except CheckerError as error:
        st.error(as_label(str(error)))


def _who() -> None:
    """The reviewer: from the reverse proxy's header that was named, else from a field."""
    header = os.environ.get("CHECKER_USER_HEADER")
    if header:
        name = st.context.headers.get(header, "")
        st.session_state["who"] = name
        st.caption(as_label(f"Reviewer: {name}" if name else f"No {header} header: read only"))
        return
    st.session_state.setdefault("who_field", state.reviewer())
    st.text_input(
        "Reviewer",
        key="who_field",
        placeholder="Your name",
        max_chars=100,
        icon=":material/person:",
        on_change=_sign,
    )


def _sign() -> None:
    st.session_state["who"] = st.session_state["who_field"]
    state.remember()


def _asset(name: str) -> str:
    return files("checker.ui").joinpath("assets").joinpath(name).read_text(encoding="utf-8")
