"""The events of one gesture: what each request adds to the log, and whether it came in time."""

from __future__ import annotations

import dataclasses
import json
import uuid
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from checker.errors import InputError
from checker.records import Flag, SegmentPair
from checker.store.events.actions import (
    Accept,
    AddFlag,
    Comment,
    EventKind,
    Request,
    Scope,
    State,
    Translate,
)
from checker.store.events.changes import changed_spans, touches
from checker.store.events.codec import loads
from checker.store.events.fingerprint import rule_item, text_item
from checker.store.events.flag_rows import REVIEWER, flag_key
from checker.store.events.patches import KINDS, flag_patch, new_flag, plain, remark, translation
from checker.store.events.records import Conflict, Event
from checker.store.sql.ledger import last_number, read_events
from checker.store.sql.projection import Place
from checker.store.sql.runs import now
from checker.store.sql.tables import events, flag_now, segment_now

__all__ = ["FIXED", "Batch"]

FIXED = "The edit of the translation changed these words."
"""Reason of the acceptance that an edit gives to the open flags it touches."""


@dataclass
class Batch:
    """The events of one gesture while they are being collected."""

    connection: Connection
    run_id: str
    document_id: str
    who: str
    lines: list[Event] = field(default_factory=list)
    applied: list[Event] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.batch, self.at = uuid.uuid4().hex[:16], now()
        self.last = last_number(self.connection, self.document_id)

    def add(self, place: Place, request: Request) -> None:
        """Turn a request into events."""
        action = request.action
        if request.flag_key is not None:
            self._on_flag(place, request)
        elif isinstance(action, Translate):
            self._translate(place, request, action)
        elif isinstance(action, AddFlag):
            self._add_flag(place, request, action)
        elif isinstance(action, Comment):
            pair, patch = self._present(place), remark(action)
            self._write(place, request, place.key, patch, {}, _texts(pair))
        else:
            raise InputError("this action needs a flag", where=f"segment {place.position + 1}")

    def _on_flag(self, place: Place, request: Request) -> None:
        row = self.connection.execute(
            select(flag_now).where(
                flag_now.c.run_id == self.run_id,
                flag_now.c.position == place.position,
                flag_now.c.flag_key == request.flag_key,
            )
        ).first()
        if row is None:
            raise InputError(
                "this flag is not there (any more)",
                where=f"segment {place.position + 1}",
                remedy="Load the page again: the text or the decision on it has changed.",
            )
        flag = loads(Flag, row.flag)
        pair = self._seen(place, row.origin, row.is_current, row.flag_key)
        text = (pair.source or "") if flag.side == "source" else pair.target
        patch = flag_patch(request.action, flag, text)
        if row.origin == REVIEWER and not isinstance(request.action, Comment):
            patch = {"flag": flag, "start": flag.start, "end": flag.end, **patch}
        context = {**_texts(pair), **_words(flag, row.words)}
        stood = {"state": row.state, "reason": row.reason, "scope": row.scope}
        for name in ("severity", "category", "start", "end"):
            stood[name] = getattr(flag, name)
        if self._write(place, request, row.flag_key, patch, stood, context):
            self._widen(request, patch, flag, context)

    def _widen(
        self, request: Request, patch: dict[str, Any], flag: Flag, context: dict[str, Any]
    ) -> None:
        """A wide dismissal is one more event, on the words or the rule."""
        scope = patch.get("scope", Scope.HERE)
        if scope is Scope.HERE:
            return
        item = context["words"] if scope is Scope.TEXT else rule_item(flag.check_id)
        wide = {name: context[name] for name in ("check_id", "text", "side", "words")}
        self._write(None, request, item, patch, {}, wide)

    def _add_flag(self, place: Place, request: Request, action: AddFlag) -> None:
        pair = self._present(place)
        flag = new_flag(action, pair)
        key = flag_key(flag, pair, place.key, f"@{flag.start}")
        patch = {"flag": flag, "state": State.ACCEPTED, "reason": ""}
        context = {**_texts(pair), **_words(flag, text_item(flag))}
        self._write(place, request, key, patch, {}, context)

    def _translate(self, place: Place, request: Request, action: Translate) -> None:
        pair = self._present(place)
        patch = translation(action, pair.target)
        stood = {"text": pair.target}
        if not self._write(place, request, place.key, patch, stood, _texts(pair)):
            return
        spans = changed_spans(pair.target, action.text)
        query = select(flag_now.c.flag_key, flag_now.c.flag, flag_now.c.event).where(
            flag_now.c.run_id == self.run_id,
            flag_now.c.position == place.position,
            flag_now.c.is_current,
            flag_now.c.state.in_([State.OPEN.value, State.REOPENED.value]),
        )
        decided = {event.item for event in self.applied}  # «Fix & accept» has accepted its own flag
        for key, text, event in self.connection.execute(query).all():
            flag = loads(Flag, text)
            if (
                key not in decided
                and flag.side == "target"
                and touches(flag.start, flag.end, spans)
            ):
                fixed = Request(place.position, Accept(FIXED), key, event)
                self._on_flag(place, fixed)

    def _write(
        self,
        place: Place | None,
        request: Request,
        item: str,
        patch: dict[str, Any],
        stood: dict[str, Any],
        context: dict[str, Any],
    ) -> bool:
        """Add one event; False where it came in conflict."""
        kind = KINDS[type(request.action)]
        theirs = []
        if place is not None and kind is not EventKind.COMMENT:
            theirs = self._newer(item, request.based_on)
        self.last += 1
        event = Event(
            document_id=self.document_id,
            number=self.last,
            at=self.at,
            who=self.who,
            kind=kind,
            item=item,
            batch=self.batch,
            segment=place.key if place else None,
            run_id=self.run_id,
            position=request.position,
            based_on=request.based_on,
            conflict=theirs[-1].number if theirs else None,
            before=plain({name: stood[name] for name in patch if name in stood}),
            after=plain(patch),
            context=context,
        )
        self.lines.append(event)
        if theirs:
            self.conflicts.append(Conflict(event, tuple(theirs)))
        else:
            self.applied.append(event)
        return not theirs

    def _newer(self, item: str, based_on: int) -> list[Event]:
        """Applied events on an item that the reviewer had not seen."""
        newer = [event for event in self.applied if event.item == item]
        stored = read_events(
            self.connection,
            self.document_id,
            events.c.item == item,
            events.c.number > based_on,
            events.c.conflict.is_(None),
            events.c.kind != EventKind.COMMENT.value,
        )
        return stored + newer

    def _present(self, place: Place) -> SegmentPair:
        """The segment's texts with the present wording (edits of this batch come too late)."""
        query = select(segment_now.c.target).where(
            segment_now.c.run_id == self.run_id, segment_now.c.position == place.position
        )
        target = json.loads(self.connection.execute(query).scalar_one())
        return dataclasses.replace(place.report.pair, target=target)

    def _seen(self, place: Place, origin: str, current: bool, key: str) -> SegmentPair:
        """The segment's texts in the wording a flag was found in."""
        if origin == "machine":
            return place.report.pair
        if current:
            return self._present(place)
        history = read_events(self.connection, self.document_id, events.c.item == key)
        return dataclasses.replace(place.report.pair, target=history[-1].context["target"])


def _texts(pair: SegmentPair) -> dict[str, Any]:
    return {"source": pair.source, "target": pair.target}


def _words(flag: Flag, words: str) -> dict[str, Any]:
    return {
        "check_id": flag.check_id,
        "category": flag.category,
        "text": flag.text,
        "side": flag.side,
        "words": words,
    }
