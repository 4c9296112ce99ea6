"""Take home: the corrected text, the reviewed annotations, a report, a summary for print."""

from __future__ import annotations

import io
from collections.abc import Callable

import streamlit as st

from checker.report.words import count
from checker.store import ReviewStore, RunSummary, SegmentQuery, State
from checker.store.export.reviewed import corrected_text, write_corrected, write_records
from checker.store.export.reviewed_mqm import write_reviewed_mqm
from checker.ui import services, state
from checker.ui.intake import file_name
from checker.ui.plain import as_html
from checker.ui.reports import reviewed_report, summary_page

__all__ = ["EXPORTS", "show"]

_NAMED = 20


def _text(store: ReviewStore, run: RunSummary) -> str:
    return corrected_text(store, run.run_id)


def _written(
    write: Callable[[io.StringIO, ReviewStore, str], object],
) -> Callable[[ReviewStore, RunSummary], str]:
    def make(store: ReviewStore, run: RunSummary) -> str:
        stream = io.StringIO(newline="")
        write(stream, store, run.run_id)
        return stream.getvalue()

    return make


def _log(store: ReviewStore, run: RunSummary) -> str:
    stream = io.StringIO()
    store.export(stream, documents=[run.document_id])
    return stream.getvalue()


EXPORTS: dict[str, tuple[str, str, str, str, Callable[[ReviewStore, RunSummary], str]]] = {
    "text": (
        "Corrected English",
        "The translation with your edits, all else untouched.",
        ".corrected.en.txt",
        "text/plain",
        _text,
    ),
    "table": (
        "Corrected English, as a table",
        "Segment by segment: source, checked, corrected.",
        ".corrected.tsv",
        "text/tab-separated-values",
        _written(write_corrected),
    ),
    "mqm": (
        "Reviewed errors, MQM",
        "Accepted flags of reviewed segments in Marot's ten columns.",
        ".mqm.tsv",
        "text/tab-separated-values",
        _written(write_reviewed_mqm),
    ),
    "records": (
        "Reviewed errors, JSONL",
        "The same as records that the detector trains on.",
        ".reviewed.jsonl",
        "application/jsonl",
        _written(write_records),
    ),
    "report": (
        "Report",
        "One HTML file: both texts, the flags that stand, evidence.",
        ".report.html",
        "text/html",
        reviewed_report,
    ),
    "summary": (
        "Summary for print",
        "One page: figures, and the accepted errors with what to say instead.",
        ".summary.html",
        "text/html",
        summary_page,
    ),
    "log": (
        "Everything, for another store",
        "Runs and the whole log, for «checker store import».",
        ".store.jsonl",
        "application/jsonl",
        _log,
    ),
}
"""Key → (title, description, file name's end, type, maker)."""


def show() -> None:
    """Draw the page."""
    st.header("Take home")
    documents = [item for item in services.store().documents() if item.run_id]
    if not documents:
        st.info("No document has been checked yet.")
        return
    run_ids = [str(item.run_id) for item in documents]
    names = {str(item.run_id): item for item in documents}
    chosen = state.chosen_run()
    run_id = st.selectbox(
        "Document",
        run_ids,
        index=run_ids.index(chosen) if chosen in run_ids else 0,
        format_func=lambda item: names[item].document_id,
    )
    still = names[run_id].open_flags
    if still:
        st.caption(
            f"{count(still, 'flag')} {'is' if still == 1 else 'are'} still open. Reviewed errors "
            "hold only segments without an open flag."
        )
    run = services.store().run(run_id)
    _not_repaired(run)
    for key in EXPORTS:
        _row(key, run)


def _not_repaired(run: RunSummary) -> None:
    """Name the accepted errors that the corrected text still has."""
    number = services.unrepaired(run.run_id)
    if not number:
        return
    stands = "stands" if number == 1 else "stand"
    query = SegmentQuery(run.run_id, states=(State.ACCEPTED,), page_size=_NAMED)
    found = [
        (segment.position + 1, view.flag.text or "(something missing)")
        for segment in services.store().segments(query).items
        for view in segment.flags
        if view.current and view.state is State.ACCEPTED
    ][:_NAMED]
    rows = "".join(f"<span>Segment {n}</span><div>{as_html(words)}</div>" for n, words in found)
    more = f"<p>and {number - len(found):,} more</p>" if number > len(found) else ""
    with st.container(border=True, key="not_repaired"):
        st.warning(
            f"{count(number, 'accepted error')} still {stands} in the corrected English: accepting "
            "says that it is an error, «Fix & accept» or an edit repairs it.",
            icon=":material/warning:",
        )
        st.html(f'<div class="ck-facts">{rows}</div>{more}')


def _row(key: str, run: RunSummary) -> None:
    title, description, ending, kind, make = EXPORTS[key]
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.html(
            f'<div class="ck-document"><b>{as_html(title)}</b>'
            f"<small>{as_html(description)}</small></div>"
        )
        st.download_button(
            "Download",
            data=lambda: make(services.store(), run).encode("utf-8", "replace"),
            file_name=file_name(run.document_id) + ending,
            mime=kind,
            key=f"download_{key}",
            icon=":material/download:",
            on_click="ignore",
        )
