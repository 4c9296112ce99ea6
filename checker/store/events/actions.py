"""What a reviewer can ask for, and the words for it.

Offsets are half-open code-point offsets into the segment's text on the flag's side.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from checker.records import Severity, Side

__all__ = [
    "Accept",
    "Action",
    "AddFlag",
    "Comment",
    "Dismiss",
    "DocumentState",
    "EditFlag",
    "EventKind",
    "Reopen",
    "Request",
    "RunStatus",
    "Scope",
    "Sort",
    "State",
    "Translate",
]


class State(StrEnum):
    """Where a flag stands. `REOPENED`: decided once, but for a text that has changed since."""

    OPEN = "open"
    REOPENED = "reopened"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"

    @property
    def is_open(self) -> bool:
        """True where a reviewer still has to decide."""
        return self in (State.OPEN, State.REOPENED)


class Scope(StrEnum):
    """How far a dismissal reaches inside one document.

    A wide dismissal (`TEXT`, `RULE`) also covers flags of later runs, but never a flag that has a
    decision of its own.
    """

    HERE = "here"
    TEXT = "text"
    RULE = "rule"


class EventKind(StrEnum):
    """What happened."""

    ACCEPT = "accept"
    DISMISS = "dismiss"
    REOPEN = "reopen"
    EDIT = "edit"
    ADD = "add"
    COMMENT = "comment"
    TRANSLATE = "translate"
    UNDO = "undo"
    REDO = "redo"
    FINISH = "finish"
    RESUME = "resume"
    REMOVE = "remove"
    RESTORE = "restore"


class RunStatus(StrEnum):
    """How far a run has come."""

    RUNNING = "running"
    COMPLETE = "complete"
    CANCELLED = "cancelled"
    FAILED = "failed"


class DocumentState(StrEnum):
    """Where the review of a document stands."""

    NEW = "new"
    IN_REVIEW = "in review"
    DONE = "done"


class Sort(StrEnum):
    """Order of segments. All but `DOCUMENT` put the worst first."""

    DOCUMENT = "document"
    RISK = "risk"
    SCORE = "score"
    CONFIDENCE = "confidence"


@dataclass(frozen=True, slots=True)
class Accept:
    """The flag is right."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Dismiss:
    """The flag is wrong or does not matter."""

    reason: str = ""
    scope: Scope = Scope.HERE


@dataclass(frozen=True, slots=True)
class Reopen:
    """The flag waits for a decision again."""


@dataclass(frozen=True, slots=True)
class EditFlag:
    """The flag is right, but not in category, severity or extent; None leaves a value as it is."""

    severity: Severity | None = None
    category: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class AddFlag:
    """An error the machine missed, marked by a reviewer in the segment's present text."""

    start: int
    end: int
    severity: Severity
    category: str
    side: Side = "target"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on a flag or a segment; changes nothing else."""

    text: str


@dataclass(frozen=True, slots=True)
class Translate:
    """A new wording of the segment's target text."""

    text: str


Action = Accept | Dismiss | Reopen | EditFlag | AddFlag | Comment | Translate


@dataclass(frozen=True, slots=True)
class Request:
    """One decision a reviewer wants recorded.

    Attributes:
        position: the segment's 0-based place in the run.
        flag_key: the flag concerned; None for an action on the segment (`Translate`, `AddFlag`,
            a `Comment` on the segment).
        based_on: `FlagView.event` or `SegmentView.event` as the reviewer saw it, 0 where nobody had
            decided yet. A newer decision by then makes this one a conflict.
    """

    position: int
    action: Action
    flag_key: str | None = None
    based_on: int = 0
