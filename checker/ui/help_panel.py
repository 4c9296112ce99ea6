# mypy: disallow-untyped-decorators=False
"""The keys, in a dialog."""

from __future__ import annotations

import streamlit as st

__all__ = ["KEYS", "show_help"]

KEYS = (
    ("J / K", "next / previous flag"),
    ("N / P", "next / previous open flag in the document"),
    ("A", "accept the flag"),
    ("X", "dismiss the flag here"),
    ("D", "dismiss with a reason and a scope"),
    ("G", "change category, severity or extent"),
    ("M", "comment"),
    ("F", "add a flag on the words marked with the mouse"),
    ("E", "edit the translation; Ctrl+Enter, then «Save and check»"),
    ("S", "take the suggestion over and check it"),
    ("U / Y", "undo / redo your last decision"),
    ("/", "search"),
    ("Esc", "leave the flag, keep the segment"),
    ("H", "this help"),
)


@st.dialog("Keys")
def show_help() -> None:
    """Show what each key does."""
    rows = "".join(f"<tr><td><kbd>{key}</kbd></td><td>{text}</td></tr>" for key, text in KEYS)
    st.html(f'<table class="ck-keys">{rows}</table>')
    st.caption("Keys work while no field is being typed in. C and R belong to Streamlit.")
