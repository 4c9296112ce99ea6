"""Filters as conditions in the database: segments that a query finds, events that decide."""

from __future__ import annotations

from sqlalchemy import ColumnElement, FromClause, Text, and_, cast, exists, func, literal, or_

from checker.store.events.actions import EventKind, State
from checker.store.events.fingerprint import fold_text
from checker.store.events.records import SegmentQuery
from checker.store.sql.tables import events, flag_now, segment_now

__all__ = ["decided", "flag_conditions", "matching"]

_OPEN = (State.OPEN.value, State.REOPENED.value)

_DECISIONS = tuple(
    kind.value
    for kind in (
        EventKind.ACCEPT,
        EventKind.DISMISS,
        EventKind.EDIT,
        EventKind.ADD,
        EventKind.TRANSLATE,
    )
)


def matching(query: SegmentQuery) -> ColumnElement[bool]:
    """The condition on `segment_now` that a query stands for."""
    now = segment_now.c
    conditions: list[ColumnElement[bool]] = [now.run_id == query.run_id]
    if query.min_score is not None:
        conditions.append(now.score >= query.min_score)
    if query.max_score is not None:
        conditions.append(now.score <= query.max_score)
    if query.edited is not None:
        conditions.append(now.edited.is_(query.edited))
    if query.flagged is not None:
        conditions.append(now.flags > 0 if query.flagged else now.flags == 0)
    if query.text.strip():
        pattern = fold_text(query.text.strip())
        for mark in ("\\", "%", "_"):
            pattern = pattern.replace(mark, f"\\{mark}")
        conditions.append(now.search.like(f"%{pattern}%", escape="\\"))
    on_flags = flag_conditions(query)
    if on_flags:
        same = (flag_now.c.run_id == now.run_id) & (flag_now.c.position == now.position)
        conditions.append(exists().where(same, _counts(query), *on_flags))
    if query.decided_by is not None or query.decided_on is not None:
        conditions.append(_decided_there(query))
    return and_(*conditions)


def decided() -> tuple[ColumnElement[bool], ...]:
    """The conditions on `events` that make one an applied decision in some segment."""
    columns = events.c
    return (
        columns.conflict.is_(None),
        columns.kind.in_(_DECISIONS),
        columns.segment.is_not(None),
    )


def _counts(query: SegmentQuery) -> ColumnElement[bool]:
    """Flags on a wording that is gone count only where decided ones are asked for."""
    if not query.states:
        return flag_now.c.is_current
    return or_(flag_now.c.is_current, flag_now.c.state.not_in(_OPEN))


def _decided_there(query: SegmentQuery) -> ColumnElement[bool]:
    now = segment_now.c
    # as `projection.segment_key` writes it
    key = literal("segment:") + now.fingerprint + literal(".") + cast(now.occurrence, Text)
    conditions = [events.c.document_id == now.document_id, events.c.segment == key, *decided()]
    if query.decided_by is not None:
        conditions.append(events.c.who == query.decided_by)
    if query.decided_on is not None:
        conditions.append(func.substr(events.c.at, 1, 10) == query.decided_on)
    return exists().where(*conditions)


def flag_conditions(query: SegmentQuery, table: FromClause = flag_now) -> list[ColumnElement[bool]]:
    """The conditions on one row of `flag_now` that a query's flag filters stand for.

    Args:
        table: `flag_now`, or an alias of it where both stand in one statement.
    """
    flag = table.c
    conditions: list[ColumnElement[bool]] = []
    if query.severities:
        conditions.append(flag.severity.in_([severity.rank for severity in query.severities]))
    if query.categories:
        conditions.append(flag.category.in_(query.categories))
    if query.rules:
        conditions.append(flag.check_id.in_(query.rules))
    if query.states:
        conditions.append(flag.state.in_([state.value for state in query.states]))
    if query.min_confidence is not None:
        conditions.append(flag.confidence >= query.min_confidence)
    if query.max_confidence is not None:
        conditions.append(flag.confidence <= query.max_confidence)
    return conditions
