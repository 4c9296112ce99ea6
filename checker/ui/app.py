"""The app, read from top to bottom: page, session, reviewer, navigation, the chosen page."""

from __future__ import annotations

import os

import streamlit as st

from checker.store import default_location
from checker.ui import (
    page_charts,
    page_documents,
    page_export,
    page_review,
    services,
    signing,
    state,
)
from checker.ui.boundary import guarded, safe
from checker.ui.components import asset, component
from checker.ui.plain import as_label

__all__ = ["run"]


@guarded
def run() -> None:
    """Draw the app."""
    st.set_page_config(
        page_title="Translation review",
        page_icon=asset("icon.svg.html"),
        layout="wide",
        menu_items={"about": "Finds garbled passages in Chinese-English translations, offline."},
    )
    st.html(f"<style>{asset('desk.css')}</style>")
    state.start()
    st.session_state["pages"] = pages = _pages()
    chosen = st.navigation(list(pages.values()), position="top")
    services.store()
    with st.sidebar:
        _who()
    chosen.run()


def _pages() -> dict[str, st.Page]:
    rows = (
        ("documents", page_documents.show, "Documents", "folder_open", "documents"),
        ("review", page_review.show, "Review", "fact_check", "review"),
        ("charts", page_charts.show, "Charts", "bar_chart", "charts"),
        ("export", page_export.show, "Take home", "download", "take-home"),
    )
    return {
        name: st.Page(
            guarded(show),
            title=title,
            icon=f":material/{icon}:",
            url_path=path,
            default=name == "documents",
        )
        for name, show, title, icon, path in rows
    }


def _who() -> None:
    """The reviewer: from the reverse proxy's header that was named, else signed in a cookie."""
    header = os.environ.get(signing.HEADER)
    if header:
        name = st.context.headers.get(header, "")
        st.session_state["who"] = name
        st.caption(as_label(f"Reviewer: {name}" if name else f"No {header} header: read only"))
        return
    if "asked_cookie" not in st.session_state:
        st.session_state["asked_cookie"] = True
        kept = st.context.cookies.get(signing.COOKIE, "")
        if isinstance(kept, str) and not state.reviewer():
            st.session_state["who"] = signing.read(kept, default_location())
    st.session_state.setdefault("who_field", state.reviewer())
    st.text_input(
        "Reviewer",
        key="who_field",
        placeholder="Your name",
        max_chars=100,
        icon=":material/person:",
        on_change=safe(_sign),
    )
    if "signed" in st.session_state:
        component("cookie", "cookie.js")(
            key="cookie",
            height=1,
            data={"name": signing.COOKIE, "value": st.session_state["signed"]},
        )


def _sign() -> None:
    name = st.session_state["who_field"].strip()
    st.session_state["who"] = name
    st.session_state["signed"] = signing.sign(name, default_location()) if name else ""
