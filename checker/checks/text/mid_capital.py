"""mid-capital: a common word with a capital in the middle of a sentence («is in the Start»)."""

from __future__ import annotations

from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.checks.facts import inner_capital_counts, lower_case_words
from checker.language.grammar_words import (
    ADJECTIVES,
    CLOSED_CLASS,
    DETERMINERS,
    NAME_HEADS,
    PREPOSITIONS,
    ROLES,
    WEEKDAYS_MONTHS,
    words,
)
from checker.language.openers import opener
from checker.language.tokens import LETTERS
from checker.language.verbs import BASES, VERB_ROLES, is_ing
from checker.language.views import Sentence, View, view
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK"]

_FUNCTION = CLOSED_CLASS - words("a i may will us it under")
# Verbs that are also names, offices, or nouns a style guide may capitalise.
_NAMELIKE = VERB_ROLES["namelike"] | ROLES["namelike"]
_VERBS = BASES - _NAMELIKE
_ADJECTIVES = ADJECTIVES - _NAMELIKE - ROLES["named_adjective"]
_OFFICES = NAME_HEADS | ROLES["office"]


def _broken(seen: View, index: int, last: int) -> bool:
    """«the Start exploring»: article or preposition, capitalised verb, another verb form."""
    before, word = seen.words[index - 1].lower, seen.words[index].lower
    if index + 1 >= last or word not in _VERBS:
        return False
    after = seen.words[index + 1].lower
    lead = before in DETERMINERS or before in PREPOSITIONS
    return lead and (is_ing(after) or after in {"the", "a", "an", "to", "their", "its"})


def _common(seen: View, index: int, ctx: Context) -> bool:
    """Whether a word is an ordinary one: by the lists, or since the document has it small."""
    low = seen.words[index].lower
    if low in _FUNCTION or low in _VERBS or low in _ADJECTIVES:
        return True
    if low in _NAMELIKE or low in _OFFICES or low in WEEKDAYS_MONTHS or len(low) < 4:
        return False
    if index + 1 < len(seen.words) and seen.words[index + 1].lower in CLOSED_CLASS:
        return False  # rather a name and what it does
    return seen.words[index - 1].lower != "the" and low in lower_case_words(ctx.pairs)


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    seen = view(pair.target)
    if seen.title_case or not seen.inner_capitals:
        return
    counts = inner_capital_counts(ctx.pairs)
    source = frozenset(LETTERS.findall((pair.source or "").lower()))
    for index, sentence in seen.inner_capitals:
        word = seen.words[index]
        if seen.words[index - 1].text[0].isupper() or not _common(seen, index, ctx):
            continue
        if counts[word.text] >= 2 or word.lower in source or seen.gap(index).strip():
            continue
        if _titled(seen, index, sentence) or opener(seen, index, sentence.last):
            continue
        broken = _broken(seen, index, sentence.last)
        yield _report(seen, index, sentence.last, broken=broken)


def _titled(seen: View, index: int, sentence: Sentence) -> bool:
    """Whether the word may belong to a name: words near it have a capital or stand apart."""
    last = sentence.last
    if index + 1 >= last or (index - 2 > sentence.first and seen.words[index - 2].capitalised):
        return True
    after = seen.words[index + 1]
    if seen.gap(index + 1) != " " or not after.text[0].islower():
        return True
    return (
        after.lower in PREPOSITIONS | {"and", "the"}
        and index + 2 < last
        and (seen.words[index + 2].text[0].isupper())
    )


def _report(seen: View, index: int, last: int, *, broken: bool) -> Finding:
    word = seen.words[index]
    start, end = word.start, word.end
    if broken:
        start, end = seen.words[index - 1].start, seen.words[min(index + 1, last - 1)].end
    reason = f"«{word.text}» has a capital in the middle of a sentence and is no name"
    if broken:
        reason += "; the words around it do not fit together"
    return finding(
        CHECK,
        (start, end),
        reason,
        confidence=0.8 if broken else 0.6,
        severity=Severity.MAJOR if broken else Severity.MINOR,
        suggestion=None if broken else word.lower,
    )


CHECK = Check(
    id="mid-capital",
    title="Capital inside a sentence",
    description=(
        "A function word, a verb, an adjective or a word that the document has in small letters"
        " elsewhere, with a capital inside a sentence, between lower-case words."
        " Headlines, titles and words that the document or the source writes so elsewhere are left"
        " alone. Major where article or preposition, verb and another verb form collide («in the"
        " Start exploring»), else minor."
    ),
    category="fluency/grammar",
    severity=Severity.MINOR,
    run=_check,
    phenomenon="sentence",
)
