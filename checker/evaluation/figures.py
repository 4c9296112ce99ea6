"""A measured figure with its interval, and the one line it is printed on."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

__all__ = ["Figure", "figure_line"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A labelled figure.

    Attributes:
        label: what is measured, e.g. "segment Spearman".
        value: None where it is not defined on this data.
        low: lower end of the 95 % bootstrap interval over segments (likewise `high`), None where
            there is none.
        count: how many `unit`s it rests on.
        group: what it is restricted to, e.g. "data set wmt21"; "" for everything.
    """

    label: str
    value: float | None
    count: int
    unit: str = "segments"
    low: float | None = None
    high: float | None = None
    group: str = ""
    digits: int = 3

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values, unrounded."""
        data = asdict(self)
        del data["digits"]
        return data


def figure_line(figure: Figure) -> str:
    """One line: group, label, value, interval, and what it rests on."""
    head = f"{figure.group}: {figure.label}" if figure.group else figure.label
    value = "–" if figure.value is None else f"{figure.value:.{figure.digits}f}"
    interval = ""
    if figure.low is not None and figure.high is not None:
        low, high = (f"{end:.{figure.digits}f}" for end in (figure.low, figure.high))
        interval = f"95 % {low} to {high}, "
    return f"{head} {value} ({interval}{figure.count} {figure.unit})"
