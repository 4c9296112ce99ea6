"""doubled-word: «the the»."""

from __future__ import annotations

from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.language.grammar_words import ROLES
from checker.language.views import view
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK"]

_GOOD = ROLES["doubled"]


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    seen = view(pair.target)
    for index in range(1, len(seen.words)):
        before, word = seen.words[index - 1], seen.words[index]
        if word.lower != before.lower or word.lower in _GOOD:
            continue
        if not word.text.islower() or not word.text.isalpha():
            continue
        gap = seen.text[before.end : word.start]
        triple = index >= 2 and seen.words[index - 2].lower == word.lower
        if gap.strip() or "\n" in gap or triple:
            continue
        yield finding(
            CHECK,
            (before.start, word.end),
            f"«{word.text}» stands twice in a row",
            confidence=0.85,
            suggestion=before.text,
        )


CHECK = Check(
    id="doubled-word",
    title="Word doubled",
    description=(
        "The same word twice in a row. Names, and words that English does double («very very»,"
        " «had had», «that that»), are left alone."
    ),
    category="fluency/grammar",
    severity=Severity.MINOR,
    run=_check,
)
