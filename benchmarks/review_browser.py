"""How fast the desk answers in a browser: `python -m benchmarks.review_browser [SEGMENTS …]`.

Serves the desk as `checker-review` does, over documents made up by `review_desk`, and drives a
headless Chromium. Each figure is the time until a person sees the result: from the click to the
first page of segments, from the decision to the changed mark, the new count and the next flag.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks._measure import machine
from benchmarks.review_desk import made_up
from checker.store import open_store

# Press a button, then wait until what it changes is on the page. Timed inside the page.
PRESS = """([button, changed]) => new Promise((done) => {
  const look = () => changed.map((name) => document.querySelector(name)?.outerHTML ?? "");
  const before = look();
  const start = performance.now();
  const observer = new MutationObserver(() => {
    if (look().some((now, n) => now === before[n])) return;
    observer.disconnect();
    done(performance.now() - start);
  });
  observer.observe(document.body, { subtree: true, childList: true, attributes: true,
    characterData: true });
  document.querySelector(button).click();
})"""


@contextlib.contextmanager
def served(location: Path) -> Iterator[str]:
    """The desk over a store, on a free port of this computer."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    start = "import sys; from checker.ui.launch import main; sys.exit(main(sys.argv[1:]))"
    line = [sys.executable, "-c", start, "--no-browser", "--port", str(port)]
    server = subprocess.Popen(
        line,
        env={**os.environ, "CHECKER_STORE": str(location)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        for _ in range(300):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            time.sleep(0.2)
        yield f"http://localhost:{port}"
    finally:
        os.killpg(server.pid, 15)
        server.wait(20)


def settle(page: Any) -> None:
    """Until Streamlit has finished drawing."""
    page.wait_for_timeout(250)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.wait_for_timeout(250)


def first_pages(page: Any, url: str, *, repeats: int) -> tuple[list[float], list[float]]:
    """Milliseconds from «Review» in the list, and from the address in an open browser."""
    from_list, from_address = [], []
    for _ in range(repeats):
        page.goto(f"{url}/?who=Ana")
        page.locator("[class*=st-key-review_] button").wait_for()
        settle(page)
        start = time.perf_counter()
        page.locator("[class*=st-key-review_] button").click()
        page.locator(".ck-row").nth(24).wait_for()
        from_list.append(1000 * (time.perf_counter() - start))
        settle(page)
        start = time.perf_counter()
        page.reload()
        page.locator(".ck-row").nth(24).wait_for()
        from_address.append(1000 * (time.perf_counter() - start))
        settle(page)
    return from_list, from_address


def presses(page: Any, key: str, changed: list[str], *, repeats: int) -> list[float]:
    """Milliseconds from pressing a button until all of `changed` look otherwise."""
    found = []
    for _ in range(repeats):
        found.append(page.evaluate(PRESS, [f".st-key-{key} button", changed]))
        settle(page)
    return found


def told(what: str, times: list[float]) -> None:
    """Print median and maximum."""
    print(f"  {what:44s} median {statistics.median(times):7.0f} ms, max {max(times):7.0f} ms")


def measure(browser: Any, segments: int, *, repeats: int) -> None:
    """Print the figures of one document."""
    print(f"{segments:,} segments")
    with tempfile.TemporaryDirectory() as folder:
        location = Path(folder) / "review.sqlite"
        with open_store(location) as store:
            store.add_run(made_up(segments), who="Ana")
        with served(location) as url:
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.set_default_timeout(120_000)
            page.goto(f"{url}/?who=Ana")  # the server's first page loads its libraries
            page.locator("[class*=st-key-review_] button").wait_for()
            from_list, from_address = first_pages(page, url, repeats=max(3, repeats // 4))
            told("first page, from the list", from_list)
            told("first page, whole address loaded anew", from_address)
            page.locator(".st-key-next button").click()
            page.locator(".ck-mark.ck-sel").first.wait_for()
            settle(page)
            seen = [".ck-title", ".ck-mark.ck-sel"]
            told("accept", presses(page, "accept", seen, repeats=repeats))
            told("dismiss", presses(page, "dismiss", seen, repeats=repeats))
            told("undo", presses(page, "undo", [".ck-title"], repeats=repeats))
            told("next page", presses(page, "page_on", [".ck-row"], repeats=repeats // 2))
            page.close()


def main() -> None:
    """Measure what the command line asks for."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("segments", nargs="*", type=int, default=[1_000, 20_000])
    parser.add_argument("--repeats", type=int, default=20, help="decisions of each kind")
    arguments = parser.parse_args()
    print(f"{machine()}, load {os.getloadavg()[0]:.1f}")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for number in arguments.segments:
            measure(browser, number, repeats=arguments.repeats)
        browser.close()


if __name__ == "__main__":
    main()
