"""latin-copy: addresses, e-mails, codes and model names of the source that the English lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.language.characters import fold
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK"]

_ADDRESS = re.compile(
    r"https?://[A-Za-z0-9./?#=&%_~:+-]{3,300}|www\.[A-Za-z0-9.-]{3,100}"
    r"|[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"
)
_CODE = re.compile(r"(?<![A-Za-z0-9.@/_-])[A-Za-z0-9]+(?:-[A-Za-z0-9]+){0,3}(?![A-Za-z0-9@/_])")
_UNIT = re.compile(
    r"\d+(?:[a-zA-Z]{1,2}|[KMGTkmgt]?(?:Hz|bit|bps|Wh|pc|cal)|min|day|th|st|nd|rd|cm3|m[23]|km2"
    r"|mAh|nm|rpm|ppm|dpi|fps|mph|kmh|CNY|RMB|USD|yuan)"
    r"|\d{1,2}[Hh]\d\d(?:-\d)?|[A-Z]{3}\d+|[a-zA-Z]{1,2}\d(?:-\d)?|CO2|PM2|H2O"
)
_GENERATION = re.compile(r"[2-6]G|[48]K|[23]D|R2D2")
_STRIP = re.compile(r"[\s‐‑–-]+")


def _squeeze(text: str) -> str:
    return _STRIP.sub("", fold(text).text).lower()


def _codes(source: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of addresses and of tokens that mix letters and digits."""
    taken = -1
    for match in _ADDRESS.finditer(source):
        taken = match.end()
        yield match.span()
    for match in _CODE.finditer(source):
        token = match.group()
        if match.start() < taken or not any(ch.isdigit() for ch in token):
            continue
        if not any(ch.isalpha() for ch in token):
            continue
        if _UNIT.fullmatch(token) and not _GENERATION.fullmatch(token):
            continue
        yield match.span()


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    source = pair.source
    if not source or not pair.target.strip():
        return
    spans = list(_codes(source))
    if not spans:
        return
    near = (ctx.before, pair, ctx.after)
    english = _squeeze(" ".join(item.target for item in near if item is not None))
    for start, end in spans:
        token = source[start:end].rstrip(".-/")
        if _squeeze(token) in english:
            continue
        yield finding(
            CHECK,
            (start, start + len(token)),
            f"«{token}» of the source does not appear in the English",
            confidence=0.7,
            side="source",
        )


CHECK = Check(
    id="latin-copy",
    title="Address or code lost",
    description=(
        "Web and e-mail addresses and tokens of letters and digits (C919, 5G, T1178) in the source"
        " must reappear in the English or its neighbours, case, hyphens and spaces apart. Units"
        " (300MW, 5km) and plain acronyms are left alone."
    ),
    category="accuracy/omission",
    severity=Severity.MINOR,
    run=_check,
    needs=frozenset({"source"}),
)
