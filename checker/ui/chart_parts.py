"""What the charts share: bars that can be clicked, colours that everyone can tell apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import altair as alt
import streamlit as st

from checker.records import Severity

__all__ = ["bars", "draw", "severity_colour", "verdict_colour"]

_COLOURS = {"critical": "#c93a8c", "major": "#e07800", "minor": "#2f86d6", "neutral": "#8a8f98"}
_PLAIN = "#4a7fb5"


def bars(rows: list[dict[str, Any]], *, lying: bool = False) -> alt.Chart:
    """A bar chart of rows, its encoding left to the caller.

    Args:
        lying: bars from left to right, each with the same height, however many there are.
    """
    height = alt.Step(26) if lying else 230
    return alt.Chart(alt.Data(values=rows), height=height).mark_bar(cursor="pointer", color=_PLAIN)


def severity_colour() -> alt.Color:
    """Severities in the colours that their marks have in the text."""
    names = [severity.value for severity in Severity][::-1]
    return alt.Color(
        "severity:N",
        scale=alt.Scale(domain=names, range=[_COLOURS[name] for name in names]),
        legend=alt.Legend(title=None, orient="bottom"),
    )


def verdict_colour() -> alt.Color:
    """Accepted flags in colour, dismissed ones grey."""
    return alt.Color(
        "verdict:N",
        scale=alt.Scale(domain=["accepted", "dismissed"], range=["#2f86d6", "#b9bec6"]),
        legend=alt.Legend(title=None, orient="bottom"),
    )


def draw(
    chart: alt.Chart, name: str, fields: list[str], pick: Callable[[dict[str, Any]], None]
) -> None:
    """Show a chart and hand the bar that was clicked to `pick`.

    Args:
        name: tells the charts of the page apart.
        fields: the row's fields that name a bar.
    """
    chosen = alt.selection_point(name="bar", fields=fields, on="click")
    event = st.altair_chart(
        chart.add_params(chosen), on_select="rerun", selection_mode="bar", key=f"chart_{name}"
    )
    points = event["selection"].get("bar") or []
    if points:
        pick(points[0])
