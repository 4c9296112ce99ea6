"""verbless-fragment: a stop after something that is no sentence («High-quality development.»)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.language.characters import han_count
from checker.language.grammar_words import (
    ADJECTIVES,
    AUXILIARIES,
    CLOSED_CLASS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUN_OBJECTS,
    PRONOUN_SUBJECTS,
    ROLES,
    WEEKDAYS_MONTHS,
)
from checker.language.tables import by_role
from checker.language.verbs import (
    ALSO_NOUNS,
    BASES,
    IRREGULAR_PAST,
    PARTICIPLES,
    PRESENT_S,
    VERB_ROLES,
    is_ing,
    third_person,
)
from checker.language.views import Sentence, View, Word, in_quotes, shorten, source_sentences, view
from checker.numbers.english_words import of_kind
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK", "may_be_finite"]

_MIN_WORDS = 3
"""Words; chosen. Findings at half/as is/double: references 7/7/7, outputs 20/20/19, garbled
20/20/18 (`benchmarks.sensitivity`)."""
_ADJECTIVE = tuple(by_role("language/english_endings")["adjective"])
_VERB_ENDING = ("izes", "ifies", "irms")
_PAST_ONLY = IRREGULAR_PAST - PARTICIPLES - BASES
_SUBJECTS = ROLES["plain_subject"]
_NUMERALS = frozenset(
    word
    for word, n in of_kind("unit", "hundred", "scale").items()
    if 2 <= n <= 10 or n in (100, 1000)
)
_ONES = ROLES["singular"]
_FLOATING = ROLES["floating"]
_PLURAL_SIGNS = ROLES["plural"]
_VERBS_ONLY = (BASES - ALSO_NOUNS) | (PRESENT_S - {third_person(base) for base in ALSO_NOUNS})
_AFTER_NOUN = PREPOSITIONS - ROLES["particle"]
_NOUN_FIRST = ALSO_NOUNS - VERB_ROLES["imperative"]
_NOUNS = ROLES["noun"]
_CAPTION = re.compile(
    r"(?:Image|Photo|Picture|Photograph|File photo|Source|Courtesy|Reporting|Edited|Written)s?"
    r" (?:from|by|of|taken|courtesy|shows|provided)\b"
)
_CONTRACTION = re.compile(r"n't$|'(?:m|re|ve|ll|d)$")
_ODD = re.compile(r"[:;“”\"«»()\[\]|*#@/]|\d{1,2}:\d\d|[–—-]{1,2} ")


def may_be_finite(sentence: tuple[Word, ...], index: int) -> bool:
    """Whether a word could be the finite verb of its sentence. In doubt, yes."""
    low = sentence[index].lower
    if low in AUXILIARIES or low in _PAST_ONLY or _CONTRACTION.search(low):
        return True
    before = sentence[index - 1].lower if index else ""
    if before == "to" or is_ing(low):
        return False
    if before in _SUBJECTS and low not in CLOSED_CLASS:
        return True
    attributive = before in DETERMINERS - _FLOATING or before in PREPOSITIONS
    attributive = (attributive or before.endswith(("'s", "s'"))) and before not in PRONOUN_SUBJECTS
    after = sentence[index + 1].lower if index + 1 < len(sentence) else ""
    if low.startswith(("co-", "re-", "pre-", "over-", "out-")):
        low = low.partition("-")[2]  # «co-chaired»
    if low.endswith("ed") and len(low) > 3 and "-" not in low:
        # «the integrated development»: between article and noun, an adjective
        return not (attributive and after) or before in _FLOATING
    if low.endswith("'s"):
        return before in {"", "and", "but"} or not after or low[:-2] in _ONES
    if attributive or before in _NUMERALS:
        return False
    if low in IRREGULAR_PAST or low.endswith(_VERB_ENDING):
        return True
    if low.endswith("s") and (after in DETERMINERS or after in PRONOUN_OBJECTS):
        return True
    if not sentence[index].text.islower():
        # an imperative, unless a noun with its preposition: «Supply during …»
        return index == 0 and low in BASES and not (low in _NOUN_FIRST and after in _AFTER_NOUN)
    if low in _VERBS_ONLY:
        return True
    if low in BASES and _takes_object(sentence, index) and _has_plural(sentence[:index]):
        return True
    beside = sentence[index].start - sentence[index - 1].end == 1
    if beside and _is_adjective(sentence[index - 1]):
        return False
    if low in PRESENT_S:
        return index > 0
    return low in BASES and (
        _has_plural(sentence[:index]) or (not beside and _takes_object(sentence, index))
    )


def _is_adjective(word: Word) -> bool:
    return word.text in ADJECTIVES or (word.lower.endswith(_ADJECTIVE) and word.lower not in _NOUNS)


def _takes_object(sentence: tuple[Word, ...], index: int) -> bool:
    """Whether an article, a possessive or a name follows."""
    following = sentence[index + 1 : index + 2]
    return any(word.lower in DETERMINERS or word.text[0].isupper() for word in following)


def _has_plural(before: tuple[Word, ...]) -> bool:
    """Whether some word before a base form could be its plural subject, or an adverb leads it."""
    return not before or any(
        word.lower in _PLURAL_SIGNS
        or (word.lower.endswith(("s", "ly")) and word.lower not in ALSO_NOUNS)
        for word in before
    )


def _is_fragment(seen: View, sentence: Sentence) -> bool:
    inner = seen.words_of(sentence)
    if not sentence.stopped or len(inner) < _MIN_WORDS:
        return False
    text = seen.text[sentence.start : sentence.end]
    if not text.endswith(".") or text.endswith(("..", "so on.")) or _ODD.search(text):
        return False
    if _CAPTION.match(text):
        return False
    first = inner[0]
    if not first.text[0].isupper() or first.lower in ROLES["fragment"]:
        return False
    capitals = sum(1 for word in inner if word.text[0].isupper() or word.text[0].isdigit())
    if capitals * 2 > len(inner) or any(word.lower in WEEKDAYS_MONTHS for word in inner):
        return False
    return not any(may_be_finite(inner, index) for index in range(len(inner)))


def _is_infinitive_phrase(inner: tuple[Word, ...]) -> bool:
    """«Guidelines to realize …»: plural noun, then an infinitive."""
    return (
        len(inner) > 4
        and inner[0].lower.endswith("s")
        and inner[1].lower == "to"
        and inner[2].lower in BASES
    )


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    seen = view(pair.target)
    stops = source_sentences(pair)
    stopped = [sentence for sentence in seen.sentences if sentence.stopped]
    for sentence in seen.sentences:
        if not _is_fragment(seen, sentence) or in_quotes(seen.text, sentence.start):
            continue
        split_off = stops is not None and len(stopped) > max(stops, 1)
        severity, confidence = _weigh(pair, split_off=split_off, alone=len(stopped) == 1)
        if severity is None:
            continue
        text = seen.text[sentence.start : sentence.end]
        what = (
            "a noun and an infinitive"
            if _is_infinitive_phrase(seen.words_of(sentence))
            else "no finite verb"
        )
        reason = f"«{shorten(text)}» stands as a sentence but has {what}"
        if split_off:
            reason += (
                f"; the source has {stops} sentence{'s' if stops != 1 else ''} here, the English"
                f" {len(stopped)}: part of a sentence was split off"
            )
        yield finding(
            CHECK, (sentence.start, sentence.end), reason, confidence=confidence, severity=severity
        )


def _weigh(pair: SegmentPair, *, split_off: bool, alone: bool) -> tuple[Severity | None, float]:
    """How bad a fragment is, from what the source has in its place."""
    if pair.source is None:
        return Severity.MINOR, 0.5
    if split_off or not pair.source.strip():
        return Severity.MAJOR, 0.85
    if alone and han_count(pair.source) >= 12 and "。" in pair.source:
        return Severity.MINOR, 0.5
    return None, 0.0


CHECK = Check(
    id="verbless-fragment",
    title="Sentence without a verb",
    description=(
        "Something with a full stop that has no word that could be a finite verb. Major where the"
        " English has more sentences than the source, so that a sentence was torn apart; minor"
        " where the source is one full sentence or there is none. Headlines, datelines, quotations,"
        " exclamations and short answers are left alone."
    ),
    category="fluency/grammar",
    severity=Severity.MAJOR,
    run=_check,
)
