"""The command line. One command a module, each a thin wrapper over callable functions.

Exit codes: 0 clean, 1 flagged beyond the gate (`--fail-on`), 2 bad input or settings, 3 partial:
some inputs failed and are named, the rest was checked.
"""

from __future__ import annotations

from checker.cli.main import main

__all__ = ["main"]
