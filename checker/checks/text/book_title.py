"""book-title: a title in 《》 that the English does not mark as one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.language.characters import han_count
from checker.language.views import view
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK"]

_TITLE = re.compile(r"[《〈]([^《》〈〉]{2,60})[》〉]")
_MARKED = re.compile(r"[\"“”‘’'«»*_《》]|<<|\bthe [A-Z]")
_LITERAL = re.compile(r"<<[^<>]{1,120}>>")


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    for match in _LITERAL.finditer(pair.target):
        inner = match.group()[2:-2]
        yield finding(
            CHECK,
            match.span(),
            "English marks a title with quotation marks or italics, not with << >>",
            confidence=0.85,
            suggestion=f"“{inner}”",
        )
    if not pair.source:
        return
    title = _TITLE.search(pair.source)
    if title is None or not han_count(title[1]) or _MARKED.search(pair.target):
        return
    words = view(pair.target).words
    if not words or any(word.text[0].isupper() for word in words[1:]):
        return
    if title.start() == 0:
        return  # the first word has its capital anyway, so it may be the title
    yield finding(
        CHECK,
        title.span(),
        f"The source names the title {title.group()}; no word of the English is marked as a title",
        confidence=0.6,
        side="source",
    )


CHECK = Check(
    id="book-title",
    title="Title not marked",
    description=(
        "The source has a title in 《》 and the English neither quotation marks nor italics nor any"
        " capitalised word inside the sentence; or the English writes << >>."
    ),
    category="fluency/punctuation",
    severity=Severity.MINOR,
    run=_check,
)
