"""The present state of segments and flags, derived from reports and log.

`segment_now` and `flag_now` hold nothing that cannot be made again: `project` writes the rows of
some segments from their reports and the log, and a rebuilt store equals one that has grown step by
step (tested).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, case, delete, func, select, update

from checker.records import SegmentPair, SegmentReport
from checker.store.events.actions import State
from checker.store.events.codec import dumps, loads
from checker.store.events.fingerprint import fold_text, segment_fingerprint, text_fingerprint
from checker.store.events.flag_rows import flag_rows
from checker.store.events.ledger import Ledger
from checker.store.sql.tables import flag_now, rechecks, segment_now, segments

__all__ = ["Place", "place_of", "project", "read_places", "refresh_counts", "segment_key"]

_RISK_WEIGHTS = {0: 0.0, 1: 1.0, 2: 5.0, 3: 10.0}
"""Weight of an open flag by severity rank, times its confidence; a low score breaks ties."""

_OPEN = (State.OPEN.value, State.REOPENED.value)


@dataclass(frozen=True, slots=True)
class Place:
    """A segment of a run, and what it is known by in the log."""

    run_id: str
    document_id: str
    position: int
    report: SegmentReport
    occurrence: int

    @property
    def key(self) -> str:
        """Item of the segment in the log."""
        return segment_key(segment_fingerprint(self.report.pair), self.occurrence)


def segment_key(fingerprint: str, occurrence: int) -> str:
    """Item under which a segment's own events are recorded: its texts, and which of its twins."""
    return f"segment:{fingerprint}.{occurrence}"


def place_of(run_id: str, document_id: str, report: SegmentReport, occurrence: int) -> Place:
    """The place of a report in a run."""
    return Place(run_id, document_id, report.pair.segment_id, report, occurrence)


def read_places(connection: Connection, run_id: str, positions: Iterable[int]) -> list[Place]:
    """Places already projected, read back from the store."""
    query = (
        select(segments.c.report, segment_now.c.document_id, segment_now.c.occurrence)
        .join(
            segment_now,
            (segment_now.c.run_id == segments.c.run_id)
            & (segment_now.c.position == segments.c.position),
        )
        .where(segments.c.run_id == run_id, segments.c.position.in_(sorted(set(positions))))
        .order_by(segments.c.position)
    )
    return [
        place_of(run_id, document_id, loads(SegmentReport, report), occurrence)
        for report, document_id, occurrence in connection.execute(query)
    ]


def project(
    connection: Connection,
    places: Sequence[Place],
    ledger: Ledger,
    *,
    vanished: frozenset[str] = frozenset(),
) -> None:
    """Write the present state of some segments of one run, replacing what stood there.

    Args:
        ledger: the events that bear on these segments, folded.
        vanished: keys of segments the log knows and the run no longer has; decisions made there
            reopen matching flags with a note.
    """
    if not places:
        return
    run_id, positions = places[0].run_id, [place.position for place in places]
    for table in (flag_now, segment_now):
        connection.execute(
            delete(table).where(table.c.run_id == run_id, table.c.position.in_(positions))
        )
    segment_values, flag_values = [], []
    checked = _rechecks(connection, places, ledger)
    for place in places:
        segment, flags = _rows(place, ledger, checked, vanished)
        segment_values.append(segment)
        flag_values.extend(flags)
    connection.execute(segment_now.insert(), segment_values)
    if flag_values:
        connection.execute(flag_now.insert(), flag_values)
    refresh_counts(connection, run_id, positions)


def refresh_counts(connection: Connection, run_id: str, positions: Sequence[int] | None) -> None:
    """Recount flags, open flags and risk of some segments (None: all of the run)."""
    current = (
        (flag_now.c.run_id == segment_now.c.run_id)
        & (flag_now.c.position == segment_now.c.position)
        & flag_now.c.is_current
    )
    is_open = current & flag_now.c.state.in_(_OPEN)
    weight = case(_RISK_WEIGHTS, value=flag_now.c.severity, else_=0.0)
    risk = select(func.coalesce(func.sum(weight * flag_now.c.confidence), 0.0)).where(is_open)
    statement = update(segment_now).where(segment_now.c.run_id == run_id)
    if positions is not None:
        statement = statement.where(segment_now.c.position.in_(positions))
    connection.execute(
        statement.values(
            flags=select(func.count()).where(current).scalar_subquery(),
            open_flags=select(func.count()).where(is_open).scalar_subquery(),
            risk=risk.scalar_subquery()
            + (100.0 - func.coalesce(segment_now.c.score, 100.0)) / 100.0,
        )
    )


def _present_text(place: Place, ledger: Ledger) -> str:
    values = ledger.standing(place.key).values
    return str(values.get("text", place.report.pair.target))


def _present_print(place: Place, ledger: Ledger) -> str:
    pair = place.report.pair
    text = _present_text(place, ledger)
    return segment_fingerprint(SegmentPair(pair.document_id, 0, pair.source, text))


def _rechecks(
    connection: Connection, places: Sequence[Place], ledger: Ledger
) -> dict[str, tuple[int, SegmentReport]]:
    """Reports of the edited wordings: fingerprint → (number, report), the latest of each."""
    prints = {
        _present_print(place, ledger)
        for place in places
        if _present_text(place, ledger) != place.report.pair.target
    }
    if not prints:
        return {}
    query = (
        select(rechecks.c.fingerprint, rechecks.c.number, rechecks.c.report)
        .where(
            rechecks.c.document_id == places[0].document_id,
            rechecks.c.fingerprint.in_(sorted(prints)),
        )
        .order_by(rechecks.c.number)
    )
    return {
        fingerprint: (number, loads(SegmentReport, report))
        for fingerprint, number, report in connection.execute(query)
    }


def _rows(
    place: Place,
    ledger: Ledger,
    checked: Mapping[str, tuple[int, SegmentReport]],
    vanished: frozenset[str],
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    pair, text = place.report.pair, _present_text(place, ledger)
    edited = text != pair.target
    number, recheck = checked.get(_present_print(place, ledger), (None, None))
    if not edited:
        number, recheck = None, place.report
    standing = ledger.standing(place.key)
    source = pair.source or ""
    segment = {
        "run_id": place.run_id,
        "position": place.position,
        "document_id": place.document_id,
        "fingerprint": segment_fingerprint(pair),
        "occurrence": place.occurrence,
        "source_print": text_fingerprint(pair.source),
        "target_print": text_fingerprint(pair.target),
        "target": dumps(text),
        "recheck": number,
        "edited": edited,
        "score": recheck.score if recheck else None,
        "risk": 0.0,
        "flags": 0,
        "open_flags": 0,
        "comments": len(standing.comments),
        "event": standing.event,
        "search": fold_text(f"{source}\n{text}"),
    }
    common = {
        "run_id": place.run_id,
        "position": place.position,
        "document_id": place.document_id,
    }
    rows = flag_rows(place.key, place.report, recheck if edited else None, text, ledger, vanished)
    return segment, [{**common, **row} for row in rows]
