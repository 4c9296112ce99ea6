"""page-furniture: «original title:», «Source:», share buttons and other text of the web page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.language.tables import rows
from checker.language.views import shorten
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK"]

# Anchored at the start of a line or after a date, since inside a sentence the same words are
# ordinary text.
_ITEMS = rows("language/page_furniture", "english", "chinese")
_LINE = re.compile(r"^[ \t\u3000\[【(]*|[\[【]", re.MULTILINE)
_DATE = r"\d{4}-\d{1,2}-\d{1,2}(?: \d{1,2}:\d\d(?::\d\d)?)? +"
_GROUPS = "|".join(f"(?P<f{i}>{english})" for i, (english, _) in enumerate(_ITEMS))
_FURNITURE = re.compile(rf"(?:{_DATE})?(?:{_GROUPS})", re.IGNORECASE | re.MULTILINE)
_NEXT = re.compile(rf"[ \t|]*(?:{_GROUPS})", re.IGNORECASE | re.MULTILINE)


def _source_has(pair: SegmentPair, match: re.Match[str]) -> bool:
    if not pair.source:
        return False
    chinese = _ITEMS[int((match.lastgroup or "f0")[1:])][1]
    return re.search(chinese, pair.source) is not None


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    text = pair.target
    end = -1
    for line in _LINE.finditer(text):
        match = _FURNITURE.match(text, line.end()) if line.end() >= end else None
        if match is None or _source_has(pair, match):
            continue
        start, end = match.span()
        more = _NEXT.match(text, end)
        while more and more.end() > end and not _source_has(pair, more):
            end = more.end()
            more = _NEXT.match(text, end)
        end = start + len(text[start:end].rstrip())
        if start and text[start - 1] in "[【" and text[end : end + 1] in {"]", "】"}:
            start, end = start - 1, end + 1
        known = "the source says nothing of the kind" if pair.source else "not part of the text"
        yield finding(
            CHECK,
            (start, end),
            f"«{shorten(text[start:end])}» looks like a part of the web page: {known}",
            confidence=0.85 if pair.source is not None else 0.6,
            suggestion="",
        )


CHECK = Check(
    id="page-furniture",
    title="Text of the web page",
    description=(
        "A line or a square bracket that starts with what web pages put around an article"
        " («original title:», «Source:», «Editor:», «Click to …», share buttons, copyright) while"
        " the source of the segment has no such words."
    ),
    category="accuracy/addition",
    severity=Severity.MINOR,
    run=_check,
)
