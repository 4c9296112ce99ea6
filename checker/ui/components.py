"""Our own page components: each a few scripts and a style beside this file, registered once."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any

import streamlit as st

__all__ = ["asset", "component"]


def component(name: str, *scripts: str, style: str = "") -> Any:
    """The component made of some scripts, read one after another as one module.

    Args:
        name: tells components apart.
        scripts: files in `assets`; the last has the default export.
        style: a style sheet in `assets`.
    """
    own = f"component_{name}"
    if own not in st.session_state:
        st.session_state[own] = st.components.v2.component(
            f"checker_{name}",
            css=asset(style) if style else None,
            js="\n".join(asset(script) for script in scripts),
            isolate_styles=False,
        )
    return st.session_state[own]


@lru_cache(maxsize=16)
def asset(name: str) -> str:
    """The text of a file in `assets`."""
    return files("checker.ui").joinpath("assets").joinpath(name).read_text(encoding="utf-8")
