"""The reviewed report and the printed summary: what stands after the review."""

from __future__ import annotations

import dataclasses

from checker.records import DocumentReport, SegmentReport
from checker.report.html_report import render_report
from checker.report.words import count, score_text
from checker.store import FlagView, ReviewStore, RunSummary, SegmentView, State
from checker.store.export.reviewed import corrected_text
from checker.ui.plain import as_html, category_title, flag_label

__all__ = ["reviewed_report", "summary_page"]


def reviewed_report(store: ReviewStore, run: RunSummary) -> str:
    """The HTML report with the reviewers' wordings and without dismissed flags."""
    segments: list[SegmentReport] = []
    shift = 0
    for view in store.all_segments(run.run_id):
        segment, shift = _as_reviewed(view, shift)
        segments.append(segment)
    document = dataclasses.replace(run.document, target=corrected_text(store, run.run_id))
    summary = store.document(run.document_id)
    note = f"Reviewed: {summary.decided_flags} flags decided, {summary.open_flags} open."
    report = DocumentReport(
        document, tuple(segments), run.score, run.signature, (*run.notes, note), run.missing
    )
    return render_report([report])


def _as_reviewed(view: SegmentView, shift: int) -> tuple[SegmentReport, int]:
    """A segment with what stands, its places moved by the edits before it."""
    pair = view.original.pair
    start = pair.target_start + shift
    moved = dataclasses.replace(
        pair, target=view.target, target_start=start, target_end=start + len(view.target)
    )
    flags = tuple(
        dataclasses.replace(
            item.flag, document_start=base + item.flag.start, document_end=base + item.flag.end
        )
        for item in view.flags
        if item.current and item.state is not State.DISMISSED
        for base in [start if item.flag.side == "target" else pair.source_start]
    )
    report = view.report or dataclasses.replace(
        view.original,
        translations=(),
        overlap=(),
        forced_decoding=None,
        estimate=None,
        score=None,
        missing=("The new wording has not been checked.",),
    )
    shift += len(view.target) - len(pair.target)
    return dataclasses.replace(report, pair=moved, flags=flags), shift


def summary_page(store: ReviewStore, run: RunSummary) -> str:
    """A page to print: figures, and each accepted error with the words that replace it."""
    summary = store.document(run.document_id)
    rows, edited = [], 0
    for view in store.all_segments(run.run_id):
        edited += view.edited
        rows += [
            _row(view, item)
            for item in view.flags
            if item.state is State.ACCEPTED and item.origin != "recheck"
        ]
    facts = (
        ("Score", score_text(run.score)),
        ("Segments", f"{summary.segments:,}"),
        ("Errors accepted", f"{len(rows):,}"),
        ("Segments rewritten", f"{edited:,}"),
        ("Flags still open", f"{summary.open_flags:,}"),
        ("Review", summary.state.value),
    )
    table = "".join(f"<tr><th>{as_html(a)}</th><td>{as_html(b)}</td></tr>" for a, b in facts)
    body = "".join(rows) or '<tr><td colspan="4">None.</td></tr>'
    name = as_html(run.document_id)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{name}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{name}</h1><table>{table}</table>"
        f'<h2>{as_html(count(len(rows), "accepted error"))}</h2><table class="errors">'
        "<tr><th>Segment</th><th>Error</th><th>Words</th><th>Now</th></tr>"
        f"{body}</table></body></html>\n"
    )


def _row(view: SegmentView, item: FlagView) -> str:
    flag = item.flag
    what = f"{flag_label(flag.severity)}, {category_title(flag.category)}"
    by = f"{item.who or ''}: {item.reason or flag.reason}"
    now = view.target if view.edited else "(not rewritten)"
    return (
        f"<tr><td>{view.position + 1}</td><td>{as_html(what)}<br><small>{as_html(by)}</small></td>"
        f"<td>{as_html(flag.text)}</td><td>{as_html(now)}</td></tr>"
    )


_STYLE = (
    "body{font:11pt/1.4 Georgia,'Noto Serif SC',serif;max-width:48em;margin:2em auto;color:#111}"
    "h1{font-size:1.5em}h2{font-size:1.15em;margin-top:2em}table{border-collapse:collapse}"
    "th,td{text-align:left;vertical-align:top;padding:.25em .8em .25em 0}"
    ".errors{width:100%}.errors th,.errors td{border-bottom:1px solid #bbb;overflow-wrap:anywhere}"
    "tr{break-inside:avoid}small{color:#444}@page{margin:2cm}"
)
