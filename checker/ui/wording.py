"""The translation of a segment, to be written anew: drafts stay in the browser until saved.

A draft stays with its segment: another segment can be looked at, the page loaded again, the desk
closed; the field finds it again. Only what was checked or saved goes through Python.
"""

from __future__ import annotations

import streamlit as st

from checker.store import SegmentView
from checker.ui import actions
from checker.ui.boundary import safe
from checker.ui.components import component

__all__ = ["wording"]

_KEY = "editor"


def wording(segment: SegmentView) -> None:
    """Show the field with the segment's present wording, or the draft of a new one."""
    mount = component("editor", "drafts.js", "editor.js", style="editor.css")
    mount(
        key=_KEY,
        data={
            "run": segment.run_id,
            "position": segment.position,
            "event": segment.event,
            "text": segment.target,
            "saved": st.session_state.get("saved", 0),
        },
        on_save_change=safe(_save),
    )
    if segment.edited and segment.report is None:
        st.button(
            "This wording is not checked yet: check now",
            key="check_now",
            on_click=safe(actions.recheck),
            args=(segment.position,),
        )
    if segment.edited:
        st.button(
            "Restore original",
            key=f"restore_{segment.key}_{segment.event}",
            on_click=safe(actions.rewrite),
            args=(segment.original.pair.target, actions.shown(segment, None)),
        )


def _save() -> None:
    sent = st.session_state[_KEY].get("save") or {}
    if not sent or sent["n"] == st.session_state.get("saved"):
        return
    st.session_state["saved"] = sent["n"]
    about = actions.Shown(int(sent["position"]), None, int(sent["event"]))
    actions.rewrite(str(sent["text"]), about)
