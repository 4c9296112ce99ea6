"""How often each pool is drawn from, as the budget is spent."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["POOL_OF_SET", "shares_at"]

POOL_OF_SET = {"wmt22-general-sample": "sample", "hadqaet": "posts", "biomqm": "medical"}
"""Annotated sets with a pool of their own; all others are drawn from as `mqm`."""
_EARLY = {
    "mqm": 0.28,
    "joined": 0.0,
    "ranked": 0.0,
    "sample": 0.04,
    "posts": 0.03,
    "medical": 0.03,
    "outputs": 0.25,
    "replaced": 0.27,
    "garbled": 0.15,
    "clean": 0.05,
}
_FINAL = {
    "mqm": 0.36,
    "joined": 0.04,
    "ranked": 0.06,
    "sample": 0.10,
    "posts": 0.08,
    "medical": 0.08,
    "outputs": 0.02,
    "replaced": 0.04,
    "garbled": 0.15,
    "clean": 0.07,
}


def shares_at(spent: float, pools: Iterable[str]) -> dict[str, float]:
    """Weights of the pools: outputs and garbled pairs first, expert marks at the end."""
    late = min(1.0, max(0.0, (spent - 0.35) / 0.25))
    return {name: _EARLY[name] + (_FINAL[name] - _EARLY[name]) * late for name in pools}
