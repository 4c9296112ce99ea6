"""The reviewed report and the printed summary: what stands after the review."""

from __future__ import annotations

import dataclasses

from checker.records import DocumentReport, SegmentReport
from checker.report.html_report import render_report
from checker.report.words import check_title, count, score_text
from checker.store import FlagView, ReviewStore, RunSummary, SegmentView, State
from checker.store.events.flag_rows import REVIEWER
from checker.store.events.repairs import REPAIRED, as_reviewed, found_again
from checker.store.export.reviewed import corrected_text
from checker.store.sql.batch import FIXED
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
    decided = count(summary.decided_flags, "flag")
    note = f"Reviewed: {decided} decided, {summary.open_flags:,} open."
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
    """A page to print: figures, and each accepted error with who did what about it."""
    summary = store.document(run.document_id)
    rows, edited, standing = [], 0, 0
    for view in store.all_segments(run.run_id):
        edited += view.edited
        for item in _accepted(view):
            rows.append(_row(view, item))
            standing += item.current
    facts = (
        ("Score", score_text(run.score)),
        ("Segments", f"{summary.segments:,}"),
        ("Errors accepted", f"{len(rows):,}"),
        ("Of these still in the translation", f"{standing:,}"),
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


def _accepted(view: SegmentView) -> list[FlagView]:
    """Accepted flags: of the checked wording, and those that only the new one has."""
    twins = {twin.key for twin in found_again(view).values()}
    return [
        item for item in as_reviewed(view) if item.state is State.ACCEPTED and item.key not in twins
    ]


def _row(view: SegmentView, item: FlagView) -> str:
    flag = item.flag
    what = f"{flag_label(flag.severity)}, {category_title(flag.category)}"
    told = "".join(f"<br><small>{as_html(line)}</small>" for line in _who_did_what(view, item))
    now = "Still in the translation." if item.current else view.target
    return (
        f"<tr><td>{view.position + 1}</td><td>{as_html(what)}{told}</td>"
        f"<td>{as_html(flag.text or '(nothing stands here)')}</td><td>{as_html(now)}</td></tr>"
    )


def _who_did_what(view: SegmentView, item: FlagView) -> list[str]:
    """Who found it and why, who accepted it and why, who wrote what stands now."""
    by_hand = item.flag.check_id == REVIEWER
    found = f"Marked by {item.who}" if by_hand else f"Found by «{check_title(item.flag.check_id)}»"
    lines = [f"{found}: {item.flag.reason}"]
    unsaid = item.reason in ("", FIXED, REPAIRED)
    if not by_hand and item.reason not in (FIXED, REPAIRED):
        lines.append(f"Accepted by {item.who}" + ("." if unsaid else f": {item.reason}"))
    if not item.current and view.editor:
        lines.append(f"Rewritten by {view.editor}.")
    return lines


_STYLE = (
    "body{font:11pt/1.4 Georgia,'Noto Serif SC',serif;max-width:48em;margin:2em auto;color:#111}"
    "h1{font-size:1.5em}h2{font-size:1.15em;margin-top:2em}table{border-collapse:collapse}"
    "th,td{text-align:left;vertical-align:top;padding:.25em .8em .25em 0}"
    ".errors{width:100%}.errors th,.errors td{border-bottom:1px solid #bbb;overflow-wrap:anywhere}"
    "tr{break-inside:avoid}small{color:#444}@page{margin:2cm}"
)
