"""No callback and no page outside the boundary for errors."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from checker.errors import InputError

pytest.importorskip("streamlit", reason="left out: Streamlit is not installed")

from streamlit.testing.v1 import AppTest

UI = Path(__file__).resolve().parents[2] / "checker" / "ui"
CALLBACK = ("on_click", "on_change")


def is_safe(value: ast.expr) -> bool:
    """A call of `safe`, or one of Streamlit's own words."""
    if isinstance(value, ast.Constant):
        return value.value in ("ignore", "rerun")
    return isinstance(value, ast.Call) and getattr(value.func, "id", "") == "safe"


@pytest.mark.parametrize("path", sorted(UI.glob("*.py")), ids=lambda path: path.name)
def test_every_callback_is_safe(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        name = node.arg if isinstance(node, ast.keyword) and node.arg else ""
        if name.startswith("on_") and (name in CALLBACK or name.endswith("_change")):
            assert isinstance(node, ast.keyword)
            assert is_safe(node.value), f"{path.name}, line {node.value.lineno}: {node.arg}"


@pytest.mark.parametrize("path", sorted(UI.glob("*.py")), ids=lambda path: path.name)
def test_every_fragment_and_dialog_is_guarded(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            names = [ast.unparse(item).partition("(")[0] for item in node.decorator_list]
            if "st.fragment" in names or "st.dialog" in names:
                assert names[-1] == "guarded", f"{path.name}: {node.name}"


def _page(kind: str) -> None:
    import streamlit as st

    from checker.errors import InputError
    from checker.ui import state
    from checker.ui.boundary import guarded, safe

    state.start()

    def fail() -> None:
        raise (
            InputError("no such thing", remedy="Try it.") if kind == "known" else KeyError("filter")
        )

    st.button("Press", key="press", on_click=safe(fail))
    st.write(st.session_state["error"])
    guarded(fail)()


@pytest.mark.parametrize(("kind", "words"), [("known", "no such thing"), ("unknown", "KeyError")])
def test_what_fails_is_told_and_the_page_goes_on(kind: str, words: str) -> None:
    app = AppTest.from_function(_page, kwargs={"kind": kind}).run()
    assert not app.exception
    (error,) = app.error
    assert words in error.value and "kept as a draft" in error.value
    assert {button.label for button in app.button} >= {"Try again"}
    app.button(key="press").click().run()
    assert not app.exception and any(words in item.value for item in app.markdown)


def test_an_error_we_foresee_keeps_its_own_words() -> None:
    assert str(InputError("no such thing", remedy="Try it.")).endswith("Try it.")
