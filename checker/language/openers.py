"""Whether a capitalised word inside a sentence opens a sentence of its own."""

from __future__ import annotations

import re
from typing import NamedTuple

from checker.language.calendar import MONTHS, WEEKDAYS
from checker.language.grammar_words import (
    ADJECTIVES,
    AUXILIARIES,
    CLOSED_CLASS,
    DETERMINERS,
    NAME_HEADS,
    OPENER_PHRASES,
    PREPOSITIONS,
    PRONOUN_OBJECTS,
    PRONOUN_SUBJECTS,
    ROLES,
    words,
)
from checker.language.verbs import IRREGULAR_PAST, PRESENT_S, is_ing
from checker.language.views import View, Word

__all__ = ["TITLE_WORDS", "Opening", "before_name", "common_opener", "has_finite", "opener"]

_PHRASE = re.compile(rf"(?:{'|'.join(map(re.escape, OPENER_PHRASES))})(?=[ ,])")
# After a capitalised word these phrases are too often part of a title («Gone With the Wind»).
_LOOSE_PHRASE = re.compile(r"(?:With|As|Due|Because|In terms|In order|According|This|Of|For)\b")
_OPENERS = ROLES["opener"]
_PHRASE_STARTS = frozenset(phrase.split()[0] for phrase in OPENER_PHRASES)
_CLAUSE_STARTS = ROLES["clause"]
_AFTER_NAMES = ROLES["after_name"]
_CONJUNCTIONS = words("and but so yet")
_DATED = words("on in by since from until")
_DATE = re.compile(rf" (?:\d|(?:early |late |mid-)?(?:{'|'.join(MONTHS + WEEKDAYS)})\b)")
_LABELLED = ROLES["label"]
_PLACED = NAME_HEADS | ROLES["placed"]
_FIRST_PERSON = {"I", "I'm", "I’m", "I've", "I’ve", "I'd", "I’d"}
_OBJECTS = PRONOUN_OBJECTS | ROLES["clause_end"]
TITLE_WORDS = ROLES["title"]
"""Nouns that a title or a quoted word follows."""
_COMMA_WORDS = ROLES["comma"]
_SUBORDINATORS = ROLES["subordinator"]
_SAYS = re.compile(
    r"(?: [A-Z][\w’'-]+){0,2} (?:said|says|noted|stressed|emphasized|added|pointed out|believes"
    r"|believed|told reporters|stated|explained|claimed|revealed|announced|argued) that\b"
)
# Nouns that stand before a name without being a sentence's last word.
_TITLED = re.compile(
    r"(?:er|or|ist|man|men|woman|ant|ent|ian|ary|al|ess|chief|head|star|king|queen|judge|aide|ally"
    r"|professor|coach|guard|wife|boss|driver|pilot|clerk|nurse|poet|mate|friend|son|brother)$"
)
_REACH = 25
"""Words in which the finite verb of an opener must stand; chosen (of 17,199 sentences of references
half have 21 words, 95 % at most 51). Findings of `fused-sentence` and `mid-capital` at half/as
is/double: references 4/5/5, outputs 6/6/6, garbled pairs 105/104/104 (`benchmarks.sensitivity`)."""
_NO_ADVERBS = ROLES["no_adverb"]
_SHARES = words("share shares stock stocks company companies level levels list league")


class Opening(NamedTuple):
    """An opener: where it ends in the text, and how sure it is one, in [0, 1]."""

    end: int
    confidence: float


def before_name(word: str) -> bool:
    """Whether a lower-case noun may stand before a name as its title («author», «chairman»)."""
    return _TITLED.search(word) is not None


def has_finite(following: tuple[Word, ...]) -> bool:
    """Whether some word is surely or probably a finite verb."""
    for word in following:
        low = word.lower
        if low in AUXILIARIES or low in IRREGULAR_PAST or low in PRESENT_S or low.endswith("ed"):
            return True
    return False


def common_opener(seen: View, index: int, last: int, small: frozenset[str]) -> Opening | None:
    """Return a clause that starts with a word the document writes small elsewhere («Costs rose»).

    Args:
        small: the words that the document has in small letters.
    """
    word, before = seen.words[index], seen.words[index - 1]
    if index + 1 >= last or before.text[0].isupper() or before.lower in CLOSED_CLASS:
        return None
    follower = seen.words[index + 1]
    plain = seen.gap(index + 1) == " " and follower.text[0].islower()
    if not plain or word.lower not in small or before.lower in TITLE_WORDS:
        return None
    subject = (follower.lower in AUXILIARIES) != (word.lower in ADJECTIVES)
    if len(word.lower) < 5 or not (subject or word.lower.endswith("s")):
        return None
    if not has_finite(seen.words[index + 1 : min(last, index + 9)]):
        return None
    return Opening(word.end, 0.65)


