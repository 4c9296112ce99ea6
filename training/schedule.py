"""The learning rate over a budget."""

from __future__ import annotations

import math
from typing import Protocol

__all__ = ["Schedule", "learning_rate"]


class Schedule(Protocol):
    """The settings a learning rate depends on.

    Attributes:
        rate: the peak.
        warm_up: share of the budget with a rising rate.
    """

    @property
    def rate(self) -> float: ...

    @property
    def warm_up(self) -> float: ...


def learning_rate(share: float, settings: Schedule) -> float:
    """Warm-up, then a cosine down to 2 % of the peak at `share` 1.

    Args:
        share: of the budget that is spent, in [0, 1].
    """
    if share < settings.warm_up:
        return settings.rate * (share + 1e-3) / (settings.warm_up + 1e-3)
    rest = (share - settings.warm_up) / (1.0 - settings.warm_up)
    return settings.rate * (0.02 + 0.98 * 0.5 * (1.0 + math.cos(math.pi * min(1.0, rest))))
