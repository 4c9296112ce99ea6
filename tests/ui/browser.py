"""What the browser tests share: opening a run, waiting for the page and for the store."""

from __future__ import annotations

import time

from checker.store import State

_STILL = """() => {
    const app = document.querySelector("[data-testid=stApp]");
    const reader = document.querySelector(".ck");
    return app?.dataset.testScriptState === "notRunning" && reader?.dataset.busy !== "true";
}"""


def open_run(page, served, run_id: str, **query: str) -> None:
    """The review page of a run, its texts drawn."""
    more = "".join(f"&{name}={text}" for name, text in query.items())
    page.goto(f"{served.url}/review?run={run_id}{more}")
    page.locator(".ck-row, .ck-doc").first.wait_for()
    page.locator(".st-key-panel").wait_for()
    settle(page)


def settle(page) -> None:
    """Until Streamlit has finished drawing and answered every key."""
    for _ in range(2):  # a change may have been sent that is not yet being drawn
        page.wait_for_timeout(60)
        page.wait_for_function(_STILL)


def settle_page(page) -> None:
    """Until Streamlit has finished drawing a page that has no reader."""
    page.wait_for_timeout(60)
    page.wait_for_function(
        "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
    )


def wait_for(condition, what: str) -> None:
    """Until the store says so."""
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.02)


def state_of(served, run_id: str, position: int, rule: str) -> State:
    """State of a flag in the store."""
    flags = served.store.segment(run_id, position).flags
    return next(f.state for f in flags if f.flag.check_id == rule)


def mark(page, words: str):
    """The mark on some words."""
    return page.locator(".ck-mark", has_text=words).first


def select(page, words: str) -> None:
    """Select a flag with the mouse; the panel shows it."""
    mark(page, words).click()
    page.locator(".st-key-panel .ck-quote", has_text=words).wait_for()
    settle(page)
