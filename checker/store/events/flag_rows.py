"""The flags of one segment as they stand now, one row each (pure, no database)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from checker.records import Flag, SegmentPair, SegmentReport, Severity
from checker.store.events.actions import State
from checker.store.events.book import Standing
from checker.store.events.codec import decode, dumps
from checker.store.events.fingerprint import (
    flag_fingerprint,
    rule_item,
    segment_fingerprint,
    text_item,
)
from checker.store.events.ledger import Ledger
from checker.store.events.records import Event

__all__ = ["REVIEWER", "flag_key", "flag_rows", "scope_columns"]

REVIEWER = "reviewer"
"""Rule of a flag that a reviewer added."""

Row = dict[str, Any]


def flag_key(flag: Flag, pair: SegmentPair, segment_key: str, number: str) -> str:
    """Item of a flag in the log.

    Args:
        pair: the texts the flag was found in.
        segment_key: item of its segment; tells apart twins, and wordings edited to be the same.
        number: which of several equal flags of the segment.
    """
    place = segment_key.removeprefix("segment:")
    own = segment_fingerprint(pair)
    twin = place.removeprefix(own + ".") if place.startswith(own) else place
    return f"flag:{flag_fingerprint(flag, pair)}.{twin}.{number}"


def flag_rows(
    segment_key: str,
    report: SegmentReport,
    recheck: SegmentReport | None,
    text: str,
    ledger: Ledger,
    vanished: frozenset[str],
) -> list[Row]:
    """Rows for `flag_now`, without the columns that say which segment.

    Args:
        recheck: the report of an edited wording; None where not edited or not checked yet.
        text: the present target text.
        vanished: see `projection.project`.
    """
    edited = text != report.pair.target
    rows: list[Row] = []
    groups = [("machine", report, not edited)]
    if recheck is not None:
        groups.append(("recheck", recheck, True))
    for origin, found, current in groups:
        for flag, key in _keyed(segment_key, found):
            rows.append(_row(key, flag, found.pair, origin, current, ledger))
    rows.extend(_added(segment_key, report.pair, text, ledger, vanished))
    _reopen(rows, segment_key, report.pair, text, ledger, vanished)
    rows.sort(key=lambda row: row["order"])
    return [
        {**{name: value for name, value in row.items() if name != "order"}, "ordinal": ordinal}
        for ordinal, row in enumerate(rows)
    ]


def scope_columns(flag_rule: str, words: str, note: str, ledger: Ledger) -> Row:
    """State columns of a flag without a decision of its own."""
    for item in (words, rule_item(flag_rule)):
        standing = ledger.standing(item)
        if standing.decision is not None and standing.state is State.DISMISSED:
            return _state(standing, State.DISMISSED)
    state = State.REOPENED if note else State.OPEN
    return {"state": state.value, "who": None, "at": None, "scope": None, "reason": ""}


def _keyed(segment_key: str, report: SegmentReport) -> Iterator[tuple[Flag, str]]:
    seen: dict[str, int] = {}
    for flag in report.flags:
        fingerprint = flag_fingerprint(flag, report.pair)
        number = seen.get(fingerprint, 0)
        seen[fingerprint] = number + 1
        yield flag, flag_key(flag, report.pair, segment_key, str(number))


def _row(
    key: str, machine: Flag, pair: SegmentPair, origin: str, current: bool, ledger: Ledger
) -> Row:
    standing = ledger.standing(key)
    flag = _edited(machine, pair, standing)
    words = text_item(machine)
    if standing.decision is not None:
        state = _state(standing, standing.state)
    else:
        state = scope_columns(machine.check_id, words, "", ledger)
    return {
        "flag_key": key,
        "origin": origin,
        "is_current": current,
        "severity": flag.severity.rank,
        "category": flag.category,
        "check_id": flag.check_id,
        "words": words,
        "confidence": flag.confidence,
        "own": standing.decision is not None,
        "event": standing.event,
        "note": "",
        "comments": len(standing.comments),
        "flag": dumps(flag),
        "order": (not current, flag.side == "source", flag.start, flag.end),
        **state,
    }


def _state(standing: Standing, state: State) -> Row:
    decision = standing.decision
    return {
        "state": state.value,
        "who": decision.who if decision else None,
        "at": decision.at if decision else None,
        "scope": standing.scope.value if standing.scope else None,
        "reason": str(standing.values.get("reason", "")),
    }


def _edited(flag: Flag, pair: SegmentPair, standing: Standing) -> Flag:
    values = standing.values
    start, end = int(values.get("start", flag.start)), int(values.get("end", flag.end))
    text = (pair.source or "") if flag.side == "source" else pair.target
    return dataclasses.replace(
        flag,
        start=start,
        end=end,
        document_start=flag.document_start + start - flag.start,
        document_end=flag.document_end + end - flag.end,
        text=text[start:end],
        severity=Severity(values.get("severity", flag.severity)),
        category=str(values.get("category", flag.category)),
    )


def _added(
    segment_key: str, pair: SegmentPair, text: str, ledger: Ledger, vanished: frozenset[str]
) -> Iterator[Row]:
    """Flags that reviewers added, here or to an earlier wording that has left the document."""
    for key, standing in ledger.decided((segment_key, *sorted(vanished))):
        values = standing.values
        if "flag" not in values or standing.decision is None:
            continue
        decision, flag = standing.decision, decode(Flag, values["flag"])
        seen = dataclasses.replace(pair, target=decision.context["target"])
        if decision.segment == segment_key:
            yield _row(key, flag, seen, REVIEWER, seen.target == text, ledger)
        elif _related(decision, pair):
            present = dataclasses.replace(pair, target=text)
            words = present.source if flag.side == "source" else text
            start = (words or "").find(flag.text)
            if start < 0 or not flag.text:
                continue
            moved = _moved(flag, start, pair)
            row = _row(key, moved, present, REVIEWER, True, ledger)
            reopened = {"state": State.REOPENED.value, "note": _note(decision, standing)}
            yield {**row, "flag": dumps(moved), "own": False, **reopened}


def _moved(flag: Flag, start: int, pair: SegmentPair) -> Flag:
    base = pair.source_start if flag.side == "source" else pair.target_start
    end = start + len(flag.text)
    return dataclasses.replace(
        flag, start=start, end=end, document_start=base + start, document_end=base + end
    )


def _reopen(
    rows: list[Row],
    segment_key: str,
    pair: SegmentPair,
    text: str,
    ledger: Ledger,
    vanished: frozenset[str],
) -> None:
    """Note on undecided flags that a like one was decided for a wording that has changed."""
    earlier = []
    for key, standing in ledger.decided((segment_key, *sorted(vanished))):
        decision = standing.decision
        if decision is None or standing.state.is_open:
            continue
        here = decision.segment == segment_key
        if decision.context.get("target") != text if here else _related(decision, pair):
            earlier.append((key, standing, decision))
    for row in rows:
        if row["own"] or not row["is_current"]:
            continue
        alike = [item for item in earlier if item[0] != row["flag_key"] and _alike(item[2], row)]
        if alike:
            row["note"] = _note(alike[-1][2], alike[-1][1])
            if row["state"] == State.OPEN.value:
                row["state"] = State.REOPENED.value


def _related(decision: Event, pair: SegmentPair) -> bool:
    context = decision.context
    same_source = bool(pair.source) and context.get("source") == pair.source
    return same_source or context.get("target") == pair.target


def _alike(decision: Event, row: Row) -> bool:
    context = decision.context
    if decision.check_id != row["check_id"]:
        return False
    return bool(row["words"] == context.get("words") or row["category"] == context.get("category"))


def _note(decision: Event, standing: Standing) -> str:
    reason = standing.values.get("reason")
    told = f" («{reason}»)" if reason else ""
    return (
        f"{standing.state.value.capitalize()} by {decision.who} on {decision.at[:10]}{told} for an "
        "earlier wording; the text has changed since."
    )
