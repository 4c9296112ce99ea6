"""How many processor threads torch uses."""

from __future__ import annotations

import os

__all__ = ["use_threads"]


def use_threads(threads: int) -> None:
    """Sets torch's threads for the whole process; does nothing where torch is not installed.

    Args:
        threads: 0 = all cores.
    """
    try:
        import torch
    except ImportError:
        return  # reported with its remedy when a model is loaded
    torch.set_num_threads(threads or os.cpu_count() or 1)
