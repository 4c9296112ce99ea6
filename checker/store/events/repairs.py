"""What a review says of the wording that was checked, where that wording has been replaced (pure).

A flag that was open when the translation was rewritten has no decision of its own. Where the new
wording no longer has it, the edit repaired it: the original had the error. Where it is found again,
the decision on it there holds for the original too. Of a wording that has not been checked nobody
knows what it repaired: its flags stay as they were.
"""

from __future__ import annotations

import dataclasses

from checker.store.events.actions import State
from checker.store.events.fingerprint import text_item
from checker.store.events.records import FlagView, SegmentView

__all__ = ["REPAIRED", "as_reviewed", "found_again"]

REPAIRED = "The new wording repaired this."
"""Reason of the acceptance that a repair stands for."""


def as_reviewed(view: SegmentView) -> tuple[FlagView, ...]:
    """The segment's flags, those of a replaced wording with what the review says of them."""
    if not view.edited or view.report is None:
        return view.flags
    again = found_again(view)
    return tuple(_judged(view, item, again.get(item.key)) for item in view.flags)


def found_again(view: SegmentView) -> dict[str, FlagView]:
    """Key of a flag of the checked wording → the flag of the new wording that is the same one.

    One flag stands for one: those on the same words first, then those of the same kind.
    """
    old = [item for item in view.flags if item.origin == "machine" and not item.current]
    new = [item for item in view.flags if item.origin == "recheck" and item.current]
    pairs: dict[str, FlagView] = {}
    for alike in (_same_words, _same_kind):
        for item in old:
            taken = {twin.key for twin in pairs.values()}
            twin = next((t for t in new if t.key not in taken and alike(item, t)), None)
            if item.key not in pairs and twin is not None:
                pairs[item.key] = twin
    return pairs


def _judged(view: SegmentView, item: FlagView, twin: FlagView | None) -> FlagView:
    if item.origin != "machine" or item.current or not item.state.is_open:
        return item
    if twin is None:
        return dataclasses.replace(item, state=State.ACCEPTED, who=view.editor, reason=REPAIRED)
    return dataclasses.replace(
        item, state=twin.state, who=twin.who, at=twin.at, scope=twin.scope, reason=twin.reason
    )


def _same_words(one: FlagView, other: FlagView) -> bool:
    return text_item(one.flag) == text_item(other.flag)


def _same_kind(one: FlagView, other: FlagView) -> bool:
    a, b = one.flag, other.flag
    return (a.check_id, a.side, a.category) == (b.check_id, b.side, b.category)
