"""Reading segments: filters, order and paging all happen in the database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from checker.errors import InputError
from checker.records import Flag, SegmentReport
from checker.store.events.actions import Scope, Sort, State
from checker.store.events.book import standings
from checker.store.events.codec import loads
from checker.store.events.records import FlagView, Page, SegmentQuery, SegmentView
from checker.store.sql.conditions import flag_conditions, matching
from checker.store.sql.ledger import read_events
from checker.store.sql.projection import segment_key
from checker.store.sql.tables import events, flag_now, rechecks, segment_now, segments

__all__ = ["flag_places", "locate", "page_of", "positions_of", "segments_at"]

_MAX_PAGE = 500
_OPEN = (State.OPEN.value, State.REOPENED.value)


def page_of(connection: Connection, query: SegmentQuery) -> Page:
    """One page of the segments that match.

    Raises:
        InputError: the page size is not 1 to 500, or the page number negative.
    """
    if not 1 <= query.page_size <= _MAX_PAGE or query.page < 0:
        raise InputError(
            f"page {query.page} of {query.page_size} segments cannot be shown",
            remedy=f"Pages count from 0 and hold 1 to {_MAX_PAGE} segments.",
        )
    match = matching(query)
    total = connection.scalar(select(func.count()).select_from(segment_now).where(match)) or 0
    rows = connection.execute(
        _views()
        .where(match)
        .order_by(*_order(query.sort))
        .limit(query.page_size)
        .offset(query.page * query.page_size)
    ).all()
    return Page(_assemble(connection, query.run_id, rows), total, query.page, query.page_size)


def positions_of(connection: Connection, query: SegmentQuery) -> list[int]:
    """Places of all segments that match, in order, on whatever page."""
    found = select(segment_now.c.position).where(matching(query)).order_by(*_order(query.sort))
    return list(connection.scalars(found))


def locate(connection: Connection, query: SegmentQuery, position: int) -> int | None:
    """The page a segment stands on, or None where it does not match."""
    rank = func.row_number().over(order_by=_order(query.sort)).label("rank")
    ranked = select(segment_now.c.position, rank).where(matching(query)).subquery()
    place = connection.scalar(select(ranked.c.rank).where(ranked.c.position == position))
    return None if place is None else (place - 1) // query.page_size


def flag_places(
    connection: Connection, query: SegmentQuery, *, open_only: bool
) -> list[tuple[int, int, str]]:
    """The current flags that meet the query's filters, in document order.

    Args:
        open_only: leave out those that are decided.

    Returns:
        (position, ordinal within the segment, flag key).
    """
    own = flag_now.alias("own")  # `matching` looks into `flag_now` too
    flag = own.c
    same = (flag.run_id == segment_now.c.run_id) & (flag.position == segment_now.c.position)
    places = (
        select(flag.position, flag.ordinal, flag.flag_key)
        .join(segment_now, same)
        .where(matching(query), flag.is_current, *flag_conditions(query, own))
        .order_by(flag.position, flag.ordinal)
    )
    if open_only:
        places = places.where(flag.state.in_(_OPEN))
    return [(row.position, row.ordinal, row.flag_key) for row in connection.execute(places)]


def segments_at(
    connection: Connection, run_id: str, positions: Sequence[int]
) -> tuple[SegmentView, ...]:
    """Some segments of a run, in the order asked for; places the run does not have are left out."""
    query = _views().where(
        segment_now.c.run_id == run_id, segment_now.c.position.in_(list(positions))
    )
    found = _assemble(connection, run_id, connection.execute(query).all())
    by_place = {view.position: view for view in found}
    return tuple(by_place[place] for place in positions if place in by_place)


def _order(sort: Sort) -> tuple[ColumnElement[Any], ...]:
    now = segment_now.c
    if sort is Sort.RISK:
        return now.risk.desc(), now.position
    if sort is Sort.SCORE:
        return now.score.is_(None), now.score, now.position
    if sort is Sort.CONFIDENCE:
        best = (
            select(func.max(flag_now.c.confidence))
            .where(
                flag_now.c.run_id == now.run_id,
                flag_now.c.position == now.position,
                flag_now.c.is_current,
                flag_now.c.state.in_(_OPEN),
            )
            .scalar_subquery()
        )
        return func.coalesce(best, -1.0).desc(), now.position
    return (now.position,)


def _views() -> Select[Any]:
    now = segment_now.c
    return (
        select(
            now.document_id,
            now.position,
            now.fingerprint,
            now.occurrence,
            now.target,
            now.edited,
            now.risk,
            now.event,
            now.comments,
            segments.c.report,
            rechecks.c.report.label("recheck"),
        )
        .join(segments, (segments.c.run_id == now.run_id) & (segments.c.position == now.position))
        .outerjoin(
            rechecks,
            (rechecks.c.document_id == now.document_id) & (rechecks.c.number == now.recheck),
        )
    )


def _assemble(
    connection: Connection, run_id: str, rows: list[Row[Any]] | Any
) -> tuple[SegmentView, ...]:
    query = (
        select(flag_now)
        .where(flag_now.c.run_id == run_id, flag_now.c.position.in_([row.position for row in rows]))
        .order_by(flag_now.c.position, flag_now.c.ordinal)
    )
    flags: dict[int, list[FlagView]] = {}
    for flag in connection.execute(query):
        flags.setdefault(flag.position, []).append(_flag_view(flag))
    editors = _editors(connection, rows)
    return tuple(
        _segment_view(run_id, row, tuple(flags.get(row.position, ())), editors) for row in rows
    )


def _editors(connection: Connection, rows: list[Row[Any]] | Any) -> dict[str, str]:
    """Who wrote the wordings of edited segments: segment key → reviewer."""
    keys = [segment_key(row.fingerprint, row.occurrence) for row in rows if row.edited]
    if not keys:
        return {}
    found = standings(read_events(connection, rows[0].document_id, events.c.item.in_(keys)))
    return {key: item.decision.who for key, item in found.items() if item.decision}


def _segment_view(
    run_id: str, row: Any, flags: tuple[FlagView, ...], editors: dict[str, str]
) -> SegmentView:
    key = segment_key(row.fingerprint, row.occurrence)
    original = loads(SegmentReport, row.report)
    checked = loads(SegmentReport, row.recheck) if row.recheck else None
    return SegmentView(
        run_id=run_id,
        position=row.position,
        key=key,
        target=json.loads(row.target),
        original=original,
        report=checked if row.edited else original,
        flags=flags,
        event=row.event,
        risk=row.risk,
        comments=row.comments,
        editor=editors.get(key),
    )


def _flag_view(row: Any) -> FlagView:
    return FlagView(
        key=row.flag_key,
        flag=loads(Flag, row.flag),
        origin=row.origin,
        current=row.is_current,
        state=State(row.state),
        event=row.event,
        who=row.who,
        at=row.at,
        scope=Scope(row.scope) if row.scope else None,
        reason=row.reason,
        note=row.note,
        comments=row.comments,
    )
