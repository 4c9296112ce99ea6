"""`timing.json`: when and where a run's sessions ran, kept apart from what must be reproducible."""

from __future__ import annotations

import json
import platform
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from checker.runs.run_head import atomic
from checker.runs.run_names import TIMING_FILE

__all__ = ["Stopwatch"]


class Stopwatch:
    """Measures one session of a run, from its making to `write`.

    Args:
        resumed: documents that were complete when the session began.
    """

    def __init__(self, *, resumed: int) -> None:
        self._resumed = resumed
        self._started = datetime.now(UTC)
        self._clock = time.monotonic()

    def write(self, folder: Path, *, documents: int, versions: dict[str, str]) -> None:
        """Adds the session to `timing.json`.

        Raises:
            OSError: the file cannot be written.
        """
        path = folder / TIMING_FILE
        sessions = _sessions(path)
        sessions.append(
            {
                "started": self._started.isoformat(timespec="seconds"),
                "finished": datetime.now(UTC).isoformat(timespec="seconds"),
                "seconds": round(time.monotonic() - self._clock, 3),
                "host": platform.node(),
                "platform": platform.platform(),
                "versions": versions,
                "documents_found_complete": self._resumed,
                "documents_checked": documents,
            }
        )
        with atomic(path) as stream:
            json.dump({"sessions": sessions}, stream, indent=2, ensure_ascii=False)
            stream.write("\n")


def _sessions(path: Path) -> list[dict[str, Any]]:
    """Earlier sessions; a damaged file is no reason to lose a run's results."""
    try:
        return list(json.loads(path.read_text(encoding="utf-8"))["sessions"])
    except (OSError, ValueError, KeyError, TypeError):
        return []
