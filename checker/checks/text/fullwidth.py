"""fullwidth-left: Chinese punctuation, full-width letters and digits in the English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.checks.text.untranslated import is_untranslated
from checker.language.characters import FULLWIDTH_MARKS, is_han, to_halfwidth
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK"]

_MARKS = re.compile(
    f"[{re.escape(''.join(FULLWIDTH_MARKS))}]+|…{{2,}}|—{{2,}}|(?<=[A-Za-z])·(?=[A-Za-z])"
)
_SPACE_AFTER = frozenset(",.;:?!")


def _replacement(text: str, start: int, end: int) -> str:
    run = text[start:end]
    if run[0] in "…—":
        return run[0]
    if run == "·":
        return " "
    plain = "".join(map(to_halfwidth, run))
    follower = text[end : end + 1]
    if plain[-1] in _SPACE_AFTER and follower.isalnum() and not follower.isdigit():
        plain += " "
    return plain


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    text = pair.target
    if text.isascii() or is_untranslated(pair):
        return
    for match in _MARKS.finditer(text):
        start, end = match.span()
        beside = text[start - 1 : start] + text[end : end + 1]
        if any(map(is_han, beside)):
            continue  # part of Chinese text that is left: han-left reports it
        plain = _replacement(text, start, end)
        yield finding(
            CHECK,
            (start, end),
            f"«{match.group()}» is a Chinese or full-width character; English writes «{plain}»",
            confidence=0.9,
            suggestion=plain,
        )


CHECK = Check(
    id="fullwidth-left",
    title="Chinese punctuation in the English",
    description=(
        "Full-width or Chinese marks (，。《》「」), full-width letters, digits and spaces, the"
        " double dash —— and ellipsis ……, and the dot between parts of a name. Marks within"
        " Chinese text that was left are reported by han-left."
    ),
    category="fluency/punctuation",
    severity=Severity.MINOR,
    run=_check,
)
