"""question-lost: a question became a statement, or a statement a question."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.language.tables import by_role
from checker.language.views import shorten, view
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECK"]

_ENDS_ASKING = re.compile(r"[？?][！!”\"’」』）)\s]*$")
_ASKS = re.compile("[？?吗呢么]")
_REPORTED = re.compile(
    r"\b(?:ask|wonder|whether|if|question|doubt|curious|know|how|why|what|who|where|which)",
    re.IGNORECASE,
)
_SHORT = 80
_MORE_AFTER = re.compile(r"？[”’」』）)]*(?=\s*[^\s”’」』）)])")
_BORDER = re.compile(r"[。！？!?\n“”《》]")
# Without such a word a mark inside the text may belong to a name (特别？爱增值).
_WORDS = by_role("language/question_words")
_ASKING, _INTERROGATIVE = (
    re.compile("|".join(sorted(_WORDS[role]))) for role in ("asks", "may_ask")
)
_REACH = 60


def _inner_question(source: str) -> Span | None:
    """Return the first question of a source that something follows."""
    for mark in _MORE_AFTER.finditer(source):
        begin = max(0, mark.start() - _REACH)
        clause = _BORDER.split(source[begin : mark.start()])[-1]
        if _ASKING.search(clause):
            start = mark.start() - len(clause)
            return Span(start, mark.start() + 1, source[start : mark.start() + 1])
    return None


def _asked_next(ctx: Context) -> bool:
    """Whether the English of the next segment has a question that its own source lacks."""
    after = ctx.after
    return after is not None and "?" in after.target and not _ASKS.search(after.source or "")


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    source, target = pair.source, pair.target
    if not source:
        return
    words = view(target).words
    if len(words) < 3:
        return
    asked = _ENDS_ASKING.search(source) is not None
    stated = "?" not in target and "？" not in target and not _REPORTED.search(target)
    if stated and _asked_next(ctx):
        return
    if asked and stated:
        end = len(target.rstrip())
        yield finding(
            CHECK,
            (words[-1].start, end),
            "The source asks a question («？»), the English states it",
            confidence=0.7,
        )
    elif stated and (inner := _inner_question(source)) is not None:
        yield finding(
            CHECK,
            (words[0].start, len(target.rstrip())),
            f"The source asks «{shorten(inner.text.strip(), 40)}», the English has no question",
            confidence=0.6,
            severity=Severity.MINOR,
            source_spans=(inner,),
        )
    elif target.rstrip("\"”’') \n").endswith("?") and not _ASKS.search(source):
        if len(source) > _SHORT or _INTERROGATIVE.search(source):
            return
        place = target.rindex("?")
        yield finding(
            CHECK,
            (words[-1].start, place + 1),
            "The English asks a question, the source does not",
            confidence=0.5,
            severity=Severity.MINOR,
        )


CHECK = Check(
    id="question-lost",
    title="Question or statement swapped",
    description=(
        "The source ends in a question mark and the English has none and reports no question (minor"
        " where something follows the question); or the English ends in one and the source holds no"
        " question mark, particle or interrogative."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    run=_check,
    needs=frozenset({"source"}),
)
