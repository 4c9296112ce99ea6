"""Charts; every bar leads to the segments behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import altair as alt
import streamlit as st

from checker.records import Severity
from checker.store import DocumentSummary, SegmentQuery
from checker.ui import services, state
from checker.ui.plain import category_title, title_of

__all__ = ["show"]

COLOURS = {"critical": "#c93a8c", "major": "#e07800", "minor": "#2f86d6", "neutral": "#8a8f98"}
_BAND = 10


def show() -> None:
    """Draw the page."""
    st.header("Charts")
    documents = [item for item in services.store().documents() if item.run_id]
    if not documents:
        st.info("No document has been checked yet.")
        return
    run_ids = [str(item.run_id) for item in documents]
    names = {str(item.run_id): item.document_id for item in documents}
    chosen = state.chosen_run()
    run_id = st.selectbox(
        "Document",
        run_ids,
        index=run_ids.index(chosen) if chosen in run_ids else 0,
        format_func=names.__getitem__,
    )
    st.caption("Click a bar to see its segments.")
    left, right = st.columns(2, gap="large")
    with left:
        _scores(run_id)
    with right:
        _flags(run_id)
    with left:
        _documents(documents)
    with right:
        _activity([item.document_id for item in documents])
    st.divider()
    _precision(run_id, run_ids)
    _agreement([item.document_id for item in documents])


def _scores(run_id: str) -> None:
    st.subheader("Scores of the segments")
    bands = services.store().statistics.score_histogram(SegmentQuery(run_id), width=_BAND)
    rows = [
        {"band": f"{low}–{low + _BAND}", "low": low, "segments": number} for low, number in bands
    ]
    if not any(row["segments"] for row in rows):
        st.caption("No segment has a score.")
        return
    chart = _bars(rows).encode(
        x=alt.X("band:N", sort=None, title="score"),
        y=alt.Y("segments:Q", title="segments", axis=alt.Axis(tickMinStep=1)),
    )

    def pick(point: dict[str, Any]) -> None:
        low = int(str(point["band"]).partition("–")[0])
        high = low + _BAND
        _open(run_id, min_score=low or None, max_score=None if high == 100 else high - 1e-9)

    _chart(chart, "scores", ["band"], pick)


def _flags(run_id: str) -> None:
    st.subheader("Flags by category and severity")
    counts: dict[tuple[str, str], int] = {}
    for item in services.store().statistics.flag_counts(run_id):
        key = (item.category, item.severity.value)
        counts[key] = counts.get(key, 0) + item.count
    rows = [
        {"category": category, "shown": category_title(category), "severity": severity, "flags": n}
        for (category, severity), n in counts.items()
    ]
    if not rows:
        st.caption("No passage is flagged.")
        return
    chart = _bars(rows).encode(
        y=alt.Y("shown:N", sort="-x", title=None, axis=alt.Axis(labelLimit=220)),
        x=alt.X("flags:Q", title="flags", axis=alt.Axis(tickMinStep=1)),
        color=_severity_colour(),
        tooltip=["shown:N", "severity:N", "flags:Q"],
        detail="category:N",
    )

    def pick(point: dict[str, Any]) -> None:
        _open(
            run_id,
            categories=(str(point["category"]),),
            severities=(Severity(point["severity"]),),
        )

    _chart(chart, "flags", ["category", "severity"], pick)


def _documents(documents: list[DocumentSummary]) -> None:
    st.subheader("Documents by score")
    rows = [
        {
            "document": item.document_id,
            "score": item.score,
            "open": item.open_flags,
            "run": item.run_id,
        }
        for item in sorted(documents, key=lambda item: item.score or 0.0)[:40]
        if item.score is not None
    ]
    if not rows:
        st.caption("No document has a score.")
        return
    chart = _bars(rows).encode(
        y=alt.Y("document:N", sort="x", title=None, axis=alt.Axis(labelLimit=220)),
        x=alt.X("score:Q", scale=alt.Scale(domain=[0, 100])),
        tooltip=["document:N", "score:Q", "open:Q"],
        detail="run:N",
    )
    _chart(chart, "documents", ["run"], lambda point: _open(str(point["run"])))


def _activity(names: list[str]) -> None:
    st.subheader("Decisions over time")
    rows = [
        {"day": day, "reviewer": who, "decisions": number}
        for day, who, number in services.store().statistics.activity(*names)
    ]
    if not rows:
        st.caption("No decisions yet.")
        return
    chart = (
        alt.Chart(alt.Data(values=rows), height=260)
        .mark_bar()
        .encode(
            x=alt.X("day:O", title=None),
            y=alt.Y("decisions:Q", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color("reviewer:N", title=None),
            tooltip=["day:O", "reviewer:N", "decisions:Q"],
        )
    )
    st.altair_chart(chart)


def _precision(run_id: str, run_ids: list[str]) -> None:
    st.subheader("Machine against reviewer")
    everywhere = st.toggle("All documents", value=False, key="precision_all")
    found = services.store().statistics.rule_precision(*(run_ids if everywhere else [run_id]))
    decided = [item for item in found if item.precision is not None]
    if not decided:
        st.caption("Once flags are accepted or dismissed, each rule's precision stands here.")
        return
    rows = [
        {
            "rule": item.rule,
            "shown": title_of(item.rule),
            "verdict": verdict,
            "flags": number,
            "precision": item.precision,
        }
        for item in decided
        for verdict, number in (("accepted", item.accepted), ("dismissed", item.dismissed))
    ]
    chart = _bars(rows).encode(
        y=alt.Y(
            "shown:N",
            sort=alt.EncodingSortField("precision"),
            title=None,
            axis=alt.Axis(labelLimit=260),
        ),
        x=alt.X("flags:Q", title="decided flags", axis=alt.Axis(tickMinStep=1)),
        color=alt.Color(
            "verdict:N",
            scale=alt.Scale(domain=["accepted", "dismissed"], range=["#2f86d6", "#b9bec6"]),
            title=None,
        ),
        tooltip=["shown:N", "verdict:N", "flags:Q", alt.Tooltip("precision:Q", format=".0%")],
        detail="rule:N",
    )
    _chart(chart, "precision", ["rule"], lambda p: _open(run_id, rules=(str(p["rule"]),)))


def _agreement(names: list[str]) -> None:
    found = services.store().statistics.agreements(*names)
    if not found:
        return
    st.subheader("Reviewers against each other")
    for item in found:
        kappa = "not defined (one verdict only)" if item.kappa is None else f"{item.kappa:.2f}"
        st.text(
            f"{item.first} and {item.second}: {item.same} of {item.both} common flags decided "
            f"alike, Cohen's kappa {kappa}"
        )


def _bars(rows: list[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.Data(values=rows), height=260).mark_bar(cursor="pointer")


def _severity_colour() -> alt.Color:
    names = [severity.value for severity in Severity][::-1]
    return alt.Color(
        "severity:N",
        scale=alt.Scale(domain=names, range=[COLOURS[name] for name in names]),
        legend=alt.Legend(title=None, orient="bottom"),
    )


def _chart(
    chart: alt.Chart, name: str, fields: list[str], pick: Callable[[dict[str, Any]], None]
) -> None:
    chosen = alt.selection_point(name="bar", fields=fields, on="click")
    event = st.altair_chart(
        chart.add_params(chosen), on_select="rerun", selection_mode="bar", key=f"chart_{name}"
    )
    points = event["selection"].get("bar") or []
    if points:
        pick(points[0])


def _open(run_id: str, **filters: Any) -> None:
    state.choose_run(run_id)
    state.reset_filters(**filters)
    st.switch_page(st.session_state["pages"]["review"])
