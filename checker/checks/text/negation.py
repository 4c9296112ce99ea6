"""negation-flip: the source denies, the English sentence has no negative word."""

from __future__ import annotations

from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.language.characters import han_count
from checker.language.denials import DENIAL, ENGLISH_NEGATIVE, ENGLISH_WEAK, blank_lexical, only_if
from checker.language.side_by_side import sentences_side_by_side
from checker.language.views import shorten
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECK"]

# How far a weak word may stand from the place of the denial, in parts of the sentence.
_NEAR = 0.5


def _negative(english: str, place: float) -> bool:
    """Whether an English sentence denies something, or may do so at a place in [0, 1]."""
    if "?" in english or ENGLISH_NEGATIVE.search(english):
        return True
    return any(
        abs(match.start() / len(english) - place) <= _NEAR
        for match in ENGLISH_WEAK.finditer(english)
    )


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    if not pair.source or not pair.target.strip() or not han_count(pair.source):
        return
    if not DENIAL.search(pair.source):
        return
    for chinese, sentence in sentences_side_by_side(pair):
        source, english = chinese.text, sentence.text
        match = DENIAL.search(blank_lexical(source))
        if match is None or only_if(source, english):
            continue
        if _negative(english, match.start() / len(source)):
            continue
        first = chinese.start + match.start()
        around = source[max(0, match.start() - 8) : match.end() + 8].strip()
        yield finding(
            CHECK,
            (sentence.start, sentence.end),
            f"The source denies («{around}»: {match.group()}), but no word of"
            f" «{shorten(english, 60)}» does: its sense may be turned round",
            confidence=0.6,
            source_spans=(Span(first, first + len(match.group()), match.group()),),
        )


CHECK = Check(
    id="negation-flip",
    title="Negation lost",
    description=(
        "The source has a plain denial (没有, 不会, 尚未 …) and the English sentence neither a"
        " negative word (not, never, fail, un-, -less …) nor, at about the same place, one that may"
        " stand for it (yet to, than, still …). Words that only look like denials (不断, 不少,"
        " 非常 …), questions and idioms are left alone."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    run=_check,
    needs=frozenset({"source"}),
    phenomenon="denial",
    holds_back=True,
)
