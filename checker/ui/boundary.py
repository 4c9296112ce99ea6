"""One boundary for errors: a reviewer reads what happened and goes on, never a crash.

`guarded` goes around whatever draws, `safe` around whatever a button or a field calls. What is not
foreseen is written to the log with its trace; the page says its kind and that nothing is lost.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import streamlit as st

from checker.errors import CheckerError
from checker.ui import state
from checker.ui.plain import as_label

__all__ = ["guarded", "safe"]

_LOG = logging.getLogger(__name__)
_P = ParamSpec("_P")
_R = TypeVar("_R")

_KEPT = "Your decisions are stored, and a wording you have not saved is kept as a draft."


def guarded(draw: Callable[_P, None]) -> Callable[_P, None]:
    """The function, with a message and a way on in place of what it fails to draw."""

    @functools.wraps(draw)
    def inner(*args: _P.args, **kwargs: _P.kwargs) -> None:
        try:
            draw(*args, **kwargs)
        except CheckerError as error:
            _way_on(draw.__qualname__, f"{error} {_KEPT}")
        except Exception as error:
            _LOG.exception("a page could not be drawn")
            _way_on(draw.__qualname__, _told(error, "This page could not be drawn"))

    return inner


def safe(act: Callable[_P, _R]) -> Callable[_P, _R | None]:
    """The callback; where it fails, the page is drawn again with a message."""

    @functools.wraps(act)
    def inner(*args: _P.args, **kwargs: _P.kwargs) -> _R | None:
        try:
            return act(*args, **kwargs)
        except CheckerError as error:
            st.session_state["error"] = str(error)
        except Exception as error:
            _LOG.exception("something asked for could not be done")
            st.session_state["error"] = _told(error, "That could not be done")
        return None

    return inner


def _told(error: Exception, what: str) -> str:
    kind = type(error).__name__
    said = " ".join(str(error).split())[:300]
    return f"{what} ({kind}: {said}). {_KEPT}" if said else f"{what} ({kind}). {_KEPT}"


def _way_on(name: str, told: str) -> None:
    with st.container(border=True, key="way_on"):
        st.error(as_label(told), icon=":material/report:")
        with st.container(horizontal=True):
            st.button("Try again", key=f"again_{name}", type="primary")
            st.button(
                "Go on without filters and selection",
                key=f"afresh_{name}",
                on_click=safe(state.start_afresh),
            )
