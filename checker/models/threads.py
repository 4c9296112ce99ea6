"""How many processor threads the models use, and how they wait for each other."""

from __future__ import annotations

import os

__all__ = ["spin_briefly", "use_threads"]

_WAITING = {"GOMP_SPINCOUNT": "2000", "KMP_BLOCKTIME": "1"}


def spin_briefly() -> None:
    """Makes OpenMP's idle threads sleep soon; to be called before torch or ctranslate2 loads.

    By default they spin for milliseconds. Where anything else runs on the machine, a spinning
    thread holds the core that its partner waits for: with two threads on two busy cores, generation
    was measured five to ten times slower. Settings of the user's own are left alone.
    """
    for name, value in _WAITING.items():
        os.environ.setdefault(name, value)


def use_threads(threads: int) -> None:
    """Sets torch's threads for the whole process; does nothing where torch is not installed.

    Args:
        threads: 0 = all cores.
    """
    spin_briefly()
    try:
        import torch
    except ImportError:
        return  # reported with its remedy when a model is loaded
    torch.set_num_threads(threads or os.cpu_count() or 1)
