"""When a run ends: telling equal segments apart, and carrying decisions over to changed text."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from checker.store.events.actions import EventKind
from checker.store.events.records import RunSummary
from checker.store.sql.ledger import load_ledger
from checker.store.sql.projection import Place, project, read_places, segment_key
from checker.store.sql.tables import events, segment_now

__all__ = ["carry_over", "settle_twins"]

_CHUNK = 500


def carry_over(connection: Connection, run: RunSummary) -> None:
    """Reopen, with a note, flags like those decided for segments that the run no longer has."""
    decided = select(events.c.segment, events.c.source_print, events.c.target_print).where(
        events.c.document_id == run.document_id,
        events.c.item.like("flag:%"),
        events.c.kind != EventKind.COMMENT.value,
    )
    known = {
        row.segment: (row.source_print, row.target_print) for row in connection.execute(decided)
    }
    gone = frozenset(known) - _present(connection, run.run_id)
    if not gone:
        return
    sources = {known[key][0] for key in gone}
    targets = {known[key][1] for key in gone}
    query = select(
        segment_now.c.position, segment_now.c.source_print, segment_now.c.target_print
    ).where(segment_now.c.run_id == run.run_id)
    positions = [
        position
        for position, source, target in connection.execute(query)
        if source in sources or target in targets
    ]
    ledger = load_ledger(connection, run.document_id)
    for start in range(0, len(positions), _CHUNK):
        places = read_places(connection, run.run_id, positions[start : start + _CHUNK])
        project(connection, places, ledger, vanished=gone)


def settle_twins(connection: Connection, run: RunSummary) -> None:
    """Number equal segments in document order, whatever order they came in."""
    repeated = (
        select(segment_now.c.fingerprint)
        .where(segment_now.c.run_id == run.run_id)
        .group_by(segment_now.c.fingerprint)
        .having(func.count() > 1)
    )
    query = (
        select(segment_now.c.fingerprint, segment_now.c.position, segment_now.c.occurrence)
        .where(segment_now.c.run_id == run.run_id, segment_now.c.fingerprint.in_(repeated))
        .order_by(segment_now.c.position)
    )
    counts: dict[str, int] = {}
    wrong: dict[int, int] = {}
    for fingerprint, position, occurrence in connection.execute(query):
        expected = counts.get(fingerprint, 0)
        counts[fingerprint] = expected + 1
        if occurrence != expected:
            wrong[position] = expected
    if not wrong:
        return
    places = [
        Place(place.run_id, place.document_id, place.position, place.report, wrong[place.position])
        for place in read_places(connection, run.run_id, wrong)
    ]
    ledger = load_ledger(connection, run.document_id, segment_keys=[place.key for place in places])
    project(connection, places, ledger)


def _present(connection: Connection, run_id: str) -> set[str]:
    query = select(segment_now.c.fingerprint, segment_now.c.occurrence)
    rows = connection.execute(query.where(segment_now.c.run_id == run_id))
    return {segment_key(fingerprint, occurrence) for fingerprint, occurrence in rows}
