"""Peak memory of this process."""

from __future__ import annotations

import importlib
import sys

__all__ = ["peak_memory_mb"]


def peak_memory_mb() -> float | None:
    """The most memory this process has held so far, in MB of 10⁶ bytes.

    Returns:
        None on Windows, where Python's standard library does not say.
    """
    try:
        resource = importlib.import_module("resource")
    except ImportError:
        return None
    peak = float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    # Bytes on macOS, kibibytes elsewhere.
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
