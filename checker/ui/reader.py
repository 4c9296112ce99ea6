"""The reading component: one v2 component, its script and style beside this file."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from typing import Any

import streamlit as st

__all__ = ["KEY", "reading"]

KEY = "reader"
_OWN = "reader_component"


def _component() -> Any:
    """The component, registered once a session."""
    if _OWN not in st.session_state:
        st.session_state[_OWN] = st.components.v2.component(
            "checker_reader",
            css=_asset("reader.css"),
            js=_asset("reader.js"),
            isolate_styles=False,
        )
    return st.session_state[_OWN]


@lru_cache(maxsize=4)
def _asset(name: str) -> str:
    return files("checker.ui").joinpath("assets").joinpath(name).read_text(encoding="utf-8")


def reading(
    data: dict[str, Any],
    *,
    on_selection: Callable[[], None],
    on_words: Callable[[], None],
    on_step: Callable[[], None],
) -> None:
    """Show the texts.

    The callbacks find what happened in `st.session_state[KEY]`: `selection` ({position, key}),
    `words` ({position, side, start, end} or None) and `step` (1 or -1, past the page's last or
    first flag).

    Args:
        data: see `payload.reader_data`.
    """
    _component()(
        key=KEY,
        data=data,
        on_selection_change=on_selection,
        on_words_change=on_words,
        on_step_change=on_step,
    )
