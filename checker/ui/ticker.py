"""A clock inside a fragment: while it is drawn, the fragment is drawn again every second.

Streamlit's `run_every` also fires while one page gives way to another, and then the new page may
stay empty; this one waits.
"""

from __future__ import annotations

from checker.ui.boundary import safe
from checker.ui.components import component

__all__ = ["tick"]


def tick(key: str) -> None:
    """Have the fragment around this call drawn again soon."""
    component("ticker", "ticker.js")(key=key, height=1, on_tick_change=safe(_again))


def _again() -> None:
    """Nothing to do: that there was a tick is enough."""
