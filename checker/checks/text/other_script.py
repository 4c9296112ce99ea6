"""other-script-left: kana, hangul, Cyrillic and other scripts in the English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.language.views import shorten
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK"]

_SCRIPTS: dict[str, tuple[tuple[int, int], ...]] = {
    "Japanese kana": ((0x3041, 0x3096), (0x30A1, 0x30FA), (0xFF66, 0xFF9D)),
    "Korean": ((0x1100, 0x11FF), (0x3131, 0x318E), (0xAC00, 0xD7A3)),
    "Cyrillic": ((0x0400, 0x052F),),
    "Hebrew": ((0x05D0, 0x05EA),),
    "Arabic": ((0x0620, 0x064A), (0x0671, 0x06D3)),
    "Devanagari": ((0x0904, 0x0939),),
    "Thai": ((0x0E01, 0x0E3A),),
    "Armenian": ((0x0531, 0x0587),),
    "Georgian": ((0x10A0, 0x10FF),),
}
"""Inclusive code-point ranges of the blocks of each script (Unicode Standard)."""


def _body(ranges: tuple[tuple[int, int], ...]) -> str:
    return "".join(f"{chr(low)}-{chr(high)}" for low, high in ranges)


def _run(name: str, ranges: tuple[tuple[int, int], ...]) -> str:
    """Return a named group for letters of one script, spaces between its words included."""
    letters = _body(ranges)
    group = name.replace(" ", "_")
    return f"(?P<{group}>[{letters}](?:[{letters}\u0300-\u036f ー]*[{letters}ー])?)"


_ANY = re.compile("|".join(_run(name, ranges) for name, ranges in _SCRIPTS.items()))


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    if pair.target.isascii():
        return
    for match in _ANY.finditer(pair.target):
        if pair.source and match.group() in pair.source:
            continue
        name = (match.lastgroup or "").replace("_", " ")
        yield finding(
            CHECK,
            match.span(),
            f"{name} characters in the English that the source does not have:"
            f" «{shorten(match.group(), 40)}»",
            confidence=0.9,
        )


CHECK = Check(
    id="other-script-left",
    title="Foreign script in the English",
    description=(
        "Kana, hangul, Cyrillic, Arabic and other scripts in the target. Characters that stand so"
        " in the source are left alone, and so are Greek letters, which formulas use."
    ),
    category="accuracy/untranslated",
    severity=Severity.MAJOR,
    run=_check,
)
