"""Reviewed segments in the ten columns of Marot and the WMT MQM data."""

from __future__ import annotations

from typing import IO, Any

from checker.formats.mqm import RATER, MqmTable, mqm_category
from checker.store.events.actions import DocumentState, State
from checker.store.events.records import FlagView, SegmentView
from checker.store.events.repairs import as_reviewed
from checker.store.export.reviewed import accepted, is_reviewed, raters
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
    table = MqmTable(stream, system=system)
    count = 0
    for view in store.all_segments(run_id):
        if not is_reviewed(view, done=done):
            continue
        count += 1
        kept: list[FlagView | None] = [*accepted(view)]
        for number, item in enumerate(kept or [None]):
            table.write(
                view.original.pair,
                item.flag if item else None,
                ids=(view.position + 1, view.position + 1),
                rater=(item.who if item else None) or raters(view) or run.started_by,
                note=(item.reason or item.flag.reason) if item else "",
                more=_metadata(view, item, first=number == 0),
            )
    return count


def _metadata(view: SegmentView, item: FlagView | None, *, first: bool) -> dict[str, Any]:
    data: dict[str, Any] = {}
    if item is not None and item.origin == "machine":
        data["prior_rater"] = RATER
    if first:
        data["corrected_translation"] = view.target if view.edited else None
        data["deleted_errors"] = _dismissed(view) or None
    return data


def _dismissed(view: SegmentView) -> list[dict[str, Any]]:
    """The machine's flags that a reviewer took away, as Marot's prior errors."""
    return [
        {
            "location": "source" if item.flag.side == "source" else "translation",
            "severity": item.flag.severity.value,
            "type": mqm_category(item.flag.category),
            "selected": item.flag.text,
            "metadata": {"prior_rater": RATER, "note": item.reason},
        }
        for item in as_reviewed(view)
        if item.state is State.DISMISSED and item.origin == "machine"
    ]
