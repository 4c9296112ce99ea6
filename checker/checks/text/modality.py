"""modality: a duty in the source that the English permits, a chance that it makes certain …"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.checks.base import Check, Context, finding, short_enough
from checker.language.chinese_sentences import split_chinese
from checker.language.side_by_side import sentences_side_by_side
from checker.language.tables import rows
from checker.language.views import shorten
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECK"]

_MONTH = re.compile(r"(?<=\w )May\b")


@dataclass(frozen=True, slots=True)
class _Modality:
    """A sort of modal word: its Chinese, the English that turns it round, and that keeps it."""

    meaning: str
    chinese: re.Pattern[str]
    contrary: re.Pattern[str]
    faithful: re.Pattern[str]


def _sorts() -> Iterator[_Modality]:
    kept = rows("language/modal_words_kept", "meaning", "word")
    for meaning, chinese, contrary in rows(
        "language/modal_words", "meaning", "chinese", "contrary"
    ):
        words = "|".join(word for kind, word in kept if kind == meaning)
        yield _Modality(
            meaning,
            re.compile(chinese),
            re.compile(contrary, re.IGNORECASE),
            re.compile(rf"\b(?:{words})\b", re.IGNORECASE),
        )


_SORTS = tuple(_sorts())


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    if not pair.source or not short_enough(pair):
        return
    for chinese, sentence in sentences_side_by_side(pair):
        source, start = chinese.text, sentence.start
        english = _MONTH.sub("...", sentence.text)
        said = [(sort, match) for sort in _SORTS if (match := sort.chinese.search(source))]
        if len(said) != 1 or "?" in english or len(split_chinese(source)) > 1:
            continue  # with two sorts, either may own the English word
        sort, match = said[0]
        contrary = sort.contrary.search(english)
        if contrary is None or sort.faithful.search(english):
            continue
        first = chinese.start + match.start()
        yield finding(
            CHECK,
            (start + contrary.start(), start + contrary.end()),
            f"The source {sort.meaning} («{match.group()}»), the English says"
            f" «{contrary.group().strip()}»: «{shorten(sentence.text, 60)}»",
            confidence=0.4,
            source_spans=(Span(first, first + len(match.group()), match.group()),),
        )


CHECK = Check(
    id="modality",
    title="Duty, permission or chance changed",
    description=(
        "One modal word in the source and a contrary one in the English sentence, which has no word"
        " of the right sort: 不得, 严禁 as may or can; 必须, 应当 as may or can; 可以 as must or"
        " have to; 可能 as will; 将于, 拟 as something done. Sentences with two sorts of modal"
        " words and questions are left alone. Off by default."
    ),
    category="accuracy/mistranslation",
    severity=Severity.NEUTRAL,
    run=_check,
    needs=frozenset({"source"}),
    default=False,
)