def opener(seen: View, index: int, last: int) -> Opening | None:
    """Return the sentence opener that starts at a word; None if there is none.

    Args:
        index: the word, whose forerunner is separated from it by nothing but spaces, % or ).
        last: one past the last word of its sentence.
    """
    word, before = seen.words[index], seen.words[index - 1]
    after_name = before.text[0].isupper()
    if word.text in _PHRASE_STARTS:
        match = _PHRASE.match(seen.text, word.start)
        if match and not (after_name and _LOOSE_PHRASE.match(match.group())):
            return Opening(match.end(), 0.9)
    if index + 1 >= last or before.lower in DETERMINERS or before.lower in PREPOSITIONS:
        return None
    comma = seen.text[word.end : word.end + 1] == ","
    plain = seen.gap(index + 1) == " " and seen.words[index + 1].text[0].islower()
    if word.lower in _OPENERS and (comma or (plain and not after_name)):
        return Opening(word.end, 0.85)
    if word.lower == "but" and plain:
        return Opening(word.end, 0.8)
    if word.lower in _DATED and _DATE.match(seen.text, word.end):
        return Opening(seen.words[index + 1].end, 0.8)
    if after_name and word.lower not in _AFTER_NAMES:
        return None
    adverb = word.lower.endswith("ly") and word.lower not in _NO_ADVERBS
    if comma and (adverb or word.lower in _COMMA_WORDS):
        return Opening(word.end, 0.8)
    if _participle(seen, index) or _speaker(seen, index):
        return Opening(seen.words[index + 1].end, 0.7)
    plain = plain or seen.words[index + 1].text in _FIRST_PERSON
    if word.lower in _CONJUNCTIONS and (comma or plain) and before.lower not in _CONJUNCTIONS:
        return Opening(word.end, 0.8)
    return _clause(seen, index, last, plain=plain)


def _participle(seen: View, index: int) -> bool:
    """«Depending on …», «Suffering from …» after a word that can end a clause."""
    word, before, follower = seen.words[index], seen.words[index - 1], seen.words[index + 1]
    if before.lower in CLOSED_CLASS or before.lower in TITLE_WORDS or seen.gap(index + 1) != " ":
        return False
    fits = is_ing(word.lower) and not is_ing(before.lower) and before.lower.isalpha()
    return fits and follower.text in PREPOSITIONS - {"of"}


def _speaker(seen: View, index: int) -> bool:
    """«… of the fields Wang said that …»: a name, no title before it, and what the name says."""
    before = seen.words[index - 1].lower
    if not before.endswith("s") or before in CLOSED_CLASS or before_name(before[:-1]):
        return False
    return _SAYS.match(seen.text, seen.words[index].end) is not None


def _clause(seen: View, index: int, last: int, *, plain: bool) -> Opening | None:
    """A closed-class word with a capital and a finite verb after it."""
    word, before, follower = seen.words[index], seen.words[index - 1], seen.words[index + 1]
    if before.lower in CLOSED_CLASS and before.lower not in _OBJECTS:
        return None
    if before.lower in TITLE_WORDS or not has_finite(
        seen.words[index + 1 : min(last, index + 1 + _REACH)]
    ):
        return None
    if word.lower in {"a", "an"}:
        fits = plain and before.lower not in _LABELLED and follower.lower not in _SHARES
        return Opening(follower.end, 0.7) if fits else None
    if word.lower not in _CLAUSE_STARTS:
        return None
    placed = follower.lower in _PLACED or follower.text[0].isdigit()
    named = word.lower == "the" and placed and seen.gap(index + 1) == " "
    titled = word.lower in PREPOSITIONS and (
        index + 2 < last and seen.words[index + 2].text[0].isupper()
    )
    if word.lower in _SUBORDINATORS and "," in seen.text[word.end : word.end + 120]:
        return Opening(follower.end, 0.7)
    if titled or not (plain or (named and not before.text[0].isupper())):
        return None
    return Opening(word.end if word.lower in PRONOUN_SUBJECTS else follower.end, 0.75)
