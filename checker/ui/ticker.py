"""A clock inside a fragment: while it is drawn, the fragment is drawn again every second.

Streamlit's `run_every` also fires while one page gives way to another, and then the new page may
stay empty; this one waits.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import streamlit as st

__all__ = ["tick"]

_OWN = "ticker_component"


def tick(key: str) -> None:
    """Have the fragment around this call drawn again soon."""
    _component()(key=key, height=1, on_tick_change=_again)


def _component() -> Any:
    """The component, registered once a session."""
    if _OWN not in st.session_state:
        script = files("checker.ui").joinpath("assets").joinpath("ticker.js")
        st.session_state[_OWN] = st.components.v2.component(
            "checker_ticker", js=script.read_text(encoding="utf-8")
        )
    return st.session_state[_OWN]


def _again() -> None:
    """Nothing to do: that there was a tick is enough."""
