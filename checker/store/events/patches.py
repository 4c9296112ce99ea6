"""What each action sets, checked before anything is written (pure, no database)."""

from __future__ import annotations

import re
from typing import Any

from checker.errors import InputError
from checker.records import Flag, SegmentPair, Severity, Side, Span
from checker.store.events.actions import (
    Accept,
    Action,
    AddFlag,
    Comment,
    Dismiss,
    EditFlag,
    EventKind,
    Reopen,
    Scope,
    State,
    Translate,
)
from checker.store.events.codec import encode
from checker.store.events.flag_rows import REVIEWER

__all__ = ["KINDS", "check_name", "flag_patch", "new_flag", "plain", "remark", "translation"]

KINDS: dict[type[Any], EventKind] = {
    Accept: EventKind.ACCEPT,
    Dismiss: EventKind.DISMISS,
    Reopen: EventKind.REOPEN,
    EditFlag: EventKind.EDIT,
    AddFlag: EventKind.ADD,
    Comment: EventKind.COMMENT,
    Translate: EventKind.TRANSLATE,
}

_CATEGORY = re.compile(r"[a-z][a-z0-9 _-]*(/[a-z][a-z0-9 _-]*)*")
_MAX_NAME, _MAX_REMARK, _MAX_TARGET = 100, 5_000, 100_000


def check_name(who: str) -> str:
    """The reviewer's name, trimmed.

    Raises:
        InputError: it is empty, too long or has control characters.
    """
    name = who.strip()
    if not name or len(name) > _MAX_NAME or not name.isprintable():
        raise InputError(
            "a reviewer's name is needed", remedy=f"Give 1 to {_MAX_NAME} printable characters."
        )
    return name


def flag_patch(action: Action, flag: Flag, text: str) -> dict[str, Any]:
    """What an action on a flag sets.

    Args:
        flag: the flag as it stands.
        text: the text its offsets index.

    Raises:
        InputError: the action's values are not possible.
    """
    if isinstance(action, Accept):
        return {"state": State.ACCEPTED, "reason": _remark(action.reason, empty=True)}
    if isinstance(action, Dismiss):
        reason = _remark(action.reason, empty=True)
        return {"state": State.DISMISSED, "reason": reason, "scope": Scope(action.scope)}
    if isinstance(action, Reopen):
        return {"state": State.OPEN, "reason": ""}
    if isinstance(action, Comment):
        return remark(action)
    if isinstance(action, EditFlag):
        return _edit(action, flag, text)
    raise InputError(
        f"«{KINDS[type(action)].value}» is not something one does to a flag",
        remedy="Leave flag_key out.",
    )


def remark(action: Comment) -> dict[str, Any]:
    """What a comment sets.

    Raises:
        InputError: it is empty or too long.
    """
    return {"text": _remark(action.text)}


def new_flag(action: AddFlag, pair: SegmentPair) -> Flag:
    """The flag a reviewer added.

    Args:
        pair: the segment with its present target text.

    Raises:
        InputError: span or category are not possible.
    """
    text = _side(pair, action.side)
    _span(action.start, action.end, text)
    base = pair.source_start if action.side == "source" else pair.target_start
    marked = Span(action.start, action.end, text[action.start : action.end])
    return Flag(
        side=action.side,
        start=action.start,
        end=action.end,
        document_start=base + action.start,
        document_end=base + action.end,
        text=marked.text,
        severity=Severity(action.severity),
        category=_category(action.category),
        check_id=REVIEWER,
        confidence=1.0,
        reason=_remark(action.reason, empty=True) or "Marked by a reviewer.",
        source_spans=(marked,) if action.side == "source" else (),
    )


def translation(action: Translate, before: str) -> dict[str, Any]:
    """What an edit of the translation sets.

    Raises:
        InputError: nothing changes, or the text is not one passage.
    """
    if action.text == before:
        raise InputError("the translation is the same as before", remedy="Change it first.")
    if len(action.text) > _MAX_TARGET:
        raise InputError(
            f"the translation has {len(action.text):,} characters",
            remedy=f"At most {_MAX_TARGET:,} are taken.",
        )
    if len(action.text.splitlines()) > max(1, len(before.splitlines())):
        raise InputError(
            "the translation has a line break more than before",
            remedy="A segment is one passage: join the lines.",
        )
    return {"text": action.text}


def _edit(action: EditFlag, flag: Flag, text: str) -> dict[str, Any]:
    patch: dict[str, Any] = {}
    if action.severity is not None and action.severity != flag.severity:
        patch["severity"] = Severity(action.severity)
    if action.category is not None and action.category != flag.category:
        patch["category"] = _category(action.category)
    start = flag.start if action.start is None else action.start
    end = flag.end if action.end is None else action.end
    if (start, end) != (flag.start, flag.end):
        _span(start, end, text)
        patch |= {"start": start, "end": end}
    if not patch:
        raise InputError("the edit changes nothing", remedy="Change a value first, or accept.")
    return {**patch, "state": State.ACCEPTED, "reason": ""}


def _side(pair: SegmentPair, side: Side) -> str:
    return (pair.source or "") if side == "source" else pair.target


def _span(start: int, end: int, text: str) -> None:
    if not 0 <= start < end <= len(text):
        raise InputError(
            f"the span {start}–{end} does not lie in a text of {len(text)} characters",
            remedy="Select at least one character of the segment.",
        )


def _category(category: str) -> str:
    name = category.strip().lower()
    if not _CATEGORY.fullmatch(name) or len(name) > _MAX_NAME:
        raise InputError(
            f"«{category[:40]}» is not an MQM category",
            remedy='Write it like "accuracy/omission" or "fluency/grammar".',
        )
    return name


def _remark(text: str, *, empty: bool = False) -> str:
    remark = text.strip()
    if (not remark and not empty) or len(remark) > _MAX_REMARK:
        raise InputError(
            "the comment is empty" if not remark else f"the comment has {len(remark):,} characters",
            remedy=f"Write 1 to {_MAX_REMARK:,} characters.",
        )
    return remark


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """A patch as the log keeps it."""
    return dict(encode(values))
