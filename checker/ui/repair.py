"""What «Fix & accept» puts in place of the flagged words (pure).

A suggestion is for the flagged words. Runs of 0.1 may have a re-translation of the whole segment in
its place: a witness to read, not a correction.
"""

from __future__ import annotations

from checker.store import FlagView, SegmentView

__all__ = ["repaired", "suggestion_of"]


def suggestion_of(segment: SegmentView, view: FlagView) -> str | None:
    """The words that may take the place of the flagged ones; None where there are none."""
    flag = view.flag
    if flag.suggestion is None or flag.side != "target" or not view.current:
        return None
    if segment.target[flag.start : flag.end] != flag.text:
        return None
    report = segment.report or segment.original
    whole = {item.text.strip() for item in (*report.translations, *segment.original.translations)}
    if flag.suggestion.strip() in whole and flag.text.strip() != segment.target.strip():
        return None
    return None if flag.suggestion == flag.text else flag.suggestion


def repaired(segment: SegmentView, view: FlagView) -> str | None:
    """The segment's wording with the suggestion in place; None where there is no suggestion."""
    words = suggestion_of(segment, view)
    if words is None:
        return None
    before, after = segment.target[: view.flag.start], segment.target[view.flag.end :]
    if not words and before.endswith(" ") and (not after or after[0] in " .,;:!?"):
        before = before[:-1]  # words taken out leave no gap
    return before + words + after
