"""Reviewed segments in the ten columns of Marot and the WMT MQM data."""

from __future__ import annotations

from typing import IO, Any

from checker.formats.jsonl import dump_json
from checker.formats.mqm import MQM_COLUMNS, encode_text, marked
from checker.store.events.actions import DocumentState, State
from checker.store.events.records import FlagView, SegmentView
from checker.store.events.repairs import as_reviewed
from checker.store.export.reviewed import accepted, is_reviewed, raters, title
from checker.store.sql.store import ReviewStore

__all__ = ["write_reviewed_mqm"]


def write_reviewed_mqm(
    stream: IO[str], store: ReviewStore, run_id: str, *, system: str = "translation"
) -> int:
    """Write the reviewed segments in the ten columns of Marot; returns the number of segments.

    One row an accepted flag, the reviewer as rater; a "No-error" row for a segment without any. The
    last column's `deleted_errors` holds the flags a reviewer dismissed.
    """
    run = store.run(run_id)
    done = store.document(run.document_id).state is DocumentState.DONE
    stream.write("\t".join(MQM_COLUMNS) + "\n")
    count = 0
    for view in store.all_segments(run_id):
        if not is_reviewed(view, done=done):
            continue
        count += 1
        kept: list[FlagView | None] = [*accepted(view)]
        for number, item in enumerate(kept or [None]):
            cells = _cells(view, item, system, run.started_by, first=number == 0)
            stream.write("\t".join(cells) + "\n")
    return count


def _cells(
    view: SegmentView, item: FlagView | None, system: str, reader: str, *, first: bool
) -> list[str]:
    pair = view.original.pair
    source, target = encode_text(pair.source or ""), encode_text(pair.target)
    flag = item.flag if item else None
    if flag is not None and flag.side == "source":
        source = marked(pair.source or "", flag.start, flag.end)
    elif flag is not None:
        target = marked(pair.target, flag.start, flag.end)
    rater = (item.who if item else None) or raters(view) or reader
    return [
        encode_text(system),
        encode_text(pair.document_id),
        str(view.position + 1),
        str(view.position + 1),
        encode_text(rater),
        source,
        target,
        encode_text(title(flag.category)) if flag else "No-error",
        flag.severity.value.capitalize() if flag else "No-error",
        _metadata(view, item, first=first),
    ]


def _metadata(view: SegmentView, item: FlagView | None, *, first: bool) -> str:
    data: dict[str, Any] = {"marked_text": encode_text(item.flag.text) if item else ""}
    if item is not None:
        data["note"] = encode_text(item.reason or item.flag.reason)
        data["check_id"] = encode_text(item.flag.check_id)
        if item.origin == "machine":
            data["prior_rater"] = "checker"
    if view.original.pair.source is None:
        data["source_not_seen"] = True
    if first:
        if view.edited:
            data["corrected_translation"] = encode_text(view.target)
        dismissed = _dismissed(view)
        if dismissed:
            data["deleted_errors"] = dismissed
    return dump_json(data)


def _dismissed(view: SegmentView) -> list[dict[str, Any]]:
    """The machine's flags that a reviewer took away, as Marot's prior errors."""
    return [
        {
            "location": "source" if item.flag.side == "source" else "translation",
            "severity": item.flag.severity.value,
            "type": encode_text(title(item.flag.category)),
            "selected": encode_text(item.flag.text),
            "metadata": {"prior_rater": "checker", "note": encode_text(item.reason)},
        }
        for item in as_reviewed(view)
        if item.state is State.DISMISSED and item.origin == "machine"
    ]
