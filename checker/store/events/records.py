"""What the review store answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from checker.records import Document, Flag, SegmentReport, Severity
from checker.store.events.actions import DocumentState, EventKind, RunStatus, Scope, Sort, State

__all__ = [
    "Conflict",
    "DocumentSummary",
    "Event",
    "FlagView",
    "Outcome",
    "Page",
    "RunSummary",
    "SegmentQuery",
    "SegmentView",
]


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the append-only log.

    Attributes:
        number: 1, 2, 3 … within the document.
        at: UTC, ISO 8601 with microseconds.
        item: what it is about: "flag:…", "segment:…", "text:…", "rule:…" or "document".
        segment: key of the segment it belongs to, or None.
        batch: events of one gesture share it and are undone together.
        conflict: number of the event that had come first; such an event is kept, not applied.
        reverts: the event an undo takes back or a redo restores.
        before: the item's state before, `after` what the event sets.
        context: the words and texts the reviewer saw.
    """

    document_id: str
    number: int
    at: str
    who: str
    kind: EventKind
    item: str
    batch: str
    segment: str | None = None
    run_id: str | None = None
    position: int | None = None
    based_on: int = 0
    conflict: int | None = None
    reverts: int | None = None
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    context: Mapping[str, Any] = field(default_factory=dict)

    @property
    def check_id(self) -> str | None:
        """The check whose flag it is about; until version 0.2 it was logged as «rule»."""
        found: str | None = self.context.get("check_id", self.context.get("rule"))
        return found


@dataclass(frozen=True, slots=True)
class Conflict:
    """A request that came after someone else's decision: recorded, not applied.

    Attributes:
        mine: the recorded event.
        theirs: the applied events on the same item that the reviewer had not seen, oldest first.
    """

    mine: Event
    theirs: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a call: the applied events and the conflicts."""

    events: tuple[Event, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class FlagView:
    """A flag as it stands now.

    Attributes:
        flag: with the reviewer's category, severity and extent.
        origin: "machine", "recheck" (found in an edited translation) or "reviewer".
        current: False where it is about a wording that an edit has replaced.
        event: number of the last applied event on it, 0 where none.
        scope: how it came to be dismissed; None where it is not.
        note: why it was reopened, in words; "" where it was not.
    """

    key: str
    flag: Flag
    origin: str
    current: bool
    state: State
    event: int
    who: str | None = None
    at: str | None = None
    scope: Scope | None = None
    reason: str = ""
    note: str = ""
    comments: int = 0


@dataclass(frozen=True, slots=True)
class SegmentView:
    """A segment as it stands now.

    Attributes:
        target: the present wording: the reviewer's, or the one checked.
        original: the report of the run.
        report: the report of the present wording; `original` where nobody has edited it, None where
            the edit has not been checked yet.
        event: number of the last applied event on the segment itself (not its flags).
        risk: ≥ 0, higher = look here first.
        editor: who wrote the present wording; None where it is the one that was checked.
    """

    run_id: str
    position: int
    key: str
    target: str
    original: SegmentReport
    report: SegmentReport | None
    flags: tuple[FlagView, ...]
    event: int
    risk: float
    comments: int = 0
    editor: str | None = None

    @property
    def edited(self) -> bool:
        """True where a reviewer's wording stands."""
        return self.target != self.original.pair.target

    @property
    def score(self) -> float | None:
        """Score of the present wording in [0, 100]; None where unknown."""
        return self.report.score if self.report else None


@dataclass(frozen=True, slots=True)
class SegmentQuery:
    """Which segments of a run, in which order, which page.

    The flag filters (`severities`, `categories`, `rules`, `states`, `min_confidence`,
    `max_confidence`) hold together for one flag: a segment is found where one of its current flags
    meets all of them. Empty tuples and None do not filter.

    Attributes:
        text: found in source or present target, ignoring case and width.
        decided_by: a reviewer who decided something in the segment; with `decided_on`, on that day.
        decided_on: a day (UTC, "2026-11-25") on which something was decided.
        page: 0-based.
        page_size: 1 to 500.
    """

    run_id: str
    severities: tuple[Severity, ...] = ()
    categories: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    min_confidence: float | None = None
    max_confidence: float | None = None
    min_score: float | None = None
    max_score: float | None = None
    flagged: bool | None = None
    edited: bool | None = None
    text: str = ""
    decided_by: str | None = None
    decided_on: str | None = None
    sort: Sort = Sort.DOCUMENT
    page: int = 0
    page_size: int = 25

    def meets(self, view: FlagView) -> bool:
        """Whether a flag itself is one of those that the flag filters ask for."""
        flag = view.flag
        return (
            (not self.severities or flag.severity in self.severities)
            and (not self.categories or flag.category in self.categories)
            and (not self.rules or flag.check_id in self.rules)
            and (not self.states or view.state in self.states)
            and (self.min_confidence is None or flag.confidence >= self.min_confidence)
            and (self.max_confidence is None or flag.confidence <= self.max_confidence)
        )


@dataclass(frozen=True, slots=True)
class Page:
    """One page of segments; `total` counts all that match."""

    items: tuple[SegmentView, ...]
    total: int
    page: int
    page_size: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least 1."""
        return max(1, -(-self.total // self.page_size))


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One run of the checker over a document, without its segments."""

    run_id: str
    document_id: str
    number: int
    status: RunStatus
    started_at: str
    started_by: str
    document: Document
    finished_at: str | None = None
    score: float | None = None
    signature: str = ""
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    segments: int = 0


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document in the list: its current run and how far its review has come.

    Attributes:
        removed: True where a reviewer has taken it off the list.
    """

    document_id: str
    state: DocumentState
    run_id: str | None
    status: RunStatus | None
    score: float | None
    segments: int
    open_flags: int
    decided_flags: int
    updated_at: str
    removed: bool = False
