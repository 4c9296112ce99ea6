# mypy: disallow-untyped-decorators=False
"""The keys, in a dialog."""

from __future__ import annotations

import streamlit as st

from checker.ui.boundary import guarded

__all__ = ["KEYS", "show_help"]

KEYS = (
    ("J / K", "next / previous flag among those shown"),
    ("Shift+J / K", "next / previous segment, flagged or not"),
    ("N / P", "next / previous open flag among those shown"),
    ("A", "accept: this is an error; the translation stays"),
    ("S", "fix & accept: the suggestion takes the place of the flagged words"),
    ("X", "dismiss the flag here"),
    ("D", "dismiss with a reason and a scope"),
    ("G", "change category, severity or extent"),
    ("M", "comment"),
    ("W", "mark words: arrows move, Shift and arrows extend, up and down change the side"),
    ("F", "add a flag on the marked words"),
    ("E", "edit the translation; Ctrl+Enter saves and checks it, else it stays a draft"),
    ("T", "show or hide the re-translation of the segment"),
    ("U / Y", "undo / redo your last decision"),
    ("/", "search; Enter or Esc goes back to the text"),
    ("Esc", "leave a field, or the flag, and keep the segment"),
    ("H", "this help"),
)


@st.dialog("Keys")
@guarded
def show_help() -> None:
    """Show what each key does."""
    rows = "".join(f"<tr><td><kbd>{key}</kbd></td><td>{text}</td></tr>" for key, text in KEYS)
    st.html(f'<table class="ck-keys">{rows}</table>')
    st.caption("Keys work while no field is being typed in. C and R belong to Streamlit.")
