"""Charts; every bar leads to the segments behind it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import altair as alt
import streamlit as st

from checker.records import Severity
from checker.report.words import check_title
from checker.store import DocumentSummary, SegmentQuery, State
from checker.ui import services, state
from checker.ui.chart_parts import bars, draw, severity_colour, verdict_colour
from checker.ui.plain import category_title

__all__ = ["show"]

_BAND = 10
_DAY_AXIS = alt.Axis(labelAngle=-45, labelOverlap="greedy")


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
    left, right = st.columns(2, gap="large")
    with left:
        _documents(documents)
    with right:
        _activity(documents)
    st.divider()
    _precision(run_id, documents)
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
    chart = bars(rows).encode(
        x=alt.X("band:N", sort=None, title="score"),
        y=alt.Y("segments:Q", title="segments", axis=alt.Axis(tickMinStep=1)),
    )

    def pick(point: dict[str, Any]) -> None:
        low = int(str(point["band"]).partition("–")[0])
        high = low + _BAND
        _open(run_id, min_score=low or None, max_score=None if high == 100 else high - 1e-9)

    draw(chart, "scores", ["band"], pick)


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
    chart = bars(rows, lying=True).encode(
        y=alt.Y("shown:N", sort="-x", title=None, axis=alt.Axis(labelLimit=220)),
        x=alt.X("flags:Q", title="flags", axis=alt.Axis(tickMinStep=1)),
        color=severity_colour(),
        tooltip=["shown:N", "severity:N", "flags:Q"],
        detail="category:N",
    )

    def pick(point: dict[str, Any]) -> None:
        _open(
            run_id,
            categories=(str(point["category"]),),
            severities=(Severity(point["severity"]),),
        )

    draw(chart, "flags", ["category", "severity"], pick)


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
    chart = bars(rows, lying=True).encode(
        y=alt.Y("document:N", sort="x", title=None, axis=alt.Axis(labelLimit=220)),
        x=alt.X("score:Q", scale=alt.Scale(domain=[0, 100])),
        tooltip=["document:N", "score:Q", "open:Q"],
        detail="run:N",
    )
    draw(chart, "documents", ["run"], lambda point: _open(str(point["run"])))


def _activity(documents: list[DocumentSummary]) -> None:
    st.subheader("Decisions over time")
    run_of = {item.document_id: str(item.run_id) for item in documents}
    rows = [
        {
            "day": item.day,
            "reviewer": item.who,
            "document": item.document_id,
            "run": run_of[item.document_id],
            "decisions": item.decisions,
        }
        for item in services.store().statistics.activity(*run_of)
    ]
    if not rows:
        st.caption("No decisions yet.")
        return
    chart = bars(rows).encode(
        x=alt.X("day:O", title=None, scale=alt.Scale(domain=_days(rows)), axis=_DAY_AXIS),
        y=alt.Y("decisions:Q", axis=alt.Axis(tickMinStep=1)),
        color=alt.Color("reviewer:N", title=None, legend=alt.Legend(orient="bottom")),
        tooltip=["day:O", "reviewer:N", "document:N", "decisions:Q"],
        detail="run:N",
    )

    def pick(point: dict[str, Any]) -> None:
        _open(str(point["run"]), decided_by=point["reviewer"], decided_on=point["day"])

    draw(chart, "activity", ["day", "reviewer", "run"], pick)


def _precision(run_id: str, documents: list[DocumentSummary]) -> None:
    st.subheader("Machine against reviewer")
    everywhere = st.toggle("All documents", value=False, key="precision_all")
    names = {str(item.run_id): item.document_id for item in documents}
    rows = _verdicts(names if everywhere else {run_id: names[run_id]})
    if not rows:
        st.caption("Once flags are accepted or dismissed, each rule's precision stands here.")
        return
    chart = bars(rows, lying=True).encode(
        y=alt.Y(
            "shown:N",
            sort=alt.EncodingSortField("precision"),
            title=None,
            axis=alt.Axis(labelLimit=260),
        ),
        x=alt.X("flags:Q", title="decided flags", axis=alt.Axis(tickMinStep=1)),
        color=verdict_colour(),
        tooltip=[
            "shown:N",
            "verdict:N",
            "document:N",
            "flags:Q",
            alt.Tooltip("precision:Q", format=".0%"),
        ],
        detail="run:N",
    )

    def pick(point: dict[str, Any]) -> None:
        _open(str(point["run"]), rules=(str(point["rule"]),), states=(State(point["verdict"]),))

    draw(chart, "precision", ["run", "rule", "verdict"], pick)


def _verdicts(names: dict[str, str]) -> list[dict[str, Any]]:
    """Decided flags by rule, verdict and run; `names` has the documents of the runs."""
    figures = services.store().statistics
    overall = {item.check_id: item.precision for item in figures.rule_precision(*names)}
    return [
        {
            "rule": item.check_id,
            "shown": check_title(item.check_id),
            "document": names[run],
            "run": run,
            "verdict": verdict,
            "flags": number,
            "precision": overall[item.check_id],
        }
        for run in names
        for item in figures.rule_precision(run)
        for verdict, number in (("accepted", item.accepted), ("dismissed", item.dismissed))
        if number
    ]


def _days(rows: list[dict[str, Any]]) -> list[str]:
    """Every day from the first decision to the last, at least a fortnight."""
    last = date.fromisoformat(rows[-1]["day"])
    first = min(date.fromisoformat(rows[0]["day"]), last - timedelta(days=13))
    return [str(first + timedelta(days=n)) for n in range((last - first).days + 1)]


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


def _open(run_id: str, **filters: Any) -> None:
    state.choose_run(run_id)
    state.reset_filters(**filters)
    st.switch_page(st.session_state["pages"]["review"])
