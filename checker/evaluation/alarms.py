"""False alarms: what is flagged in translations that are known to be good."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from checker.evaluation.figures import Figure
from checker.evaluation.measure_places import sum_figure
from checker.evaluation.prediction import Prediction

__all__ = ["alarm_figures"]

_UNIT = "clean segments"


def alarm_figures(
    predictions: Sequence[Prediction], *, rules: Iterable[str] = (), seed: int
) -> list[Figure]:
    """False alarms per 1,000 clean segments: flags in all, major flags, and findings per rule.

    A rule's figure counts the flags it has a part in, neutral ones included; the figures in all
    leave those out.

    Args:
        rules: ids to list even where they raised no alarm.
    """
    counts = sorted({*rules, *(d for p in predictions for f in p.flags for d in f.checks)})
    number = len(predictions)
    figures = [
        _figure("false alarms per 1,000", [len(p.marks) for p in predictions], number, seed),
        _figure(
            "false majors per 1,000",
            [sum(flag.major for flag in p.marks) for p in predictions],
            number,
            seed,
        ),
        _figure(
            "segments with a false alarm per 1,000",
            [bool(p.marks) for p in predictions],
            number,
            seed,
        ),
    ]
    for rule in counts:
        alarms = [sum(rule in flag.checks for flag in p.flags) for p in predictions]
        figures.append(_figure(f"false alarms per 1,000 of {rule}", alarms, number, seed))
    return figures


def _figure(label: str, alarms: Sequence[float], number: int, seed: int) -> Figure:
    rows = np.array([[count, 1.0] for count in alarms]).reshape(len(alarms), 2)
    return sum_figure(label, rows, _per_thousand, number, _UNIT, seed, digits=1)


def _per_thousand(counts: NDArray[np.float64]) -> float | None:
    return float(1000 * counts[0] / counts[1]) if counts[1] else None
