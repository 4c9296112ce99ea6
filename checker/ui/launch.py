"""`checker-review`: starts the app of the installed package, on this computer only."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from checker.errors import MissingDependencyError, missing_extra

__all__ = ["command", "main"]


def command(*, host: str, port: int, open_browser: bool) -> list[str]:
    """The command line that serves the app.

    Raises:
        MissingDependencyError: Streamlit is not installed.
    """
    if find_spec("streamlit") is None:
        raise missing_extra("the review desk needs Streamlit", "ui")
    script = Path(__file__).with_name("serve.py")
    options = {
        "server.address": host,
        "server.port": str(port),
        "server.headless": "false" if open_browser else "true",
        "server.maxUploadSize": "20",
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "server.fileWatcherType": "none",
        "theme.light.primaryColor": "#2f5d8a",
        "theme.dark.primaryColor": "#7fb2ea",
    }
    given = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "streamlit", "run", str(script), *given]


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the app until it is stopped with Ctrl+C."""
    parser = argparse.ArgumentParser(prog="checker-review", description=__doc__)
    parser.add_argument(
        "--host", default="localhost", help="address to listen on (default: this computer only)"
    )
    parser.add_argument("--port", type=int, default=8501, help="port (default: 8501)")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser window")
    parsed = parser.parse_args(arguments)
    try:
        line = command(host=parsed.host, port=parsed.port, open_browser=not parsed.no_browser)
    except MissingDependencyError as error:
        parser.exit(error.exit_code, f"{error}\n")
    try:
        return subprocess.run(line, check=False).returncode
    except KeyboardInterrupt:
        return 0
