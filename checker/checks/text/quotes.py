"""quote-balance: a quotation mark without its partner."""

from __future__ import annotations

from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK"]


def _odd_place(text: str) -> int | None:
    """Return where an unpaired double quotation mark stands; None if all are paired."""
    if text.count('"') % 2:
        return text.rindex('"')
    depth: list[int] = []
    for place, ch in enumerate(text):
        if ch == "“":
            depth.append(place)
        elif ch == "”":
            if not depth:
                return place
            depth.pop()
    return depth[0] if depth else None


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    place = _odd_place(pair.target)
    if place is None or (pair.source is not None and _odd_place(pair.source) is not None):
        return
    near = [seg for seg in (ctx.before, ctx.after) if seg is not None]
    if any(_odd_place(seg.target) is not None for seg in near):
        return  # a quotation over several segments
    yield finding(
        CHECK,
        (place, place + 1),
        f"The quotation mark «{pair.target[place]}» has no partner in this segment",
        confidence=0.5,
    )


CHECK = Check(
    id="quote-balance",
    title="Quotation mark without partner",
    description=(
        "A double quotation mark without its partner while the source's are paired. Quotations that"
        " run over neighbouring segments are left alone. Off by default: good translations do it"
        " often, since English repeats the opening mark in every paragraph of a long quotation."
    ),
    category="fluency/punctuation",
    severity=Severity.NEUTRAL,
    run=_check,
    default=False,
)
