"""The reading component: both texts, their marks, and the keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from checker.ui.boundary import safe
from checker.ui.components import component

__all__ = ["KEY", "reading"]

KEY = "reader"

_SCRIPTS = ("queue.js", "drafts.js", "drawing.js", "words.js", "typing.js", "reader.js")


def reading(data: dict[str, Any], *, on_acts: Callable[[], None]) -> None:
    """Show the texts.

    `on_acts` finds in `st.session_state[KEY]["acts"]` what the reviewer has done and Python has not
    acknowledged (`payload.reader_data`): {"desk": str, "items": [{"n": int, "do": str, …}, …]}.

    Args:
        data: see `payload.reader_data`.
    """
    mount = component("reader", *_SCRIPTS, style="reader.css")
    mount(key=KEY, data=data, on_acts_change=safe(on_acts))
