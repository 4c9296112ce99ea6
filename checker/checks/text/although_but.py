"""although-but: «Although …, but …», the Chinese pair of conjunctions kept in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.language.views import shorten
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK"]

_PAIR = re.compile(
    r"(?:(?<=[.!?;:] )|^)(?P<first>Although|Though|Even though|Because|Since)\b"
    r"[^.;:?!\n\"“”]{5,160}, ?(?P<second>but|so|therefore)\b"
    r"(?! (?:far|much|many|that|as|on|long|too|called|also)\b|-)",
    re.MULTILINE,
)
_FIT = {
    "Although": {"but"},
    "Though": {"but"},
    "Even though": {"but"},
    "Because": {"so", "therefore"},
    "Since": {"so", "therefore"},
}
_NOT_ONLY = re.compile(r"\bnot\b[^,]{0,80}$")


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    for match in _PAIR.finditer(pair.target):
        first, second = match["first"], match["second"]
        if second not in _FIT[first]:
            continue
        inner = pair.target[match.end("first") : match.start("second")]
        if _NOT_ONLY.search(inner.rstrip(", ")) or inner.count(",") > 2:
            continue
        yield finding(
            CHECK,
            match.span(),
            f"«{first} …, {second}»: English takes one of the two words,"
            f" not both («{shorten(match.group(), 60)}»)",
            confidence=0.75,
        )


CHECK = Check(
    id="although-but",
    title="Two conjunctions for one",
    description=(
        "«Although …, but» and «Because …, so» in one sentence, as 虽然…但是 and 因为…所以 have it."
        " «so far», «so that», «not … but» and quotations are left alone."
    ),
    category="fluency/grammar",
    severity=Severity.MINOR,
    run=_check,
)
