"""The reading component: one v2 component, its script and style beside this file."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from typing import Any

import streamlit as st

__all__ = ["KEY", "reading"]

KEY = "reader"


@lru_cache(maxsize=1)
def _component() -> Any:
    assets = files("checker.ui").joinpath("assets")
    return st.components.v2.component(
        "checker_reader",
        css=assets.joinpath("reader.css").read_text(encoding="utf-8"),
        js=assets.joinpath("reader.js").read_text(encoding="utf-8"),
        isolate_styles=False,
    )


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
