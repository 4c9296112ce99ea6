"""glued-sentence: no space after a full stop («rose.The»)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.language.tables import words
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK"]

_GLUED = re.compile(
    r"(?<![\w@/.])(?P<left>[A-Za-z]{2,30})(?P<stop>[.!?,;:])(?P<right>[A-Z][a-z]+|[a-z]{3,})"
    r"(?![\w.@/]{0,100}[@/]|\.\w)"
)
_DOMAINS = words("language/address_endings")
_PREFIXES = frozenset({"www", "ftp", "http", "https", "mailto", "node", "vue"})


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    for match in _GLUED.finditer(pair.target):
        left, stop, right = match["left"], match["stop"], match["right"]
        if stop in ".!" and not right[0].isupper():
            continue  # an address, a file name, a brand
        if not left[-2:].islower() or right.lower() in _DOMAINS or left.lower() in _PREFIXES:
            continue
        if pair.source and match.group() in pair.source:
            continue
        yield finding(
            CHECK,
            match.span(),
            f"No space after «{stop}» in «{match.group()}»",
            confidence=0.85,
            suggestion=f"{left}{stop} {right}",
        )


CHECK = Check(
    id="glued-sentence",
    title="Space missing after a stop",
    description=(
        "A stop, comma, colon or semicolon with words glued to both sides. Web addresses, file"
        " names, initials and text that stands so in the source are left alone."
    ),
    category="fluency/punctuation",
    severity=Severity.MINOR,
    run=_check,
    phenomenon="sentence",
)
