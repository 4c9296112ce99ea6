"""fused-sentence: two sentences run together, the stop between them lost.

A fixed list of sentence openers catches most cases; beyond it, any capitalised closed-class word
inside a sentence that starts a clause of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.records import Finding, SegmentPair, Severity
from checker.rules.base import Rule, RuleContext
from checker.rules.facts import inner_capital_counts
from checker.rules.lexicon import (
    AUXILIARIES,
    CLOSED_CLASS,
    DETERMINERS,
    NAME_HEADS,
    OPENER_PHRASES,
    OPENER_WORDS,
    PREPOSITIONS,
    PRONOUN_SUBJECTS,
    words,
)
from checker.rules.verbs import IRREGULAR_PAST, PARTICIPLES, PRESENT_S
from checker.rules.view import View, Word, finding, shorten, view

__all__ = ["RULE", "opener"]

_PHRASE = re.compile(rf"(?:{'|'.join(map(re.escape, OPENER_PHRASES))})(?=[ ,])")
_OPENERS = frozenset(word.lower() for word in OPENER_WORDS)
_PHRASE_STARTS = frozenset(phrase.split()[0] for phrase in OPENER_PHRASES)
# Words that start a clause when they carry a capital («a» and possessives are too often a title).
_CLAUSE_STARTS = words(
    "the this these those it he she they we there in at on after when while although as since for"
    " during if with under among from"
)
_DATELINE = re.compile(
    r"(?:\b[A-Z]{3,}\b|\(?(?:Xinhua|AP|AFP|Reuters|CNS|Bloomberg)\b"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]* \d{1,2}(?:st|nd|rd|th)?\b"
    r"|^\s*\([^()]*\)\s*$)"
)
_DATELINE_LENGTH = 70
_VERB_GROUP_LIMIT = 4


def _is_dateline(text: str) -> bool:
    """Whether what stands before an opener is only place, date and agency."""
    return _DATELINE.search(text) is not None and "." not in text[:-20]


def _finite_after(following: tuple[Word, ...]) -> bool:
    for word in following:
        low = word.lower
        if low in AUXILIARIES or low in IRREGULAR_PAST or low in PRESENT_S or low.endswith("ed"):
            return True
    return False


def opener(seen: View, index: int, last: int) -> tuple[int, float] | None:
    """Return where the opener at a word ends and how sure it is one; None if it is none."""
    word = seen.words[index]
    before = seen.words[index - 1]
    if word.text in _PHRASE_STARTS:
        match = _PHRASE.match(seen.text, word.start)
        if match:
            return match.end(), 0.9
    bound = before.lower in DETERMINERS or before.lower in PREPOSITIONS
    after = seen.text[word.end : word.end + 1]
    follower = seen.words[index + 1] if index + 1 < last else None
    if follower is None or bound:
        return None
    plain = seen.gap(index + 1) == " " and follower.text[0].islower()
    if word.lower in _OPENERS and (after == "," or plain):
        return word.end, 0.85
    if word.lower in _CLAUSE_STARTS and before.lower not in CLOSED_CLASS:
        named = word.lower == "the" and follower.lower in NAME_HEADS
        titled = word.lower in PREPOSITIONS and _capital_at(seen, index + 2, last)
        if not titled and (plain or named) and _finite_after(seen.words[index + 1 : last][:15]):
            return (word.end if word.lower in PRONOUN_SUBJECTS else follower.end), 0.75
    return None


def _capital_at(seen: View, index: int, last: int) -> bool:
    return index < last and seen.words[index].capitalised


def _span_start(seen: View, index: int, first: int) -> int:
    """Return where the words that dangle before the opener begin: a verb group, or one word."""
    start = index - 1
    while start > first and index - start < _VERB_GROUP_LIMIT:
        low = seen.words[start].lower
        group = low in PARTICIPLES or low.endswith(("ed", "ly")) or low in AUXILIARIES
        if not group or low in AUXILIARIES or seen.gap(start) != " ":
            break
        start -= 1
    head = seen.words[start].lower
    if head not in AUXILIARIES and start < index - 1:
        start = index - 1
    return seen.words[start].start


def _check(pair: SegmentPair, ctx: RuleContext) -> Iterator[Finding]:
    seen = view(pair.target)
    if seen.title_case:
        return
    counts = inner_capital_counts(ctx.pairs)
    for index, sentence in seen.inner_capitals:
        found = opener(seen, index, sentence.last)
        if found is None or _guarded(seen, index, sentence.first, found[1], counts):
            continue
        yield _report(seen, index, sentence.first, found)


def _guarded(seen: View, index: int, first: int, confidence: float, counts: dict[str, int]) -> bool:
    word = seen.words[index]
    if index - first <= 3 and all(item.text[0].isdigit() for item in seen.words[first:index]):
        return True  # the number of a list item
    if word.start < _DATELINE_LENGTH and _is_dateline(seen.text[: word.start]):
        return True
    if seen.text[max(0, word.start - 8) : word.start].rstrip().endswith((".)", ".”)", '.")')):
        return True  # a full sentence in brackets
    return confidence < 0.9 and counts.get(word.text, 0) >= 2


def _report(seen: View, index: int, first: int, found: tuple[int, float]) -> Finding:
    end, confidence = found
    if seen.text[end : end + 1] == ",":
        end += 1
    start = _span_start(seen, index, first)
    start_word = seen.text[seen.words[index].start : end].rstrip(",")
    before = seen.words[index - 1].text
    return finding(
        RULE,
        (start, end),
        f"«{shorten(seen.text[start:end])}»: «{start_word}» opens a new sentence, but no stop"
        f" separates it from «{before}»; the sentence before may have lost its end",
        confidence=confidence,
    )


RULE = Rule(
    rule_id="fused-sentence",
    title="Two sentences fused",
    description=(
        "A capitalised sentence opener («At present», «However», «The …» with a verb of its own)"
        " follows a lower-case word, a number or a bracket without a stop. Datelines, list numbers,"
        " headlines, bracketed sentences and words the document capitalises elsewhere are left"
        " alone."
    ),
    category="fluency/grammar",
    severity=Severity.MAJOR,
    check=_check,
)
