"""What a review takes home: corrected English and training records (`reviewed_mqm`: MQM rows).

Only reviewed segments count as annotated: those without an open flag on which somebody has decided
something, or any segment without an open flag once the document is done. A segment's annotation is
about the wording that was checked; a corrected wording stands beside it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import IO, Any

from checker.formats.codec import json_text
from checker.formats.mqm import google_mqm_score, mqm_category
from checker.formats.tsv import encode_cell
from checker.records import Flag
from checker.store.events.actions import DocumentState, State
from checker.store.events.records import FlagView, SegmentView
from checker.store.events.repairs import as_reviewed
from checker.store.sql.store import ReviewStore

__all__ = [
    "accepted",
    "corrected_rows",
    "corrected_text",
    "is_reviewed",
    "raters",
    "reviewed_records",
    "write_corrected",
    "write_records",
]

CORRECTED_COLUMNS = ("segment", "row_id", "source", "checked", "corrected", "edited")


def corrected_text(store: ReviewStore, run_id: str) -> str:
    """The document's English with the reviewers' wordings in place, all else untouched."""
    target = store.run(run_id).document.target
    edits = []
    for view in store.all_segments(run_id):
        if view.edited:
            pair = view.original.pair
            edits.append((pair.target_start, pair.target_end, view.target))
    parts, place = [], 0
    for start, end, text in sorted(edits):
        parts.append(target[place:start])
        if start == end and text:  # nothing stood here: keep the words around apart
            before, after = target[:start], target[end:]
            text = " " * bool(before and not before[-1].isspace()) + text
            text += " " * bool(after and not after[0].isspace())
        parts.append(text)
        place = end
    return "".join(parts) + target[place:]


def corrected_rows(store: ReviewStore, run_id: str) -> Iterator[tuple[str, ...]]:
    """A row a segment: number from 1, row id, source, checked and corrected English, "edited"."""
    for view in store.all_segments(run_id):
        pair = view.original.pair
        edited = "edited" if view.edited else ""
        number = str(view.position + 1)
        yield number, pair.row_id or "", pair.source or "", pair.target, view.target, edited


def write_corrected(stream: IO[str], store: ReviewStore, run_id: str) -> None:
    """Write `corrected_rows` as TSV, safe to open in a spreadsheet (see `output.tsv`)."""
    rows = csv.writer(stream, delimiter="\t", lineterminator="\n")
    rows.writerow(CORRECTED_COLUMNS)
    for row in corrected_rows(store, run_id):
        rows.writerow([encode_cell(cell) for cell in row])


def is_reviewed(view: SegmentView, *, done: bool) -> bool:
    """True where the segment's flags can be taken for a reviewer's judgement.

    Args:
        done: whether the review of the document is finished.
    """
    if any(flag.current and flag.state.is_open for flag in view.flags):
        return False
    if view.edited and view.report is None:
        return done
    return done or view.event > 0 or any(flag.who for flag in view.flags)


def reviewed_records(
    store: ReviewStore, run_id: str, *, system: str = "translation", dataset: str = "review"
) -> Iterator[dict[str, Any]]:
    """One record a reviewed segment, in the form that training and evaluation read.

    Fields: dataset, system, doc_id, seg_id (from 1), rater, src, mt, spans and src_spans (start,
    end, category, severity), score and score_type (see `google_mqm_score`), and `corrected` where
    edited.
    """
    run = store.run(run_id)
    done = store.document(run.document_id).state is DocumentState.DONE
    for view in store.all_segments(run_id):
        if not is_reviewed(view, done=done):
            continue
        kept = accepted(view)
        record: dict[str, Any] = {
            "dataset": dataset,
            "system": system,
            "doc_id": run.document_id,
            "seg_id": str(view.position + 1),
            "rater": raters(view) or run.started_by,
            "src": view.original.pair.source or "",
            "mt": view.original.pair.target,
            "spans": [_span(item.flag) for item in kept if item.flag.side == "target"],
            "src_spans": [_span(item.flag) for item in kept if item.flag.side == "source"],
            "score": google_mqm_score((i.flag.category, i.flag.severity) for i in kept),
            "score_type": "google_mqm",
            "is_human_ref": False,
        }
        if view.edited:
            record["corrected"] = view.target
        yield record


def write_records(stream: IO[str], store: ReviewStore, run_id: str) -> int:
    """Write `reviewed_records` as JSON lines; returns their number."""
    count = 0
    for record in reviewed_records(store, run_id):
        stream.write(json_text(record) + "\n")
        count += 1
    return count


def accepted(view: SegmentView) -> list[FlagView]:
    """Accepted flags on the wording that was checked, repaired ones too, in text order."""
    kept = [
        item
        for item in as_reviewed(view)
        if item.state is State.ACCEPTED and item.origin != "recheck" and _on_original(view, item)
    ]
    return sorted(kept, key=lambda item: (item.flag.side, item.flag.start, item.flag.end))


def _on_original(view: SegmentView, item: FlagView) -> bool:
    pair, flag = view.original.pair, item.flag
    text = (pair.source or "") if flag.side == "source" else pair.target
    return item.origin == "machine" or text[flag.start : flag.end] == flag.text


def _span(flag: Flag) -> dict[str, Any]:
    return {
        "start": flag.start,
        "end": flag.end,
        "category": mqm_category(flag.category),
        "severity": flag.severity.value,
    }


def raters(view: SegmentView) -> str:
    """Names of the reviewers who decided on the segment's flags or reworded it, joined by "+"."""
    names = {item.who for item in view.flags} | {view.editor}
    return "+".join(sorted(name for name in names if name))
