"""bracket-balance: a bracket opened and never closed, or the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK", "unmatched"]

_PAIRS = {")": "(", "]": "[", "）": "（", "】": "【", "}": "{"}
_BRACKET = re.compile(r"[()\[\]（）【】{}]")
_LIST_MARK = re.compile(
    r"(?:^|(?<=[;,:.])|(?<=[;,:.]\s)|(?<=\n)|(?<=\b(?:or)\s)|(?<=\band\s))\s?\d{1,3}\)"
    r"|(?:^|(?<=\s))(?:[a-zA-Z]|[ivxIVX]{1,5})\)"
)
_SAME = str.maketrans("（）【】", "()[]")


def unmatched(text: str) -> list[int]:
    """Return the places of brackets without a partner (marks of list items such as «1)» apart)."""
    if not _BRACKET.search(text):
        return []
    text = text.translate(_SAME)
    marks = {m.end() - 1 for m in _LIST_MARK.finditer(text)}
    open_: list[int] = []
    lost: list[int] = []
    for match in _BRACKET.finditer(text):
        place, ch = match.start(), match.group()
        if ch not in _PAIRS:
            open_.append(place)
        elif open_ and text[open_[-1]] == _PAIRS[ch]:
            open_.pop()
        elif place not in marks:
            lost.append(place)
    return sorted(lost + open_)


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    lost = unmatched(pair.target)
    if not lost or (pair.source is not None and unmatched(pair.source)):
        return
    around = [near for near in (ctx.before, ctx.after) if near is not None]
    if any(unmatched(near.target) for near in around):
        return  # a bracket that runs over several segments
    for place in lost[:3]:
        ch = pair.target[place]
        closes = ch in _PAIRS
        end = place + 1
        yield finding(
            CHECK,
            (place, end),
            f"«{ch}» is {'closed but not opened' if closes else 'opened but not closed'}"
            + ("; the brackets of the source match" if pair.source else ""),
            confidence=0.8 if pair.source is not None else 0.6,
        )


CHECK = Check(
    id="bracket-balance",
    title="Bracket without partner",
    description=(
        "A round or square bracket without its partner while the source's brackets match. Marks of"
        " list items («1)») and brackets that run over neighbouring segments are left alone."
    ),
    category="fluency/punctuation",
    severity=Severity.MINOR,
    run=_check,
)
