"""The app served for real, and a real Chromium in front of it."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from checker.store import ReviewStore, open_store
from checker.ui.signing import COOKIE, sign

ROOT = Path(__file__).resolve().parents[2]
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
PATIENCE = 30_000
"""Milliseconds a page may take; a busy machine is slow, not wrong."""


@dataclass(frozen=True)
class Served:
    """A running app and the store behind it."""

    url: str
    store: ReviewStore
    pictures: Path
    location: str

    @contextlib.contextmanager
    def broken(self, run_id: str) -> Iterator[None]:
        """Meanwhile what the store holds about the run's flags is damaged."""
        with contextlib.closing(sqlite3.connect(self.location)) as connection, connection:
            connection.execute("CREATE TABLE whole AS SELECT * FROM flag_now")
            connection.execute("UPDATE flag_now SET flag = '{' WHERE run_id = ?", (run_id,))
        try:
            yield
        finally:
            with contextlib.closing(sqlite3.connect(self.location)) as connection, connection:
                connection.execute("DELETE FROM flag_now")
                connection.execute("INSERT INTO flag_now SELECT * FROM whole")
                connection.execute("DROP TABLE whole")

    def signed(self, who: str) -> dict[str, str]:
        """The cookie by which the app knows a reviewer."""
        return {"name": COOKIE, "value": sign(who, self.location), "url": self.url}


def _chromium() -> str | None:
    return next(
        (
            found
            for name in ("chromium", "chromium-browser", "google-chrome")
            if (found := shutil.which(name))
        ),
        None,
    )


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The app as the console script starts it, with a store of its own."""
    with _serving(tmp_path_factory.mktemp("served")) as found:
        yield found


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Served]:
    """The app with a store that holds nothing yet."""
    with _serving(tmp_path) as found:
        yield found


@contextlib.contextmanager
def _serving(folder: Path) -> Iterator[Served]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    location = str(folder / "review.sqlite")
    pictures = Path(os.environ.get("REVIEW_SCREENSHOTS", ROOT / "out" / "screenshots"))
    pictures.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "CHECKER_STORE": location,
        "CHECKER_USE_CACHE": "false",  # what a test sees is computed then and there
        "OMP_NUM_THREADS": "1",
    }
    with (folder / "log").open("w", encoding="utf-8") as log, open_store(location) as store:
        server = subprocess.Popen(
            [
                sys.executable,
                "-c",
                "import sys; from checker.ui.launch import main; "
                f"sys.exit(main(['--no-browser', '--port', '{port}']))",
            ],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            _wait_for(port, server)
            yield Served(f"http://localhost:{port}", store, pictures, location)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, 15)
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, 9)
                server.wait()


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert server.poll() is None, "the app did not start"
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        time.sleep(0.2)
    raise AssertionError("the app does not answer")


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """A headless Chromium."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="left out: Playwright is not installed"
    )
    path = _chromium()
    if path is None:
        pytest.skip("left out: no Chromium is installed (Debian: apt install chromium)")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=ARGUMENTS.split())
        yield browser
        browser.close()


@pytest.fixture
def page(chromium, served: Served) -> Iterator[object]:
    """A fresh tab; any script error or request off this computer fails the test."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    context.add_cookies([served.signed("Ana")])
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE)
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(f"script error: {error}"))
    tab.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((served.url, "data:", "blob:"))
            or request.url.startswith(served.url.replace("http", "ws"))
            else errors.append(f"request to {request.url}")
        ),
    )
    yield tab
    context.close()
    assert not errors
