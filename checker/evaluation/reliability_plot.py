"""The reliability diagram as a PNG (needs matplotlib, an extra)."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from pathlib import Path

from checker.errors import missing_extra
from checker.evaluation.calibration import ReliabilityBin

__all__ = ["write_reliability_plot"]

_SIZE, _DPI = (5.0, 5.0), 120  # inches, and dots an inch; chosen, looks only


def write_reliability_plot(bins: Sequence[ReliabilityBin], path: Path, *, title: str) -> None:
    """Draws confidence against how often the flags were right, the number of flags at each point.

    Raises:
        MissingDependencyError: matplotlib is not installed.
        OSError: the file cannot be written.
    """
    try:
        figure_module = importlib.import_module("matplotlib.figure")
    except ImportError as error:
        raise missing_extra("the reliability plot needs matplotlib", "evaluate") from error
    # A bare Figure draws with Agg and touches no global state.
    figure = figure_module.Figure(figsize=_SIZE, dpi=_DPI, layout="constrained")
    axes = figure.add_subplot()
    axes.plot([0, 1], [0, 1], linestyle="--", color="0.6", label="perfectly calibrated")
    axes.plot([b.confidence for b in bins], [b.observed for b in bins], marker="o", label="flags")
    for entry in bins:
        axes.annotate(
            str(entry.count),
            (entry.confidence, entry.observed),
            textcoords="offset points",
            xytext=(5, -10),
            fontsize=8,
        )
    axes.set(
        xlim=(0, 1),
        ylim=(0, 1),
        xlabel="confidence of the flag",
        ylabel="share confirmed by raters",
        title=title,
    )
    axes.legend(loc="upper left")
    figure.savefig(path, format="png")
