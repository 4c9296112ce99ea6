"""number-format: figures torn apart or grouped so that their value is in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECKS"]

_SCALE = r"(?:thousand|million|billion|trillion|percent|per cent)\b"
_TORN = re.compile(
    rf"(?P<torn>\b\d+\. \d+(?=\s?(?:{_SCALE}|%)))"
    rf"|(?P<stop>\b\d+\.\d+\.(?=\s?{_SCALE}))"
    rf"|(?P<dotted>\b\d+\.\d+\.\d+(?=\s?{_SCALE}))"
    r"|(?P<mixed>\b\d+\.\d+,\d{3}\b)"
    r"|(?P<spaced>(?<![\d,.])\d{1,3}, 0\d\d\b)|(?P<long>\b(?!(?:19|20)\d\d,)\d{4,},\d{3}\b)"
    r"|(?P<grouped>(?<![\d,.])\d{1,3}(?:,\d{3})*,(?!(?:19|20)\d\d\b)(?:\d{4,}|\d{1,2}\.\d+)\b)",
    re.IGNORECASE,
)


def _check(pair: SegmentPair, context: Context) -> Iterator[Finding]:
    for match in _TORN.finditer(pair.target):
        written = match.group()
        suggestion = None
        if match["torn"] or match["spaced"]:
            suggestion = written.replace(" ", "")
        elif match["stop"]:
            suggestion = written.rstrip(".")
        yield Finding(
            check_id="number-format",
            side="target",
            start=match.start(),
            end=match.end(),
            category="fluency/typography",
            severity=Severity.MINOR,
            confidence=0.85,
            reason=f"“{written}” is not a well-formed number",
            suggestion=suggestion,
        )


CHECKS: tuple[Check, ...] = (
    Check(
        "number-format",
        "Malformed number",
        "Figures torn apart (“2. 4 trillion”), with a stray stop (“1.1. billion”), with groups of "
        "the wrong length (“7,02.29 million”) or with decimal point and comma in the wrong order "
        "(“5.17,000”).",
        "fluency/typography",
        Severity.MINOR,
        _check,
    ),
)
